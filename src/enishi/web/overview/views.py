"""The overview of the record on a day."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.safestring import mark_safe

from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger.queries import Version, version
from enishi.apps.register import queries as register
from enishi.domain.drawings import WIDE
from enishi.web import downloads
from enishi.web.gate import requires
from enishi.web.heads import head
from enishi.web.languages import country_order
from enishi.web.overview import files
from enishi.web.overview.drawn import drawn_fields, drawn_growth, drawn_matrix
from enishi.web.overview.forms import OverviewForm
from enishi.web.overview.tied import CURVES, Ties, fields_on, growth, ties_on
from enishi.web.pages import answer, asked_day, language


@requires("register.read")
def overview(request: HttpRequest) -> HttpResponse:
    """Tell who is tied to whom, how the record grew, in which fields, and what is missing."""
    asked, reader, records = asked_day(request), language(), version()
    form = OverviewForm(request.GET)
    valid = form.is_valid()
    domain, living = form.chosen_domain(), form.only_living()
    ties = ties_on(records, asked.day, domain, living=living)
    query = f"?on={asked.day.isoformat()}" if asked.given else ""
    context = {
        "head": head.of_list(),
        "form": form,
        "ties": ties,
        "by_place": _by_place(ties),
        "possible": len(ties.units(WIDE.near)) * len(ties.units(WIDE.far)),
        "matrix": _svg(drawn_matrix(records, asked.day, domain, query, reader, living=living)),
        "tables": {n: downloads.offers(request, "overview_file", n) for n in files.RULES},
        "missing": _missing(ties_on(records, asked.day), reader),
        **_through_time(records, asked.day, reader),
    }
    return answer(request, "overview/overview.html", context, asked=asked, wrong=not valid)


@requires("data.export")
def overview_file(request: HttpRequest, table: str, ending: str) -> HttpResponseBase:
    """Download a table of the overview."""
    asked = asked_day(request)
    form = OverviewForm(request.GET)
    if not form.is_valid() or asked.wrong:
        return overview(request)
    if table not in files.RULES:
        raise Http404(table)
    rows = files.rows_of(
        table, version(), asked.day, form.chosen_domain(), living=form.only_living()
    )
    return downloads.table_of(ending, table, str(files.RULES[table]), asked.day, rows)


def _through_time(records: Version, on: datetime.date, reader: str) -> dict[str, Any]:
    steps = [(day, numbers) for day, numbers in growth(records) if day <= on]
    years = {day.year: numbers for day, numbers in steps}
    return {
        "growth": [_svg(drawn) for drawn in drawn_growth(records, on, reader)],
        "rules": CURVES,
        "years": [
            (year, min(datetime.date(year, 12, 31), on), [(rule, numbers[rule]) for rule in CURVES])
            for year, numbers in sorted(years.items(), reverse=True)
        ],
        "announced": indicators.announced(on),
        "fields": [_svg(drawn) for drawn in drawn_fields(records, on, reader)],
        "field_rows": fields_on(records, on),
    }


def _by_place(ties: Ties) -> list[tuple[Any, list[Any]]]:
    """Return the units of the near country that are tied, each with its pairs."""
    found: dict[str, tuple[Any, list[Any]]] = {}
    for pair in ties.pairs:
        found.setdefault(pair.near.id, (pair.near, []))[1].append(pair)
    return list(found.values())


def _missing(ties: Ties, reader: str) -> list[tuple[str, int, list[tuple[Any, Any]]]]:
    """Return for each country its number of units, and those without a tie with what was searched."""
    held = ties.papers_of()
    searched = register.coverage_of_all(u.id for c in ties.bands for u in ties.units(c))
    return [
        (
            country,
            len(ties.units(country)),
            [(u, searched.get(u.id)) for u in ties.units(country) if u.id not in held],
        )
        for country in sorted(ties.bands, key=lambda country: country_order(country, reader))
    ]


def _svg(drawn: str) -> str:
    return mark_safe(drawn)  # noqa: S308  # drawn by us

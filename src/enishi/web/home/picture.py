"""The map of bonds and the track of its years, drawn for a reader."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from enishi.apps.ledger.queries import Version
from enishi.domain.drawings import (
    Curve,
    Growth,
    Layout,
    MapHead,
    MapPlace,
    MapThread,
    MapWords,
    Tick,
    bond_map,
    growth_track,
)
from enishi.domain.text import format_date
from enishi.web.drawings.grounds import layout
from enishi.web.drawings.marks import announced_rings, turns
from enishi.web.drawings.units import first_level
from enishi.web.home.phrases import (
    AT_HOME,
    agreements_in_words,
    bond_in_words,
    tied_in_words,
    unit_in_words,
)
from enishi.web.home.tied import Ties, days_of_signature
from enishi.web.languages import country_name
from enishi.web.numbers import number_in
from enishi.web.places.naming import shown_name
from enishi.web.remembering import remembered

VIEWS = ("wide", "middle", "tall")
# Width of the track, and years between two of its ticks.
_TRACKS = {"wide": (1050.0, 5), "middle": (690.0, 5), "tall": (358.0, 10)}


def drawn_map(version: Version, view: str, today: datetime.date, ties: Ties, language: str) -> str:
    """Draw the map of bonds for one width of page."""
    laid = layout(version, view, today)
    return bond_map(
        laid,
        list(_places(laid, ties, language)),
        list(_threads(laid, version, ties, language)),
        _words(laid, ties, language),
        key=f"map-{view}",
        focus=ties.focus if ties.focused else "",
    )


def _places(laid: Layout, ties: Ties, language: str) -> Iterable[MapPlace]:
    numbers = {item.unit.id: item.agreements for item in ties.tied}
    for unit in ties.in_force:
        if unit.id not in laid.anchors:
            continue
        shown, number = shown_name(unit, language), numbers.get(unit.id, 0)
        yield MapPlace(
            unit.id,
            shown.text,
            number,
            number_in(number, language),
            reverse("place", args=(unit.id,)) + ties.scene.query,
            unit_in_words(shown.text, number, language),
            shown.language if shown.language != language else "",
        )


def _threads(laid: Layout, version: Version, ties: Ties, language: str) -> Iterable[MapThread]:
    units = first_level(version)
    for thread in ties.threads:
        pair = thread.one, thread.other
        if pair not in laid.courses and pair[::-1] not in laid.courses:
            continue
        one, other = (shown_name(units[key], language).text for key in pair)
        number = len(thread.papers)
        yield MapThread(
            *pair,
            number,
            number_in(number, language),
            reverse("bond", args=pair) + ties.scene.query,
            bond_in_words(one, other, number, language),
        )


def _words(laid: Layout, ties: Ties, language: str) -> MapWords:
    heads = {}
    for country in laid.view.shores:
        name, (original, spoken) = country_name(country, language), AT_HOME[country]
        note = tied_in_words(len(ties.of(country)), ties.number_in_force(country), language)
        # Upright there is room for one name beside the threads.
        alone = original == name or laid.view.upright
        heads[country] = (
            MapHead(name, note=note) if alone else MapHead(name, original, spoken, note)
        )
    numbers = {len(thread.papers) for thread in ties.threads}
    shown = sorted({min(numbers), 3, max(numbers)} & {*range(max(numbers) + 1)}) if numbers else []
    insets = [shore.inset.unit for shore in laid.view.shores.values() if shore.inset]
    return MapWords(
        title=_("Map of bonds"),
        description=_("One thread for each pair of localities; the list below says the same."),
        heads=heads,
        insets={u.id: shown_name(u, language).text for u in ties.in_force if u.id in insets},
        key_title=_("A thread, a pair of localities. Agreements:"),
        key_counts=[(number, number_in(number, language)) for number in shown],
    )


def first_year(version: Version, today: datetime.date) -> int:
    """Return the year at whose end the replay begins: that of the first agreement."""
    days = days_of_signature(version, "")
    return min(days[0].year if days else today.year, today.year - 1)


@remembered(most=32)
def drawn_tracks(
    version: Version, today: datetime.date, on: datetime.date, domain: str, language: str
) -> Mapping[str, str]:
    """Draw the track of the years for each view.

    A year is told as it ended, so its tick stands at its last day.
    """
    first = first_year(version, today)
    days = days_of_signature(version, domain)
    growth = Growth(
        title=_("Growth of the record"),
        description=agreements_in_words(sum(day <= today for day in days), language),
        since=datetime.date(first, 12, 31),
        until=today,
        curves=[Curve([(day, number) for number, day in enumerate(days, start=1)])],
        rings=() if domain else tuple(announced_rings(today, language)),
        turns=tuple(turns(first_level(version), language)),
    )
    now = Tick(today, format_date(today, language, "short"), strong=True)
    drawn = {}
    for view, (width, apart) in _TRACKS.items():
        years = [year for year in range(first, today.year) if year == first or not year % apart]
        ticks = [*(Tick(datetime.date(year, 12, 31), str(year)) for year in years), now]
        drawn[view] = growth_track(
            replace(growth, ticks=ticks), width=width, key=f"track-{view}", knob=min(on, today)
        )
    return drawn

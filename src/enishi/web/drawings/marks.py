"""What stands along the years of a growth curve: announced totals, and days that changed the map."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from enishi.apps.indicators import queries as indicators
from enishi.apps.indicators.models import Observation
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.domain.drawings import Ring, Turn
from enishi.domain.places import Relation
from enishi.domain.text import format_date
from enishi.web.drawings.units import in_force
from enishi.web.indicators.phrases import value_in_words
from enishi.web.languages import country_name

_MANY = 10  # units that pass to others on one day make it a turn


def announced_rings(today: datetime.date, language: str) -> Iterable[Ring]:
    """Yield the announced totals; only one that exceeds those before it bears its number."""
    most = 0.0
    rows = [r for r in indicators.announced(today) if r.measure == "documents_total"]
    for row in sorted(rows, key=lambda row: (row.as_of, row.id)):
        assert row.as_of is not None
        assert row.value is not None
        number = _announced(row, language)
        label = f"{number}, {format_date(row.as_of, language)}. {row.source.title}"
        yield Ring(row.as_of.last, float(row.value), number if row.value > most else "", label)
        most = max(most, float(row.value))


def _announced(row: Observation, language: str) -> str:
    return _("%(number)s announced") % {"number": value_in_words(row, language)}


def turns(units: Mapping[str, Unit], language: str) -> Iterable[Turn]:
    """Yield the days on which many units passed to others."""
    steps = places.successions_of(units).filter(relation=Relation.MERGE)
    merged = Counter((step.on, units[step.target_id].country) for step in steps)
    for (on, country), number in sorted(merged.items()):
        if number < _MANY:
            continue
        before, after = (
            sum(u.country == country and u.counted and in_force(u, day) for u in units.values())
            for day in (on - datetime.timedelta(days=1), on)
        )
        label = _("%(country)s, %(date)s: %(before)s provinces and cities became %(after)s") % {
            "country": country_name(country, language),
            "date": format_date(on, language),
            "before": before,
            "after": after,
        }
        yield Turn(on, f"{before} → {after}", label)

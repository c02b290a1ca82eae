"""Reads of parties that have a name."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from enishi.apps.parties.models import Office
from enishi.apps.places.queries import span_q


def offices_of(units: Iterable[str], on: datetime.date) -> dict[str, list[Office]]:
    """Return the offices in charge of each of some units on a day, with their sources."""
    rows = Office.objects.filter(span_q(on), unit__in=list(units)).select_related("source")
    found: dict[str, list[Office]] = defaultdict(list)
    for office in rows.order_by("unit", "since", "key"):
        found[office.unit_id].append(office)
    return found

"""The days a reader may want to see: just before and after each change of a unit."""

import datetime
from collections.abc import Iterable

from enishi.apps.places.models import Succession, Unit
from enishi.domain.places import Relation

_DAY = datetime.timedelta(days=1)


def days_of_change(
    units: Iterable[Unit], steps: Iterable[Succession]
) -> list[tuple[datetime.date, datetime.date]]:
    """Return the last day before and the first day after each change, oldest first.

    Args:
        units: whose first and last days count.
        steps: what happened to them; what left a unit as it was is no change.
    """
    days = {unit.valid_from for unit in units if unit.valid_from}
    days |= {unit.valid_to + _DAY for unit in units if unit.valid_to}
    days |= {step.on for step in steps if step.relation != Relation.UNCHANGED}
    return [(day - _DAY, day) for day in sorted(days)]

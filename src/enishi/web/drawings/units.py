"""The first-level units of all days, kept while the records stand."""

import datetime
from collections.abc import Mapping

from enishi.apps.ledger.queries import Version
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.web.remembering import remembered


@remembered(most=2)
def first_level(version: Version) -> Mapping[str, Unit]:  # noqa: ARG001  # by which it is remembered
    """Return the first-level units of all days, by id."""
    return {unit.id: unit for unit in places.first_level_units()}


def in_force(unit: Unit, on: datetime.date) -> bool:
    """Whether a unit exists on a day."""
    return (unit.valid_from is None or unit.valid_from <= on) and (
        unit.valid_to is None or on <= unit.valid_to
    )

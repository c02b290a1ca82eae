"""Verbs on places."""

from collections.abc import Iterable

from django.db import models, transaction

from enishi.apps.ledger.actions import keep_record
from enishi.apps.ledger.models import Entry
from enishi.apps.places import bridge, jobs
from enishi.apps.places.models import Name, Succession, Unit
from enishi.domain.places import Kind, index_forms


def check_history(unit: Unit, successions: Iterable[Succession]) -> None:
    """Check that the history would hold with a unit as given and its successions as given.

    Raises:
        TimelineError: it would contradict itself.
    """
    units = {row.id: row for row in Unit.objects.order_by("id")} | {unit.id: unit}
    others = Succession.objects.exclude(source=unit.id).order_by("id")
    bridge.timeline_of(units.values(), [*others, *successions])


@transaction.atomic
def record_unit(
    *,
    unit: Unit,
    rows: Iterable[models.Model] = (),
    removed: Iterable[models.Model] = (),
    by: str,
) -> Entry:
    """Add a unit, or correct one, with its names, codes and successions.

    Who holds which paper may change with it: `apps.register.actions.rederive` follows.

    Raises:
        TimelineError: the history would contradict itself; nothing is changed.
    """
    rows = list(rows)
    for row in rows:
        if isinstance(row, Name):
            row.folded, row.core = index_forms(row.text, Kind(unit.kind))
    entry = keep_record(verb="record_unit", record=unit, rows=rows, removed=removed, by=by)
    jobs.derive_lineage()
    jobs.derive_index()
    return entry

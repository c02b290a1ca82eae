"""The hands of stewards on events of record."""

from typing import ClassVar

from enishi.apps.forum import actions
from enishi.apps.forum.models import EventFigure, EventPlace
from enishi.apps.ledger.admin import Kept, RecordAdmin, RowsInline


class PlaceInline(RowsInline):
    """Where it was, and who took part."""

    model = EventPlace
    autocomplete_fields = ("unit",)


class FigureInline(RowsInline):
    """Its figures."""

    model = EventFigure
    autocomplete_fields = ("source",)


class EventAdmin(RecordAdmin):
    """Events of record."""

    list_display = ("id", "kind", "starts_on", "ends_on")
    list_filter = ("kind",)
    search_fields: ClassVar = ("id",)
    autocomplete_fields = ("source",)
    inlines = (PlaceInline, FigureInline)

    def act(self, kept: Kept) -> None:
        """Call the action."""
        actions.record_event(event=kept.record, rows=kept.rows, removed=kept.removed, by=kept.by)

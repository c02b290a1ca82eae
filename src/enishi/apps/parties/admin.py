"""The hands of stewards on parties."""

from typing import ClassVar

from enishi.apps.ledger.admin import Kept, RecordAdmin
from enishi.apps.parties import actions


class OfficeAdmin(RecordAdmin):
    """Offices in charge of a unit's cooperation."""

    list_display = ("key", "unit", "since", "until")
    search_fields: ClassVar = ("key", "unit__id")
    autocomplete_fields = ("unit", "source")

    def act(self, kept: Kept) -> None:
        """Call the action."""
        actions.record_office(office=kept.record, by=kept.by)

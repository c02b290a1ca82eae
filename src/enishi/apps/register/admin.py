"""The hands of stewards on agreements."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from enishi.apps.ledger.admin import Kept, RecordAdmin, RowsInline
from enishi.apps.register import actions
from enishi.apps.register.models import (
    AgreementDomain,
    AgreementText,
    Evidence,
    LifeEvent,
    Party,
    Signatory,
)


class PartyInline(RowsInline):
    """Who signed; the persons stand on a page of their own."""

    model = Party
    verbose_name_plural = _("parties")
    autocomplete_fields = ("unit",)
    show_change_link = True


class DomainInline(RowsInline):
    """The fields of cooperation."""

    model = AgreementDomain


class EvidenceInline(RowsInline):
    """The sources of an agreement."""

    model = Evidence
    verbose_name_plural = _("sources")
    autocomplete_fields = ("source",)


class TextInline(RowsInline):
    """Where the texts can be read."""

    model = AgreementText


class LifeEventInline(RowsInline):
    """What happened after the signature."""

    model = LifeEvent
    autocomplete_fields = ("source",)


class AgreementAdmin(RecordAdmin):
    """Agreements with all that is known of them."""

    list_display = ("id", "kind", "signed_on", "confidence", "closed_as")
    list_filter = ("kind", "confidence")
    search_fields: ClassVar = ("id", "parties__unit__names__text")
    autocomplete_fields = ("renews", "amends")
    inlines = (PartyInline, DomainInline, EvidenceInline, TextInline, LifeEventInline)

    def act(self, kept: Kept) -> None:
        """Call the action."""
        verb = actions.record_agreement if kept.new else actions.correct_agreement
        verb(agreement=kept.record, rows=kept.rows, removed=kept.removed, by=kept.by)


class SignatoryInline(RowsInline):
    """Who signed for a party."""

    model = Signatory
    autocomplete_fields = ("source",)


class PartyAdmin(RecordAdmin):
    """The persons who signed for a party; the party itself is kept with its agreement."""

    list_display = ("agreement", "position", "unit", "organisation", "authority")
    search_fields: ClassVar = ("agreement__id", "unit__id")
    readonly_fields = ("agreement", "position", "unit", "organisation", "authority")
    inlines = (SignatoryInline,)
    withheld = ("_delete", "_add")

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:  # noqa: ARG002  # Django's signature
        """A party is added with its agreement."""
        return False

    def act(self, kept: Kept) -> None:
        """Call the action."""
        actions.record_signatories(
            party=kept.record, rows=kept.rows, removed=kept.removed, by=kept.by
        )

"""Agreements and what is known of them."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from enishi.apps.fields import KeyField, LocalizedTextField, PartialDateField
from enishi.apps.ledger.models import Source
from enishi.apps.parties.models import Organisation
from enishi.apps.places.models import Unit
from enishi.domain.register import (
    DOMAINS,
    EVER,
    AgreementKind,
    Authority,
    Closure,
    Confidence,
    EventKind,
    SpanKind,
)
from enishi.domain.text import LocalizedText


def _choices(values: Any) -> list[tuple[str, str]]:
    return [(str(value), str(value)) for value in values]


class Agreement(models.Model):
    """One act of signature between parties of different countries."""

    id = KeyField(primary_key=True, max_length=16)
    kind = models.CharField(max_length=32, choices=_choices(AgreementKind))
    signed_on = PartialDateField()
    documents = models.PositiveSmallIntegerField(default=1)
    summary = LocalizedTextField(default=LocalizedText, blank=True)
    renews = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals"
    )
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    ends_on = PartialDateField(null=True, blank=True, help_text="only if a source states it")
    tacit_renewal = models.BooleanField(default=False)
    signed_by_heads = models.BooleanField(null=True, blank=True)
    open_scope = models.BooleanField(null=True, blank=True)
    assembly_approved = models.BooleanField(null=True, blank=True)
    confidence = models.CharField(max_length=8, choices=_choices(Confidence))
    doubt = LocalizedTextField(default=LocalizedText, blank=True)
    sources = models.ManyToManyField(Source, related_name="agreements", through="Evidence")
    # Derived from the facts above by `jobs.derive_lives`, so that the database can ask.
    signed_first = models.DateField(editable=False)
    signed_last = models.DateField(editable=False)
    term_ends = models.DateField(null=True, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    lives_until = models.DateField(default=EVER, editable=False)
    closed_as = models.CharField(
        max_length=12, choices=_choices(Closure), default="", blank=True, editable=False
    )

    class Meta:
        ordering = ("-signed_last", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(renews=F("id")), name="agreement_not_own_renewal"),
            models.CheckConstraint(
                condition=Q(signed_last__gte=F("signed_first")), name="agreement_signed_order"
            ),
        )
        indexes = (
            # Holds all that narrows a list, so that agreements found by field or party are chosen
            # from without reading their rows.
            models.Index(
                fields=("id", "kind", "signed_last", "lives_until"), name="agreement_choice"
            ),
            models.Index(fields=("term_ends",), name="agreement_term_ends"),
            models.Index(fields=("-signed_last", "id"), name="agreement_newest"),
            models.Index(fields=("kind", "-signed_last", "id"), name="agreement_kind"),
        )

    def __str__(self) -> str:
        return self.id


class AgreementDomain(models.Model):
    """A field of cooperation an agreement covers."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="domains", db_index=False
    )
    domain = KeyField(max_length=24, choices=_choices(DOMAINS))

    class Meta:
        ordering = ("domain",)
        constraints = (
            models.UniqueConstraint(fields=("agreement", "domain"), name="agreement_domain_once"),
        )
        indexes = (models.Index(fields=("domain", "agreement"), name="agreement_domain"),)

    def __str__(self) -> str:
        return self.domain


class Evidence(models.Model):
    """A source that documents an agreement."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="evidence", db_index=False
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("agreement", "source"), name="evidence_once"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.source_id}"


class Party(models.Model):
    """A unit as it was on the day, or an organisation, that signed an agreement."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="parties", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    authority = models.CharField(
        max_length=12,
        choices=_choices(Authority),
        blank=True,
        help_text="which organ of a unit signed; empty for an organisation",
    )

    class Meta:
        ordering = ("agreement", "position")
        constraints = (
            models.UniqueConstraint(fields=("agreement", "position"), name="party_position_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(organisation__isnull=True),
                name="party_is_unit_or_organisation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.position}"


class Signatory(models.Model):
    """A person who signed for a party, as a public source names them."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(max_length=200)
    title = LocalizedTextField(default=LocalizedText, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("party", "id")
        verbose_name_plural = "signatories"

    def __str__(self) -> str:
        return self.name


class LifeEvent(models.Model):
    """Something that happened to an agreement after its signature."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="life_events", db_index=False
    )
    kind = models.CharField(max_length=24, choices=_choices(EventKind))
    on = PartialDateField()
    until = PartialDateField(null=True, blank=True, help_text="new last day of an extension")
    note = LocalizedTextField(default=LocalizedText, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("agreement", "on", "id")
        constraints = (
            models.UniqueConstraint(fields=("agreement", "kind", "on"), name="life_event_once"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.kind}"


class AgreementText(models.Model):
    """Where one language version of a text can be read."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="texts", db_index=False
    )
    language = KeyField(max_length=8)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=1000)
    authentic = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("agreement", "language", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "language", "url"), name="agreement_text_once"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Tie(models.Model):
    """A tie that is spoken of without a dated text: to be documented, and never counted."""

    id = KeyField(primary_key=True, max_length=16)
    unit_a = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_b = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = LocalizedTextField(default=LocalizedText)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.id


class Coverage(models.Model):
    """What was looked for about a unit, and whether anything was found."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="coverage")
    status = models.CharField(max_length=12, choices=_choices(("has", "only_ties", "none_found")))
    detail = LocalizedTextField(default=LocalizedText, blank=True)
    queries = models.TextField(blank=True)

    class Meta:
        ordering = ("unit",)
        verbose_name_plural = "coverage"

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.status}"


class BondSpan(models.Model):
    """From `since` to `until` two units have a bond, documented or living. Derived."""

    kind = models.CharField(max_length=12, choices=_choices(SpanKind))
    # The database need not check again what is drawn from rows it has checked.
    one = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    other = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ("one", "other", "kind", "since")
        indexes = (
            models.Index(fields=("kind", "since", "until"), name="bond_span_begun"),
            models.Index(fields=("kind", "until"), name="bond_span_over"),
            models.Index(fields=("one", "kind"), name="bond_span_one"),
        )

    def __str__(self) -> str:
        return f"{self.one_id}~{self.other_id}"


class Tally(models.Model):
    """The numbers under every counting rule, from a day on until that of the next row. Derived."""

    on = models.DateField(primary_key=True)
    agreements_signed = models.PositiveIntegerField()
    documents_signed = models.PositiveIntegerField()
    agreements_living = models.PositiveIntegerField()
    agreements_in_term = models.PositiveIntegerField()
    pairs_documented = models.PositiveIntegerField()
    pairs_living = models.PositiveIntegerField()
    sister_agreements = models.PositiveIntegerField()
    sister_links = models.PositiveIntegerField()

    class Meta:
        ordering = ("on",)
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return self.on.isoformat()

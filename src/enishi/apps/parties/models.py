"""Organisations, and the offices in charge of a unit's cooperation."""

from django.db import models
from django.db.models import F, Q

from enishi.apps.fields import KeyField, LocalizedTextField
from enishi.apps.ledger.models import Source
from enishi.apps.places.models import Unit
from enishi.domain.text import LocalizedText


class Organisation(models.Model):
    """A body that is no territorial unit: a university, an agency, a company."""

    key = KeyField(primary_key=True, max_length=80)
    name = LocalizedTextField(default=LocalizedText)

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name.in_language("en")[0]


class Office(models.Model):
    """An office that answers for a unit's cooperation abroad; an empty day is not known."""

    key = KeyField(primary_key=True, max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="offices")
    name = LocalizedTextField(default=LocalizedText)
    url = models.URLField(
        max_length=1000, blank=True, help_text="its own public page, where it says how to reach it"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="last day in charge")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("unit", "since", "key")
        constraints = (
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="office_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.name.in_language("en")[0]

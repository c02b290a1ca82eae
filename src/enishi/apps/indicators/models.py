"""Figures as their sources give them; contradictions are kept."""

from django.db import models

from enishi.apps.fields import KeyField, LocalizedTextField, PartialDateField
from enishi.apps.ledger.models import Source
from enishi.apps.places.models import Unit
from enishi.domain.indicators import Wording
from enishi.domain.text import LocalizedText


class FigureFields(models.Model):
    """What every figure carries: a value or a text, its word of doubt, its day, its source."""

    measure = KeyField(max_length=40, help_text="a key of domain.indicators.MEASURES")
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    text = LocalizedTextField(default=LocalizedText, blank=True)
    wording = models.CharField(
        max_length=12, choices=[(str(w), str(w)) for w in Wording], default=Wording.EXACT
    )
    as_of = PartialDateField(null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Observation(FigureFields):
    """A figure of one or more places, of a bond, or of two countries as a whole."""

    class Scope(models.TextChoices):
        """Of what kind the subject is."""

        PLACE = "place"
        BOND = "bond"
        WHOLE = "whole"

    id = KeyField(primary_key=True, max_length=24)
    scope = models.CharField(max_length=8, choices=Scope.choices)
    subject = KeyField(max_length=200, help_text="unit, unit~unit, or country-country")
    note = LocalizedTextField(default=LocalizedText, blank=True)

    class Meta:
        ordering = ("measure", "as_of", "id")
        indexes = (models.Index(fields=("scope", "measure"), name="observation_scope"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.subject}"


class ObservationPlace(models.Model):
    """A place that an observation is about. Derived from its subject."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="observations")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("observation", "unit"), name="observation_place_once"),
        )

    def __str__(self) -> str:
        return f"{self.observation_id}: {self.unit_id}"

"""Forums, conferences, festivals and visits of record."""

from django.db import models

from enishi.apps.fields import KeyField, LocalizedTextField, PartialDateField
from enishi.apps.indicators.models import FigureFields
from enishi.apps.ledger.models import Source
from enishi.apps.places.models import Unit
from enishi.domain.text import LocalizedText


class Event(models.Model):
    """Something that brought localities together, on days known more or less exactly."""

    class Kind(models.TextChoices):
        """What it was."""

        FORUM = "forum"
        CONFERENCE = "conference"
        CONGRESS = "congress"
        FESTIVAL = "festival"
        EXHIBITION = "exhibition"
        SEMINAR = "seminar"
        MISSION = "mission"
        CEREMONY = "ceremony"

    id = KeyField(primary_key=True, max_length=16)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = LocalizedTextField(default=LocalizedText)
    starts_on = PartialDateField()
    ends_on = PartialDateField(null=True, blank=True)
    place = LocalizedTextField(default=LocalizedText, blank=True)
    organisers = LocalizedTextField(default=LocalizedText, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-starts_on", "id")

    def __str__(self) -> str:
        return self.name.in_language("en")[0]


class EventPlace(models.Model):
    """A unit that was the venue of an event, organised it, or took part."""

    class Role(models.TextChoices):
        """In what role."""

        VENUE = "venue"
        ORGANISER = "organiser"
        PARTNER = "partner"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="events")
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        ordering = ("event", "role", "unit")
        constraints = (
            models.UniqueConstraint(fields=("event", "unit", "role"), name="event_place_once"),
        )

    def __str__(self) -> str:
        return f"{self.event_id}: {self.unit_id}"


class EventFigure(FigureFields):
    """A figure of an event: delegates, localities, stands."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="figures")

    class Meta:
        ordering = ("event", "measure", "id")

    def __str__(self) -> str:
        return f"{self.event_id}: {self.measure}"

"""Outlets, reports with their addresses, and findings."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enishi.apps.fields import KeyField
from enishi.apps.ledger.models import Source
from enishi.apps.places.models import Unit
from enishi.domain.press.proposals import Kind


class Outlet(models.Model):
    """Who publishes reports, and the address of its feed, if it is read."""

    name = models.CharField(max_length=200)
    language = KeyField(max_length=8, blank=True)
    feed = models.URLField(max_length=1000, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    trouble = KeyField(
        max_length=40, blank=True, help_text="the code of what went wrong at the last reading"
    )
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("feed",), condition=~Q(feed=""), name="feed_once"),
        )

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """A report as it was received; its full text is for reviewers only."""

    class State(models.TextChoices):
        """How far the review has come."""

        WAITING = "waiting"
        REVIEWED = "reviewed"

    class Way(models.TextChoices):
        """How a report came in."""

        PASTE = "paste"
        UPLOAD = "upload"
        FOLDER = "folder"
        FEED = "feed"
        API = "api"

    digest = KeyField(max_length=64, unique=True, help_text="of its words")
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    # As reports write it: XXXX-04-22 where the text gives no year that can be trusted.
    published_on = KeyField(max_length=10, blank=True)
    language = KeyField(max_length=8)
    text = models.TextField()
    version_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    state = KeyField(max_length=8, choices=State.choices, default=State.WAITING)
    way = KeyField(max_length=8, choices=Way.choices)
    brought_at = models.DateTimeField(auto_now_add=True)
    brought_by = models.CharField(max_length=200)
    source = models.OneToOneField(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="press_report"
    )

    class Meta:
        ordering = ("-brought_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(version_of__isnull=True) | ~Q(version_of=F("id")),
                name="report_not_own_version",
            ),
        )
        indexes = (models.Index(fields=("state", "-brought_at", "-id"), name="report_state"),)

    def __str__(self) -> str:
        return self.title


class Address(models.Model):
    """Where a report can be read; one report may stand on several sites."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="addresses")
    url = models.URLField(max_length=1000, unique=True)
    publisher = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return self.url


class Band(models.Model):
    """A key that reports of nearly the same words share. Derived from the text."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="bands", db_index=False
    )
    key = KeyField(max_length=18)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="band_once"),)
        indexes = (models.Index(fields=("key",), name="band_key"),)

    def __str__(self) -> str:
        return self.key


class Finding(models.Model):
    """A fact that the engine proposes, and what a reviewer decided."""

    class State(models.TextChoices):
        """What was decided."""

        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        CORRECTED = "corrected"
        REJECTED = "rejected"

    class Reason(models.TextChoices):
        """Why a finding was rejected."""

        NOT_SAID = "not_said"
        MISREAD = "misread"
        OTHER_SUBJECT = "other_subject"
        TWICE = "twice"
        OTHER = "other"

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="findings", db_index=False
    )
    position = models.PositiveIntegerField()
    kind = KeyField(max_length=12, choices=[(str(kind), str(kind)) for kind in Kind])
    proposed = models.JSONField(help_text="by the names of the fields of domain.press.report")
    corrected = models.JSONField(null=True, blank=True)
    digest = KeyField(max_length=64, help_text="of the kind and the content")
    spans = models.JSONField(default=list, help_text="[[start, end], …] in characters")
    rule = KeyField(max_length=120, blank=True)
    confidence = models.FloatField()
    alternatives = models.JSONField(default=list, blank=True)
    state = KeyField(max_length=9, choices=State.choices, default=State.PROPOSED)
    reason = KeyField(max_length=16, choices=Reason.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    subject_type = KeyField(max_length=60, blank=True, help_text="the row it became or equals")
    subject_id = KeyField(max_length=80, blank=True)
    equalled = models.BooleanField(default=False, help_text="the row was there before")
    contradicts = models.JSONField(
        default=list, blank=True, help_text="rows it contradicted when it was decided"
    )

    class Meta:
        ordering = ("report", "position")
        constraints = (
            models.UniqueConstraint(fields=("report", "kind", "digest"), name="finding_once"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="finding_decided_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(state="corrected", corrected__isnull=False)
                | (~Q(state="corrected") & Q(corrected__isnull=True)),
                name="finding_corrected_has_content",
            ),
            models.CheckConstraint(
                condition=(Q(state="rejected") & ~Q(reason=""))
                | (~Q(state="rejected") & Q(reason="")),
                name="finding_rejected_has_reason",
            ),
        )
        indexes = (models.Index(fields=("subject_type", "subject_id"), name="finding_subject"),)

    def __str__(self) -> str:
        return f"{self.report_id}/{self.position}: {self.kind}"

    @property
    def content(self) -> dict[str, Any]:
        """What is held to be said: corrected, or as proposed."""
        content: dict[str, Any] = self.proposed if self.corrected is None else self.corrected
        return content


class FindingPlace(models.Model):
    """A place that an accepted finding is about, so that its pages can tell of it."""

    finding = models.ForeignKey(
        Finding, on_delete=models.CASCADE, related_name="places", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="press")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("finding", "unit"), name="finding_place_once"),
        )

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.unit_id}"

"""Audit entries, sources, and the reference files as they were last loaded."""

from django.db import models

from enishi.apps.fields import KeyField, PartialDateField


class Entry(models.Model):
    """One verb done to one record: written in the verb's own transaction, never changed after."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=200, help_text="who: an account, or the name of a job")
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = KeyField(max_length=80)
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=("subject_type", "subject_id", "-at"), name="entry_subject"),
        )
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class Source(models.Model):
    """A public page or document that says something we keep."""

    id = KeyField(primary_key=True, max_length=24)
    title = models.CharField(max_length=500)
    url = models.URLField(max_length=1000, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = PartialDateField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ("publisher", "title", "id")

    def __str__(self) -> str:
        return self.title


class LoadedFile(models.Model):
    """A reference file as it was when last taken over.

    Held against the records, it tells what a person has changed since.
    """

    name = KeyField(primary_key=True, max_length=80)
    content = models.BinaryField(help_text="the file, compressed with zlib")

    def __str__(self) -> str:
        return self.name


class Load(models.Model):
    """One finished load of the reference files."""

    at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64, help_text="of all files read")
    created = models.PositiveIntegerField()
    updated = models.PositiveIntegerField()
    kept = models.PositiveIntegerField(help_text="rows left as a person has edited them")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

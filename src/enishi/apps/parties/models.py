"""Organisations."""

from django.db import models

from enishi.apps.fields import KeyField, LocalizedTextField
from enishi.domain.text import LocalizedText


class Organisation(models.Model):
    """A body that is no territorial unit: a university, an agency, a company."""

    key = KeyField(primary_key=True, max_length=80)
    name = LocalizedTextField(default=LocalizedText)

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name.in_language("en")[0]

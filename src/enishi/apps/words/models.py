"""Where each word stands. Derived from the records."""

from django.db import models

from enishi.apps.fields import KeyField
from enishi.domain.text.terms import LONGEST_TERM


class Word(models.Model):
    """A term of a record’s texts, or, after an equals sign, a code or the year it bears. Derived."""

    subject_type = KeyField(max_length=40)
    subject = KeyField(max_length=40)
    word = KeyField(max_length=LONGEST_TERM)

    class Meta:
        indexes = (models.Index(fields=("word", "subject_type", "subject"), name="word_stands"),)

    def __str__(self) -> str:
        return self.word

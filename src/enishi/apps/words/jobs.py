"""Working out the words of records."""

from collections.abc import Iterable, Mapping

from django.db import models

from enishi.apps.rows import add_rows
from enishi.apps.words.models import Word
from enishi.domain.text.terms import terms


def words_of(texts: Iterable[str], codes: Iterable[object]) -> set[str]:
    """Return the words of a record: the terms of its texts, and its codes after an equals sign."""
    found = {f"={code}" for code in codes}
    return found.union(*(terms(text) for text in texts))


def keep_words(
    model: type[models.Model], words: Mapping[str, Iterable[str]], *, anew: bool
) -> None:
    """Keep the words of some records of a model by their keys; `anew` forgets all others."""
    kind = model._meta.label_lower
    stale = Word.objects.filter(subject_type=kind)
    (stale if anew else stale.filter(subject__in=list(words))).delete()
    rows = sorted((word, key) for key, found in words.items() for word in found)
    add_rows(Word, ("subject_type", "word", "subject"), ((kind, word, key) for word, key in rows))

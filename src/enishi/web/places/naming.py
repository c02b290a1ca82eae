"""How a place is named to a reader: in the reader's language, with the original beside it."""

from dataclasses import dataclass

from enishi.apps.places.models import Unit
from enishi.domain.places import Level
from enishi.web.places.phrases import NAME_AND_KIND, SHORT_KINDS


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name and its original, each with the language it is in; no original where it is the same."""

    text: str
    language: str
    original: str = ""
    original_language: str = ""

    def __str__(self) -> str:
        return self.text


def shown_name(unit: Unit, language: str) -> ShownName:
    """Return the name of a unit.

    A municipality is told with its kind, or it would be taken for the prefecture of that name.
    """
    names = unit.name
    text, tag = names.in_language(language)
    original_language = names.original
    original = names.texts.get(original_language, "")
    if unit.level == Level.SECOND:
        full = unit.full_name
        original = full.texts.get(original_language, original)
        if language in full.texts:
            text, tag = full.texts[language], language
        elif tag != language or language != original_language:
            kind = SHORT_KINDS[unit.kind]
            text, tag = str(NAME_AND_KIND) % {"name": text, "kind": kind}, language
    if original == text or language == original_language:
        return ShownName(text or unit.id, tag)
    return ShownName(text or unit.id, tag, original, original_language if original else "")

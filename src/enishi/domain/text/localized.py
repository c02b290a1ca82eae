"""A short text in several languages, one of which is the original."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("en", "fr", "ja", "vi")

# What a reader is shown when a text is missing in the reader's language, best first.
# Romanised Japanese stands in for a name in the three Latin-script languages.
_FALLBACK = {
    "en": ("en", "ja-Latn", "fr", "vi", "ja"),
    "fr": ("fr", "ja-Latn", "en", "vi", "ja"),
    "vi": ("vi", "ja-Latn", "en", "fr", "ja"),
    "ja": ("ja", "vi", "en", "fr", "ja-Latn"),
}


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """Texts by language tag, and the tag of the original where one is known."""

    texts: Mapping[str, str] = field(default_factory=dict)
    original: str = ""

    def in_language(self, language: str) -> tuple[str, str]:
        """Return (text, tag of the language it is in); ("", language) where there is no text."""
        chain = _FALLBACK.get(language, (language,))
        for tag in (*chain, self.original, *self.texts):
            if text := self.texts.get(tag):
                return text, tag
        return "", language

    def with_text(self, language: str, text: str) -> "LocalizedText":
        """Return the same texts with one more or another; an empty one is taken away."""
        texts = {tag: held for tag, held in self.texts.items() if tag != language}
        if text:
            texts[language] = text
        return LocalizedText(texts, self.original or (language if text else ""))

    def all_languages(self) -> dict[str, str]:
        """Return the text to show in each of the four languages, fallbacks included."""
        return {language: self.in_language(language)[0] for language in LANGUAGES}

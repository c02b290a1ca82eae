"""A text in several languages, and what a reader is shown where one is missing."""

import pytest

from enishi.domain.text import LocalizedText

OSAKA = LocalizedText({"ja": "大阪府", "ja-Latn": "Ōsaka", "en": "Osaka"}, "ja")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ("Osaka", "en")),
        ("fr", ("Ōsaka", "ja-Latn")),
        ("vi", ("Ōsaka", "ja-Latn")),
        ("ja", ("大阪府", "ja")),
    ],
)
def test_a_missing_text_is_stood_in_for_by_the_nearest_language(
    language: str, shown: tuple[str, str]
) -> None:
    assert OSAKA.in_language(language) == shown


def test_an_empty_text_counts_as_missing() -> None:
    assert LocalizedText({"fr": "", "en": "Hue"}).in_language("fr") == ("Hue", "en")


def test_a_language_outside_the_four_is_shown_the_original_then_any() -> None:
    text = LocalizedText({"vi": "Huế", "ko": "후에"}, "vi")
    assert [text.in_language(tag) for tag in ("ko", "de")] == [("후에", "ko"), ("Huế", "vi")]


def test_a_text_in_no_language_is_empty_in_all() -> None:
    nothing = LocalizedText()
    assert nothing.in_language("fr") == ("", "fr")
    assert nothing.all_languages() == {"en": "", "fr": "", "ja": "", "vi": ""}


def test_all_languages_are_given_with_what_stands_in() -> None:
    expected = {"en": "Osaka", "fr": "Ōsaka", "ja": "大阪府", "vi": "Ōsaka"}
    assert OSAKA.all_languages() == expected

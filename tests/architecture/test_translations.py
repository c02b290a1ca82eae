"""The catalogues are whole, and the tool that says so can tell."""

from pathlib import Path

import pytest

from enishi.project import messages


def test_every_text_is_translated_into_every_language() -> None:
    assert messages.problems() == []


def test_texts_are_drawn_from_code_and_templates() -> None:
    ids = {message.id for message in messages.drawn()}
    assert "Nothing found." in ids
    assert "Skip to content" in ids


def test_a_missing_translation_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    for language in messages.TRANSLATED:
        messages.update(language)
    assert "vi: not translated: 'Nothing found.'" in messages.problems()


def test_a_placeholder_lost_in_translation_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    messages.update("fr")
    path = messages.path_of("fr")
    wanted = 'msgid "%(rows)s rows of %(file)s"\nmsgstr ""'
    text = path.read_text(encoding="utf-8")
    assert wanted in text
    lost = wanted.replace('msgstr ""', 'msgstr "%(rows)s lignes"')
    path.write_text(text.replace(wanted, lost), encoding="utf-8")
    told = "fr: placeholders differ: '%(rows)s rows of %(file)s' → '%(rows)s lignes'"
    assert told in messages.problems()

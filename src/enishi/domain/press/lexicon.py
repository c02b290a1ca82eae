"""The tables of words (`rules/<language>.csv`) and where their words stand in a text."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ahocorasick_rs import AhoCorasick

from enishi.domain.press.article import Mark
from enishi.domain.press.folding import carelessly_written, folded, levelled, tones_moved

LANGUAGES = ("en", "fr", "ja", "vi")
_LONG_ENOUGH = 5  # letters of a word whose accents may be left out where others are written
_LAST_LATIN = "\u2e7f"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, one of its spellings."""

    kind: str
    words: str
    meaning: str
    note: str


@cache
def rows(language: str) -> tuple[Row, ...]:
    """Return the rows of a language, one for each spelling: of its file and of its folder."""
    tables = files("enishi.domain.press").joinpath("rules")
    folder = tables.joinpath(language)
    more = folder.iterdir() if folder.is_dir() else ()
    return tuple(
        row
        for table in (
            tables.joinpath(f"{language}.csv"),
            *sorted((each for each in more if each.name.endswith(".csv")), key=lambda e: e.name),
        )
        for row in _rows(table)
    )


def _rows(table: Traversable) -> Iterator[Row]:
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        for words in row["words"].split("|"):
            if words.strip():
                yield Row(row["kind"], words.strip(), row["meaning"], row["note"] or "")


def rows_of(language: str, kind: str) -> tuple[Row, ...]:
    """Return the rows of one kind, those with variables (`{place}`) included."""
    return tuple(row for row in rows(language) if row.kind == kind)


def _latin(sign: str) -> bool:
    return sign <= _LAST_LATIN and sign.isalnum()


class Lexicon:
    """Finds all words of some rows in one pass.

    Args:
        rows: those with variables are left out.
        careful: whether words without their accents are other words (in Vietnamese they are).
    """

    def __init__(self, rows: Iterable[Row], *, careful: bool) -> None:
        self._careful = careful
        entries: dict[str, dict[tuple[str, str, str], set[str]]] = {}
        for row in rows:
            if "{" in row.words:
                continue
            plain = levelled(row.words)
            forms = entries.setdefault(folded(row.words), {}).setdefault(
                (row.kind, row.meaning, row.note), set()
            )
            forms |= {plain, tones_moved(plain)}
        self._patterns = [
            (
                _latin(words[0]),
                _latin(words[-1]),
                tuple((*key, frozenset(forms), words in forms) for key, forms in entry.items()),
            )
            for words, entry in entries.items()
        ]
        self._automaton = AhoCorasick(list(entries)) if entries else None

    def marks(self, text: str, flat: str, *, bare: bool = False) -> list[Mark]:
        """Return the marks in a text, by their starts; of one kind the longest at a place.

        Args:
            text: as it was given.
            flat: the same, folded.
            bare: whether the text writes no accents at all.
        """
        if self._automaton is None:
            return []
        found: list[tuple[int, int, str, str, str]] = []
        size, patterns, enough = len(flat), self._patterns, 0 if bare else _LONG_ENOUGH
        if self._careful and not bare:
            enough = size + 1
        for number, start, end in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            opens, closes, entries = patterns[number]
            if opens and start and (sign := flat[start - 1]).isalnum() and sign <= _LAST_LATIN:
                continue
            if closes and end < size and (sign := flat[end]).isalnum() and sign <= _LAST_LATIN:
                continue
            stretch, loose = text[start:end], end - start >= enough
            if stretch.isascii():
                # What is written in ASCII is what was found: nothing is left to compare.
                for kind, meaning, note, _, plain in entries:
                    if plain or loose:
                        found.append((start, -end, kind, meaning, note))
                continue
            written = levelled(stretch)
            for kind, meaning, note, forms, _ in entries:
                if written in forms or (
                    loose and any(carelessly_written(written, form) for form in forms)
                ):
                    found.append((start, -end, kind, meaning, note))
        found.sort()
        ends: dict[str, int] = {}
        kept = []
        for start, end, kind, meaning, note in found:
            if start >= ends.get(kind, 0):
                ends[kind] = -end
                kept.append(Mark(kind, meaning, start, -end, note))
        return kept


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language, but for those by which texts of any language are laid out."""
    return Lexicon(
        (row for row in rows(language) if row.kind not in LAYOUT | UNMARKED),
        careful=language == "vi",
    )


BESIDE_PLACES = frozenset(
    (
        "place_type",
        "place_in",
        "place_of",
        "place_word",
        "place_adjective",
        "place_country",
        "place_office",
        "place_after",
        "place_in_name",
        "place_go_on",
        "name_after_place",
        "before_person",
        "name_part",
    )
)
"""Kinds of words that are looked up beside the names of places."""


LAYOUT = frozenset(("credit", "link", "stop", "sign_off"))
"""Kinds that are looked for whatever the language: reports mix them."""


UNMARKED = BESIDE_PLACES | {
    "abbreviation",
    "before_year",
    "function",
    "joint",
    "known_city",
    "not_place",
    "notname",
    "published_label",
    "surname",
}
"""Kinds of little words, which rules look up where they need them."""


@cache
def layout_words() -> Lexicon:
    """Return the words that cut texts into blocks, of all languages."""
    return Lexicon(
        (row for language in LANGUAGES for row in rows(language) if row.kind in LAYOUT),
        careful=False,
    )


@cache
def function_words() -> dict[str, tuple[str, ...]]:
    """Return for each little word, folded, the languages it speaks for."""
    speaks: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for row in rows_of(language, "function"):
            word = folded(row.words)
            speaks[word] = (*speaks.get(word, ()), language)
    return speaks

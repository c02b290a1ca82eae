"""The baselines that look names up: as they are written, or levelled; nothing of our engine."""

import csv
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from enishi.project.messages import PACKAGE

type Reader = Callable[[str], set[str]]


def plain(text: str) -> str:
    """Return a text as it is written, in one of its two forms in Unicode."""
    return unicodedata.normalize("NFC", text)


def levelled(text: str) -> str:
    """Return a text without accents and capitals."""
    letters = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in letters if not unicodedata.combining(each)).casefold()


def _rows(name: str) -> Iterable[dict[str, str]]:
    with (PACKAGE / "data/places" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def codes_of_names() -> dict[str, str]:
    """Return the code that each name of the reference facts means.

    Of several, a unit of the first level goes before a municipality, and then the first in the file.
    """
    codes: dict[str, str] = {}
    for scheme in ("jis", "iso3166-2"):  # what comes later stands
        codes |= {
            row["unit"]: row["value"] for row in _rows("codes.csv") if row["scheme"] == scheme
        }
    named: dict[str, str] = {}
    for row in _rows("names.csv"):
        code = codes.get(row["unit"])
        if code is None or row["form"] == "reading" or len(row["text"]) < 2:
            continue
        if "-" in code and "-" not in named.get(row["text"], code):
            named[row["text"]] = code
        named.setdefault(row["text"], code)
    return named


def reader(names: dict[str, str], form: Callable[[str], str]) -> Reader:
    """Return what looks names up in texts: the longest at each place, as whole words."""
    known: dict[str, str] = {}
    for name, code in names.items():
        known.setdefault(form(name), code)
    words = list(known)
    automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)

    def read(text: str) -> set[str]:
        line = form(text)
        found = set()
        for number, start, end in automaton.find_matches_as_indexes(line):
            if not (_inside(line, start) or _inside(line, end)):
                found.add(known[words[number]])
        return found

    return read


def _inside(line: str, place: int) -> bool:
    """Whether a place lies within a word of an alphabet."""
    around = line[place - 1 : place + 1] if place else ""
    return len(around) == 2 and all(each.isalpha() and each < "\u2e80" for each in around)


def set_of(folder: Path) -> dict[str, str]:
    """Return the texts of a set by id."""
    return {file.stem: file.read_text("utf-8") for file in sorted((folder / "texts").glob("*.txt"))}

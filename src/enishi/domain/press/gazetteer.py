"""The places that reports name: every unit, its history and spellings, and Vietnamese towns."""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from enishi.domain.press.folding import folded, levelled, tones_moved
from enishi.domain.press.lexicon import LANGUAGES, rows_of

_DECADE = "2025-07-01"


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit as it stood between two days ("" for open ends)."""

    unit_id: str
    kind: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a name may mean.

    Args:
        code: as reports write it.
        country: VN or JP.
        below: the code of the province or prefecture in which it lies; "" for a first-level unit.
        units: as it stood, oldest first; none for a Vietnamese town that is no unit of the record.
        shy: whether it is only meant where a word for its kind stands beside the name.
        famous: whether it is a municipality that is named without such a word.
    """

    code: str
    country: str
    below: str
    units: tuple[Standing, ...]
    shy: bool = False
    famous: bool = False

    def on(self, day: str | None) -> Standing | None:
        """Return how it stood on a day, at the latest."""
        fit = [unit for unit in self.units if not day or unit.first <= day]
        return fit[-1] if fit else next(iter(self.units), None)


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its spellings, levelled, and what it may mean; nothing if it is no place's."""

    forms: frozenset[str]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands in a text."""

    start: int
    end: int
    name: Name


class Gazetteer:
    """Finds the names of places in folded text, the longest at a place."""

    def __init__(self, names: dict[str, Name], heirs: dict[str, str]) -> None:
        self.names = names
        self.heirs = heirs
        self._names = list(names.values())
        self._automaton = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)

    def found(self, text: str, flat: str, end: int) -> Iterator[Found]:
        """Yield the names in a text that have a capital and are no pieces of longer words.

        Args:
            text: as it was given.
            flat: the same, folded.
            end: as far as it is read.
        """
        for number, start, stop in self._automaton.find_matches_as_indexes(flat[:end]):
            first = text[start]
            if first < "\u2e80":
                if not first.isupper() or (
                    start and (sign := flat[start - 1]).isalnum() and sign < "\u2e80"
                ):
                    continue
                if stop < end and (sign := flat[stop]).isalnum() and sign < "\u2e80":
                    continue
            yield Found(start, stop, self._names[number])

    def heir(self, code: str, day: str | None) -> str:
        """Return the code of the unit to which a province had passed on a day."""
        return self.heirs.get(code, code) if day and day >= _DECADE else code


@cache
def gazetteer() -> Gazetteer:
    """Return the places of the reference facts."""
    units = _table("units")
    lines = {unit["id"]: unit["line"] or unit["id"] for unit in units}
    codes = _codes(lines)
    places = _places(units, lines, codes)
    spelled: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for words, place in _spellings(places, lines):
        spelled[folded(words)].append((levelled(words), place))
    of_code = {place.code: place for place in places.values()}
    for language in LANGUAGES:
        for row in rows_of(language, "known_city"):
            spelled[folded(row.words)].append((levelled(row.words), of_code[row.meaning]))
    for town, words in _towns(places):
        for each in _variants(words):
            spelled[folded(each)].append((levelled(each), town))
    names = {
        flat: Name(
            frozenset(form for words, _ in each for form in (words, tones_moved(words))),
            tuple(dict.fromkeys(place for _, place in each)),
        )
        for flat, each in spelled.items()
    }
    for language in LANGUAGES:
        for row in rows_of(language, "not_place"):
            names[folded(row.words)] = Name(frozenset((levelled(row.words),)), ())
    return Gazetteer(names, _heirs(lines, codes))


def _table(name: str) -> list[dict[str, str]]:
    table = files("enishi.data").joinpath("places", f"{name}.csv")
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def _codes(lines: dict[str, str]) -> dict[str, str]:
    """Return the code of each line, as reports write it."""
    codes: dict[str, str] = {}
    for row in _table("codes"):
        line = lines[row["unit"]]
        scheme = row["scheme"], row["status"]
        if scheme == ("iso3166-2", "published") or (row["scheme"] == "jis" and row["value"][2:]):
            codes[line] = row["value"]
    return codes


def _places(
    units: list[dict[str, str]], lines: dict[str, str], codes: dict[str, str]
) -> dict[str, Place]:
    standing: dict[str, list[Standing]] = defaultdict(list)
    country: dict[str, str] = {}
    below: dict[str, str] = {}
    for unit in units:
        if unit["level"] == "second" and unit["country"] == "VN":
            continue  # told from the table of towns, which knows more of them
        line = lines[unit["id"]]
        standing[line].append(
            Standing(unit["id"], unit["kind"], unit["valid_from"], unit["valid_to"])
        )
        country[line] = unit["country"]
        parent = lines.get(unit["parent"], "")
        below[line] = codes.get(parent, parent)
    known = {row.meaning for language in LANGUAGES for row in rows_of(language, "known_city")}
    return {
        line: Place(
            codes.get(line, line),
            country[line],
            below[line],
            tuple(sorted(each, key=lambda unit: unit.first)),
            famous=codes.get(line) in known,
        )
        for line, each in standing.items()
    }


def _spellings(places: dict[str, Place], lines: dict[str, str]) -> Iterator[tuple[str, Place]]:
    for row in _table("names"):
        place = places.get(lines[row["unit"]])
        latin = row["text"] < "\u2e80"
        if place is None or row["language"] == "ja-Hrkt" or (latin and row["form"] == "full"):
            continue
        if row["text"] in {"HCM", "フエ", "Huế", "Hue", "Hué"}:
            continue  # too short to stand alone, or told from the table of towns
        if place.country == "VN":
            yield from ((words, place) for words in _variants(row["text"]))
            if latin and place.code == "VN-SG":
                yield from ((words, place) for words in _CITY_OF_MANY_NAMES)
        else:
            yield row["text"], place
            if latin and "-" not in row["text"] and "'" in row["text"]:
                yield row["text"].replace("'", ""), place


_CITY_OF_MANY_NAMES = (
    "TP. HCM", "TP HCM", "TP.Hồ Chí Minh", "TP. Hồ Chí Minh", "TP Hồ Chí Minh", "TPHCM",
    "Thành phố Hồ Chí Minh", "Ho Chi Minh-City", "Hồ Chí Minh Ville", "Hô Chi Minh-Ville",
    "Ho Chi Minh-ville", "Hồ Chí Minh City", "Hochiminh City", "Ho Chi Minh city", "Sài Gòn",
    "HCM-Ville", "HCM Ville", "Sài Gòn-Chợ Lớn", "TpHCM", "Tp.HCM", "ville de Hô Chi Minh",
)  # fmt: skip


_KANA = (
    ("＝", ("＝", "・", "=", "")),
    ("クアン", ("クアン", "クァン", "クワン")),
    ("ビン", ("ビン", "ヴィン")),
    ("ズオン", ("ズオン", "ズン", "ジュオン")),
    ("ティ", ("ティ", "チ")),
    ("ブン", ("ブン", "ヴン")),
    ("バン", ("バン", "ヴァン")),
    ("ダック", ("ダック", "ダク")),
)


def _variants(words: str) -> Iterator[str]:
    """Yield the spellings of a Vietnamese name: in one, with hyphens, with other kana."""
    if words > "\u2e80":
        options = [words]
        for written, others in _KANA:
            if written in words:
                options = [o.replace(written, other) for o in options for other in others]
        yield from dict.fromkeys(options)
        if words[-1] not in "省市":
            yield from dict.fromkeys(option + "省" for option in options)
        return
    yield words
    parts = words.replace(" - ", " ").replace("-", " ").split()
    if 2 <= len(parts) <= 4 and words[-1].islower():
        yield from (" ".join(parts), "-".join(parts))
        if len(parts) == 2:
            yield parts[0] + parts[1].lower()
        if len(parts) > 2:
            for cut in range(1, len(parts)):
                both = " ".join(parts[:cut]), " ".join(parts[cut:])
                yield from ("-".join(both), " - ".join(both))


def _towns(places: dict[str, Place]) -> Iterator[tuple[Place, str]]:
    of_code = {place.code: place for place in places.values() if not place.below}
    table = files("enishi.domain.press").joinpath("rules", "towns.csv")
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        shy = row["note"].endswith("only with a word for its kind")
        town = Place(f"{row['province']}/{row['name']}", "VN", row["province"], (), shy)
        for words in row["words"].split("|"):
            yield town, words.strip()
            if "since 2025" in row["note"]:
                yield of_code[row["province"]], words.strip()


def _heirs(lines: dict[str, str], codes: dict[str, str]) -> dict[str, str]:
    """Return for the code of each province merged in 2025 that of the one it passed to."""
    return {
        codes[lines[row["from"]]]: codes[lines[row["to"]]]
        for row in _table("successions")
        if row["relation"] == "merge" and row["on"] == _DECADE and lines[row["to"]] in codes
    }


def plain(name: str) -> str:
    """Return a name without accents, as codes of towns write it."""
    apart = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))

"""A register of any size, made up from a seed, in the format of Enishi's own reference files.

Nothing in it is a fact: names are syllables put together at random, and agreements are drawn.
"""

import csv
import datetime
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.register.words import JAPANESE, VIETNAMESE
from enishi.domain.indicators import MEASURES
from enishi.domain.register import DOMAINS
from enishi.domain.text import fold_words

_UNSAID = ("fr", "ja", "vi")
_DAY = datetime.timedelta(days=1)
_ACT = "Synthetic act of {on}"
# The days on which a country redraws its map.
_REFORMS = {
    "JP": ("1993-04-01", "1999-04-01", "2004-11-01", "2005-10-01", "2010-01-01"),
    "VN": ("1991-08-12", "1997-01-01", "2004-01-01", "2008-08-01", "2025-07-01"),
}
_FIRST_LEVEL = {"JP": 47, "VN": 60}
_FIRST_DAY, _LAST_DAY = datetime.date(1990, 1, 1), datetime.date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made up."""

    units: int = 50_000
    agreements: int = 100_000
    sources: int = 60_000
    figures: int = 20_000


@dataclass(slots=True)
class _Unit:
    id: str
    country: str
    level: str
    kind: str
    name: tuple[tuple[str, ...], ...]
    line: str
    code: str
    parent: str
    since: datetime.date | None
    until: datetime.date | None = None


@dataclass(slots=True)
class _Country:
    """A country's units on every day, redrawn at each reform."""

    code: str
    random: Random
    target: int
    units: list[_Unit] = field(default_factory=list)
    successions: list[tuple[str, ...]] = field(default_factory=list)
    heirs: dict[str, list[_Unit]] = field(default_factory=dict)
    days: list[datetime.date] = field(default_factory=list)
    living: list[dict[str, list[_Unit]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        start = int(self.target * 0.55)
        firsts = [self._begin("first", None) for _ in range(_FIRST_LEVEL[self.code])]
        for position in range(start):
            parent = firsts[position * len(firsts) // start]
            self._begin("second", None, parent=parent.id)
        self._remember(datetime.date.min)
        for written in _REFORMS[self.code]:
            on = datetime.date.fromisoformat(written)
            for level in ("first", "second"):
                self._redraw(self.living[-1][level], on)
            self._remember(on)
        on = self.days[-1] + datetime.timedelta(days=365)
        changing = iter(self.living[-1]["second"])
        while len(self.units) < self.target:
            self._continue(next(changing), on, "status_change")
        self._remember(on)

    def _remember(self, on: datetime.date) -> None:
        self.days.append(on)
        living: dict[str, list[_Unit]] = {"first": [], "second": []}
        for unit in self.units:
            if unit.until is None:
                living[unit.level].append(unit)
        self.living.append(living)

    def _begin(
        self, level: str, since: datetime.date | None, parent: str = "", of: _Unit | None = None
    ) -> _Unit:
        number = len(self.units) + 1
        key = f"{self.code}{number:05}"
        iso = f"{self.code}-{number:02}" if level == "first" else ""
        unit = _Unit(
            id=key,
            country=self.code,
            level=level,
            kind=self._kind(level),
            name=of.name if of else self._name(),
            line=of.line if of else iso or key,
            code=of.code if of else iso or f"{number:05}",
            parent=parent,
            since=since,
        )
        self.units.append(unit)
        return unit

    def _kind(self, level: str) -> str:
        kinds: tuple[str, ...]
        match self.code, level:
            case "JP", "first":
                kinds = ("prefecture_ken",) * 9 + ("prefecture_fu",)
            case "JP", _:
                kinds = ("city", "city", "town", "town", "town", "village")
            case _, "first":
                kinds = ("province",) * 9 + ("centrally_run_city",)
            case _:
                kinds = ("district",) * 5 + ("provincial_city",)
        return self.random.choice(kinds)

    def _name(self) -> tuple[tuple[str, ...], ...]:
        pieces = JAPANESE if self.code == "JP" else VIETNAMESE
        return tuple(self.random.sample(pieces, 3 if self.random.random() < 0.3 else 2))

    def _end(
        self, unit: _Unit, heirs: Sequence[_Unit], on: datetime.date, relation: str, extent: str
    ) -> None:
        unit.until = on - _DAY
        self.heirs[unit.id] = list(heirs)
        for heir in heirs:
            self._succeed(unit, heir, on, relation, extent)

    def _succeed(
        self, source: _Unit, target: _Unit, on: datetime.date, relation: str, extent: str
    ) -> None:
        act = _ACT.format(on=on)
        self.successions.append((source.id, target.id, str(on), relation, extent, act, ""))

    def _continue(self, unit: _Unit, on: datetime.date, relation: str) -> None:
        fresh = self._begin(unit.level, on, unit.parent, of=unit)
        if relation == "rename":
            fresh.name = self._name()
        self._end(unit, [fresh], on, relation, "whole")

    def _redraw(self, living: list[_Unit], on: datetime.date) -> None:
        # Neighbours in the list mostly share their parent.
        position = 0
        while position < len(living):
            unit, chance = living[position], self.random.random()
            group = living[position : position + self.random.choice((2, 2, 3, 4))]
            position += 1
            if chance < 0.06:
                fresh = self._begin(unit.level, on, unit.parent)
                for merged in group:
                    self._end(merged, [fresh], on, "merge", "whole")
                position += len(group) - 1
            elif chance < 0.10 and len(group) > 1:
                for merged in group[1:]:
                    self._end(merged, [unit], on, "merge", "whole")
                position += len(group) - 1
            elif chance < 0.12:
                parts = [self._begin(unit.level, on, unit.parent) for _ in range(2)]
                self._end(unit, parts, on, "split", "part")
            elif chance < 0.16:
                self._continue(unit, on, "status_change")
            elif chance < 0.18:
                self._continue(unit, on, "rename")
            elif chance < 0.19 and len(group) > 1:
                self._succeed(unit, group[1], on, "transfer", "part")
                position += 1  # a neighbour that received land stays in force on that day

    def signer(self, on: datetime.date) -> _Unit:
        """Draw a unit in force on a day: large ones sign more often."""
        living = self.living[bisect_right(self.days, on) - 1]
        level = "first" if self.random.random() < 0.6 else "second"
        units = living[level]
        return units[int(len(units) * self.random.random() ** 1.5)]

    def heir(self, unit: _Unit, on: datetime.date) -> _Unit:
        """Return a unit that answers for `unit` on a day."""
        while unit.until is not None and unit.until < on:
            unit = self.heirs[unit.id][0]
        return unit


_KIND_WORDS = {
    "district": "Huyện",
    "provincial_city": "Thành phố",
    "province": "Tỉnh",
    "centrally_run_city": "Thành phố",
    "prefecture_ken": "県/けん/Prefecture",
    "prefecture_fu": "府/ふ/Prefecture",
    "city": "市/し/City",
    "town": "町/ちょう/Town",
    "village": "村/むら/Village",
}


def _names(unit: _Unit, random: Random) -> list[tuple[str, str, str]]:
    word = _KIND_WORDS[unit.kind]
    if unit.country == "VN":
        written = " ".join(syllable for syllable, _ in unit.name)
        plain = " ".join(fold_words(written)).title()
        names = [
            ("vi", "short", written),
            ("vi", "full", f"{word} {written}"),
            ("en", "short", plain),
        ]
        if unit.level == "first" or random.random() < 0.5:
            names.append(("ja", "short", "".join(kana for _, kana in unit.name)))
        if unit.level == "first":
            names.append(("fr", "short", plain.replace(" ", "-")))
        if random.random() < 0.1:
            names.append(("vi", "alias", plain.replace(" ", "")))
        return names
    sign, reading, english = word.split("/")
    written = "".join(piece[0] for piece in unit.name)
    latin = "".join(piece[2] for piece in unit.name).capitalize()
    names = [
        ("ja", "short", written),
        ("ja", "full", written + sign),
        ("ja-Hrkt", "reading", "".join(piece[1] for piece in unit.name) + reading),
        ("ja-Latn", "short", latin),
    ]
    if unit.level == "first":
        names += [("vi", "short", latin), ("en", "full", f"{latin} {english}")]
    return names


def _codes(unit: _Unit) -> list[tuple[str, str]]:
    if unit.level == "first":
        return [("iso3166-2", unit.code), ("gso" if unit.country == "VN" else "lg", unit.code)]
    if unit.country == "VN":
        return [("gso", unit.code)]
    return [("jis", unit.code), ("lg", unit.code + "0")]


def _table(path: Path, header: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write a table; a column marked * is a text in four languages, of which English is given."""
    names = header.split(",")
    others = [f"{name[:-1]}_{tag}" for name in names if name.endswith("*") for tag in _UNSAID]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([name.replace("*", "_en") for name in names] + others)
        writer.writerows((*row, *[""] * len(others)) for row in rows)


def write_register(directory: Path, size: Size, seed: int = 2014) -> None:
    """Write a synthetic register, the same for the same seed, into a directory."""
    random = Random(seed)
    sources = [f"s-{number:010x}" for number in range(size.sources)]
    _table(
        directory / "sources.csv",
        "id,title,url,publisher,published_on,language",
        (
            (
                key,
                f"Synthetic report {key} on a visit and what was signed",
                f"https://press.example/{key}",
                "Synthetic Press",
                f"{random.randint(1995, 2025)}-{random.randint(1, 12):02}",
                random.choice(("vi", "ja", "en", "fr")),
            )
            for key in sources
        ),
    )
    countries = {code: _Country(code, random, size.units // 2) for code in sorted(_REFORMS)}
    units = [unit for country in countries.values() for unit in country.units]
    _write_places(directory / "places", list(countries.values()), units, random)
    _table(
        directory / "parties/organisations.csv",
        "key,name*",
        [(f"university-{n}", f"Synthetic University {n}") for n in range(200)],
    )
    _table(
        directory / "parties/offices.csv",
        "key,unit,name*,url,since,until,source",
        [
            (f"office-{n}", unit.id, f"Synthetic Office {n}", "", "", "", random.choice(sources))
            for n, unit in enumerate(units[:200])
        ],
    )
    signed = _write_agreements(directory / "register", countries, size, sources, random)
    _write_around(directory / "register", signed, units, sources, random)
    _write_figures(directory, units, size, sources, random)


def _write_places(
    directory: Path, countries: Sequence[_Country], units: Sequence[_Unit], random: Random
) -> None:
    _table(
        directory / "regions.csv",
        "key,country,position,name_en,name_fr,name_vi,name_ja,sureness,source,note",
        [
            (f"{country.code.lower()}-{n}", country.code, n, *[f"Region {n}"] * 4, "", "", "")
            for country in countries
            for n in range(8)
        ],
    )
    _table(
        directory / "units.csv",
        "id,country,level,kind,parent,region,valid_from,valid_to,lat,lon,counted,line,note",
        [
            (
                unit.id,
                unit.country,
                unit.level,
                unit.kind,
                unit.parent,
                f"{unit.country.lower()}-{random.randrange(8)}" if unit.level == "first" else "",
                unit.since or "",
                unit.until or "",
                round(random.uniform(8, 45), 5),
                round(random.uniform(102, 146), 5),
                "yes",
                unit.line,
                "",
            )
            for unit in units
        ],
    )
    _table(
        directory / "names.csv",
        "unit,language,form,text,source_note",
        [(unit.id, *name, "synthetic") for unit in units for name in _names(unit, random)],
    )
    _table(
        directory / "codes.csv",
        "unit,scheme,value,status",
        [
            (unit.id, *code, "historic" if unit.until else "published")
            for unit in units
            for code in _codes(unit)
        ],
    )
    _table(
        directory / "successions.csv",
        "from,to,on,relation,extent,act,checked_with",
        [row for country in countries for row in country.successions],
    )


_KINDS = (
    ("memorandum",) * 9
    + ("cooperation_agreement",) * 5
    + ("friendship",) * 3
    + ("sister_city", "joint_statement", "letter_of_intent")
)
_YES_NO = ("yes", "no", "", "", "", "")


def _written(day: datetime.date, random: Random) -> str:
    chance = random.random()
    return str(day)[: 10 if chance < 0.75 else 7 if chance < 0.9 else 4]


def _write_agreements(
    directory: Path,
    countries: dict[str, _Country],
    size: Size,
    sources: Sequence[str],
    random: Random,
) -> list[tuple[str, datetime.date]]:
    rows: list[tuple[Any, ...]] = []
    parties: list[tuple[Any, ...]] = []
    signed: list[tuple[str, datetime.date, list[_Unit]]] = []
    span = (_LAST_DAY - _FIRST_DAY).days
    for number in range(size.agreements):
        # More is signed every year.
        on = _FIRST_DAY + datetime.timedelta(days=int(span * random.random() ** 0.5))
        renews = amends = ""
        kind = random.choice(_KINDS)
        signers: list[_Unit]
        if number > 100 and random.random() < 0.17:
            former, day, held = signed[random.randrange(number)]
            on = min(day + datetime.timedelta(days=random.randint(300, 2500)), _LAST_DAY)
            signers = [countries[unit.country].heir(unit, on) for unit in held]
            if random.random() < 0.9:
                kind, renews = "renewal", former
            else:
                amends = former
        else:
            signers = [countries["VN"].signer(on), countries["JP"].signer(on)]
            while random.random() < 0.08:
                signers.append(countries[random.choice(("JP", "VN"))].signer(on))
        key = f"S{number:06}"
        signed.append((key, on, signers))
        for position, unit in enumerate(signers, start=1):
            organ = random.choice(("executive",) * 8 + ("council", "department"))
            parties.append((key, position, unit.id, "", organ))
        if random.random() < 0.03:
            school = f"university-{random.randrange(200)}"
            parties.append((key, len(signers) + 1, "", school, ""))
        chance = random.random()
        rows.append(
            (
                key,
                kind,
                _written(on, random),
                2 if random.random() < 0.05 else 1,
                ";".join(sorted(random.sample(DOMAINS, random.choice((1, 2, 3, 3, 4))))),
                "Synthetic agreement on exchange between localities, drawn at random.",
                renews,
                amends,
                random.choice((36, 60, 60, 120)) if chance < 0.3 else "",
                on.replace(year=on.year + 5, day=1) if 0.3 <= chance < 0.4 else "",
                "yes" if random.random() < 0.05 else "",
                *(random.choice(_YES_NO) for _ in range(3)),
                "high" if random.random() < 0.8 else "medium",
                "The day is known from one source only." if random.random() < 0.2 else "",
                ";".join(random.sample(sources, random.choice((1, 1, 2, 3)))),
            )
        )
    _table(
        directory / "agreements.csv",
        "id,kind,signed_on,documents,domains,summary*,renews,amends,term_months,ends_on,"
        "tacit_renewal,signed_by_heads,open_scope,assembly_approved,confidence,doubt*,sources",
        rows,
    )
    _table(directory / "parties.csv", "agreement,position,unit,organisation,authority", parties)
    return [(key, on) for key, on, _ in signed]


def _write_around(
    directory: Path,
    signed: Sequence[tuple[str, datetime.date]],
    units: Sequence[_Unit],
    sources: Sequence[str],
    random: Random,
) -> None:
    """Write texts, life events, ties and coverage."""
    _table(
        directory / "texts.csv",
        "agreement,language,title,url,authentic",
        [
            (key, language, f"Synthetic text {key}", f"https://texts.example/{key}", "yes")
            for key, _ in signed[::10]
            for language in ("ja", "vi")
        ],
    )
    events = []
    for key, on in random.sample(list(signed), len(signed) // 12):
        later = on + datetime.timedelta(days=random.randint(200, 3000))
        kind = random.choice(("entered_into_force", "extended", "terminated", "suspended"))
        until = later + datetime.timedelta(days=1500) if kind == "extended" else ""
        events.append((key, kind, later, until, "", random.choice(sources)))
    _table(directory / "life_events.csv", "agreement,kind,on,until,note*,source", events)
    sides = {code: [u.id for u in units if u.country == code] for code in ("VN", "JP")}
    _table(
        directory / "ties.csv",
        "id,unit_a,unit_b,reason*,source",
        [
            (
                f"T{number:05}",
                random.choice(sides["VN"]),
                random.choice(sides["JP"]),
                "Spoken of without a dated text.",
                random.choice(sources),
            )
            for number in range(len(signed) // 50)
        ],
    )
    _table(
        directory / "coverage.csv",
        "unit,status,detail*,queries",
        [(unit.id, "has", "", "synthetic") for unit in units[::10]],
    )


def _write_figures(
    directory: Path, units: Sequence[_Unit], size: Size, sources: Sequence[str], random: Random
) -> None:
    counts = [measure.id for measure in MEASURES.values() if measure.unit == "count"]
    wordings = ("exact", "more_than", "about", "nearly")
    figures = []
    for number in range(size.figures):
        unit, other = random.choice(units), random.choice(units)
        bond = unit.country != other.country and random.random() < 0.3
        figures.append(
            (
                f"F{number:06}",
                f"{unit.id}~{other.id}" if bond else unit.id,
                random.choice(counts),
                random.randrange(1, 100_000),
                "",
                random.choice(wordings),
                "",
                f"{random.randint(2000, 2025)}",
                random.choice(sources),
            )
        )
    figures.append(
        ("F-ALL", "VN-JP", "documents_total", 110, "", "more_than", "", "2025-11-25", sources[0])
    )
    _table(
        directory / "indicators/figures.csv",
        "id,subject,measure,value,text*,wording,note*,as_of,source",
        figures,
    )
    events = [f"E{number:04}" for number in range(size.agreements // 100)]
    _table(
        directory / "forum/events.csv",
        "id,kind,name*,starts_on,ends_on,place*,organisers*,source",
        [
            (key, "forum", f"Synthetic forum {key}", "2019-11-25", "", "", "", sources[0])
            for key in events
        ],
    )
    _table(
        directory / "forum/event_places.csv",
        "event,unit,role",
        [
            (key, unit.id, role)
            for key in events
            for unit, role in zip(
                random.sample(list(units), 3), ("venue", "organiser", "partner"), strict=True
            )
        ],
    )
    _table(
        directory / "forum/event_figures.csv",
        "event,measure,value,text*,wording,as_of,source",
        [(key, "delegates", 100 + len(key), "", "about", "2019", sources[0]) for key in events],
    )

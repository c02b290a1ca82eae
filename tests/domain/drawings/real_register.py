"""The real register as the pictures need it, read from the reference facts."""

import csv
import datetime
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from enishi.domain.drawings import (
    Atlas,
    Layout,
    MapHead,
    MapPlace,
    MapThread,
    MapWords,
    Site,
    Strand,
    View,
    lay_out,
)
from enishi.domain.places import Extent, Kind, Level, Relation, Succession, Timeline, Unit
from enishi.domain.text import PartialDate

DATA = Path(__file__).resolve().parents[3] / "src" / "enishi" / "data"
TODAY = datetime.date(2026, 11, 21)
BEFORE_MERGER = datetime.date(2025, 6, 30)
# One day of each division of the countries.
DAYS = (
    datetime.date(1996, 12, 31),
    datetime.date(2003, 12, 31),
    datetime.date(2024, 12, 31),
    BEFORE_MERGER,
    datetime.date(2025, 7, 1),
    datetime.date(2026, 5, 1),
    datetime.date(2026, 9, 1),
    TODAY,
)
Pair = tuple[str, str]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Register:
    """First-level units and the acts between them; near units are Vietnamese."""

    units: dict[str, dict[str, str]]
    timeline: Timeline
    acts: list[tuple[datetime.date, tuple[str, ...]]]

    @classmethod
    def read(cls) -> "Register":
        units = {row["id"]: row for row in rows("places/units.csv")}
        timeline = Timeline(
            [
                Unit(
                    row["id"],
                    row["country"],
                    Level(row["level"]),
                    Kind(row["kind"]),
                    day(row["valid_from"]),
                    day(row["valid_to"]),
                )
                for row in units.values()
            ],
            [
                Succession(
                    row["from"],
                    row["to"],
                    datetime.date.fromisoformat(row["on"]),
                    Relation(row["relation"]),
                    Extent(row["extent"]),
                )
                for row in rows("places/successions.csv")
            ],
        )
        signed = {
            row["id"]: PartialDate.parse(row["signed_on"]).last
            for row in rows("register/agreements.csv")
        }
        parties: dict[str, list[str]] = {}
        for row in rows("register/parties.csv"):
            if row["unit"]:
                parties.setdefault(row["agreement"], []).append(row["unit"])
        acts = sorted((signed[key], tuple(held)) for key, held in parties.items())
        return cls(units, timeline, acts)

    def first(self, unit: str, on: datetime.date) -> set[str]:
        """Return the first-level units that answer for a unit on a day."""
        found: set[str] = set()
        for heir in self.timeline.heirs(unit, on):
            row = self.units[heir.unit.id]
            if row["level"] == "first":
                found.add(heir.unit.id)
            elif row["parent"]:
                found |= {up.unit.id for up in self.timeline.heirs(row["parent"], on)}
        return found

    def living(self, on: datetime.date) -> list[str]:
        return [
            unit.id
            for country in ("VN", "JP")
            for unit in self.timeline.living(country, Level.FIRST, on)
        ]

    def pairs(self, on: datetime.date) -> Counter[Pair]:
        counted: Counter[Pair] = Counter()
        for signed, units in self.acts:
            if signed > on:
                continue
            ends: dict[str, set[str]] = {"VN": set(), "JP": set()}
            for unit in units:
                ends[self.units[unit]["country"]] |= self.first(unit, on)
            counted.update((near, far) for near in ends["VN"] for far in ends["JP"])
        return counted

    def slot(self, pair: Pair) -> Pair:
        return min(self.first(pair[0], TODAY)), min(self.first(pair[1], TODAY))

    @cached_property
    def names(self) -> dict[str, str]:
        return {
            row["unit"]: row["text"]
            for row in rows("places/names.csv")
            if (row["language"], row["form"]) == ("fr", "short")
        }


def strands(facts: Register, atlases: dict[str, Atlas]) -> Iterator[Strand]:
    most: Counter[Pair] = Counter()
    for on in DAYS:
        for pair, count in facts.pairs(on).items():
            most[pair] = max(most[pair], count)
    for (near, far), count in sorted(most.items()):
        shape = atlases["VN"].outlines.get(near)
        yield Strand(near, far, count, facts.slot((near, far)), shape.layer if shape else "")


def laid(view: View, facts: Register, atlases: dict[str, Atlas]) -> Layout:
    first = [row for row in facts.units.values() if row["level"] == "first"]
    sites = [
        Site(
            row["id"],
            row["country"],
            (float(row["lon"]), float(row["lat"])) if row["lon"] else None,
            # Hà Tây has neither outline nor point of its own: it lies in that of Hà Nội.
            "VN01-2024" if row["id"] == "VN28-1991" else "",
        )
        for row in first
    ]
    return lay_out(view, atlases, sites, list(strands(facts, atlases)))


@dataclass(frozen=True)
class Drawn:
    """What `bond_map` is asked to draw on a day."""

    places: list[MapPlace]
    threads: list[MapThread]
    words: MapWords


def drawn_on(facts: Register, on: datetime.date) -> Drawn:
    pairs = facts.pairs(on)
    counts: Counter[str] = Counter()
    for (near, far), number in pairs.items():
        counts[near] += number
        counts[far] += number
    names = facts.names
    places = [
        MapPlace(
            unit,
            names.get(unit, unit),
            counts[unit],
            str(counts[unit]),
            f"/fr/places/{unit}/",
            f"{names.get(unit, unit)} : {counts[unit]} accords",
        )
        for unit in facts.living(on)
    ]
    threads = [
        MapThread(near, far, number, str(number), f"/fr/bonds/{far}/{near}/", f"{near} × {far}")
        for (near, far), number in sorted(pairs.items())
    ]
    heads = {"VN": MapHead("Vietnam", "Việt Nam", "vi", "22 sur 34"), "JP": MapHead("Japon")}
    words = MapWords("Carte", "Fils & nœuds", heads, {"JP47": "Okinawa"}, "Accords", ((1, "1"),))
    return Drawn(places, threads, words)


SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    """Read a picture; colours stand in the stylesheet, so no element may carry one."""
    root = ET.fromstring(svg)  # noqa: S314  # a text of our own
    banned = {"style", "fill", "stroke", "color", "opacity"}
    assert [element.tag for element in root.iter() if banned & set(element.attrib)] == []
    return root

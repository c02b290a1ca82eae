"""What a report says: facts, each with the very words it rests on.

Dates are written as sources give them: `2025-11-25`, `2014-12`, `2008`; `XXXX-04-22` where the text
gives no year that can be trusted. Places are told by code: ISO 3166-2 (`VN-57`, `JP-35`), five digits
of JIS for a Japanese municipality (`27213`), `VN-31/Quy Nhon` for what lies below a Vietnamese
province, `VN` and `JP` for a country, `VN-JP` for both.
"""

from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of the text, in characters from its beginning: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a fact rests on.

    Args:
        spans: the words that prove it, in order.
        rule: the rule that found it.
        confidence: how sure the reading is, from 0 to 1.
    """

    spans: tuple[Span, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Another unit that a name may mean; offered, never taken."""

    code: str
    unit_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Locality:
    """A mention of a place.

    Args:
        name_as_written: the very words.
        code: of the unit that stood on the day of the report.
        unit_id: its id in the reference facts; "" for a place below a Vietnamese province.
        basis: its span is that of the name.
        dateline_only: whether the report names it only as where it was written.
        alternatives: other units it may mean.
    """

    name_as_written: str
    code: str
    unit_id: str
    basis: Basis
    dateline_only: bool = False
    alternatives: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named; `name_en` is its name in English, where it is known."""

    name_as_written: str
    name_en: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named; `role` in English words, `org_or_place` a code of a place or a name."""

    name: str
    role: str | None
    org_or_place: str | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and how it is meant."""

    value: float
    bound: Bound


@dataclass(frozen=True, slots=True)
class Event:
    """What took place, or will."""

    name_en: str
    kind: str
    place_code: str | None
    start_date: str | None
    end_date: str | None
    delegates: Quantity | None
    organisers: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two places signed; `domains` are fields of cooperation."""

    vn_code: str
    jp_code: str
    signed_on: str | None
    kind: str
    domains: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about a place, a country or the two; `as_of` is the day it speaks of."""

    subject_code: str
    measure: str
    value: float
    bound: Bound
    as_of: str | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who asks something of whom, or promises it, in which field, and which places it concerns."""

    by: str
    to: str
    domain: str
    place_codes: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Report:
    """All that was read in a text."""

    language: str
    published_on: str | None
    published_basis: Basis | None
    localities: tuple[Locality, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()


type Fact = Locality | Organisation | Person | Event | Agreement | Figure | Commitment

"""The shapes of the documents, as the contract tells them.

The documents are made by the bridges, for the API as for the command line; these shapes describe
them and forbid what they do not name. The tests hold every answer against them.
"""

from typing import Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from enishi.domain.indicators import Bound, Wording
from enishi.domain.places import Extent, Kind, Level, Relation
from enishi.domain.register import AgreementKind, Authority, Confidence, EventKind, State
from enishi.domain.text import Precision

_PARTIAL = "A day, month or year: 2014-12-18, 2014-12 or 2014."


class Shape(Schema):
    """A JSON object with these members and no others."""

    model_config = ConfigDict(extra="forbid")


class Page[Item](Shape):
    """One page of a list."""

    items: list[Item]
    total: int = Field(description="Rows on all pages.")
    page: int
    page_size: int
    next: str | None = Field(description="The address of the next page.")
    previous: str | None = Field(description="The address of the page before.")


class Names(Shape):
    """A name to show in each language; where there is none, the best there is."""

    en: str
    fr: str
    ja: str
    vi: str


class Source(Shape):
    """A public page or document."""

    id: str
    title: str
    url: str | None
    publisher: str | None
    published_on: str | None = Field(description=_PARTIAL)
    language: str | None


class Place(Shape):
    """A unit as it stood between two days, both included."""

    code: str | None = Field(description="ISO 3166-2, else the Japanese municipal code.")
    unit_id: str = Field(description="Ours; unlike a code it never means another unit.")
    name: Names
    level: Level
    kind: Kind
    country: str = Field(description="ISO 3166-1, two letters.")
    parent: str | None = Field(description="The unit id of what it is part of.")
    valid_from: str | None = Field(description="First day; null where it is not researched.")
    valid_to: str | None = Field(description="Last day; null while it is in force.")


class FoundPlace(Place):
    """A unit of a list; what a name may mean carries its score."""

    score: float | None = Field(None, description="From 0 to 1; with q only.")
    match: str | None = Field(None, description="Of what kind the likeness is; with q only.")


class Name(Shape):
    """One name of a unit."""

    language: str
    form: Literal["short", "full", "reading", "alias"]
    text: str


class Code(Shape):
    """One official code of a unit."""

    scheme: str
    value: str
    status: str


class Position(Shape):
    """Degrees north and east on WGS 84."""

    lat: float
    lon: float


class PlaceDetails(Place):
    """All that is known of a unit itself."""

    full_name: dict[str, str]
    names: list[Name]
    codes: list[Code]
    region: str | None
    point: Position | None
    counted: bool = Field(description="Part of the country's official count.")
    note: str | None


class Step(Shape):
    """A unit passed to another on a day, by a legal act."""

    from_: str = Field(alias="from")
    to: str
    on: str
    relation: Relation
    extent: Extent
    act: str


class Relative(Place):
    """An heir or an ancestor, with the act of each step between."""

    extent: Extent
    steps: list[Step]


class Relatives(Shape):
    """The heirs or the ancestors of a unit on a day."""

    unit_id: str
    on: str
    items: list[Relative]
    total: int


class Party(Shape):
    """A unit as it was on the day, or an organisation, that signed."""

    code: str | None
    unit_id: str | None
    organisation: str | None
    name: Names
    authority: Authority | None = Field(description="Which organ of a unit signed.")
    heir_today: str | None = Field(description="The unit that answers for it on the day asked.")


class Agreement(Shape):
    """One act of signature."""

    id: str
    kind: AgreementKind
    signed_on: str = Field(description=_PARTIAL)
    precision: Precision
    documents: int = Field(description="Texts signed in this act.")
    parties: list[Party]
    domains: list[str]
    summary: dict[str, str]
    state: State | None = Field(description="On the day; null before it was surely signed.")
    ends_on: str | None = Field(description=_PARTIAL)
    renews: str | None
    renewed_by: list[str]
    confidence: Confidence
    doubt: dict[str, str]
    sources: list[Source]


class Text(Shape):
    """Where one language version can be read."""

    language: str
    title: str
    url: str | None
    authentic: bool | None


class LifeEvent(Shape):
    """Something that happened to an agreement after its signature."""

    kind: EventKind
    on: str = Field(description=_PARTIAL)
    until: str | None = Field(description=_PARTIAL)
    note: dict[str, str]
    source: Source


class AgreementDetails(Agreement):
    """An agreement with its texts and what happened to it."""

    amends: str | None
    signed_by_heads: bool | None = Field(description="Null where nothing documents it.")
    open_scope: bool | None
    assembly_approved: bool | None
    texts: list[Text]
    life_events: list[LifeEvent]


class Value(Shape):
    """A measured or stated value, with the source's own word of doubt."""

    measure: str
    value: float | None
    text: dict[str, str] | None
    bound: Bound
    wording: Wording
    on: str | None = Field(description=_PARTIAL)
    source: Source


class Figure(Value):
    """A value of a place, of a bond or of two countries as a whole."""

    id: str
    scope: Literal["place", "bond", "whole"]
    subject: str = Field(description="A unit id, unit~unit, or country-country.")
    note: dict[str, str] | None


class EventPlace(Shape):
    """A unit that was the venue of an event, organised it or took part."""

    role: Literal["venue", "organiser", "partner"]
    code: str | None
    unit_id: str
    name: Names


class Event(Shape):
    """Something that brought localities together."""

    id: str
    kind: str
    name: dict[str, str]
    starts_on: str = Field(description=_PARTIAL)
    ends_on: str | None = Field(description=_PARTIAL)
    precision: Precision
    place: dict[str, str]
    organisers: dict[str, str]
    places: list[EventPlace]
    figures: list[Value]
    source: Source


class Bond(Shape):
    """All that ties a pair of localities of two countries, in short."""

    a: Place
    b: Place
    since: str = Field(description="First day on which the two had a bond.")
    until: str | None
    agreements: int = Field(description="Signed agreements, those inherited included.")
    living: bool = Field(description="Whether one of them lives on the day.")


class Tie(Shape):
    """A tie spoken of without a dated text: to be documented, never counted."""

    id: str
    a: Place
    b: Place
    reason: dict[str, str]
    source: Source | None


class BondDetails(Shape):
    """All that ties a pair of localities, heirs included."""

    a: Place
    b: Place
    on: str
    agreements: list[Agreement]
    events: list[Event]
    figures: list[Figure]
    ties: list[Tie]


class RuleNumber(Shape):
    """A number with the rule by which it was counted."""

    rule: str
    number: int
    meaning: str


class Counts(Shape):
    """The numbers of a day under each rule, and what was announced by then."""

    on: str
    rules: list[RuleNumber]
    announced: list[Figure]


class SourceDetails(Source):
    """A source, and the agreements it documents."""

    agreements: list[str]


class RecordOfFinding(Shape):
    """The record that a fact became, or that said it before."""

    type: str = Field(description="agreement, event or observation.")
    id: str


class PressFinding(Shape):
    """A fact that a reviewer confirmed."""

    kind: str = Field(description="agreement, event, figure or commitment.")
    fact: dict[str, object] = Field(description="What is said, by the names of its fields.")
    quotation: str = Field(description="A few words of the report that prove it.")
    record: RecordOfFinding | None


class PressReport(Shape):
    """A press report with what is confirmed of it; its text stands with its publisher."""

    id: int
    title: str
    publisher: str | None
    published_on: str | None = Field(description=_PARTIAL)
    language: str
    addresses: list[str]
    findings: list[PressFinding]


class BroughtReport(Shape):
    """What became of a report that was brought in."""

    id: int
    outcome: Literal["new", "version", "known", "known_elsewhere"]
    findings: int = Field(description="How many facts are proposed.")
    desk: str = Field(description="Where it is reviewed.")

"""An agreement as the register knows it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.text import PartialDate


class AgreementKind(StrEnum):
    """What the text calls itself, in our terms."""

    SISTER_CITY = "sister_city"
    FRIENDSHIP = "friendship"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    MEMORANDUM = "memorandum"
    JOINT_STATEMENT = "joint_statement"
    LETTER_OF_INTENT = "letter_of_intent"
    RENEWAL = "renewal"


class Authority(StrEnum):
    """Which organ of a party signed."""

    EXECUTIVE = "executive"
    COUNCIL = "council"
    DEPARTMENT = "department"


class Confidence(StrEnum):
    """High: a source states parties and date. Medium: one point is to be confirmed."""

    HIGH = "high"
    MEDIUM = "medium"


class EventKind(StrEnum):
    """What can happen to an agreement after its signature."""

    ENTERED_INTO_FORCE = "entered_into_force"
    EXTENDED = "extended"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    TERMINATED = "terminated"
    SUCCESSION_CONFIRMED = "succession_confirmed"


@dataclass(frozen=True, slots=True)
class Party:
    """A unit, or an organisation that is none, that signed; exactly one of the two is given."""

    unit: str = ""
    country: str = ""
    organisation: str = ""
    authority: Authority | None = Authority.EXECUTIVE


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happened to an agreement; `until` is the new last day of an extension."""

    kind: EventKind
    on: PartialDate
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One act of signature, which may hold several documents.

    `term_months` and `ends_on` are what the source states; the three conditions of a sister link
    are None where nothing documents them.
    """

    id: str
    kind: AgreementKind
    signed_on: PartialDate
    parties: tuple[Party, ...]
    documents: int = 1
    renews: str = ""
    term_months: int | None = None
    ends_on: PartialDate | None = None
    tacit_renewal: bool = False
    signed_by_heads: bool | None = None
    open_scope: bool | None = None
    assembly_approved: bool | None = None
    confidence: Confidence = Confidence.HIGH
    events: tuple[LifeEvent, ...] = ()

    @property
    def is_sister_link(self) -> bool:
        """Whether all three conditions of the stricter rule are documented."""
        return bool(self.signed_by_heads and self.open_scope and self.assembly_approved)

    def signed_by(self, on: datetime.date) -> bool:
        """Whether it was surely signed by a day: a month or year counts once it is over."""
        return self.signed_on.last <= on

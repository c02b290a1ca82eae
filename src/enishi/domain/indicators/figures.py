"""A figure: a value with the word of doubt its source put before it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enishi.domain.text import PartialDate


class Bound(StrEnum):
    """How a value limits what is true."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"
    AT_MOST = "at_most"


class Wording(StrEnum):
    """The source's own word before the number, kept so that it can be said again."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"

    @property
    def bound(self) -> Bound:
        """What the word amounts to."""
        return _BOUNDS[self]


_BOUNDS = {
    Wording.EXACT: Bound.EXACT,
    Wording.AT_LEAST: Bound.AT_LEAST,
    Wording.MORE_THAN: Bound.AT_LEAST,
    Wording.ABOUT: Bound.ABOUT,
    Wording.NEARLY: Bound.ABOUT,
    Wording.AT_MOST: Bound.AT_MOST,
    Wording.LESS_THAN: Bound.AT_MOST,
}
# "About 110" and 105 do not contradict each other; a tenth either way is our reading of the word.
_ABOUT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one measure of one subject, as one source gives it; `value` is None for texts."""

    id: str
    subject: str
    measure: str
    value: Decimal | None
    wording: Wording
    as_of: PartialDate | None

    def interval(self) -> tuple[Decimal, Decimal]:
        """Return the least and the greatest true value the figure allows.

        Raises:
            ValueError: the figure is a text.
        """
        if self.value is None:
            raise ValueError(f"figure {self.id} has no value")
        value, infinity = self.value, Decimal("Infinity")
        match self.wording:
            case Wording.EXACT:
                return value, value
            case Wording.AT_LEAST | Wording.MORE_THAN:
                return value, infinity
            case Wording.ABOUT:
                return value * (1 - _ABOUT), value * (1 + _ABOUT)
            case Wording.NEARLY:
                return value * (1 - _ABOUT), value
            case Wording.AT_MOST | Wording.LESS_THAN:
                return -infinity, value

"""Reading the press: the text of a report → facts, each with the words that prove it."""

from enishi.domain.press.reading import read
from enishi.domain.press.report import (
    Agreement,
    Basis,
    Bound,
    Commitment,
    Event,
    Figure,
    Locality,
    Organisation,
    Person,
    Quantity,
    Reading,
    Report,
    Span,
)

__all__ = [
    "Agreement",
    "Basis",
    "Bound",
    "Commitment",
    "Event",
    "Figure",
    "Locality",
    "Organisation",
    "Person",
    "Quantity",
    "Reading",
    "Report",
    "Span",
    "read",
]

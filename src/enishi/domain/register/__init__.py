"""The life of an agreement, the bonds it makes, and the rules by which agreements are counted."""

from enishi.domain.register.agreements import (
    Agreement,
    AgreementKind,
    Authority,
    Confidence,
    EventKind,
    LifeEvent,
    Party,
)
from enishi.domain.register.bonds import (
    BondSpan,
    Pulse,
    SpanKind,
    Standing,
    bond_spans,
    pair_key,
    standing_on,
)
from enishi.domain.register.counting import RULES, CountingRule, count
from enishi.domain.register.lifecycle import Closure, Life, State, end_of_term, life_of, state_on
from enishi.domain.register.subjects import DOMAINS

__all__ = [
    "DOMAINS",
    "RULES",
    "Agreement",
    "AgreementKind",
    "Authority",
    "BondSpan",
    "Closure",
    "Confidence",
    "CountingRule",
    "EventKind",
    "Life",
    "LifeEvent",
    "Party",
    "Pulse",
    "SpanKind",
    "Standing",
    "State",
    "bond_spans",
    "count",
    "end_of_term",
    "life_of",
    "pair_key",
    "standing_on",
    "state_on",
]

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
from enishi.domain.register.bonds import BondSpan, SpanKind, bond_spans, pair_key
from enishi.domain.register.counting import RULES, CountingRule, count
from enishi.domain.register.lifecycle import Closure, Life, State, end_of_term, life_of, state_on
from enishi.domain.register.reasons import REASONS, Counted, counted_by
from enishi.domain.register.subjects import DOMAINS

__all__ = [
    "DOMAINS",
    "REASONS",
    "RULES",
    "Agreement",
    "AgreementKind",
    "Authority",
    "BondSpan",
    "Closure",
    "Confidence",
    "Counted",
    "CountingRule",
    "EventKind",
    "Life",
    "LifeEvent",
    "Party",
    "SpanKind",
    "State",
    "bond_spans",
    "count",
    "counted_by",
    "end_of_term",
    "life_of",
    "pair_key",
    "state_on",
]

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
from enishi.domain.register.counting import RULES, CountingRule, count, tallies
from enishi.domain.register.lifecycle import (
    EVER,
    Closure,
    Life,
    State,
    end_of_term,
    life_of,
    state_on,
)
from enishi.domain.register.occasions import Occasion, OccasionKind, occasions
from enishi.domain.register.reasons import REASONS, Counted, counted_by
from enishi.domain.register.standing import Pulse, Standing, standing_on
from enishi.domain.register.subjects import DOMAINS
from enishi.domain.register.threads import Holding, SignedPaper, first_level, holdings

__all__ = [
    "DOMAINS",
    "EVER",
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
    "Holding",
    "Life",
    "LifeEvent",
    "Occasion",
    "OccasionKind",
    "Party",
    "Pulse",
    "SignedPaper",
    "SpanKind",
    "Standing",
    "State",
    "bond_spans",
    "count",
    "counted_by",
    "end_of_term",
    "first_level",
    "holdings",
    "life_of",
    "occasions",
    "pair_key",
    "standing_on",
    "state_on",
    "tallies",
]

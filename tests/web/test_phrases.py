"""Every code of the ground floor has a phrase, and no phrase has lost its code."""

import enum
from collections.abc import Iterable

import pytest
from django.utils import translation

from enishi.apps.forum.models import Event, EventPlace
from enishi.apps.indicators.models import Observation
from enishi.apps.places.models import Code
from enishi.apps.press.models import Finding, Report
from enishi.apps.register.models import Coverage
from enishi.domain import access, indicators, places, press, register
from enishi.domain.press.proposals import BOXES, Kind
from enishi.domain.text import LANGUAGES, Precision
from enishi.web.indicators.phrases import COUNTED_AS, WORDINGS
from enishi.web.places.phrases import SHORT_KINDS
from enishi.web.register.conditions import NAMES
from enishi.web.register.phrases import RULE_MEANINGS, STATES
from enishi.web.templatetags.words import TABLES

ORDERS = ("signed", "parties", "kind", "fields", "ends")
RULE_IDS = [rule.id for rule in register.RULES]
LISTED = ("rows", "localities_tied", "pairs_tied", "places_in_force", "events_of_record")
COMPLETE: dict[str, Iterable[str]] = {
    "access.capability": access.CAPABILITIES,
    "access.scope": access.Scope,
    "access.standing": access.STANDINGS,
    "agreement.authority": register.Authority,
    "agreement.condition": NAMES,
    "agreement.confidence": register.Confidence,
    "agreement.confidence_meaning": register.Confidence,
    "agreement.domain": register.DOMAINS,
    "agreement.kind": register.AgreementKind,
    "agreement.life_event": register.EventKind,
    "agreement.precision": Precision,
    "agreement.sort": [f"{way}{by}" for by in ORDERS for way in ("", "-")],
    "agreement.state_meaning": register.State,
    "answer": ("yes", "no", "unknown"),
    "bond.pulse": (*register.Pulse, "passed"),
    "coverage": [value for value, _ in Coverage._meta.get_field("status").choices or ()],
    "event.kind": Event.Kind.values,
    "event.role": EventPlace.Role.values,
    "figure.measure": indicators.MEASURES,
    "figure.scope": Observation.Scope.values,
    "language.mark": LANGUAGES,
    "list_rule": LISTED,
    "list_rule.meaning": LISTED,
    "place.code_status": ("published", "namesake", "withdrawn", "historic"),
    "place.extent": places.Extent,
    "place.kind": places.Kind,
    "place.level": places.Level,
    "place.relation": places.Relation,
    "place.scheme": ("iso3166-2", "gso", "jis", "lg"),
    "place.short_kind": places.Kind,
    "press.bound": press.Bound,
    "press.field": {
        *(name for boxes in BOXES.values() for name in boxes),
        *(name.partition(".")[0] for boxes in BOXES.values() for name in boxes),
        "publisher",
    },
    "press.kind": Kind,
    "press.reason": Finding.Reason.values,
    "press.state": Finding.State.values,
    "press.way": Report.Way.values,
    "rule": RULE_IDS,
    "rule.difference": RULE_IDS,
    "rule.meaning": RULE_IDS,
    "rule.reason": register.REASONS,
}


@pytest.mark.parametrize("table", sorted({*TABLES, *COMPLETE}))
def test_a_table_of_phrases_is_complete(table: str) -> None:
    wanted = [str(code) for code in COMPLETE[table]]
    assert sorted(TABLES[table]) == sorted(wanted)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (STATES, register.State),
        (WORDINGS, indicators.Wording),
        (SHORT_KINDS, places.Kind),
    ],
)
def test_a_table_with_placeholders_is_complete(
    table: dict[str, object], codes: type[enum.StrEnum]
) -> None:
    assert sorted(table) == sorted(codes)


def test_every_measure_that_counts_says_what_it_counts() -> None:
    counts = [name for name, measure in indicators.MEASURES.items() if measure.unit == "count"]
    assert sorted(COUNTED_AS) == sorted(counts)


def test_the_meaning_of_a_rule_is_the_ground_floor_s_own_sentence() -> None:
    with translation.override("en"):
        said = {rule: str(text) for rule, text in RULE_MEANINGS.items()}
    assert said == {rule.id: rule.meaning for rule in register.RULES}


def test_every_code_in_the_record_has_a_phrase(register: None) -> None:
    found = set(Code.objects.values_list("scheme", flat=True))
    assert found <= set(TABLES["place.scheme"])
    assert set(Code.objects.values_list("status", flat=True)) <= set(TABLES["place.code_status"])

"""Every agreement, event and commitment shows the very words it rests on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.press import Commitment, Report, read
from enishi.domain.press.report import Fact
from tests.domain.press.test_agreements import NOT_SIGNED
from tests.domain.press.test_agreements import TOLD as SIGNED
from tests.domain.press.test_commitments import NOTHING
from tests.domain.press.test_commitments import TOLD as ASKED
from tests.domain.press.test_events import TOLD as HELD

SENTENCES = [
    *(text for text, _ in SIGNED),
    *(text for text, _ in HELD),
    *(text for text, _ in ASKED),
    *NOT_SIGNED,
    *NOTHING,
]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n\n".join)


def well_based(report: Report, text: str) -> None:
    for each in report.agreements:
        assert each.vn_code.startswith("VN")
        assert not each.jp_code.startswith("VN")
    facts: list[Fact] = [*report.agreements, *report.events, *report.commitments]
    for fact in facts:
        spans = fact.basis.spans
        assert spans
        assert list(spans) == sorted(set(spans))
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(text[span.start : span.end].strip() for span in spans)
        assert fact.basis.rule.partition(".")[0] in {"agreement", "event", "commitment"}
        assert 0 < fact.basis.confidence <= 1


@given(TEXTS)
def test_spans_stand_in_the_text(text: str) -> None:
    well_based(read(text), text)


@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(SENTENCES)), max_size=8))
def test_strange_signs_between_sentences_are_read_without_error(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    well_based(read(text), text)


@given(TEXTS)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    one, other = read(text), read(text)
    assert one.agreements == other.agreements
    assert one.events == other.events
    assert one.commitments == other.commitments


@given(TEXTS)
def test_nothing_is_told_twice(text: str) -> None:
    report = read(text)
    texts = [(each.vn_code, each.jp_code, each.signed_on) for each in report.agreements]
    assert len(texts) == len(set(texts))

    def told(each: Commitment) -> tuple[str, str, frozenset[str]]:
        return each.by, each.domain, frozenset(each.place_codes)

    assert len(report.commitments) == len(set(map(told, report.commitments)))


@pytest.mark.parametrize("text", [text for text, _ in ASKED], ids=[text[:40] for text, _ in ASKED])
def test_a_commitment_rests_on_who_speaks_and_on_the_word_for_it(text: str) -> None:
    for each in read(text).commitments:
        assert len(each.basis.spans) >= 2

"""Near duplicates, quotations and marks: pure pieces of the press."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.domain.press.duplicates import Kinship, bands, digest, kinship
from enishi.domain.press.proposals import BOXES, cells_of, facts_of, proposal_of, read_cells
from enishi.domain.press.quoting import QUOTED, quotation, segments
from enishi.domain.press.report import Span
from tests import press_reports as texts

JAPANESE = (
    "ダナン市と群馬県は3月12日、友好協定を締結した。署名式には約250人が出席し、"
    "山本一太知事は県内に1万7500人のベトナム人が暮らしていると述べた。"
    "両者は教育や人材育成の分野で協力を進める。"
)
ANY = st.text(st.characters(exclude_categories=()), max_size=200)
SPANS = st.lists(st.tuples(st.integers(0, 210), st.integers(0, 40)), max_size=6)


def test_other_words_around_a_report_leave_it_the_same() -> None:
    assert kinship(texts.TEXT, texts.ELSEWHERE) is Kinship.SAME
    assert kinship(JAPANESE, f"国際ニュース {JAPANESE} 関連記事はこちら") is Kinship.SAME
    assert set(bands(texts.TEXT)) & set(bands(texts.ELSEWHERE))
    assert set(bands(JAPANESE)) & set(bands(f"国際ニュース {JAPANESE} 関連記事"))


def test_another_number_within_makes_a_version() -> None:
    assert kinship(texts.TEXT, texts.NEWER) is Kinship.VERSION
    assert kinship(JAPANESE, JAPANESE.replace("250", "270")) is Kinship.VERSION


def test_another_report_is_another() -> None:
    assert kinship(texts.TEXT, texts.OLD) is Kinship.OTHER
    assert kinship(texts.TEXT, "") is Kinship.OTHER


def test_case_spaces_and_width_make_no_other_report() -> None:
    assert digest("Đà Nẵng ２５０") == digest("ĐÀ\u00a0NẴNG\r\n250")
    assert digest("a b") != digest("ab")


@given(ANY, SPANS)
def test_segments_put_together_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marked = {key: [Span(start, start + size)] for key, (start, size) in enumerate(spans)}
    pieces = segments(text, marked)
    assert "".join(piece.text for piece in pieces) == text
    place = 0
    for piece in pieces:
        inside = {
            key
            for key, (span,) in marked.items()
            if span.start < place + len(piece.text) and span.end > place and span.end > span.start
        }
        assert set(piece.keys) == (inside if piece.text else set())
        place += len(piece.text)


@given(ANY, SPANS)
def test_a_quotation_is_short(text: str, spans: list[tuple[int, int]]) -> None:
    within = [Span(start, start + size) for start, size in spans if start + size <= len(text)]
    assert len(quotation(text, within)) <= QUOTED


def test_a_quotation_holds_the_words_it_is_for() -> None:
    start = texts.TEXT.index("at least 17,500")
    said = quotation(texts.TEXT, [Span(start, start + 15)])
    assert said.startswith("Gunma is home to at least 17,500")
    assert said in " ".join(texts.TEXT.split())[: len(texts.TEXT)] or said.endswith("…")


def test_boxes_give_back_what_was_proposed() -> None:
    for fact in facts_of(texts.read(texts.TEXT)):
        kind, proposal, _basis, _others = proposal_of(fact)
        cells = cells_of(kind, proposal)
        assert list(cells) == list(BOXES[kind])
        assert read_cells(kind, cells) == proposal

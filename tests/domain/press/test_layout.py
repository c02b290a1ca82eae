"""How texts are laid out: language, blocks, sentences, marks; and what no text may break."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.press.article import Article, BlockKind
from enishi.domain.press.composing import composed
from enishi.domain.press.folding import folded, levelled
from enishi.domain.press.layout import READ, laid_out
from enishi.domain.press.lexicon import LANGUAGES, Lexicon, Row, rows
from enishi.domain.press.localities import localities_in
from enishi.domain.press.publication import dated

FRENCH = """ date 2024-05-10 Les élus de Fukuoka et de Hanoï à table. Photo : VNA/CVN

Tokyo (VNA) – Du 3 au 5 mai, Hanoï a visité la préfecture de Fukuoka, où M. Sato l'attendait. Elle y a signé un protocole d'accord avec le gouverneur, en présence du maire.

>> Le port de Hai Phong s'agrandit

Les deux parties se reverront en 2025 dans la ville de Da Nang. -VNA"""

VIETNAMESE_TEASER = """
Tin liên quan
Thủ tướng tiếp đoàn đại biểu tỉnh Gunma tại Hà Nội ngày 12/5 và đã ký kết nhiều thỏa thuận."""


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in laid_out(text).blocks]


def cut(article: Article) -> list[str]:
    return [article.text[each.start : each.end] for each in article.sentences]


def test_a_report_as_received() -> None:
    article = laid_out(FRENCH)
    assert article.language == "fr"
    assert [block.kind for block in article.blocks] == [
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.BODY,
        BlockKind.LINKS,
        BlockKind.BODY,
        BlockKind.SIGN_OFF,
    ]
    assert article.dateline is not None
    assert FRENCH[slice(*article.dateline)] == "Tokyo (VNA) – "
    assert cut(article) == [
        "Les élus de Fukuoka et de Hanoï à table.",
        "Du 3 au 5 mai, Hanoï a visité la préfecture de Fukuoka, où M. Sato l'attendait.",
        "Elle y a signé un protocole d'accord avec le gouverneur, en présence du maire.",
        "Les deux parties se reverront en 2025 dans la ville de Da Nang.",
    ]


LANGUAGE = [
    ("The governor of the prefecture was received by the leaders of the city.", "en"),
    ("Le gouverneur de la préfecture a été reçu par les dirigeants de la ville.", "fr"),
    ("Thống đốc tỉnh đã được lãnh đạo thành phố tiếp đón tại trụ sở.", "vi"),
    ("Thong doc tinh da duoc lanh dao thanh pho tiep don tai tru so cua cac ben.", "vi"),
    ("知事は市の幹部と会談した。", "ja"),
    ("Hà Nội, Đà Nẵng and Vĩnh Phúc were among the provinces that took part.", "en"),
    ("", "en"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGE)
def test_language(text: str, language: str) -> None:
    assert laid_out(text).language == language


BODY = "The two sides agreed to work together on clean water, and on the training of nurses"
ENDINGS = [
    f"{BODY}. — VNS\nPM meets the governor of Chiba in Hanoi on the same day.",
    f"{BODY}./.\nPM meets the governor of Chiba in Hanoi on the same day.",
    f"{BODY}. -VNA\nVoir plus\nLe Premier ministre reçoit le gouverneur de Chiba à Hanoï.",
    f"{BODY}.\nRelated News\nPM meets the governor of Chiba in Hanoi on the same day.",
    f"{BODY}.\nVNA/CVN\nPM meets the governor of Chiba in Hanoi on the same day.",
    f"{BODY}. -VNA PM meets the governor of Chiba in Hanoi on the same day.",
]


@pytest.mark.parametrize("text", ENDINGS)
def test_nothing_is_read_after_the_end(text: str) -> None:
    article = laid_out(text)
    assert [sentence.rstrip(".") for sentence in cut(article)] == [BODY]
    assert localities_in(article) == ()


def test_a_block_in_another_language_is_not_read() -> None:
    text = f"{BODY}.\n\n知事は千葉県でハノイ市の代表団と会談した。\n\n{BODY} again."
    assert kinds(text) == [BlockKind.BODY, BlockKind.TEASER, BlockKind.BODY]


VIETNAMESE = (
    "Hai bên đã thống nhất hợp tác trong lĩnh vực nước sạch và đào tạo điều dưỡng cho các tỉnh"
)
CAPTIONS = [
    "The delegates at the seat of the council (Photo: VNA)",
    "Les délégués au siège du conseil. Photo : baoquangninh.vn",
    "Các đại biểu tại trụ sở. Ảnh: Thu Hà",
    "Quang cảnh buổi làm việc. (Nguồn: TTXVN)",
    "Workers at a plant in the province. — VNA/VNS Photo Ngọc Hà",
]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_captions(caption: str) -> None:
    body = VIETNAMESE if "đại biểu" in caption or "buổi" in caption else BODY
    found = kinds(f"{caption}\n\n{body}.\n{body}.")
    assert found[:2] == [BlockKind.CAPTION, BlockKind.CREDIT]


def test_sentences() -> None:
    text = (
        "Mr. Sato met Gov. Tanaka at 10 a.m. on Monday. They spoke of St. Mary's school, e.g. its "
        "roof. “It is old.” He left. The price is US$1.4 billion. No. 5 was sold!"
    )
    assert cut(laid_out(text)) == [
        "Mr. Sato met Gov. Tanaka at 10 a.m. on Monday. ".strip(),
        "They spoke of St. Mary's school, e.g. its roof.",
        "“It is old.”",
        "He left.",
        "The price is US$1.4 billion.",
        "No. 5 was sold!",
    ]
    japanese = "知事は「友好を深めたい。」と述べた。次回は10月に開く。"
    assert cut(laid_out(japanese)) == ["知事は「友好を深めたい。」と述べた。", "次回は10月に開く。"]


def test_accents_count_where_they_are_written() -> None:
    lexicon = Lexicon([Row("event", "hội nghị", "conference", "")], careful=True)
    for text, bare, times in (
        ("hội nghị", False, 1),
        ("hoi nghi", False, 0),
        ("hoi nghi", True, 1),
        ("hỏi nghĩ", True, 0),
    ):
        assert len(lexicon.marks(text, folded(text), bare=bare)) == times


def test_longest_of_one_kind() -> None:
    table = [
        Row("role", "ministre", "minister", ""),
        Row("role", "premier ministre", "prime minister", ""),
        Row("event", "ministre", "odd", ""),
    ]
    text = "le Premier ministre et l'administre"
    marks = Lexicon(table, careful=False).marks(text, folded(text))
    assert [(mark.kind, mark.meaning) for mark in marks] == [
        ("role", "prime minister"),
        ("event", "odd"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_whole(language: str) -> None:
    for row in rows(language):
        assert row.kind, row
        assert row.words, row
        assert unicodedata.is_normalized("NFC", row.words), row


ODD = st.text(
    st.characters()
    | st.sampled_from(
        "\r\n\t \u202e\u200d\u0301\u0323🎌👩‍🌾İßﬁ０年月日平成.-—/;:()«»“”Đđ　一縁ヴ\ud800"
    )
)


@given(ODD)
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(levelled(text)) == len(text)


@given(st.lists(ODD | st.sampled_from([*FRENCH.splitlines(), *ENDINGS])).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_any_text_is_laid_out(text: str) -> None:
    whole, places = composed(text)
    if places is not None:
        assert len(places) == len(whole) + 1
        assert all(0 <= one <= two <= len(text) for one, two in pairwise(places))
    article, again = laid_out(whole), laid_out(whole)
    assert (article.blocks, article.sentences, article.marks) == (
        again.blocks,
        again.sentences,
        again.marks,
    )
    dated(article)
    blocks = [(block.start, block.end) for block in article.blocks]
    sentences = [(sentence.start, sentence.end) for sentence in article.sentences]
    for stretches in (blocks, sentences):
        assert all(0 <= start < end <= len(whole) for start, end in stretches)
        assert all(before[1] <= after[0] for before, after in pairwise(stretches))
    read = [(block.start, block.end) for block in article.blocks if block.kind in READ]
    inner = [(mark.start, mark.end) for mark in article.marks]
    inner += sentences + [(when.start, when.end) for when in article.dates]
    for start, end in inner:
        assert any(first <= start < end <= last for first, last in read)
    for place in localities_in(article):
        (span,) = place.basis.spans
        assert whole[span.start : span.end] == place.name_as_written


@given(ODD | st.just(VIETNAMESE_TEASER) | st.sampled_from(ENDINGS))
@settings(max_examples=100, deadline=None)
def test_a_teaser_changes_nothing_before_it(teaser: str) -> None:
    alone, followed = laid_out(FRENCH), laid_out(f"{FRENCH}\n{teaser}")
    dated(alone)
    dated(followed)
    assert followed.language == alone.language
    assert followed.sentences == alone.sentences
    assert followed.marks == alone.marks
    assert followed.dates == alone.dates
    assert followed.published_on == alone.published_on
    assert localities_in(followed) == localities_in(alone)


@pytest.mark.parametrize(
    "piece", ["la ville de Da Nang ", "10/10-", "ホーチミン市", "e\u0301(", ". "]
)
def test_five_million_characters_in_a_line(piece: str) -> None:
    text = piece * (5_000_000 // len(piece))
    begin = time.perf_counter()
    article = laid_out(composed(text)[0])
    dated(article)
    localities_in(article)
    assert time.perf_counter() - begin < 20
    assert max((s.end - s.start for s in article.sentences), default=0) <= 2_000


@pytest.mark.parametrize(
    "text", [FRENCH, *ENDINGS, "Đà Nẵng và tỉnh Quảng Nam đã ký kết tại Hà Nội."]
)
def test_accents_apart(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    whole, places = composed(apart)
    assert whole == text
    assert places is None or all(
        unicodedata.normalize("NFC", apart[start:end]) == sign
        for sign, (start, end) in zip(whole, pairwise(places), strict=True)
    )
    assert places is not None or apart == text

"""What is typed, cut into tokens and names."""

import pytest

from enishi.domain.places.typed import Segment, between, cover, read_tokens, segments


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Hô-Chi-Minh-Ville", ["ho", "chi", "minh", "ville"]),
        ("クアンニンと北海道", ["くあんにん", "北海道"]),
        ("山口県広島県", ["山口県", "広島県"]),
        ("2014年", ["2014", "年"]),
        ("Nara và Huế", ["nara", "hue"]),
        ("Nara x Huế", ["nara", "hue"]),
        ("ＶＮ－５７", ["vn57"]),
        ("", []),
        ("× ・ -", []),
    ],
)
def test_a_text_is_cut_where_names_may_part(text: str, tokens: list[str]) -> None:
    assert [token.text for token in read_tokens(text)] == tokens


def test_a_code_is_kept_as_it_is_written_in_capitals() -> None:
    assert [token.code for token in read_tokens("vn-57 a073 VN22-2026 G7 1995")] == [
        "VN-57",
        "A073",
        "VN22-2026",
        "G7",
        "",
    ]


def test_no_more_than_sixteen_tokens_are_read() -> None:
    assert len(read_tokens("a1b " * 100)) == 16


def test_no_name_reaches_over_a_word_between() -> None:
    texts = [segment.text for segment in segments(read_tokens("ben tre × nara"))]
    assert texts == ["ben", "ben tre", "tre", "nara"]


@pytest.mark.parametrize(
    ("text", "names", "taken", "left"),
    [
        ("quang ninh hokkaido", {"quang ninh", "hokkaido"}, ["quang ninh", "hokkaido"], []),
        ("ho chi minh city osaka", {"ho chi minh", "ho chi minh city", "osaka", "city osaka"},
         ["ho chi minh city", "osaka"], []),
        ("culture of nara", {"nara"}, ["nara"], ["culture of"]),
        ("京都府", {"京都", "京都府"}, ["京都府"], []),
        ("of the", set(), [], []),
        ("hoi an 2013 × x", {"hoi an"}, ["hoi an"], ["2013"]),
    ],
)  # fmt: skip
def test_as_much_as_can_be_is_read_as_names_and_the_rest_is_left(
    text: str, names: set[str], taken: list[str], left: list[str]
) -> None:
    tokens = read_tokens(text)
    found = cover(tokens, lambda segment: segment.text in names)
    assert [segment.text for segment in found] == taken
    assert [segment.text for segment in between(tokens, found)] == left


def test_what_is_left_is_parted_by_a_name() -> None:
    tokens = read_tokens("water nara trade")
    assert between(tokens, [Segment(1, 2, "nara")]) == [
        Segment(0, 1, "water"),
        Segment(2, 3, "trade"),
    ]

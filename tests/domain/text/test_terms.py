"""The terms by which texts are found."""

import pytest

from enishi.domain.text.terms import LONGEST_TERM, pieces, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Accord d’échanges", {"accord", "d", "echanges"}),
        ("産業、貿易", {"産業", "業", "貿易", "易"}),
        ("Meet Japanの場", {"meet", "japan", "の場", "場"}),
        ("", set()),
    ],
)
def test_words_of_letters_stand_whole_and_signs_in_pairs(text: str, found: set[str]) -> None:
    assert terms(text) == found


def test_a_word_of_any_length_is_cut_to_what_the_index_holds() -> None:
    assert terms("x" * 100) == {"x" * LONGEST_TERM}


def test_a_run_is_found_by_the_pairs_of_any_part_of_it() -> None:
    assert set(pieces("投資促進")[:-1]) <= set(pieces("観光投資促進協定"))

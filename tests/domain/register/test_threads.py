"""What ties first-level units, the papers of their municipalities included."""

import datetime

from enishi.domain.places import Extent, LineageSpan
from enishi.domain.register import Holding, SignedPaper, first_level, holdings

date = datetime.date
EVE, MERGED = date(2025, 6, 30), date(2025, 7, 1)


def answers(
    unit: str, heir: str, since: date | None = None, until: date | None = None
) -> LineageSpan:
    return LineageSpan(unit, heir, since, until, Extent.WHOLE)


# Province V becomes N; town T belonged to V and ended with it, town S passed to V from W in 2000.
LINEAGE = {
    "J": [answers("J", "J")],
    "K": [answers("K", "K")],
    "V": [answers("V", "V", None, EVE), answers("V", "N", MERGED)],
    "W": [answers("W", "W")],
    "T": [answers("T", "T", None, EVE), answers("T", "N", MERGED)],
    "S": [answers("S", "S", None, date(1999, 12, 31)), answers("S", "S2", date(2000, 1, 1))],
}
PARENTS = {"T": "V", "S": "W", "S2": "V", "K": "J"}


def paper(*parties: tuple[str, str], lives_until: date = date.max) -> SignedPaper:
    return SignedPaper("A1", date(1998, 5, 1), lives_until, parties)


def test_a_municipality_is_answered_for_by_the_unit_it_belongs_to() -> None:
    found = first_level(LINEAGE, PARENTS)
    assert found["T"] == {"V": [(date.min, EVE)], "N": [(MERGED, date.max)]}
    assert found["S"] == {
        "W": [(date.min, date(1999, 12, 31))],
        "V": [(date(2000, 1, 1), EVE)],
        "N": [(MERGED, date.max)],
    }
    assert found["K"] == {"J": [(date.min, date.max)]}


def test_a_paper_passes_from_pair_to_pair_without_a_day_lost() -> None:
    signed = paper(("VN", "S"), ("JP", "K"))
    found = holdings([signed], first_level(LINEAGE, PARENTS))
    assert found == [
        Holding(signed, "J", "N", MERGED, None),
        Holding(signed, "J", "V", date(2000, 1, 1), EVE),
        Holding(signed, "J", "W", date(1998, 5, 1), date(1999, 12, 31)),
    ]


def test_two_parties_of_one_side_make_one_thread() -> None:
    signed = paper(("VN", "V"), ("VN", "T"), ("JP", "J"))
    found = holdings([signed], first_level(LINEAGE, PARENTS))
    assert [holding.pair for holding in found] == [("J", "N"), ("J", "V")]


def test_parties_of_one_country_make_no_thread() -> None:
    assert holdings([paper(("VN", "V"), ("VN", "W"))], first_level(LINEAGE, PARENTS)) == []


def test_a_paper_is_held_beyond_its_life() -> None:
    found = holdings(
        [paper(("VN", "V"), ("JP", "J"), lives_until=EVE)], first_level(LINEAGE, PARENTS)
    )
    held = {holding.other: holding for holding in found}
    assert held["V"].lives(EVE)
    assert held["N"].stands(MERGED)
    assert not held["N"].lives(MERGED)
    assert not held["V"].stands(MERGED)

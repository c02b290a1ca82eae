"""All that ties one pair, read at once, is what the other reads say piece by piece."""

import datetime

import pytest

from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.apps.register import queries
from enishi.apps.register.queries import pair

pytestmark = pytest.mark.usefixtures("register")
TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize("on", [datetime.date(2014, 6, 1), datetime.date(2025, 6, 30), TODAY])
def test_a_pair_s_own_agreements_are_those_of_the_list(on: datetime.date) -> None:
    differing = {}
    for span in queries.bonds(TODAY):
        choice = queries.Choice(place=span.one, partner=span.other, on=on)
        listed = list(queries.chosen(choice, queries.agreements_in_brief(on)))
        read = pair.between(span.one, span.other, on)
        if read.own != listed or set(read.municipal) & set(listed):
            differing[span.one_id, span.other_id] = read.own
    assert differing == {}


def test_a_pair_holds_what_its_units_are_heir_to() -> None:
    one, other = places.place("JP35"), places.place("VN79-2025")
    held = pair.between(one, other, TODAY).held
    assert held["JP35"] == {"JP35"}
    assert held["VN79-2025"] == {
        "VN79-2025",
        "VN79-2024",
        "VN77-2024",
        "VN74-2024",
        "VN-SONGBE-1996",
    }


@pytest.mark.parametrize(
    ("one", "other", "keys"),
    [
        ("JP24", "VN48-2025", ["A013"]),  # both sides municipalities, one of them ended
        ("JP27", "VN48-2025", ["A093", "A042", "A005"]),
        ("JP01", "VN22-2026", []),
    ],
)
def test_municipalities_are_those_within_the_two_places(
    one: str, other: str, keys: list[str]
) -> None:
    read = pair.between(places.place(one), places.place(other), TODAY)
    assert [row.id for row in read.municipal] == keys


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (datetime.date(2025, 6, 30), [("JP35", "VN74-2024")]),
        (datetime.date(2025, 7, 1), [("JP35", "VN79-2025")]),
        (datetime.date(2010, 1, 1), []),
    ],
)
def test_whose_bond_it_was_on_a_day(on: datetime.date, held: list[tuple[str, str]]) -> None:
    one, other = (Unit.objects.get(id=key) for key in ("JP35", "VN79-2025"))
    found = pair.standing_for(one, other, on)
    assert [(a.id, b.id) for a, b in found] == held


def test_what_merged_beside_those_that_signed_is_told() -> None:
    (passage,) = places.passages({"VN74-2024"}, [Unit.objects.get(id="VN79-2025")])
    assert (passage.on, passage.target.id) == (datetime.date(2025, 7, 1), "VN79-2025")
    assert [step.source_id for step in passage.steps] == ["VN74-2024"]
    assert [step.source_id for step in passage.beside] == ["VN77-2024", "VN79-2024"]


def test_units_are_followed_through_several_changes() -> None:
    unit = Unit.objects.get(id="VN22-2026")
    passages = places.passages({"VN22-2024"}, [unit])
    assert [(p.steps[0].source_id, p.target.id) for p in passages] == [
        ("VN22-2024", "VN22-2025"),
        ("VN22-2025", "VN22-2026"),
    ]

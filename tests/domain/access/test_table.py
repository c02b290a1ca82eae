"""The permission table: how it is read, and what it refuses."""

import pytest

from enishi.domain.access import (
    CAPABILITIES,
    STANDINGS,
    Scope,
    TableError,
    read_table,
    scope_of,
)
from enishi.domain.access.table import TABLE

GOOD = """
capability   visitor  officer  steward
pages.read   yes      yes      yes
papers.edit  -        own      edition
me.change    -        self     self
"""


def test_a_table_is_read_by_capability_and_standing() -> None:
    assert read_table(GOOD) == {
        "pages.read": {"visitor": Scope.YES, "officer": Scope.YES, "steward": Scope.YES},
        "papers.edit": {"visitor": Scope.NEVER, "officer": Scope.OWN, "steward": Scope.EDITION},
        "me.change": {"visitor": Scope.NEVER, "officer": Scope.SELF, "steward": Scope.SELF},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("verb visitor\n", "the first line must begin with 'capability', not 'verb'"),
        ("capability visitor\na yes\na -\n", "a stands in the table twice"),
        ("capability visitor steward\na yes\n", "a has 1 cells for 2 standings"),
        ("capability visitor\na yes -\n", "a has 2 cells for 1 standings"),
        ("capability visitor\na maybe\n", "a: 'maybe' is not a valid Scope"),
        ("capability visitor visitor\na yes -\n", "visitor stands in the first line twice"),
        ("", "the table is empty"),
        (" \n\n", "the table is empty"),
    ],
)
def test_a_table_that_is_not_well_formed_is_refused(text: str, message: str) -> None:
    with pytest.raises(TableError) as refused:
        read_table(text)
    assert str(refused.value) == message


def test_our_table_is_well_formed_and_names_every_capability_once() -> None:
    assert tuple(read_table(TABLE)) == CAPABILITIES
    assert {tuple(row) for row in read_table(TABLE).values()} == {STANDINGS}


def test_what_reaches_nowhere_is_a_refusal() -> None:
    assert scope_of("register.edit", frozenset({"visitor"})) == frozenset()


def test_several_standings_add_up() -> None:
    assert scope_of("register.edit", frozenset({"visitor", "steward"})) == {Scope.YES}


def test_a_standing_that_is_not_in_the_table_can_do_nothing() -> None:
    assert scope_of("pages.read", frozenset({"stranger"})) == frozenset()


def test_an_unknown_capability_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        scope_of("pages.raed", frozenset({"visitor"}))

"""The register as the pictures need it, held against the files."""

import datetime

import pytest

from enishi.apps.ledger.queries import version
from enishi.web.drawings.grounds import layout
from enishi.web.drawings.threads import threads_on
from tests.domain.drawings.real_register import DAYS, TODAY, Register

pytestmark = pytest.mark.usefixtures("register")


def test_threads_are_those_of_the_files_on_every_division_of_the_countries() -> None:
    facts = Register.read()
    for on in DAYS:
        pairs = {(t.other, t.one): len(t.papers) for t in threads_on(version(), on)}
        assert pairs == dict(facts.pairs(on)), on


def test_a_field_of_cooperation_narrows_the_threads() -> None:
    every = {(t.one, t.other): t.papers for t in threads_on(version(), TODAY)}
    health = threads_on(version(), TODAY, "health")
    assert 0 < len(health) < len(every)
    assert all(t.papers <= every[t.one, t.other] for t in health)


def test_living_papers_are_among_those_signed() -> None:
    rows = threads_on(version(), TODAY)
    assert all(thread.living <= thread.papers for thread in rows)
    assert any(thread.living < thread.papers for thread in rows)


@pytest.mark.parametrize("view", ["wide", "middle", "tall"])
def test_every_thread_of_every_day_has_its_way(view: str) -> None:
    laid = layout(version(), view, TODAY)
    for on in DAYS:
        for thread in threads_on(version(), on):
            laid.course(thread.one, thread.other)


def test_a_day_on_which_nothing_was_signed_has_no_thread() -> None:
    assert threads_on(version(), datetime.date(1980, 1, 1)) == []

"""Where decisions settle a problem nothing else is loaded; where they do not, others come."""

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from enishi.domain.scheduling import Limits, Plan, Problem, Status, solve, violations
from enishi.domain.scheduling.solve import Engine, _Search
from tests.domain.scheduling.test_decisions import AWAY, problem

type Build = Callable[[_Search], Engine]

HELD = problem(4, 1, "AB", "AC", parties=AWAY)


def counted(build: Build, calls: list[str]) -> Build:
    def counting(search: _Search) -> Engine:
        calls.append(build.__name__)
        return build(search)

    return counting


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which engines were built, in order."""
    calls: list[str] = []
    for build in (_Search._annealing, _Search._deciding, _Search._proving, _Search._bounding):
        monkeypatch.setattr(_Search, build.__name__, counted(build, calls))
    return calls


def test_what_is_decided_at_once_loads_nothing_else(
    loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[_Search.__module__], "_HEAD_START", 60.0)
    result = solve(HELD, limits=Limits(seconds=60))
    assert (result.status, result.score.breaks) == (Status.OPTIMAL, 1)
    assert loaded == ["_deciding"]


@pytest.mark.parametrize("held", [HELD, problem(1, 1, "AB", "CD")], ids=["possible", "impossible"])
def test_others_come_as_soon_as_decisions_have_ended(
    held: Problem, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def idle(_: _Search) -> Engine:
        return lambda: None

    monkeypatch.setattr(sys.modules[_Search.__module__], "_HEAD_START", 60.0)
    monkeypatch.setattr(_Search, "_deciding", idle)
    result = solve(held, limits=Limits(seconds=60))
    assert loaded == ["_annealing"]
    assert result.seconds < 30
    assert result.plan != Plan()
    assert violations(held, result.plan) == []


def test_a_proof_that_something_is_missing_does_not_leave_the_plan_empty(
    loaded: list[str],
) -> None:
    held = problem(1, 1, "AB", "CD")
    result = solve(held, limits=Limits(seconds=60))
    assert result.status is Status.INFEASIBLE
    assert (result.score.must_missing, result.bound.must_missing) == (1, 1)
    assert loaded == ["_deciding", "_annealing"]


def test_where_all_is_to_be_proved_the_proof_of_the_rest_comes_behind(loaded: list[str]) -> None:
    result = solve(HELD, limits=Limits(seconds=60), thorough=True)
    assert result.whole
    assert loaded == ["_deciding", "_annealing", "_proving"]


def test_without_a_clock_one_follows_the_other(loaded: list[str]) -> None:
    held = replace(HELD, fairness=1)
    one, other = (solve(held, limits=Limits(seconds=None, work=2_000)) for _ in range(2))
    assert (one.plan, one.bound, one.status) == (other.plan, other.bound, Status.OPTIMAL)
    assert loaded == 2 * ["_annealing", "_deciding"]

"""The solver finds and proves what a search through all plans finds; what changes nothing, does not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.scheduling import (
    Interpreter,
    Limits,
    Problem,
    Result,
    Status,
    Table,
    score,
    solve,
    violations,
)
from tests.domain.scheduling import worlds
from tests.domain.scheduling.brute import best

# Long enough for any machine; a world is settled in a tenth of a second.
LONG = Limits(seconds=60)


def solved(problem: Problem) -> Result:
    """Return what is proved best in every part of the score; no engine has failed on the way."""
    result = solve(problem, limits=LONG, thorough=True)
    assert result.notes == ()
    assert result.whole
    assert violations(problem, result.plan) == []
    assert result.score == score(problem, result.plan)
    return result


def agree(problem: Problem) -> None:
    """Assert that solver and search through all plans find and prove the same."""
    result, wanted = solved(problem), best(problem)
    assert result.score.rank == wanted.rank
    assert (result.bound.must_missing, -result.bound.weight, result.bound.breaks) == (
        wanted.rank[:3]
    )
    assert result.status is (Status.INFEASIBLE if wanted.rank[0] else Status.OPTIMAL)


@settings(max_examples=150, deadline=None)
@given(worlds.problems())
def test_the_solver_proves_what_a_search_through_all_plans_finds(problem: Problem) -> None:
    agree(problem)


@pytest.mark.audit
@settings(max_examples=2_000, deadline=None)
@given(worlds.problems())
def test_it_does_so_two_thousand_times(problem: Problem) -> None:
    agree(problem)


@settings(max_examples=40, deadline=None)
@given(problem=worlds.problems(), data=st.data())
def test_changes_against_a_published_plan_count_last(problem: Problem, data: st.DataObject) -> None:
    published = data.draw(worlds.good_plans(problem))
    result = solve(problem, limits=LONG, published=published, start=published, thorough=True)
    assert result.notes == ()
    assert result.score == score(problem, result.plan, published)
    assert result.score.rank == best(problem, published).rank
    assert result.score.rank <= score(problem, published, published).rank


@settings(max_examples=40, deadline=None)
@given(problem=worlds.problems(), data=st.data())
def test_however_short_the_search_no_bound_is_wrong(problem: Problem, data: st.DataObject) -> None:
    work = data.draw(st.integers(0, 30))
    result, wanted = solve(problem, limits=Limits(seconds=None, work=work)), best(problem, parts=3)
    assert violations(problem, result.plan) == []
    found = result.score.rank[:3]
    assert found >= wanted.rank
    assert result.bound.must_missing <= wanted.rank[0]
    if result.bound.must_missing == wanted.rank[0]:
        assert result.bound.weight >= -wanted.rank[1]
    if found[:2] == wanted.rank[:2]:
        assert result.bound.breaks <= wanted.rank[2]
    if result.status is Status.OPTIMAL:
        assert found == wanted.rank
    assert result.plan == solve(problem, limits=Limits(seconds=None, work=work)).plan


@settings(max_examples=40, deadline=None)
@given(problem=worlds.problems(), data=st.data())
def test_the_result_is_no_worse_than_a_plan_to_begin_from(
    problem: Problem, data: st.DataObject
) -> None:
    good, broken = data.draw(worlds.good_plans(problem)), data.draw(worlds.any_plans(problem))
    for start in (good, broken):
        result = solve(problem, limits=Limits(seconds=None, work=2), start=start)
        assert result.notes == ()
        assert violations(problem, result.plan) == []
        if start is good:
            assert result.score.rank <= score(problem, good).rank


def renamed(problem: Problem, name: Callable[[str], str]) -> Problem:
    """Return the same problem with other ids, everything in the opposite order."""
    return replace(
        problem,
        tables=tuple(replace(t, id=name(t.id)) for t in reversed(problem.tables)),
        parties=tuple(replace(p, id=name(p.id)) for p in reversed(problem.parties)),
        interpreters=tuple(replace(i, id=name(i.id)) for i in reversed(problem.interpreters)),
        requests=tuple(
            replace(
                r,
                id=name(r.id),
                parties=(name(r.parties[1]), name(r.parties[0])),
                after=frozenset(map(name, r.after)),
                table=name(r.table) if r.table else "",
            )
            for r in reversed(problem.requests)
        ),
    )


@settings(max_examples=25, deadline=None)
@given(worlds.problems())
def test_names_and_order_change_no_value(problem: Problem) -> None:
    other = renamed(problem, lambda key: f"{key[::-1]}’")
    assert solved(other).score == solved(problem).score


@settings(max_examples=25, deadline=None)
@given(worlds.problems(), st.integers(2, 50))
def test_scaled_weights_scale_the_weight_and_change_nothing_else(
    problem: Problem, factor: int
) -> None:
    requests = tuple(replace(r, weight=factor * r.weight) for r in problem.requests)
    scaled, plain = solved(replace(problem, requests=requests)).score, solved(problem).score
    assert scaled == replace(plain, weight=factor * plain.weight)


MORE: dict[str, Callable[[Problem], Problem]] = {
    "slot": lambda held: replace(held, slots=held.slots + 1),
    "table": lambda held: replace(held, tables=(*held.tables, Table("more"))),
    "interpreter": lambda held: replace(
        held, interpreters=(*held.interpreters, Interpreter("more", frozenset(worlds.LANGUAGES)))
    ),
}


@pytest.mark.parametrize("what", MORE)
@settings(max_examples=20, deadline=None)
@given(problem=worlds.problems())
def test_more_to_plan_with_never_makes_the_best_worse(what: str, problem: Problem) -> None:
    assert solved(MORE[what](problem)).score.rank <= solved(problem).score.rank

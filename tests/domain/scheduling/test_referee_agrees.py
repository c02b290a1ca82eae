"""The referee, a judge written apart from it and a search through all plans say the same."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from enishi.domain.scheduling import Meeting, Plan, Problem, score, violations
from enishi.domain.scheduling.rules import HARD, RULES
from tests.domain.scheduling import judge, worlds
from tests.domain.scheduling.brute import best

TINY = worlds.problems(
    slots=(2, 3), requests=(2, 3), parties=(2, 4), tables=(1, 2), interpreters=(0, 1)
)
LONG = worlds.problems(slots=(4, 6), requests=(5, 8), interpreters=(1, 2))
# Always the same worlds, many enough to count what occurs in them.
COUNTED = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@settings(max_examples=200, deadline=None)
@given(problem=worlds.problems(), data=st.data())
def test_they_agree_which_rules_a_plan_breaks(problem: Problem, data: st.DataObject) -> None:
    for plans in (worlds.any_plans, worlds.nearly_good_plans):
        plan = data.draw(plans(problem))
        assert {found.rule for found in violations(problem, plan)} == judge.broken(problem, plan)


@settings(max_examples=200, deadline=None)
@given(problem=worlds.problems(), data=st.data())
def test_they_agree_on_every_part_of_the_score(problem: Problem, data: st.DataObject) -> None:
    plan = data.draw(worlds.good_plans(problem))
    published = data.draw(st.none() | worlds.good_plans(problem))
    assert violations(problem, plan) == []
    assert score(problem, plan, published).rank == judge.rank(problem, plan, published)


@settings(max_examples=200, deadline=None)
@given(problem=worlds.problems(), data=st.data())
def test_the_best_plan_is_good_and_no_other_is_better(
    problem: Problem, data: st.DataObject
) -> None:
    published = data.draw(st.none() | worlds.good_plans(problem))
    found = best(problem, published)
    assert violations(problem, found.plan) == []
    assert found.rank == score(problem, found.plan, published).rank
    other = data.draw(worlds.good_plans(problem))
    assert found.rank <= score(problem, other, published).rank
    for parts in (3, 5):
        assert best(problem, published, parts=parts).rank == found.rank[:parts]


@settings(max_examples=60, deadline=None)
@given(problem=TINY, data=st.data())
def test_the_best_plan_is_the_best_of_all(problem: Problem, data: st.DataObject) -> None:
    published = data.draw(st.none() | worlds.good_plans(problem))
    ranks = (
        score(problem, plan, published).rank
        for plan in every_plan(problem)
        if not violations(problem, plan)
    )
    assert best(problem, published).rank == min(ranks)


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Yield every choice of slot, table and interpreter, or of none, for every request."""
    voices = ["", *(each.id for each in problem.interpreters)]
    tables = [table.id for table in problem.tables]
    choices = [
        [None, *(Meeting(r.id, *how) for how in product(range(problem.slots), tables, voices))]
        for r in problem.requests
    ]
    for meetings in product(*choices):
        yield Plan(tuple(meeting for meeting in meetings if meeting))


def test_every_hard_rule_is_often_broken() -> None:
    broken = Counter[str]()

    @COUNTED
    @given(problem=worlds.problems(), data=st.data())
    def count(problem: Problem, data: st.DataObject) -> None:
        for plans in (worlds.any_plans, worlds.nearly_good_plans):
            broken.update({found.rule for found in violations(problem, data.draw(plans(problem)))})

    count()
    # Several meetings of one that is away, with some but too few substitutes there, are rare.
    assert broken.pop("party.substituted", 0) > 0
    others = [rule.id for rule in HARD if rule.id != "party.substituted"]
    assert {rule: broken[rule] for rule in others if broken[rule] < 8} == {}


def test_every_part_of_the_score_decides() -> None:
    differ = Counter[str]()
    parts = [rule.id for rule in RULES if not rule.hard]

    @COUNTED
    @given(problem=LONG, data=st.data())
    def count(problem: Problem, data: st.DataObject) -> None:
        plans = [data.draw(worlds.good_plans(problem)) for _ in range(3)]
        one, other = (judge.rank(problem, plan, plans[2]) for plan in plans[:2])
        for part, of_one, of_other in zip(parts, one, other, strict=True):
            if of_one != of_other:
                differ[part] += 1

    count()
    assert {part: differ[part] for part in parts if differ[part] < 8} == {}

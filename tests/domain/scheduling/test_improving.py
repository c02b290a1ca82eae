"""A plan becomes better piece by piece, and stays a plan."""

import random

import pytest
from pysat.solvers import Solver

from enishi.domain.scheduling import Problem, score, violations
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.decisions import proving
from enishi.domain.scheduling.decisions.case import Case
from enishi.domain.scheduling.decisions.crew import Crew
from enishi.domain.scheduling.decisions.encoding import Encoding
from enishi.domain.scheduling.decisions.improving import Improver, breaks
from enishi.domain.scheduling.decisions.proving import _Race
from enishi.domain.scheduling.decisions.work import Found, Improve, Task
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.shape import Shape
from enishi.domain.scheduling.staffing import seated
from tests.domain.scheduling.test_decisions import best_breaks, ring, small


def spread(held: Problem) -> tuple[int, tuple[int, ...]]:
    """Return a base, and slots in which everything is held, with more breaks than need be."""
    case = Case.of(Shape.of(held)).narrowed()
    dice = random.Random(1)  # noqa: S311 - a draw, not a secret
    for base in range(case.slots):
        encoding = Encoding(case, base)
        with Solver("glucose4", bootstrap_with=encoding.formula.clauses) as solver:
            solver.set_phases([dice.choice([-1, 1]) * variable for variable in range(1, 500)])
            if solver.solve():
                return base, tuple(encoding.slots(solver.get_model()))
    raise AssertionError


def test_a_plan_becomes_better_piece_by_piece() -> None:
    held = ring(2, 12, 12)
    shape = Shape.of(held)
    case = Case.of(shape)
    base, begun = spread(held)
    improver = Improver(case, base, begun, seed=1)
    assert improver.breaks == breaks(case, begun)
    said: list[tuple[int, ...]] = []
    improver.run(said.append, lambda: len(said) > 5)
    scores = [score(held, seated(shape, slots)).breaks for slots in (begun, *said)]
    assert len(said) > 1
    assert scores == sorted(set(scores), reverse=True)
    for slots in said:
        plan = seated(shape, slots)
        assert violations(held, plan) == []
        assert score(held, plan).breaks == sum(breaks(case, slots))


@pytest.mark.parametrize("number", range(150))
def test_pieces_lead_to_plans_only(number: int) -> None:
    held = small(number)
    best = best_breaks(held)
    if best is None:
        return
    shape, case = Shape.of(held), Case.of(Shape.of(held)).narrowed()
    base, begun = spread(held)
    turns = iter(range(30))
    improver = Improver(case, base, begun, seed=number)
    improver.run(lambda _: None, lambda: next(turns, None) is None)
    plan = seated(shape, improver.slots)
    assert violations(held, plan) == []
    assert best <= score(held, plan).breaks == sum(improver.breaks) <= sum(breaks(case, begun))


class Recorded(Crew):
    """A crew that is told its tasks and does nothing."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.told: list[tuple[str, Task]] = []

    def task(self, role: str) -> Task | None:
        return dict(self.told).get(role)

    def start(self, role: str, task: Task) -> None:
        self.told.append((role, task))

    @property
    def improved(self) -> list[Task]:
        return [task for role, task in self.told if role == "improver"]


def test_where_it_takes_long_the_best_plan_is_bettered_in_a_third_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = ring(2, 12, 12)
    shape = Shape.of(held)
    case = Case.of(shape)
    base, begun = spread(held)
    better: list[tuple[int, ...]] = []
    Improver(case, base, begun, seed=1).run(better.append, lambda: len(better) > 1)
    board = Board(held, Limits(seconds=60.0))
    race = _Race(board, shape, case, base, None, seed=1)
    race.crew = crew = Recorded(case)

    race._assign()
    assert crew.improved == []  # there is no plan yet
    board.offer(seated(shape, begun), "test")
    race._assign()
    assert crew.improved == []  # it is early

    monkeypatch.setattr(proving, "_SOON", 0.0)
    race._assign()
    race._assign()
    assert crew.improved == [Improve(base, begun, 1)]
    race._hear("improver", Found(better[0]))
    race._assign()
    assert len(crew.improved) == 1  # it goes on from its own plan
    race._hear("finder", Found(better[1]))
    race._assign()
    assert crew.improved[1:] == [Improve(base, better[1], 1)]
    assert {role for role, _ in crew.told} == {"climber", "finder", "improver"}


def test_an_improver_tells_its_plans_from_a_process_of_its_own() -> None:
    held = ring(2, 12, 12)
    base, begun = spread(held)
    case = Case.of(Shape.of(held))
    with Crew(case) as crew:
        crew.start("improver", Improve(base, begun, 1))
        said = [next(iter(crew.listen(60.0)))]
    ((role, found),) = said
    assert role == "improver"
    assert isinstance(found, Found)
    assert sum(breaks(case, found.slots)) < sum(breaks(case, begun))

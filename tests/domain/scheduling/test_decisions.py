"""Decisions agree with what can be worked out by hand, and with trying everything."""

import random
import subprocess
import threading
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from enishi.domain.scheduling import Interpreter, Party, Plan, Problem, Request, Table, Wish, score
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.check import violations
from enishi.domain.scheduling.decisions.case import Case, applies
from enishi.domain.scheduling.decisions.counting import shortage
from enishi.domain.scheduling.decisions.proving import decide
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.shape import Shape
from enishi.domain.scheduling.staffing import seated


def problem(slots: int, tables: int, *pairs: str, **changes: object) -> Problem:
    """Musts between parties of one letter each: "AB" is a request of A and B."""
    held = {
        "slots": slots,
        "tables": tuple(Table(str(number)) for number in range(tables)),
        "parties": tuple(Party(key) for key in sorted(set("".join(pairs)))),
        "requests": tuple(
            Request(f"{pair}{number}", (pair[0], pair[1]), Wish.MUST, interpreted=False)
            for number, pair in enumerate(pairs)
        ),
    }
    return Problem(**held | changes)  # type: ignore[arg-type]  # changes of any field


def decided(held: Problem, seconds: float = 30.0) -> Board:
    board = Board(held, Limits(seconds=seconds))
    decide(board)
    return board


def best_breaks(held: Problem) -> int | None:
    """Return the fewest breaks of a plan that holds everything, by trying every one; or None."""
    shape = Shape.of(held)
    if len(shape.requests) < len(held.requests):
        return None
    found = [
        score(held, plan).breaks
        for slots in product(*(row.nonzero()[0].tolist() for row in shape.open))
        if _fits(shape, slots) and not violations(held, plan := seated(shape, slots))
    ]
    return min(found, default=None)


def _fits(shape: Shape, slots: tuple[int, ...]) -> bool:
    case = Case.of(shape)
    return all(
        sum(slots[each] == slot for each in limit.requests) <= served
        for limit in case.limits
        for slot, served in enumerate(limit.served)
    )


def small(number: int) -> Problem:
    """Return a small problem of any kind that decisions speak of."""
    dice = random.Random(number)  # noqa: S311 - a draw, not a secret
    slots = dice.choice([3, 4, 5])
    names = "ABCDE"[: dice.choice([3, 4, 5])]
    pairs = ["".join(dice.sample(names, 2)) for _ in range(dice.choice([3, 4, 5]))]

    def some(chance: float) -> frozenset[int]:
        return frozenset(slot for slot in range(slots) if dice.random() < chance)

    bare = problem(slots, dice.choice([1, 2, 3]), *pairs)
    return replace(
        bare,
        tables=tuple(
            replace(table, unavailable=some(0.1))
            for table in (*bare.tables, Table("more", zone="quiet"))
        ),
        parties=tuple(
            replace(party, seats=dice.choice([1, 1, 1, 2]), unavailable=some(0.15))
            for party in bare.parties
        ),
        requests=tuple(
            replace(
                request,
                slots=some(0.7) if dice.random() < 0.2 else None,
                zone="quiet" if dice.random() < 0.2 else "",
                interpreted=dice.random() < 0.3,
                after=frozenset(other.id for other in bare.requests[:place] if dice.random() < 0.1),
            )
            for place, request in enumerate(bare.requests)
        ),
        interpreters=(Interpreter("one", frozenset({"ja", "vi"}), unavailable=some(0.2)),),
        long_breaks_after=frozenset({1}) if dice.random() < 0.3 else frozenset(),
        fairness=dice.choice([None, 0, 1]),
    )


def worked(held: Problem, work: int = 100_000) -> Board:
    """Decide in this process, without a clock."""
    board = Board(held, Limits(seconds=None, work=work))
    decide(board)
    return board


@pytest.mark.parametrize("number", range(150))
def test_as_good_as_trying_everything(number: int) -> None:
    held = small(number)
    assert applies(held)
    board, best = worked(held), best_breaks(held)
    if best is None:
        assert board.bound.must_missing >= 1
        assert board.plan == Plan()
    else:
        assert board.bound.must_missing == 0
        assert (board.score.must_missing, board.score.breaks) == (0, best)
        assert board.bound.breaks == best


def test_all_kinds_of_small_problems_come_up() -> None:
    boards = [worked(small(number)) for number in range(150)]
    assert 20 < sum(board.bound.must_missing > 0 for board in boards) < 130
    assert sum(board.bound.breaks > 0 for board in boards) > 10


@pytest.mark.parametrize("number", range(0, 60, 12))
def test_two_processes_prove_the_same(number: int) -> None:
    held = small(number)
    alone, together = worked(held), decided(held)
    assert together.bound == alone.bound
    assert together.score.breaks == alone.score.breaks
    assert not together.notes


# A meets at both ends of the day; its partners cannot be there in between.
AWAY = (
    Party("A"),
    Party("B", unavailable=frozenset({1, 2, 3})),
    Party("C", unavailable=frozenset({0, 1, 2})),
)


def test_a_break_that_cannot_be_avoided_is_proved() -> None:
    board = decided(problem(4, 1, "AB", "AC", parties=AWAY))
    assert (board.score.must_missing, board.score.breaks, board.bound.breaks) == (0, 1, 1)


def test_a_long_break_is_no_break() -> None:
    board = decided(problem(4, 1, "AB", "AC", parties=AWAY, long_breaks_after=frozenset({1})))
    assert (board.score.must_missing, board.score.breaks, board.bound.breaks) == (0, 0, 0)


def test_fairness_can_ask_for_more_breaks_than_needed() -> None:
    """A has a break; where all must have as many, the others part their meetings too."""
    away = {"B": {1, 2, 3}, "C": {0, 1, 2}}
    held = problem(
        4,
        3,
        "AB",
        "AC",
        "BD",
        "CD",
        parties=tuple(Party(key, unavailable=frozenset(away.get(key, ()))) for key in "ABCD"),
    )
    assert best_breaks(held) is None  # B and C have one slot each, and two meetings
    four = problem(
        4,
        2,
        "AB",
        "AB",
        "CD",
        "CD",
        fairness=0,
        parties=(
            Party("A", unavailable=frozenset({1, 2})),
            Party("B"),
            Party("C"),
            Party("D"),
        ),
    )
    assert best_breaks(four) == 4
    board = worked(four)
    assert (board.score.breaks, board.bound.breaks) == (4, 4)
    assert worked(replace(four, fairness=1)).score.breaks == 2


# what is asked → the rules and culprits of the reason
IMPOSSIBLE: dict[str, tuple[Problem, tuple[str, ...], tuple[str, ...]]] = {
    "more meetings than slots": (
        problem(2, 3, "AB", "AC", "AD"),
        ("party.seats",),
        ("A", "AB0", "AC1", "AD2"),
    ),
    "more meetings than wanted": (
        problem(3, 3, "AB", "AC", parties=(Party("A", most=1), Party("B"), Party("C"))),
        ("party.most",),
        ("A",),
    ),
    "too few tables": (
        problem(1, 1, "AB", "CD"),
        ("table.free",),
        ("AB0", "CD1"),
    ),
    "nobody there": (
        problem(2, 1, "AB", parties=(Party("A", unavailable=frozenset({0, 1})), Party("B"))),
        ("party.available",),
        ("AB0", "A", "B"),
    ),
    "three in two slots": (
        problem(2, 3, "AB", "BC", "CA"),
        ("must_missing", "party.seats"),
        ("AB0", "BC1", "CA2", "A", "B", "C"),
    ),
    "breaks that cannot be shared": (
        problem(
            3,
            1,
            "AB",
            "AC",
            fairness=0,
            parties=(
                Party("A", unavailable=frozenset({1})),
                Party("B"),
                Party("C"),
            ),
        ),
        ("party.fairness",),
        (),
    ),
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_what_cannot_be_held_is_refuted_with_its_reason(what: str) -> None:
    held, rules, culprits = IMPOSSIBLE[what]
    assert best_breaks(held) is None
    board = worked(held)
    assert board.bound.must_missing >= 1
    assert board.reason
    assert set(board.reason.rules) == set(rules)
    assert set(board.reason.culprits) == set(culprits)


def test_an_order_that_cannot_be_kept_names_the_chain() -> None:
    bare = problem(2, 3, "AB", "CD", "EF")
    one, two, three = bare.requests
    held = replace(
        bare,
        requests=(
            one,
            replace(two, after=frozenset({one.id})),
            replace(three, after=frozenset({two.id})),
        ),
    )
    reason = worked(held).reason
    assert reason
    assert "request.after" in reason.rules
    assert set(reason.culprits) == {one.id, two.id, three.id}


def ring(nearest: int, slots: int, tables: int) -> Problem:
    """Return forty parties in a ring, each of which meets so many next ones on either side."""
    names = [chr(ord("A") + number) for number in range(40)]
    pairs = [
        names[one] + names[(one + far) % 40] for one in range(40) for far in range(1, nearest + 1)
    ]
    held = problem(slots, tables, *pairs, fairness=1)
    shape = Shape.of(held)
    assert shortage(shape, Case.of(shape)) is None
    return held


def crowd() -> Problem:
    """Return a problem that keeps a solver busy: nearly every table is taken in every slot."""
    return ring(7, 16, 18)


def test_stop_ends_at_once(workers: list[subprocess.Popen[bytes]]) -> None:
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 40

    board = Board(crowd(), Limits(seconds=60.0, stopped=stopped))
    decide(board)
    assert board.watch.seconds < 20
    assert running(workers) == []


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that a test has started."""
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **how: Any) -> None:
            super().__init__(*words, **how)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return started


def running(workers: list[subprocess.Popen[bytes]]) -> list[subprocess.Popen[bytes]]:
    return [worker for worker in workers if worker.poll() is None]


def test_a_board_that_is_over_is_left_alone(workers: list[subprocess.Popen[bytes]]) -> None:
    board = Board(crowd(), Limits(seconds=0.0))
    decide(board)
    assert board.plan == Plan()
    assert running(workers) == []


def test_killed_workers_are_noted_and_nothing_wrong_is_said(
    workers: list[subprocess.Popen[bytes]],
) -> None:
    held = crowd()
    board = Board(held, Limits(seconds=60.0))
    engine = threading.Thread(target=decide, args=(board,))
    engine.start()
    while engine.is_alive():
        for child in running(workers):
            child.kill()
        engine.join(0.05)
    assert board.notes
    assert all(note.startswith("decisions: ") for note in board.notes)
    assert board.bound.must_missing == 0
    assert running(workers) == []


def test_the_same_work_gives_the_same() -> None:
    one, other = (worked(ring(2, 6, 20), work=2_000) for _ in range(2))
    assert one.score.must_missing == 0
    assert (one.plan, one.bound) == (other.plan, other.bound)


def test_without_work_left_nothing_is_said() -> None:
    board = worked(crowd(), work=1)
    assert (board.plan, board.bound.must_missing, board.bound.breaks) == (Plan(), 0, 0)


def test_of_a_large_problem_counting_only_is_asked() -> None:
    held = ring(9, 30, 20)
    assert (worked(held).plan, worked(held).bound.must_missing) == (Plan(), 0)
    short = replace(held, tables=held.tables[:11])
    assert worked(short).bound.must_missing == 360 - 30 * 11


def test_a_plan_on_the_board_is_where_it_begins() -> None:
    held = problem(4, 1, "AB", "AC", parties=AWAY)
    board = Board(held, Limits(seconds=30.0))
    board.offer(seated(Shape.of(held), (0, 3)), "test")
    decide(board)
    assert board.bound.met_by(board.score)


@pytest.mark.parametrize(
    "held",
    [
        problem(2, 1),
        problem(2, 1, "AB", requests=(Request("AB", ("A", "B"), Wish.WOULD),)),
        problem(
            2, 1, "AB", interpreters=(Interpreter("one", frozenset({"ja", "vi"}), longest_run=1),)
        ),
    ],
)
def test_other_kinds_of_problems_are_left_to_others(held: Problem) -> None:
    assert not applies(held)
    board = worked(held)
    assert (board.plan, board.bound.must_missing) == (Plan(), 0)

"""Decisions agree with what can be worked out by hand, and with trying everything."""

import random
from dataclasses import replace
from itertools import product

import pytest

from enishi.domain.scheduling import Interpreter, Party, Plan, Problem, Request, Table, Wish, score
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.check import violations
from enishi.domain.scheduling.decisions.case import Case, applies
from enishi.domain.scheduling.decisions.proving import decide
from enishi.domain.scheduling.decisions.seating import seated
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.shape import Shape


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
    return Problem(**held | changes)  # type: ignore[arg-type]


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


@pytest.mark.parametrize("number", range(300))
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
    bests = [best_breaks(small(number)) for number in range(300)]
    assert 40 < bests.count(None) < 260
    assert sum(best is not None and best > 0 for best in bests) > 20

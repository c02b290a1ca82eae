"""The engine: rounds of annealing, each followed by tables and interpreters for the best slots."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.annealing import kernel
from enishi.domain.scheduling.annealing.shifts import rested
from enishi.domain.scheduling.annealing.state import BEST, LEFT, LONGEST_HALF_DAY, State, new_state
from enishi.domain.scheduling.annealing.steps import strike
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.plan import Plan
from enishi.domain.scheduling.shape import Shape
from enishi.domain.scheduling.staffing import staff

_NAME = "annealing"
# Of weight, what is missing costs so many breaks; a must costs more than any meetings in its way.
_WEIGH, _MUST = 8.0, 60.0
# Temperatures, in breaks: to choose what is placed, the same where a relaxed plan has chosen most of
# it, to order what is placed, and to end with.
_CHOOSING, _AMENDING, _ORDERING, _COLD = 4.0, 1.5, 0.35, 0.1
_INSERTING, _SEEKING = 0.3, 0.5
# Moves in a unit of work, and the seconds that one stretch may take.
_MOVES = 4000
_STRETCH_SECONDS = 0.03
# The first rounds' share of the time left; the last takes what is left. Large problems want one long
# round; of small ones several short rounds find more.
_PATIENT, _RESTLESS = (0.05,), (0.1, 0.2, 0.3, 0.4)
_FIRST_SECONDS, _SHORTEST_SECONDS = 3.0, 0.1
# A request is not tried where weight would fall by more.
_HOPELESS = 0.5


def applies(shape: Shape) -> bool:
    """Return whether half-days are short enough for this engine."""
    return max(map(len, shape.problem.half_days)) <= LONGEST_HALF_DAY


def anneal(
    board: Board,
    shape: Shape,
    seed: int,
    *,
    work: int | None = None,
    seconds: float | None = None,
    patient: bool = True,
    start: Plan | None = None,
    value: NDArray[np.float64] | None = None,
    reduced: NDArray[np.float64] | None = None,
) -> None:
    """Look for better plans until the board is over.

    Args:
        board: where plans are offered.
        shape: the problem.
        seed: of the random numbers.
        work: units of work after which to stop; the clock is then not looked at.
        seconds: of the board's watch after which to stop, where work is not limited.
        patient: whether to make one long round rather than several.
        start: a plan to begin from; what of it breaks rules is left out.
        value: how much of each request a relaxed plan places, where one is known.
        reduced: by how much weight would fall if a request were placed in full.
    """
    if not len(shape.requests):
        return
    search = _Search(board, shape, seed, work, seconds)
    search.patient = patient
    search.begin(
        start or board.plan,
        np.zeros(len(shape.requests)) if value is None else value,
        np.zeros(len(shape.requests), np.bool_) if reduced is None else reduced > _HOPELESS,
    )
    search.run()


class _Search:
    """A state, and the rounds it goes through."""

    def __init__(
        self, board: Board, shape: Shape, seed: int, work: int | None, seconds: float | None
    ) -> None:
        self.board, self.shape, self.seed, self.work = board, shape, seed, work
        self.until = float("inf") if seconds is None else seconds
        self.pools = shape.tables, rested(shape.problem, shape.interpreters)
        self.state = self._new_state()
        self.hot = _CHOOSING
        self.patient = True
        self._rows = {request.id: row for row, request in enumerate(shape.requests)}
        self._spent = 0.0
        self._moves = 2000
        self._offered = int(np.iinfo(np.int64).min)
        self._at = 0.0
        self._offering = 0.0

    def begin(self, start: Plan, value: NDArray[np.float64], hopeless: NDArray[np.bool_]) -> None:
        """Place what a plan places, then the rest greedily, and offer that.

        Args:
            start: the plan.
            value: what is placed first, among what weighs the same.
            hopeless: what is not tried again if there is no room for it now.
        """
        shape, state = self.shape, self.state
        slots = np.full(len(shape.requests), -1, np.int32)
        for meeting in start.meetings:
            if meeting.request in self._rows and 0 <= meeting.slot < shape.problem.slots:
                slots[self._rows[meeting.request]] = meeting.slot
        kernel.settle(state, slots)
        order = np.lexsort((-shape.weight, -value, ~shape.must))
        kernel.greedy(state, order.astype(np.int32))
        for row in np.flatnonzero(hopeless & ~shape.must & (state.slot < 0)):
            strike(state, int(row))
        if hopeless.any():
            self.hot = _AMENDING
        if state.tally[LEFT] == 0:
            self.hot = _ORDERING
        kernel.relieve(state)
        self._offer()

    def run(self) -> None:
        """Make rounds until the board is over or the work is done."""
        number = 0
        while not self._over:
            # What weighs the same is exchanged for what makes fewer breaks only while all is hot.
            choosing = number == 0 or (self.state.tally[LEFT] > 0 and not self.patient)
            self._round(self.hot if choosing else _ORDERING, self._length(number))
            kernel.relieve(self.state)
            self._offer()
            kernel.restore(self.state)
            number += 1

    @property
    def _over(self) -> bool:
        done = self._left <= 0 if self.work is None else self._spent >= self.work
        return done or self.board.over

    @property
    def _left(self) -> float:
        """Seconds that remain to this engine."""
        return min(self.board.watch.left, self.until - self.board.watch.seconds)

    @property
    def _clock(self) -> float:
        """Seconds, or units of work where they are counted."""
        return self.board.watch.seconds if self.work is None else self._spent

    def _length(self, number: int) -> float:
        """Return how long a round is to last: of the time left, or twice as long each time."""
        if self.work is None:
            left = self._left - 1.5 * self._offering
            first, shortest = _FIRST_SECONDS, _SHORTEST_SECONDS
        else:
            left = self.work - self._spent
            first, shortest = _FIRST_SECONDS * 1000, 1.0
        if left == float("inf"):
            return first * 2.0**number
        shares = _PATIENT if self.patient else _RESTLESS
        share = shares[number] if number < len(shares) else 1.0
        wanted = min(left * share, first) if number == 0 else left * share
        return max(wanted, shortest)

    def _round(self, hot: float, length: float) -> None:
        """Anneal from one temperature to the coldest."""
        begun = self._clock
        while not self._over and (done := (self._clock - begun) / length) < 1:
            since = self.board.watch.seconds
            temperature = hot * (_COLD / hot) ** done
            kernel.stretch(self.state, self._moves, temperature, _INSERTING, _SEEKING)
            self._spent += self._moves / _MOVES
            if self.work is not None:
                continue
            taken = max(self.board.watch.seconds - since, 1e-4)
            self._moves = max(200, int(self._moves * min(2.0, _STRETCH_SECONDS / taken)))
            if self.board.watch.seconds - self._at > max(1.0, 15 * self._offering):
                self._offer()

    def _offer(self) -> None:
        """Offer the best slots found, with tables and interpreters."""
        state = self.state
        if state.tally[BEST] <= self._offered:
            return
        begun = self.board.watch.seconds
        self._offered = int(state.tally[BEST])
        found = staff(self.shape, self.pools[1], state.best)
        self.board.offer(found.plan, _NAME)
        if found.short_tables or found.short_interpreters:
            tables, interpreters = self.pools
            self.pools = (
                tables.watching(found.short_tables),
                interpreters.watching(found.short_interpreters),
            )
            self.state = self._new_state()
            kernel.settle(self.state, state.slot)
            self._offered = int(np.iinfo(np.int64).min)
        self._at = self.board.watch.seconds
        self._offering = self._at - begun

    def _new_state(self) -> State:
        tables, interpreters = self.pools
        return new_state(
            replace(self.shape, tables=tables),
            interpreters,
            weigh=_WEIGH,
            must=_MUST,
            seed=self.seed,
        )

"""Betters a plan piece by piece: a solver places some meetings anew, the others keep their slots.

A piece is what meets around a party, or around an hour. What is asked of it is a plan with fewer
breaks or, at times, with as many: so that the next piece begins elsewhere. Pieces grow where they
are settled at once, and shrink where patience ends.
"""

from collections.abc import Callable
from itertools import pairwise
from random import Random

from pysat.solvers import Solver

from enishi.domain.scheduling.decisions.case import Case
from enishi.domain.scheduling.decisions.encoding import Encoding

_SOLVER = "glucose4"
_CONFLICTS = 1_500  # for a piece
_FIRST, _LEAST, _MOST = 60.0, 20.0, 0.9  # meetings in a piece, the last as a share of all
_GROWS, _SHRINKS = 1.02, 0.97
_AROUND_PARTY, _AT_BREAK, _BETTER = 0.7, 0.8, 0.6  # how often


class Improver:
    """A plan that becomes better.

    Args:
        case: the case.
        base: the fewest breaks of any party in the plans that are looked at.
        slots: of each request, in a plan that holds everything.
        seed: of the pieces.
    """

    def __init__(self, case: Case, base: int, slots: tuple[int, ...], seed: int) -> None:
        self.case, self.slots = case, slots
        self.breaks = breaks(case, slots)
        self._random = Random(seed)  # noqa: S311  # a draw, not a secret
        self._size = _FIRST
        self._encoding = Encoding(case, base, sum(self.breaks))

    def run(self, say: Callable[[tuple[int, ...]], None], over: Callable[[], bool]) -> None:
        """Say each better plan until nothing is left to better, or it is over."""
        clauses = self._encoding.formula.clauses
        with Solver(_SOLVER, bootstrap_with=clauses) as solver:
            while any(self.breaks) and not over():
                before = sum(self.breaks)
                self._try(solver)
                if sum(self.breaks) < before:
                    say(self.slots)

    def _try(self, solver: Solver) -> None:
        free = self._piece()
        kept = [
            place
            for request, slot in enumerate(self.slots)
            if request not in free and (place := self._encoding.place(request, slot))
        ]
        fewer = self._random.random() < _BETTER
        bound = self._encoding.at_most(sum(self.breaks) - fewer)
        solver.conf_budget(_CONFLICTS)
        found = solver.solve_limited(assumptions=[*bound, *kept])
        if found:
            self.slots = tuple(self._encoding.slots(solver.get_model()))
            self.breaks = breaks(self.case, self.slots)
        elif found is None:
            self._size = max(_LEAST, self._size * _SHRINKS)
        elif fewer:
            self._size = min(_MOST * len(self.slots), self._size * _GROWS)

    def _piece(self) -> set[int]:
        """Return the requests that are placed anew."""
        random = self._random
        broken = [party for party, number in enumerate(self.breaks) if number]
        if random.random() >= _AROUND_PARTY:
            first = random.randrange(self.case.slots)
            hours = range(
                first, first + max(2, int(self._size * self.case.slots / len(self.slots)))
            )
            at = {request for request, slot in enumerate(self.slots) if slot in hours}
            return at.union(self.case.held[random.choice(broken)])
        start = random.choice(broken if random.random() < _AT_BREAK else range(len(self.case.held)))
        free: set[int] = set()
        waiting, seen = [start], {start}
        while waiting and len(free) < self._size:
            next_ = random.randrange(len(waiting)) if random.random() < 0.5 else 0
            for request in self.case.held[waiting.pop(next_)]:
                free.add(request)
                for party in self.case.parties[request].tolist():
                    if party not in seen:
                        seen.add(party)
                        waiting.append(party)
        return free


def breaks(case: Case, slots: tuple[int, ...]) -> list[int]:
    """Return how many breaks each party has in a plan."""
    found = []
    for held in case.held:
        busy = {slots[request] for request in held}
        days = [[slot for slot in range(*half) if slot in busy] for half in case.half_days]
        found.append(sum(later - earlier > 1 for day in days for earlier, later in pairwise(day)))
    return found

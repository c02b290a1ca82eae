"""Finds who stands in each other's way where not everything can be held.

Each rule is said under a condition of its own. Conditions under which nothing satisfies the formula
are dropped one by one, as long as patience lasts: those that are left are needed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pysat.solvers import Solver

from enishi.domain.scheduling.board import Reason
from enishi.domain.scheduling.decisions.case import Case
from enishi.domain.scheduling.decisions.formula import Formula
from enishi.domain.scheduling.shape import Shape

# Conflicts until patience ends: with all conditions, with one dropped, and in all.
_FIRST, _EACH, _ALL = 100_000, 2_000, 200_000
_AT_ONCE = 1_000  # conflicts between two looks at the board


def conflict(shape: Shape, case: Case, over: Callable[[], bool]) -> Reason | None:
    """Return rules and culprits that cannot go together; None: not found in time.

    Where all can be held but for fairness, fairness is the reason.

    Args:
        shape: the problem's.
        case: its musts, not narrowed.
        over: asked between two steps; True ends the search with what is known.
    """
    rules = _Rules(shape, case)
    with Solver("glucose4", bootstrap_with=rules.formula.clauses) as solver:
        search = _Search(solver, over, _ALL)
        possible, core = search.ask(list(rules.conditions), _FIRST)
        if possible:
            return Reason(("party.fairness",), ())
        if possible is None:
            return None
        # Whom one can name is dropped first: so that as few as can be are named.
        for condition in sorted(core, key=lambda each: (not rules.conditions[each][1], -each)):
            if condition in core:
                rest = [each for each in core if each != condition]
                possible, smaller = search.ask(rest, _EACH)
                core = smaller if possible is False else core
    told = [rules.conditions[condition] for condition in sorted(core)]
    return Reason(
        tuple(dict.fromkeys(rule for rule, _ in told)),
        tuple(dict.fromkeys(culprit for _, culprits in told for culprit in culprits)),
    )


@dataclass
class _Search:
    """Asks a solver as long as patience lasts: so many conflicts in all."""

    solver: Solver
    over: Callable[[], bool]
    left: int

    def ask(self, assumed: list[int], conflicts: int) -> tuple[bool | None, list[int]]:
        """Return whether all of what is assumed can be (None: not found out), and what cannot."""
        conflicts = min(conflicts, self.left)
        while conflicts > 0 and not self.over():
            before = self.solver.accum_stats()["conflicts"]
            self.solver.conf_budget(min(conflicts, _AT_ONCE))
            possible = self.solver.solve_limited(assumptions=assumed)
            spent = max(1, self.solver.accum_stats()["conflicts"] - before)
            conflicts -= spent
            self.left -= spent
            if possible is not None:
                return possible, [] if possible else self.solver.get_core() or []
        return None, []


class _Rules:
    """The rules of a case but for fairness, each under a condition: rule and culprits by literal."""

    def __init__(self, shape: Shape, case: Case) -> None:
        self.formula = Formula()
        self.conditions: dict[int, tuple[str, tuple[str, ...]]] = {}
        self._case, self._problem = case, shape.problem
        self._requests = [
            each for each, must in zip(shape.requests, shape.must, strict=True) if must
        ]
        self._meets = [[self.formula.new() for _ in range(case.slots)] for _ in self._requests]
        self._say_requests()
        self._say_parties()
        self._say_limits()

    @contextmanager
    def _under(self, rule: str, *culprits: str) -> Iterator[None]:
        """Let what is said meanwhile hold under a new condition only."""
        condition = self.formula.new()
        said = len(self.formula.clauses)
        yield
        for clause in self.formula.clauses[said:]:
            clause.append(-condition)
        if len(self.formula.clauses) > said:
            self.conditions[condition] = rule, culprits

    def _say_requests(self) -> None:
        for request, meets in zip(self._requests, self._meets, strict=True):
            self.formula.at_most_one(meets)
            with self._under("must_missing", request.id):
                self.formula.add(*meets)
            if request.in_person:
                with self._under("request.in_person", request.id):
                    for key in request.parties:
                        for slot in sorted(self._problem.party[key].unavailable):
                            self.formula.add(-meets[slot])
            if request.slots is not None:
                with self._under("request.slots", request.id):
                    for slot, here in enumerate(meets):
                        if slot not in request.slots:
                            self.formula.add(-here)
        for earlier, later in self._case.after:
            with self._under("request.after", self._requests[earlier].id, self._requests[later].id):
                for slot, first in enumerate(self._meets[earlier]):
                    for second in self._meets[later][: slot + 1]:
                        self.formula.add(-first, -second)

    def _say_parties(self) -> None:
        for party, held, room in zip(
            self._problem.parties, self._case.held, self._case.room.tolist(), strict=True
        ):
            with self._under("party.available", party.id):
                for slot in sorted(party.unavailable):
                    for request in held if room[slot] == 0 else ():
                        self.formula.add(-self._meets[request][slot])
            away = party.unavailable
            for rule, slots in (
                ("party.seats", [slot for slot in range(self._case.slots) if slot not in away]),
                ("party.substituted", [slot for slot in sorted(away) if room[slot]]),
            ):
                with self._under(rule, party.id):
                    for slot in slots:
                        here = [self._meets[request][slot] for request in held]
                        if len(here) > room[slot]:
                            self.formula.at_most(here, room[slot])

    def _say_limits(self) -> None:
        for limit in self._case.limits:
            with self._under(limit.rule):
                for slot, served in enumerate(limit.served.tolist()):
                    here = [self._meets[request][slot] for request in limit.requests.tolist()]
                    if len(here) > served:
                        self.formula.at_most(here, served)

"""Mends a published plan after something changed, so that the fewest people are disturbed.

The order: first no must is lost that can be held; then the least weight of what was published or
is newly asked for; then the fewest published meetings leave their slot, for a new slot is what
people notice; then few change table or interpreter. Requests that the published plan left out stay
out: nobody waits for them, and to place them would disturb others.

What was held before `now` stands. That no fewer meetings can move is proved by a relaxation of the
whole problem, see `cpsat/mending.py`.
"""

from dataclasses import dataclass, replace

from enishi.domain.scheduling.changes import Change, changed
from enishi.domain.scheduling.check import violations
from enishi.domain.scheduling.cpsat.solving import Budget
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.mending.mender import Mender
from enishi.domain.scheduling.mending.standing import Standing
from enishi.domain.scheduling.plan import Plan
from enishi.domain.scheduling.problem import Problem, Wish
from enishi.domain.scheduling.shape import Shape

_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Repair:
    """A mended plan and what it took.

    Args:
        problem: as it is after the change.
        plan: the mended plan; the referee accepts it.
        moved: requests that were published and now stand in another slot.
        reseated: those that keep the slot and change table or interpreter.
        dropped: those that no longer stand, though nobody withdrew them.
        added: requests that now stand and were not published.
        least_moved: no plan that loses no more musts and weight moves and drops fewer.
        proved: whether no plan loses less: musts, weight, and then `moved` and `dropped` together.
        seconds: of the clock.
    """

    problem: Problem
    plan: Plan
    moved: frozenset[str]
    reseated: frozenset[str]
    dropped: frozenset[str]
    added: frozenset[str]
    least_moved: int
    proved: bool
    seconds: float


def repair(problem: Problem, plan: Plan, change: Change, limits: Limits | None = None) -> Repair:
    """Return the published plan mended with the fewest meetings moved.

    Args:
        problem: as it was when the plan was published.
        plan: the published plan.
        change: what changed since.
        limits: how long one may look; 3 seconds unless said. A plan is returned in any case.

    Raises:
        BadProblem: the change speaks of what is not in the problem.
    """
    limits = limits or Limits(seconds=_SECONDS)
    budget = Budget.of_limits(limits)
    held = frozenset(m.request for m in plan.meetings if m.slot < change.now)
    change = replace(
        change,
        withdrawn=change.withdrawn - held,
        requests=tuple(request for request in change.requests if request.id not in held),
    )
    today = changed(problem, change)
    asked = {request.id for request in change.requests} - change.withdrawn
    if asked <= plan.placed.keys() and not violations(today, plan):
        return _repair(today, plan, plan, 0, proved=True, seconds=budget.watch.seconds)
    standing = Standing.of(Shape.of(today), plan, change.now, frozenset(asked))
    mended, bound, proved = Mender(standing, plan, budget).mend()
    if violations(today, mended):
        raise NoRepair(str(violations(today, mended)[0]))
    return _repair(today, plan, mended, bound, proved=proved, seconds=budget.watch.seconds)


class NoRepair(RuntimeError):
    """No plan that the referee accepts was found in the time given."""


def _repair(
    problem: Problem, before: Plan, after: Plan, bound: int, *, proved: bool, seconds: float
) -> Repair:
    both = before.placed.keys() & after.placed.keys()
    moved = frozenset(key for key in both if before.placed[key].slot != after.placed[key].slot)
    dropped = frozenset(
        key
        for key in before.placed.keys() - after.placed.keys()
        if key in problem.request and problem.request[key].wish is not Wish.NEVER
    )
    return Repair(
        problem=problem,
        plan=after,
        moved=moved,
        reseated=frozenset(k for k in both - moved if before.placed[k] != after.placed[k]),
        dropped=dropped,
        added=frozenset(after.placed.keys() - before.placed.keys()),
        least_moved=bound,
        proved=proved,
        seconds=seconds,
    )

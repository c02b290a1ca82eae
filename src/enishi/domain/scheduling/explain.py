"""Says why a request was not placed, what placing it would take, and what would make room.

Data without sentences: codes, ids and numbers, for people to be told in their own language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from enishi.domain.scheduling.changes import Change
from enishi.domain.scheduling.cpsat.filling import most_added
from enishi.domain.scheduling.cpsat.solving import Budget
from enishi.domain.scheduling.limits import Limits, Watch
from enishi.domain.scheduling.mending.obstacles import Obstacle, in_the_way
from enishi.domain.scheduling.mending.standing import Standing
from enishi.domain.scheduling.plan import Plan
from enishi.domain.scheduling.problem import (
    BadProblem,
    Interpreter,
    Problem,
    Request,
    Table,
    Wish,
)
from enishi.domain.scheduling.repair import repair
from enishi.domain.scheduling.shape import Shape

_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Way:
    """How a request could be placed.

    Args:
        moved: requests that would move to another slot.
        dropped: requests that would give way for good, of the least weight there is.
        weight: of those dropped.
        musts: how many of those dropped must be placed.
        proved: whether no way costs less: in musts, in weight, in meetings moved or dropped.
    """

    moved: frozenset[str]
    dropped: frozenset[str]
    weight: int
    musts: int
    proved: bool


@dataclass(frozen=True, slots=True)
class Gift:
    """One thing more, and what it would buy.

    Args:
        what: interpreter, table or slot.
        languages: of the interpreter.
        zone: of the table.
        way: how the request could then be placed; None: no way was found.
        musts: how many musts more were found to have room, every meeting keeping its slot.
        weight: how much weight more, likewise; None: there was no time to find any.
    """

    what: str
    languages: frozenset[str]
    zone: str
    way: Way | None
    musts: int | None
    weight: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a request was not placed.

    Args:
        request: its id.
        placed: whether it was placed, and nothing is to be explained.
        obstacles: the fewest that leave it no slot while all other meetings keep theirs; none
            where a slot is free for it.
        way: how it could be placed all the same; None: in no way that was found.
        impossible: whether it is proved that it can be placed only if a must is lost, or never.
        gifts: what one thing more would buy.
        seconds: of the clock.
    """

    request: str
    placed: bool
    obstacles: tuple[Obstacle, ...]
    way: Way | None
    impossible: bool
    gifts: tuple[Gift, ...]
    seconds: float


def explain(
    problem: Problem, plan: Plan, request_id: str, limits: Limits | None = None
) -> Explanation:
    """Return why a request was not placed.

    Args:
        problem: the problem.
        plan: a plan of it without violations.
        request_id: which request.
        limits: how long one may look; 10 seconds unless said.

    Raises:
        BadProblem: there is no such request.
    """
    if (request := problem.request.get(request_id)) is None:
        raise BadProblem("request", "id.unknown", id=request_id)
    limits = limits or Limits(seconds=_SECONDS)
    budget = Budget.of_limits(limits)
    if request_id in plan.placed:
        return Explanation(request_id, True, (), None, False, (), budget.watch.seconds)
    obstacles = in_the_way(problem, plan, request)
    if request.wish is Wish.NEVER:
        return Explanation(request_id, False, obstacles, None, True, (), budget.watch.seconds)
    gifts = list(_gifts(problem, request))
    purse = _Purse(budget.watch, 2 * (1 + len(gifts)))
    way, proved = _way(problem, plan, request, purse.next())
    before = _added(problem, plan, purse.next())
    bought = [_bought(plan, request, gift, purse, before) for gift in gifts]
    return Explanation(
        request_id,
        placed=False,
        obstacles=obstacles,
        way=way,
        impossible=way is None and proved,
        gifts=tuple(bought),
        seconds=budget.watch.seconds,
    )


@dataclass
class _Purse:
    """What may be spent, in equal parts; what one leaves over is shared by those that follow."""

    watch: Watch
    parts: int

    def next(self) -> Limits:
        """Return the limits of the next part."""
        limits = self.watch.limits
        share = replace(
            limits,
            seconds=None if limits.seconds is None else self.watch.left / max(1, self.parts),
            work=None if limits.work is None else limits.work // self.whole,
        )
        self.parts -= 1
        return share

    def __post_init__(self) -> None:
        """Keep the number of all parts: work that is left over is not known."""
        self.whole = self.parts


def _way(problem: Problem, plan: Plan, request: Request, limits: Limits) -> tuple[Way | None, bool]:
    """Return the cheapest way to place a request, and whether that is proved."""
    wanted = replace(request, wish=Wish.MUST)
    found = repair(problem, plan, Change(requests=(wanted,)), limits)
    if request.id not in found.plan.placed:
        return None, found.proved
    lost = [problem.request[key] for key in found.dropped]
    return (
        Way(
            found.moved,
            found.dropped,
            sum(each.weight for each in lost),
            sum(each.wish is Wish.MUST for each in lost),
            found.proved,
        ),
        found.proved,
    )


@dataclass(frozen=True, slots=True)
class _Offer:
    gift: Gift
    problem: Problem


def _gifts(problem: Problem, request: Request) -> Iterator[_Offer]:
    """Yield what could be added: interpreters of its languages, tables of its zones, a slot."""
    if problem.interpreted(request):
        for speaking in _speaking(problem, request):
            team = (*problem.interpreters, replace(speaking, id=_new(problem.interpreter)))
            gift = Gift("interpreter", speaking.languages, "", None, None, None)
            yield _Offer(gift, replace(problem, interpreters=team))
    for zone in _zones(problem, request):
        table = Table(_new(problem.table), zone, request.equipment)
        gift = Gift("table", frozenset(), zone, None, None, None)
        yield _Offer(gift, replace(problem, tables=(*problem.tables, table)))
    gift = Gift("slot", frozenset(), "", None, None, None)
    yield _Offer(gift, replace(problem, slots=problem.slots + 1))


def _speaking(problem: Problem, request: Request) -> list[Interpreter]:
    """Return an interpreter for each set of languages in the team that serves a request."""
    known = {
        each.languages: replace(each, unavailable=frozenset())
        for each in problem.interpreters
        if problem.interprets(each, request)
    }
    if not known:
        pairs = [sorted(problem.party[key].languages)[:1] for key in request.parties]
        languages = frozenset(language for pair in pairs for language in pair)
        return [Interpreter("+", languages)] if len(languages) > 1 else []
    return [known[languages] for languages in sorted(known, key=sorted)]


def _zones(problem: Problem, request: Request) -> list[str]:
    if request.table:
        return []
    if request.zone:
        return [request.zone]
    return sorted({table.zone for table in problem.tables} - problem.closed_zones)


def _new(known: Iterable[str]) -> str:
    """Return an id that nobody has."""
    return "+" * (1 + max((len(key) for key in known), default=0))


def _added(problem: Problem, plan: Plan, limits: Limits) -> tuple[int, int] | None:
    standing = Standing.of(Shape.of(problem), plan, 0, frozenset())
    return most_added(standing, Budget.of_limits(limits))


def _bought(
    plan: Plan,
    request: Request,
    offer: _Offer,
    purse: _Purse,
    before: tuple[int, int] | None,
) -> Gift:
    way, _ = _way(offer.problem, plan, request, purse.next())
    after = _added(offer.problem, plan, purse.next())
    if before is None or after is None:
        return replace(offer.gift, way=way)
    musts, weight = after[0] - before[0], after[1] - before[1]
    return replace(offer.gift, way=way, musts=musts, weight=weight)

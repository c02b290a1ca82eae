"""What changed since a plan was published: somebody is away, a table is lost, a wish is new."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from enishi.domain.scheduling.problem import (
    BadProblem,
    Interpreter,
    Party,
    Problem,
    Request,
    Substitute,
    Table,
    Wish,
)

_REQUEST = re.compile(r"requests\[(\d+)\](.*)")

type Away = Mapping[str, frozenset[int] | None]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed. The slots in which somebody is away may be None: from now on.

    Args:
        now: the slot that comes next; what was held before it is held.
        parties: who is away, and in which slots; substitutes as well.
        tables: which are lost, and in which slots.
        interpreters: who is away, and in which slots.
        requests: new ones, or ones that are now asked for otherwise.
        withdrawn: ids of requests that are no longer asked for.
    """

    now: int = 0
    parties: Away = field(default_factory=dict)
    tables: Away = field(default_factory=dict)
    interpreters: Away = field(default_factory=dict)
    requests: tuple[Request, ...] = ()
    withdrawn: frozenset[str] = frozenset()


def changed(problem: Problem, change: Change) -> Problem:
    """Return the problem as it is after a change. What was before `now` stays as it was.

    Raises:
        BadProblem: the change speaks of what is not in the problem.
    """
    if not 0 <= change.now <= problem.slots:
        raise BadProblem("now", "slot.unknown", slot=change.now, slots=problem.slots)
    _known("withdrawn", change.withdrawn, problem.request)
    try:
        return replace(
            problem,
            parties=_parties(problem, change),
            tables=_away("tables", problem.tables, change.tables, problem, change.now),
            interpreters=_away(
                "interpreters", problem.interpreters, change.interpreters, problem, change.now
            ),
            requests=_asked(problem, change),
        )
    except BadProblem as wrong:
        raise _as_said(wrong, problem, change) from None


def _as_said(wrong: BadProblem, problem: Problem, change: Change) -> BadProblem:
    """Return what is wrong with a request of a change by its place there, not in the problem."""
    if not (found := _REQUEST.match(wrong.path)):
        return wrong
    request = _asked(problem, change)[int(found[1])]
    if request not in change.requests:
        return wrong
    path = f"requests[{change.requests.index(request)}]{found[2]}"
    return BadProblem(path, wrong.code, **wrong.detail)


def _away[Thing: (Party, Substitute, Table, Interpreter)](
    path: str, things: tuple[Thing, ...], away: Away, problem: Problem, now: int
) -> tuple[Thing, ...]:
    _known(path, away, {thing.id for thing in things})
    coming = frozenset(range(now, problem.slots))
    for key, slots in away.items():
        for slot in sorted(slots or ()):
            if not 0 <= slot < problem.slots:
                raise BadProblem(f"{path}.{key}", "slot.unknown", slot=slot, slots=problem.slots)
    return tuple(
        replace(thing, unavailable=thing.unavailable | (_slots(away[thing.id], coming)))
        if thing.id in away
        else thing
        for thing in things
    )


def _parties(problem: Problem, change: Change) -> tuple[Party, ...]:
    """Return the parties as they are after a change, with their substitutes."""
    standing_in = tuple(each for party in problem.parties for each in party.substitutes)
    names = {each.id for each in standing_in}
    theirs = {key: slots for key, slots in change.parties.items() if key in names}
    own = {key: slots for key, slots in change.parties.items() if key not in names}
    later = {each.id: each for each in _away("parties", standing_in, theirs, problem, change.now)}
    return tuple(
        replace(party, substitutes=tuple(later[each.id] for each in party.substitutes))
        for party in _away("parties", problem.parties, own, problem, change.now)
    )


def _slots(slots: frozenset[int] | None, coming: frozenset[int]) -> frozenset[int]:
    return coming if slots is None else slots & coming


def _asked(problem: Problem, change: Change) -> tuple[Request, ...]:
    new = {request.id: request for request in change.requests}
    known = [new.pop(request.id, request) for request in problem.requests]
    return tuple(
        replace(request, wish=Wish.NEVER) if request.id in change.withdrawn else request
        for request in (*known, *new.values())
    )


def _known(path: str, said: Iterable[str], known: Iterable[str]) -> None:
    for key in sorted(set(said) - set(known)):
        raise BadProblem(path, "id.unknown", id=key)

"""Judges a plan from the words of the rules alone, one rule at a time: what the referee is held to.

Written apart from the referee and from every engine: it uses the bare data of problem and plan. Of
a meeting that nobody asked for, and of a table or an interpreter nobody knows, no more is said.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

from enishi.domain.scheduling import (
    Interpreter,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
    Table,
    Wish,
)

type Rank = tuple[int, ...]


def broken(problem: Problem, plan: Plan) -> frozenset[str]:
    """Return the ids of the hard rules that a plan breaks."""
    return frozenset(rule for rule, breaks in RULES.items() if breaks(problem, plan))


def rank(problem: Problem, plan: Plan, published: Plan | None = None) -> Rank:
    """Return the parts of a good plan's score in their order, the smaller the better."""
    requests = {r.id: r for r in problem.requests}
    held = {m.request: m for m in plan.meetings}
    before = {m.request: m for m in published.meetings} if published else held
    breaks = [breaks_in(problem, _busy(problem, plan, party.id)) for party in problem.parties]
    moves = list(_moves(problem, plan))
    return (
        sum(r.wish == Wish.MUST for r in problem.requests if r.id not in held),
        -sum(requests[key].weight for key in held),
        sum(breaks),
        sum(max(party.least - _meetings(problem, plan, party.id), 0) for party in problem.parties),
        max(breaks) - min(breaks) if breaks else 0,
        sum(meeting.slot in party.unavailable for meeting, party in _attended(problem, plan)),
        len(moves),
        sum(one.zone != other.zone for one, other in moves),
        sum(
            not {*requests[one.request].parties} & {*requests[other.request].parties}
            for one, other in _one_after_the_other(problem, plan)
            if one.interpreter and one.interpreter == other.interpreter
        ),
        sum(held.get(key) != before.get(key) for key in {*held, *before}),
    )


def breaks_in(problem: Problem, busy: frozenset[int]) -> int:
    """Return how often who is busy in these slots sits idle between two meetings of a half-day."""
    line = "".join(
        ("x" if slot in busy else ".") + "|" * (slot in problem.long_breaks_after)
        for slot in range(problem.slots)
    )
    return sum(len(re.findall(r"\.+", part.strip("."))) for part in line.split("|"))


def needs_interpreter(problem: Problem, request: Request) -> bool:
    """Return whether it is said that a meeting needs one, or the languages told have none in common."""
    if request.interpreted is not None:
        return request.interpreted
    one, other = _languages(problem, request)
    if not one or not other:
        return False
    return all(language not in other for language in one)


def speaks(problem: Problem, interpreter: Interpreter, request: Request) -> bool:
    """Return whether an interpreter has a language of each; whose none is told is understood."""
    return all(
        len(told) == 0 or any(language in interpreter.languages for language in told)
        for told in _languages(problem, request)
    )


def in_zone(problem: Problem, table: Table, request: Request) -> bool:
    """Return whether a table is in the zone asked for, or in an open one where none is."""
    if request.zone == "":
        return table.zone not in problem.closed_zones
    return table.zone == request.zone


def _languages(problem: Problem, request: Request) -> list[frozenset[str]]:
    told = {party.id: party.languages for party in problem.parties}
    return [told[key] for key in request.parties]


def _asked(problem: Problem, plan: Plan) -> Iterator[tuple[Meeting, Request]]:
    requests = {request.id: request for request in problem.requests}
    for meeting in plan.meetings:
        if meeting.request in requests:
            yield meeting, requests[meeting.request]


def _seated(problem: Problem, plan: Plan) -> Iterator[tuple[Meeting, Request, Table]]:
    tables = {table.id: table for table in problem.tables}
    for meeting, request in _asked(problem, plan):
        if meeting.table in tables:
            yield meeting, request, tables[meeting.table]


def _spoken(problem: Problem, plan: Plan) -> Iterator[tuple[Meeting, Request, Interpreter]]:
    interpreters = {interpreter.id: interpreter for interpreter in problem.interpreters}
    for meeting, request in _asked(problem, plan):
        if meeting.interpreter in interpreters:
            yield meeting, request, interpreters[meeting.interpreter]


def _busy(problem: Problem, plan: Plan, party: str) -> frozenset[int]:
    return frozenset(m.slot for m, request in _asked(problem, plan) if party in request.parties)


def _meetings(problem: Problem, plan: Plan, party: str) -> int:
    return sum(party in request.parties for _, request in _asked(problem, plan))


def _one_after_the_other(problem: Problem, plan: Plan) -> Iterator[tuple[Meeting, Meeting]]:
    for one in plan.meetings:
        for other in plan.meetings:
            if one.slot + 1 == other.slot and one.slot not in problem.long_breaks_after:
                yield one, other


def _moves(problem: Problem, plan: Plan) -> Iterator[tuple[Table, Table]]:
    """Yield the tables between which those of one seat go from a slot to the next."""
    tables = {table.id: table for table in problem.tables}
    requests = {request.id: request for request in problem.requests}
    for one, other in _one_after_the_other(problem, plan):
        for party in problem.parties:
            if party.seats == 1 and one.table != other.table:
                both = (requests[one.request].parties, requests[other.request].parties)
                if all(party.id in parties for parties in both):
                    yield tables[one.table], tables[other.table]


def _follows_too_early(problem: Problem, plan: Plan) -> bool:
    held = {meeting.request: meeting for meeting in plan.meetings}
    return any(
        meeting.slot <= held[key].slot
        for meeting, request in _asked(problem, plan)
        for key in request.after
        if key in held
    )


def _too_many_at_once(problem: Problem, plan: Plan) -> bool:
    at = Counter((key, m.slot) for m, request in _asked(problem, plan) for key in request.parties)
    return any(at[party.id, slot] > party.seats for party in problem.parties for _, slot in at)


def _attended(problem: Problem, plan: Plan) -> Iterator[tuple[Meeting, Party]]:
    for meeting, request in _asked(problem, plan):
        for party in problem.parties:
            if party.id in request.parties:
                yield meeting, party


def _present(party: Party, slot: int) -> list[str]:
    """Return who of a party is there; its substitutes come only while it is away."""
    if slot not in party.unavailable:
        return [party.id]
    return [each.id for each in party.substitutes if slot not in each.unavailable]


def _away(problem: Problem, plan: Plan) -> bool:
    return any(not _present(party, meeting.slot) for meeting, party in _attended(problem, plan))


def _not_in_person(problem: Problem, plan: Plan) -> bool:
    asked = {request.id for request in problem.requests if request.in_person}
    return any(
        party.id not in _present(party, meeting.slot)
        for meeting, party in _attended(problem, plan)
        if meeting.request in asked
    )


def _too_few_stand_in(problem: Problem, plan: Plan) -> bool:
    """Return whether a party that is away, and has substitutes there, has fewer than meetings."""
    at = Counter((party.id, meeting.slot) for meeting, party in _attended(problem, plan))
    return any(
        0 < len(_present(party, slot)) < at[party.id, slot] and slot in party.unavailable
        for party in problem.parties
        for _, slot in at
    )


def _too_many(problem: Problem, plan: Plan) -> bool:
    return any(
        _meetings(problem, plan, party.id) > party.most
        for party in problem.parties
        if party.most is not None
    )


def _twice[Key](keys: list[Key]) -> bool:
    return len(set(keys)) < len(keys)


def _without_pause(problem: Problem, plan: Plan) -> bool:
    """Return whether somebody works in one slot more than is allowed, all of one half-day."""
    for interpreter in problem.interpreters:
        if interpreter.longest_run is None:
            continue
        busy = {m.slot for m, _, who in _spoken(problem, plan) if who is interpreter}
        for start in range(problem.slots - interpreter.longest_run):
            run = range(start, start + interpreter.longest_run + 1)
            if busy.issuperset(run) and not problem.long_breaks_after.intersection(run[:-1]):
                return True
    return False


def _unfair(problem: Problem, plan: Plan) -> bool:
    breaks = [breaks_in(problem, _busy(problem, plan, party.id)) for party in problem.parties]
    return problem.fairness is not None and any(
        abs(one - other) > problem.fairness for one, other in combinations(breaks, 2)
    )


RULES: dict[str, Callable[[Problem, Plan], bool]] = {
    "request.known": lambda p, plan: len(list(_asked(p, plan))) < len(plan.meetings),
    "request.once": lambda _, plan: _twice([m.request for m in plan.meetings]),
    "request.never": lambda p, plan: any(r.wish == Wish.NEVER for _, r in _asked(p, plan)),
    "slot.known": lambda p, plan: any(m.slot not in range(p.slots) for m, _ in _asked(p, plan)),
    "request.slots": lambda p, plan: any(
        m.slot in range(p.slots) and r.slots is not None and m.slot not in r.slots
        for m, r in _asked(p, plan)
    ),
    "request.after": _follows_too_early,
    "request.in_person": _not_in_person,
    "party.available": _away,
    "party.substituted": _too_few_stand_in,
    "party.seats": _too_many_at_once,
    "party.most": _too_many,
    "table.known": lambda p, plan: len(list(_seated(p, plan))) < len(list(_asked(p, plan))),
    "table.free": lambda p, plan: _twice([(m.slot, t.id) for m, _, t in _seated(p, plan)]),
    "table.available": lambda p, plan: any(m.slot in t.unavailable for m, _, t in _seated(p, plan)),
    "table.zone": lambda p, plan: any(not in_zone(p, t, r) for _, r, t in _seated(p, plan)),
    "table.equipment": lambda p, plan: any(
        not t.equipment.issuperset(r.equipment) for _, r, t in _seated(p, plan)
    ),
    "table.fixed": lambda p, plan: any(r.table not in ("", t.id) for _, r, t in _seated(p, plan)),
    "interpreter.given": lambda p, plan: any(
        needs_interpreter(p, r) and m.interpreter == "" for m, r in _asked(p, plan)
    ),
    "interpreter.spared": lambda p, plan: any(
        not needs_interpreter(p, r) and m.interpreter != "" for m, r in _asked(p, plan)
    ),
    "interpreter.known": lambda p, plan: any(
        m.interpreter not in {"", *(each.id for each in p.interpreters)} for m, _ in _asked(p, plan)
    ),
    "interpreter.speaks": lambda p, plan: any(
        not speaks(p, who, r) for _, r, who in _spoken(p, plan)
    ),
    "interpreter.available": lambda p, plan: any(
        m.slot in who.unavailable for m, _, who in _spoken(p, plan)
    ),
    "interpreter.one_place": lambda p, plan: _twice(
        [(m.slot, who.id) for m, _, who in _spoken(p, plan)]
    ),
    "interpreter.longest_run": _without_pause,
    "party.fairness": _unfair,
}

"""Counts what can be held: a party's slots, and what tables and interpreters serve (Hall, 1935)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.board import Reason
from enishi.domain.scheduling.decisions.case import Case
from enishi.domain.scheduling.problem import Problem, Request, Wish
from enishi.domain.scheduling.shape import Shape


@dataclass(frozen=True, slots=True)
class Shortage:
    """At least so many musts are missing from every plan, and why."""

    missing: int
    reason: Reason


def shortage(shape: Shape, case: Case) -> Shortage | None:
    """Return how many musts cannot be held for want of slots, with the plainest reason; or None.

    Args:
        shape: the problem's.
        case: its musts, narrowed or not.
    """
    never = list(_never(shape))
    of_parties = list(_parties(shape, case))
    of_limits = list(_limits(shape, case))
    found = [*never, *of_parties, *of_limits]
    if not found:
        return None
    # A request is of two parties, so that it can be short at both.
    halves = -(-sum(each.missing for each in of_parties) // 2)
    most = max(halves, *(each.missing for each in [*of_parties, *of_limits]), 0, 0)
    return Shortage(
        sum(each.missing for each in never) + most,
        min((each.reason for each in found), key=lambda reason: len(reason.culprits)),
    )


def crowded(open_: NDArray[np.bool_], room: NDArray[np.int64]) -> tuple[int, list[int]]:
    """Return how many requests find no slot at best, and requests with too few slots for them.

    Args:
        open_: the slots open to a request. Shape (requests, slots).
        room: how many fit into a slot. Shape (slots,).
    """
    place = np.full(len(open_), -1)
    load = np.zeros(len(room), np.int64)
    left = []
    for request in range(len(open_)):
        if (target := _way(open_, room, place, load, request)) is None:
            left.append(request)
            continue
        for each, slot in target:
            if place[each] >= 0:
                load[place[each]] -= 1
            place[each] = slot
            load[slot] += 1
    if not left:
        return 0, []
    return len(left), _reached(open_, place, left[0])


def _way(
    open_: NDArray[np.bool_],
    room: NDArray[np.int64],
    place: NDArray[np.int64],
    load: NDArray[np.int64],
    request: int,
) -> list[tuple[int, int]] | None:
    """Return the requests that move, and where to, so that one more finds a slot."""
    came: dict[int, tuple[int, int | None]] = {}  # slot: who goes there, and from where
    queue: list[tuple[int, int | None]] = [(request, None)]
    for who, origin in queue:
        for slot in np.flatnonzero(open_[who]).tolist():
            if slot in came:
                continue
            came[slot] = who, origin
            if load[slot] < room[slot]:
                moves: list[tuple[int, int]] = []
                at: int | None = slot
                while at is not None:
                    mover, before = came[at]
                    moves.append((mover, at))
                    at = before
                return moves
            queue.extend((other, slot) for other in np.flatnonzero(place == slot).tolist())
    return None


def _reached(open_: NDArray[np.bool_], place: NDArray[np.int64], request: int) -> list[int]:
    """Return the requests that compete for the slots of one that found none."""
    reached, slots = {request}, set[int]()
    queue = [request]
    for who in queue:
        for slot in set(np.flatnonzero(open_[who]).tolist()) - slots:
            slots.add(slot)
            others = set(np.flatnonzero(place == slot).tolist()) - reached
            reached |= others
            queue.extend(others)
    return sorted(reached)


def _never(shape: Shape) -> Iterator[Shortage]:
    """Yield a shortage for each must that has no slot at all."""
    placed = {request.id for request in shape.requests}
    problem = shape.problem
    for request in problem.requests:
        if request.wish is Wish.MUST and request.id not in placed:
            rules = (*_rules(problem, [request]), *_unserved(problem, request))
            yield Shortage(1, Reason(rules, (request.id, *request.parties)))


def _parties(shape: Shape, case: Case) -> Iterator[Shortage]:
    problem, requests = shape.problem, _musts(shape)
    for party, held, room in zip(problem.parties, case.held, case.room, strict=True):
        if party.most is not None and len(held) > party.most:
            yield Shortage(len(held) - party.most, Reason(("party.most",), (party.id,)))
            continue  # what is short of slots as well may be the same requests
        missing, some = crowded(case.open[list(held)], room)
        if missing:
            culprits = [requests[held[each]] for each in some]
            yield Shortage(
                missing,
                Reason(
                    ("party.seats", *_rules(problem, culprits)),
                    (party.id, *(request.id for request in culprits)),
                ),
            )


def _limits(shape: Shape, case: Case) -> Iterator[Shortage]:
    requests = _musts(shape)
    for limit in case.limits:
        missing, some = crowded(case.open[limit.requests], limit.served)
        if missing:
            culprits = [requests[limit.requests[each]] for each in some]
            yield Shortage(
                missing,
                Reason(
                    (limit.rule, *_rules(shape.problem, culprits)),
                    tuple(request.id for request in culprits),
                ),
            )


def _musts(shape: Shape) -> list[Request]:
    return [request for request, must in zip(shape.requests, shape.must, strict=True) if must]


def _unserved(problem: Problem, request: Request) -> Iterator[str]:
    """Yield the rules that leave a request without tables or interpreters, at times or always."""
    tables = [table for table in problem.tables if problem.serves(table, request)]
    if not tables:
        asked = {
            "table.zone": request.zone or problem.closed_zones,
            "table.equipment": request.equipment,
        }
        yield from (rule for rule, told in asked.items() if told)
        if not problem.tables:
            yield "table.known"
    elif all(table.unavailable for table in tables):
        yield "table.available"
    if problem.interpreted(request):
        speaking = [each for each in problem.interpreters if problem.interprets(each, request)]
        if not speaking:
            yield "interpreter.speaks"
        elif all(each.unavailable for each in speaking):
            yield "interpreter.available"


def _rules(problem: Problem, requests: list[Request]) -> tuple[str, ...]:
    """Return the rules that leave slots out for some requests."""
    parties = {problem.party[key] for request in requests for key in request.parties}
    rules = {
        "request.slots": any(request.slots is not None for request in requests),
        "request.in_person": any(request.in_person for request in requests),
        "party.available": any(party.unavailable for party in parties),
        "party.substituted": any(party.substitutes for party in parties),
    }
    return tuple(rule for rule, holds in rules.items() if holds)

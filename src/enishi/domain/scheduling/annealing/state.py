"""What the annealing holds in its hands: arrays of a problem and of the plan being changed.

Compiled code reads and writes them. Slots are numbered through all half-days; within a half-day a
party's slots are bits of one word, so that its breaks are counted by a few instructions.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.shape import Pool, Shape

LONGEST_HALF_DAY = 62
"""Slots of a half-day that fit in a word."""

# Columns of `request`: its two parties (0 and 1), and where its lists begin in `items`.
OPENS, CAPS, EARLIER, LATER = range(2, 6)
# Columns of `party`: of the problem, then of the plan, then room to count in.
SEATS, FIRST_SEAT, MOST, ASKED, ABLE, OF_BREAKS, PLACED, NET = range(8)
# Columns of `when`.
HALF, BIT = range(2)
# Places in `tally`.
LEFT, BREAKS, WORTH, EXCESS, BEST, ACCEPTED, STAMP, BROKEN, ALLOWED = range(9)


class State(NamedTuple):
    """The problem's arrays, the plan's, and room to work in; compiled code is handed all of them.

    Of the problem:
        request: (requests + 1, 6) the parties of a request; where its open slots, its capacities,
            its earlier and its later requests begin in `items`; they end where the next one's begin.
        items: the lists, and the requests and slots of each party.
        weight: (requests,) what leaving one out costs, in breaks.
        value: (requests,) its part of the exact worth of a plan.
        open: (requests, slots) whether it may take a slot.
        when: (slots, 2) the half-day of a slot, and its bit there.
        price: what a party's breaks cost, by their number.
        holds: (parties, slots) how many meetings a party can hold at once, at most its seats.
    Of the plan:
        party: (parties + 1, 8) seats, the first of them, the most meetings, where its requests and the
            slots it may meet in begin in `items`; its breaks, its meetings; a column to count in.
        slot: (requests,) -1 where it is not placed.
        at: (seats, slots) the request that meets there, -1 for none.
        meets: (parties, slots) how many meetings.
        busy: (parties, half-days) the slots with meetings, as bits.
        room: (capacities, slots) how many more can be served.
        left, broken: requests not placed, parties with breaks: row 0 lists them, row 1 says where.
        tally: sums. best: (requests,) the slots of the best plan.
    To work in: chain, mark, spare, random.
    """

    request: NDArray[np.int32]
    items: NDArray[np.int32]
    weight: NDArray[np.float64]
    value: NDArray[np.int64]
    open: NDArray[np.bool_]
    when: NDArray[np.int64]
    price: NDArray[np.float64]
    holds: NDArray[np.int32]
    party: NDArray[np.int32]
    slot: NDArray[np.int32]
    at: NDArray[np.int32]
    meets: NDArray[np.int32]
    busy: NDArray[np.int64]
    room: NDArray[np.int32]
    left: NDArray[np.int32]
    broken: NDArray[np.int32]
    tally: NDArray[np.int64]
    best: NDArray[np.int32]
    chain: NDArray[np.int32]
    mark: NDArray[np.int64]
    spare: NDArray[np.int32]
    random: NDArray[np.uint64]


def new_state(shape: Shape, interpreters: Pool, *, weigh: float, must: float, seed: int) -> State:
    """Return a state in which nothing is placed.

    Args:
        shape: the problem in numbers.
        interpreters: its interpreters as they are there beside their pauses.
        weigh: what one of weight costs where it is missing, in breaks.
        must: what a must-request costs beyond its weight, in breaks.
        seed: of the random numbers.
    """
    problem = shape.problem
    requests, slots, parties = len(shape.requests), problem.slots, len(problem.parties)
    served, room = _capacities(shape, interpreters)
    opens = [np.flatnonzero(row).tolist() for row in shape.open]
    earlier, later = _order(shape)
    asked: list[list[int]] = [[] for _ in problem.parties]
    for row, pair in enumerate(shape.parties.tolist()):
        for number in pair:
            asked[number].append(row)
    items: list[int] = []
    request = np.zeros((requests + 1, 6), np.int32)
    request[:-1, :2] = shape.parties
    for column, lists in ((OPENS, opens), (CAPS, served), (EARLIER, earlier), (LATER, later)):
        request[:, column] = _append(items, lists)
    party = np.zeros((parties + 1, 8), np.int32)
    party[:-1, SEATS] = [each.seats for each in problem.parties]
    party[1:, FIRST_SEAT] = np.cumsum(party[:-1, SEATS])
    party[:-1, MOST] = [
        len(requests) if each.most is None else each.most
        for each, requests in zip(problem.parties, asked, strict=True)
    ]
    party[:, ASKED] = _append(items, asked)
    able = [np.flatnonzero(shape.open[rows].any(axis=0)).tolist() for rows in asked]
    party[:, ABLE] = _append(items, able)
    # A plan's exact worth as one number: musts before weight before breaks.
    per_weight = parties * slots + 1
    per_must = per_weight * (int(shape.weight.sum()) + 1)
    most_breaks = np.arange(slots + 2)
    free = slots + 1 if problem.fairness is None else problem.fairness
    state = State(
        request=request,
        items=np.array(items, np.int32),
        weight=shape.weight * weigh + shape.must * must,
        value=shape.weight * per_weight + shape.must * per_must,
        open=shape.open,
        when=_when(shape),
        price=most_breaks + must * np.maximum(0, most_breaks - free),
        holds=shape.room.astype(np.int32),
        party=party,
        slot=np.full(requests, -1, np.int32),
        at=np.full((int(party[-1, FIRST_SEAT]), slots), -1, np.int32),
        meets=np.zeros((parties, slots), np.int32),
        busy=np.zeros((parties, len(problem.half_days)), np.int64),
        room=room,
        left=np.tile(np.arange(requests, dtype=np.int32), (2, 1)),
        broken=np.full((2, parties), -1, np.int32),
        tally=np.zeros(9, np.int64),
        best=np.full(requests, -1, np.int32),
        chain=np.zeros((2, 2 * requests + 2), np.int32),
        mark=np.zeros(requests, np.int64),
        spare=np.zeros((3, max(16, len(room))), np.int32),
        random=np.array([(2 * seed + 1) * 0x9E3779B97F4A7C15 % 2**64], np.uint64),
    )
    state.tally[LEFT] = requests
    state.tally[BEST] = np.iinfo(np.int64).min
    state.tally[ALLOWED] = free
    state.tally[STAMP] = slots  # a mark may hold a slot: no stamp is to be taken for one
    return state


def _when(shape: Shape) -> NDArray[np.int64]:
    when = np.zeros((shape.problem.slots, 2), np.int64)
    for number, half_day in enumerate(shape.problem.half_days):
        for place, slot in enumerate(half_day):
            when[slot] = number, 1 << place
    return when


def _order(shape: Shape) -> tuple[list[list[int]], list[list[int]]]:
    """Return the requests that come before each, and those that come after it."""
    number = {request.id: row for row, request in enumerate(shape.requests)}
    earlier = [
        [number[key] for key in sorted(request.after) if key in number]
        for request in shape.requests
    ]
    later: list[list[int]] = [[] for _ in earlier]
    for row, before in enumerate(earlier):
        for other in before:
            later[other].append(row)
    return earlier, later


def _capacities(shape: Shape, interpreters: Pool) -> tuple[list[list[int]], NDArray[np.int32]]:
    """Return the capacities that each request uses, and how many each serves in a slot."""
    used: list[list[int]] = [[] for _ in shape.requests]
    served: list[NDArray[np.int64]] = []
    for pool in (shape.tables, interpreters):
        for kinds in pool.sets:
            for row in np.flatnonzero(np.isin(pool.kind, sorted(kinds))):
                used[row].append(len(served))
            served.append(pool.served(kinds))
    return used, np.array(served, np.int32).reshape(len(served), shape.problem.slots)


def _append(items: list[int], lists: list[list[int]]) -> NDArray[np.int32]:
    """Add lists to the items; return where each begins, and where the last ends."""
    begin = len(items)
    for each in lists:
        items.extend(each)
    ends = begin + np.cumsum([0, *map(len, lists)])
    return ends.astype(np.int32)

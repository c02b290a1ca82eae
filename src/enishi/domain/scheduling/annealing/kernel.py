"""The annealing itself, compiled: a greedy start, and stretches of moves at one temperature."""

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.annealing.moves import (
    _in_order,
    chance,
    compiled,
    draw,
    inner,
    insert,
    lift,
    put,
    squeeze,
    strike,
    swing,
)
from enishi.domain.scheduling.annealing.state import (
    ASKED,
    CAPS,
    MOST,
    OPENS,
    PLACED,
    SEATS,
    BEST,
    BREAKS,
    BROKEN,
    EXCESS,
    LEFT,
    WORTH,
    State,
)


@inner
def _fits(s: State, request: int, slot: int) -> bool:
    for side in range(2):
        party = s.request[request, side]
        if (
            s.count[party, slot] >= s.party[party, SEATS]
            or s.party[party, PLACED] >= s.party[party, MOST]
        ):
            return False
    for k in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
        if s.room[s.items[k], slot] <= 0:
            return False
    return _in_order(s, request, slot, 0, 0, -1)


@compiled
def greedy(s: State, order: NDArray[np.int32]) -> None:
    """Place requests in an order, each where it costs the fewest breaks and the emptiest room."""
    for request in order:
        best, least = -1, 1e18
        for k in range(s.request[request, OPENS], s.request[request + 1, OPENS]):
            slot = s.items[k]
            if not _fits(s, request, slot):
                continue
            price = put(s, request, slot)
            lift(s, request)
            for j in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
                cap = s.items[j]
                price += 0.2 / (1.0 + s.room[cap, slot])
            if price < least:
                best, least = slot, price
        if best >= 0:
            put(s, request, best)
            strike(s, request)


@compiled
def settle(s: State, slots: NDArray[np.int32]) -> None:
    """Place requests in given slots as far as they fit there."""
    for request in range(len(slots)):
        slot = slots[request]
        if slot >= 0 and s.slot[request] < 0 and s.open[request, slot]:
            if _fits(s, request, slot):
                put(s, request, slot)
                strike(s, request)


@compiled
def stretch(s: State, moves: int, temperature: float, inserting: float, seeking: float) -> None:
    """Make so many moves at one temperature, and keep the slots of the best plan.

    Args:
        s: the state.
        moves: how many to try.
        temperature: in breaks: a move that costs as much is made once in e = 2.7 times.
        inserting: the share of moves that place what is left over, as long as there is any.
        seeking: the share of the others that begin at a party with a break.
    """
    for _ in range(moves):
        patience = -temperature * np.log(chance(s))
        if s.tally[LEFT] > 0 and chance(s) < inserting:
            request = s.left[0, draw(s, s.tally[LEFT])]
            first, end = s.request[request, OPENS], s.request[request + 1, OPENS]
            slot = s.items[first + draw(s, end - first)]
            one, other = s.request[request, 0], s.request[request, 1]
            full = (s.count[one, slot] >= s.party[one, SEATS]) + (
                s.count[other, slot] >= s.party[other, SEATS]
            )
            if full == 1 and chance(s) < 0.5:
                changed = squeeze(s, request, slot, patience)
            else:
                changed = insert(s, request, slot, patience)
        else:
            changed = _swing_somewhere(s, seeking, patience)
        if changed and s.tally[EXCESS] == 0:
            worth = s.tally[WORTH] - s.tally[BREAKS]
            if worth > s.tally[BEST]:
                s.tally[BEST] = worth
                for request in range(len(s.slot)):
                    s.best[request] = s.slot[request]


@inner
def _swing_somewhere(s: State, seeking: float, patience: float) -> bool:
    broken = s.tally[BROKEN]
    request = -1
    other = 0
    if broken > 0 and chance(s) < seeking:
        party = s.broken[0, draw(s, broken)]
        first, end = s.party[party, ASKED], s.party[party + 1, ASKED]
        request = s.items[first + draw(s, end - first)]
        if s.slot[request] < 0:
            return False
    else:
        request = draw(s, len(s.slot))
        if s.slot[request] < 0:
            return False
    first, end = s.request[request, OPENS], s.request[request + 1, OPENS]
    other = s.items[first + draw(s, end - first)]
    if other == s.slot[request]:
        return False
    return swing(s, request, other, patience)

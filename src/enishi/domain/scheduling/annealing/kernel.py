"""The annealing itself, compiled: a greedy start, and stretches of moves at one temperature."""

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.annealing.moves import in_order, insert, squeeze, swing
from enishi.domain.scheduling.annealing.paths import slide
from enishi.domain.scheduling.annealing.state import (
    ASKED,
    BEST,
    BREAKS,
    BROKEN,
    CAPS,
    EXCESS,
    LEFT,
    MOST,
    OF_BREAKS,
    OPENS,
    PLACED,
    SEATS,
    WORTH,
    State,
)
from enishi.domain.scheduling.annealing.steps import chance, draw, enter, lift, put, strike
from enishi.domain.scheduling.compiling import compiled, inner


@inner
def _fits(s: State, request: int, slot: int) -> bool:
    for side in range(2):
        party = s.request[request, side]
        if (
            s.meets[party, slot] >= s.holds[party, slot]
            or s.party[party, PLACED] >= s.party[party, MOST]
        ):
            return False
    for k in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
        if s.room[s.items[k], slot] <= 0:
            return False
    return in_order(s, request, slot, 0, 0, -1)


@compiled
def greedy(s: State, order: NDArray[np.int32]) -> None:
    """Place what is not placed yet, in an order, where it costs the fewest breaks and fits best."""
    for request in order:
        if s.slot[request] >= 0:  # a plan to begin from has placed it
            continue
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
    _keep(s)


@compiled
def settle(s: State, slots: NDArray[np.int32]) -> None:
    """Place requests in given slots as far as they fit there."""
    for request in range(len(slots)):
        slot = slots[request]
        if slot < 0 or s.slot[request] >= 0 or not s.open[request, slot]:
            continue
        if _fits(s, request, slot):
            put(s, request, slot)
            strike(s, request)
    _keep(s)


@compiled
def restore(s: State) -> None:
    """Go back to the best slots found, if what is placed now is worth less.

    While all is in motion a plan may be met that places more than where it comes to rest; what it
    places is then put in order from there.
    """
    worth = 0
    for request in range(len(s.slot)):
        if s.best[request] >= 0:
            worth += s.value[request]
    if worth <= s.tally[WORTH]:
        return
    for request in range(len(s.slot)):
        if s.slot[request] >= 0 and s.slot[request] != s.best[request]:
            lift(s, request)
            enter(s, request)
    for request in range(len(s.slot)):
        if s.best[request] >= 0 and s.slot[request] < 0:
            put(s, request, s.best[request])
            strike(s, request)


@compiled
def relieve(s: State) -> None:
    """Take meetings off until no party has more breaks than fairness allows; the lightest go first."""
    while s.tally[EXCESS] > 0:
        party = s.broken[0, 0]
        for k in range(s.tally[BROKEN]):
            if s.party[s.broken[0, k], OF_BREAKS] > s.party[party, OF_BREAKS]:
                party = s.broken[0, k]
        going, least = -1, 1e18
        for k in range(s.party[party, ASKED], s.party[party + 1, ASKED]):
            request = s.items[k]
            slot = s.slot[request]
            if slot < 0:
                continue
            price = s.weight[request] + lift(s, request)
            put(s, request, slot)
            if price < least:
                going, least = request, price
        lift(s, going)
        enter(s, going)
    _keep(s)


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
            full = (s.meets[one, slot] >= s.holds[one, slot]) + (
                s.meets[other, slot] >= s.holds[other, slot]
            )
            if full == 1 and chance(s) < 0.5:
                changed = squeeze(s, request, slot, patience)
            else:
                changed = insert(s, request, slot, patience)
        else:
            changed = _swing_somewhere(s, seeking, patience)
        if changed:
            _keep(s)


@inner
def _keep(s: State) -> None:
    """Keep the slots, if they are the best so far."""
    worth = s.tally[WORTH] - s.tally[BREAKS]
    if s.tally[EXCESS] == 0 and worth > s.tally[BEST]:
        s.tally[BEST] = worth
        for request in range(len(s.slot)):
            s.best[request] = s.slot[request]


@inner
def _swing_somewhere(s: State, seeking: float, patience: float) -> bool:
    broken = s.tally[BROKEN]
    if broken > 0 and chance(s) < seeking:
        party = s.broken[0, draw(s, broken)]
    else:
        party = draw(s, len(s.meets))
    if s.party[party, SEATS] == 1:
        return slide(s, party, patience)
    first, end = s.party[party, ASKED], s.party[party + 1, ASKED]
    if first == end:
        return False
    request = s.items[first + draw(s, end - first)]
    if s.slot[request] < 0:
        return False
    first, end = s.request[request, OPENS], s.request[request + 1, OPENS]
    other = s.items[first + draw(s, end - first)]
    if other == s.slot[request]:
        return False
    return swing(s, request, other, patience)

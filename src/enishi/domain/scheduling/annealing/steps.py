"""The smallest steps of the annealing, compiled: random numbers, breaks, placing and taking away."""

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.annealing.state import (
    ALLOWED,
    BIT,
    BREAKS,
    BROKEN,
    CAPS,
    EXCESS,
    FIRST_SEAT,
    HALF,
    LEFT,
    OF_BREAKS,
    PLACED,
    WORTH,
    State,
)
from enishi.domain.scheduling.compiling import compiled, inner


@inner
def draw(s: State, below: int) -> int:
    """Return a random whole number from 0 to `below` - 1 (xorshift64*, Vigna 2016)."""
    x = s.random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    s.random[0] = x
    high = (x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(32)
    return np.int64((high * np.uint64(below)) >> np.uint64(32))


@inner
def chance(s: State) -> float:
    """Return a random number above 0 and at most 1."""
    return (draw(s, 1 << 30) + 1.0) / (1 << 30)


@inner
def breaks_in(mask: int) -> int:
    """Return the idle stretches between the bits of one half-day."""
    if mask == 0:
        return 0
    # Counts the first slot of each run, in the way compilers know as one instruction.
    x = np.uint64(mask & ~(mask << 1))
    x -= (x >> np.uint64(1)) & np.uint64(0x5555555555555555)
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((x * np.uint64(0x0101010101010101)) >> np.uint64(56)) - 1


@inner
def _add(held: NDArray[np.int32], number: int, item: int) -> None:
    """Add to a list of `number` items: row 0 the items, row 1 where in it each is, or -1."""
    held[0, number] = item
    held[1, item] = number


@inner
def _drop(held: NDArray[np.int32], number: int, item: int) -> None:
    last = held[0, number - 1]
    where = held[1, item]
    held[0, where] = last
    held[1, last] = where
    held[1, item] = -1


@inner
def toggle(s: State, party: int, slot: int) -> float:
    """Let a party be busy in a slot where it was not, or the reverse; return the price of it."""
    half = s.when[slot, HALF]
    old = s.busy[party, half]
    new = old ^ s.when[slot, BIT]
    s.busy[party, half] = new
    step = breaks_in(new) - breaks_in(old)
    if step == 0:
        return 0.0
    before = s.party[party, OF_BREAKS]
    after = before + step
    s.party[party, OF_BREAKS] = after
    number = s.tally[BROKEN]
    if before == 0:
        _add(s.broken, number, party)
        s.tally[BROKEN] = number + 1
    elif after == 0:
        _drop(s.broken, number, party)
        s.tally[BROKEN] = number - 1
    s.tally[BREAKS] += step
    free = s.tally[ALLOWED]
    s.tally[EXCESS] += max(0, after - free) - max(0, before - free)
    return s.price[after] - s.price[before]


@inner
def put(s: State, request: int, slot: int) -> float:
    """Place a request where there is room for it; return the price in breaks."""
    price = 0.0
    for side in range(2):
        party = s.request[request, side]
        seat = s.party[party, FIRST_SEAT]
        while s.at[seat, slot] >= 0:
            seat += 1
        s.at[seat, slot] = request
        s.party[party, PLACED] += 1
        s.meets[party, slot] += 1
        if s.meets[party, slot] == 1:
            price += toggle(s, party, slot)
    for k in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
        s.room[s.items[k], slot] -= 1
    s.slot[request] = slot
    s.tally[WORTH] += s.value[request]
    return price


@inner
def lift(s: State, request: int) -> float:
    """Take a request off its slot; return the price in breaks."""
    price = 0.0
    slot = s.slot[request]
    for side in range(2):
        party = s.request[request, side]
        seat = s.party[party, FIRST_SEAT]
        while s.at[seat, slot] != request:
            seat += 1
        s.at[seat, slot] = -1
        s.party[party, PLACED] -= 1
        s.meets[party, slot] -= 1
        if s.meets[party, slot] == 0:
            price += toggle(s, party, slot)
    for k in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
        s.room[s.items[k], slot] += 1
    s.slot[request] = -1
    s.tally[WORTH] -= s.value[request]
    return price


@compiled
def strike(s: State, request: int) -> None:
    """Take a placed request off the list of those left over."""
    number = s.tally[LEFT]
    _drop(s.left, number, request)
    s.tally[LEFT] = number - 1


@inner
def enter(s: State, request: int) -> None:
    """Put a request on the list of those left over."""
    number = s.tally[LEFT]
    _add(s.left, number, request)
    s.tally[LEFT] = number + 1


@inner
def _beside(mask: int, bit: int) -> int:
    """Return in how many of the two slots beside one there is a meeting."""
    return ((mask & (bit << 1)) != 0) + ((mask & (bit >> 1)) != 0)


@inner
def step_price(s: State, party: int, gone: int, come: int) -> float:
    """Return the price of a party being busy in a slot where it is free instead of one where not.

    A meeting that goes leaves a stretch more where both slots beside it are taken, one less where
    neither is; one that comes does the reverse. An empty half-day has no breaks either way.
    """
    half, bit = s.when[gone, HALF], s.when[gone, BIT]
    mask = s.busy[party, half] ^ bit
    step = 0
    if mask != 0:
        step = _beside(mask, bit) - 1
    if s.when[come, HALF] != half:
        mask = s.busy[party, s.when[come, HALF]]
    if mask != 0:
        step += 1 - _beside(mask, s.when[come, BIT])
    if step == 0:
        return 0.0
    return s.price[s.party[party, OF_BREAKS] + step] - s.price[s.party[party, OF_BREAKS]]

"""The moves of the annealing, compiled.

A *swing* takes a meeting to another slot, whatever stands in its way back to the slot it came from,
and so on: a Kempe chain between two slots. Only the parties at its ends meet at other times than
before. An *insertion* places what is not placed and throws out what is in the way; a *squeeze* makes
room by a swing instead.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from enishi.domain.scheduling.annealing.state import (
    ACCEPTED,
    ALLOWED,
    ASKED,
    BIT,
    BREAKS,
    BROKEN,
    CAPS,
    EARLIER,
    EXCESS,
    FIRST_SEAT,
    HALF,
    LATER,
    LEFT,
    MOST,
    NET,
    OF_BREAKS,
    OPENS,
    PLACED,
    SEATS,
    STAMP,
    WORTH,
    State,
)

# Longer chains change no more than short ones, and take longer.
_LONGEST_CHAIN = 120
_TRIES = 48

compiled = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)
inner = njit(
    cache=True,
    nogil=True,
    error_model="numpy",
    _nrt=False,
    no_cpython_wrapper=True,
    no_cfunc_wrapper=True,
)


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
def _toggle(s: State, party: int, slot: int) -> float:
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
        s.count[party, slot] += 1
        if s.count[party, slot] == 1:
            price += _toggle(s, party, slot)
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
        s.count[party, slot] -= 1
        if s.count[party, slot] == 0:
            price += _toggle(s, party, slot)
    for k in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
        s.room[s.items[k], slot] += 1
    s.slot[request] = -1
    s.tally[WORTH] -= s.value[request]
    return price


@inner
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
def _step_price(s: State, party: int, gone: int, come: int) -> float:
    """Return the price of a party being busy in one slot instead of another."""
    step = 0
    if s.when[gone, HALF] == s.when[come, HALF]:
        old = s.busy[party, s.when[gone, HALF]]
        step = breaks_in(old ^ s.when[gone, BIT] ^ s.when[come, BIT]) - breaks_in(old)
    else:
        old = s.busy[party, s.when[gone, HALF]]
        step = breaks_in(old ^ s.when[gone, BIT]) - breaks_in(old)
        old = s.busy[party, s.when[come, HALF]]
        step += breaks_in(old ^ s.when[come, BIT]) - breaks_in(old)
    if step == 0:
        return 0.0
    return s.price[s.party[party, OF_BREAKS] + step] - s.price[s.party[party, OF_BREAKS]]


@inner
def _in_order(s: State, request: int, slot: int, one: int, other: int, stamp: int) -> bool:
    """Return whether a request may take a slot beside those that go before and after it."""
    for k in range(s.request[request, EARLIER], s.request[request + 1, EARLIER]):
        before = s.items[k]
        held = s.slot[before]
        if held >= 0:
            if s.mark[before] == stamp:
                held = one + other - held
            if held >= slot:
                return False
    for k in range(s.request[request, LATER], s.request[request + 1, LATER]):
        after = s.items[k]
        held = s.slot[after]
        if held >= 0:
            if s.mark[after] == stamp:
                held = one + other - held
            if held <= slot:
                return False
    return True


@inner
def _link(s: State, request: int, length: int, stamp: int, one: int) -> None:
    """Add a request to the chain, and count it at the slots of its parties with several seats."""
    s.mark[request] = stamp
    s.chain[0, length] = request
    sign = 1 if s.slot[request] == one else -1
    for side in range(2):
        party = s.request[request, side]
        if s.party[party, SEATS] > 1:
            s.party[party, NET] += sign


@inner
def _reach(s: State, request: int, one: int, other: int) -> tuple[int, float]:
    """Gather the chain that takes a request from slot `one` to `other`.

    Returns its length, 0 where it cannot be, and its price; `shift` holds what each capacity gains
    at `other`. `net` is zero again afterwards.
    """
    s.tally[STAMP] += 1
    stamp = s.tally[STAMP]
    price = 0.0
    length = 1
    several = 0
    good = True
    for k in range(len(s.room)):
        s.spare[0, k] = 0
    _link(s, request, 0, stamp, one)
    step = 0
    while step < length and good:
        moved = s.chain[0, step]
        step += 1
        gone = s.slot[moved]
        come = one + other - gone
        if not s.open[moved, come] or length > _LONGEST_CHAIN:
            good = False
            break
        sign = 1 if come == other else -1
        for k in range(s.request[moved, CAPS], s.request[moved + 1, CAPS]):
            s.spare[0, s.items[k]] += sign
        for side in range(2):
            party = s.request[moved, side]
            if s.party[party, SEATS] == 1:
                there = s.at[s.party[party, FIRST_SEAT], come]
                if there < 0:
                    price += _step_price(s, party, gone, come)
                elif s.mark[there] != stamp:
                    _link(s, there, length, stamp, one)
                    length += 1
                continue
            s.chain[1, several] = party
            several += 1
            while s.count[party, come] + sign * s.party[party, NET] > s.party[party, SEATS]:
                first = draw(s, s.party[party, SEATS])
                for turn in range(s.party[party, SEATS]):
                    there = s.at[
                        s.party[party, FIRST_SEAT] + (first + turn) % s.party[party, SEATS], come
                    ]
                    if there >= 0 and s.mark[there] != stamp:
                        break
                _link(s, there, length, stamp, one)
                length += 1
    for k in range(several):
        party = s.chain[1, k]
        net = s.party[party, NET]
        if net == 0:
            continue
        s.party[party, NET] = 0
        if good:
            price += _several_price(s, party, one, other, net)
    if not good:
        for k in range(length):
            for side in range(2):
                s.party[s.request[s.chain[0, k], side], NET] = 0
        return 0, 0.0
    for k in range(length):
        moved = s.chain[0, k]
        if (
            s.request[moved, EARLIER] != s.request[moved + 1, EARLIER]
            or s.request[moved, LATER] != s.request[moved + 1, LATER]
        ) and not _in_order(s, moved, one + other - s.slot[moved], one, other, stamp):
            return 0, 0.0
    return length, price


@inner
def _several_price(s: State, party: int, one: int, other: int, net: int) -> float:
    """Return the price for a party with several seats of `net` meetings from `one` to `other`."""
    step = 0
    first, second = s.when[one, HALF], s.when[other, HALF]
    old = s.busy[party, first]
    new = old
    if (s.count[party, one] > 0) != (s.count[party, one] - net > 0):
        new ^= s.when[one, BIT]
    far = s.busy[party, second]
    changed = (s.count[party, other] > 0) != (s.count[party, other] + net > 0)
    if first == second:
        if changed:
            new ^= s.when[other, BIT]
    elif changed:
        step += breaks_in(far ^ s.when[other, BIT]) - breaks_in(far)
    step += breaks_in(new) - breaks_in(old)
    return s.price[s.party[party, OF_BREAKS] + step] - s.price[s.party[party, OF_BREAKS]]


@inner
def _has_room(s: State, one: int, other: int) -> bool:
    for k in range(len(s.room)):
        gain = s.spare[0, k]
        if gain > 0:
            if gain > s.room[k, other]:
                return False
        elif gain < 0 and -gain > s.room[k, one]:
            return False
    return True


@inner
def _flip(s: State, length: int, one: int, other: int) -> float:
    """Swing a chain over; return the price. Done twice, it is undone."""
    price = 0.0
    for k in range(length):
        moved = s.chain[0, k]
        s.mark[moved] = s.slot[moved]  # the mark has served, and is too small to be a later stamp
        price += lift(s, moved)
    for k in range(length):
        moved = s.chain[0, k]
        price += put(s, moved, one + other - s.mark[moved])
    return price


@inner
def swing(s: State, request: int, other: int, patience: float) -> bool:
    """Take a placed request to another slot, if the price is not beyond one's patience."""
    one = s.slot[request]
    length, price = _reach(s, request, one, other)
    if length == 0 or price > patience or not _has_room(s, one, other):
        return False
    _flip(s, length, one, other)
    s.tally[ACCEPTED] += 1
    return True


@inner
def _victim_at(s: State, cap: int, slot: int, number: int) -> int:
    """Return a random request in a slot that uses a capacity and is no victim yet; -1: none met."""
    for _ in range(_TRIES):
        there = s.at[draw(s, len(s.at)), slot]
        if there < 0:
            continue
        for k in range(s.request[there, CAPS], s.request[there + 1, CAPS]):
            if s.items[k] == cap and not _is_victim(s, there, number):
                return there
    return -1


@inner
def _is_victim(s: State, request: int, number: int) -> bool:
    for k in range(number):
        if s.spare[1, k] == request:
            return True
    return False


@inner
def _victims(s: State, request: int, slot: int) -> int:
    """Gather what has to go for a request to take a slot; return how many, -1 where too many."""
    number = 0
    for side in range(2):
        party = s.request[request, side]
        gone = -1
        if s.count[party, slot] >= s.party[party, SEATS]:
            gone = s.at[s.party[party, FIRST_SEAT] + draw(s, s.party[party, SEATS]), slot]
        elif s.party[party, PLACED] >= s.party[party, MOST]:
            first, end = s.party[party, ASKED], s.party[party + 1, ASKED]
            for _ in range(_TRIES):
                other = s.items[first + draw(s, end - first)]
                if s.slot[other] >= 0:
                    gone = other
                    break
            if gone < 0:
                return -1
        if gone >= 0 and not _is_victim(s, gone, number):
            s.spare[1, number] = gone
            number += 1
    for k in range(s.request[request, EARLIER], s.request[request + 1, EARLIER]):
        if s.slot[s.items[k]] >= slot and not _is_victim(s, s.items[k], number):
            if number > 6:
                return -1
            s.spare[1, number] = s.items[k]
            number += 1
    for k in range(s.request[request, LATER], s.request[request + 1, LATER]):
        held = s.slot[s.items[k]]
        if 0 <= held <= slot and not _is_victim(s, s.items[k], number):
            if number > 6:
                return -1
            s.spare[1, number] = s.items[k]
            number += 1
    for k in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
        cap = s.items[k]
        over = 1 - s.room[cap, slot]
        for v in range(number):
            gone = s.spare[1, v]
            if s.slot[gone] == slot:
                for j in range(s.request[gone, CAPS], s.request[gone + 1, CAPS]):
                    over -= s.items[j] == cap
        if over > 0:
            gone = _victim_at(s, cap, slot, number)
            if over > 1 or gone < 0 or number > 6:
                return -1
            s.spare[1, number] = gone
            number += 1
    return number


@inner
def insert(s: State, request: int, slot: int, patience: float) -> bool:
    """Place a request that is not placed, and throw out what is in the way, if that is worth it."""
    number = _victims(s, request, slot)
    if number < 0:
        return False
    price = -s.weight[request]
    for v in range(number):
        price += s.weight[s.spare[1, v]]
    # Each victim may free its two parties of a break, and the request fill one of each of its own.
    if price - 2.0 * number - 2.0 > patience:
        return False
    for v in range(number):
        s.spare[2, v] = s.slot[s.spare[1, v]]
        price += lift(s, s.spare[1, v])
    price += put(s, request, slot)
    if price <= patience:
        strike(s, request)
        for v in range(number):
            enter(s, s.spare[1, v])
        s.tally[ACCEPTED] += 1
        return True
    lift(s, request)
    for v in range(number):
        put(s, s.spare[1, v], s.spare[2, v])
    return False


@inner
def squeeze(s: State, request: int, slot: int, patience: float) -> bool:
    """Place a request where just one of its parties is not free, by a swing of what it does then."""
    party = s.request[request, 0]
    for side in range(2):
        if s.party[s.request[request, side], PLACED] >= s.party[s.request[request, side], MOST]:
            return False
        if s.count[s.request[request, side], slot] >= s.party[s.request[request, side], SEATS]:
            party = s.request[request, side]
    there = s.at[s.party[party, FIRST_SEAT] + draw(s, s.party[party, SEATS]), slot]
    first, end = s.request[there, OPENS], s.request[there + 1, OPENS]
    other = s.items[first + draw(s, end - first)]
    if other == slot:
        return False
    length, price = _reach(s, there, slot, other)
    if length == 0 or price - s.weight[request] - 2.0 > patience or not _has_room(s, slot, other):
        return False
    price = _flip(s, length, slot, other) - s.weight[request]
    fits = True
    for side in range(2):
        busy = s.request[request, side]
        fits = fits and s.count[busy, slot] < s.party[busy, SEATS]
    for k in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
        fits = fits and s.room[s.items[k], slot] > 0
    if fits and _in_order(s, request, slot, 0, 0, -1):
        price += put(s, request, slot)
        if price <= patience:
            strike(s, request)
            s.tally[ACCEPTED] += 1
            return True
        lift(s, request)
    _flip(s, length, slot, other)
    return False

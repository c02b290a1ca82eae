"""The moves of the annealing, compiled.

A *swing* takes a meeting to another slot, whatever stands in its way back to the slot it came from,
and so on: a Kempe chain between two slots. Only the parties at its ends meet at other times than
before. An *insertion* places what is not placed and throws out what is in the way; a *squeeze* makes
room by a swing instead.
"""

from enishi.domain.scheduling.annealing.state import (
    ACCEPTED,
    ASKED,
    BIT,
    CAPS,
    EARLIER,
    FIRST_SEAT,
    HALF,
    LATER,
    MOST,
    NET,
    OF_BREAKS,
    OPENS,
    PLACED,
    SEATS,
    STAMP,
    State,
)
from enishi.domain.scheduling.annealing.steps import (
    breaks_in,
    draw,
    enter,
    lift,
    put,
    step_price,
    strike,
)
from enishi.domain.scheduling.compiling import inner

# Longer chains change no more than short ones, and take longer.
LONGEST_CHAIN = 120
_TRIES = 48

_MOST_VICTIMS = 8
_NOT_FOUND = -2


@inner
def in_order(s: State, request: int, slot: int, one: int, other: int, stamp: int) -> bool:
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
def _follow(s: State, party: int, gone: int, come: int, length: int, one: int) -> int:
    """Add to the chain what a party with several seats cannot hold beside what comes.

    Returns the length of the chain afterwards, negative where more come than it can hold: then it
    is away, and has fewer substitutes than seats.
    """
    stamp = s.tally[STAMP]
    seats = s.party[party, SEATS]
    sign = 1 if gone == one else -1
    while s.meets[party, come] + sign * s.party[party, NET] > s.holds[party, come]:
        first = draw(s, seats)
        there = -1
        for turn in range(seats):
            there = s.at[s.party[party, FIRST_SEAT] + (first + turn) % seats, come]
            if there >= 0 and s.mark[there] != stamp:
                break
            there = -1
        if there < 0:
            return -length
        _link(s, there, length, stamp, one)
        length += 1
    return length


@inner
def _gather(s: State, request: int, one: int, other: int) -> tuple[int, float]:
    """Gather the chain that takes a request from slot `one` to `other`.

    Returns its length, negative where it leads to what cannot be, and the price for the parties
    with one seat; `spare` holds what each capacity gains at `other`.
    """
    stamp = s.tally[STAMP]
    price = 0.0
    for k in range(len(s.room)):
        s.spare[0, k] = 0
    _link(s, request, 0, stamp, one)
    length, step = 1, 0
    while step < length:
        moved = s.chain[0, step]
        step += 1
        gone = s.slot[moved]
        come = one + other - gone
        if not s.open[moved, come] or length > LONGEST_CHAIN:
            return -length, 0.0
        sign = 1 if come == other else -1
        for k in range(s.request[moved, CAPS], s.request[moved + 1, CAPS]):
            s.spare[0, s.items[k]] += sign
        for side in range(2):
            party = s.request[moved, side]
            if s.party[party, SEATS] > 1:
                length = _follow(s, party, gone, come, length, one)
                if length < 0:
                    return length, 0.0
                continue
            there = s.at[s.party[party, FIRST_SEAT], come]
            if there < 0:
                price += step_price(s, party, gone, come)
            elif s.mark[there] != stamp:
                _link(s, there, length, stamp, one)
                length += 1
    return length, price


@inner
def _reach(s: State, request: int, one: int, other: int) -> tuple[int, float]:
    """Return the length of a chain, 0 where it cannot be, and its price for all parties."""
    s.tally[STAMP] += 1
    stamp = s.tally[STAMP]
    length, price = _gather(s, request, one, other)
    good = length > 0
    for k in range(abs(length)):
        moved = s.chain[0, k]
        for side in range(2):
            party = s.request[moved, side]
            net = s.party[party, NET]
            if net != 0:
                s.party[party, NET] = 0
                if good:
                    price += _several_price(s, party, one, other, net)
    for k in range(length):
        moved = s.chain[0, k]
        if s.request[moved, EARLIER] != s.request[moved + 1, EARLIER] or (
            s.request[moved, LATER] != s.request[moved + 1, LATER]
        ):
            good = good and in_order(s, moved, one + other - s.slot[moved], one, other, stamp)
    return (length, price) if good else (0, 0.0)


@inner
def _several_price(s: State, party: int, one: int, other: int, net: int) -> float:
    """Return the price for a party with several seats of `net` meetings from `one` to `other`."""
    step = 0
    first, second = s.when[one, HALF], s.when[other, HALF]
    old = s.busy[party, first]
    new = old
    if (s.meets[party, one] > 0) != (s.meets[party, one] - net > 0):
        new ^= s.when[one, BIT]
    far = s.busy[party, second]
    changed = (s.meets[party, other] > 0) != (s.meets[party, other] + net > 0)
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
    least = 0.0
    for side in range(2):
        party = s.request[request, side]
        if s.party[party, SEATS] > 1 or s.meets[party, other] > 0:
            least -= 1.0  # another party may win as much at the end of the chain, rarely more
        else:
            least += step_price(s, party, one, other)
    if least > patience:
        return False
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
    found = False
    for k in range(number):
        found = found or s.spare[1, k] == request
    return found


@inner
def _doom(s: State, request: int, number: int) -> int:
    """Add a victim, unless it is one; return how many there are, or -1: too many, or none found."""
    if request == _NOT_FOUND:
        return -1
    if number < 0 or request < 0 or _is_victim(s, request, number):
        return number
    if number == _MOST_VICTIMS:
        return -1
    s.spare[1, number] = request
    return number + 1


@inner
def _somebody(s: State, party: int, slot: int) -> int:
    """Return a random meeting of a party that has one in a slot."""
    seats = s.party[party, SEATS]
    first = draw(s, seats)
    there = -1
    for turn in range(seats):
        there = s.at[s.party[party, FIRST_SEAT] + (first + turn) % seats, slot]
        if there >= 0:
            break
    return there


@inner
def _in_the_way(s: State, party: int, slot: int) -> int:
    """Return a meeting that a party has to give up for one more in a slot; -1: none has to go."""
    if s.meets[party, slot] >= s.holds[party, slot]:
        return _somebody(s, party, slot)
    if s.party[party, PLACED] >= s.party[party, MOST]:
        first, end = s.party[party, ASKED], s.party[party + 1, ASKED]
        for _ in range(_TRIES):
            other = s.items[first + draw(s, end - first)]
            if s.slot[other] >= 0:
                return other
        return _NOT_FOUND
    return -1


@inner
def _victims(s: State, request: int, slot: int) -> int:
    """Gather what has to go for a request to take a slot; return how many, -1 where too many."""
    number = 0
    for side in range(2):
        number = _doom(s, _in_the_way(s, s.request[request, side], slot), number)
    for k in range(s.request[request, EARLIER], s.request[request + 1, EARLIER]):
        if s.slot[s.items[k]] >= slot:
            number = _doom(s, s.items[k], number)
    for k in range(s.request[request, LATER], s.request[request + 1, LATER]):
        if 0 <= s.slot[s.items[k]] <= slot:
            number = _doom(s, s.items[k], number)
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
            if over > 1 or gone < 0:
                return -1
            number = _doom(s, gone, number)
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
        if s.meets[s.request[request, side], slot] >= s.holds[s.request[request, side], slot]:
            party = s.request[request, side]
    there = _somebody(s, party, slot)
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
        fits = fits and s.meets[busy, slot] < s.holds[busy, slot]
    for k in range(s.request[request, CAPS], s.request[request + 1, CAPS]):
        fits = fits and s.room[s.items[k], slot] > 0
    if fits and in_order(s, request, slot, 0, 0, -1):
        price += put(s, request, slot)
        if price <= patience:
            strike(s, request)
            s.tally[ACCEPTED] += 1
            return True
        lift(s, request)
    _flip(s, length, slot, other)
    return False

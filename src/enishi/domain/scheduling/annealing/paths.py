"""The move that is made most, compiled: a chain between two slots, begun at an end of it.

Where parties have one seat, what a swing moves between two slots is a path from party to party, and
only the parties at its two ends are busy at other times than before. So a move begins at an end: a
party busy in just one of two slots, for which the change costs little. Most moves that cost too
much are seen to before a single meeting is looked at; the rest of the path is walked without any
notes, and only a path worth taking is weighed against tables and interpreters.
"""

from enishi.domain.scheduling.annealing.moves import LONGEST_CHAIN, swing
from enishi.domain.scheduling.annealing.state import (
    ABLE,
    ACCEPTED,
    BIT,
    CAPS,
    EARLIER,
    FIRST_SEAT,
    HALF,
    LATER,
    SEATS,
    State,
)
from enishi.domain.scheduling.annealing.steps import draw, step_price, toggle
from enishi.domain.scheduling.compiling import inner

# Pairs of slots that are drawn for a party, and parties that are drawn for a path back.
_PAIRS, _WAYS_BACK = 8, 64
# What a walk finds instead of a path.
_CLOSED, _TANGLED = -1, -2
_NEVER = 1e18


@inner
def slide(s: State, party: int, patience: float) -> bool:
    """Let a party with one seat meet in another slot, along the path that begins there.

    Of the two ends of a path one costs no more than half of it: from there it is found.
    """
    first = s.party[party, ABLE]
    slots = s.party[party + 1, ABLE] - first
    if slots == 0:
        return False
    for _ in range(_PAIRS):
        one, other = s.items[first + draw(s, slots)], s.items[first + draw(s, slots)]
        if not _busy(s, party, one):
            one, other = other, one
        price = _price(s, party, one, other)
        if price > 0.5 * patience:
            continue
        request = s.at[s.party[party, FIRST_SEAT], one]
        if not s.open[request, other]:
            continue
        length, end = _walk(s, party, one, other, 0)
        if length == _TANGLED:
            return swing(s, request, other, patience)
        if length == _CLOSED:
            return False
        price += _end_price(s, end, length, one, other)
        if price > patience:
            return False
        if _has_room(s, length, one, other):
            _take(s, 0, length, party, one, other)
        elif not _there_and_back(s, party, length, one, other, patience - price):
            return False
        s.tally[ACCEPTED] += 1
        return True
    return False


@inner
def _there_and_back(
    s: State, party: int, length: int, one: int, other: int, patience: float
) -> bool:
    """Take a path for which there is no room together with one that goes the other way.

    Where nearly all tables are taken, few paths can be taken alone. No two paths between the same
    slots have a party in common.
    """
    if length % 2 == 0:  # as many come as go: it is not the room that one more would free
        return False
    for _ in range(_WAYS_BACK):
        back = draw(s, len(s.meets))
        if s.party[back, SEATS] != 1:
            continue
        price = _price(s, back, other, one)
        if price > 0.5 * patience:
            continue
        more, end = _walk(s, back, other, one, length)
        if more < 0 or more % 2 == 0:
            continue
        price += _end_price(s, end, more, other, one)
        if price <= patience and _has_room(s, length + more, one, other):
            _take(s, 0, length, party, one, other)
            _take(s, length, more, back, other, one)
            return True
    return False


@inner
def _busy(s: State, party: int, slot: int) -> bool:
    return s.busy[party, s.when[slot, HALF]] & s.when[slot, BIT] != 0


@inner
def _price(s: State, party: int, gone: int, come: int) -> float:
    """Return the price of a party being busy in one slot instead of another; much, if it cannot."""
    if not _busy(s, party, gone) or _busy(s, party, come):
        return _NEVER
    return step_price(s, party, gone, come)


@inner
def _end_price(s: State, party: int, length: int, one: int, other: int) -> float:
    if length % 2 == 1:
        return step_price(s, party, one, other)
    return step_price(s, party, other, one)


@inner
def _walk(s: State, party: int, one: int, other: int, begin: int) -> tuple[int, int]:
    """Write down, from a place on, the path that takes a party from a slot to one where it is free.

    Returns its length and the party at its other end; as length that it meets a closed slot or is
    too long, or that it is no plain path.
    """
    gone, come = one, other
    request = s.at[s.party[party, FIRST_SEAT], gone]
    length = 0
    while True:
        if not s.open[request, come] or length > LONGEST_CHAIN:
            return _CLOSED, -1
        if s.request[request, EARLIER] != s.request[request + 1, EARLIER] or (
            s.request[request, LATER] != s.request[request + 1, LATER]
        ):
            return _TANGLED, -1
        s.chain[0, begin + length] = request
        length += 1
        party = s.request[request, 0] + s.request[request, 1] - party
        if s.party[party, SEATS] != 1:
            return _TANGLED, -1
        request = s.at[s.party[party, FIRST_SEAT], come]
        if request < 0:
            return length, party
        gone, come = come, gone


@inner
def _has_room(s: State, length: int, one: int, other: int) -> bool:
    """Return whether tables and interpreters can serve the paths that are written down."""
    for k in range(length):
        moved = s.chain[0, k]
        for j in range(s.request[moved, CAPS], s.request[moved + 1, CAPS]):
            s.spare[0, s.items[j]] = 0
    for k in range(length):
        moved = s.chain[0, k]
        gain = 1 if s.slot[moved] == one else -1
        for j in range(s.request[moved, CAPS], s.request[moved + 1, CAPS]):
            s.spare[0, s.items[j]] += gain
    for k in range(length):
        moved = s.chain[0, k]
        for j in range(s.request[moved, CAPS], s.request[moved + 1, CAPS]):
            cap = s.items[j]
            gain = s.spare[0, cap]
            if gain > 0:
                if gain > s.room[cap, other]:
                    return False
            elif gain < 0 and -gain > s.room[cap, one]:
                return False
    return True


@inner
def _take(s: State, begin: int, length: int, party: int, one: int, other: int) -> None:
    """Take a path: each of its meetings to the slot of the two in which it is not."""
    first = party
    for k in range(begin, begin + length):
        moved = s.chain[0, k]
        gone = s.slot[moved]
        come = one + other - gone
        s.slot[moved] = come
        for j in range(s.request[moved, CAPS], s.request[moved + 1, CAPS]):
            s.room[s.items[j], gone] += 1
            s.room[s.items[j], come] -= 1
        s.at[s.party[party, FIRST_SEAT], come] = moved
        party = s.request[moved, 0] + s.request[moved, 1] - party
        s.at[s.party[party, FIRST_SEAT], come] = moved
    _leave(s, first, one, other)
    if length % 2 == 1:
        _leave(s, party, one, other)
    else:
        _leave(s, party, other, one)


@inner
def _leave(s: State, party: int, gone: int, come: int) -> None:
    """Let a party at an end of a path be busy in one slot instead of another."""
    s.at[s.party[party, FIRST_SEAT], gone] = -1
    s.meets[party, gone] = 0
    s.meets[party, come] = 1
    toggle(s, party, gone)
    toggle(s, party, come)

"""Bounds breaks by when parties are there, whoever they meet.

Parties alike in what they ask of the day are counted together: an integer variable for each way to
be there (a set of slots with few breaks) says how many of them choose it. Each slot is used by two
parties for each of its meetings. Every plan gives a solution, so the least breaks of a solution
are a bound. Solved by HiGHS.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.decisions.case import Case

# With more ways than this the formula tells sooner.
_MOST_WAYS = 3_000
_NODES = 2_000


@dataclass(frozen=True, slots=True)
class _Class:
    """What parties ask of the day.

    Args:
        meetings: how many they have.
        open: the slots open to any of these, as bits.
        within: sets of slots, as bits, with how many of the meetings have no other.
    """

    meetings: int
    open: int
    within: tuple[tuple[int, int], ...]


def fewest_breaks(case: Case, base: int) -> int | None:
    """Return a number of breaks that no plan of a base can go below; None: there is no such plan.

    Args:
        case: the case.
        base: the fewest breaks of any party.
    """
    classes = Counter(
        _class(case, party)
        for party, held in enumerate(case.held)
        if held and case.seats[party] == 1
    )
    if base and any(len(held) < 2 for held in case.held):
        return None
    ways: list[list[tuple[int, int]]] = []
    number = 0
    for each in classes:
        ways.append([])
        for way in _ways(case, each, base):
            ways[-1].append(way)
            number += 1
            if number > _MOST_WAYS:
                return 0
    return _least(case, list(classes.values()), ways)


def _class(case: Case, party: int) -> _Class:
    rows = [_bits(case.open[request]) for request in case.held[party]]
    whole = 0
    for row in rows:
        whole |= row
    within = tuple(
        (window, sum(row | window == window for row in rows))
        for window in sorted(set(rows))
        if window != whole
    )
    return _Class(len(rows), whole, within)


def _bits(open_: NDArray[np.bool_]) -> int:
    return sum(1 << int(slot) for slot in np.flatnonzero(open_))


def _ways(case: Case, each: _Class, base: int) -> Iterator[tuple[int, int]]:
    """Yield the sets of slots, as bits, in which such a party can meet, with the breaks of each."""
    most = case.slots if case.fairness is None else base + case.fairness
    starts = {start for start, _ in case.half_days}
    # slots so far, next slot, meetings left, breaks so far, whether met in this half-day, idle now
    stack = [(0, 0, each.meetings, 0, False, False)]
    while stack:
        slots, slot, left, breaks, met, idle = stack.pop()
        if left == 0:
            if breaks >= base and all(
                (slots & window).bit_count() >= least for window, least in each.within
            ):
                yield slots, breaks
            continue
        if (each.open >> slot).bit_count() < left:
            continue
        if slot in starts:
            met = idle = False
        stack.append((slots, slot + 1, left, breaks, met, met))
        if each.open >> slot & 1 and breaks + (met and idle) <= most:
            stack.append(
                (slots | 1 << slot, slot + 1, left - 1, breaks + (met and idle), True, False)
            )


def _least(case: Case, sizes: list[int], ways: list[list[tuple[int, int]]]) -> int | None:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_max_nodes", _NODES)
    served = np.full(case.slots, len(case.open), np.int64)
    for limit in case.limits:
        if len(limit.requests) == len(case.open):
            served = np.minimum(served, limit.served)
    meetings = [
        highs.addVariable(0, int(most), type=highspy.HighsVarType.kInteger) for most in served
    ]
    users: list[list[highspy.highs.highs_var]] = [[] for _ in range(case.slots)]
    cost: list[highspy.highs.highs_linear_expression] = []
    for size, group in zip(sizes, ways, strict=True):
        chosen = [highs.addVariable(0, size, type=highspy.HighsVarType.kInteger) for _ in group]
        if not chosen:
            return None
        highs.addConstr(highs.qsum(chosen) == size)
        for number, (slots, breaks) in zip(chosen, group, strict=True):
            if breaks:
                cost.append(breaks * number)
            for slot in range(case.slots):
                if slots >> slot & 1:
                    users[slot].append(number)
    whole = bool((case.seats == 1).all())
    for slot, each in enumerate(users):
        used = highs.qsum(each)
        highs.addConstr(used == 2 * meetings[slot] if whole else used <= 2 * meetings[slot])
    highs.addConstr(highs.qsum(meetings) == len(case.open))
    highs.minimize(highs.qsum(cost))
    if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    bound = highs.getInfo().mip_dual_bound
    return max(0, int(np.ceil(bound - 1e-6))) if np.isfinite(bound) else 0

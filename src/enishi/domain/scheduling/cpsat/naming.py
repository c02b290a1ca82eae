"""Gives each meeting of a counted plan its table and its interpreter."""

from collections import defaultdict, deque
from collections.abc import Mapping

from enishi.domain.scheduling.cpsat.groups import Groups
from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.shape import Shape

type Counts = Mapping[tuple[int, int, int], int]


def named(
    shape: Shape,
    slots: Mapping[int, int],
    tables: tuple[Groups, Counts],
    interpreters: tuple[Groups, Counts],
) -> Plan:
    """Return the plan of some meetings.

    Args:
        shape: the problem.
        slots: by request the slot in which it meets; requests that are not placed are left out.
        tables: the groups, and by kind, slot and group how many meetings each serves.
        interpreters: the same.
    """
    seats = _served(shape, slots, *tables)
    voices = _served(shape, slots, *interpreters)
    problem = shape.problem
    return Plan(
        tuple(
            Meeting(
                shape.requests[request].id,
                slot,
                problem.tables[seats[request]].id,
                problem.interpreters[voices[request]].id if request in voices else "",
            )
            for request, slot in sorted(slots.items())
        )
    )


def _served(
    shape: Shape, slots: Mapping[int, int], groups: Groups, counts: Counts
) -> dict[int, int]:
    """Return who serves each meeting that is served."""
    waiting: dict[tuple[int, int], deque[int]] = defaultdict(deque)
    for request, slot in sorted(slots.items()):
        waiting[int(groups.pool.kind[request]), slot].append(request)
    load: dict[tuple[int, int], int] = defaultdict(int)
    for (_, slot, group), count in counts.items():
        load[group, slot] += count
    free = {
        (group, slot): deque(working)
        for group in range(len(groups.members))
        for slot, working in _shifts(groups, group, load, shape.problem.slots)
    }
    return {
        waiting[kind, slot].popleft(): free[group, slot].popleft()
        for (kind, slot, group), count in sorted(counts.items())
        for _ in range(count)
    }


def _shifts(
    groups: Groups, group: int, load: Mapping[tuple[int, int], int], slots: int
) -> list[tuple[int, list[int]]]:
    """Return who of a group works in each slot: those who have paused the longest ago rest."""
    turn = deque(groups.members[group])
    shifts: list[tuple[int, list[int]]] = []
    for slot in range(slots):
        pauses = len(turn) - load[group, slot]
        working = list(turn)[pauses:]
        turn.rotate(-pauses)
        shifts.append((slot, working))
    return shifts

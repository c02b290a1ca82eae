"""Gives meetings whose slots are chosen their tables and interpreters."""

from collections.abc import Sequence

import numpy as np

from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.shape import Pool, Shape


def seated(shape: Shape, slots: Sequence[int]) -> Plan:
    """Return the plan in which the musts meet in given slots.

    Args:
        shape: the problem's.
        slots: per must its slot, within what each pool serves.
    """
    musts = np.flatnonzero(shape.must).tolist()
    tables, interpreters = (
        _servers(pool, musts, slots) for pool in (shape.tables, shape.interpreters)
    )
    problem = shape.problem
    return Plan(
        tuple(
            Meeting(
                shape.requests[row].id,
                slot,
                problem.tables[table].id,
                problem.interpreters[interpreter].id if interpreter >= 0 else "",
            )
            for row, slot, table, interpreter in zip(
                musts, slots, tables, interpreters, strict=True
            )
        )
    )


def _servers(pool: Pool, musts: Sequence[int], slots: Sequence[int]) -> list[int]:
    """Return who serves each must; -1: nobody has to."""
    chosen = [-1] * len(musts)
    for slot in sorted(set(slots)):
        serves: dict[int, int] = {}
        for place, row in enumerate(musts):
            if slots[place] == slot and pool.kind[row] >= 0:
                _serve(pool, musts, slot, place, serves)
        for server, place in serves.items():
            chosen[place] = server
    return chosen


def _serve(pool: Pool, musts: Sequence[int], slot: int, place: int, serves: dict[int, int]) -> None:
    """Find a server for one more must, moving others if need be (augmenting path)."""
    came: dict[int, int] = {}  # server: for whom it is taken
    queue = [place]
    for who in queue:
        for server in sorted(pool.kinds[pool.kind[musts[who]]]):
            if server in came or not pool.there[server, slot]:
                continue
            came[server] = who
            if server in serves:
                queue.append(serves[server])
                continue
            _hand_over(came, serves, server, place)
            return


def _hand_over(came: dict[int, int], serves: dict[int, int], server: int, place: int) -> None:
    served = {who: each for each, who in serves.items()}
    while True:
        who = came[server]
        serves[server] = who
        if who == place:
            return
        server = served[who]

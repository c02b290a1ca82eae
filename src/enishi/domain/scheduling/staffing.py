"""Who sits where and who interprets, once the slots are settled."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.shape import Pool, Shape


@dataclass
class Staffed:
    """A plan, and where servers were short: sets of kinds of tables, and of interpreters."""

    plan: Plan
    short_tables: set[frozenset[int]] = field(default_factory=set)
    short_interpreters: set[frozenset[int]] = field(default_factory=set)


def staff(shape: Shape, interpreters: Pool, slots: NDArray[np.int32]) -> Staffed:
    """Give each placed request a table and, where it needs one, an interpreter.

    Parties keep their table and interpreter from one slot to the next where that is free. A request
    that nobody can serve, which happens only where there are more kinds than are looked at, is left
    out, and its set of kinds told.

    Args:
        shape: the problem.
        interpreters: as they are there beside their pauses.
        slots: the slot of each request, -1 for none. Shape (requests,).
    """
    placed: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(slots >= 0).tolist():
        placed[int(slots[row])].append(row)
    short_tables: set[frozenset[int]] = set()
    short_interpreters: set[frozenset[int]] = set()
    tables: dict[int, int] = {}
    voices: dict[int, int] = {}
    meetings = []
    ends = shape.parties.tolist()
    for slot in range(shape.problem.slots):
        if slot - 1 in shape.problem.long_breaks_after:
            tables, voices = {}, {}
        rows = placed[slot]
        interpreted = [row for row in rows if interpreters.kind[row] >= 0]
        heard = _serve(interpreters, slot, interpreted, ends, voices, short_interpreters)
        served = [row for row in rows if interpreters.kind[row] < 0 or row in heard]
        seated = _serve(shape.tables, slot, served, ends, tables, short_tables)
        meetings += [
            Meeting(
                shape.requests[row].id,
                slot,
                shape.problem.tables[seated[row]].id,
                shape.problem.interpreters[heard[row]].id if row in heard else "",
            )
            for row in served
            if row in seated
        ]
        tables = {party: table for row, table in seated.items() for party in ends[row]}
        voices = {party: voice for row, voice in heard.items() for party in ends[row]}
    return Staffed(Plan(tuple(meetings)), short_tables, short_interpreters)


def seated(shape: Shape, slots: Sequence[int]) -> Plan:
    """Return the plan in which the musts, and nothing else, meet in given slots.

    Args:
        shape: the problem; no interpreter of it needs a pause.
        slots: per must its slot, within what tables and interpreters serve.
    """
    rows = np.full(len(shape.requests), -1, np.int32)
    rows[shape.must] = slots
    return staff(shape, shape.interpreters, rows).plan


def _serve(
    pool: Pool,
    slot: int,
    rows: Iterable[int],
    ends: list[list[int]],
    before: dict[int, int],
    short: set[frozenset[int]],
) -> dict[int, int]:
    """Return the servers of some requests in a slot: a matching that begins with what is kept."""
    free = {
        kind: [server for server in sorted(serving, reverse=True) if pool.there[server, slot]]
        for kind, serving in enumerate(pool.kinds)
    }
    held: dict[int, int] = {}  # server to request
    given: dict[int, int] = {}  # request to server
    waiting = []
    for row in rows:
        for party in ends[row]:
            server = before.get(party, -1)
            if (
                server >= 0
                and server not in held
                and pool.there[server, slot]
                and server in pool.kinds[pool.kind[row]]
            ):
                held[server], given[row] = row, server
                break
        else:
            waiting.append(row)
    for row in sorted(waiting, key=lambda row: len(pool.kinds[pool.kind[row]])):
        if not _place(pool, row, free, held, given):
            short.add(_reached(pool, row, held))
    return given


def _place(
    pool: Pool, row: int, free: dict[int, list[int]], held: dict[int, int], given: dict[int, int]
) -> bool:
    """Give a request a server; where none is free, along a path of others that change theirs."""
    came: dict[int, tuple[int, int]] = {}  # kind to the kind before it and the server between
    first = int(pool.kind[row])
    queue = [first]
    came[first] = (-1, -1)
    while queue:
        kind = queue.pop(0)
        while free[kind] and free[kind][-1] in held:
            free[kind].pop()
        if free[kind]:
            server = free[kind].pop()
            while kind != first:
                kind, between = came[kind]
                moved = held[between]
                held[server], given[moved] = moved, server
                server = between
            held[server], given[row] = row, server
            return True
        for server in sorted(pool.kinds[kind]):
            if server in held and (other := int(pool.kind[held[server]])) not in came:
                came[other] = (kind, server)
                queue.append(other)
    return False


def _reached(pool: Pool, row: int, held: dict[int, int]) -> frozenset[int]:
    """Return the kinds that share too few servers: those a request could take one from."""
    kinds = {int(pool.kind[row])}
    while True:
        servers = set[int]().union(*(pool.kinds[kind] for kind in kinds))
        more = {int(pool.kind[held[server]]) for server in servers if server in held}
        if more <= kinds:
            return frozenset(kinds)
        kinds |= more

"""A published plan as it stands in a problem that changed: what holds, what is frozen, what is not."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.plan import Plan
from enishi.domain.scheduling.shape import Shape

OUT = -1


@dataclass(frozen=True)
class Standing:
    """A plan in numbers. Meetings before `now` are frozen.

    Args:
        shape: the problem as it is now.
        now: the slot that comes next.
        slot: per request the slot in which it stands; OUT where it does not. Shape (requests,).
        published: whether it was in the published plan. Shape (requests,).
        wanted: whether repair places it: it was published, is asked for in the change, or is a
            must. Shape (requests,).
        table, interpreter: the servers of the published meetings; OUT where there is none.
    """

    shape: Shape
    now: int
    slot: NDArray[np.int64]
    published: NDArray[np.bool_]
    wanted: NDArray[np.bool_]
    table: tuple[int, ...]
    interpreter: tuple[int, ...]

    @classmethod
    def of(cls, shape: Shape, plan: Plan, now: int, asked: frozenset[str]) -> "Standing":
        """Return how a plan stands.

        Args:
            shape: the problem as it is now.
            plan: as it was published.
            now: the slot that comes next.
            asked: ids of the requests that the change asks for.
        """
        tables = {table.id: number for number, table in enumerate(shape.problem.tables)}
        team = {each.id: number for number, each in enumerate(shape.problem.interpreters)}
        placed = [plan.placed.get(request.id) for request in shape.requests]
        slot = np.array([OUT if meeting is None else meeting.slot for meeting in placed], np.int64)
        new = np.array([request.id in asked for request in shape.requests], np.bool_)
        return cls(
            shape,
            now,
            slot,
            slot != OUT,
            (slot != OUT) | shape.must | new,
            tuple(OUT if m is None else tables.get(m.table, OUT) for m in placed),
            tuple(OUT if m is None else team.get(m.interpreter, OUT) for m in placed),
        )

    @cached_property
    def frozen(self) -> NDArray[np.bool_]:
        """Whether a meeting was held before now. Shape (requests,)."""
        return self.published & (self.slot < self.now)

    @cached_property
    def choices(self) -> tuple[tuple[int, ...], ...]:
        """Per request the slots it may still take."""
        coming = self.shape.open.copy()
        coming[:, : self.now] = False
        coming[self.frozen] = False
        return tuple(tuple(np.flatnonzero(row).tolist()) for row in coming)

    @cached_property
    def broken(self) -> tuple[int, ...]:
        """The wanted requests that do not stand, or no longer can where they stood."""
        rows = np.flatnonzero(self.wanted & ~self.frozen)
        stands = self.published[rows] & self.shape.open[rows, self.slot[rows]]
        return tuple(
            row for row in rows[~stands].tolist() if self.published[row] or self.choices[row]
        )

    @cached_property
    def holding(self) -> tuple[tuple[int, ...], ...]:
        """Per party the requests that it holds in the published plan."""
        held: list[list[int]] = [[] for _ in self.shape.problem.parties]
        for row in np.flatnonzero(self.published).tolist():
            for party in self.shape.parties[row].tolist():
                held[party].append(row)
        return tuple(tuple(rows) for rows in held)

    @cached_property
    def at(self) -> dict[tuple[int, int], tuple[int, ...]]:
        """By party and slot the requests that stand there and still can."""
        there: dict[tuple[int, int], list[int]] = defaultdict(list)
        gone = set(self.broken)
        for party, rows in enumerate(self.holding):
            for row in rows:
                if row not in gone:
                    there[party, int(self.slot[row])].append(row)
        return {place: tuple(rows) for place, rows in there.items()}

    @cached_property
    def crowded(self) -> tuple[int, ...]:
        """The meetings of which a party holds more at once than it now has substitutes for."""
        return tuple(
            row
            for (party, slot), rows in self.at.items()
            if slot >= self.now and len(rows) > self.shape.room[party, slot]
            for row in rows
        )

    @cached_property
    def order(self) -> tuple[tuple[int, int], ...]:
        """Pairs of requests, the first of which comes before the second where both are placed."""
        number = {request.id: row for row, request in enumerate(self.shape.requests)}
        return tuple(
            (number[key], row)
            for row, request in enumerate(self.shape.requests)
            for key in sorted(request.after)
            if key in number
        )

    @cached_property
    def pair(self) -> list[tuple[int, int]]:
        """Per request the numbers of its parties."""
        return [(one, other) for one, other in self.shape.parties.tolist()]

    @cached_property
    def kinds(self) -> list[tuple[int, int]]:
        """Per request its kind of table and of interpreter."""
        pools = self.shape.tables, self.shape.interpreters
        return list(zip(*(pool.kind.tolist() for pool in pools), strict=True))

    @cached_property
    def worked(self) -> list[list[int]]:
        """Per interpreter the slots before now in which that one worked."""
        slots: list[list[int]] = [[] for _ in self.shape.problem.interpreters]
        for row in np.flatnonzero(self.frozen).tolist():
            if self.interpreter[row] != OUT:
                slots[self.interpreter[row]].append(int(self.slot[row]))
        return slots

    @cached_property
    def standing_in(self) -> tuple[tuple[int, ...], ...]:
        """Per slot the requests that stand there and still can."""
        gone = set(self.broken)
        held: list[list[int]] = [[] for _ in range(self.shape.problem.slots)]
        for row in np.flatnonzero(self.published).tolist():
            if row not in gone:
                held[int(self.slot[row])].append(row)
        return tuple(tuple(rows) for rows in held)

    @cached_property
    def room(self) -> list[list[list[int]]]:
        """Per pool, kind and slot: how many meetings more can be served."""
        return [self._room(place) for place in (0, 1)]

    def _room(self, place: int) -> list[list[int]]:
        pool = (self.shape.tables, self.shape.interpreters)[place]
        kinds = self.kinds
        room = [[len(self.shape.requests)] * self.shape.problem.slots for _ in pool.kinds]
        for some in pool.sets:
            served = pool.served(some).tolist()
            for slot, rows in enumerate(self.standing_in):
                left = served[slot] - sum(kinds[row][place] in some for row in rows)
                for kind in some:
                    room[kind][slot] = min(room[kind][slot], left)
        return room

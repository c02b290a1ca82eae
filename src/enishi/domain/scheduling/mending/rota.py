"""Seats the meetings of a mended plan, or gives them interpreters, with few changes.

Who keeps the slot keeps the server where that can be. The others are placed one by one along the
shortest chain of changes in their slot, so each changes as few as it can.
"""

from collections import deque
from collections.abc import Callable, Mapping

from enishi.domain.scheduling.shape import Pool

# How many servers one after the other are relieved for one who comes.
_RELIEFS = 1
# Stands for a meeting that a server is about to take.
_COMING = -1


class Rota:
    """Who serves which meeting.

    Args:
        pool: the servers.
        longest: per server the longest run it may work; None: there is no limit.
        half_days: runs begin anew in each.
        now: before it nobody changes.
    """

    def __init__(
        self, pool: Pool, longest: list[int | None], half_days: tuple[range, ...], now: int = 0
    ) -> None:
        self.pool, self.longest, self.now = pool, longest, now
        self.servers = [sorted(serving) for serving in pool.kinds]
        self.half_day = {slot: half_day for half_day in half_days for slot in half_day}
        self.kind: list[int] = pool.kind.tolist()
        self.there: list[list[bool]] = pool.there.tolist()
        self.server: dict[int, int] = {}
        self.held: dict[tuple[int, int], int] = {}

    def keep(self, row: int, slot: int, server: int) -> bool:
        """Let a meeting keep its server if that can be, and tell whether it can."""
        if server not in self.pool.kinds[self.kind[row]] or not self._free(server, slot):
            return False
        self._give(row, slot, server)
        return True

    def place(self, row: int, slot: int) -> bool:
        """Find a server for a meeting, others changing theirs if need be, and tell whether one was.

        Others of its slot change along a chain; where that ends at a server who would work too
        long, that one is relieved in another slot.
        """
        chain = self._chain(row, slot, frozenset({slot}))
        for moved, server in reversed(chain):
            if moved in self.server:
                del self.held[self.server[moved], slot]
            self._give(moved, slot, server)
        return bool(chain)

    def fits(self, row: int, slot: int) -> bool:
        """Return whether a meeting finds a server, others of its slot changing theirs if need be."""
        return bool(self._chain(row, slot, frozenset({slot}), relieving=False))

    def let_go(self, row: int, slot: int) -> None:
        """Forget who serves a meeting, if anybody does."""
        if row in self.server:
            del self.held[self.server.pop(row), slot]

    def clear(self, slots: range) -> None:
        """Forget who serves in some slots."""
        for (server, slot), row in list(self.held.items()):
            if slot in slots:
                del self.held[server, slot], self.server[row]

    def give(self, shifts: Mapping[int, tuple[int, int]]) -> None:
        """Take over who serves some meetings: by request a slot and a server."""
        for row, (slot, server) in shifts.items():
            self._give(row, slot, server)

    def _give(self, row: int, slot: int, server: int) -> None:
        self.server[row], self.held[server, slot] = server, row

    def _chain(
        self, row: int, slot: int, locked: frozenset[int], *, relieving: bool = True
    ) -> list[tuple[int, int]]:
        """Return the shortest chain of meetings and the servers they change to; none: there is none.

        Nobody changes in slots that are locked, but along the chain.
        """
        came: dict[int, tuple[int, int | None]] = {}
        tired: list[int] = []
        waiting: deque[tuple[int, int | None]] = deque([(row, None)])
        while waiting:
            asking, before = waiting.popleft()
            for server in self.servers[self.kind[asking]]:
                if server in came or not self.there[server][slot]:
                    continue
                came[server] = asking, before
                holder = self.held.get((server, slot))
                if holder is not None:
                    waiting.append((holder, server))
                elif self._rested(server, slot):
                    return self._back(came, server)
                else:
                    tired.append(server)
        if relieving and len(locked) <= _RELIEFS:
            for server in tired:
                if self._relieved(server, slot, locked):
                    return self._back(came, server)
        return []

    def _relieved(self, server: int, slot: int, locked: frozenset[int]) -> bool:
        """Let another serve in a slot of the run in which a server would be too long, if one can."""
        self.held[server, slot] = _COMING
        try:
            return any(
                self._relieve(server, other, slot, locked)
                for other in self._run(server, slot)
                if other not in locked and other >= self.now
            )
        finally:
            del self.held[server, slot]

    def _relieve(self, server: int, slot: int, coming: int, locked: frozenset[int]) -> bool:
        row = self.held.pop((server, slot))
        if self._rested(server, coming):
            del self.server[row]
            chain = self._chain(row, slot, locked | {slot})
            for moved, taking in reversed(chain):
                if moved in self.server:
                    del self.held[self.server[moved], slot]
                self._give(moved, slot, taking)
            if chain:
                return True
        self._give(row, slot, server)
        return False

    @staticmethod
    def _back(came: Mapping[int, tuple[int, int | None]], server: int) -> list[tuple[int, int]]:
        """Return the way to a free server, first link first."""
        chain: list[tuple[int, int]] = []
        at: int | None = server
        while at is not None:
            asking, before = came[at]
            chain.append((asking, at))
            at = before
        return chain[::-1]

    def _free(self, server: int, slot: int) -> bool:
        return (
            self.there[server][slot]
            and (server, slot) not in self.held
            and self._rested(server, slot)
        )

    def _rested(self, server: int, slot: int) -> bool:
        """Return whether a server may work in a slot without a run too long."""
        longest = self.longest[server]
        return longest is None or len(self._run(server, slot)) <= longest

    def _run(self, server: int, slot: int) -> range:
        """Return the run in which a server works if it works in a slot."""
        half_day = self.half_day[slot]
        first = last = slot
        while first - 1 in half_day and (server, first - 1) in self.held:
            first -= 1
        while last + 1 in half_day and (server, last + 1) in self.held:
            last += 1
        return range(first, last + 1)


type Shifts = Callable[[range], Mapping[int, tuple[int, int]] | None]


def serve(
    rota: Rota,
    slot_of: Mapping[int, int],
    kept: Mapping[int, int],
    half_days: tuple[range, ...],
    shifts: Shifts,
) -> frozenset[int]:
    """Give every meeting a server.

    Args:
        rota: where they are written.
        slot_of: by request its slot.
        kept: by request the server it had, where it stands in the same slot.
        half_days: one after the other.
        shifts: finds who serves in a half-day where chains do not lead to it; None: nobody can.

    Returns:
        the numbers of the half-days in which not everybody is served.
    """
    rows = sorted(
        (slot, row not in kept, len(rota.pool.kinds[rota.kind[row]]), row)
        for row, slot in slot_of.items()
        if rota.kind[row] >= 0
    )
    left = [
        (row, slot)
        for slot, _, _, row in rows
        if row not in kept or not rota.keep(row, slot, kept[row])
    ]
    failed: set[int] = set()
    for number, half_day in enumerate(half_days):
        waiting = [(row, slot) for row, slot in left if slot in half_day]
        if all(rota.place(row, slot) for row, slot in waiting):
            continue
        found = shifts(half_day)
        if found is None:
            failed.add(number)
            continue
        rota.clear(half_day)
        rota.give(found)
    return frozenset(failed)

"""Seats the meetings of a mended plan, or gives them interpreters, with few changes.

Who keeps the slot keeps the server where that can be. The others are placed one by one along the
shortest chain of changes in their slot, so each changes as few as it can.
"""

from collections import deque
from collections.abc import Callable, Mapping

from enishi.domain.scheduling.shape import Pool


class Rota:
    """Who serves which meeting.

    Args:
        pool: the servers.
        longest: per server the longest run it may work; None: there is no limit.
        half_days: runs begin anew in each.
    """

    def __init__(self, pool: Pool, longest: list[int | None], half_days: tuple[range, ...]) -> None:
        self.pool, self.longest = pool, longest
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
        """Find a server for a meeting, others of its slot changing theirs if need be."""
        chain = self._chain(row, slot)
        for moved, server in reversed(chain):
            if moved in self.server:
                del self.held[self.server[moved], slot]
            self._give(moved, slot, server)
        return bool(chain)

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

    def _chain(self, row: int, slot: int) -> list[tuple[int, int]]:
        """Return the shortest chain of meetings and the servers they change to; none: there is none."""
        came: dict[int, tuple[int, int | None]] = {}
        waiting: deque[tuple[int, int | None]] = deque([(row, None)])
        while waiting:
            asking, before = waiting.popleft()
            for server in sorted(self.pool.kinds[self.kind[asking]]):
                if server in came or not self.there[server][slot]:
                    continue
                came[server] = asking, before
                holder = self.held.get((server, slot))
                if holder is not None:
                    waiting.append((holder, server))
                elif self._rested(server, slot):
                    return self._back(came, server)
        return []

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
        longest, half_day = self.longest[server], self.half_day[slot]
        if longest is None:
            return True
        first = last = slot
        while first - 1 in half_day and (server, first - 1) in self.held:
            first -= 1
        while last + 1 in half_day and (server, last + 1) in self.held:
            last += 1
        return last - first + 1 <= longest


type Shifts = Callable[[range], Mapping[int, tuple[int, int]] | None]


def serve(
    rota: Rota,
    slot_of: Mapping[int, int],
    kept: Mapping[int, int],
    half_days: tuple[range, ...],
    shifts: Shifts,
) -> int | None:
    """Give every meeting a server.

    Args:
        rota: where they are written.
        slot_of: by request its slot.
        kept: by request the server it had, where it stands in the same slot.
        half_days: one after the other.
        shifts: finds who serves in a half-day where chains do not lead to it; None: nobody can.

    Returns:
        the number of the first half-day in which not everybody can be served; None: all are.
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
    for number, half_day in enumerate(half_days):
        waiting = [(row, slot) for row, slot in left if slot in half_day]
        if all(rota.place(row, slot) for row, slot in waiting):
            continue
        found = shifts(half_day)
        if found is None:
            return number
        rota.clear(half_day)
        rota.give(found)
    return None

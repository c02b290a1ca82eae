"""How many meetings a party can hold without a break, and how many more each break lets in.

A party whose slots of a half-day form runs of r₁ ≥ r₂ ≥ … can hold n meetings there only if
n ≤ seats · (r₁ + r₂ z₁ + r₃ z₂ + …) with each z 0 or 1, and then has at least Σ z breaks: meetings
in k runs leave k − 1 idle stretches. The same holds of several half-days together: the first runs
are free, and the others, sorted, cost a break each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from enishi.domain.scheduling.bounds.allocation import Allocation, meeting_slots, runs
from enishi.domain.scheduling.bounds.linear import NO_LIMIT, Real, Whole

# With more half-days than this, only each of them and all together are looked at.
_HALF_DAYS_COMBINED = 4
# Rows that are violated by less than this are not worth adding.
_WORTH_CUTTING = 1e-3


@dataclass(frozen=True)
class Cut:
    """A row of lower limit: Σ value · x over its columns."""

    column: Whole
    value: Whole
    lower: int


@dataclass(frozen=True)
class Stretch:
    """A party in some half-days: the meetings it may hold there, and what breaks they cost.

    Args:
        columns: of the allocation, by which meetings of the party come here, in the order of their
            requests. Shape (columns,).
        starts: where each request begins among the columns. Shape (requests,).
        breaks: columns of breaks. Shape (breaks,).
        room: the most meetings with 0, 1, 2, … breaks. Shape (breaks + 1,).
    """

    columns: Whole
    starts: Whole
    breaks: Whole
    room: Whole

    def cut(self, x: Real) -> Cut | None:
        """Return the row that x violates most, None if there is none.

        To hold all of k requests takes f(k) breaks. Let ρ be how many of them must stay out that
        one break less will do; since later runs are no longer than earlier ones, each further break
        saved takes no fewer. So f(k) − Σ z is at most 1/ρ for each of the k that stays out:
        ρ Σ z + Σ (1 − y) ≥ ρ f(k). For a given k, those of the largest y are violated most.
        """
        y = np.add.reduceat(x[self.columns], self.starts)
        order = np.argsort(-y, kind="stable")[: self.room[-1]]
        held = np.arange(1, len(order) + 1)
        needed = np.searchsorted(self.room, held)
        out = np.maximum(held - self.room[np.maximum(needed - 1, 0)], 1)
        least = np.where(needed > 0, needed - np.cumsum(1.0 - y[order]) / out, 0.0)
        best = int(least.argmax())
        if least[best] <= x[self.breaks].sum() + _WORTH_CUTTING:
            return None
        ends = np.append(self.starts[1:], len(self.columns))
        chosen = order[: best + 1]
        columns = np.concatenate([self.columns[self.starts[k] : ends[k]] for k in chosen])
        rho = int(out[best])
        return Cut(
            column=np.concatenate([self.breaks, columns]),
            value=np.concatenate([np.full(len(self.breaks), rho), np.full(len(columns), -1)]),
            lower=rho * int(needed[best]) - len(chosen),
        )


@dataclass(frozen=True)
class Runs:
    """The breaks of an allocation to half-days.

    Args:
        number: how many columns of breaks there are; they follow those of the allocation.
        stretches: of all parties that may have breaks.
    """

    number: int
    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, allocation: Allocation) -> "Runs":
        """Add the rows of run capacity to an allocation to half-days, one period each."""
        shape, halves = allocation.shape, allocation.shape.problem.half_days
        able = meeting_slots(shape)
        by_party = _columns_by_party(allocation)
        first = len(allocation.request)
        stretches: list[Stretch] = []
        for party, each in enumerate(shape.problem.parties):
            columns = by_party[party]
            rooms = []
            for period, half in enumerate(halves):
                wanted = int((allocation.period[columns] == period).sum())
                wanted = wanted if each.most is None else min(wanted, each.most)
                rooms.append(_room(able[party, half.start : half.stop], each.seats, wanted))
            number = sum(len(room) - 1 for room in rooms)
            if number:
                stretches.extend(_stretches(allocation, columns, rooms, first))
                first += number
        made = cls(first - len(allocation.request), tuple(stretches))
        made._rows(allocation)
        return made

    def _rows(self, allocation: Allocation) -> None:
        """Write down the capacity of every stretch in one half-day."""
        for stretch in self.stretches:
            if len(np.unique(allocation.period[stretch.columns])) > 1:
                continue
            none = np.zeros(len(stretch.columns), np.int64)
            free = stretch.room[:1]
            row = allocation.rows.add(none, stretch.columns, np.full(1, -NO_LIMIT), free)
            gained = np.diff(stretch.room)
            allocation.rows.entries(np.repeat(row, len(gained)), stretch.breaks, -gained)

    def cuts(self, x: Real) -> list[Cut]:
        """Return for each stretch the row that x violates most, if it violates any."""
        return [cut for stretch in self.stretches if (cut := stretch.cut(x)) is not None]


def _columns_by_party(allocation: Allocation) -> list[Whole]:
    """Return the columns of each party's requests, in the order of the requests."""
    party = allocation.shape.parties[allocation.request].ravel()
    order = np.argsort(party, kind="stable")
    number = len(allocation.shape.problem.parties)
    return np.split(order // 2, np.searchsorted(party[order], np.arange(1, number)))


def _room(able: Iterable[bool], seats: int, wanted: int) -> list[int]:
    """Return the most meetings of a half-day with 0, 1, 2, … breaks, until all wanted have room."""
    room = [0]
    for length in sorted(runs(able), reverse=True):
        if room[-1] < wanted:
            room.append(min(wanted, room[-1] + seats * length))
    return room[1:] or [0]


def _stretches(
    allocation: Allocation, columns: Whole, rooms: Sequence[Sequence[int]], first: int
) -> Iterator[Stretch]:
    """Yield a party's stretches; its columns of breaks begin at `first`."""
    period = allocation.period[columns]
    begin = first + np.cumsum([0] + [len(room) - 1 for room in rooms])
    for some in _subsets(len(rooms)):
        breaks = [np.arange(begin[half], begin[half + 1]) for half in some]
        if not sum(map(len, breaks)) or not set(some) <= set(period.tolist()):
            continue
        here = columns[np.isin(period, some)]
        gained = sorted(chain(*(np.diff(rooms[half]) for half in some)), reverse=True)
        free = sum(rooms[half][0] for half in some)
        yield Stretch(
            columns=here,
            starts=np.flatnonzero(np.diff(allocation.request[here], prepend=-1)),
            breaks=np.concatenate(breaks),
            room=np.cumsum([free, *gained]),
        )


def _subsets(halves: int) -> Iterator[tuple[int, ...]]:
    sizes = range(1, halves + 1) if halves <= _HALF_DAYS_COMBINED else sorted({1, halves})
    for size in sizes:
        yield from combinations(range(halves), size)

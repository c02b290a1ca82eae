"""How many meetings each period can hold: requests given to periods, without tables by name.

A *b-matching*: every request takes at most one period in which it is open; a party holds in a
period no more than its seats times the slots in which it can meet; the servers of each set of kinds
(see `shape`) hold no more than their slots. Every plan gives such a matching, so what no matching
reaches no plan reaches. The finer the periods, the sharper the bound, and the longer it takes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.bounds.linear import NO_LIMIT, Index, Linear, Whole
from enishi.domain.scheduling.problem import Problem
from enishi.domain.scheduling.shape import Pool, Shape


class Grain(Enum):
    """How fine periods are."""

    WHOLE = "whole"
    HALF_DAY = "half-day"
    SLOT = "slot"

    def periods(self, problem: Problem) -> tuple[tuple[range, ...], ...]:
        """Return the periods of a problem, each as runs of slots that no long break parts."""
        match self:
            case Grain.WHOLE:
                return (problem.half_days,)
            case Grain.HALF_DAY:
                return tuple((half,) for half in problem.half_days)
            case Grain.SLOT:
                return tuple((range(slot, slot + 1),) for slot in range(problem.slots))

    def slots(self, problem: Problem) -> list[Whole]:
        """Return the slots of each period."""
        return [np.concatenate(period) for period in self.periods(problem)]

    def open_in(self, shape: Shape) -> NDArray[np.bool_]:
        """Return whether a request may take a slot of a period. Shape (requests, periods)."""
        slots = self.slots(shape.problem)
        return np.stack([shape.open[:, some].any(axis=1) for some in slots], axis=1)


@dataclass
class Rows:
    """Rows of a linear programme as they are gathered."""

    number: int = 0
    _entries: list[tuple[Index, Index, Index]] = field(default_factory=list)
    _limits: list[tuple[Whole, Whole]] = field(default_factory=list)

    def add(self, row: Whole, column: Whole, lower: Whole, upper: Whole) -> Whole:
        """Add len(upper) rows whose entries are 1, and return their numbers.

        Args:
            row: per entry its row among these. Shape (entries,).
            column: per entry its column. Shape (entries,).
            lower: limits below. Shape (rows,).
            upper: limits above. Shape (rows,).
        """
        numbers = self.number + np.arange(len(upper))
        self.entries(self.number + row, column, np.ones(len(row), np.int32))
        self._limits.append((lower, upper))
        self.number += len(upper)
        return numbers

    def at_most(self, row: Whole, column: Whole, upper: Whole) -> None:
        """Add rows without a lower limit, except those that columns of 0 to 1 cannot break."""
        tight = np.bincount(row, minlength=len(upper)) > upper
        kept = tight[row]
        place = np.cumsum(tight) - 1
        self.add(place[row[kept]], column[kept], np.full(tight.sum(), -NO_LIMIT), upper[tight])

    def entries(self, row: Whole, column: Whole, value: Index) -> None:
        """Add entries to rows that are there."""
        self._entries.append(
            (row.astype(np.int32), column.astype(np.int32), value.astype(np.int32))
        )

    def programme(self, cost: Whole, least: Whole, most: Whole) -> Linear:
        """Return the programme of these rows, whose entries are not kept here as well."""
        row, column, value = (np.concatenate(parts) for parts in zip(*self._entries, strict=True))
        self._entries.clear()
        lower, upper = (np.concatenate(parts) for parts in zip(*self._limits, strict=True))
        return Linear(cost, least, most, row, column, value, lower, upper)


@dataclass
class Allocation:
    """Columns and rows of the b-matching.

    Args:
        shape: the problem.
        grain: of the periods.
        request, period: of each column. Shape (columns,).
        rows: gathered so far; more may be added.
        once: the row that says of a request that it is placed once. Shape (requests,).
    """

    shape: Shape
    grain: Grain
    request: Whole
    period: Whole
    rows: Rows
    once: Whole

    @classmethod
    def of(cls, shape: Shape, grain: Grain, missing: int | None = None) -> "Allocation":
        """Return the b-matching of requests to periods.

        Args:
            shape: the problem.
            grain: how fine the periods are.
            missing: how many musts may stay out; None: any number.
        """
        open_in = grain.open_in(shape)
        request, period = (part.astype(np.int64) for part in np.nonzero(open_in))
        rows = Rows()
        every = np.ones(len(shape.requests), np.int64)
        forced = shape.must if missing == 0 else np.zeros_like(shape.must)
        once = rows.add(request, np.arange(len(request)), forced.astype(np.int64), every)
        made = cls(shape, grain, request, period, rows, once)
        made._parties()
        if missing:
            made._musts(missing)
        made._servers(shape.tables, [None] * len(shape.tables.there), grain)
        pauses = [each.longest_run for each in shape.problem.interpreters]
        made._servers(shape.interpreters, pauses, grain)
        if grain is Grain.SLOT:
            made._servers(shape.interpreters, pauses, Grain.HALF_DAY)
            made._order()
        return made

    def _parties(self) -> None:
        parties = self.shape.problem.parties
        meeting = meeting_slots(self.shape) * self.shape.room
        slots = self.grain.slots(self.shape.problem)
        room = np.stack([meeting[:, some].sum(axis=1) for some in slots], axis=1)
        both = self.shape.parties[self.request]
        row = (both * len(slots) + self.period[:, None]).ravel()
        column = np.repeat(np.arange(len(self.request)), 2)
        self.rows.at_most(row, column, room.ravel().astype(np.int64))
        limited = np.array([party.most is not None for party in parties])
        most = np.array([party.most for party in parties if party.most is not None], np.int64)
        place = np.cumsum(limited) - 1
        chosen = limited[both.ravel()]
        self.rows.at_most(place[both.ravel()[chosen]], column[chosen], most)

    def _musts(self, missing: int) -> None:
        must = np.flatnonzero(self.shape.must[self.request])
        least = np.array([max(0, int(self.shape.must.sum()) - missing)])
        self.rows.add(np.zeros_like(must), must, least, np.array([len(must)]))

    def _servers(self, pool: Pool, longest_runs: Sequence[int | None], grain: Grain) -> None:
        """Limit what servers do in each period of a grain at least as coarse as that of columns."""
        periods = grain.periods(self.shape.problem)
        each = np.array(
            [
                [
                    sum(work_of(there[part.start : part.stop], longest) for part in period)
                    for period in periods
                ]
                for there, longest in zip(pool.there, longest_runs, strict=True)
            ],
            np.int64,
        ).reshape(len(longest_runs), len(periods))
        kind = pool.kind[self.request]
        period_of = self.period
        if grain is not self.grain:
            coarse = [np.full(sum(map(len, of)), number) for number, of in enumerate(periods)]
            period_of = np.concatenate(coarse)[self.period]
        for kinds in pool.sets:
            servers = sorted(frozenset[int]().union(*(pool.kinds[one] for one in kinds)))
            column = np.flatnonzero(np.isin(kind, sorted(kinds)))
            self.rows.at_most(period_of[column], column, each[servers].sum(axis=0))

    def _order(self) -> None:
        """A request not after some slot and one it is to follow not before it exclude each other."""
        number = {request.id: row for row, request in enumerate(self.shape.requests)}
        for later, request in enumerate(self.shape.requests):
            for earlier in sorted(request.after & number.keys()):
                those = np.flatnonzero(self.request == later)
                these = np.flatnonzero(self.request == number[earlier])
                for slot in self.period[those]:
                    column = np.concatenate(
                        [those[self.period[those] <= slot], these[self.period[these] >= slot]]
                    )
                    self.rows.at_most(np.zeros_like(column), column, np.ones(1, np.int64))


def work_of(there: NDArray[np.bool_], longest: int | None) -> int:
    """Return in how many slots of a half-day one can work, `longest` of them in a row at most.

    In a run of n slots it is n − ⌊n / (longest + 1)⌋: one pause in every longest + 1 slots.
    """
    return sum(run if longest is None else run - run // (longest + 1) for run in runs(there))


def runs(there: Iterable[bool]) -> list[int]:
    """Return the lengths of the runs of slots in which one is there, in order of time."""
    found, length = [], 0
    for here in [*there, False]:
        if here:
            length += 1
        elif length:
            found.append(length)
            length = 0
    return found


def meeting_slots(shape: Shape) -> NDArray[np.bool_]:
    """Return in which slots a party has a request that is open. Shape (parties, slots)."""
    able = np.zeros((len(shape.problem.parties), shape.problem.slots), np.bool_)
    for side in (0, 1):
        np.logical_or.at(able, shape.parties[:, side], shape.open)
    return able

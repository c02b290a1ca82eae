"""How many meetings each period can hold: requests given to periods, without tables by name.

A *b-matching*: every request takes at most one period in which it is open; a party holds in a
period no more than its seats times the slots in which it can meet; the servers of each set of kinds
(see `shape`) hold no more than their slots. Every plan gives such a matching, so what no matching
reaches no plan reaches. A period is a half-day, or several together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.bounds.linear import NO_LIMIT, Linear, Whole
from enishi.domain.scheduling.shape import Pool, Shape


@dataclass
class Rows:
    """Rows of a linear programme as they are gathered."""

    number: int = 0
    _entries: list[tuple[Whole, Whole, Whole]] = field(default_factory=list)
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
        self._entries.append((self.number + row, column, np.ones(len(row), np.int64)))
        self._limits.append((lower, upper))
        self.number += len(upper)
        return numbers

    def at_most(self, row: Whole, column: Whole, upper: Whole) -> Whole:
        """Add rows without a lower limit."""
        return self.add(row, column, np.full(len(upper), -NO_LIMIT), upper)

    def entries(self, row: Whole, column: Whole, value: Whole) -> None:
        """Add entries to rows that are there."""
        self._entries.append((row, column, value))

    def programme(self, cost: Whole, least: Whole, most: Whole) -> Linear:
        """Return the programme of these rows."""
        row, column, value = (np.concatenate(parts) for parts in zip(*self._entries, strict=True))
        lower, upper = (np.concatenate(parts) for parts in zip(*self._limits, strict=True))
        return Linear(cost, least, most, row, column, value, lower, upper)


@dataclass
class Allocation:
    """Columns and rows of the b-matching.

    Args:
        shape: the problem.
        periods: the half-days of each period.
        request, period: of each column. Shape (columns,).
        rows: gathered so far; more may be added.
        once: the row that says of a request that it is placed once. Shape (requests,).
    """

    shape: Shape
    periods: tuple[tuple[range, ...], ...]
    request: Whole
    period: Whole
    rows: Rows
    once: Whole

    @classmethod
    def of(
        cls, shape: Shape, periods: tuple[tuple[range, ...], ...], missing: int | None = None
    ) -> "Allocation":
        """Return the b-matching of requests to periods.

        Args:
            shape: the problem.
            periods: the half-days of each.
            missing: how many musts may stay out; None: any number.
        """
        slots = [np.array([slot for part in period for slot in part]) for period in periods]
        open_in = np.stack([shape.open[:, some].any(axis=1) for some in slots], axis=1)
        request, period = (part.astype(np.int64) for part in np.nonzero(open_in))
        rows = Rows()
        every = np.ones(len(shape.requests), np.int64)
        forced = shape.must if missing == 0 else np.zeros_like(shape.must)
        once = rows.add(request, np.arange(len(request)), forced.astype(np.int64), every)
        made = cls(shape, periods, request, period, rows, once)
        made._parties(slots)
        if missing:
            made._musts(missing)
        made._servers(shape.tables, [None] * len(shape.tables.there))
        made._servers(shape.interpreters, [each.longest_run for each in shape.problem.interpreters])
        return made

    def _parties(self, slots: Sequence[Whole]) -> None:
        parties = self.shape.problem.parties
        seats = np.array([party.seats for party in parties], np.int64)
        meeting = meeting_slots(self.shape)
        room = np.stack([meeting[:, some].sum(axis=1) * seats for some in slots], axis=1)
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

    def _servers(self, pool: Pool, longest_runs: Sequence[int | None]) -> None:
        each = np.array(
            [
                [
                    sum(work_of(there[part.start : part.stop], longest) for part in period)
                    for period in self.periods
                ]
                for there, longest in zip(pool.there, longest_runs, strict=True)
            ],
            np.int64,
        ).reshape(len(longest_runs), len(self.periods))
        kind = pool.kind[self.request]
        for kinds in pool.sets:
            servers = sorted(frozenset[int]().union(*(pool.kinds[one] for one in kinds)))
            column = np.flatnonzero(np.isin(kind, sorted(kinds)))
            self.rows.at_most(self.period[column], column, each[servers].sum(axis=0))


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

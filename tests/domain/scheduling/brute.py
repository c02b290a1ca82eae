"""Finds the best plan of a small problem by trying all: what every engine is held to.

Requests are given slots one after another; who sits where and who interprets is then tried slot by
slot. It shares no line with an engine or the referee.
"""

from dataclasses import dataclass
from itertools import product

from enishi.domain.scheduling import Meeting, Party, Plan, Problem, Request, Wish
from tests.domain.scheduling.judge import Rank, breaks_in, in_zone, needs_interpreter, speaks

_SETTLED_BY_SLOTS = 6  # must_missing, weight, breaks, least_missing, unfairness, stand_ins
_BASE = 10_000  # above what the four parts that are left can come to, each


@dataclass(frozen=True)
class Best:
    """The best rank there is, as far as it was asked for, and a plan that has it."""

    rank: Rank
    plan: Plan


def best(problem: Problem, published: Plan | None = None, *, parts: int = 10) -> Best:
    """Return the best plan of a small problem.

    Args:
        problem: the problem.
        published: the plan to which changes are counted.
        parts: how many parts of the rank count; the fewer, the larger a problem may be.
    """
    search = _Search(problem, published, parts)
    search.place(0, 0, 0)
    assert search.rank is not None  # the empty plan is one
    return Best(search.rank, Plan(search.plan))


def tables_for(problem: Problem, request: Request, slot: int) -> list[str]:
    """Return the tables at which a request may sit in a slot, were it alone."""
    return [
        table.id
        for table in problem.tables
        if slot not in table.unavailable
        and request.table in ("", table.id)
        and request.equipment.issubset(table.equipment)
        and in_zone(problem, table, request)
    ]


def voices_for(problem: Problem, request: Request, slot: int) -> list[str]:
    """Return the interpreters a request may have in a slot, were it alone; "" is nobody."""
    if not needs_interpreter(problem, request):
        return [""]
    return [
        interpreter.id
        for interpreter in problem.interpreters
        if slot not in interpreter.unavailable and speaks(problem, interpreter, request)
    ]


@dataclass(frozen=True)
class _Seating:
    """The meetings of one slot, and what they cost by themselves."""

    meetings: tuple[Meeting, ...]
    changes: int


# The meetings of the last slot, and how many slots each interpreter has worked without a pause.
type _State = tuple[tuple[Meeting, ...], tuple[int, ...]]
# What it cost to come there, and all meetings so far.
type _Way = tuple[int, tuple[Meeting, ...]]


def _cost(way: _Way) -> int:
    return way[0]


class _Search:
    def __init__(self, problem: Problem, published: Plan | None, parts: int) -> None:
        self.problem, self.parts = problem, parts
        self.published = {m.request: m for m in published.meetings} if published else None
        self.asked = [r for r in problem.requests if r.wish != Wish.NEVER]
        self.worth = [sum(r.weight for r in self.asked[n:]) for n in range(len(self.asked) + 1)]
        self.party = {party.id: party for party in problem.parties}
        self.request = {request.id: request for request in problem.requests}
        self.zone = {table.id: table.zone for table in problem.tables}
        self.when: dict[str, int] = {}
        self.number = dict.fromkeys(self.party, 0)
        self.at = {(key, slot): 0 for key in self.party for slot in range(problem.slots)}
        self.seatings: dict[tuple[int, tuple[Request, ...]], list[_Seating]] = {}
        self.breaks: dict[frozenset[int], int] = {}
        self.rank: Rank | None = None
        self.plan: tuple[Meeting, ...] = ()

    def place(self, number: int, missing: int, weight: int) -> None:
        """Try every slot for the requests from this one on, and leaving them out."""
        hoped = (missing, -weight - self.worth[number], *[0] * 8)[: self.parts]
        if self.rank is not None and hoped >= self.rank:
            return
        if number == len(self.asked):
            self._judge(missing, weight)
            return
        request = self.asked[number]
        for slot in range(self.problem.slots):
            if self._may(request, slot):
                self._put(request, slot, 1)
                if self._seatings(slot):
                    self.place(number + 1, missing, weight + request.weight)
                self._put(request, slot, -1)
        self.place(number + 1, missing + (request.wish == Wish.MUST), weight)

    def _put(self, request: Request, slot: int, step: int) -> None:
        if step > 0:
            self.when[request.id] = slot
        else:
            del self.when[request.id]
        for key in request.parties:
            self.number[key] += step
            self.at[key, slot] += step

    def _may(self, request: Request, slot: int) -> bool:
        if request.slots is not None and slot not in request.slots:
            return False
        for key in request.parties:
            party = self.party[key]
            if self.at[key, slot] == self._able(party, slot):
                return False
            if request.in_person and slot in party.unavailable:
                return False
            if self.number[key] == party.most:
                return False
        return all(self.when.get(key, -1) < slot for key in request.after) and all(
            slot < self.when[other.id]
            for other in self.asked
            if request.id in other.after and other.id in self.when
        )

    @staticmethod
    def _able(party: Party, slot: int) -> int:
        """Return how many of a party, or of its substitutes, can meet in a slot."""
        if slot in party.unavailable:
            standing_in = [each for each in party.substitutes if slot not in each.unavailable]
            return len(standing_in[: party.seats])
        return party.seats

    def _judge(self, missing: int, weight: int) -> None:
        breaks = [self._breaks(key) for key in self.party]
        unfairness = max(breaks, default=0) - min(breaks, default=0)
        if self.problem.fairness is not None and unfairness > self.problem.fairness:
            return
        owed = sum(max(0, p.least - self.number[p.id]) for p in self.problem.parties)
        stood_in = sum(self.at[p.id, slot] for p in self.problem.parties for slot in p.unavailable)
        settled = (missing, -weight, sum(breaks), owed, unfairness, stood_in)[: self.parts]
        if self.rank is not None and settled > self.rank[: len(settled)]:
            return
        if self.rank is not None and settled == self.rank:
            return
        if (served := self._served()) is None:
            return
        cost, meetings = served
        rest = (cost // _BASE**3, cost // _BASE**2 % _BASE, cost // _BASE % _BASE, cost % _BASE)
        found = (*settled, *rest)[: self.parts]
        if self.rank is None or found < self.rank:
            self.rank, self.plan = found, meetings

    def _breaks(self, key: str) -> int:
        busy = frozenset(slot for slot in range(self.problem.slots) if self.at[key, slot])
        if busy not in self.breaks:
            self.breaks[busy] = breaks_in(self.problem, busy)
        return self.breaks[busy]

    def _served(self) -> tuple[int, tuple[Meeting, ...]] | None:
        """Return the least cost of tables and interpreters for the slots chosen, and the meetings.

        What may come, and costs, depends on the last slot's meetings and on how long each
        interpreter has worked; of the ways to one such state the cheapest is kept.
        """
        left_out = sum(key not in self.when for key in self.published or ())
        rested = (0,) * len(self.problem.interpreters)
        reached: dict[_State, _Way] = {((), rested): (left_out, ())}
        for slot in range(self.problem.slots):
            if slot - 1 in self.problem.long_breaks_after:
                reached = {((), rested): min(reached.values(), key=_cost)}
            reached = self._step(slot, reached)
            if not reached:
                return None
        return min(reached.values(), key=_cost)

    def _step(self, slot: int, reached: dict[_State, _Way]) -> dict[_State, _Way]:
        """Return the states after a slot, and the cheapest way to each."""
        following: dict[_State, _Way] = {}
        for (last, runs), (cost, meetings) in reached.items():
            for seating in self._seatings(slot):
                if (worked := self._work(runs, seating)) is None:
                    continue
                total = cost + seating.changes + self._passage(last, seating.meetings)
                state = (seating.meetings if self.parts > _SETTLED_BY_SLOTS else ()), worked
                if state not in following or total < following[state][0]:
                    following[state] = total, meetings + seating.meetings
        return following

    def _work(self, runs: tuple[int, ...], seating: _Seating) -> tuple[int, ...] | None:
        """Return how long each has worked without a pause after a slot; None: too long."""
        busy = {meeting.interpreter for meeting in seating.meetings}
        worked = tuple(
            run + 1 if interpreter.id in busy and interpreter.longest_run is not None else 0
            for interpreter, run in zip(self.problem.interpreters, runs, strict=True)
        )
        for interpreter, run in zip(self.problem.interpreters, worked, strict=True):
            if interpreter.longest_run is not None and run > interpreter.longest_run:
                return None
        return worked

    def _passage(self, last: tuple[Meeting, ...], now: tuple[Meeting, ...]) -> int:
        """Return what table moves, walks and handovers between two slots cost."""
        cost = 0
        for before, after in product(last, now):
            shared = set(self.request[before.request].parties) & set(
                self.request[after.request].parties
            )
            if before.table != after.table:
                moved = sum(self.party[key].seats == 1 for key in shared)
                walked = self.zone[before.table] != self.zone[after.table]
                cost += moved * (_BASE**3 + walked * _BASE**2)
            if before.interpreter and before.interpreter == after.interpreter and not shared:
                cost += _BASE
        return cost

    def _seatings(self, slot: int) -> list[_Seating]:
        """Return every way to give the meetings of a slot tables and interpreters of their own."""
        requests = tuple(r for r in self.asked if self.when.get(r.id) == slot)
        if (slot, requests) not in self.seatings:
            tables = self._ways([tables_for(self.problem, r, slot) for r in requests])
            interpreters = self._ways([voices_for(self.problem, r, slot) for r in requests])
            if self.parts <= _SETTLED_BY_SLOTS:
                tables = tables[:1]
            self.seatings[slot, requests] = [
                self._seating(
                    tuple(
                        Meeting(r.id, slot, table, interpreter)
                        for r, table, interpreter in zip(requests, seats, voices, strict=True)
                    )
                )
                for seats, voices in product(tables, interpreters)
            ]
        return self.seatings[slot, requests]

    def _seating(self, meetings: tuple[Meeting, ...]) -> _Seating:
        changes = 0
        if self.published is not None:
            changes = sum(self.published.get(m.request) != m for m in meetings)
        return _Seating(meetings, changes)

    @staticmethod
    def _ways(choices: list[list[str]]) -> list[tuple[str, ...]]:
        """Return the choices in which nobody is chosen twice; "" is nobody."""
        ways: list[tuple[str, ...]] = [()]
        for names in choices:
            ways = [(*way, name) for way in ways for name in names if not name or name not in way]
        return ways

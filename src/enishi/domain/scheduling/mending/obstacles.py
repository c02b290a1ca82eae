"""What stands in the way of one request in a plan: the smallest set of rules that leaves it no slot.

All other meetings stay where they are, though those of a slot may change tables and interpreters
among themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from enishi.domain.scheduling.check import breaks_of
from enishi.domain.scheduling.mending.rota import Rota
from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.problem import Interpreter, Party, Problem, Request, Table, Wish
from enishi.domain.scheduling.shape import Shape


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A rule in the way.

    Args:
        rule: its id in `rules.RULES`.
        culprits: ids of the parties, tables or interpreters whose rule it is.
        slots: in which it is in the way.
        meetings: ids of the requests that are there instead.
        limit: what the rule allows at most, where it allows a number.
    """

    rule: str
    culprits: tuple[str, ...]
    slots: frozenset[int]
    meetings: tuple[str, ...] = ()
    limit: int | None = None


def in_the_way(problem: Problem, plan: Plan, request: Request) -> tuple[Obstacle, ...]:
    """Return the fewest obstacles that leave no slot to a request that is not placed.

    None are returned where some slot is free for it.
    """
    found = tuple(obstacle for obstacle in _Look(problem, plan, request).all() if obstacle.slots)
    every = frozenset(range(problem.slots))
    if every - frozenset[int]().union(*(obstacle.slots for obstacle in found)):
        return ()
    return _fewest(found, every)


def _fewest(found: tuple[Obstacle, ...], every: frozenset[int]) -> tuple[Obstacle, ...]:
    """Return the smallest cover of all slots; of equals the one whose rules come first."""
    best = found

    def cover(chosen: tuple[int, ...], left: frozenset[int]) -> None:
        nonlocal best
        if not left:
            if len(chosen) < len(best):
                best = tuple(found[number] for number in sorted(chosen))
            return
        if len(chosen) + 1 >= len(best):
            return
        hardest = min(left, key=lambda slot: (sum(slot in each.slots for each in found), slot))
        for number, obstacle in enumerate(found):
            if hardest in obstacle.slots:
                cover((*chosen, number), left - obstacle.slots)

    cover((), every)
    return best


@dataclass(frozen=True)
class _Look:
    problem: Problem
    plan: Plan
    request: Request

    def all(self) -> Iterator[Obstacle]:
        """Yield every obstacle, in the order of the rules."""
        yield from self._asked()
        for key in self.request.parties:
            yield from self._party(self.problem.party[key])
        yield from self._tables()
        if self.problem.interpreted(self.request):
            yield from self._interpreters()
        yield from self._fairness()

    @cached_property
    def every(self) -> frozenset[int]:
        """All slots."""
        return frozenset(range(self.problem.slots))

    def _asked(self) -> Iterator[Obstacle]:
        request, placed = self.request, self.plan.placed
        if request.wish is Wish.NEVER:
            yield Obstacle("request.never", (request.id,), self.every)
        if request.slots is not None:
            yield Obstacle("request.slots", (request.id,), self.every - request.slots)
        for key in sorted(request.after & placed.keys()):
            slots = frozenset(range(placed[key].slot + 1))
            yield Obstacle("request.after", (request.id, key), slots, (key,))
        for other in self.problem.requests:
            if request.id in other.after and other.id in placed:
                slots = frozenset(range(placed[other.id].slot, self.problem.slots))
                yield Obstacle("request.after", (other.id, request.id), slots, (other.id,))

    def _party(self, party: Party) -> Iterator[Obstacle]:
        away = frozenset(slot for slot in self.every if party.room_in(slot) == 0)
        yield Obstacle("party.available", (party.id,), away)
        if self.request.in_person:
            yield Obstacle(
                "request.in_person", (self.request.id, party.id), party.unavailable - away
            )
        held = self._held(party.id)
        full = frozenset(
            slot
            for slot in self.every - away
            if sum(meeting.slot == slot for meeting in held) >= party.room_in(slot)
        )
        for rule, slots in (
            ("party.substituted", full & party.unavailable),
            ("party.seats", full - party.unavailable),
        ):
            there = tuple(meeting.request for meeting in held if meeting.slot in slots)
            limit = party.seats if rule == "party.seats" else None
            yield Obstacle(rule, (party.id,), slots, there, limit)
        if party.most is not None and len(held) >= party.most:
            held_all = tuple(meeting.request for meeting in held)
            yield Obstacle("party.most", (party.id,), self.every, held_all, party.most)

    def _held(self, party: str) -> list[Meeting]:
        return [
            meeting
            for meeting in self.plan.meetings
            if party in self.problem.request[meeting.request].parties
        ]

    def _tables(self) -> Iterator[Obstacle]:
        problem, request = self.problem, self.request
        serving = [table for table in problem.tables if problem.serves(table, request)]
        if not serving:
            rule = "table.equipment" if request.equipment else "table.zone"
            yield Obstacle(rule, (request.id,), self.every)
            return
        yield from self._served("table", serving, "table.free")

    def _interpreters(self) -> Iterator[Obstacle]:
        problem, request = self.problem, self.request
        speaking = [each for each in problem.interpreters if problem.interprets(each, request)]
        if not speaking:
            yield Obstacle("interpreter.speaks", request.parties, self.every)
            return
        yield from self._served("interpreter", speaking, "interpreter.one_place")

    def _served(
        self, what: str, servers: list[Table] | list[Interpreter], busy: str
    ) -> Iterator[Obstacle]:
        """Yield the slots in which no server is there, all are busy, or those free are tired."""
        names = tuple(server.id for server in servers)
        there = {
            slot: {server.id for server in servers if slot not in server.unavailable}
            for slot in self.every
        }
        away = frozenset(slot for slot in self.every if not there[slot])
        yield Obstacle(f"{what}.available", names, away)
        taken: dict[int, dict[str, str]] = {slot: {} for slot in self.every}
        for meeting in self.plan.meetings:
            taken[meeting.slot][getattr(meeting, what)] = meeting.request
        unserved = self._unserved(what) - away
        full = frozenset(slot for slot in unserved if there[slot] <= taken[slot].keys())
        meetings = tuple(
            taken[slot][name] for slot in sorted(full) for name in names if name in taken[slot]
        )
        yield Obstacle(busy, names, full, meetings)
        if what == "interpreter":
            yield Obstacle("interpreter.longest_run", names, unserved - full)

    def _unserved(self, what: str) -> frozenset[int]:
        """Return the slots in which no table, or no interpreter, is left for the request."""
        shape = self._shape
        row = next((n for n, each in enumerate(shape.requests) if each.id == self.request.id), None)
        if row is None:
            return frozenset()
        place = {each.id: n for n, each in enumerate(shape.requests)}
        team = what == "interpreter"
        known = self.problem.interpreter if team else self.problem.table
        names = {key: number for number, key in enumerate(known)}
        longest = [each.longest_run for each in self.problem.interpreters]
        rota = Rota(
            shape.interpreters if team else shape.tables,
            longest if team else [None] * len(names),
            self.problem.half_days,
        )
        for meeting in self.plan.meetings:
            if (server := names.get(getattr(meeting, what))) is not None:
                rota.keep(place[meeting.request], meeting.slot, server)
        return frozenset(slot for slot in self.every if not rota.fits(row, slot))

    @cached_property
    def _shape(self) -> Shape:
        return Shape.of(self.problem)

    def _fairness(self) -> Iterator[Obstacle]:
        if self.problem.fairness is None:
            return
        slots = {p.id: {meeting.slot for meeting in self._held(p.id)} for p in self.problem.parties}
        breaks = {key: breaks_of(self.problem, held) for key, held in slots.items()}
        unfair = set()
        for slot in self.every:
            then = breaks | {
                key: breaks_of(self.problem, slots[key] | {slot}) for key in self.request.parties
            }
            if max(then.values()) - min(then.values()) > self.problem.fairness:
                unfair.add(slot)
        yield Obstacle(
            "party.fairness", self.request.parties, frozenset(unfair), (), self.problem.fairness
        )

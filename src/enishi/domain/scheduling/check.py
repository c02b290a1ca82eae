"""The referee: says what is wrong with a plan, and how good it is. It shares nothing with a solver."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.problem import Problem, Wish


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A rule broken, and by whom: ids of requests, parties, tables or interpreters."""

    rule: str
    culprits: tuple[str, ...]
    slot: int | None = None

    def __str__(self) -> str:
        where = "" if self.slot is None else f" in slot {self.slot}"
        return f"{self.rule}: {', '.join(self.culprits)}{where}"


@dataclass(frozen=True, slots=True)
class Score:
    """How good a plan is; each part counts only where those before it are equal.

    All but the weight are the better the smaller they are.
    """

    must_missing: int
    weight: int
    breaks: int
    least_missing: int
    unfairness: int
    stand_ins: int
    table_moves: int
    walks: int
    handovers: int
    changes: int

    @property
    def rank(self) -> tuple[int, ...]:
        """The parts in their order, so that the smaller rank is the better plan."""
        return (
            self.must_missing,
            -self.weight,
            self.breaks,
            self.least_missing,
            self.unfairness,
            self.stand_ins,
            self.table_moves,
            self.walks,
            self.handovers,
            self.changes,
        )


def violations(problem: Problem, plan: Plan) -> list[Violation]:
    """Return every breach of a hard rule, in the order of the rules' names."""
    found: set[Violation] = set()
    for rule in _CHECKS:
        found.update(rule(problem, plan))
    return sorted(found, key=lambda v: (v.rule, -1 if v.slot is None else v.slot, v.culprits))


def score(problem: Problem, plan: Plan, published: Plan | None = None) -> Score:
    """Return how good a plan without violations is, beside one that was published before."""
    placed = [problem.request[key] for key in plan.placed]
    held = _by_party(problem, plan)
    breaks = [breaks_of(problem, {m.slot for m in held[party.id]}) for party in problem.parties]
    moves = [
        (before, after)
        for party in problem.parties
        if party.seats == 1
        for before, after in _neighbours(problem, held[party.id])
        if before.table != after.table
    ]
    return Score(
        must_missing=sum(r.wish is Wish.MUST and r.id not in plan.placed for r in problem.requests),
        weight=sum(request.weight for request in placed),
        breaks=sum(breaks),
        least_missing=sum(max(0, party.least - len(held[party.id])) for party in problem.parties),
        unfairness=max(breaks, default=0) - min(breaks, default=0),
        stand_ins=sum(
            meeting.slot in party.unavailable
            for party in problem.parties
            for meeting in held[party.id]
        ),
        table_moves=len(moves),
        walks=sum(problem.table[a.table].zone != problem.table[b.table].zone for a, b in moves),
        handovers=_handovers(problem, plan),
        changes=len(plan.changes_from(published)) if published else 0,
    )


def breaks_of(problem: Problem, slots: set[int]) -> int:
    """Return the number of idle stretches between meetings in these slots, half-day by half-day."""
    return sum(
        after - before > 1
        for half_day in problem.half_days
        for before, after in pairwise(sorted(slots.intersection(half_day)))
    )


def _by_party(problem: Problem, plan: Plan) -> dict[str, list[Meeting]]:
    held: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in sorted(plan.meetings, key=lambda m: (m.slot, m.request)):
        if meeting.request in problem.request:
            for key in problem.request[meeting.request].parties:
                held[key].append(meeting)
    return held


def _neighbours(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[tuple[Meeting, Meeting]]:
    """Yield the meetings of one person in neighbouring slots of a half-day."""
    for before, after in pairwise(meetings):
        if after.slot == before.slot + 1 and before.slot not in problem.long_breaks_after:
            yield before, after


def _handovers(problem: Problem, plan: Plan) -> int:
    number = 0
    for meetings in _by_interpreter(problem, plan).values():
        for before, after in _neighbours(problem, meetings):
            parties = (set(problem.request[m.request].parties) for m in (before, after))
            number += set.isdisjoint(*parties)
    return number


def _by_interpreter(problem: Problem, plan: Plan) -> dict[str, list[Meeting]]:
    held: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in sorted(plan.meetings, key=lambda m: (m.slot, m.request)):
        if meeting.request in problem.request and meeting.interpreter in problem.interpreter:
            held[meeting.interpreter].append(meeting)
    return held


def _requests(problem: Problem, plan: Plan) -> Iterator[Violation]:
    seen: set[str] = set()
    for meeting in plan.meetings:
        key = meeting.request
        if key not in problem.request:
            yield Violation("request.known", (key,))
        elif problem.request[key].wish is Wish.NEVER:
            yield Violation("request.never", (key,))
        if key in seen:
            yield Violation("request.once", (key,))
        seen.add(key)


def _slots(problem: Problem, plan: Plan) -> Iterator[Violation]:
    for meeting in _known(problem, plan):
        request = problem.request[meeting.request]
        if not 0 <= meeting.slot < problem.slots:
            yield Violation("slot.known", (request.id,), meeting.slot)
        elif request.slots is not None and meeting.slot not in request.slots:
            yield Violation("request.slots", (request.id,), meeting.slot)
        if request.in_person:
            for key in request.parties:
                if meeting.slot in problem.party[key].unavailable:
                    yield Violation("request.in_person", (request.id, key), meeting.slot)
        for key in request.after:
            earlier = plan.placed.get(key)
            if earlier and earlier.slot >= meeting.slot:
                yield Violation("request.after", (request.id, key), meeting.slot)


def _parties(problem: Problem, plan: Plan) -> Iterator[Violation]:
    for key, meetings in _by_party(problem, plan).items():
        party = problem.party[key]
        at: dict[int, list[str]] = defaultdict(list)
        for meeting in meetings:
            at[meeting.slot].append(meeting.request)
        for slot, requests in at.items():
            if slot in party.unavailable:
                there = sum(slot not in each.unavailable for each in party.substitutes)
                if not there:
                    yield Violation("party.available", (key, *requests), slot)
                elif len(requests) > there:
                    yield Violation("party.substituted", (key, *requests), slot)
            if len(requests) > party.seats:
                yield Violation("party.seats", (key, *requests), slot)
        if party.most is not None and len(meetings) > party.most:
            yield Violation("party.most", (key,))


def _tables(problem: Problem, plan: Plan) -> Iterator[Violation]:
    at: dict[tuple[str, int], list[str]] = defaultdict(list)
    for meeting in _known(problem, plan):
        request, table = problem.request[meeting.request], problem.table.get(meeting.table)
        if table is None:
            yield Violation("table.known", (meeting.table, request.id), meeting.slot)
            continue
        at[table.id, meeting.slot].append(request.id)
        culprits = table.id, request.id
        if meeting.slot in table.unavailable:
            yield Violation("table.available", culprits, meeting.slot)
        if request.zone:
            if table.zone != request.zone:
                yield Violation("table.zone", culprits, meeting.slot)
        elif table.zone in problem.closed_zones:
            yield Violation("table.zone", culprits, meeting.slot)
        if request.equipment - table.equipment:
            yield Violation("table.equipment", culprits, meeting.slot)
        if request.table and request.table != table.id:
            yield Violation("table.fixed", culprits, meeting.slot)
    for (key, slot), requests in at.items():
        if len(requests) > 1:
            yield Violation("table.free", (key, *sorted(requests)), slot)


def _interpreters(problem: Problem, plan: Plan) -> Iterator[Violation]:
    for meeting in _known(problem, plan):
        request = problem.request[meeting.request]
        needed, given = problem.interpreted(request), meeting.interpreter
        if needed and not given:
            yield Violation("interpreter.given", (request.id,), meeting.slot)
        if given and not needed:
            yield Violation("interpreter.spared", (given, request.id), meeting.slot)
        if not given:
            continue
        interpreter = problem.interpreter.get(given)
        if interpreter is None:
            yield Violation("interpreter.known", (given, request.id), meeting.slot)
            continue
        if not problem.interprets(interpreter, request):
            yield Violation("interpreter.speaks", (given, request.id), meeting.slot)
        if meeting.slot in interpreter.unavailable:
            yield Violation("interpreter.available", (given, request.id), meeting.slot)


def _interpreters_at_work(problem: Problem, plan: Plan) -> Iterator[Violation]:
    for key, meetings in _by_interpreter(problem, plan).items():
        at: dict[int, list[str]] = defaultdict(list)
        for meeting in meetings:
            at[meeting.slot].append(meeting.request)
        for slot, requests in at.items():
            if len(requests) > 1:
                yield Violation("interpreter.one_place", (key, *requests), slot)
        longest = problem.interpreter[key].longest_run
        if longest is None:
            continue
        for half_day in problem.half_days:
            run = 0
            for slot in half_day:
                run = run + 1 if slot in at else 0
                if run == longest + 1:
                    yield Violation("interpreter.longest_run", (key,), slot)


def _fairness(problem: Problem, plan: Plan) -> Iterator[Violation]:
    if problem.fairness is None or not problem.parties:
        return
    held = _by_party(problem, plan)
    breaks = {p.id: breaks_of(problem, {m.slot for m in held[p.id]}) for p in problem.parties}
    most, fewest = max(breaks, key=breaks.__getitem__), min(breaks, key=breaks.__getitem__)
    if breaks[most] - breaks[fewest] > problem.fairness:
        yield Violation("party.fairness", (most, fewest))


def _known(problem: Problem, plan: Plan) -> Iterator[Meeting]:
    """Yield the meetings that were asked for: of the others nothing more can be said."""
    return (meeting for meeting in plan.meetings if meeting.request in problem.request)


_Check = Callable[[Problem, Plan], Iterable[Violation]]
_CHECKS: tuple[_Check, ...] = (
    _requests,
    _slots,
    _parties,
    _tables,
    _interpreters,
    _interpreters_at_work,
    _fairness,
)

"""The parts of the score as expressions, in their order; the smaller, the better.

The first six need only slots; the others tell tables and interpreters apart.
"""

from collections.abc import Callable

from ortools.sat.python import cp_model

from enishi.domain.scheduling.cpsat.variables import Expression, Literal, Variables
from enishi.domain.scheduling.plan import Plan
from enishi.domain.scheduling.problem import Wish

type Part = Callable[[Variables], Expression]


def must_missing(on: Variables) -> Expression:
    """Return the musts that are not placed."""
    all_musts = sum(request.wish is Wish.MUST for request in on.shape.problem.requests)
    placed = [on.placed[number] for number in on.shape.must.nonzero()[0].tolist()]
    return all_musts - cp_model.LinearExpr.sum(placed)


def weight(on: Variables) -> Expression:
    """Return the weight placed, less than nothing."""
    return -cp_model.LinearExpr.weighted_sum(on.placed, on.shape.weight.tolist())


def breaks(on: Variables) -> Expression:
    """Return the breaks of all parties."""
    return cp_model.LinearExpr.sum(on.breaks)


def least_missing(on: Variables) -> Expression:
    """Return what parties are short of the least they are owed."""
    short: list[Expression] = []
    for party, requests in zip(on.shape.problem.parties, on.requests_of, strict=True):
        if party.least:
            missing = on.model.new_int_var(0, party.least, "")
            placed = [on.placed[request] for request in requests]
            on.model.add(missing >= party.least - cp_model.LinearExpr.sum(placed))
            short.append(missing)
    return cp_model.LinearExpr.sum(short)


def unfairness(on: Variables) -> Expression:
    """Return the most breaks of a party less the fewest of another."""
    if not on.shape.problem.parties:
        return 0
    most, fewest = (on.model.new_int_var(0, on.shape.problem.slots, "") for _ in range(2))
    for each in on.breaks:
        on.model.add(each <= most)
        on.model.add(each >= fewest)
    return most - fewest


def stand_ins(on: Variables) -> Expression:
    """Return the meetings that a substitute holds."""
    away = [party.unavailable for party in on.shape.problem.parties]
    held: list[Literal] = []
    for slots, pair in zip(on.meets, on.shape.parties.tolist(), strict=True):
        for party in pair:
            held.extend(literal for slot, literal in slots.items() if slot in away[party])
    return cp_model.LinearExpr.sum(held)


def table_moves(on: Variables) -> Expression:
    """Return the changes of table between neighbouring slots."""
    return _steps(on, list(range(len(on.shape.problem.tables))))


def walks(on: Variables) -> Expression:
    """Return the changes of zone between neighbouring slots."""
    zones = {table.zone for table in on.shape.problem.tables}
    place = {zone: number for number, zone in enumerate(sorted(zones))}
    return _steps(on, [place[table.zone] for table in on.shape.problem.tables])


def handovers(on: Variables) -> Expression:
    """Return how often interpreters go from one party to another between two slots."""
    by: dict[tuple[int, int], list[tuple[int, Literal]]] = {}
    for request, places in enumerate(on.voices):
        for place, literal in places.items():
            by.setdefault(place, []).append((request, literal))
    parties = [set(pair) for pair in on.shape.parties.tolist()]
    counted: list[Expression] = []
    for (slot, interpreter), before in by.items():
        after = by.get((slot + 1, interpreter))
        if after is None or slot in on.shape.problem.long_breaks_after:
            continue
        handover = on.model.new_bool_var("")
        for request, literal in before:
            strangers = [
                other for number, other in after if parties[request].isdisjoint(parties[number])
            ]
            if strangers:
                on.model.add(handover >= literal + cp_model.LinearExpr.sum(strangers) - 1)
        counted.append(handover)
    return cp_model.LinearExpr.sum(counted)


def changes(on: Variables, published: Plan) -> Expression:
    """Return how many meetings stand otherwise than in a plan that was published."""
    problem = on.shape.problem
    tables = {table.id: number for number, table in enumerate(problem.tables)}
    team = {each.id: number for number, each in enumerate(problem.interpreters)}
    number = {request.id: place for place, request in enumerate(on.shape.requests)}
    changed: list[Expression] = []
    for key, meeting in published.placed.items():
        request = number.get(key)
        places: list[Literal | None] = []
        if request is not None:
            places.append(on.seats[request].get((meeting.slot, tables.get(meeting.table, -1))))
            if problem.interpreted(on.shape.requests[request]):
                voice = meeting.slot, team.get(meeting.interpreter, -1)
                places.append(on.voices[request].get(voice))
            elif meeting.interpreter:
                places.append(None)
        found = [place for place in places if place is not None]
        if not found or len(found) < len(places):
            changed.append(1)
            continue
        differs = on.model.new_bool_var("")
        for place in found:
            on.model.add(differs >= 1 - place)
        changed.append(differs)
    new = [
        on.placed[place]
        for place, request in enumerate(on.shape.requests)
        if request.id not in published.placed
    ]
    return cp_model.LinearExpr.sum([*changed, *new])


def _steps(on: Variables, place: list[int]) -> Expression:
    """Return how often a party with one seat goes from one place to another, given per table."""
    counted: list[Expression] = []
    for number, party in enumerate(on.shape.problem.parties):
        if party.seats > 1:
            continue
        at: dict[int, dict[int, list[Literal]]] = {}
        for request in on.requests_of[number]:
            for (slot, table), literal in on.seats[request].items():
                at.setdefault(slot, {}).setdefault(place[table], []).append(literal)
        counted.extend(
            _step(on, at[slot], at[slot + 1])
            for slot in sorted(at)
            if slot + 1 in at and slot not in on.shape.problem.long_breaks_after
        )
    return cp_model.LinearExpr.sum(counted)


def _step(
    on: Variables, before: dict[int, list[Literal]], after: dict[int, list[Literal]]
) -> Literal:
    step = on.model.new_bool_var("")
    for place, leaving in before.items():
        elsewhere = [literal for other in after if other != place for literal in after[other]]
        if elsewhere:
            left, arrived = (cp_model.LinearExpr.sum(some) for some in (leaving, elsewhere))
            on.model.add(step >= left + arrived - 1)
    return step


SLOT_PARTS: tuple[Part, ...] = (
    must_missing,
    weight,
    breaks,
    least_missing,
    unfairness,
    stand_ins,
)
PLACE_PARTS: tuple[Part, ...] = (table_moves, walks, handovers)

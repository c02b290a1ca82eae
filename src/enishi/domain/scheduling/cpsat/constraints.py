"""The hard rules that `variables.py` does not settle by construction, in the order of `rules.py`."""

from collections import defaultdict
from collections.abc import Callable
from itertools import product

from ortools.sat.python import cp_model

from enishi.domain.scheduling.cpsat.groups import Groups, Shares, share_out
from enishi.domain.scheduling.cpsat.variables import Expression, Literal, Servers, Variables
from enishi.domain.scheduling.shape import Pool, Shape


def table_groups(shape: Shape) -> Groups:
    """Return the tables in groups."""
    return Groups(shape.tables, (None,) * len(shape.problem.tables))


def interpreter_groups(shape: Shape, *, apart: bool = False) -> Groups:
    """Return the interpreters in groups, or each apart."""
    longest = tuple(each.longest_run for each in shape.problem.interpreters)
    return Groups(shape.interpreters, longest, apart)


def request_once(on: Variables) -> None:
    """request.once: a request meets in one slot at most."""
    for slots in on.meets:
        on.model.add_at_most_one(slots.values())


def request_after(on: Variables) -> None:
    """request.after: no meeting comes before, or beside, those it is to follow."""
    number = {request.id: place for place, request in enumerate(on.shape.requests)}
    for later, request in enumerate(on.shape.requests):
        for key in sorted(request.after & number.keys()):
            for one, other in product(on.meets[later].items(), on.meets[number[key]].items()):
                if other[0] >= one[0]:
                    on.model.add_at_most_one(one[1], other[1])


def party_seats(on: Variables) -> None:
    """party.seats, .substituted: no more meetings at once than seats, or substitutes while away."""
    for rooms, slots in zip(on.shape.room.tolist(), on.at, strict=True):
        for slot, literals in slots.items():
            if rooms[slot] == 1:
                on.model.add_at_most_one(literals)
            elif len(literals) > rooms[slot]:
                on.model.add(cp_model.LinearExpr.sum(literals) <= rooms[slot])


def party_most(on: Variables) -> None:
    """party.most: a party holds no more meetings than it wants at most."""
    for party, requests in zip(on.shape.problem.parties, on.requests_of, strict=True):
        if party.most is not None and len(requests) > party.most:
            placed = [on.placed[request] for request in requests]
            on.model.add(cp_model.LinearExpr.sum(placed) <= party.most)


def table_free(on: Variables) -> Shares:
    """table.free: a table holds one meeting at once."""
    if on.single:
        _one_at_once(on, on.seats)
        return {}
    return _shared(on, table_groups(on.shape))


def interpreter_given(on: Variables) -> Shares:
    """interpreter.given, .one_place and .longest_run: the team can be where it is needed."""
    if on.single:
        _one_at_once(on, on.voices)
        _longest_run(on)
        return {}
    return _shared(on, interpreter_groups(on.shape, apart=on.apart))


def party_fairness(on: Variables) -> None:
    """party.fairness: no two parties' breaks differ by more than is allowed."""
    allowed = on.shape.problem.fairness
    if allowed is None:
        return
    fewest = on.model.new_int_var(0, on.shape.problem.slots, "")
    for breaks in on.breaks:
        on.model.add(breaks >= fewest)
        on.model.add(breaks <= fewest + allowed)


def hard_rules(on: Variables) -> tuple[Shares, Shares]:
    """Add every hard rule; return which groups of tables and of interpreters serve whom."""
    plain: tuple[Callable[[Variables], None], ...] = (
        request_once,
        request_after,
        party_seats,
        party_most,
    )
    for rule in plain:
        rule(on)
    tables, interpreters = table_free(on), interpreter_given(on)
    party_fairness(on)
    return tables, interpreters


def _wanted(on: Variables, pool: Pool) -> dict[tuple[int, int], Expression]:
    wanted: dict[tuple[int, int], list[Literal]] = defaultdict(list)
    for slots, kind in zip(on.meets, pool.kind.tolist(), strict=True):
        for slot, literal in slots.items() if kind >= 0 else ():
            wanted[kind, slot].append(literal)
    return {place: cp_model.LinearExpr.sum(literals) for place, literals in wanted.items()}


def _shared(on: Variables, groups: Groups) -> Shares:
    return share_out(on.model, groups, _wanted(on, groups.pool), on.half_days)


def _held(served: Servers) -> dict[tuple[int, int], list[Literal]]:
    """Return by slot and server the meetings that it may hold then."""
    held: dict[tuple[int, int], list[Literal]] = defaultdict(list)
    for places in served:
        for place, literal in places.items():
            held[place].append(literal)
    return held


def _one_at_once(on: Variables, served: Servers) -> None:
    for literals in _held(served).values():
        on.model.add_at_most_one(literals)


def _longest_run(on: Variables) -> None:
    held = _held(on.voices)
    for number, interpreter in enumerate(on.shape.problem.interpreters):
        longest = interpreter.longest_run
        if longest is None:
            continue
        for half_day in on.half_days:
            for start in half_day[: max(0, len(half_day) - longest)]:
                run = [held.get((slot, number), []) for slot in range(start, start + longest + 1)]
                if all(run):
                    literals = [literal for slot in run for literal in slot]
                    on.model.add(cp_model.LinearExpr.sum(literals) <= longest)

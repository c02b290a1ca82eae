"""How much can be added to a plan in which every meeting keeps its slot."""

from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model

from enishi.domain.scheduling.cpsat.constraints import interpreter_groups, table_groups
from enishi.domain.scheduling.cpsat.groups import share_out
from enishi.domain.scheduling.cpsat.solving import Budget, run
from enishi.domain.scheduling.cpsat.variables import Expression, Literal
from enishi.domain.scheduling.mending.standing import Standing


def most_added(standing: Standing, budget: Budget) -> tuple[int, int] | None:
    """Return how many musts and how much weight can be added, as far as time allows to find out.

    None where it was too short for anything. Breaks, and so fairness, are not looked at.
    """
    model = cp_model.CpModel()
    meets = _meets(standing, model)
    _parties(standing, model, meets)
    _after(standing, model, meets)
    _served(standing, model, meets)
    placed = {row: cp_model.LinearExpr.sum(list(slots.values())) for row, slots in meets.items()}
    musts = cp_model.LinearExpr.sum([placed[row] for row in meets if standing.shape.must[row]])
    weights = [int(standing.shape.weight[row]) for row in meets]
    weight = cp_model.LinearExpr.weighted_sum(list(placed.values()), weights)
    model.minimize(-(sum(weights) + 1) * musts - weight)
    for slots in meets.values():
        for literal in slots.values():
            model.add_hint(literal, 0)
    value = run(model, budget).value
    return None if value is None else (value(musts), value(weight))


type _Meets = dict[int, dict[int, Literal]]


def _meets(standing: Standing, model: cp_model.CpModel) -> _Meets:
    """Return the slots in which requests that are not placed find both parties free."""
    shape = standing.shape
    held = np.zeros_like(shape.room)
    rows = np.flatnonzero(standing.published)
    for side in (0, 1):
        np.add.at(held, (shape.parties[rows, side], standing.slot[rows]), 1)
    most = np.array(
        [np.inf if party.most is None else party.most for party in shape.problem.parties]
    )
    idle = (held < shape.room) & (held.sum(axis=1) < most)[:, None]
    free = shape.open & idle[shape.parties[:, 0]] & idle[shape.parties[:, 1]]
    free[rows] = False
    for place, room in enumerate(standing.room):
        for kind, left in enumerate(room):
            of_kind = np.array([kinds[place] == kind for kinds in standing.kinds], np.bool_)
            free[of_kind] &= np.array(left) > 0
    meets: _Meets = {}
    for row in np.flatnonzero(free.any(axis=1)).tolist():
        meets[row] = {slot: model.new_bool_var("") for slot in np.flatnonzero(free[row]).tolist()}
        model.add_at_most_one(meets[row].values())
    return meets


def _parties(standing: Standing, model: cp_model.CpModel, meets: _Meets) -> None:
    at: dict[tuple[int, int], list[Literal]] = defaultdict(list)
    of: dict[int, list[Literal]] = defaultdict(list)
    for row, slots in meets.items():
        for party in standing.pair[row]:
            of[party].extend(slots.values())
            for slot, literal in slots.items():
                at[party, slot].append(literal)
    for (party, slot), literals in at.items():
        left = int(standing.shape.room[party, slot])
        left -= len(standing.at.get((party, slot), ()))
        if len(literals) > left:
            model.add(cp_model.LinearExpr.sum(literals) <= left)
    for party, literals in of.items():
        most = standing.shape.problem.parties[party].most
        if most is not None:
            model.add(cp_model.LinearExpr.sum(literals) <= most - len(standing.holding[party]))


def _after(standing: Standing, model: cp_model.CpModel, meets: _Meets) -> None:
    for earlier, later in standing.order:
        before = meets.get(earlier, {})
        following = meets.get(later, {})
        for slot, literal in following.items():
            if standing.published[earlier] and slot <= standing.slot[earlier]:
                model.add(literal == 0)
            for other, one in before.items():
                if slot <= other:
                    model.add_at_most_one(one, literal)
        for slot, literal in before.items():
            if standing.published[later] and slot >= standing.slot[later]:
                model.add(literal == 0)


def _served(standing: Standing, model: cp_model.CpModel, meets: _Meets) -> None:
    shape = standing.shape
    for place, groups in enumerate((table_groups(shape), interpreter_groups(shape))):
        wanted: dict[tuple[int, int], list[Expression]] = defaultdict(list)
        for slot, rows in enumerate(standing.standing_in):
            for row in rows:
                if (kind := standing.kinds[row][place]) >= 0:
                    wanted[kind, slot].append(1)
        for row, slots in meets.items():
            for slot, literal in slots.items():
                if (kind := standing.kinds[row][place]) >= 0:
                    wanted[kind, slot].append(literal)
        sums = {key: cp_model.LinearExpr.sum(terms) for key, terms in wanted.items()}
        share_out(model, groups, sums, shape.problem.half_days)

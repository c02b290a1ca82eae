"""A repair of the whole problem at once, where breaks count: fairness binds all parties together."""

from collections import Counter
from dataclasses import replace

import numpy as np
from ortools.sat.python import cp_model

from enishi.domain.scheduling.cpsat.constraints import hard_rules, interpreter_groups
from enishi.domain.scheduling.cpsat.groups import Shares
from enishi.domain.scheduling.cpsat.mending import Loss, Step
from enishi.domain.scheduling.cpsat.solving import Budget, run
from enishi.domain.scheduling.cpsat.variables import Variables
from enishi.domain.scheduling.mending.standing import OUT, Standing


def take_whole_step(standing: Standing, budget: Budget) -> Step | None:
    """Return the repair in which all meetings are free; None where time was too short for any."""
    on = Variables(replace(standing.shape, open=_open(standing)), apart=standing.now > 0)
    _, interpreters = hard_rules(on)
    _keep_to(standing, on, interpreters)
    wanted = np.flatnonzero(standing.wanted & ~standing.frozen).tolist()
    for row in np.flatnonzero(standing.frozen).tolist():
        on.model.add(on.placed[row] == 1)
    weights = [int(standing.shape.weight[row]) for row in wanted]
    lost = sum(weights) - cp_model.LinearExpr.weighted_sum(
        [on.placed[row] for row in wanted], weights
    )
    musts = [on.placed[row] for row in wanted if standing.shape.must[row]]
    must = len(musts) - cp_model.LinearExpr.sum(musts)
    published = [row for row in wanted if standing.published[row]]
    staying = [
        stays
        for row in published
        if (stays := on.meets[row].get(int(standing.slot[row]))) is not None
    ]
    moved = len(published) - cp_model.LinearExpr.sum(staying)
    a_weight = len(published) + 1
    a_must = a_weight * (sum(weights) + 1)
    on.model.minimize(a_must * must + a_weight * lost + moved)
    for row in wanted:
        for slot, literal in on.meets[row].items():
            on.model.add_hint(literal, slot == int(standing.slot[row]))
    outcome = run(on.model, budget)
    if (value := outcome.value) is None:
        return None
    slots = {
        row: next((slot for slot, literal in on.meets[row].items() if value(literal)), OUT)
        for row in wanted
    }
    return Step(slots, (), {}, {}, Loss(value(must), value(lost), value(moved)), outcome.proved)


def _keep_to(standing: Standing, on: Variables, shares: Shares) -> None:
    """Let those who interpreted before now have done so."""
    members = interpreter_groups(on.shape, apart=on.apart).members
    worked = Counter(
        (standing.kinds[row][1], int(standing.slot[row]), standing.interpreter[row])
        for row in np.flatnonzero(standing.frozen).tolist()
    )
    for (kind, slot, group), share in shares.items():
        if slot < standing.now:
            on.model.add(cp_model.LinearExpr.sum([share]) == worked[kind, slot, members[group][0]])


def _open(standing: Standing) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return the slots that are open to each request in a repair. Shape (requests, slots)."""
    shape = standing.shape
    still = np.zeros_like(shape.open)
    for row in np.flatnonzero(standing.wanted).tolist():
        still[row, list(standing.choices[row])] = True
    for row in np.flatnonzero(standing.frozen).tolist():
        still[row, standing.slot[row]] = True
    return still

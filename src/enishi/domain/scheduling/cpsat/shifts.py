"""Who interprets in a half-day: everybody is served, with pauses, and few change."""

from collections import defaultdict
from collections.abc import Mapping

from ortools.sat.python import cp_model

from enishi.domain.scheduling.cpsat.solving import Budget, run
from enishi.domain.scheduling.cpsat.variables import Literal
from enishi.domain.scheduling.shape import Pool


def shifts(
    pool: Pool,
    longest: list[int | None],
    slot_of: Mapping[int, int],
    kept: Mapping[int, int],
    held: Mapping[int, int],
    half_day: range,
    budget: Budget,
) -> dict[int, tuple[int, int]] | None:
    """Return by request its slot and server; None where there is no way, or no time to find one.

    Args:
        pool: who serves.
        longest: per server the longest run it may work; None: there is no limit.
        slot_of: by request its slot.
        kept: by request the server it had; the fewest change.
        held: by request the server it had before now, which it keeps.
        half_day: the slots that are looked at.
        budget: what may be spent.
    """
    model = cp_model.CpModel()
    at: dict[tuple[int, int], list[Literal]] = defaultdict(list)
    chosen: dict[tuple[int, int], Literal] = {}
    for row, slot in slot_of.items():
        kind = int(pool.kind[row])
        if slot not in half_day or kind < 0:
            continue
        servers = [held[row]] if row in held else sorted(pool.kinds[kind])
        there = [server for server in servers if row in held or pool.there[server, slot]]
        for server in there:
            literal = model.new_bool_var("")
            chosen[row, server] = literal
            at[server, slot].append(literal)
            if row in kept:
                model.add_hint(literal, kept[row] == server)
        model.add_exactly_one([chosen[row, server] for server in there])
    for literals in at.values():
        model.add_at_most_one(literals)
    _pauses(model, longest, at, half_day)
    same = [chosen[place] for place in kept.items() if place in chosen]
    model.minimize(-cp_model.LinearExpr.sum(same))
    outcome = run(model, budget)
    value = outcome.value
    if value is None:
        return None
    return {
        row: (slot_of[row], server) for (row, server), literal in chosen.items() if value(literal)
    }


def _pauses(
    model: cp_model.CpModel,
    longest: list[int | None],
    at: Mapping[tuple[int, int], list[Literal]],
    half_day: range,
) -> None:
    for server, run_of in enumerate(longest):
        if run_of is None:
            continue
        for start in half_day[: max(0, len(half_day) - run_of)]:
            window = [at.get((server, slot), []) for slot in range(start, start + run_of + 1)]
            if all(window):
                literals = [literal for slot in window for literal in slot]
                model.add(cp_model.LinearExpr.sum(literals) <= run_of)

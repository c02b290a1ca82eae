"""Who interprets in a half-day: everybody is served, with pauses, and the fewest change.

As in `mending.py` the model is a relaxation that grows: a meeting that keeps its interpreter may at
most let go, at the price of one change, until nobody has to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from enishi.domain.scheduling.cpsat.solving import Budget, lightly, run
from enishi.domain.scheduling.cpsat.variables import Literal
from enishi.domain.scheduling.shape import Pool


@dataclass(frozen=True)
class Shift:
    """The meetings of a half-day that need somebody.

    Args:
        pool: who serves.
        longest: per server the longest run it may work; None: there is no limit.
        half_day: the slots that are looked at.
        slot_of: by request its slot.
        kept: by request the server it has; those who are not in it need one.
        frozen: the requests that cannot change any more.
    """

    pool: Pool
    longest: list[int | None]
    half_day: range
    slot_of: Mapping[int, int]
    kept: Mapping[int, int]
    frozen: frozenset[int]

    @cached_property
    def held(self) -> dict[tuple[int, int], int]:
        """By server and slot the request that keeps it."""
        return {(server, self.slot_of[row]): row for row, server in self.kept.items()}

    def shared_out(self, budget: Budget) -> dict[int, int] | None:
        """Return who serves each request; None where nobody can, or no time was left to find out."""
        free = {row for row in self.slot_of if row not in self.kept}
        while True:
            found = self._step(sorted(free), budget)
            if found is None:
                return None
            chosen, leaving = found
            if not leaving:
                return {**self.kept, **chosen}
            slots = {self.slot_of[row] for row in leaving}
            free |= {row for row in self.slot_of if self.slot_of[row] in slots} - self.frozen

    def _step(self, free: list[int], budget: Budget) -> tuple[dict[int, int], set[int]] | None:
        """Return who serves the free requests, and who else has to let go for that."""
        model = cp_model.CpModel()
        chosen: dict[tuple[int, int], Literal] = {}
        at: dict[tuple[int, int], list[Literal]] = defaultdict(list)
        for row in free:
            slot = self.slot_of[row]
            there = [
                s for s in sorted(self.pool.kinds[self.pool.kind[row]]) if self.pool.there[s, slot]
            ]
            for server in there:
                literal = model.new_bool_var("")
                chosen[row, server] = literal
                at[server, slot].append(literal)
            model.add_exactly_one([chosen[row, server] for server in there])
        stays = {
            row: self._stays(model, row) for place, row in self.held.items() if row not in set(free)
        }
        for place, row in self.held.items():
            if row in stays:
                at[place].append(stays[row])
        for literals in at.values():
            model.add_at_most_one(literals)
        self._pauses(model, at)
        grown = [chosen[row, self.kept[row]] for row in free if row in self.kept]
        staying = cp_model.LinearExpr.sum(list(stays.values()))
        many = len(self.slot_of) + 1
        model.minimize(-many * (staying + cp_model.LinearExpr.sum(grown)) - staying)
        outcome = run(model, budget, tune=lightly)
        value = outcome.value
        if value is None:
            return None
        return (
            {row: server for (row, server), literal in chosen.items() if value(literal)},
            {row for row, literal in stays.items() if not value(literal)},
        )

    def _stays(self, model: cp_model.CpModel, row: int) -> Literal:
        """Return whether a request keeps who it has."""
        return model.new_int_var(int(row in self.frozen), 1, "")

    def _pauses(
        self, model: cp_model.CpModel, at: Mapping[tuple[int, int], Iterable[Literal]]
    ) -> None:
        for server, longest in enumerate(self.longest):
            if longest is None:
                continue
            for start in self.half_day[: max(0, len(self.half_day) - longest)]:
                window = range(start, start + longest + 1)
                if all((server, slot) in at for slot in window):
                    literals = [literal for slot in window for literal in at[server, slot]]
                    model.add(cp_model.LinearExpr.sum(literals) <= longest)

"""The search of a repair: frees more and more meetings until nobody else has to leave."""

from collections import Counter
from functools import cached_property

from enishi.domain.scheduling.cpsat.mending import Class, Loss, Step, take_step
from enishi.domain.scheduling.cpsat.shifts import Shift
from enishi.domain.scheduling.cpsat.solving import Budget
from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.problem import Wish
from enishi.domain.scheduling.seating import Rota, Shifts, serve
from enishi.domain.scheduling.standing import OUT, Standing

# How many meetings of a class are freed for each that has to leave.
_GROWTH = 6


class Mender:
    """Frees more and more meetings until nobody else has to leave."""

    def __init__(self, standing: Standing, plan: Plan, budget: Budget) -> None:
        self.standing, self.plan, self.budget = standing, plan, budget
        self.shape, self.problem = standing.shape, standing.shape.problem
        self.free = set(standing.broken)
        self.closely: set[int] = set()
        self.asked_of: Counter[Class] = Counter()
        self.least = Loss(0, 0, 0)
        known = {request.id for request in self.shape.requests}
        self.lost_anyway = sum(
            key not in known and self.problem.request[key].wish is not Wish.NEVER
            for key in plan.placed
            if key in self.problem.request
        )

    def mend(self) -> tuple[Plan, int, bool]:
        """Return a plan, the fewest meetings any moves that loses as little, and whether proved."""
        while not self.budget.ended:
            step = take_step(self.standing, self.free, frozenset(self.closely), self.budget)
            if step is None:
                break
            if step.proved:
                self.least = step.loss
            if step.leaving or step.freed:
                self._grow(step)
                continue
            seated = self._seated(self._slots(step))
            if isinstance(seated, Plan):
                return seated, self.least.moved + self.lost_anyway, step.proved
            if seated in self.closely:
                break
            self.closely.add(seated)
        return self._fewer(), 0, False

    def _slots(self, step: Step) -> dict[int, int]:
        """Return by request the slot in which it stands after a step."""
        stands = {row: slot for slot, rows in enumerate(self.standing.standing_in) for row in rows}
        return {row: slot for row, slot in (stands | step.slot).items() if slot != OUT}

    def _grow(self, step: Step) -> None:
        self.free.update(step.leaving)
        for which, number in step.freed.items():
            self.asked_of[which] += 1
            most = _GROWTH * number * 2 ** self.asked_of[which]
            self.free.update(self._easiest(which)[:most])

    def _easiest(self, which: Class) -> list[int]:
        """Return the meetings of a class, those first that find another slot the easiest."""
        slot, *kinds = which
        rows = [
            row
            for row in self.standing.standing_in[slot]
            if row not in self.free and self.standing.kinds[row] == tuple(kinds)
        ]
        return sorted(rows, key=lambda row: (-self._openings(row), row))

    def _openings(self, row: int) -> int:
        """Return in how many other slots a meeting finds both parties and the servers free."""
        return sum(
            all(self._idle(party, slot) for party in self.standing.pair[row])
            and all(
                room[kind][slot] > 0
                for room, kind in zip(self.room, self.standing.kinds[row], strict=True)
                if kind >= 0
            )
            for slot in self.standing.choices[row]
            if slot != self.standing.slot[row]
        )

    def _idle(self, party: int, slot: int) -> bool:
        return len(self.standing.at.get((party, slot), ())) < self.problem.parties[party].seats

    @cached_property
    def room(self) -> list[list[list[int]]]:
        """Per pool, kind and slot: how many meetings more can be served."""
        return [self._room(place) for place in (0, 1)]

    def _room(self, place: int) -> list[list[int]]:
        pool = (self.shape.tables, self.shape.interpreters)[place]
        kinds = self.standing.kinds
        room = [[len(self.shape.requests)] * self.problem.slots for _ in pool.kinds]
        for some in pool.sets:
            served = pool.served(some).tolist()
            for slot, rows in enumerate(self.standing.standing_in):
                left = served[slot] - sum(kinds[row][place] in some for row in rows)
                for kind in some:
                    room[kind][slot] = min(room[kind][slot], left)
        return room

    def _seated(self, slots: dict[int, int]) -> Plan | int:
        """Return the plan of some slots, or the first half-day in which not all are served."""
        rotas = self._rotas()
        for rota, before in zip(
            rotas, (self.standing.table, self.standing.interpreter), strict=True
        ):
            kept = {
                row: before[row]
                for row, slot in slots.items()
                if slot == self.standing.slot[row] and before[row] != OUT
            }
            failed = serve(
                rota, slots, kept, self.problem.half_days, self._shifts(rota, slots, kept)
            )
            if failed is not None:
                return failed
        return self._plan(slots, *rotas)

    def _rotas(self) -> tuple[Rota, Rota]:
        team = self.problem.interpreters
        half_days = self.problem.half_days
        return (
            Rota(self.shape.tables, [None] * len(self.problem.tables), half_days),
            Rota(self.shape.interpreters, [each.longest_run for each in team], half_days),
        )

    def _shifts(self, rota: Rota, slots: dict[int, int], kept: dict[int, int]) -> Shifts:
        """Return how to find who serves in a half-day in which chains do not lead to it.

        Only where the step has looked at the half-day closely, so that somebody can.
        """
        closely = [self.problem.half_days[number] for number in sorted(self.closely)]

        def found(half_day: range) -> dict[int, tuple[int, int]] | None:
            if half_day not in closely:
                return None
            rows = {
                row: slot for row, slot in slots.items() if slot in half_day and rota.kind[row] >= 0
            }
            able = {
                row: server
                for row in rows
                if (server := kept.get(row)) is not None
                and server in rota.pool.kinds[rota.kind[row]]
                and rota.there[server][rows[row]]
            }
            frozen = frozenset(row for row in rows if self.standing.frozen[row])
            shift = Shift(rota.pool, rota.longest, half_day, rows, able, frozen)
            shared = shift.shared_out(self.budget)
            return (
                None if shared is None else {row: (rows[row], who) for row, who in shared.items()}
            )

        return found

    def _fewer(self) -> Plan:
        """Return the plan of the meetings that can stay where they are; the others are dropped."""
        tables, interpreters = self._rotas()
        slots: dict[int, int] = {}
        for slot, rows in enumerate(self.standing.standing_in):
            for row in rows:
                served = interpreters.kind[row] < 0 or interpreters.keep(
                    row, slot, self.standing.interpreter[row]
                )
                if served and tables.keep(row, slot, self.standing.table[row]):
                    slots[row] = slot
        return self._plan(slots, tables, interpreters)

    def _plan(self, slots: dict[int, int], tables: Rota, interpreters: Rota) -> Plan:
        team = self.problem.interpreters
        return Plan(
            tuple(
                Meeting(
                    self.shape.requests[row].id,
                    slot,
                    self.problem.tables[tables.server[row]].id,
                    team[interpreters.server[row]].id if row in interpreters.server else "",
                )
                for row, slot in sorted(slots.items())
            )
        )

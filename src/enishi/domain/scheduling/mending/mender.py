"""The search of a repair: frees more and more meetings until nobody else has to leave."""

from collections import Counter

from enishi.domain.scheduling.cpsat.mending import HOPELESS, Class, Kinds, Loss, Step, take_step
from enishi.domain.scheduling.cpsat.shifts import Shift
from enishi.domain.scheduling.cpsat.solving import Budget
from enishi.domain.scheduling.cpsat.whole import take_whole_step
from enishi.domain.scheduling.mending.rota import Rota, Shifts, serve
from enishi.domain.scheduling.mending.standing import OUT, Standing
from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.problem import Wish

# How many meetings of a class are freed for each that has to leave.
_GROWTH = 6
# After so many steps in which one meeting displaces the next, all that share a party with those who
# leave are freed: they would come one by one.
_PATIENCE = 2

# The share of the time that is kept for giving out tables and interpreters at the end.
_KEPT_BACK = 0.25


class Mender:
    """Frees more and more meetings until nobody else has to leave."""

    def __init__(self, standing: Standing, plan: Plan, budget: Budget) -> None:
        self.standing, self.plan, self.budget = standing, plan, budget
        self.shape, self.problem = standing.shape, standing.shape.problem
        self.free = {*standing.broken, *standing.crowded}
        self.closely: set[int] = set()
        seconds = budget.watch.limits.seconds
        self.kept_back = 0.0 if seconds is None else _KEPT_BACK * seconds
        self.served = False
        self.found: Step | None = None
        self.asked_of: Counter[Class] = Counter()
        self.displaced = 0
        self.least = Loss(0, 0, 0)
        known = {request.id for request in self.shape.requests}
        self.lost_anyway = sum(
            key not in known and self.problem.request[key].wish is not Wish.NEVER
            for key in plan.placed
            if key in self.problem.request
        )

    def mend(self) -> tuple[Plan, int, bool]:
        """Return a plan, the fewest meetings any moves that loses as little, and whether proved.

        Where time runs out before the proof, the fewest is what is proved so far.
        """
        if self.problem.fairness is not None:
            return self._fairly()
        while (step := self._next()) is not None:
            seated = self._seated(self._slots(step))
            if isinstance(seated, Plan):
                return seated, self.least.moved + self.lost_anyway, True
            if seated <= self.closely:
                break
            # Where pauses do not work out in a second half-day, they are looked at in all.
            self.closely |= self._coming if self.closely else seated
            self.found = step
        return self._as_found()

    def _next(self) -> Step | None:
        """Return a step in which nobody has to leave and nothing less can be lost."""
        while not self._late:
            step = self._step(fixed=False)
            if step is None:
                return None
            self._look_closely(step)
            if step.leaving or step.freed:
                if self.served and not step.proved:
                    return None
                self._grow(step)
                step = self._step(fixed=True)
                if step is None:
                    return None
                if step.loss != HOPELESS:
                    self.found = step
            if step.loss == self.least:
                return step
            self.served = True
        return None

    @property
    def _late(self) -> bool:
        """Whether what is left of the time is for writing the plan down."""
        return self.budget.ended or self.budget.watch.left < self.kept_back

    def _look_closely(self, step: Step) -> None:
        """Where interpreters are short, look at their pauses in every half-day that is left."""
        tired = any(each.longest_run is not None for each in self.problem.interpreters)
        if tired and any(kind >= 0 for _, _, kind in step.freed):
            self.closely |= self._coming

    @property
    def _coming(self) -> set[int]:
        """The half-days that are not over."""
        half_days = enumerate(self.problem.half_days)
        return {n for n, slots in half_days if slots.stop > self.standing.now}

    def _step(self, *, fixed: bool) -> Step | None:
        """Solve a step, with half of the time that is left, so that a second one has time too."""
        step = take_step(
            self.standing,
            self.free,
            frozenset(self.closely),
            self.budget,
            fixed=fixed,
            served=self.served,
            seconds=max(0.0, self.budget.watch.left - self.kept_back) / 2,
        )
        if step is not None and step.proved and not fixed:
            self.least = max(self.least, step.loss)
        return step

    def _fairly(self) -> tuple[Plan, int, bool]:
        """Return a plan that is fair, where one is found."""
        step = take_whole_step(self.standing, self.budget)
        self.closely = set(range(len(self.problem.half_days)))
        seated = None if step is None else self._seated(self._slots(step))
        if step is None or not isinstance(seated, Plan):
            return self._fewer({}), self.lost_anyway, False
        least = step.loss.moved if step.proved else 0
        return seated, least + self.lost_anyway, step.proved

    def _as_found(self) -> tuple[Plan, int, bool]:
        """Return the best plan found without proof; at the least what can stay as it is."""
        if (found := self.found) is None:
            return self._fewer({}), self.lost_anyway, False
        slots = self._slots(found)
        seated = self._seated(slots)
        if not isinstance(seated, Plan):
            return self._fewer(found.slot), self.lost_anyway, False
        same = found.loss.must_missing, found.loss.weight
        alike = same == (self.least.must_missing, self.least.weight)
        return seated, (self.least.moved if alike else 0) + self.lost_anyway, False

    def _slots(self, step: Step) -> dict[int, int]:
        """Return by request the slot in which it stands after a step."""
        stands = {row: slot for slot, rows in enumerate(self.standing.standing_in) for row in rows}
        return {row: slot for row, slot in (stands | step.slot).items() if slot != OUT}

    def _grow(self, step: Step) -> None:
        self.free.update(step.leaving)
        self.displaced += not step.freed
        if self.displaced > _PATIENCE and not step.freed:
            parties = {party for row in step.leaving for party in self.standing.pair[row]}
            self.free.update(
                row
                for slot in range(self.standing.now, self.shape.problem.slots)
                for row in self.standing.standing_in[slot]
                if not parties.isdisjoint(self.standing.pair[row])
            )
        for kinds, number in step.gone.items():
            self.free.update(self._lightest(kinds)[: _GROWTH * number])
        for which, number in step.freed.items():
            self.asked_of[which] += 1
            most = _GROWTH * number * 2 ** self.asked_of[which]
            self.free.update(self._easiest(which)[:most])

    def _lightest(self, kinds: Kinds) -> list[int]:
        """Return the meetings of some kinds that cost the least weight to lose."""
        weight = self.shape.weight
        rows = [
            row
            for slot in range(self.standing.now, self.shape.problem.slots)
            for row in self.standing.standing_in[slot]
            if row not in self.free and self.standing.kinds[row] == kinds
        ]
        least = min((int(weight[row]) for row in rows), default=0)
        return [row for row in rows if weight[row] == least]

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
                for room, kind in zip(self.standing.room, self.standing.kinds[row], strict=True)
                if kind >= 0
            )
            for slot in self.standing.choices[row]
            if slot != self.standing.slot[row]
        )

    def _idle(self, party: int, slot: int) -> bool:
        return bool(len(self.standing.at.get((party, slot), ())) < self.shape.room[party, slot])

    def _seated(self, slots: dict[int, int]) -> Plan | frozenset[int]:
        """Return the plan of some slots, or the half-days in which not all are served."""
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
            if failed:
                return failed
        return self._plan(slots, *rotas)

    def _rotas(self) -> tuple[Rota, Rota]:
        team = self.problem.interpreters
        half_days, now = self.problem.half_days, self.standing.now
        return (
            Rota(self.shape.tables, [None] * len(self.problem.tables), half_days, now),
            Rota(self.shape.interpreters, [each.longest_run for each in team], half_days, now),
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

    def _fewer(self, found: dict[int, int]) -> Plan:
        """Return the plan of the meetings that can stay, and of those found that can be served."""
        tables, interpreters = self._rotas()
        slots: dict[int, int] = {}
        found = dict.fromkeys(self.standing.crowded, OUT) | found
        for slot, rows in enumerate(self.standing.standing_in):
            for row in rows:
                if found.get(row, slot) == slot and self._stay(row, slot, tables, interpreters):
                    slots[row] = slot
        for row, slot in sorted(found.items()):
            if slot != OUT and row not in slots and self._come(row, slot, tables, interpreters):
                slots[row] = slot
        return self._plan(slots, tables, interpreters)

    def _stay(self, row: int, slot: int, tables: Rota, interpreters: Rota) -> bool:
        voice, seat = self.standing.interpreter[row], self.standing.table[row]
        if interpreters.kind[row] >= 0 and not interpreters.keep(row, slot, voice):
            return False
        if tables.keep(row, slot, seat):
            return True
        interpreters.let_go(row, slot)
        return False

    @staticmethod
    def _come(row: int, slot: int, tables: Rota, interpreters: Rota) -> bool:
        if interpreters.kind[row] >= 0 and not interpreters.place(row, slot):
            return False
        if tables.place(row, slot):
            return True
        interpreters.let_go(row, slot)
        return False

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

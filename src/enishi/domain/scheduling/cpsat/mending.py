"""One step of a repair: some meetings are free, the others may at most give way.

The model is a relaxation: a meeting that is not free stands where it stood, or leaves its place at
the price of one move, wherever it goes. So its best value is one that no repair can better; and
where nobody leaves, its solution is a repair. Growing the free ones by those who left ends with a
repair and the proof that it moves the fewest.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from enishi.domain.scheduling.cpsat.groups import Groups, share_out
from enishi.domain.scheduling.cpsat.solving import Budget, Value, lightly, run
from enishi.domain.scheduling.cpsat.variables import Expression, Literal
from enishi.domain.scheduling.mending.standing import OUT, Standing
from enishi.domain.scheduling.shape import Pool

# A slot, and the kinds of table and interpreter of meetings in it that are only counted.
type Kinds = tuple[int, int]
type Class = tuple[int, int, int]


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """What a repair costs; each part counts only where those before it are equal.

    Args:
        must_missing: musts that are not placed.
        weight: of what is wanted and not placed.
        moved: published meetings that no longer stand in their slot.
    """

    must_missing: int
    weight: int
    moved: int


# Of a step that has no solution: others have to be freed first.
HOPELESS = Loss(sys.maxsize, 0, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a step.

    Args:
        slot: per free request its slot; OUT where it is not placed.
        leaving: meetings that are not free and would have to leave their slot.
        freed: by class, how many meetings more would have to leave, whichever they are.
        gone: by kinds, how many of those who leave are served nowhere.
        loss: of the solution. With `proved`, no repair loses less.
        proved: whether no solution of the model loses less.
    """

    slot: dict[int, int]
    leaving: tuple[int, ...]
    freed: dict[Class, int]
    gone: dict[Kinds, int]
    loss: Loss
    proved: bool


def take_step(
    standing: Standing,
    free: Iterable[int],
    closely: frozenset[int],
    budget: Budget,
    *,
    fixed: bool = False,
    served: bool = False,
    seconds: float = float("inf"),
) -> Step | None:
    """Solve one step; None where time was too short for any solution.

    Args:
        standing: the published plan in the problem as it is now.
        free: the requests that may be placed anew; all that are broken are among them.
        closely: half-days in which interpreters' pauses are looked at, not only their number.
        budget: what may be spent.
        fixed: whether nobody else may leave: then it is no relaxation, but a repair at once.
        served: whether those who leave have to find a table and an interpreter in some slot.
        seconds: for this step, where the clock limits.
    """
    step = _Step(standing, sorted(set(free)), fixed=fixed, served=served)
    step.build(closely)
    outcome = run(step.model, budget, tune=step.tune, seconds=seconds)
    if outcome.value is None:
        return Step({}, (), {}, {}, HOPELESS, True) if outcome.proved else None
    return step.read(outcome.value, bound=outcome.bound or 0)


class _Step:
    def __init__(self, standing: Standing, free: list[int], *, fixed: bool, served: bool) -> None:
        self.standing, self.shape = standing, standing.shape
        self.free, self.inside, self.fixed = free, frozenset(free), fixed
        self.model = cp_model.CpModel()
        self.meets: dict[int, dict[int, Literal]] = {
            row: {slot: self.model.new_bool_var("") for slot in standing.choices[row]}
            for row in free
        }
        self.placed: dict[int, Expression] = {
            row: cp_model.LinearExpr.sum(list(slots.values())) for row, slots in self.meets.items()
        }
        self.leaves: dict[int, Literal] = {}
        self.freed: dict[Class, Literal] = {}
        self.served = served and not fixed
        self.arrives: dict[Class, Literal] = {}
        self.gone: dict[Kinds, Literal] = {}
        self.loss: tuple[Expression, Expression, Expression] = (0, 0, 0)
        self.objective: Expression = 0
        # More than can leave; and what a move costs beside one who leaves.
        self.most = 1 + sum(len(rows) for rows in standing.standing_in)
        self.a_move = 4 * self.most

    def build(self, closely: frozenset[int]) -> None:
        """Add every rule, and the objective."""
        for slots in self.meets.values():
            self.model.add_at_most_one(slots.values())
        self._after()
        self._parties()
        for place, pool in enumerate((self.shape.tables, self.shape.interpreters)):
            self._number(place, pool)
        for number in sorted(closely):
            self._pauses(self.shape.problem.half_days[number])
        if self.served:
            self._arrive()
        self._minimise()

    def tune(self, solver: cp_model.CpSolver) -> None:
        """Let the solver stop when it knows that nothing loses less; fewer may still have to leave."""
        lightly(solver)
        solver.parameters.absolute_gap_limit = self.a_move - 2 * self.most

    def read(self, value: Value, *, bound: int) -> Step:
        """Return what a solution says. Better ones have a smaller multiple of what a move costs."""
        slot = {
            row: next((slot for slot, literal in slots.items() if value(literal)), OUT)
            for row, slots in self.meets.items()
        }
        must, lost, moved = (value(part) for part in self.loss)
        return Step(
            slot,
            tuple(row for row, literal in self.leaves.items() if value(literal)),
            {which: number for which, count in self.freed.items() if (number := value(count))},
            {kinds: number for kinds, count in self.gone.items() if (number := value(count))},
            Loss(must, lost, moved),
            proved=bound
            > value(self.objective) // self.a_move * self.a_move - self.a_move + self.most,
        )

    def _leaves(self, row: int) -> Literal:
        """Return whether a meeting that is not free leaves its slot."""
        if row not in self.leaves:
            self.leaves[row] = self.model.new_bool_var("")
            if self.fixed:
                self.model.add(self.leaves[row] == 0)
        return self.leaves[row]

    def _after(self) -> None:
        for earlier, later in self.standing.order:
            if earlier in self.inside and later in self.inside:
                for before, one in self.meets[earlier].items():
                    for slot, other in self.meets[later].items():
                        if slot <= before:
                            self.model.add_at_most_one(one, other)
            elif earlier in self.inside and self.standing.published[later]:
                late = range(int(self.standing.slot[later]), self.shape.problem.slots)
                self._beside(earlier, later, late)
            elif later in self.inside and self.standing.published[earlier]:
                self._beside(later, earlier, range(int(self.standing.slot[earlier]) + 1))

    def _beside(self, row: int, other: int, forbidden: range) -> None:
        """Keep a free meeting out of slots as long as another stands."""
        for slot, literal in self.meets[row].items():
            if slot in forbidden:
                if self.standing.frozen[other]:
                    self.model.add(literal == 0)
                else:
                    self.model.add_implication(literal, self._leaves(other))

    def _parties(self) -> None:
        rows_of: dict[int, list[int]] = defaultdict(list)
        for row in self.free:
            for party in self.standing.pair[row]:
                rows_of[party].append(row)
        for number, rows in rows_of.items():
            who = self.shape.problem.parties[number]
            at: dict[int, list[Literal]] = defaultdict(list)
            for row in rows:
                for slot, literal in self.meets[row].items():
                    at[slot].append(literal)
            for slot, literals in at.items():
                self._seats(number, int(self.shape.room[number, slot]), slot, literals)
            if who.most is not None:
                self._most(number, who.most, rows)

    def _seats(self, party: int, seats: int, slot: int, literals: list[Literal]) -> None:
        others = [row for row in self.standing.at.get((party, slot), ()) if row not in self.inside]
        if len(literals) + len(others) <= seats:
            return
        staying = [~self._leaves(row) for row in others]
        if seats == 1:
            self.model.add_at_most_one([*literals, *staying])
        else:
            self.model.add(cp_model.LinearExpr.sum([*literals, *staying]) <= seats)

    def _most(self, party: int, most: int, rows: list[int]) -> None:
        others = [row for row in self.standing.holding[party] if row not in self.inside]
        if len(rows) + len(others) <= most:
            return
        staying: list[Expression] = [
            1 if self.standing.frozen[row] else ~self._leaves(row) for row in others
        ]
        placed = [self.placed[row] for row in rows]
        self.model.add(cp_model.LinearExpr.sum([*placed, *staying]) <= most)

    @cached_property
    def _free_in(self) -> dict[int, list[tuple[Kinds, Literal]]]:
        """By slot: the classes and literals of the free requests that may meet then."""
        found: dict[int, list[tuple[Kinds, Literal]]] = defaultdict(list)
        for row, slots in self.meets.items():
            for slot, literal in slots.items():
                found[slot].append((self.standing.kinds[row], literal))
        return found

    @cached_property
    def _others_in(self) -> list[list[int]]:
        """Per slot: who stands there and is not free."""
        return [
            [row for row in rows if row not in self.inside] for rows in self.standing.standing_in
        ]

    def _load(self, place: int, slot: int, kinds: frozenset[int]) -> tuple[list[Expression], int]:
        """Return how many meetings of some kinds are in a slot, as terms, and the most there are.

        `place` says of which kinds: 0 those of tables, 1 those of interpreters.
        """
        kind_of = self.standing.kinds
        free = [literal for kind, literal in self._free_in[slot] if kind[place] in kinds]
        others = [row for row in self._others_in[slot] if kind_of[row][place] in kinds]
        counted = Counter(kind_of[row] for row in others if row not in self.leaves)
        leaving = [self.leaves[row] for row in others if row in self.leaves]
        leaving += [self._freed((slot, *kind), counted[kind]) for kind in sorted(counted)]
        arriving = [
            self._arrives((slot, *kind))
            for kind in (self._counted if self.served else ())
            if kind[place] in kinds
        ]
        terms: list[Expression] = [*free, *arriving, len(others), *(-each for each in leaving)]
        return terms, len(free) + len(others) + len(arriving)

    @cached_property
    def _counted(self) -> list[Kinds]:
        """The kinds of those who may have to leave."""
        kinds = self.standing.kinds
        return sorted({kinds[row] for rows in self._others_in for row in rows})

    def _arrives(self, which: Class) -> Literal:
        """Return how many who left another slot are served in this one."""
        if which not in self.arrives:
            self.arrives[which] = self.model.new_int_var(0, self.most, "")
        return self.arrives[which]

    def _arrive(self) -> None:
        """Let those who leave be served somewhere, or be lost."""
        kinds = self.standing.kinds
        for kind in self._counted:
            left = [literal for row, literal in self.leaves.items() if kinds[row] == kind]
            left += [count for which, count in self.freed.items() if which[1:] == kind]
            arrived = [count for which, count in self.arrives.items() if which[1:] == kind]
            self.gone[kind] = self.model.new_int_var(0, self.most, "")
            self.model.add(
                cp_model.LinearExpr.sum(left)
                <= cp_model.LinearExpr.sum([*arrived, self.gone[kind]])
            )

    def _freed(self, which: Class, number: int) -> Literal:
        if which not in self.freed:
            self.freed[which] = self.model.new_int_var(0, 0 if self.fixed else number, "")
        return self.freed[which]

    def _number(self, place: int, pool: Pool) -> None:
        """Let no more meetings be in a slot than can be served, set of kinds by set."""
        kind_of = self.standing.kinds
        for kinds in pool.sets:
            served = pool.served(kinds).tolist()
            for slot in range(self.standing.now, self.shape.problem.slots):
                most = sum(kind_of[row][place] in kinds for row in self._others_in[slot])
                most += sum(kind[place] in kinds for kind, _ in self._free_in[slot])
                if most > served[slot] or self.served:
                    terms, _ = self._load(place, slot, kinds)
                    self.model.add(cp_model.LinearExpr.sum(terms) <= served[slot])

    def _pauses(self, half_day: range) -> None:
        """Let interpreters pause, and be where they are needed."""
        now, pool = self.standing.now, self.shape.interpreters
        begun = half_day.start < now < half_day.stop
        longest = tuple(each.longest_run for each in self.shape.problem.interpreters)
        groups = Groups(pool, longest, apart=begun)
        held = {
            (group, slot): 1
            for group, members in enumerate(groups.members if begun else ())
            for slot in self.standing.worked[members[0]]
            if slot in half_day and slot < now
        }
        wanted: dict[tuple[int, int], Expression] = {}
        for slot in range(max(now, half_day.start), half_day.stop):
            for kind in range(len(pool.kinds)):
                terms, most = self._load(1, slot, frozenset({kind}))
                if most:
                    wanted[kind, slot] = cp_model.LinearExpr.sum(terms)
        share_out(self.model, groups, wanted, (half_day,), held)

    def _minimise(self) -> None:
        """Lose as few musts as may be, then little weight, then move few, then let few leave."""
        missing: list[Expression] = [1 - placed for placed in self.placed.values()]
        weights = [int(self.shape.weight[row]) for row in self.free]
        musts = [1 - self.placed[row] for row in self.free if self.shape.must[row]]
        for kind, gone in self.gone.items():
            rows = [r for rows in self._others_in for r in rows if self.standing.kinds[r] == kind]
            missing.append(gone)
            weights.append(min(int(self.shape.weight[row]) for row in rows))
            if all(self.shape.must[row] for row in rows):
                musts.append(gone)
        must = cp_model.LinearExpr.sum(musts)
        lost = cp_model.LinearExpr.weighted_sum(missing, weights)
        leaving = cp_model.LinearExpr.sum([*self.leaves.values(), *self.freed.values()])
        moved = cp_model.LinearExpr.sum([*self._moved(), leaving])
        self.loss = must, lost, moved
        a_weight = self.a_move * (self.most + len(self.free))
        a_must = a_weight * (sum(weights) + max(weights, default=0) * self.most + 1)
        self.objective = a_must * must + a_weight * lost + self.a_move * moved + leaving
        self.model.minimize(self.objective)

    def _moved(self) -> list[Expression]:
        """Return the published among the free meetings that do not stand in their slot."""
        moved: list[Expression] = []
        for row in self.free:
            if self.standing.published[row]:
                stays = self.meets[row].get(int(self.standing.slot[row]))
                moved.append(1 if stays is None else 1 - stays)
        return moved

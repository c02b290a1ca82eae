"""The variables of a problem: who meets when, and where it matters at which table, with whom.

What a single meeting can never do has no variable: `Shape.open` leaves out the slots that the
request, its parties, tables and interpreters do not have. So these rules hold by construction:
request.known, request.never, slot.known, request.slots, party.available, table.known,
table.available, table.zone, table.equipment, table.fixed, interpreter.spared, interpreter.known,
interpreter.speaks, interpreter.available.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from ortools.sat.python import cp_model

from enishi.domain.scheduling.plan import Plan
from enishi.domain.scheduling.shape import Pool, Shape

type Expression = cp_model.LinearExprT
type Literal = cp_model.IntVar
type Servers = list[dict[tuple[int, int], Literal]]


@dataclass
class Variables:
    """The variables of a model, made when first asked for.

    Args:
        shape: the problem.
        single: whether each table and interpreter is told apart; else they are counted in groups.
        apart: whether each interpreter is counted alone.
    """

    shape: Shape
    single: bool = False
    apart: bool = False
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)

    @cached_property
    def half_days(self) -> tuple[range, ...]:
        """The runs of slots that no long break parts."""
        return self.shape.problem.half_days

    @cached_property
    def meets(self) -> list[dict[int, Literal]]:
        """Per request: by slot, whether it meets then."""
        new = self.model.new_bool_var
        return [{slot: new("") for slot in row.nonzero()[0].tolist()} for row in self.shape.open]

    @cached_property
    def placed(self) -> list[Expression]:
        """Per request: whether it is placed."""
        return [cp_model.LinearExpr.sum(list(slots.values())) for slots in self.meets]

    @cached_property
    def requests_of(self) -> list[list[int]]:
        """Per party: the numbers of its requests."""
        held: list[list[int]] = [[] for _ in self.shape.problem.parties]
        for number, pair in enumerate(self.shape.parties.tolist()):
            for party in pair:
                held[party].append(number)
        return held

    @cached_property
    def at(self) -> list[dict[int, list[Literal]]]:
        """Per party: by slot, the meetings that may be then."""
        held: list[dict[int, list[Literal]]] = []
        for requests in self.requests_of:
            slots: dict[int, list[Literal]] = defaultdict(list)
            for request in requests:
                for slot, literal in self.meets[request].items():
                    slots[slot].append(literal)
            held.append(slots)
        return held

    @cached_property
    def busy(self) -> list[dict[int, Literal]]:
        """Per party: by slot, whether it meets at all; slots in which it never can are left out."""
        return [
            {
                slot: self._any(literals, alone=self.shape.problem.parties[party].seats == 1)
                for slot, literals in slots.items()
            }
            for party, slots in enumerate(self.at)
        ]

    def _any(self, literals: list[Literal], *, alone: bool) -> Literal:
        if len(literals) == 1:
            return literals[0]
        some = self.model.new_bool_var("")
        if alone:
            self.model.add(cp_model.LinearExpr.sum(literals) == some)
        else:
            self.model.add_max_equality(some, literals)
        return some

    @cached_property
    def breaks(self) -> list[Expression]:
        """Per party: its breaks, exactly."""
        return [
            cp_model.LinearExpr.sum(
                [part for half_day in self.half_days for part in self._breaks(party, half_day)]
            )
            for party in range(len(self.shape.problem.parties))
        ]

    def _breaks(self, party: int, half_day: range) -> list[Expression]:
        """Return terms whose sum is the stretches of meetings in a half-day, less one if any."""
        busy = {slot: self.busy[party][slot] for slot in half_day if slot in self.busy[party]}
        if len(busy) < 2 or max(busy) - min(busy) == len(busy) - 1 < 2:
            return []
        met = self.model.new_bool_var("")
        self.model.add_max_equality(met, list(busy.values()))
        begins: list[Expression] = []
        for slot, now in busy.items():
            before = busy.get(slot - 1)
            begins.append(now if before is None else self._begins(before, now))
        return [*begins, -met]

    def _begins(self, before: Literal, now: Literal) -> Literal:
        begins = self.model.new_bool_var("")
        self.model.add_bool_or(begins, before, ~now)
        self.model.add_implication(begins, now)
        self.model.add_implication(begins, ~before)
        return begins

    @cached_property
    def seats(self) -> Servers:
        """Per request: by slot and table, whether it sits there; only where tables are told apart."""
        return self._single(self.shape.tables)

    @cached_property
    def voices(self) -> Servers:
        """Per request: by slot and interpreter, whether that one interprets."""
        return self._single(self.shape.interpreters)

    def _single(self, pool: Pool) -> Servers:
        found: Servers = []
        for request, kind in enumerate(pool.kind.tolist()):
            served: dict[tuple[int, int], Literal] = {}
            for slot, meets in self.meets[request].items() if kind >= 0 else ():
                there = [
                    (slot, server)
                    for server in sorted(pool.kinds[kind])
                    if pool.there[server, slot]
                ]
                served.update((place, self.model.new_bool_var("")) for place in there)
                self.model.add(cp_model.LinearExpr.sum([served[place] for place in there]) == meets)
            found.append(served)
        return found

    def hint(self, plan: Plan) -> None:
        """Begin the search at a plan."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # the library's
        tables = {table.id: number for number, table in enumerate(self.shape.problem.tables)}
        team = {each.id: number for number, each in enumerate(self.shape.problem.interpreters)}
        for number, request in enumerate(self.shape.requests):
            meeting = plan.placed.get(request.id)
            for slot, literal in self.meets[number].items():
                self.model.add_hint(literal, meeting is not None and meeting.slot == slot)
            if not self.single:
                continue
            for held, name in ((self.seats, tables), (self.voices, team)):
                server = (
                    None
                    if meeting is None
                    else name.get(meeting.table if held is self.seats else meeting.interpreter)
                )
                for place, literal in held[number].items():
                    here = meeting is not None and place == (meeting.slot, server)
                    self.model.add_hint(literal, here)

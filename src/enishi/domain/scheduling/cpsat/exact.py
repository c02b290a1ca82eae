"""An engine that solves the whole problem, part of the score by part, and proves each.

For problems small enough. The first six parts are settled with tables and interpreters counted in
groups, the others with each of them told apart.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.cpsat import applies
from enishi.domain.scheduling.cpsat.constraints import hard_rules, interpreter_groups, table_groups
from enishi.domain.scheduling.cpsat.naming import named
from enishi.domain.scheduling.cpsat.objective import PLACE_PARTS, SLOT_PARTS, Part, changes
from enishi.domain.scheduling.cpsat.solving import Budget, Value, run
from enishi.domain.scheduling.cpsat.variables import Expression, Servers, Variables
from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.shape import Shape

NAME = "cpsat"

# Above so many possible meetings at a table, with an interpreter, models grow too large.
_PLACES = 120_000

type _Read = Callable[[Value], Plan]


def prove_exactly(board: Board, seed: int, *, workers: int = 2) -> None:
    """Find the best plan of a small problem and prove that it is; large ones are left alone.

    Args:
        board: plans and proofs are reported here as they come.
        seed: of the search.
        workers: threads; where only work is limited it is one.
    """
    shape = Shape.of(board.problem)
    if not applies(shape):
        return
    search = _Search(board, Budget.of_board(board, seed, workers))
    if search.settle(*_counted(shape), SLOT_PARTS):
        found = board.score.rank[len(SLOT_PARTS) :]
        if any(found):
            fewer = _without_spare_tables(shape, board.published or Plan())
            if _places(fewer) > _PLACES:
                return
            if not search.settle(*_told_apart(fewer), _all_parts(board)):
                return
        board.prove_whole(board.plan, NAME)


@dataclass
class _Search:
    """The parts of the score, settled one after the other.

    Args:
        board: where to report.
        budget: what may be spent.
        values: of the parts that are settled.
    """

    board: Board
    budget: Budget
    values: list[int] = field(default_factory=list)

    def settle(self, on: Variables, read: _Read, parts: tuple[Part, ...]) -> bool:
        """Settle the parts that are not yet, and tell whether all of them are."""
        for number, part in enumerate(parts):
            if self.budget.ended:
                return False
            sought = part(on)
            if number >= len(self.values) and not self._settle(on, read, number, sought):
                return False
            on.model.add(sought == self.values[number])
        return True

    def _settle(self, on: Variables, read: _Read, number: int, sought: Expression) -> bool:
        on.hint(self.board.plan)
        on.model.minimize(sought)
        outcome = run(
            on.model,
            self.budget,
            on_solution=lambda value: self._offer(read(value)),
            on_bound=lambda bound: self._prove(number, bound),
        )
        if outcome.value is None or not outcome.proved:
            return False
        self._offer(read(outcome.value))
        self.values.append(outcome.value(sought))
        self._prove(number, self.values[number])
        return True

    def _offer(self, plan: Plan) -> None:
        self.board.offer(plan, NAME)

    def _prove(self, number: int, bound: int) -> None:
        match number:
            case 0:
                self.board.prove(NAME, must_missing=bound)
            case 1:
                self.board.prove(NAME, weight=-bound)
            case 2:
                self.board.prove(NAME, breaks=bound)


def _counted(shape: Shape) -> tuple[Variables, _Read]:
    """Return a model that counts tables and interpreters in groups, and how to read its plan."""
    on = Variables(shape)
    tables, interpreters = hard_rules(on)

    def read(value: Value) -> Plan:
        return named(
            shape,
            {
                request: slot
                for request, slots in enumerate(on.meets)
                for slot, literal in slots.items()
                if value(literal)
            },
            (table_groups(shape), {place: value(share) for place, share in tables.items()}),
            (
                interpreter_groups(shape),
                {place: value(share) for place, share in interpreters.items()},
            ),
        )

    return on, read


def _told_apart(shape: Shape) -> tuple[Variables, _Read]:
    """Return a model that tells every table and interpreter apart, and how to read its plan."""
    on = Variables(shape, single=True)
    hard_rules(on)

    def held(served: Servers, request: int, value: Value) -> tuple[int, int] | None:
        return next((p for p, literal in served[request].items() if value(literal)), None)

    def read(value: Value) -> Plan:
        meetings = []
        for number, request in enumerate(shape.requests):
            seat, voice = held(on.seats, number, value), held(on.voices, number, value)
            if seat is not None:
                table = shape.problem.tables[seat[1]].id
                name = "" if voice is None else shape.problem.interpreters[voice[1]].id
                meetings.append(Meeting(request.id, seat[0], table, name))
        return Plan(tuple(meetings))

    return on, read


def _without_spare_tables(shape: Shape, published: Plan) -> Shape:
    """Leave out tables that are just like enough others.

    Of tables alike, in one zone, no more are of use than meetings can be held at once: meetings one
    after the other at one table are intervals of time, and intervals of which at most `n` overlap
    need `n` tables. Those of a published plan stay, for changes are counted to them, and those that
    a request names.
    """
    problem = shape.problem
    most = min(len(shape.requests), sum(party.seats for party in problem.parties) // 2)
    named = {meeting.table for meeting in published.meetings}
    named |= {request.table for request in problem.requests}
    spare: set[str] = set()
    for members in table_groups(shape).members:
        by_zone: dict[str, list[str]] = {}
        for table in (problem.tables[number] for number in members):
            by_zone.setdefault(table.zone, []).append(table.id)
        spare.update(key for alike in by_zone.values() for key in alike[most:])
    kept = tuple(table for table in problem.tables if table.id not in spare - named)
    return Shape.of(replace(problem, tables=kept))


def _all_parts(board: Board) -> tuple[Part, ...]:
    published = board.published
    if published is None:
        return (*SLOT_PARTS, *PLACE_PARTS)
    return (*SLOT_PARTS, *PLACE_PARTS, lambda on: changes(on, published))


def _places(shape: Shape) -> int:
    """Return how many meetings there can be, of a request in a slot at a table or with somebody."""
    return sum(
        int(pool.served(frozenset({kind}))[shape.open[row]].sum())
        for pool in (shape.tables, shape.interpreters)
        for row, kind in enumerate(pool.kind.tolist())
        if kind >= 0
    )

"""Reads problems and plans of our own JSON form, and writes them.

Slots count from 0. `tables` is a number, or a list of tables; an optional part that is left out
says nothing. What a document says that this form does not know is refused, so that no wish is lost
by a slip of the pen.
"""

from collections.abc import Mapping
from typing import Any

from enishi.domain.scheduling.plan import Meeting, Plan, stand_ins
from enishi.domain.scheduling.problem import (
    BadProblem,
    Interpreter,
    Party,
    Problem,
    Request,
    Substitute,
    Table,
    Wish,
)


class Part:
    """An object of a document, read member by member."""

    def __init__(self, path: str, held: object, known: str) -> None:
        if not isinstance(held, Mapping):
            raise BadProblem(path or "document", "value.not_an_object")
        for name in held:
            if name not in known.split():
                raise BadProblem(self._at(path, str(name)), "value.unknown", known=known)
        self._path, self._held = path, held

    @staticmethod
    def _at(path: str, name: str) -> str:
        return f"{path}.{name}" if path else name

    def path(self, name: str) -> str:
        """Return the path of a member."""
        return self._at(self._path, name)

    def get(self, name: str) -> object:
        """Return a member, None where there is none."""
        return self._held.get(name)

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self._held.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadProblem(self.path(name), _missing(value, "value.not_a_number"))
        return value

    def number_or_none(self, name: str) -> int | None:
        """Return a whole number, None where there is none."""
        return None if self._held.get(name) is None else self.number(name)

    def words(self, name: str) -> frozenset[str]:
        """Return a list of texts."""
        return frozenset(_text(path, item) for path, item in self.items(name))

    def numbers(self, name: str) -> frozenset[int]:
        """Return a list of whole numbers."""
        return frozenset(_whole(path, item) for path, item in self.items(name))

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text."""
        return _text(self.path(name), self._held.get(name, default))

    def yes(self, name: str) -> bool | None:
        """Return true or false, None where it is not said."""
        value = self._held.get(name)
        if value is not None and not isinstance(value, bool):
            raise BadProblem(self.path(name), "value.not_yes_or_no")
        return value

    def items(self, name: str) -> list[tuple[str, Any]]:
        """Return the items of a list with their paths; none where there is no list."""
        value = self._held.get(name, [])
        if not isinstance(value, list | tuple):
            raise BadProblem(self.path(name), "value.not_a_list")
        return [(f"{self.path(name)}[{place}]", item) for place, item in enumerate(value)]


_PROBLEM = "name slots long_breaks_after tables closed_zones parties interpreters requests fairness"
# A zone that serves only those who ask for it, where a document does not say which do.
_CLOSED = "protocol"


def read_problem(document: object) -> Problem:
    """Return the problem that a JSON document states.

    Raises:
        BadProblem: it states none; the path leads to what is wrong.
    """
    whole = Part("", document, _PROBLEM)
    tables = whole.get("tables")
    plain = not isinstance(tables, list)
    held = (
        tuple(Table(str(number)) for number in range(whole.number("tables")))
        if plain
        else tuple(_table(*item) for item in whole.items("tables"))
    )
    return Problem(
        name=whole.text("name", ""),
        slots=whole.number("slots"),
        long_breaks_after=whole.numbers("long_breaks_after"),
        tables=held,
        closed_zones=whole.words("closed_zones")
        if whole.get("closed_zones") is not None
        else frozenset({_CLOSED} & {table.zone for table in held}),
        parties=tuple(_party(*item) for item in whole.items("parties")),
        interpreters=tuple(_interpreter(*item) for item in whole.items("interpreters")),
        requests=tuple(request_of(*item, plain=plain) for item in whole.items("requests")),
        fairness=whole.number_or_none("fairness"),
    )


def read_plan(document: object) -> Plan:
    """Return the plan that a JSON document states: an object with `assignments`, or their list.

    Raises:
        BadProblem: it states none.
    """
    held = document.get("assignments") if isinstance(document, Mapping) else document
    if not isinstance(held, list):
        raise BadProblem("assignments", _missing(held, "value.not_a_list"))
    return Plan(tuple(_meeting(f"assignments[{n}]", item) for n, item in enumerate(held)))


def assignments(problem: Problem, plan: Plan) -> list[dict[str, Any]]:
    """Return the meetings of a plan as a document holds them, in the order of the requests.

    Tables that the problem only counts are told by their number.
    """
    given = stand_ins(problem, plan)
    counted = [table.id for table in problem.tables] == list(map(str, range(len(problem.tables))))
    return [
        {
            "request": meeting.request,
            "slot": meeting.slot,
            "table": int(meeting.table) if counted else meeting.table,
            "interpreter": meeting.interpreter or None,
            **({"stand_ins": given[request.id]} if request.id in given else {}),
        }
        for request in problem.requests
        if (meeting := plan.placed.get(request.id))
    ]


def write_problem(problem: Problem) -> dict[str, Any]:
    """Return the document that states a problem: read again, it is the same problem.

    What would say no more than is taken for granted is left out. Tables that differ in nothing but
    their number are counted.
    """
    plain = problem.tables == tuple(Table(str(number)) for number in range(len(problem.tables)))
    plain = plain and all(request.interpreted is not None for request in problem.requests)
    granted = frozenset({_CLOSED} & {table.zone for table in problem.tables})
    return {
        **_told(name=problem.name),
        "slots": problem.slots,
        **_told(long_breaks_after=problem.long_breaks_after),
        "tables": len(problem.tables)
        if plain
        else [
            _told(id=t.id, zone=t.zone, equipment=t.equipment, unavailable=t.unavailable)
            for t in problem.tables
        ],
        **(
            {}
            if problem.closed_zones == granted
            else {"closed_zones": sorted(problem.closed_zones)}
        ),
        **({} if problem.fairness is None else {"fairness": problem.fairness}),
        "parties": [_party_told(party) for party in problem.parties],
        "interpreters": [_interpreter_told(each) for each in problem.interpreters],
        "requests": [_request_told(request) for request in problem.requests],
    }


def _told(**members: object) -> dict[str, Any]:
    """Return the members that say something; sets as sorted lists."""
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in members.items()
        if value not in (None, "", frozenset())
    }


def _party_told(party: Party) -> dict[str, Any]:
    return {
        **_told(id=party.id, languages=party.languages),
        **({} if party.seats == 1 else {"seats": party.seats}),
        **_told(unavailable=party.unavailable),
        **({} if party.least == 0 else {"least": party.least}),
        **_told(most=party.most),
        **(
            {
                "substitutes": [
                    _told(id=each.id, unavailable=each.unavailable) for each in party.substitutes
                ]
            }
            if party.substitutes
            else {}
        ),
    }


def _interpreter_told(interpreter: Interpreter) -> dict[str, Any]:
    return _told(
        id=interpreter.id,
        languages=interpreter.languages,
        unavailable=interpreter.unavailable,
        longest_run=interpreter.longest_run,
    )


def _request_told(request: Request) -> dict[str, Any]:
    return {
        "id": request.id,
        "parties": list(request.parties),
        **({} if request.weight == 1 else {"weight": request.weight}),
        **({} if request.wish is Wish.WOULD else {request.wish.value: True}),
        **({} if request.slots is None else {"slots": sorted(request.slots)}),
        **_told(
            after=request.after,
            zone=request.zone,
            equipment=request.equipment,
            table=request.table,
        ),
        **({} if request.interpreted is None else {"interpreter": request.interpreted}),
        **({"in_person": True} if request.in_person else {}),
    }


def _table(path: str, item: object) -> Table:
    part = Part(path, item, "id zone equipment unavailable")
    return Table(
        part.text("id"),
        part.text("zone", ""),
        part.words("equipment"),
        part.numbers("unavailable"),
    )


def _party(path: str, item: object) -> Party:
    part = Part(path, item, "id name country languages seats unavailable least most substitutes")
    return Party(
        id=part.text("id"),
        seats=part.number("seats", 1),
        languages=part.words("languages"),
        unavailable=part.numbers("unavailable"),
        least=part.number("least", 0),
        most=part.number_or_none("most"),
        substitutes=tuple(_substitute(*each) for each in part.items("substitutes")),
    )


def _substitute(path: str, item: object) -> Substitute:
    part = Part(path, item, "id name unavailable")
    return Substitute(part.text("id"), part.numbers("unavailable"))


def _interpreter(path: str, item: object) -> Interpreter:
    part = Part(path, item, "id name languages unavailable longest_run")
    return Interpreter(
        part.text("id"),
        part.words("languages"),
        part.numbers("unavailable"),
        part.number_or_none("longest_run"),
    )


def request_of(path: str, item: object, *, plain: bool) -> Request:
    """Return the request that an object states; `plain`: of a document that only counts tables."""
    part = Part(
        path,
        item,
        "id parties weight must never interpreter slots slot after zone equipment table in_person",
    )
    parties = part.items("parties")
    if len(parties) != 2:
        raise BadProblem(part.path("parties"), "list.length", found=len(parties), wanted=2)
    must, never = part.yes("must"), part.yes("never")
    if must and never:
        raise BadProblem(part.path("never"), "request.must_and_never")
    slots = None if part.get("slots") is None else part.numbers("slots")
    if (fixed := part.number_or_none("slot")) is not None:
        slots = frozenset({fixed}) if slots is None else slots & {fixed}
    interpreted = part.yes("interpreter")
    return Request(
        id=part.text("id"),
        parties=(_text(*parties[0]), _text(*parties[1])),
        wish=Wish.MUST if must else Wish.NEVER if never else Wish.WOULD,
        weight=part.number("weight", 1),
        slots=slots,
        after=part.words("after"),
        zone=part.text("zone", ""),
        equipment=part.words("equipment"),
        table=name_of(
            part.path("table"), part.get("table") if part.get("table") is not None else ""
        ),
        interpreted=bool(interpreted) if plain else interpreted,
        in_person=bool(part.yes("in_person")),
    )


def _meeting(path: str, item: object) -> Meeting:
    part = Part(path, item, "request slot table interpreter stand_ins")
    return Meeting(
        part.text("request"),
        part.number("slot"),
        name_of(part.path("table"), part.get("table")),
        "" if part.get("interpreter") is None else part.text("interpreter"),
    )


def name_of(path: str, value: object) -> str:
    """Return the id of a table: a text, or the number of one that is only counted."""
    return (
        str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(path, value)
    )


def _text(path: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadProblem(path, _missing(value, "value.not_a_text"))
    return value


def _whole(path: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadProblem(path, _missing(value, "value.not_a_number"))
    return value


def _missing(value: object, code: str) -> str:
    return "value.missing" if value is None else code

"""What is to be planned: slots, tables, parties, interpreters and requests; checked when built.

Slots are numbered from 0 in order of time. A *half-day* is a run of slots that no long break parts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

_NO_SLOTS: frozenset[int] = frozenset()
_NO_WORDS: frozenset[str] = frozenset()


class Wish(StrEnum):
    """How much a meeting is wanted: it must be, it would be welcome, or it is refused."""

    MUST = "must"
    WOULD = "would"
    NEVER = "never"


class BadProblem(ValueError):
    """A problem contradicts itself or says something that cannot be.

    `path` leads to the wrong value (`parties[3].seats`), `code` says why, `detail` fills it in.

    Codes: number.too_small, id.empty, id.twice, slot.unknown, id.unknown, languages.one_only,
    party.with_itself, request.circle, targets.crossed, zone.unknown, table.does_not_serve; readers
    add codes of their own for what only they can judge.
    """

    def __init__(self, path: str, code: str, **detail: object) -> None:
        said = ", ".join(f"{name}={value}" for name, value in detail.items())
        super().__init__(f"{path}: {code}" + (f" ({said})" if said else ""))
        self.path, self.code, self.detail = path, code, detail


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the zone it stands in, what stands on it, and the slots in which it is not there."""

    id: str
    zone: str = ""
    equipment: frozenset[str] = _NO_WORDS
    unavailable: frozenset[int] = _NO_SLOTS


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who holds meetings of one party while it is away: one at once, in the party's languages."""

    id: str
    unavailable: frozenset[int] = _NO_SLOTS


@dataclass(frozen=True, slots=True)
class Party:
    """Who meets: in at most `seats` meetings at once and `most` in all; `least` is what it is owed.

    Two parties that share a language need no interpreter; nor does one of which none is told. While
    a party is away its substitutes hold its meetings, but for those that want it in person.
    """

    id: str
    seats: int = 1
    languages: frozenset[str] = _NO_WORDS
    unavailable: frozenset[int] = _NO_SLOTS
    least: int = 0
    most: int | None = None
    substitutes: tuple[Substitute, ...] = ()

    def room_in(self, slot: int) -> int:
        """Return how many meetings it, or those who stand in for it, can hold at once in a slot."""
        if slot not in self.unavailable:
            return self.seats
        return min(self.seats, sum(slot not in each.unavailable for each in self.substitutes))


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Who interprets between any two of some languages, `longest_run` slots in a row at most.

    A slot without a meeting is a pause, and so is a long break. None: there is no such limit.
    """

    id: str
    languages: frozenset[str]
    unavailable: frozenset[int] = _NO_SLOTS
    longest_run: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A meeting asked for between two parties.

    Args:
        id: by which plans speak of it.
        parties: the two.
        wish: whether it must be, would be welcome, or is refused.
        weight: how much placing it is worth.
        slots: the slots it may take; None: any.
        after: ids of requests that, where both are placed, come in an earlier slot.
        zone: the zone it must sit in; "": any that is not closed.
        equipment: what must stand on its table.
        table: the table it must sit at; "": any that serves.
        interpreted: whether it needs an interpreter; None: where both tell languages and share none.
        in_person: whether it can be held by the parties only, and by no substitute.
    """

    id: str
    parties: tuple[str, str]
    wish: Wish = Wish.WOULD
    weight: int = 1
    slots: frozenset[int] | None = None
    after: frozenset[str] = _NO_WORDS
    zone: str = ""
    equipment: frozenset[str] = _NO_WORDS
    table: str = ""
    interpreted: bool | None = None
    in_person: bool = False


@dataclass(frozen=True)
class Problem:
    """One or several days of meetings to be planned.

    Args:
        slots: how many there are.
        tables: where one can sit.
        parties: who meets.
        requests: what is asked for.
        interpreters: who interprets.
        long_breaks_after: the slots after which a half-day ends.
        closed_zones: zones in which only requests that name them sit.
        fairness: by how many breaks two parties may differ at most; None: there is no limit.
        name: for people.

    Raises:
        BadProblem: at the first thing that cannot be.
    """

    slots: int
    tables: tuple[Table, ...]
    parties: tuple[Party, ...]
    requests: tuple[Request, ...]
    interpreters: tuple[Interpreter, ...] = ()
    long_breaks_after: frozenset[int] = _NO_SLOTS
    closed_zones: frozenset[str] = _NO_WORDS
    fairness: int | None = None
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        _at_least(1, "slots", self.slots)
        if self.fairness is not None:
            _at_least(0, "fairness", self.fairness)
        self._known_slots("long_breaks_after", self.long_breaks_after)
        for path in ("tables", "parties", "interpreters", "requests"):
            _different(path, getattr(self, path))
        for number, table in enumerate(self.tables):
            self._known_slots(f"tables[{number}].unavailable", table.unavailable)
        for number, party in enumerate(self.parties):
            self._check_party(f"parties[{number}]", party)
        self._check_substitutes()
        for number, interpreter in enumerate(self.interpreters):
            self._check_interpreter(f"interpreters[{number}]", interpreter)
        for number, request in enumerate(self.requests):
            self._check_request(f"requests[{number}]", request)
        self._check_order()

    @cached_property
    def party(self) -> Mapping[str, Party]:
        """The parties by id."""
        return MappingProxyType({party.id: party for party in self.parties})

    @cached_property
    def request(self) -> Mapping[str, Request]:
        """The requests by id."""
        return MappingProxyType({request.id: request for request in self.requests})

    @cached_property
    def table(self) -> Mapping[str, Table]:
        """The tables by id."""
        return MappingProxyType({table.id: table for table in self.tables})

    @cached_property
    def interpreter(self) -> Mapping[str, Interpreter]:
        """The interpreters by id."""
        return MappingProxyType({interpreter.id: interpreter for interpreter in self.interpreters})

    @cached_property
    def half_days(self) -> tuple[range, ...]:
        """The runs of slots that no long break parts, in order of time."""
        ends = sorted({slot + 1 for slot in self.long_breaks_after} | {self.slots})
        return tuple(range(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True))

    def interpreted(self, request: Request) -> bool:
        """Return whether a meeting needs an interpreter."""
        if request.interpreted is not None:
            return request.interpreted
        one, other = (self.party[key].languages for key in request.parties)
        return bool(one and other) and not one & other

    def interprets(self, interpreter: Interpreter, request: Request) -> bool:
        """Return whether an interpreter speaks with both parties of a request.

        A party of which no language is told is taken to be understood.
        """
        return all(
            not (spoken := self.party[key].languages) or spoken & interpreter.languages
            for key in request.parties
        )

    def serves(self, table: Table, request: Request) -> bool:
        """Return whether a request may sit at a table, at some time."""
        if request.table and table.id != request.table:
            return False
        if request.zone and request.zone != table.zone:
            return False
        if not request.zone and table.zone in self.closed_zones:
            return False
        return request.equipment <= table.equipment

    def _known_slots(self, path: str, slots: Iterable[int]) -> None:
        for slot in sorted(slots):
            if not 0 <= slot < self.slots:
                raise BadProblem(path, "slot.unknown", slot=slot, slots=self.slots)

    def _check_party(self, path: str, party: Party) -> None:
        _at_least(1, f"{path}.seats", party.seats)
        _at_least(0, f"{path}.least", party.least)
        if party.most is not None and party.most < party.least:
            raise BadProblem(f"{path}.most", "targets.crossed", least=party.least, most=party.most)
        self._known_slots(f"{path}.unavailable", party.unavailable)

    def _check_substitutes(self) -> None:
        """Refuse one name for two: who stands in for two parties cannot be in two places."""
        seen = set(self.party)
        for number, party in enumerate(self.parties):
            for place, each in enumerate(party.substitutes):
                path = f"parties[{number}].substitutes[{place}]"
                if not each.id:
                    raise BadProblem(f"{path}.id", "id.empty")
                if each.id in seen:
                    raise BadProblem(f"{path}.id", "id.twice", id=each.id)
                seen.add(each.id)
                self._known_slots(f"{path}.unavailable", each.unavailable)

    def _check_interpreter(self, path: str, interpreter: Interpreter) -> None:
        if len(interpreter.languages) < 2:
            raise BadProblem(f"{path}.languages", "languages.one_only")
        if interpreter.longest_run is not None:
            _at_least(1, f"{path}.longest_run", interpreter.longest_run)
        self._known_slots(f"{path}.unavailable", interpreter.unavailable)

    def _check_request(self, path: str, request: Request) -> None:
        for place, key in enumerate(request.parties):
            if key not in self.party:
                raise BadProblem(f"{path}.parties[{place}]", "id.unknown", id=key)
        if request.parties[0] == request.parties[1]:
            raise BadProblem(f"{path}.parties", "party.with_itself", id=request.parties[0])
        _at_least(0, f"{path}.weight", request.weight)
        self._known_slots(f"{path}.slots", request.slots or ())
        for key in sorted(request.after):
            if key not in self.request:
                raise BadProblem(f"{path}.after", "id.unknown", id=key)
        if request.zone and all(table.zone != request.zone for table in self.tables):
            raise BadProblem(f"{path}.zone", "zone.unknown", zone=request.zone)
        if request.table:
            if request.table not in self.table:
                raise BadProblem(f"{path}.table", "id.unknown", id=request.table)
            if not self.serves(self.table[request.table], request):
                raise BadProblem(f"{path}.table", "table.does_not_serve", id=request.table)

    def _check_order(self) -> None:
        """Refuse requests that would each come after the other."""
        state: dict[str, int] = {}  # 1: on the way down from it; 2: done
        for number, request in enumerate(self.requests):
            stack = [(request.id, iter(sorted(request.after)))]
            state.setdefault(request.id, 1)
            while stack and state[stack[-1][0]] == 1:
                key, earlier = stack[-1]
                following = next(earlier, None)
                if following is None:
                    state[key] = 2
                    stack.pop()
                elif state.get(following) == 1:
                    raise BadProblem(f"requests[{number}].after", "request.circle", id=following)
                elif following not in state:
                    state[following] = 1
                    stack.append((following, iter(sorted(self.request[following].after))))


def _at_least(least: int, path: str, value: int) -> None:
    if value < least:
        raise BadProblem(path, "number.too_small", value=value, least=least)


def _different(path: str, things: Iterable[Table | Party | Interpreter | Request]) -> None:
    seen: set[str] = set()
    for number, thing in enumerate(things):
        if not thing.id:
            raise BadProblem(f"{path}[{number}].id", "id.empty")
        if thing.id in seen:
            raise BadProblem(f"{path}[{number}].id", "id.twice", id=thing.id)
        seen.add(thing.id)

"""Small random problems with every rule in play, and plans of them, good and bad."""

from dataclasses import replace

from hypothesis import strategies as st

from enishi.domain.scheduling import (
    Interpreter,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
    Substitute,
    Table,
    Wish,
)
from tests.domain.scheduling.brute import tables_for, voices_for
from tests.domain.scheduling.judge import broken

LANGUAGES = ("ja", "vi", "en")
ZONES = ("", "quiet", "protocol")
EQUIPMENT = ("screen", "phone")
WISHES = (*[Wish.WOULD] * 5, *[Wish.MUST] * 4, Wish.NEVER)


def some[Thing](things: tuple[Thing, ...], *, of_eight: int) -> st.SearchStrategy[frozenset[Thing]]:
    """Return the strategy of subsets in which each thing is in so many cases of eight."""
    eighths = st.tuples(*[st.integers(0, 7)] * len(things))
    return eighths.map(
        lambda drawn: frozenset(
            thing for thing, eighth in zip(things, drawn, strict=True) if eighth > 7 - of_eight
        )
    )


def many(fewest: int, most: int) -> st.SearchStrategy[int]:
    """Return the strategy of numbers of which the greater are the likelier."""
    numbers = st.integers(fewest, most)
    return st.builds(max, numbers, numbers)


@st.composite
def problems(
    draw: st.DrawFn,
    *,
    slots: tuple[int, int] = (2, 5),
    requests: tuple[int, int] = (3, 6),
    parties: tuple[int, int] = (3, 6),
    tables: tuple[int, int] = (1, 3),
    interpreters: tuple[int, int] = (0, 3),
) -> Problem:
    """Draw a small problem; each argument bounds how many there are of something."""
    length = draw(many(*slots))
    times = tuple(range(length))
    away = some(times, of_eight=1)
    zones = st.sampled_from(ZONES)
    places = tuple(
        Table(f"t{n}", draw(zones), draw(some(EQUIPMENT, of_eight=4)), draw(away))
        for n in range(draw(many(*tables)))
    )
    one = st.sampled_from([frozenset({language}) for language in LANGUAGES])
    spoken = st.one_of(one, one, one, some(LANGUAGES, of_eight=draw(st.sampled_from((1, 3, 6)))))
    people = tuple(draw(_party(f"p{n}", spoken, away)) for n in range(draw(many(*parties))))
    closed = draw(some(ZONES, of_eight=1))
    usable = tuple(table for table in places if table.zone or not closed & {""})
    pairs = tuple((one.id, other.id) for one in people for other in people if one != other)
    asked: list[Request] = []
    for n in range(draw(many(*requests))):
        earlier = tuple(request.id for request in asked)
        asked.append(draw(_request(f"r{n}", pairs, times, usable, earlier)))
    return Problem(
        slots=length,
        tables=places,
        parties=people,
        requests=tuple(draw(st.permutations(asked))),
        interpreters=tuple(
            draw(_interpreter(f"i{n}", away)) for n in range(draw(many(*interpreters)))
        ),
        long_breaks_after=draw(some(times, of_eight=2)),
        closed_zones=closed,
        fairness=draw(st.sampled_from((None, None, None, 0, 1))),
    )


@st.composite
def _party(
    draw: st.DrawFn,
    key: str,
    spoken: st.SearchStrategy[frozenset[str]],
    away: st.SearchStrategy[frozenset[int]],
) -> Party:
    least = draw(st.sampled_from((0, 0, 1, 2)))
    spare = draw(st.sampled_from((None, None, None, 1, 2)))
    standing_in = draw(st.sampled_from((0, 0, 0, 1, 1, 2)))
    return Party(
        key,
        seats=draw(st.sampled_from((1, 1, 1, 2))),
        languages=draw(spoken),
        unavailable=draw(away) | (draw(away) if standing_in else frozenset()),
        least=least,
        most=None if spare is None else least + spare,
        substitutes=tuple(Substitute(f"{key}-{n}", draw(away)) for n in range(standing_in)),
    )


@st.composite
def _interpreter(draw: st.DrawFn, key: str, away: st.SearchStrategy[frozenset[int]]) -> Interpreter:
    unspoken = draw(st.sampled_from((None, None, None, *LANGUAGES)))
    return Interpreter(
        key,
        frozenset(LANGUAGES) - {unspoken},
        draw(away),
        draw(st.sampled_from((None, 1, 1, 2))),
    )


@st.composite
def _request(
    draw: st.DrawFn,
    key: str,
    pairs: tuple[tuple[str, str], ...],
    times: tuple[int, ...],
    places: tuple[Table, ...],
    earlier: tuple[str, ...],
) -> Request:
    asked = Request(
        key,
        draw(st.sampled_from(pairs)),
        wish=draw(st.sampled_from(WISHES)),
        weight=draw(st.integers(0, 3)),
        slots=draw(some(times, of_eight=5)) if draw(st.integers(0, 3)) == 3 else None,
        after=draw(some(earlier, of_eight=3)) if draw(st.integers(0, 2)) == 2 else frozenset(),
        interpreted=draw(st.sampled_from((None, None, None, None, True, False))),
        in_person=draw(st.integers(0, 5)) == 5,
    )
    match draw(st.integers(0, 8)) * bool(places):
        case 6:
            return replace(asked, zone=draw(st.sampled_from([table.zone for table in places])))
        case 7:
            return replace(asked, equipment=draw(some(EQUIPMENT, of_eight=4)))
        case 8:
            own = draw(st.sampled_from(places))
            return replace(asked, table=own.id, zone=own.zone)
    return asked


@st.composite
def any_plans(draw: st.DrawFn, problem: Problem) -> Plan:
    """Draw meetings without a look at the rules, some of things that do not exist."""
    meetings = draw(st.lists(_meeting(problem), max_size=len(problem.requests) + 1))
    return Plan(tuple(meetings))


@st.composite
def good_plans(draw: st.DrawFn, problem: Problem) -> Plan:
    """Draw a plan that breaks no rule: meetings are taken as long as they break none."""
    plan = Plan()
    for request in draw(st.permutations(problem.requests)):
        choices = [
            Meeting(request.id, slot, table, voice)
            for slot in range(problem.slots)
            for table in tables_for(problem, request, slot)
            for voice in voices_for(problem, request, slot)
        ]
        for number in draw(st.lists(st.integers(0, 99), min_size=2, max_size=2)) * bool(choices):
            tried = Plan((*plan.meetings, choices[number % len(choices)]))
            if not broken(problem, tried):
                plan = tried
                break
    return plan


@st.composite
def nearly_good_plans(draw: st.DrawFn, problem: Problem) -> Plan:
    """Draw a good plan in which one meeting is added, or stands otherwise in one respect."""
    meetings = list(draw(good_plans(problem)).meetings)
    drawn = draw(_meeting(problem))
    if not meetings or draw(st.booleans()):
        return Plan((*meetings, drawn))
    place = draw(st.integers(0, len(meetings) - 1))
    part = draw(st.sampled_from(("request", "slot", "table", "interpreter")))
    meetings[place] = replace(meetings[place], **{part: getattr(drawn, part)})
    return Plan(tuple(meetings))


def _meeting(problem: Problem) -> st.SearchStrategy[Meeting]:
    """Return the strategy of meetings of which one thing in twenty does not exist."""
    return st.builds(
        Meeting,
        _mostly([request.id for request in problem.requests], ["nobody's"]),
        _mostly([*range(problem.slots)], [-1, problem.slots]),
        _mostly([table.id for table in problem.tables], ["roof"]),
        _mostly(["", "", *(each.id for each in problem.interpreters)], ["stranger"]),
    )


def _mostly[Thing](known: list[Thing], strange: list[Thing]) -> st.SearchStrategy[Thing]:
    many = 20 * len(strange)
    return st.sampled_from([known[n % len(known)] for n in range(many)] + strange)

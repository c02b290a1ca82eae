"""Finding units by what is written: a name, a code, an id."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.db import connection
from django.db.models import Q

from enishi.apps.places import bridge
from enishi.apps.places.models import Code, NameWord, Unit
from enishi.apps.places.queries.units import by_id
from enishi.domain.places import (
    Candidate,
    NameEntry,
    Query,
    rank,
    read_query,
)
from enishi.domain.text import grams

# A query's rarest pieces are looked up until this many lines have been met: common pieces add
# work, not candidates.
_ENOUGH = 2000
_FEWEST_PIECES = 3
_MOST_CANDIDATES = 32


class UnknownPlace(LookupError):
    """No unit has this code or id; `near` are units whose names look like it."""

    def __init__(self, code: str, near: Sequence[Unit]) -> None:
        super().__init__(code)
        self.code, self.near = code, near


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate of a look-up, with its row."""

    candidate: Candidate
    unit: Unit


def find(text: str, on: datetime.date, limit: int = 10) -> list[Found]:
    """Return the units a written name may mean on a day, best first."""
    return told(candidates(text, on, limit))


def candidates(text: str, on: datetime.date, limit: int) -> list[Candidate]:
    """Return what a written name may mean on a day, best first, without the rows."""
    query = read_query(text)
    return rank(query, _entries_like(query), on, limit) if query.folded else []


# The lines of which one name is the word (0), begins with it (1), or has one of its rarest pieces
# (2): pieces are looked up until enough lines have been met.
_LINES_LIKE = """
SELECT 0, 0, '', lines FROM places_nameword WHERE word IN ({words})
UNION ALL
SELECT * FROM (
    SELECT 1, 0, word, lines FROM places_nameword WHERE core AND word >= %s AND word < %s
    ORDER BY word LIMIT {most}
) AS longer
UNION ALL
SELECT 2, number, gram, lines FROM (
    SELECT gram, number, lines, row_number() OVER rarest AS position, sum(number) OVER rarest AS met
    FROM places_gram WHERE gram IN ({pieces}) WINDOW rarest AS (ORDER BY number, gram)
) AS held WHERE position <= {fewest} OR met <= {enough}
"""


def _entries_like(query: Query) -> Iterator[NameEntry]:
    words = sorted({query.folded, query.core} - {""})
    pieces = sorted(grams(query.folded) | grams(query.core))
    sql = _LINES_LIKE.format(
        words=", ".join(["%s"] * len(words)),
        pieces=", ".join(["%s"] * len(pieces)),
        most=_MOST_CANDIDATES,
        fewest=_FEWEST_PIECES,
        enough=_ENOUGH,
    )
    start = query.core or query.folded
    with connection.cursor() as cursor:
        cursor.execute(sql, [*words, start, start + "\U0010ffff", *pieces])
        # No order is promised across the three, nor that two databases would give the same.
        found = sorted(cursor.fetchall(), key=itemgetter(0, 1, 2))
        alike: set[int] = set()
        longer: list[int] = []
        sharing: Counter[int] = Counter()
        for how, _number, _key, lines in found:
            (alike.update, longer.extend, sharing.update)[how](bridge.unpacked(lines))
        alike.update(longer[:_MOST_CANDIDATES])
        alike.update(number for number, _ in sharing.most_common(_MOST_CANDIDATES))
    yield from _entries_at(alike)


def _entries_at(lines: Iterable[int]) -> Iterator[NameEntry]:
    numbers = ", ".join(map(str, sorted(lines))) or "NULL"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT line, entries FROM places_line WHERE number IN ({numbers})")  # noqa: S608  # our own numbers
        for line, entries in cursor.fetchall():
            yield from bridge.entries_of(line, entries)


def told(chosen: Sequence[Candidate]) -> list[Found]:
    """Return candidates with their rows."""
    rows = by_id(candidate.unit.id for candidate in chosen) if chosen else {}
    return [Found(candidate, rows[candidate.unit.id]) for candidate in chosen]


def place(code: str, *, latest: bool = True) -> Unit:
    """Return the unit an id or an official code names.

    An ISO or JIS code may have meant several dated units: the latest, or with `latest=False` the
    one under which the standard published it.

    Raises:
        UnknownPlace: no unit has this id or code.
    """
    wanted = code.strip()
    if unit := Unit.objects.filter(id=wanted).first():
        return unit
    holders = list(
        Unit.objects.filter(codes__value=wanted.upper(), codes__scheme__in=bridge.PUBLIC_CODES)
        .order_by("id")
        .distinct()
    )
    if not holders:
        today = datetime.date.max
        raise UnknownPlace(code, [found.unit for found in find(code, today, limit=5)])
    if latest:
        return max(holders, key=lambda unit: unit.valid_to or datetime.date.max)
    published = set(
        Code.objects.filter(
            value=wanted.upper(), scheme__in=bridge.PUBLIC_CODES, status="published"
        ).values_list("unit", flat=True)
    )
    first = [unit for unit in holders if unit.id in published] or holders
    return min(first, key=lambda unit: unit.valid_from or datetime.date.min)


def named_exactly(words: Iterable[str]) -> list[NameEntry]:
    """Return all names of the dated units of each line of which one name is one of the words."""
    words = set(words)
    numbers: set[int] = set()
    for lines in NameWord.objects.filter(word__in=words).values_list("lines", flat=True):
        numbers.update(bridge.unpacked(lines))
    return list(_entries_at(numbers)) if numbers else []


def coded(codes: Iterable[str]) -> dict[str, Unit]:
    """Return the units that ids or official codes name; the latest where several bore a code."""
    codes = sorted(set(codes))
    if not codes:
        return {}
    by_code = Q(codes__value__in=codes, codes__scheme__in=bridge.PUBLIC_CODES)
    found: dict[str, Unit] = {}
    rows = Unit.objects.filter(Q(id__in=codes) | by_code).distinct().prefetch_related("codes")
    for unit in sorted(rows, key=lambda unit: (unit.valid_to or datetime.date.max, unit.id)):
        found |= {code.value: unit for code in unit.codes.all() if code.value in codes}
    return found | {unit.id: unit for unit in rows if unit.id in codes}

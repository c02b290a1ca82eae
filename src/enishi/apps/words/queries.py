"""Reads of words that have a name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Case, Max, Q, QuerySet, Value, When
from rapidfuzz.distance import DamerauLevenshtein

from enishi.apps.words.models import Word

_LAST = "\U0010ffff"
_LEAST_FOR_A_SLIP = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word a record must have: one that begins so, or all these pieces, or one of these codes.

    `instead` asks for whole words, after a `slip` for those that stand in for what was typed;
    records that have the word as it is come first where some have it `whole`.
    """

    start: str = ""
    pieces: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    whole: bool = False
    slip: bool = False


def with_word(model: type[models.Model], wanted: Wanted) -> list["QuerySet[Word, Any]"]:
    """Return the keys of the records that have a word; a record must be in each."""
    rows = Word.objects.filter(subject_type=model._meta.label_lower)
    coded = Q(word__in=[f"={code}" for code in wanted.codes])
    if wanted.pieces:
        return [rows.filter(Q(word=piece) | coded).values("subject") for piece in wanted.pieces]
    if wanted.instead:
        return [rows.filter(Q(word__in=wanted.instead) | coded).values("subject")]
    begins = Q(word__gte=wanted.start, word__lt=wanted.start + _LAST) if wanted.start else Q()
    return [rows.filter(begins | coded).values("subject")]


def having(rows: "QuerySet[Any]", wanted: Sequence[Wanted]) -> "QuerySet[Any]":
    """Keep the records that have all words, those that have them whole before the others."""
    for want in wanted:
        for keys in with_word(rows.model, want):
            rows = rows.filter(pk__in=keys)
    held = Word.objects.filter(subject_type=rows.model._meta.label_lower)
    longer = [
        Case(
            When(
                pk__in=held.filter(
                    word__in=[want.start, *(f"={code}" for code in want.codes)]
                ).values("subject"),
                then=0,
            ),
            default=1,
        )
        for want in wanted
        if want.whole
    ]
    return rows.order_by(*longer, *rows.query.order_by) if longer else rows


def having_most(rows: "QuerySet[Any]", wanted: Sequence[Wanted]) -> "QuerySet[Any]":
    """Keep the records that have most of the words, and at least half of them; slips do not count."""
    conditions = [
        Q(*(Q(pk__in=keys) for keys in with_word(rows.model, want)))
        for want in wanted
        if not want.slip
    ]
    number = sum((Case(When(c, then=1), default=0) for c in conditions), start=Value(0))
    rows = rows.annotate(words_had=number).filter(words_had__gte=max(1, (len(wanted) + 1) // 2))
    most = rows.aggregate(most=Max("words_had"))["most"]
    return rows.filter(words_had=most) if most else rows.none()


def known(words: Collection[str]) -> dict[str, bool]:
    """Return for each of some words whether a record has it whole; not in it: nothing begins so."""
    if not words:
        return {}
    asked = sorted(words)
    first = f"(SELECT min(word) FROM {_table()} WHERE word >= %s AND word < %s)"  # noqa: S608  # our name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join([first] * len(asked))}",  # likewise
            [bound for word in asked for bound in (word, word + _LAST)],
        )
        found = dict(zip(asked, cursor.fetchone(), strict=True))
    return {word: held == word for word, held in found.items() if held is not None}


def near(word: str) -> tuple[str, ...]:
    """Return the words with the same first letter that are fewest slips away, two at most."""
    if len(word) < _LEAST_FOR_A_SLIP:
        return ()
    most = 1 if len(word) < 2 * _LEAST_FOR_A_SLIP else 2
    slips = {held: DamerauLevenshtein.distance(word, held) for held in _beginning_with(word[0])}
    least = min(slips.values(), default=most + 1)
    return tuple(sorted(h for h, n in slips.items() if n == least)) if least <= most else ()


def _beginning_with(letter: str) -> list[str]:
    """Return the different words that begin with a letter, by as many steps in the index."""
    table = _table()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE step (word) AS (
                SELECT min(word) FROM {table} WHERE word >= %s AND word < %s
                UNION ALL
                SELECT (SELECT min(w.word) FROM {table} w WHERE w.word > step.word AND w.word < %s)
                FROM step WHERE step.word IS NOT NULL
            )
            SELECT word FROM step WHERE word IS NOT NULL
            """,  # noqa: S608  # a table of ours
            [letter, letter + _LAST, letter + _LAST],
        )
        return [row[0] for row in cursor.fetchall()]


def _table() -> str:
    return connection.ops.quote_name(Word._meta.db_table)

"""A forum of four parties that fits on a page; tests change what they are about."""

from dataclasses import replace
from typing import Any

from enishi.domain.scheduling import (
    Interpreter,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
    Table,
)

JA, VI, EN = frozenset({"ja"}), frozenset({"vi"}), frozenset({"en"})


def problem(**changes: Any) -> Problem:
    """Two half-days of three slots; `requests`, `parties` and so on by id replace members."""
    held: dict[str, tuple[Any, ...]] = {
        "tables": (Table("hall"), Table("side"), Table("room", zone="quiet")),
        "parties": (
            Party("Akita", languages=JA),
            Party("Nara", languages=JA),
            Party("Huế", languages=VI),
            Party("Sơn La", languages=VI | EN),
        ),
        "requests": (
            Request("A–H", ("Akita", "Huế")),
            Request("N–H", ("Nara", "Huế")),
            Request("A–N", ("Akita", "Nara")),
            Request("N–S", ("Nara", "Sơn La")),
        ),
        "interpreters": (
            Interpreter("one", JA | VI),
            Interpreter("two", JA | EN),
        ),
    }
    for kind, things in held.items():
        given = changes.pop(kind, {})
        held[kind] = tuple(
            replace(thing, **given[thing.id]) if thing.id in given else thing for thing in things
        )
    defaults: dict[str, Any] = {"slots": 6, "long_breaks_after": frozenset({2})}
    return Problem(**defaults | held | changes)


def plan(*meetings: tuple[Any, ...]) -> Plan:
    """Return a plan of meetings: request, slot, table, interpreter."""
    return Plan(tuple(Meeting(*meeting) for meeting in meetings))

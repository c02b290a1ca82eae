"""The answer to “does it count as a sister link?”, condition by condition."""

from collections.abc import Iterable
from dataclasses import dataclass

from enishi.apps.register.models import Agreement

NAMES = ("signed_by_heads", "open_scope", "assembly_approved")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a pair counts, and what is documented of the text that comes closest."""

    counts: bool
    closest: Agreement | None
    conditions: tuple[tuple[str, str], ...]


def sister_link(rows: Iterable[Agreement]) -> Answer:
    """Answer by CLAIR's three conditions, all of one text."""
    closest = max(rows, key=_documented, default=None)
    answers = answers_of(closest)
    return Answer(all(answer == "yes" for _, answer in answers), closest, answers)


def answers_of(row: Agreement | None) -> tuple[tuple[str, str], ...]:
    """Return each condition with yes, no or unknown for a text."""
    return tuple((name, _answer(row, name)) for name in NAMES)


def _answer(row: Agreement | None, name: str) -> str:
    value = getattr(row, name, None)
    return "unknown" if value is None else "yes" if value else "no"


def _documented(row: Agreement) -> tuple[int, int]:
    answers = [getattr(row, name) for name in NAMES]
    return answers.count(True), -answers.count(False)

"""The meeting engine: who meets whom, when, at which table, with which interpreter."""

from enishi.domain.scheduling.check import Score, Violation, score, violations
from enishi.domain.scheduling.plan import Meeting, Plan
from enishi.domain.scheduling.problem import (
    BadProblem,
    Interpreter,
    Party,
    Problem,
    Request,
    Table,
    Wish,
)

__all__ = [
    "BadProblem",
    "Interpreter",
    "Meeting",
    "Party",
    "Plan",
    "Problem",
    "Request",
    "Score",
    "Table",
    "Violation",
    "Wish",
    "score",
    "violations",
]

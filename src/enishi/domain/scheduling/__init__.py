"""The meeting engine: who meets whom, when, at which table, with which interpreter."""

from enishi.domain.scheduling.board import Bound, Progress, Reason
from enishi.domain.scheduling.check import Score, Violation, score, violations
from enishi.domain.scheduling.limits import Limits
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
from enishi.domain.scheduling.solve import Result, Status, solve

__all__ = [
    "BadProblem",
    "Bound",
    "Interpreter",
    "Limits",
    "Meeting",
    "Party",
    "Plan",
    "Problem",
    "Progress",
    "Reason",
    "Request",
    "Result",
    "Score",
    "Status",
    "Substitute",
    "Table",
    "Violation",
    "Wish",
    "score",
    "solve",
    "stand_ins",
    "violations",
]

"""What no plan can better: bounds on musts, weight and breaks."""

from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.bounds.breaks import BreakBound, bound_breaks
from enishi.domain.scheduling.bounds.weight import WeightBound, bound_weight, weight_bound
from enishi.domain.scheduling.shape import Shape

__all__ = [
    "BreakBound",
    "WeightBound",
    "bound",
    "bound_breaks",
    "bound_weight",
    "weight_bound",
]


def bound(board: Board, shape: Shape) -> None:
    """Prove bounds on musts and weight, then on breaks: an engine that keeps one core busy."""
    bound_weight(board, shape)
    bound_breaks(board, shape)

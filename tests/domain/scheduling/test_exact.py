"""The exact engine proves what trying everything finds."""

import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.scheduling import Plan, Problem, Request, Wish, score
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.cpsat.exact import applies, prove_exactly
from enishi.domain.scheduling.cpsat.solving import run
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.shape import Shape
from tests.domain.scheduling.brute import best
from tests.domain.scheduling.small import plan, problem
from tests.domain.scheduling.worlds import good_plans, problems

WORK = Limits(seconds=None, work=60_000)


def solved(asked: Problem, published: Plan | None = None, limits: Limits = WORK) -> Board:
    board = Board(asked, limits, published=published)
    prove_exactly(board, 1)
    return board


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_it_finds_and_proves_what_trying_everything_finds(data: st.DataObject) -> None:
    asked = data.draw(problems(requests=(2, 4), slots=(2, 4)))
    published = data.draw(st.none() | good_plans(asked))
    board, known = solved(asked, published), best(asked, published)
    assert board.score.rank == known.rank
    assert board.whole
    assert board.bound.met_by(board.score)
    assert score(asked, board.plan, published) == board.score

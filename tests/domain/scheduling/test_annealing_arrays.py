"""The compiled search never reaches beyond its arrays: there it would spoil the memory of others."""

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from enishi.domain.scheduling import Limits, Problem
from enishi.domain.scheduling.annealing.engine import anneal
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.shape import Shape
from tests.domain.scheduling import worlds
from tests.domain.scheduling.brute import best

ROOT = Path(__file__).resolve().parents[3]


def test_no_index_is_out_of_bounds(tmp_path: Path) -> None:
    """In a process of its own, since what is compiled with checks is slower and kept elsewhere."""
    done = subprocess.run(
        [sys.executable, "-m", __name__],
        cwd=ROOT,
        env={
            **os.environ,
            "NUMBA_BOUNDSCHECK": "1",
            "NUMBA_CACHE_DIR": str(tmp_path),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        },
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@settings(
    max_examples=150,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(worlds.problems())
def search(problem: Problem) -> None:
    """Search from nothing, and from a plan; an index out of bounds raises."""
    for start in (None, best(problem, parts=3).plan):
        board = Board(problem, Limits(seconds=None))
        anneal(board, Shape.of(problem), 1, work=5, start=start)


if __name__ == "__main__":
    search()

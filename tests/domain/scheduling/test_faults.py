"""Whatever goes wrong in a search, the plan is legal and what is said to be proved is true."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from random import Random
from time import monotonic
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.scheduling import (
    Limits,
    Meeting,
    Plan,
    Problem,
    Result,
    Status,
    score,
    solve,
    violations,
)
from enishi.domain.scheduling.annealing import engine
from enishi.domain.scheduling.readers.synthetic import synthetic
from enishi.domain.scheduling.solve import Engine, _Search
from enishi.domain.scheduling.staffing import staff
from tests.domain.scheduling import worlds
from tests.domain.scheduling.brute import best
from tests.domain.scheduling.small import problem as small
from tests.domain.scheduling.test_decisions import crowd

# A search that is told to stop has to end in this time, on a busy machine too.
SOON = 20.0
FORUM = synthetic(60, seed=1, wishes=5)
RICH = synthetic(40, seed=1, wishes=4, rich=True)
FULL = synthetic(60, seed=1, full=0.7)


def true(problem: Problem, result: Result, known: tuple[int, ...]) -> None:
    """Check a result against the rank of a plan that is known to exist, or the best there is."""
    assert violations(problem, result.plan) == []
    assert result.score == score(problem, result.plan)
    missing, lightness, breaks = known[:3]
    found, bound = result.score.rank[:3], result.bound
    assert bound.must_missing <= missing
    if bound.must_missing == missing:
        assert bound.weight >= -lightness
    if found[:2] == known[:2]:
        assert bound.breaks <= breaks
    if result.status is Status.OPTIMAL:
        assert found <= known[:3]


def after(questions: int) -> Callable[[], bool]:
    """Return a question whose answer is yes once it was asked so often."""
    asked = count()
    return lambda: next(asked) >= questions


@contextmanager
def at(seconds: float) -> Iterator[Callable[[], bool]]:
    """Give a question whose answer is yes from a moment on."""
    stopped = threading.Event()
    timer = threading.Timer(seconds, stopped.set)
    timer.start()
    try:
        yield stopped.is_set
    finally:
        timer.cancel()


class TestStopped:
    @settings(max_examples=60, deadline=None)
    @given(problem=worlds.problems(), questions=st.integers(0, 120), draw=st.data())
    def test_after_any_question_a_small_world_is_left_in_order(
        self, problem: Problem, questions: int, draw: st.DataObject
    ) -> None:
        thorough = draw.draw(st.booleans())
        limits = Limits(seconds=60, stopped=after(questions))
        result = solve(problem, limits=limits, thorough=thorough)
        assert result.notes == ()
        true(problem, result, best(problem).rank)

    @pytest.mark.parametrize("problem", [FORUM, RICH, FULL], ids=lambda problem: problem.name)
    def test_at_any_moment_a_forum_is_left_in_order(self, problem: Problem) -> None:
        known = solve(problem, limits=Limits(seconds=2.0)).score.rank
        draw = Random(7)  # noqa: S311  # nothing secret is drawn
        for _ in range(8):
            with at(draw.uniform(0.0, 0.8)) as stopped:
                begun = monotonic()
                result = solve(problem, limits=Limits(seconds=60, stopped=stopped))
            assert monotonic() - begun < SOON
            assert result.notes == ()
            true(problem, result, known)
        for questions in (0, 1, 2, 5, 20, 100):
            limits = Limits(seconds=60, stopped=after(questions))
            true(problem, solve(problem, limits=limits), known)

    def test_before_it_began_it_returns_at_once(self) -> None:
        begun = monotonic()
        result = solve(FORUM, limits=Limits(seconds=60, stopped=lambda: True))
        assert monotonic() - begun < SOON
        assert violations(FORUM, result.plan) == []
        assert result.notes == ()


def built(engine: Callable[[_Search], None]) -> Callable[[_Search], Engine]:
    """Return what stands in for a method that builds an engine."""

    def build(search: _Search) -> Engine:
        def run() -> None:
            engine(search)

        run.__name__ = engine.__name__.strip("_")
        return run

    return build


class TestEngines:
    @pytest.mark.parametrize("name", ["_annealing", "_bounding", "_proving"])
    @pytest.mark.parametrize("error", [MemoryError(), ValueError("broken"), OSError(12, "no room")])
    def test_of_one_that_fails_it_is_noted_and_the_others_go_on(
        self, name: str, error: Exception, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: object) -> None:
            raise error

        fail.__name__ = name
        monkeypatch.setattr(_Search, name, built(fail))
        result = solve(small(), limits=Limits(seconds=2.0))
        (note,) = result.notes
        assert note.startswith(name.strip("_") + ": ")
        assert result.score.weight == result.bound.weight == 4
        assert violations(small(), result.plan) == []

    def test_where_all_fail_the_plan_is_empty_and_nothing_is_proved(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: object) -> None:
            raise MemoryError

        for name in ("_annealing", "_bounding", "_proving"):
            monkeypatch.setattr(_Search, name, built(fail))
        result = solve(small(), limits=Limits(seconds=60))
        assert (result.plan, result.status) == (Plan(), Status.FEASIBLE)
        assert (result.bound.weight, result.bound.breaks) == (4, 0)
        assert len(result.notes) == 3

    @pytest.mark.parametrize(
        "wrong",
        [
            (Meeting("A–H", 0, "hall"),),
            tuple(Meeting(key, 0, "hall", "one") for key in ("A–H", "N–H")),
            tuple(Meeting(key, n, "hall", "one") for n, key in enumerate(("A–H", "N–H", "A–N"))),
            (Meeting("A–H", 9, "roof", "stranger"),) * 9,
            (Meeting("nobody’s", 0, "hall"),),
        ],
    )
    def test_a_wrong_plan_is_not_taken(
        self, wrong: tuple[Meeting, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def offer(search: _Search) -> None:
            search.board.offer(Plan(wrong), "confused")

        def nothing(_: object) -> None:
            return

        offer.__name__ = "_annealing"
        monkeypatch.setattr(_Search, "_annealing", built(offer))
        monkeypatch.setattr(_Search, "_proving", built(nothing))
        monkeypatch.setattr(_Search, "_bounding", built(nothing))
        result = solve(small(), limits=Limits(seconds=60))
        assert result.plan == Plan()
        assert all(note.startswith("annealing: ") for note in result.notes)

    def test_a_listener_that_fails_does_not_spoil_the_plan(self) -> None:
        def fail(_: object) -> None:
            raise RuntimeError("nobody listens")

        result = solve(small(), limits=Limits(seconds=2.0), on_progress=fail)
        assert violations(small(), result.plan) == []
        assert result.notes


class TestMemory:
    def test_the_plan_so_far_is_kept_where_an_engine_runs_out_of_memory_on_the_way(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given_out: list[Any] = []

        def staffed(*said: Any) -> Any:
            if len(given_out) == 2:
                raise MemoryError
            given_out.append(staff(*said))
            return given_out[-1]

        monkeypatch.setattr(engine, "staff", staffed)
        monkeypatch.setattr(_Search, "_bounding", built(lambda _: None))
        result = solve(FORUM, limits=Limits(seconds=30))
        assert set(result.notes) == {"annealing: out of memory"}
        assert result.plan in [found.plan for found in given_out]
        true(FORUM, result, result.score.rank)

    def test_where_no_thread_can_begin_that_is_noted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def start(_: threading.Thread) -> None:
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr(threading.Thread, "start", start)
        result = solve(small(), limits=Limits(seconds=60))
        assert result.plan == Plan()
        assert set(result.notes) == {
            f"{name}: can't start new thread" for name in ("annealing", "bounding", "proving")
        }

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone confines so")
    @pytest.mark.parametrize(
        ("parties", "megabytes", "notes"), [(30, 2, True), (30, 2000, False), (300, 8, None)]
    )
    def test_a_confined_process_returns_a_legal_plan(
        self,
        parties: int,
        megabytes: int,
        notes: bool | None,  # noqa: FBT001  # a column of the table
    ) -> None:
        done = subprocess.run(
            [sys.executable, "-c", _CONFINED, str(parties), str(megabytes)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.returncode == 0, done.stderr
        legal, told, weight = json.loads(done.stdout)
        assert legal
        assert weight > 0
        if notes is not None:
            assert bool(told) == notes


# The engines are loaded first: a library that finds no room while it is loaded ends the process.
_CONFINED = """
import json, resource, sys
from enishi.domain.scheduling import Limits, solve, violations
from enishi.domain.scheduling.readers.synthetic import synthetic
problem = synthetic(int(sys.argv[1]), seed=1, wishes=5)
solve(synthetic(8, seed=1), limits=Limits(seconds=5))
with open("/proc/self/statm") as known:
    used = int(known.read().split()[0]) * resource.getpagesize()
limit = used + int(sys.argv[2]) * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
result = solve(problem, limits=Limits(seconds=2))
print(json.dumps([violations(problem, result.plan) == [], result.notes, result.score.weight]))
"""


class TestWorkers:
    def test_those_killed_are_noted_and_the_plan_is_legal(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started: list[subprocess.Popen[bytes]] = []
        over = threading.Event()

        class Recorded(subprocess.Popen[bytes]):
            def __init__(self, *words: Any, **how: Any) -> None:
                super().__init__(*words, **how)
                started.append(self)

        def hunt() -> None:
            while not over.wait(0.02):
                for worker in started:
                    if worker.poll() is None:
                        worker.kill()

        monkeypatch.setattr(subprocess, "Popen", Recorded)
        hunter = threading.Thread(target=hunt)
        hunter.start()
        held, begun = crowd(), monotonic()
        try:
            result = solve(held, limits=Limits(seconds=60))
        finally:
            over.set()
            hunter.join()
        assert monotonic() - begun < 60 + SOON
        assert started
        assert any(note.startswith("decisions: ") for note in result.notes)
        assert result.bound.must_missing == 0
        true(held, result, result.score.rank)
        assert all(worker.poll() is not None for worker in started)

"""`python -m benchmarks.scheduling.published FOLDER`: the published instances, ours and MaxSAT.

The folder holds .dzn files. Each method solves each file in a process of its own, one at a time.
"""

import argparse
import importlib.metadata
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.machinery import write_results
from benchmarks.scheduling.maxsat import rc2, uwrmaxsat
from enishi.domain.scheduling import Plan, Problem, score, violations
from enishi.domain.scheduling.board import Board
from enishi.domain.scheduling.decisions.proving import decide
from enishi.domain.scheduling.decisions.seating import seated
from enishi.domain.scheduling.limits import Limits
from enishi.domain.scheduling.readers.published import read_published
from enishi.domain.scheduling.shape import Shape

RESULTS = Path(__file__).parent / "results"
METHODS = ("decisions", "rc2", "uwrmaxsat")
GRACE = 10  # seconds above the limit that a process may take to start and to end


def solved(problem: Problem, method: str, seconds: float) -> dict[str, Any]:
    """Return what a method finds: optimal, feasible, infeasible or unknown; breaks and bound."""
    if method == "decisions":
        board = Board(problem, Limits(seconds=seconds))
        decide(board)
        held = not board.score.must_missing
        proved = held and board.bound.met_by(board.score)
        status = "optimal" if proved else "feasible" if held else "unknown"
        status = "infeasible" if board.bound.must_missing else status
        return _told(problem, status, board.plan if held else None, board.bound.breaks)
    maxsat: Callable[[Problem], list[int] | None] = {"rc2": rc2, "uwrmaxsat": uwrmaxsat}[method]
    slots = maxsat(problem)
    if slots is None:
        return _told(problem, "infeasible", None, None)
    plan = seated(Shape.of(problem), slots)
    return _told(problem, "optimal", plan, score(problem, plan).breaks)


def _told(problem: Problem, status: str, plan: Plan | None, bound: int | None) -> dict[str, Any]:
    wrong = [str(each) for each in violations(problem, plan)] if plan else []
    breaks = score(problem, plan).breaks if plan else None
    return {"status": status, "breaks": breaks, "bound": bound, "wrong": wrong}


def _measure(file: Path, method: str, fairness: int, seconds: float) -> dict[str, Any]:
    """Run a method in a process of its own; its seconds include its start."""
    asked = [str(file), "--one", method, "--fairness", str(fairness), "--seconds", str(seconds)]
    begun = time.perf_counter()
    try:
        said = subprocess.run(
            [sys.executable, "-m", "benchmarks.scheduling.published", *asked],
            capture_output=True,
            check=True,
            text=True,
            timeout=seconds + GRACE,
        ).stdout
        told = json.loads(said)
    except subprocess.TimeoutExpired:
        told = {"status": "unknown", "breaks": None, "bound": None, "wrong": []}
    except subprocess.CalledProcessError as error:
        told = {"status": "failed", "breaks": None, "bound": None, "wrong": [error.stderr[-300:]]}
    took = round(time.perf_counter() - begun, 2)
    if took > seconds + 1:
        told["status"] = "unknown"
    return {"file": file.stem, "method": method, "fairness": fairness, "seconds": took, **told}


def _lines(runs: list[dict[str, Any]], methods: list[str]) -> Iterator[str]:
    yield "| instance | d | " + " | ".join(methods) + " |"
    yield "| --- | --- |" + " --- |" * len(methods)
    for file, fairness in dict.fromkeys((run["file"], run["fairness"]) for run in runs):
        row = [run for run in runs if (run["file"], run["fairness"]) == (file, fairness)]
        cells = [f"{run['status']} {run['breaks']}, {run['seconds']} s" for run in row]
        yield f"| {file} | {fairness} | " + " | ".join(cells).replace(" None", "") + " |"
    for method in methods:
        own = [run for run in runs if run["method"] == method]
        done = sum(run["status"] in ("optimal", "infeasible") for run in own)
        times = [run["seconds"] for run in own]
        yield f"\n{method}: {done} of {len(own)}, total {sum(times):.1f} s, worst {max(times):.1f} s"


def main() -> None:
    """Measure, and write down what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("where", type=Path)
    parser.add_argument("--one", choices=METHODS, help="solve one file, and print what is found")
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=["decisions", "rc2"])
    parser.add_argument("--fairness", nargs="+", type=int, default=[2])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--only", default="", help="files whose names hold this")
    asked = parser.parse_args()
    if asked.one:
        text = asked.where.read_text(encoding="utf-8")
        problem = read_published(text, name=asked.where.stem, fairness=asked.fairness[0])
        print(json.dumps(solved(problem, asked.one, asked.seconds)))
        return
    runs = []
    for file in sorted(asked.where.glob(f"*{asked.only}*.dzn")):
        for fairness in asked.fairness:
            for method in asked.methods:
                runs.append(_measure(file, method, fairness, asked.seconds))
                print(runs[-1], file=sys.stderr, flush=True)
    solvers = ("python-sat", "highspy", *(["hermax"] if "uwrmaxsat" in asked.methods else []))
    facts = {"solvers": {name: importlib.metadata.version(name) for name in solvers}, "runs": runs}
    title = f"Published instances, {asked.seconds:g} s each"
    write_results(RESULTS, title, "\n".join(_lines(runs, asked.methods)), facts)


if __name__ == "__main__":
    main()

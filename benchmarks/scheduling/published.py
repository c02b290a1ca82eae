"""`python -m benchmarks.scheduling.published`: the published instances, ours beside MaxSAT.

Each method solves each file in a process of its own, one at a time. The protocol is in
benchmarks/README.md.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.machinery import write_results
from benchmarks.scheduling.maxsat import rc2, uwrmaxsat
from benchmarks.scheduling.run import INSTANCES, PACKAGES
from enishi.domain.scheduling import Limits, Plan, Problem, score, solve, violations
from enishi.domain.scheduling.readers.published import read_published
from enishi.domain.scheduling.shape import Shape
from enishi.domain.scheduling.staffing import seated

RESULTS = Path(__file__).parent / "results" / "published"
METHODS = ("enishi", "rc2", "uwrmaxsat")
USUAL = 2  # the fairness of the paper, unless it says otherwise
GRACE = 10  # seconds above the limit that a process may take to start and to end


def solved(problem: Problem, method: str, seconds: float) -> dict[str, Any]:
    """Return what a method finds: optimal, feasible, infeasible or unknown; breaks and bound."""
    if method == "enishi":
        result = solve(problem, limits=Limits(seconds=seconds))
        plan = None if result.score.must_missing else result.plan
        return _told(problem, result.status.value, plan, result.bound.breaks)
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
    asked = ["--one", str(file), method, "--fairness", str(fairness), "--seconds", str(seconds)]
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
        by = {run["method"]: run for run in row}
        cells = [
            f"{run['status']} {run['breaks']}, {run['seconds']} s" if (run := by.get(m)) else ""
            for m in methods
        ]
        yield f"| {file} | {fairness} | " + " | ".join(cells).replace(" None", "") + " |"
    for method in methods:
        for title, some in (
            ("originals, d = 2", [r for r in runs if _original(r) and r["fairness"] == USUAL]),
            ("originals, other d", [r for r in runs if _original(r) and r["fairness"] != USUAL]),
            ("variants", [r for r in runs if not _original(r)]),
        ):
            if own := [run for run in some if run["method"] == method]:
                done = sum(run["status"] in ("optimal", "infeasible") for run in own)
                times = [run["seconds"] for run in own]
                yield (
                    f"\n{method}, {title}: {done} of {len(own)} settled,"
                    f" {sum(times):.1f} s in all, {max(times):.1f} s at worst"
                )


def _original(run: dict[str, Any]) -> bool:
    return "original" in run["file"]


def main() -> None:
    """Measure, and write down what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=INSTANCES / "published")
    parser.add_argument("--one", nargs=2, metavar=("FILE", "METHOD"), help="solve one file only")
    parser.add_argument("--baseline", nargs="*", choices=METHODS[1:], default=["rc2"])
    parser.add_argument("--fairness", nargs="+", type=int, default=[0, 1, 2, 3])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--only", default="", help="files whose names hold this")
    asked = parser.parse_args()
    if asked.one:
        file = Path(asked.one[0])
        text = file.read_text(encoding="utf-8")
        problem = read_published(text, name=file.stem, fairness=asked.fairness[0])
        print(json.dumps(solved(problem, asked.one[1], asked.seconds)))
        return
    runs = []
    for file in sorted(asked.folder.glob(f"*{asked.only}*.dzn")):
        original = "original" in file.stem
        for fairness in asked.fairness if original else [USUAL]:
            methods = ["enishi", *(asked.baseline if original and fairness == USUAL else [])]
            for method in methods:
                runs.append(_measure(file, method, fairness, asked.seconds))
                print(runs[-1], file=sys.stderr, flush=True)
    title = f"Published instances, {asked.seconds:g} s each"
    methods = ["enishi", *asked.baseline]
    write_results(RESULTS, title, "\n".join(_lines(runs, methods)), {"runs": runs}, PACKAGES)


if __name__ == "__main__":
    main()

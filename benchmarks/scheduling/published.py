"""`python -m benchmarks.scheduling.published`: the published instances, ours beside MaxSAT.

Each method solves each file in a process of its own, one at a time, and loads nothing that is
another's. The protocol is in benchmarks/README.md.
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from enishi.domain.scheduling import Limits, Plan, Problem, score, solve, violations
from enishi.domain.scheduling.readers.published import read_published

RESULTS = Path(__file__).parent / "results" / "published"
SETTLED = ("optimal", "infeasible")
METHODS = ("enishi", "rc2", "uwrmaxsat")
USUAL = 2  # the fairness of the paper, unless it says otherwise
GRACE = 10  # seconds above the limit that a process may take to start and to end


def solved(problem: Problem, method: str, seconds: float) -> dict[str, Any]:
    """Return what a method finds: optimal, feasible, infeasible or unknown; breaks and bound."""
    if method == "enishi":
        result = solve(problem, limits=Limits(seconds=seconds))
        plan = None if result.score.must_missing else result.plan
        return _told(problem, result.status.value, plan, result.bound.breaks)
    from benchmarks.scheduling import maxsat  # noqa: PLC0415  # ours does not wait for it
    from enishi.domain.scheduling.shape import Shape  # noqa: PLC0415  # loaded when needed
    from enishi.domain.scheduling.staffing import seated  # noqa: PLC0415  # loaded when needed

    slots = {"rc2": maxsat.rc2, "uwrmaxsat": maxsat.uwrmaxsat}[method](problem)
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
        told = json.loads(_said(asked, seconds + GRACE))
    except subprocess.TimeoutExpired:
        told = {"status": "unknown", "breaks": None, "bound": None, "wrong": []}
    except subprocess.CalledProcessError as error:
        told = {"status": "failed", "breaks": None, "bound": None, "wrong": [error.stderr[-300:]]}
    took = round(time.perf_counter() - begun, 2)
    if took > seconds + 1:
        told["status"] = "unknown"
    return {"file": file.stem, "method": method, "fairness": fairness, "seconds": took, **told}


def _said(asked: list[str], seconds: float) -> str:
    """Return what a process says; with it end all that it has started."""
    words = [sys.executable, "-m", "benchmarks.scheduling.published", *asked]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            said, wrong = process.communicate(timeout=seconds)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words, said, wrong)
    return said


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
    yield from ("", *_totals(runs, methods))


def _totals(runs: list[dict[str, Any]], methods: list[str]) -> Iterator[str]:
    """Yield a table of how many were settled, in what time, of each kind and by each method."""
    yield "| instances | method | settled | seconds in all | worst |"
    yield "| --- | --- | --- | --- | --- |"
    for original, d in sorted({(_original(run), run["fairness"]) for run in runs}, reverse=True):
        for method in methods:
            own = [
                run
                for run in runs
                if (_original(run), run["fairness"], run["method"]) == (original, d, method)
            ]
            if own:
                settled = sum(run["status"] in SETTLED for run in own)
                times = [run["seconds"] for run in own]
                yield (
                    f"| {'originals' if original else 'variants'}, d = {d} | {method}"
                    f" | {settled} of {len(own)} | {sum(times):.1f} | {max(times):.1f} |"
                )


def _original(run: dict[str, Any]) -> bool:
    return "original" in run["file"]


def main() -> None:
    """Measure, and write down what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="of the instances")
    parser.add_argument("--one", nargs=2, metavar=("FILE", "METHOD"), help="solve one file only")
    parser.add_argument("--baseline", nargs="*", choices=METHODS[1:], default=METHODS[1:])
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
    from benchmarks.machinery import write_results  # noqa: PLC0415  # loaded when needed
    from benchmarks.scheduling.run import INSTANCES, PACKAGES  # noqa: PLC0415  # loaded when needed

    asked.folder = asked.folder or INSTANCES / "published"
    runs: list[dict[str, Any]] = []
    tasks = list(_tasks(asked))
    begun = time.perf_counter()
    for number, (file, method, fairness) in enumerate(tasks, 1):
        run = _measure(file, method, fairness, asked.seconds)
        runs.append(run)
        told = " ".join(str(run[key]) for key in ("file", "fairness", "method", "status", "breaks"))
        print(
            f"{number}/{len(tasks)}, {time.perf_counter() - begun:.0f} s: {told},"
            f" {run['seconds']} s {' '.join(run['wrong'])}",
            file=sys.stderr,
            flush=True,
        )
    title = f"Published instances, {asked.seconds:g} s each"
    methods = ["enishi", *asked.baseline]
    write_results(RESULTS, title, "\n".join(_lines(runs, methods)), {"runs": runs}, PACKAGES)


def _tasks(asked: argparse.Namespace) -> Iterator[tuple[Path, str, int]]:
    """Yield what is to be measured: originals first, baselines beside ours."""
    files = sorted(file for file in asked.folder.glob("*.dzn") if asked.only in file.name)
    for file in sorted(files, key=lambda file: "original" not in file.stem):
        original = "original" in file.stem
        for fairness in asked.fairness if original else [USUAL]:
            yield file, "enishi", fairness
            if original and fairness == USUAL:
                yield from ((file, method, fairness) for method in asked.baseline)


if __name__ == "__main__":
    main()

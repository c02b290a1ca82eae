"""`python -m benchmarks.scheduling.run`: how good plans are, how soon, and how far from proved.

The protocol is in benchmarks/README.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.machinery import write_results
from benchmarks.scheduling.curve import drawn

RESULTS = Path(__file__).parent / "results"
# Where the given problems are; they are not ours to pass on.
INSTANCES = Path(os.environ.get("ENISHI_BENCH_INSTANCES", "../shared/bench/scheduling"))
PACKAGES = ("numba", "numpy", "highspy", "ortools", "python-sat")
_GRACE = 120  # seconds beyond the limit, after which a measurement has failed
# file → (seconds, goal)
GIVEN = {
    "forum800-must1500.json": (10, "31 breaks proved in 2 s"),
    "forum800-wishes3000.json": (15, "weight 2,784, 26 breaks"),
    "expo10k-wishes50000.json.gz": (60, "weight 61,655, 1,180 breaks, 500 MB"),
    "forum800-must50.json": (60, "within 10 % of the bound"),
    "forum800-must70.json": (60, "within 8 % of the bound"),
    "forum800-must85.json": (60, "within 10 % of the bound"),
    "congress1200-rich.json": (60, "weight within 1 %, 50 breaks"),
    "quangninh130-rich.json": (10, "weight within 1 %, 6 breaks"),
}
REPAIRED = ("forum800-must70.json", "congress1200-rich.json")
SIZES = (100, 800, 3_000, 10_000, 30_000)
# Up to so many parties → seconds.
_GROWTH_SECONDS = {800: 30, 3_000: 60, 10_000: 120, 30_000: 180}
_NEAR_WEIGHT, _NEAR_BREAKS = 0.99, 1.2


def measured(arguments: Sequence[str], seconds: float) -> dict[str, Any]:
    """Run one measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scheduling.measure", *arguments],
        stdout=subprocess.PIPE,
        check=True,
        timeout=seconds + _GRACE,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _given(folder: Path) -> dict[str, Any]:
    results = {}
    for name, (seconds, _) in GIVEN.items():
        file, kept = INSTANCES / name, folder / f"{name}.plan"
        results[name] = measured(
            ["given", str(file), "--seconds", str(seconds), "--keep", str(kept)], seconds
        )
        _say(name, results[name])
    return results


def _repair(folder: Path) -> dict[str, Any]:
    results = {}
    for name in REPAIRED:
        results[name] = measured(
            ["repair", str(INSTANCES / name), str(folder / f"{name}.plan")], 600
        )
        told = {key: value for key, value in results[name].items() if key != "rows"}
        print(name, told, flush=True)
    return results


def _growth() -> dict[str, Any]:
    results = {}
    for kind in ("plain", "rich"):
        for size in SIZES:
            flags = ["--rich"] if kind == "rich" else []
            name = f"{kind} {size}"
            seconds = next(some for most, some in _GROWTH_SECONDS.items() if size <= most)
            results[name] = measured(
                ["made", str(size), "--seconds", str(seconds), *flags], seconds
            )
            results[name]["near_weight"] = near_weight(results[name])
            results[name]["near_breaks"] = near_breaks(results[name])
            _say(name, results[name])
    return results


def near_weight(found: dict[str, Any]) -> float | None:
    """Return the seconds to a plan within a hundredth of the bound on weight; None: not reached."""
    for step in found["steps"]:
        near = step["weight"] >= _NEAR_WEIGHT * found["weight_bound"]
        if near and step["must_missing"] == found["must_missing"]:
            return float(step["seconds"])
    return None


def near_breaks(found: dict[str, Any]) -> float | None:
    """Return the seconds to the best weight with at most 1.2 times as many breaks as are proved."""
    for step in found["steps"]:
        near = step["breaks"] <= _NEAR_BREAKS * found["breaks_bound"]
        best = step["must_missing"], step["weight"]
        if near and best == (found["must_missing"], found["weight"]):
            return float(step["seconds"])
    return None


def _say(name: str, found: dict[str, Any]) -> None:
    told = {key: value for key, value in found.items() if key != "steps"}
    print(name, told, flush=True)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _given_table(results: dict[str, Any]) -> str:
    lines = [
        _row("problem", "parties, requests, slots", "goal", "musts missing", "weight (bound)")
        + " breaks (bound) | best after | memory |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, found in results.items():
        goal = GIVEN[name][1] if name in GIVEN else ""
        last = next(
            step["seconds"]
            for step in found["steps"]
            if (step["weight"], step["breaks"]) == (found["weight"], found["breaks"])
        )
        lines.append(
            f"| {name.partition('.')[0]} | {found['parties']:,}, {found['requests']:,},"
            f" {found['slots']} | {goal} | {found['must_missing']} |"
            f" {found['weight']:,} ({found['weight_bound']:,}) |"
            f" {found['breaks']:,} ({found['breaks_bound']:,}) |"
            f" {last} s of {found['seconds']} s | {found['memory_mib']} MiB |"
        )
    return "\n".join(lines)


def _growth_table(results: dict[str, Any]) -> str:
    lines = [
        _row("made", "requests", "within 1 % of the weight", "within 1.2 × the breaks")
        + " weight (bound) | breaks (bound) | memory |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, found in results.items():
        near = [
            "not reached" if found[key] is None else f"{found[key]} s"
            for key in ("near_weight", "near_breaks")
        ]
        lines.append(
            f"| {name} | {found['requests']:,} | {near[0]} | {near[1]} |"
            f" {found['weight']:,} ({found['weight_bound']:,}) |"
            f" {found['breaks']:,} ({found['breaks_bound']:,}) | {found['memory_mib']} MiB |"
        )
    return "\n".join(lines)


def _repair_table(results: dict[str, Any]) -> str:
    lines = [
        "| repaired | disruptions | median | 95 % | worst | moved | proved least | proofs |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {name.partition('.')[0]} | {found['disruptions']} | {found['median_seconds']:.2f} s |"
        f" {found['p95_seconds']:.2f} s | {found['worst_seconds']:.2f} s | {found['moved']} |"
        f" {found['least']} | {found['proved']} |"
        for name, found in results.items()
    ]
    return "\n".join(lines)


def _curve(results: dict[str, Any]) -> str:
    lines = {
        f"{kind}, {title}": [
            (float(size), max(found[key], 0.01))
            for size in SIZES
            if (found := results.get(f"{kind} {size}")) and found[key] is not None
        ]
        for kind in ("plain", "rich")
        for key, title in (("near_weight", "weight"), ("near_breaks", "breaks"))
    }
    return drawn("Time to a good plan, by parties", "parties", "seconds", lines)


def main() -> None:
    """Measure what is asked for, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = ("given", "growth", "repair")
    parser.add_argument("--only", choices=parts, action="append")
    options = parser.parse_args()
    asked = options.only or parts
    tables, facts = [], {}
    for size, seconds in (("100", 1), ("3000", 10)):  # what compiles is compiled before
        measured(["made", size, "--seconds", str(seconds)], seconds)
    with tempfile.TemporaryDirectory(prefix="enishi-bench-") as folder:
        if "given" in asked or "repair" in asked:
            facts["given"] = _given(Path(folder))
            tables.append(_given_table(facts["given"]))
        if "repair" in asked:
            facts["repair"] = _repair(Path(folder))
            tables.append(_repair_table(facts["repair"]))
    if "growth" in asked:
        facts["growth"] = _growth()
        tables.append(_growth_table(facts["growth"]))
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "growth.svg").write_text(_curve(facts["growth"]), encoding="utf-8")
    write_results(RESULTS, "Meetings", "\n\n".join(tables), facts, PACKAGES)


if __name__ == "__main__":
    main()

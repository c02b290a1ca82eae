"""One measurement of the meeting engine, in a process of its own; it prints what it found as JSON."""

import argparse
import gzip
import json
import platform
import resource
import sys
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from enishi.domain.scheduling import (
    Limits,
    Party,
    Plan,
    Problem,
    Progress,
    Request,
    Wish,
    solve,
    violations,
)
from enishi.domain.scheduling.changes import Change
from enishi.domain.scheduling.readers.documents import read_plan, read_problem
from enishi.domain.scheduling.readers.published import read_published
from enishi.domain.scheduling.readers.synthetic import synthetic

_KINDS = ("party", "table", "interpreter", "must")


def read(file: Path, fairness: int = 2) -> Problem:
    """Return the problem of a file, of our own form or the published one."""
    if file.suffix == ".dzn":
        return read_published(file.read_text(encoding="utf-8"), name=file.stem, fairness=fairness)
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return read_problem(json.loads(data))


def solved(problem: Problem, seconds: float, seed: int) -> tuple[dict[str, Any], Plan]:
    """Solve a problem; return what was found, and how it came about."""
    steps: list[dict[str, Any]] = []

    def note(progress: Progress) -> None:
        steps.append(
            {
                "seconds": round(progress.seconds, 2),
                "by": progress.by,
                "must_missing": progress.score.must_missing,
                "weight": progress.score.weight,
                "breaks": progress.score.breaks,
                "weight_bound": progress.bound.weight,
                "breaks_bound": progress.bound.breaks,
            }
        )

    result = solve(problem, limits=Limits(seconds=seconds), seed=seed, on_progress=note)
    if wrong := violations(problem, result.plan):
        raise RuntimeError(str(wrong[0]))
    found = {
        "parties": len(problem.parties),
        "requests": len(problem.requests),
        "slots": problem.slots,
        "status": result.status.value,
        "must_missing": result.score.must_missing,
        "weight": result.score.weight,
        "weight_bound": result.bound.weight,
        "breaks": result.score.breaks,
        "breaks_bound": result.bound.breaks,
        "seconds": round(result.seconds, 2),
        "seed": seed,
        "notes": result.notes,
        "memory_mib": round(_memory()),
        "steps": steps,
    }
    return found, result.plan


def _memory() -> float:
    """Return the peak resident memory of this process and the largest of its children, in MiB."""
    used = sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return used / (1024**2 if platform.system() == "Darwin" else 1024)


def disruption(problem: Problem, plan: Plan, random: Random) -> tuple[str, Change]:
    """Return something that goes wrong once a plan is published, of one of four kinds in turn."""
    kind = random.choice(_KINDS)
    half_day = random.choice(problem.half_days)
    if kind == "party":
        return kind, Change(parties={_busy(problem, plan, random).id: frozenset(half_day[:3])})
    if kind == "table":
        meeting = random.choice(plan.meetings)
        return kind, Change(tables={meeting.table: frozenset(half_day)})
    if kind == "interpreter" and problem.interpreters:
        away = random.choice(problem.interpreters)
        return kind, Change(interpreters={away.id: frozenset(half_day)})
    one, other = random.sample([_busy(problem, plan, random) for _ in range(20)], 2)
    while one == other:
        other = _busy(problem, plan, random)
    return "must", Change(requests=(Request("new", (one.id, other.id), wish=Wish.MUST),))


def _busy(problem: Problem, plan: Plan, random: Random) -> Party:
    """Return a party of a random meeting."""
    return problem.party[
        random.choice(problem.request[random.choice(plan.meetings).request].parties)
    ]


def repaired(problem: Problem, plan: Plan, number: int, seed: int) -> dict[str, Any]:
    """Repair a plan after each of so many disruptions."""
    # Loads OR-Tools, which would count as memory of problems that do not need it.
    from enishi.domain.scheduling.repair import repair  # noqa: PLC0415  # loaded when needed

    random = Random(seed)
    repair(problem, plan, Change(tables={plan.meetings[0].table: frozenset({0})}))  # loads solvers
    rows: list[dict[str, Any]] = []
    for _ in range(number):
        kind, change = disruption(problem, plan, random)
        found = repair(problem, plan, change)
        if wrong := violations(found.problem, found.plan):
            raise RuntimeError(str(wrong[0]))
        rows.append(
            {
                "kind": kind,
                "seconds": round(found.seconds, 3),
                "moved": len(found.moved) + len(found.dropped),
                "least": found.least_moved,
                "proved": found.proved,
            }
        )
    seconds = sorted(row["seconds"] for row in rows)
    return {
        "disruptions": number,
        "seed": seed,
        "median_seconds": median(seconds),
        "p95_seconds": seconds[int(len(seconds) * 0.95)],
        "worst_seconds": seconds[-1],
        "proved": sum(row["proved"] for row in rows),
        "moved": sum(row["moved"] for row in rows),
        "least": sum(row["least"] for row in rows),
        "rows": rows,
    }


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    given = what.add_parser("given")
    given.add_argument("file", type=Path)
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--fairness", type=int, default=2)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--keep", type=Path, help="write the plan here")
    made = what.add_parser("made")
    made.add_argument("parties", type=int)
    made.add_argument("--rich", action="store_true")
    made.add_argument("--seconds", type=float, default=60)
    made.add_argument("--seed", type=int, default=1)
    mend = what.add_parser("repair")
    mend.add_argument("file", type=Path)
    mend.add_argument("plan", type=Path)
    mend.add_argument("--number", type=int, default=200)
    mend.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.what == "repair":
        plan = read_plan(json.loads(options.plan.read_text(encoding="utf-8")))
        found = repaired(read(options.file), plan, options.number, options.seed)
    elif options.what == "made":
        problem = synthetic(options.parties, seed=options.seed, rich=options.rich)
        found, _ = solved(problem, options.seconds, options.seed)
    else:
        problem = read(options.file, options.fairness)
        found, plan = solved(problem, options.seconds, options.seed)
        if options.keep:
            held = [
                {
                    "request": m.request,
                    "slot": m.slot,
                    "table": m.table,
                    "interpreter": m.interpreter,
                }
                for m in plan.meetings
            ]
            options.keep.write_text(json.dumps({"assignments": held}), encoding="utf-8")
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()

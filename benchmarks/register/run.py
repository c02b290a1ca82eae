"""`python -m benchmarks.register.run`: the register at size, on both databases.

The protocol is in benchmarks/README.md.
"""

import argparse
import datetime
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from benchmarks.machinery import database, served, write_results
from benchmarks.register.synthetic import Size, write_register

RESULTS = Path(__file__).parent / "results"
LIMIT = 570  # seconds: no step may take longer
ROUNDS = 200
LAST = datetime.date(2025, 11, 25)
# measure → (what it is, goal, unit)
GOALS = {
    "load": ("Load, first", 60, "s"),
    "load_again": ("Load, nothing changed", None, "s"),
    "load_if_changed": ("Load, --if-changed", None, "s"),
    "load_memory": ("Load, peak memory", None, "MiB"),
    "find": ("Find, in process", 5, "ms"),
    "api_find": ("Find, through the API", 20, "ms"),
    "agreements_of_place": ("Agreements of a place and its ancestors, first 50", 20, "ms"),
    "filtered_list": ("Filtered list, query and documents of 50", 60, "ms"),
    "web_list": ("Filtered list page, through the web server", 60, "ms"),
    "web_list_kept": ("The same page asked for again", None, "ms"),
    "counts": ("Counts on a day", 50, "ms"),
    "server_memory": ("Server, peak memory", None, "MiB"),
}


def _run(arguments: Sequence[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Run a program; return its seconds, its peak memory in MiB and what it said."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, *arguments], env=environment, stdout=said, stderr=subprocess.DEVNULL
        )
        try:
            waited = os.wait4(process.pid, os.WNOHANG)
            while not waited[0]:
                if time.perf_counter() - start > LIMIT:
                    raise TimeoutError(" ".join(arguments))  # noqa: TRY301  # kills the child below
                time.sleep(0.02)
                waited = os.wait4(process.pid, os.WNOHANG)
            _, status, usage = waited
        except BaseException:
            process.kill()
            process.wait()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, list(arguments))
        seconds = time.perf_counter() - start
        said.seek(0)
        return seconds, usage.ru_maxrss / 1024, said.read().decode()


def _peak_memory(pid: int) -> float:
    """Return the peak resident memory, in MiB, of a process and all below it, added up."""
    total = 0.0
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            total = int(line.split()[1]) / 1024
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            total += _peak_memory(int(child))
    return total


def _summary(times: Sequence[float]) -> dict[str, float]:
    warm = sorted(times[1:])
    return {
        "cold": round(times[0], 2),
        "median": round(warm[len(warm) // 2], 2),
        "p95": round(warm[int(len(warm) * 0.95)], 2),
        "queries": len(warm),
    }


def _ask(connection: http.client.HTTPConnection, paths: Sequence[str]) -> list[float] | None:
    """Return the milliseconds of each answer; None where the address does not exist yet."""
    times = []
    for path in paths:
        start = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - start) * 1000)
        if answer.status == http.HTTPStatus.NOT_FOUND:
            return None
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{answer.status} {path}")
    return times


def _measure(directory: Path, environment: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    _run(["-m", "enishi", "migrate", "-v0"], environment)
    load = ["-m", "enishi", "load", str(directory)]
    for name, arguments in (
        ("load", load),
        ("load_again", load),
        ("load_if_changed", [*load, "--if-changed"]),
    ):
        seconds, memory, _ = _run(arguments, environment)
        found[name] = round(seconds, 1)
        print(f"  {name}: {seconds:.1f} s, {memory:.0f} MiB", flush=True)
        if name == "load":
            found["load_memory"] = round(memory)
    document = json.loads(_run(["-m", "benchmarks.register.measure"], environment)[2])
    names = document.pop("names")
    found |= document
    random = Random(57)
    with served(environment) as (pid, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        lists = [
            f"/en/agreements/?domain={random.choice(('tourism', 'trade', 'education', 'labour'))}"
            f"&kind={random.choice(('memorandum', 'friendship', 'renewal'))}"
            f"&page={random.randint(1, 5)}&on={LAST - datetime.timedelta(days=number)}"
            for number in range(ROUNDS)
        ]
        for name, paths in (
            ("api_find", [f"/api/v1/places?q={quote(text)}" for text in names]),
            ("web_list", lists),
            ("web_list_kept", lists),
        ):
            if times := _ask(connection, paths):
                found[name] = _summary(times)
        found["server_memory"] = round(_peak_memory(pid))
    return found


def _table(results: dict[str, dict[str, Any]]) -> str:
    """Return the results as a table in Markdown."""
    lines = [
        "| measure | goal | " + " | ".join(results) + " |",
        "| --- | --- |" + " --- |" * len(results),
    ]
    for key, (title, goal, unit) in GOALS.items():
        cells = []
        for found in results.values():
            match found.get(key):
                case None:
                    cells.append("–")
                case dict() as times:
                    cells.append(
                        f"{times['median']} {unit} (p95 {times['p95']}, cold {times['cold']})"
                    )
                case number:
                    cells.append(f"{number} {unit}")
        wanted = f"< {goal} {unit}" if goal else ""
        lines.append(f"| {title} | {wanted} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure on the databases asked for, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=Size().units)
    parser.add_argument("--agreements", type=int, default=Size().agreements)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), action="append")
    options = parser.parse_args()
    asked = options.on or ["sqlite", "postgresql"]
    size = Size(
        options.units, options.agreements, options.agreements * 3 // 5, options.agreements // 5
    )
    results: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix="enishi-bench-") as folder:
        directory = Path(folder) / "data"
        write_register(directory, size)
        for kind in asked:
            print(kind, flush=True)
            with database(kind, Path(folder)) as url:
                environment = {**os.environ, "ENISHI_DATABASE": url, "ENISHI_VAR": folder}
                results[kind] = _measure(directory, environment)
    title = f"{size.units:,} units, {size.agreements:,} agreements"
    facts = {"units": size.units, "agreements": size.agreements, "results": results}
    write_results(RESULTS, title, _table(results), facts)


if __name__ == "__main__":
    main()

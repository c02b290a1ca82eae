"""What every benchmark needs: a server, a database of its own, and a place for its results."""

import contextlib
import datetime
import importlib.metadata
import json
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

_PACKAGES = ("django", "django-ninja", "granian", "psycopg", "rapidfuzz")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve Enishi while the block runs; give the server's process and its port."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "enishi", "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid, port
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database, dropped afterwards: sqlite or postgresql."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/enishi.db"
        return
    server = os.environ.get("ENISHI_BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
    name = f"enishi_bench_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


def yardstick() -> float:
    """Return the milliseconds that one piece of work takes, the same on every machine: the best of 9.

    A shared machine is now faster, now slower; by this two runs can be set beside each other.
    """
    times = []
    for _ in range(9):
        start = time.perf_counter()
        sorted(hash((number, str(number))) for number in range(50_000))
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def _processor_times() -> tuple[int, int]:
    """Return how long the processors have run, and how long others on the machine kept them."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0, 0
    times = [int(time) for time in stat.read_text().partition("\n")[0].split()[1:]]
    return sum(times[:8]), times[7]


def _kept_by_others() -> float:
    """Return the share of the processors' time since the start that a shared machine did not give."""
    (ran, kept), (ran_before, kept_before) = _processor_times(), _AT_START[0]
    return round((kept - kept_before) / max(1, ran - ran_before), 3)


_AT_START = _processor_times(), yardstick()


def write_results(
    folder: Path,
    title: str,
    table: str,
    facts: dict[str, Any],
    packages: Sequence[str] = _PACKAGES,
) -> None:
    """Write results down under today's date, as JSON and as a table, and print the table."""
    versions = {name: importlib.metadata.version(name) for name in packages}
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    document = {
        "on": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine,
        "load_average_at_end": round(os.getloadavg()[0], 2),
        "yardstick_ms": [round(_AT_START[1], 1), round(yardstick(), 1)],
        "kept_by_others": _kept_by_others(),
        "python": platform.python_version(),
        "versions": versions,
        **facts,
    }
    said = ", ".join(f"{name} {version}" for name, version in versions.items())
    text = (
        f"{title}; {machine}; Python {document['python']}; {said}\n\n{table}\n\n"
        f"Yardstick: {document['yardstick_ms'][0]} ms before, {document['yardstick_ms'][1]} ms"
        f" after; {document['kept_by_others']:.0%} of the processors' time was kept by others.\n"
    )
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{document['on']}.json"
    file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    file.with_suffix(".md").write_text(text, encoding="utf-8")
    print(text)

"""`python -m benchmarks.site.run`: the public site under 50 and 200 visitors, on both databases.

The protocol is in benchmarks/README.md.
"""

import argparse
import csv
import http.client
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote_plus

from benchmarks.machinery import database, served, write_results

RESULTS = Path(__file__).parent / "results"
SECONDS = 30
VISITORS = 50, 200
MOST = 25  # units and names that are asked for
PAGES = "home", "place", "list", "search"


def _drawn() -> dict[str, list[str]]:
    """Return the units, names and fields that visitors ask for, from the reference facts."""
    data = Path(__file__).parents[2] / "src" / "enishi" / "data"

    def column(file: str, name: str) -> list[str]:
        with (data / file).open(encoding="utf-8", newline="") as rows:
            return sorted({row[name] for row in csv.DictReader(rows) if row[name]})

    signed = column("register/parties.csv", "unit")
    with (data / "places/names.csv").open(encoding="utf-8", newline="") as rows:
        names = sorted({row["text"] for row in csv.DictReader(rows) if row["unit"] in set(signed)})
    fields = column("register/agreements.csv", "domains")
    random = Random(57)
    return {
        "units": random.sample(signed, MOST),
        "names": random.sample(names, MOST),
        "domains": sorted({field for text in fields for field in text.split(";")}),
    }


def _open_all(port: int, drawn: dict[str, list[str]]) -> None:
    """Open every page once, as its first reader does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for language in ("en", "fr", "ja", "vi"):
        pages = [
            "/",
            *(f"/places/{unit}/" for unit in drawn["units"]),
            *(f"/agreements/?domain={field}" for field in drawn["domains"]),
            *(f"/search/?q={quote_plus(name)}" for name in drawn["names"]),
        ]
        for page in pages:
            connection.request("GET", f"/{language}{page}", headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise RuntimeError(f"{answer.status} {page}")


def _load(
    address: str, visitors: int, folder: Path, environment: dict[str, str]
) -> dict[str, dict[str, float]]:
    """Let visitors come for half a minute, and return what each kind of page cost."""
    prefix = folder / f"load-{visitors}"
    subprocess.run(
        [
            sys.executable, "-m", "locust", "--headless", "--skip-log", "--only-summary",
            "--locustfile", str(Path(__file__).parent / "visitors.py"), "--host", address,
            "--users", str(visitors), "--spawn-rate", str(visitors / 5),
            "--run-time", f"{SECONDS}s", "--reset-stats", "--csv", str(prefix),
            "--exit-code-on-error", "0",
        ],
        env=environment, check=True, timeout=SECONDS * 4, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with Path(f"{prefix}_stats.csv").open(encoding="utf-8", newline="") as rows:
        told = {row["Name"]: row for row in csv.DictReader(rows)}
    return {
        name.lower(): {
            "requests_a_second": round(float(row["Requests/s"]), 1),
            "median": float(row["50%"]),
            "p95": float(row["95%"]),
            "failures": int(row["Failure Count"]),
        }
        for name, row in told.items()
        if row["95%"] != "N/A"  # nobody had an answer in time
    }


def _measure(folder: Path, environment: dict[str, str]) -> dict[str, Any]:
    subprocess.run(
        [sys.executable, "-m", "enishi", "prepare"],
        env=environment, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    drawn, visits = _drawn(), folder / "visits.json"
    found: dict[str, Any] = {}
    for way in ("kept", "fresh"):
        visits.write_text(json.dumps(drawn | {"fresh": way == "fresh"}), encoding="utf-8")
        for visitors in VISITORS:
            with served(environment) as (_, port):
                if way == "kept":
                    _open_all(port, drawn)
                address = f"http://127.0.0.1:{port}"
                found[f"{way}, {visitors}"] = _load(
                    address, visitors, folder, environment | {"VISITS": str(visits)}
                )
            print(f"  {way}, {visitors} visitors", flush=True)
    return found


def _table(results: dict[str, dict[str, Any]]) -> str:
    lines = [
        "| database | pages | visitors | requests/s | p95 all | "
        + " | ".join(f"p95 {page}" for page in PAGES)
        + " | failures |",
        "| --- | --- | --- | --- | --- |" + " --- |" * (len(PAGES) + 1),
    ]
    for kind, found in results.items():
        for case, told in found.items():
            way, visitors = case.split(", ")
            total = told["aggregated"]
            cells = [f"{told[page]['p95']:.0f} ms" if page in told else "–" for page in PAGES]
            lines.append(
                f"| {kind} | {way} | {visitors} | {total['requests_a_second']:.0f} "
                f"| {total['p95']:.0f} ms | {' | '.join(cells)} | {total['failures']} |"
            )
    return "\n".join(lines)


def main() -> None:
    """Measure on the databases asked for, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), action="append")
    options = parser.parse_args()
    results: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix="enishi-bench-") as name:
        folder = Path(name)
        for kind in options.on or ["sqlite", "postgresql"]:
            print(kind, flush=True)
            with database(kind, folder) as url:
                environment = {**os.environ, "ENISHI_DATABASE": url, "ENISHI_VAR": name}
                results[kind] = _measure(folder, environment)
    facts = {"seconds": SECONDS, "results": results}
    write_results(RESULTS, "The real register", _table(results), facts)


if __name__ == "__main__":
    main()

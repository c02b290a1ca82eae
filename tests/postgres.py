"""Run a command against PostgreSQL: `python -m tests.postgres COMMAND …`.

Takes ENISHI_TEST_POSTGRES; else a server that answers at 127.0.0.1:5432; else one of its own,
made from the installed programs in a temporary folder and removed afterwards.
"""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

DATABASE = "enishi_checks"


def _answers(address: str) -> bool:
    try:
        psycopg.connect(f"{address}postgres", connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def _programs() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@contextlib.contextmanager
def _own_server() -> Iterator[str]:
    programs = _programs()
    if programs is None:
        sys.exit(
            "No PostgreSQL answers at 127.0.0.1:5432 and its programs are not installed.\n"
            "Install it (Debian, Ubuntu: apt install postgresql), or set ENISHI_TEST_POSTGRES."
        )
    with tempfile.TemporaryDirectory(prefix="enishi-postgres-") as folder:
        data = Path(folder) / "data"
        # PostgreSQL refuses to run as root.
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if as_user:
            shutil.chown(folder, "postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        control = [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-w"]
        initdb = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres"]
        quiet = subprocess.DEVNULL
        subprocess.run([*as_user, *initdb, "-E", "UTF8"], check=True, stdout=quiet, cwd=folder)
        start = [*control, "-o", options, "-l", str(Path(folder) / "log"), "start"]
        subprocess.run(start, check=True, stdout=quiet, cwd=folder)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/"
        finally:
            stop = [*control, "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, stdout=quiet, cwd=folder)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Yield the address of a server, ending in a slash, on which databases may be created."""
    if address := os.environ.get("ENISHI_TEST_POSTGRES"):
        yield address.rstrip("/") + "/"
        return
    for user in dict.fromkeys(("postgres", getpass.getuser())):
        address = f"postgres://{user}@127.0.0.1:5432/"
        if _answers(address):
            yield address
            return
    with _own_server() as address:
        yield address


def main() -> int:
    """Run the command given on the command line; its exit code is ours."""
    with server() as address:
        print(f"PostgreSQL: {address}", flush=True)
        environment = os.environ | {"ENISHI_DATABASE": f"{address}{DATABASE}"}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

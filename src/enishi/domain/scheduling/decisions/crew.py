"""Solvers at work in processes of their own, which can be stopped at once.

A worker is this interpreter, started anew: whatever program asks, none of it is run again there. It
reads its task from its standard input and tells what it finds out on its standard output.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import IO, Any, Self

from enishi.domain.scheduling.decisions.case import Case
from enishi.domain.scheduling.decisions.work import Done, Failed, Said, Task

_WORKER = (sys.executable, "-m", "enishi.domain.scheduling.decisions.worker")


@dataclass(frozen=True, slots=True)
class _Worker:
    task: Task
    process: subprocess.Popen[bytes]


class Crew:
    """Workers by role, one task each. Leaving its context stops them all."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._workers: dict[str, _Worker] = {}
        self._heard: SimpleQueue[tuple[str, _Worker, Said]] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for role in list(self._workers):
            self.stop(role)

    def task(self, role: str) -> Task | None:
        """Return what somebody is doing; None: nothing."""
        worker = self._workers.get(role)
        return worker.task if worker else None

    def start(self, role: str, task: Task) -> None:
        """Let somebody do a task, and drop what they were doing."""
        self.stop(role)
        process = subprocess.Popen(  # noqa: S603  # our own module
            _WORKER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        worker = _Worker(task, process)
        self._workers[role] = worker
        threading.Thread(target=self._talk, args=(role, worker), daemon=True).start()

    def stop(self, role: str) -> None:
        """End what somebody is doing at once."""
        worker = self._workers.pop(role, None)
        if worker is not None:
            worker.process.kill()
            worker.process.wait()

    def listen(self, seconds: float) -> Iterator[tuple[str, Said]]:
        """Yield who said what within some time; after `Done` or `Failed` they have no task."""
        try:
            role, worker, said = self._heard.get(timeout=seconds)
        except Empty:
            return
        if self._workers.get(role) is not worker:
            return
        if isinstance(said, Done | Failed):
            self.stop(role)
        yield role, said

    def _talk(self, role: str, worker: _Worker) -> None:
        """Hand a worker its task, and pass on what it says."""
        with worker.process as process:
            try:
                pickle.dump((self.case, worker.task), _open(process.stdin))
                _open(process.stdin).close()
                said: Said | None = None
                while not isinstance(said, Done | Failed):
                    said = pickle.load(_open(process.stdout))  # noqa: S301  # from our own worker
                    self._heard.put((role, worker, said))
            except (OSError, EOFError, ValueError, pickle.UnpicklingError):
                self._heard.put((role, worker, Failed("ended before it was done")))


def _open(stream: IO[bytes] | None) -> Any:
    if stream is None:
        raise OSError("the worker has no pipe")
    return stream

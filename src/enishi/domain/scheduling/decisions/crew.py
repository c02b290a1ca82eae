"""Solvers at work in processes of their own, which can be stopped at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Self

from enishi.domain.scheduling.decisions.case import Case
from enishi.domain.scheduling.decisions.work import Done, Failed, Said, Task, serve


@dataclass(frozen=True, slots=True)
class _Worker:
    task: Task
    process: BaseProcess
    pipe: Connection


class Crew:
    """Workers by role, one task each. Leaving its context stops them all."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._workers: dict[str, _Worker] = {}

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
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=serve, args=(self.case, task, theirs), daemon=True)
        try:
            process.start()
        finally:
            theirs.close()
        self._workers[role] = _Worker(task, process, ours)

    def stop(self, role: str) -> None:
        """End what somebody is doing at once."""
        worker = self._workers.pop(role, None)
        if worker is not None:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()

    def listen(self, seconds: float) -> Iterator[tuple[str, Said]]:
        """Yield who said what within some time; after `Done` or `Failed` they have no task."""
        roles = {worker.pipe: role for role, worker in self._workers.items()}
        for pipe in wait(list(roles), timeout=seconds):
            role = roles[pipe]  # type: ignore[index]
            worker = self._workers.get(role)
            if worker is None or worker.pipe is not pipe:
                continue
            try:
                said: Said = worker.pipe.recv()
            except (EOFError, OSError):
                said = Failed("ended before it was done")
            if isinstance(said, Done | Failed):
                self.stop(role)
            yield role, said

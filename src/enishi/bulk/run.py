"""A run of `enishi read`: texts in, lines out, troubles told, and where it stopped taken up again."""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from enishi.bulk import hands, words
from enishi.bulk.output import Lines, NotOurs
from enishi.bulk.reading import Outcome, bundled
from enishi.bulk.sources import Source, Trouble, size_of, sources_of


@dataclass
class _Run:
    """What is told at the end, and what may be told on the way."""

    say: Callable[[str], Any]
    advance: Callable[[int], Any]
    troubles: int = 0
    skipped: int = 0
    to_stop: bool = False

    def wrong(self, told: str) -> None:
        """Tell of a trouble; the others go on."""
        self.troubles += 1
        self.say(told)

    def to_read(
        self, paths: Sequence[str], lines: Lines | None, output: str | None
    ) -> Iterator[Source]:
        """Yield the texts that are not read yet."""
        for found in sources_of(paths, output):
            if isinstance(found, Trouble):
                self.wrong(words.trouble_told(found))
            elif lines and lines.holds(found):
                self.skipped += 1
                self.advance(found.size)
            else:
                yield found


def _bar(
    paths: Sequence[str], output: str | None, stack: ExitStack
) -> tuple[Callable[[str], Any], Callable[[int], Any]]:
    """Return how to tell something, and how to tell progress: with a bar on a terminal only."""
    if not sys.stderr.isatty():
        return lambda told: sys.stderr.write(f"{told}\n"), lambda _size: None
    from tqdm import tqdm  # noqa: PLC0415 - on terminals alone

    tqdm.monitor_interval = 0  # a thread of its own would be split with the process
    total = size_of(paths, output) or None
    bar = stack.enter_context(
        tqdm(total=total, unit="B", unit_scale=True, unit_divisor=1024, delay=0.2)
    )
    return lambda told: tqdm.write(told, sys.stderr), bar.update


def read(
    paths: Sequence[str],
    *,
    as_json: bool,
    output: str | None,
    with_text: bool,
    workers: int | None,
    scheduler: str | None,
) -> int:
    """Read files and folders, and return the exit code: 1 if something could not be read."""
    with ExitStack() as stack:
        say, advance = _bar(paths, output, stack)
        run = _Run(say, advance)
        lines = None
        if output:
            try:
                lines = stack.enter_context(Lines(Path(output)))
            except NotOurs:
                say(words.not_ours_told(output))
                return 2
            except OSError as error:
                say(words.not_written_told(output, error))
                return 2
        bundles = bundled(run.to_read(paths, lines, output))
        stack.enter_context(_stopping(run))
        try:
            for outcomes in _outcomes(bundles, workers, scheduler, with_text=with_text):
                _keep(outcomes, run, lines, as_json=as_json)
                if run.to_stop:
                    raise KeyboardInterrupt
        except hands.NoCluster as trouble:
            say(words.no_cluster_told(trouble, scheduler or ""))
            return 1 if trouble.code == "broken" else 2
        except hands.WorkerLost:
            say(words.worker_lost_told())
            return 1
        except OSError as error:
            if not output:
                raise
            say(words.not_written_told(output, error))
            return 1
        if lines and output:
            for told in words.skipped_told(run.skipped, lines.left(), output):
                say(told)
        return 1 if run.troubles else 0


@contextmanager
def _stopping(run: _Run) -> Iterator[None]:
    """Note the first Ctrl-C, to stop when what is being read is written; obey the second at once.

    Raised wherever the program stands, the first could be lost in a place that takes no exceptions.
    """

    def ask(_number: int, _frame: FrameType | None) -> None:
        if run.to_stop:
            raise KeyboardInterrupt
        run.to_stop = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _outcomes(
    bundles: Iterable[list[Source]],
    workers: int | None,
    scheduler: str | None,
    *,
    with_text: bool,
) -> Iterator[list[Outcome]]:
    if scheduler:
        return hands.read_on_cluster(bundles, scheduler, with_text=with_text)
    return hands.read_in_processes(bundles, workers or os.cpu_count() or 1, with_text=with_text)


def _keep(outcomes: Sequence[Outcome], run: _Run, lines: Lines | None, *, as_json: bool) -> None:
    read_well = [outcome for outcome in outcomes if not outcome.failure]
    for outcome in outcomes:
        if outcome.failure:
            run.wrong(words.failure_told(outcome.id, outcome.failure))
        run.advance(outcome.size)
    if lines:
        lines.write(b"".join(outcome.line for outcome in read_well))
    elif as_json:
        sys.stdout.buffer.write(b"".join(outcome.line for outcome in read_well))
        sys.stdout.buffer.flush()
    else:
        for outcome in read_well:
            sys.stdout.write(words.account_of(json.loads(outcome.line)) + "\n")

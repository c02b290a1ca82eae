"""Who reads: this process, several on this machine, or a cluster; the order stays that of the input."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from itertools import chain, islice
from typing import Any, Protocol

from enishi.bulk.reading import Outcome, read_some
from enishi.bulk.sources import Source

type Bundles = Iterable[list[Source]]
type Outcomes = Iterator[list[Outcome]]


class NoCluster(Exception):
    """There is no cluster to read on: `code` says why, the text what the library says of it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail)
        self.code = code


class WorkerLost(Exception):
    """A process that was reading came to an end before its texts did."""


class _Promise(Protocol):
    def result(self) -> list[Outcome]: ...


def in_order(submit: Callable[[list[Source]], _Promise], bundles: Bundles, window: int) -> Outcomes:
    """Yield outcomes in the order of the input, never more than a window of bundles on the way."""
    waiting: deque[_Promise] = deque()
    for bundle in bundles:
        waiting.append(submit(bundle))
        if len(waiting) >= window:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def read_here(bundles: Bundles, *, with_text: bool) -> Outcomes:
    """Read in this process."""
    for bundle in bundles:
        yield read_some(bundle, with_text)


def _begin() -> None:
    """Make a worker leave Ctrl-C to its parent, and end when the parent does, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def read_in_processes(bundles: Bundles, workers: int, *, with_text: bool) -> Outcomes:
    """Read in several processes; what fills one bundle only is not worth starting them."""
    bundles = iter(bundles)
    # What is loaded to read the first bundle here, workers share where a process can be split.
    yield from read_here(islice(bundles, None if workers == 1 else 1), with_text=with_text)
    second = next(bundles, None)
    if second is None:
        return
    way = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    pool = ProcessPoolExecutor(workers, way, _begin)
    try:
        yield from in_order(
            lambda bundle: pool.submit(read_some, bundle, with_text),
            chain([second], bundles),
            3 * workers,
        )
    except BrokenProcessPool as error:
        raise WorkerLost from error
    finally:
        pool.shutdown(cancel_futures=True)


def _threads(client: Any) -> int:
    threads: int = sum(client.nthreads().values())
    if not threads:
        raise NoCluster("no_workers")
    return threads


def read_on_cluster(bundles: Bundles, scheduler: str, *, with_text: bool) -> Outcomes:
    """Read on a Dask cluster.

    Raises:
        NoCluster: its library is not installed, it does not answer, has no workers, or gave up.
    """
    try:
        distributed: Any = import_module("distributed")  # an extra that few install
    except ModuleNotFoundError as error:
        raise NoCluster("not_installed") from error
    try:
        client = distributed.Client(scheduler, timeout=10, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoCluster("no_answer", str(error)) from error
    try:
        threads = _threads(client)
        yield from in_order(
            lambda bundle: client.submit(read_some, bundle, with_text, pure=False),
            bundles,
            3 * threads,
        )
    except NoCluster:
        raise
    except Exception as error:
        raise NoCluster("broken", f"{type(error).__name__}: {error}") from error
    finally:
        client.close()

"""Lines written to a file, so that an interrupted run can be taken up where it stopped.

The output is in the order of the input. So a run that is taken up walks along both, and needs no
memory for what was done; only from the first text on that was not there before does it remember
the rest of the lines by their digests.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Self

from enishi.bulk.sources import Source

_KNOWN_BY = re.compile(rb'\{"id":("(?:[^"\\]|\\.)*"),"digest":"([0-9a-f]{16})",')
_BEGINNING = b'{"id":"'


class NotOurs(Exception):
    """The file to write to exists, and holds something else than lines of readings."""


class Lines:
    """A file of readings, to be added to."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("a+b")
        self._lines: Iterator[bytes] = iter(())
        self._others: Counter[bytes] | None = None
        try:
            self._end = self._whole()
            self._lines = self._read_again(path)
        except BaseException:
            self._file.close()
            raise

    def _whole(self) -> int:
        """Cut a line written by half, if it is one of ours; return where the whole ones end."""
        file = self._file
        end = size = file.seek(0, os.SEEK_END)
        tail = b""
        while end and b"\n" not in tail:
            step = min(2**16, end)
            end -= step
            file.seek(end)
            tail = file.read(step) + tail
        whole = end + tail.rfind(b"\n") + 1
        half = tail[tail.rfind(b"\n") + 1 :]
        file.seek(0)
        first = file.readline(2**20)
        if first[: len(_BEGINNING)] != _BEGINNING[: len(first)]:
            raise NotOurs
        if half[: len(_BEGINNING)] != _BEGINNING[: len(half)]:
            raise NotOurs
        if whole and not _KNOWN_BY.match(first):
            raise NotOurs
        if whole < size:
            file.truncate(whole)
        return whole

    def _read_again(self, path: Path) -> Iterator[bytes]:
        """Yield what the lines are known by; those added by this run are not among them."""
        read = 0
        with path.open("rb") as file:
            while read < self._end:
                line = file.readline()
                read += len(line)
                known = _KNOWN_BY.match(line)
                if known:
                    yield known[1] + known[2]

    def holds(self, source: Source) -> bool:
        """Whether a text is read already; each line answers for one text."""
        key = json.dumps(source.id, ensure_ascii=False).encode() + source.digest.encode()
        if self._others is None:
            known = next(self._lines, None)
            if known is None or known == key:
                return known is not None
            self._others = Counter(self._lines)
            self._others[known] += 1
        if self._others[key] > 0:
            self._others[key] -= 1
            return True
        return False

    def left(self) -> int:
        """Return how many lines are of texts that were not asked for."""
        rest = sum(1 for _ in self._lines)
        return rest + (self._others.total() if self._others else 0)

    def write(self, lines: bytes) -> None:
        """Add lines; they survive whatever happens to this process."""
        self._file.write(lines)
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

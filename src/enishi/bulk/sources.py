"""Files and folders → the texts in them, one after the other, in the order they are given."""

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from enishi.bulk.decoding import whole

LARGEST = 32 * 2**20  # bytes of one text; no report is longer, and memory stays bounded

_TEXTS = (".txt", ".text")
_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
_ARCHIVES = (".warc", ".warc.gz")
_KNOWN = (*_TEXTS, *_PAGES, *_LINES, *_ARCHIVES)


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was found.

    Args:
        id: the name of its file without ending, the id of its record, the address of its page.
        content: bytes, or the text of a record.
        is_page: whether it is HTML.
        charset: declared for it from outside, if any.
        size: how many bytes of input were taken for it.
    """

    id: str
    content: bytes | str
    is_page: bool = False
    charset: str | None = None
    size: int = 0

    def __post_init__(self) -> None:
        """Make the id one that can be written: names of files need not be text."""
        object.__setattr__(self, "id", whole(self.id)[0])

    @property
    def digest(self) -> str:
        """What tells this content from any other, in 16 letters."""
        content = self.content
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        return blake2b(content, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be read: where, a code of what is wrong, and what the system says of it."""

    where: str
    code: str
    detail: str = ""


type Found = Source | Trouble


def files_of(paths: Sequence[str], output: str | None = None) -> Iterator[str | Trouble]:
    """Yield the files that paths stand for; those of a folder by name, if their ending is known.

    Args:
        paths: files and folders; `-` is what comes in.
        output: what is being written, which is no input though it may stand in a folder of it.
    """
    for path in paths:
        if path != "-" and os.path.isdir(path):  # noqa: PTH112 - millions of names: no object for each
            for found in _files_in(path):
                if not (isinstance(found, str) and output and _is_same(found, output)):
                    yield found
        else:
            yield path


def _is_same(path: str, output: str) -> bool:
    if os.path.basename(path) != os.path.basename(output):  # noqa: PTH119 - as above
        return False
    return os.path.exists(output) and os.path.samefile(path, output)  # noqa: PTH110, PTH121 - as above


def _files_in(folder: str) -> Iterator[str | Trouble]:
    try:
        with os.scandir(folder) as entries:
            held = sorted(
                (entry.name, entry.is_dir(follow_symlinks=False))
                for entry in entries
                if not entry.name.startswith(".")
            )
    except OSError as error:
        yield Trouble(folder, "unreadable", error.strerror or str(error))
        return
    for name, is_folder in held:
        path = os.path.join(folder, name)  # noqa: PTH118 - as above
        if is_folder:
            yield from _files_in(path)
        elif name.lower().endswith(_KNOWN):
            yield path


def size_of(paths: Sequence[str], output: str | None = None) -> int:
    """Return how many bytes there are to read, as far as it is known before reading."""
    total = 0
    for path in files_of(paths, output):
        if isinstance(path, str) and path != "-":
            try:
                total += os.stat(path).st_size  # noqa: PTH116 - as above
            except OSError:
                continue
    return total


def sources_of(paths: Sequence[str], output: str | None = None) -> Iterator[Found]:
    """Yield every text of files and folders (see `files_of`), and what could not be read."""
    for path in files_of(paths, output):
        if isinstance(path, Trouble):
            yield path
            continue
        try:
            yield from _texts_of(path)
        except OSError as error:
            yield Trouble(path, "unreadable", error.strerror or str(error))
        except (EOFError, zlib.error, ValueError) as error:
            yield Trouble(path, "broken", str(error))


def _texts_of(path: str) -> Iterator[Found]:
    name = path.lower()
    if path == "-":
        yield _whole("stdin", sys.stdin.buffer, is_page=None)
        return
    with Path(path).open("rb") as file:
        if name.endswith(_LINES):
            yield from _records(path, file)
        elif name.endswith(_ARCHIVES):
            yield from _responses(path, file)
        else:
            is_page = True if name.endswith(_PAGES) else False if name.endswith(_TEXTS) else None
            yield _whole(_stem(path), file, is_page=is_page, where=path)


def _stem(path: str) -> str:
    """Return the name of a file without its ending, where that is one we know."""
    name = Path(path).name
    for ending in sorted(_KNOWN, key=len, reverse=True):
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return Path(path).stem


def _whole(id_: str, file: BinaryIO, *, is_page: bool | None, where: str = "-") -> Found:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        return Trouble(where, "too_long")
    if is_page is None:
        is_page = content[:512].lstrip().lower().startswith((b"<!doctype html", b"<html"))
    return Source(id_, content, is_page, None, len(content))


@contextmanager
def _unpacked(path: str, file: BinaryIO) -> Iterator[BinaryIO]:
    if path.lower().endswith(".zst"):
        import zstandard  # noqa: PLC0415 - for files of its kind alone

        try:
            reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
            yield io.BufferedReader(reader, 2**18)
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error
    elif path.lower().endswith(".gz"):
        with gzip.open(file) as unpacked:
            yield io.BufferedReader(unpacked)
    else:
        yield file


def _records(path: str, file: BinaryIO) -> Iterator[Found]:
    """Yield the records of a file that has one JSON object a line."""
    taken = 0
    with _unpacked(path, file) as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LARGEST + 1), b""), 1):
            where = f"{path}:{number}"
            if len(line) > LARGEST and not line.endswith(b"\n"):
                while (rest := lines.readline(LARGEST)) and not rest.endswith(b"\n"):
                    pass
                yield Trouble(where, "too_long")
                continue
            if not line.strip():
                continue
            size, taken = file.tell() - taken, file.tell()
            yield _record(line, where, f"{_stem(path)}:{number}", size)


def _record(line: bytes, where: str, unnamed: str, size: int) -> Found:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Trouble(where, "not_json", str(error))
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Trouble(where, "no_text")
    told = record.get("id")
    id_ = str(told) if isinstance(told, str | int) and told != "" else unnamed
    return Source(id_, record["text"], size=size)


def _responses(path: str, file: BinaryIO) -> Iterator[Found]:
    """Yield the pages of HTML of a web archive."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - for archives alone
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - as above

    taken = 0
    try:
        for record in ArchiveIterator(file):
            kind = (record.http_headers and record.http_headers.get_header("Content-Type")) or ""
            answered = record.http_headers and record.http_headers.get_statuscode()
            if record.rec_type != "response" or answered != "200" or "html" not in kind.lower():
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or path
            content = record.content_stream().read(LARGEST + 1)
            if len(content) > LARGEST:
                yield Trouble(address, "too_long")
                continue
            _, _, charset = kind.lower().partition("charset=")
            charset = charset.partition(";")[0].strip(" \"'")
            size, taken = file.tell() - taken, file.tell()
            yield Source(address, content, is_page=True, charset=charset or None, size=size)
    except ArchiveLoadFailed as error:
        yield Trouble(path, "broken", str(error))

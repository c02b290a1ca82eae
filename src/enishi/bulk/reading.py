"""The work on one text, wherever it is done: in this process, in another one, on a cluster."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from enishi.bulk.decoding import declared_in, decoded, whole
from enishi.bulk.pages import article_of
from enishi.bulk.sources import Source
from enishi.domain import press
from enishi.domain.press.documents import document_of

_TEXTS_AT_ONCE = 32
_BYTES_AT_ONCE = 2**18  # so that what is on the way stays small


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a text: a line of JSON, or what went wrong where the reading failed."""

    id: str
    size: int
    line: bytes = b""
    failure: str = ""


def text_of(source: Source) -> tuple[str, list[str]]:
    """Return the text to read, and codes for what was done to get it (see `decoding`)."""
    if isinstance(source.content, str):
        text, notes = whole(source.content)
    else:
        charset = source.charset or (declared_in(source.content) if source.is_page else None)
        text, notes = decoded(source.content, charset)
    if source.is_page and text:
        text, done = article_of(text)
        notes += done
    return text, notes if text.strip() or notes else ["empty"]


def read_one(source: Source, *, with_text: bool = False) -> Outcome:
    """Read a text."""
    try:
        text, notes = text_of(source)
        document = document_of(press.read(text), source.id)
    except Exception as error:  # noqa: BLE001 - one bad text must not end a million others
        return Outcome(source.id, source.size, failure=f"{type(error).__name__}: {error}")
    # What a line is known by stands first, so that a run can be taken up from its own output.
    known = {"id": document.pop("id"), "digest": source.digest, "notes": notes}
    said = {"text": text} if with_text else {}
    line = json.dumps({**known, **document, **said}, ensure_ascii=False, separators=(",", ":"))
    return Outcome(source.id, source.size, line.encode() + b"\n")


def read_some(sources: Sequence[Source], with_text: bool) -> list[Outcome]:  # noqa: FBT001 - called by position in other processes
    """Read several texts."""
    return [read_one(source, with_text=with_text) for source in sources]


def bundled(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """Put texts together, as many as are worth a message to another process."""
    bundle: list[Source] = []
    held = 0
    for source in sources:
        bundle.append(source)
        held += len(source.content)
        if len(bundle) >= _TEXTS_AT_ONCE or held >= _BYTES_AT_ONCE:
            yield bundle
            bundle, held = [], 0
    if bundle:
        yield bundle

"""JSON: the documents as the program tells them, one after the other."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from enishi.domain.formats.exports import Export


def to_json(value: Any) -> str:
    """Return a value as JSON text that people can read as well."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def write_json(export: Export) -> Iterator[bytes]:
    """Yield an export as {"meta": …, "items": […]}."""
    items = (record.document for record in export.records)
    return in_list({"meta": export.meta()}, "items", items)


def in_list(
    head: Mapping[str, Any], key: str, items: Iterable[Mapping[str, Any]]
) -> Iterator[bytes]:
    """Yield a JSON object: the members of `head` (at least one), then `items` under `key`.

    The items are written as they come, so that a long list never stands in memory.
    """
    opening = to_json(head).removesuffix("\n}")
    yield f'{opening},\n "{key}": ['.encode()
    separator = "\n"
    for item in items:
        yield (separator + _indented(to_json(item))).encode()
        separator = ",\n"
    yield b"\n ]\n}\n"


def _indented(text: str) -> str:
    # A line break within a JSON string is always written \n, so every real one is layout.
    return "  " + text.replace("\n", "\n  ")

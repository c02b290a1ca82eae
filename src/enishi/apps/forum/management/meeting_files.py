"""The files of the meeting engine: problems and plans read, documents and pictures written."""

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from enishi.apps.forum.management import phrases
from enishi.domain.formats.whole import write_whole
from enishi.domain.scheduling import BadProblem, Plan, Problem
from enishi.domain.scheduling.changes import Change
from enishi.domain.scheduling.readers.changes import read_change
from enishi.domain.scheduling.readers.documents import read_plan, read_problem
from enishi.domain.scheduling.readers.published import read_published

_GZIP = b"\x1f\x8b"
_PUBLISHED_FAIRNESS = 2  # of the paper, unless another is asked for


def the_problem(file: str, fairness: int | None) -> Problem:
    """Return the problem a file states, in our form or in the published one, zipped or not.

    Args:
        file: its path.
        fairness: by how many breaks two parties may differ, instead of what the file says.

    Raises:
        CommandError: there is none; the message says what is wrong and what to do.
    """
    text, name = _text(file), _name(file)
    if not _is_ours(file, text):
        limit = _PUBLISHED_FAIRNESS if fairness is None else fairness
        return read_from(file, lambda: read_published(text, name=name, fairness=limit))
    document = _json(file, text)
    problem = read_from(file, lambda: read_problem(document))
    problem = problem if problem.name else replace(problem, name=name)
    return problem if fairness is None else replace(problem, fairness=fairness)


def the_plan(file: str) -> Plan:
    """Return the plan a file states; what `meetings solve` wrote is one.

    Raises:
        CommandError: there is none.
    """
    document = _json(file, _text(file))
    return read_from(file, lambda: read_plan(document))


def the_change(file: str, problem: Problem) -> Change:
    """Return the change of a problem that a file states.

    Raises:
        CommandError: there is none.
    """
    document = _json(file, _text(file))
    return read_from(file, lambda: read_change(document, problem))


def read_from[Thing](file: str, reader: Callable[[], Thing]) -> Thing:
    """Return what is made of the content of a file.

    Raises:
        CommandError: it says what cannot be; the message says what and where.
    """
    try:
        return reader()
    except BadProblem as error:
        raise CommandError(phrases.bad_problem(file, error), returncode=2) from error


def written(file: str, text: str) -> None:
    """Write a file, whole or not at all.

    Raises:
        CommandError: it cannot be written.
    """
    try:
        write_whole(Path(file), [text.encode()])
    except OSError as error:
        raise CommandError(
            _("“%(file)s” could not be written: %(reason)s. Nothing was changed.")
            % {"file": file, "reason": error.strerror or error},
            returncode=2,
        ) from error


def document_text(document: dict[str, Any]) -> str:
    """Return a document as text: a line for each assignment, so that two plans can be compared."""
    lists = {key: value for key, value in document.items() if isinstance(value, list)}
    whole = {key: value for key, value in document.items() if key not in lists}
    text = json.dumps(whole, ensure_ascii=False, indent=1).removesuffix("\n}")
    for key, items in lists.items():
        lines = ",".join(f"\n  {json.dumps(item, ensure_ascii=False)}" for item in items)
        text += f",\n {json.dumps(key)}: [{lines}\n ]"
    return text + "\n}\n"


def _is_ours(file: str, text: str) -> bool:
    return text.lstrip().startswith(("{", "[")) or ".json" in Path(file).suffixes


def _name(file: str) -> str:
    return Path(file).name.removesuffix(".gz").removesuffix(".json").removesuffix(".dzn")


def _text(file: str) -> str:
    try:
        content = Path(file).read_bytes()
        if content.startswith(_GZIP):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(
            _("“%(file)s” is not UTF-8. Save it as UTF-8.") % {"file": file}, returncode=2
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(
            _(
                "“%(file)s” could not be read: %(reason)s. Correct the path, or fetch the file again."
            )
            % {"file": file, "reason": reason},
            returncode=2,
        ) from error


def _json(file: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CommandError(
            _("“%(file)s” is not JSON: look at line %(line)s, column %(column)s.")
            % {"file": file, "line": error.lineno, "column": error.colno},
            returncode=2,
        ) from error
    except RecursionError as error:
        raise CommandError(
            _("“%(file)s” is nested too deeply to be a problem or a plan. Choose another file.")
            % {"file": file},
            returncode=2,
        ) from error

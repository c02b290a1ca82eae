"""`enishi press score`: texts are read, and set beside what a careful reader took from them."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from enishi.bulk.reading import read_one
from enishi.bulk.sources import Source, Trouble, sources_of
from enishi.bulk.speech import gettext as _
from enishi.bulk.words import failure_told, trouble_told
from enishi.domain.press.scoring import KINDS, Judged, Score, judge

type Document = dict[str, Any]


class _Unusable(Exception):
    """The folder of what texts say holds nothing to score with."""


def _gold(folder: Path) -> Iterator[tuple[str, Document]]:
    if not folder.is_dir():
        raise _Unusable(_("%(folder)s is not a folder. Name another.") % {"folder": folder})
    files = sorted(folder.glob("*.json"))
    if not files:
        raise _Unusable(_("%(folder)s holds no <id>.json. Name another.") % {"folder": folder})
    for file in files:
        try:
            document = json.loads(file.read_bytes())
            document["language"].strip()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _Unusable(
                _("%(file)s is not a document with a language: %(error)s. Correct it.")
                % {"file": file, "error": error}
            ) from error
        yield file.stem, document


def _found(folder: Path, id_: str) -> tuple[Document, str]:
    """Return what is read in a text, nothing if it is not there, and what went wrong."""
    path = folder / f"{id_}.txt"
    for source in sources_of([str(path)]):
        if isinstance(source, Trouble):
            return {}, trouble_told(source)
        outcome = read_one(Source(id_, source.content))
        if outcome.failure:
            return {}, failure_told(id_, outcome.failure)
        return json.loads(outcome.line), ""
    return {}, ""


def score(gold: str, texts: str, *, as_json: bool, errors: str | None, strict: bool) -> int:
    """Score the reading of a folder; return the exit code: 1 if a text could not be read."""
    added: dict[tuple[str, str], Score] = {}
    code = 0
    try:
        for id_, said in _gold(Path(gold)):
            found, trouble = _found(Path(texts), id_)
            if trouble:
                sys.stderr.write(f"{trouble}\n")
                code = 1
            judged = judge(said, found, strict=strict)
            for kind, one in judged.items():
                for language in (said["language"], "all"):
                    added[kind, language] = added.get((kind, language), Score()) + one.score
            if errors:
                _tell_errors(id_, judged[errors], sys.stderr if as_json else sys.stdout)
    except _Unusable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    languages = [*sorted({language for _kind, language in added} - {"all"}), "all"]
    if as_json:
        json.dump(document_of(added), sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        _tell(added, languages)
    return code


def document_of(added: Mapping[tuple[str, str], Score]) -> Document:
    """Return scores as a document: `"kind/language": {"p", "r", "f1", "n", "tp", "fp", "fn"}`."""
    return {
        f"{kind}/{language}": {
            "p": one.precision,
            "r": one.recall,
            "f1": one.f1,
            "n": one.said,
            "tp": one.right,
            "fp": one.wrong,
            "fn": one.missed,
            "fields": dict(sorted(one.parts.items())),
        }
        for (kind, language), one in sorted(added.items())
    }


def _tell(added: Mapping[tuple[str, str], Score], languages: list[str]) -> None:
    sys.stdout.write(f"{'':13}{'':6}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}\n")
    for kind in KINDS:
        for language in languages:
            one = added[kind, language]
            parts = ""
            if language == "all" and one.right:
                parts = "  ".join(f"{name} {n / one.right:.2f}" for name, n in one.parts.items())
            sys.stdout.write(
                f"{kind:13}{language:6}{one.precision:7.3f}{one.recall:7.3f}{one.f1:7.3f}"
                f"{one.said:6}   {parts}".rstrip()
                + "\n"
            )


def _tell_errors(id_: str, judged: Judged, stream: TextIO) -> None:
    for label, records in ((_("missed"), judged.missed), (_("wrong"), judged.wrong)):
        for record in records:
            told = record
            if isinstance(record, dict):
                told = {key: value for key, value in record.items() if key not in ("spans", "rule")}
            stream.write(f"{id_}: {label}: {json.dumps(told, ensure_ascii=False)}\n")

"""`enishi read` and `enishi press score`: the commands that need no database and no Django.

Nothing heavy is loaded before the arguments are understood, so that help and mistakes cost nothing.
"""

import os
import sys
from argparse import (
    Action,
    ArgumentParser,
    ArgumentTypeError,
    HelpFormatter,
    Namespace,
    _ArgumentGroup,
)
from collections.abc import Iterable, Sequence
from typing import Any, Never, override

from enishi.bulk.speech import gettext as _

VERBS = ("read", "press score")
KINDS = (
    "localities",
    "events",
    "agreements",
    "figures",
    "commitments",
    "people",
    "published_on",
)


class _Layout(HelpFormatter):
    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or f"{_('usage')}: ")


class _Parser(ArgumentParser):
    """A parser that speaks the reader's language where it can."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(
            f"enishi {name}",
            description=description,
            formatter_class=_Layout,
            add_help=False,
            allow_abbrev=False,
        )
        self.what: _ArgumentGroup = self.add_argument_group(_("arguments"))
        self.how: _ArgumentGroup = self.add_argument_group(_("options"))
        self.how.add_argument("-h", "--help", action="help", help=_("show this, and stop"))

    @override
    def error(self, message: str) -> Never:
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n")


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise ArgumentTypeError(
            _("“%(text)s” is no number of processes. Write 1 to 1024.") % {"text": text}
        )
    return int(text)


def _reading() -> _Parser:
    parser = _Parser("read", _("Read press reports: what they say, with the words that prove it."))
    parser.what.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help=_(
            "files or folders of texts (.txt), pages (.html), records (.jsonl, also .zst and .gz)"
            " and web archives (.warc, .warc.gz); - is what comes in"
        ),
    )
    parser.how.add_argument("--json", action="store_true", help=_("one line of JSON for each text"))
    parser.how.add_argument(
        "-o",
        metavar="FILE",
        dest="output",
        help=_(
            "write the lines of JSON to a file; a run that was interrupted is taken up where it"
            " stopped"
        ),
    )
    parser.how.add_argument(
        "--with-text", action="store_true", help=_("the text too, on each line")
    )
    parser.how.add_argument(
        "--workers",
        type=_workers,
        metavar="N",
        help=_("processes that read; as many as there are cores where nothing is said"),
    )
    parser.how.add_argument(
        "--dask", metavar="tcp://…", help=_("read on the Dask cluster of this scheduler")
    )
    return parser


def _scoring() -> _Parser:
    parser = _Parser(
        "press score", _("Read texts, and tell how much of what they say was found, and rightly.")
    )
    parser.what.add_argument(
        "gold", metavar="GOLD_DIR", nargs="?", help=_("folder of what texts say: <id>.json")
    )
    parser.what.add_argument(
        "texts", metavar="TEXT_DIR", nargs="?", help=_("folder of the texts: <id>.txt")
    )
    parser.how.add_argument("--json", action="store_true", help=_("one JSON document"))
    parser.how.add_argument(
        "--errors", choices=KINDS, metavar="KIND", help=_("list what was missed or wrong of a kind")
    )
    parser.how.add_argument(
        "--strict",
        action="store_true",
        help=_("count also places of the dateline and below provinces"),
    )
    return parser


def answers(arguments: Sequence[str]) -> bool:
    """Whether a command line is one of ours."""
    asked = (
        [each for each in arguments if each != "help"] if arguments[:1] == ["help"] else arguments
    )
    return list(asked[:1]) == ["read"] or list(asked[:2]) == ["press", "score"]


def run(arguments: Sequence[str]) -> int:
    """Run a command line of ours; return its exit code."""
    rest = list(arguments)
    if rest[0] == "help":
        rest = [*rest[1:], "--help"]
    reading = rest[0] == "read"
    parser = _reading() if reading else _scoring()
    chosen = parser.parse_args(rest[1:] if reading else rest[2:])
    try:
        code = _read(parser, chosen) if reading else _score(parser, chosen)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever listened has heard enough; what is left in the buffer must not fail at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        sys.stderr.write(f"{_('Stopped.')}\n")
        return 130
    return code


def _read(parser: _Parser, chosen: Namespace) -> int:
    if not chosen.paths:
        parser.error(_("name what to read: files or folders."))
    from enishi.bulk import run as running  # noqa: PLC0415 - help and mistakes need no engine

    return running.read(
        chosen.paths,
        as_json=chosen.json,
        output=None if chosen.output == "-" else chosen.output,
        with_text=chosen.with_text,
        workers=chosen.workers,
        scheduler=chosen.dask,
    )


def _score(parser: _Parser, chosen: Namespace) -> int:
    if not chosen.texts:
        parser.error(_("name two folders: of what texts say, and of the texts."))
    from enishi.bulk import scoring  # noqa: PLC0415 - as above

    return scoring.score(
        chosen.gold,
        chosen.texts,
        as_json=chosen.json,
        errors=chosen.errors,
        strict=chosen.strict,
    )

"""`enishi meetings solve|check|repair|explain|draw`: the meeting engine on the command line."""

import signal
import threading
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from enishi.apps.forum.management import phrases
from enishi.apps.forum.management.meeting_files import (
    document_text,
    the_change,
    the_plan,
    the_problem,
    written,
)
from enishi.apps.forum.management.meeting_picture import picture_of
from enishi.domain.drawings import meeting_plan
from enishi.domain.scheduling import (
    Bound,
    Limits,
    Plan,
    Problem,
    Progress,
    Result,
    Score,
    score,
    solve,
    violations,
)
from enishi.domain.scheduling.readers.documents import assignments, write_problem

_TOLD_EVERY = 0.2, 1.0  # seconds between two lines of progress: on a terminal, and in a file


class Command(BaseCommand):
    """Plans meetings; checks, repairs, explains and draws plans."""

    help = (
        "Plan who meets whom, when, at which table, with which interpreter; check, repair, explain"
        " and draw plans."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        solving = verbs.add_parser("solve", help="find the best plan, and prove how good it is")
        _add_problem(solving)
        solving.add_argument("--seconds", type=_seconds, default=60.0, help="how long to look")
        solving.add_argument("--seed", type=int, default=1, help="of what is drawn by lot")
        solving.add_argument("--start", metavar="PLAN", help="a plan to begin from")
        solving.add_argument("--json", action="store_true", help="one JSON document on stdout")
        solving.add_argument("-o", "--output", metavar="PLAN", help="where to write the plan")
        checking = verbs.add_parser("check", help="what is wrong with a plan, and how good it is")
        _add_problem(checking)
        checking.add_argument("plan", metavar="PLAN")
        checking.add_argument("--json", action="store_true", help="one JSON document on stdout")
        repairing = verbs.add_parser("repair", help="mend a plan after something changed")
        _add_problem(repairing)
        repairing.add_argument("plan", metavar="PLAN")
        repairing.add_argument("--change", required=True, metavar="CHANGE", help="what changed")
        repairing.add_argument("--seconds", type=_seconds, default=3.0, help="how long to look")
        repairing.add_argument("--json", action="store_true", help="one JSON document on stdout")
        repairing.add_argument("-o", "--output", metavar="PLAN", help="where to write the plan")
        repairing.add_argument(
            "--problem", metavar="FILE", help="where to write the problem as it is after the change"
        )
        explaining = verbs.add_parser("explain", help="why a request was not placed")
        _add_problem(explaining)
        explaining.add_argument("plan", metavar="PLAN")
        explaining.add_argument("request", metavar="REQUEST")
        explaining.add_argument("--seconds", type=_seconds, default=10.0, help="how long to look")
        explaining.add_argument("--json", action="store_true", help="one JSON document on stdout")
        drawing = verbs.add_parser("draw", help="a picture of a plan: who meets in which slot")
        _add_problem(drawing)
        drawing.add_argument("plan", metavar="PLAN")
        drawing.add_argument("-o", "--output", required=True, metavar="SVG")
        drawing.add_argument(
            "--party",
            action="append",
            default=[],
            metavar="ID",
            help="show this party only; may be given several times",
        )

    def handle(self, **options: Any) -> None:
        """Do what was asked."""
        try:
            self._do(the_problem(options["file"], options["fairness"]), options)
        except MemoryError as error:
            raise CommandError(
                _("There is not enough memory for this. Nothing was written. Free some memory."),
                returncode=1,
            ) from error

    def _do(self, problem: Problem, options: dict[str, Any]) -> None:
        match options["verb"]:
            case "solve":
                self._solve(problem, options)
            case "check":
                self._check(problem, options)
            case "repair":
                self._repair(problem, options)
            case "explain":
                self._explain(problem, options)
            case "draw":
                self._draw(problem, options)

    def _solve(self, problem: Problem, options: dict[str, Any]) -> None:
        output = _output(options)
        start = self._start(problem, options["start"]) if options["start"] else None
        line = _ProgressLine(self.stderr)
        with _stopped_by_hand() as stopped:
            result = solve(
                problem,
                limits=Limits(seconds=options["seconds"], stopped=stopped),
                seed=options["seed"],
                start=start,
                on_progress=line.tell,
            )
        line.end()
        text = document_text(solve_document(problem, result))
        if output:
            written(output, text)
        if options["json"]:
            self.stdout.write(text, ending="")
            return
        self.stdout.write(_(phrases.STATUS[result.status]))
        if result.reason is not None:
            self.stdout.write(phrases.reason(result.reason))
        self._tell(result.score, result.bound)
        for note in result.notes:
            self.stderr.write(note)

    def _start(self, problem: Problem, file: str) -> Plan:
        """Return the plan to begin from, and tell if not all of it can be kept."""
        plan = the_plan(file)
        if wrong := violations(problem, plan):
            self.stderr.write(
                _("“%(file)s” breaks a rule: %(what)s. What can be kept of it is kept.")
                % {"file": file, "what": phrases.violation(wrong[0])},
                style_func=str,
            )
        return plan

    def _check(self, problem: Problem, options: dict[str, Any]) -> None:
        plan = the_plan(options["plan"])
        wrong = violations(problem, plan)
        if options["json"]:
            told = {
                "instance": problem.name,
                "violations": [asdict(found) for found in wrong],
                "objective": None if wrong else asdict(score(problem, plan)),
            }
            self.stdout.write(document_text(told), ending="")
        else:
            for found in wrong:
                self.stdout.write(phrases.violation(found))
            if not wrong:
                self.stdout.write(_("The plan breaks no rule."))
                self._tell(score(problem, plan))
        if wrong:
            raise CommandError(
                _("Breaches of rules: %(number)s.") % {"number": len(wrong)}, returncode=1
            )

    def _repair(self, problem: Problem, options: dict[str, Any]) -> None:
        from enishi.apps.forum.management import meeting_reports as told  # noqa: PLC0415  # slow to load

        output = _output(options)
        before = _good_plan(problem, options["plan"])
        change = the_change(options["change"], problem)
        with _stopped_by_hand() as stopped:
            limits = Limits(seconds=options["seconds"], stopped=stopped)
            found = told.repaired(options["change"], problem, before, change, limits)
        text = document_text(told.repair_document(before, change, found))
        if output:
            written(output, text)
        if options["problem"]:
            written(options["problem"], document_text(write_problem(found.problem)))
        if options["json"]:
            self.stdout.write(text, ending="")
            return
        for line in told.repair_lines(before, change, found):
            self.stdout.write(line)

    def _explain(self, problem: Problem, options: dict[str, Any]) -> None:
        from enishi.apps.forum.management import meeting_reports as told  # noqa: PLC0415  # slow to load
        from enishi.domain.scheduling.explain import explain  # noqa: PLC0415  # slow to load

        if options["request"] not in problem.request:
            raise CommandError(
                _("No request has the id “%(id)s”. Correct it.") % {"id": options["request"]},
                returncode=2,
            )
        plan = _good_plan(problem, options["plan"])
        with _stopped_by_hand() as stopped:
            limits = Limits(seconds=options["seconds"], stopped=stopped)
            found = explain(problem, plan, options["request"], limits)
        if options["json"]:
            text = document_text(told.explanation_document(problem, found))
            self.stdout.write(text, ending="")
            return
        for line in told.explanation_lines(problem, plan, found):
            self.stdout.write(line)

    def _draw(self, problem: Problem, options: dict[str, Any]) -> None:
        for key in options["party"]:
            if key not in problem.party:
                raise CommandError(
                    _("No party has the id “%(id)s”. Correct it.") % {"id": key}, returncode=2
                )
        plan = _good_plan(problem, options["plan"])
        written(options["output"], meeting_plan(picture_of(problem, plan, options["party"])))

    def _tell(self, found: Score, bound: Bound | None = None) -> None:
        """Write the parts of a score, and what is proved of them."""
        proved = asdict(bound) if bound else {}
        for part, value in asdict(found).items():
            if part == "changes" and not value:  # nothing was published before
                continue
            text = f"{value:8}  {_(phrases.PARTS[part])}"
            if part in proved and proved[part] != value:
                least = _("at most %(number)s") if part == "weight" else _("at least %(number)s")
                text += f" ({least % {'number': proved[part]}})"
            self.stdout.write(text)


def solve_document(problem: Problem, result: Result) -> dict[str, Any]:
    """Return what was found as programs read it."""
    document = {
        "instance": problem.name,
        "status": result.status.value,
        "objective": asdict(result.score),
        "bound": asdict(result.bound),
        "seconds": round(result.seconds, 3),
        "seed": result.seed,
    }
    if result.reason is not None:
        document["reason"] = asdict(result.reason)
    return document | {"assignments": assignments(problem, result.plan)}


class _ProgressLine:
    """Tells how far the search has come: one line written over on a terminal, few in a file.

    Engines tell from threads of their own, in which no language is set: the words are chosen here.
    """

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self._over = stream.isatty()
        self._every = _TOLD_EVERY[0 if self._over else 1]
        self._words = _(
            "%(seconds)s s: musts not placed %(must_missing)s, weight %(weight)s of at most"
            " %(most)s, breaks %(breaks)s (at least %(least)s)"
        )
        self._point = get_format("DECIMAL_SEPARATOR")
        self._next = 0.0
        self._untold: Progress | None = None

    def tell(self, progress: Progress) -> None:
        """Tell of progress, unless it was told of a moment ago."""
        self._untold = progress
        if progress.seconds >= self._next:
            self._next = progress.seconds + self._every
            self._write(progress)

    def end(self) -> None:
        """Tell what was held back, and leave the line."""
        if self._untold:
            self._write(self._untold)
        if self._over and self._next:
            self._stream.write("")

    def _write(self, progress: Progress) -> None:
        found, bound = progress.score, progress.bound
        text = self._words % {
            "seconds": f"{progress.seconds:.1f}".replace(".", self._point),
            "must_missing": found.must_missing,
            "weight": found.weight,
            "most": bound.weight,
            "breaks": found.breaks,
            "least": bound.breaks,
        }
        self._untold = None
        if self._over:
            self._stream.write(f"\r{text}\x1b[K", style_func=str, ending="")
        else:
            self._stream.write(text, style_func=str)
        self._stream.flush()


@contextmanager
def _stopped_by_hand() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C end the search with the best plan so far; a second one ends the program."""
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # as signals are told
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    if threading.current_thread() is not threading.main_thread():  # it alone is told of signals
        yield asked.is_set
        return
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _output(options: dict[str, Any]) -> str | None:
    """Return where a plan is to be written, unless it only goes to standard output."""
    output: str | None = options["output"]
    if not output and not options["json"]:
        raise CommandError(_("Say where the plan goes: -o PLAN.json, or --json."), returncode=2)
    return output


def _good_plan(problem: Problem, file: str) -> Plan:
    plan = the_plan(file)
    if wrong := violations(problem, plan):
        raise CommandError(
            _("“%(file)s” breaks a rule: %(what)s. Look at all with “enishi meetings check”.")
            % {"file": file, "what": phrases.violation(wrong[0])},
            returncode=2,
        )
    return plan


def _add_problem(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a problem: .json, .json.gz or published .dzn")
    parser.add_argument(
        "--fairness",
        type=_whole,
        metavar="D",
        help="by how many breaks two parties may differ (default: as the file says; 2 for .dzn)",
    )


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(
            _("“%(text)s” is not a whole number. Write digits.") % {"text": text}
        )
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < float("inf"):
        raise ArgumentTypeError(
            _("“%(text)s” is not a number of seconds above zero. Write digits, such as 60 or 0.5.")
            % {"text": text}
        )
    return seconds

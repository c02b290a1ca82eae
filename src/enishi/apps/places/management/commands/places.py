"""`enishi places find|heirs|ancestors`: places and their history on the command line."""

import datetime
import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from enishi.apps.places import bridge, queries
from enishi.apps.places.models import Unit


class Command(BaseCommand):
    """Finds places by name and walks their history."""

    help = "Find places by name, and the heirs and ancestors of a place."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the three verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        find = verbs.add_parser("find", help="rank the places a written name may mean")
        find.add_argument("name")
        find.add_argument("--limit", type=positive, default=10)
        heirs = verbs.add_parser("heirs", help="who answers for a place on a day")
        ancestors = verbs.add_parser("ancestors", help="which places a place is heir to")
        for verb in (heirs, ancestors):
            verb.add_argument("place", help="an ISO 3166-2 code, a JIS code or a unit id")
        for verb in (find, heirs, ancestors):
            add_day(verb)
            verb.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, **options: Any) -> None:
        """Do what was asked."""
        on: datetime.date = options["on"]
        rows: list[dict[str, Any]]
        match options["verb"]:
            case "find":
                found = queries.find(options["name"], on, options["limit"])
                rows = [bridge.candidate_document(f.candidate, f.unit) for f in found]
            case verb:
                unit = the_place(options["place"], latest=verb == "ancestors")
                walk = queries.heirs if verb == "heirs" else queries.ancestors
                rows = [bridge.heir_document(heir, row) for heir, row in walk(unit, on)]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(_line(row))
            for step in row.get("steps", ()):
                self.stdout.write(f"    {step['on']}  {step['from']} → {step['to']}  {step['act']}")
        if not rows:
            self.stderr.write(_("Nothing found."))


def _line(row: dict[str, Any]) -> str:
    score = f"{row['score']:.2f}  " if "score" in row else ""
    span = f"{row['valid_from'] or '…'} – {row['valid_to'] or '…'}"
    name = f"{row['name']['en']} · {row['name']['vi']} · {row['name']['ja']}"
    return f"{score}{row['code'] or '':9} {row['unit_id']:14} {name}  ({row['kind']}, {span})"


def positive(text: str) -> int:
    """Read a whole number above zero."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(
            _("“%(text)s” is not a number above zero. Write digits.") % {"text": text}
        )
    return int(text)


def a_day(text: str) -> datetime.date:
    """Read a day."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(
            _("“%(text)s” is not a day. Write it as 2025-11-25.") % {"text": text}
        ) from error


def add_day(parser: ArgumentParser) -> None:
    """Let a command ask for a day; today where none is given."""
    parser.add_argument(
        "--on",
        type=a_day,
        default=timezone.localdate(),
        metavar="DAY",
        help="a day, such as 2025-11-25 (default: today)",
    )


def the_place(code: str, *, latest: bool = True) -> Unit:
    """Return the place a code names, or stop the command with what could be meant."""
    try:
        return queries.place(code, latest=latest)
    except queries.UnknownPlace as error:
        near = ", ".join(f"{unit.id} ({unit.name.in_language('en')[0]})" for unit in error.near)
        message = _("No place has the code or id “%(code)s”.") % {"code": code}
        if near:
            message += " " + _("Names that look like it: %(places)s.") % {"places": near}
        raise CommandError(message, returncode=2) from error

"""`enishi load`: take the reference facts over."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from enishi.apps.ledger import queries as ledger
from enishi.domain.formats.sheets import BadCell
from enishi.project import phrases, reference


class Command(BaseCommand):
    """Loads the reference facts, all or nothing."""

    help = "Load the reference facts. Nothing that a person has edited is overwritten."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "directory",
            nargs="?",
            type=Path,
            default=reference.DATA,
            help="where the files are (default: those that ship with Enishi)",
        )
        parser.add_argument(
            "--if-changed", action="store_true", help="do nothing if these files were loaded last"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, **options: Any) -> None:
        """Load, and say what changed and what was left as a person has edited it."""
        directory: Path = options["directory"]
        if options["if_changed"]:
            last = ledger.last_load()
            if last and last.digest == reference.digest_of(directory):
                return
        try:
            outcome = reference.load_reference(directory, self._show)
        except BadCell as error:
            raise CommandError(phrases.bad_cell(error), returncode=2) from error
        if options["json"]:
            document = {
                "created": outcome.created,
                "updated": outcome.updated,
                "differences": [
                    {
                        "file": d.file,
                        "key": d.key,
                        "column": d.column,
                        "in_file": d.in_file,
                        "here": d.here,
                    }
                    for d in outcome.differences
                ],
            }
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            _("Loaded: %(created)s new, %(updated)s updated.")
            % {"created": outcome.created, "updated": outcome.updated}
        )
        if outcome.differences:
            self.stdout.write(_("Left as they are here, because they differ from the files:"))
        for difference in outcome.differences:
            self.stdout.write("  " + phrases.difference(difference))

    def _show(self, file: str, rows: int) -> None:
        line = _("%(rows)s rows of %(file)s") if rows else _("worked out: %(file)s")
        sys.stderr.write("  " + line % {"rows": rows, "file": file} + "\n")

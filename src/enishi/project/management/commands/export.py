"""`enishi export`: agreements, places or figures as a file."""

import datetime
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from enishi.api.exports import export_of
from enishi.domain.formats.exports import Subject
from enishi.domain.formats.whole import write_whole
from enishi.domain.formats.writers import FORMATS


class Command(BaseCommand):
    """Writes records to a file."""

    help = "Write agreements, places or figures to a file in a standard format."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--format", required=True, choices=list(FORMATS))
        parser.add_argument("--what", required=True, choices=[str(what) for what in Subject])
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="- for stdout")
        parser.add_argument(
            "--on",
            type=datetime.date.fromisoformat,
            metavar="DAY",
            help="as of a day, such as 2025-11-25 (default: all that is recorded)",
        )

    def handle(self, **options: Any) -> None:
        """Write the file, whole or not at all."""
        export = export_of(Subject(options["what"]), options["on"])
        pieces = FORMATS[options["format"]].write(export)
        if options["output"] == "-":
            _write_out(pieces)
            return
        target = Path(options["output"])
        try:
            write_whole(target, pieces)
        except OSError as error:
            raise CommandError(
                _("“%(file)s” could not be written: %(reason)s. Nothing was changed.")
                % {"file": target, "reason": error.strerror or error},
                returncode=2,
            ) from error
        self.stderr.write(
            _("%(rows)s rows of %(what)s written to %(file)s.")
            % {"rows": export.rows, "what": options["what"], "file": target}
        )


def _write_out(pieces: Iterator[bytes]) -> None:
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader (`head`, say) has enough; python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""`enishi press bring|export|feeds`: reports in, evaluation set out."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from enishi.apps.press import actions, bridge, queries
from enishi.apps.press.jobs import Outcome
from enishi.apps.press.models import Report
from enishi.domain.press.files import NotAReport

_ENDINGS = (".txt", ".html", ".htm", ".pdf")


class Command(BaseCommand):
    """Brings reports in, and writes out what reviewers decided."""

    help = "Bring in reports of a folder, read the feeds, or export what reviewers decided."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the three verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        bring = verbs.add_parser("bring", help="bring in the reports of a folder")
        bring.add_argument("folder", type=Path)
        bring.add_argument("--recursive", action="store_true", help="folders within it as well")
        export = verbs.add_parser("export", help="write what reviewers decided")
        export.add_argument("folder", type=Path)
        verbs.add_parser("feeds", help="let the worker read all feeds")

    def handle(self, **options: Any) -> None:
        """Do one of the three."""
        match options["verb"]:
            case "bring":
                self._bring(options["folder"], recursive=options["recursive"])
            case "export":
                self._export(options["folder"])
            case _:
                self._feeds()

    def _bring(self, folder: Path, *, recursive: bool) -> None:
        if not folder.is_dir():
            raise CommandError(
                _("“%(folder)s” is no folder. Nothing was brought in.") % {"folder": folder},
                returncode=2,
            )
        paths = folder.rglob("*") if recursive else folder.iterdir()
        found = sorted(p for p in paths if p.suffix.casefold() in _ENDINGS and p.is_file())
        numbers = dict.fromkeys(Outcome, 0)
        refused = 0
        for path in found:
            try:
                brought = actions.bring_file(
                    content=path.read_bytes(),
                    name=path.name,
                    way=Report.Way.FOLDER,
                    by="enishi press bring",
                )
            except (NotAReport, OSError) as error:
                code = error.code if isinstance(error, NotAReport) else str(error)
                refused += 1
                self.stderr.write(_("%(file)s: not read (%(code)s)") % {"file": path, "code": code})
                continue
            numbers[brought.outcome] += 1
        self.stdout.write(
            _(
                "New: %(new)s. Later versions: %(version)s. Known already: %(known)s. Not read:"
                " %(refused)s."
            )
            % {
                "new": numbers[Outcome.NEW],
                "version": numbers[Outcome.VERSION],
                "known": numbers[Outcome.KNOWN] + numbers[Outcome.KNOWN_ELSEWHERE],
                "refused": refused,
            }
        )
        if refused and refused == len(found):
            raise CommandError(_("No report could be read."), returncode=2)

    def _export(self, folder: Path) -> None:
        for name in ("gold", "texts"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        number = 0
        for report in queries.reviewed().iterator(chunk_size=100):
            name = f"{report.language}_{report.pk:06}"
            document = json.dumps(bridge.gold_of(report), ensure_ascii=False, indent=1)
            (folder / "gold" / f"{name}.json").write_text(document + "\n", encoding="utf-8")
            # No translation of ends of lines: findings count characters.
            (folder / "texts" / f"{name}.txt").write_text(report.text, encoding="utf-8", newline="")
            number += 1
        self.stdout.write(_("Reports written: %(number)s.") % {"number": number})

    def _feeds(self) -> None:
        feeds = list(queries.feeds())
        for outlet in feeds:
            actions.read_again(outlet=outlet)
        self.stdout.write(_("Feeds to be read: %(number)s.") % {"number": len(feeds)})

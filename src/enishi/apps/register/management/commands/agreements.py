"""`enishi agreements list|count`: the register on the command line."""

import datetime
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from enishi.apps.indicators import queries as figures
from enishi.apps.places.management.commands.places import a_day, add_day, the_place
from enishi.apps.register import bridge, queries
from enishi.domain.register import DOMAINS, RULES, AgreementKind


class Command(BaseCommand):
    """Lists and counts agreements."""

    help = "List agreements, or count them on a day under every rule."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the two verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help="agreements, newest first")
        listing.add_argument("--place", help="of a place and all units it is heir to")
        listing.add_argument("--with", dest="partner", help="with this place, likewise")
        listing.add_argument("--domain", choices=DOMAINS)
        listing.add_argument("--kind", choices=[str(kind) for kind in AgreementKind])
        listing.add_argument(
            "--on",
            type=a_day,
            metavar="DAY",
            help="the register as it stood on a day: what was signed by then, in its state then",
        )
        counting = verbs.add_parser("count", help="numbers on a day, and what was announced")
        add_day(counting)
        for verb in (listing, counting):
            verb.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, **options: Any) -> None:
        """Do what was asked."""
        if options["verb"] == "count":
            self._count(options["on"], as_json=options["json"])
            return
        choice = queries.Choice(
            place=the_place(options["place"]) if options["place"] else None,
            partner=the_place(options["partner"]) if options["partner"] else None,
            on=options["on"],
            domain=options["domain"] or "",
            kind=options["kind"] or "",
        )
        on = options["on"] or timezone.localdate()
        papers = queries.papers(queries.chosen(choice), on)
        documents = [bridge.agreement_document(paper, on) for paper in papers]
        if options["json"]:
            self.stdout.write(json.dumps(documents, ensure_ascii=False, indent=1))
            return
        for document in documents:
            parties = " × ".join(party["name"]["en"] for party in document["parties"])
            state = document["state"] or ""
            self.stdout.write(
                f"{document['id']:6} {document['signed_on']:10}  {parties}"
                f"  ({document['kind']}, {state})"
            )

    def _count(self, on: datetime.date, *, as_json: bool) -> None:
        numbers = queries.counts(on)
        announced = figures.announced(on)
        document = bridge.count_document(on, numbers, announced)
        if as_json:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            return
        for rule in RULES:
            self.stdout.write(f"{numbers[rule.id]:6}  {rule.id}: {rule.meaning}")
        for row in announced:
            self.stdout.write(
                f"{row.value:6.0f}  announced ({row.wording}, {row.measure}, {row.as_of}):"
                f" {row.source.title} {row.source.url}"
            )

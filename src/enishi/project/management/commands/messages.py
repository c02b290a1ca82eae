"""`enishi messages update|check|compile`: the catalogues of translations."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enishi.project import messages


class Command(BaseCommand):
    """Keeps the catalogues of translations."""

    help = "Bring the catalogues of translations up to date, check them, or compile them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the verb."""
        parser.add_argument("verb", choices=("update", "check", "compile"))

    def handle(self, **options: Any) -> None:
        """Do what was asked."""
        match options["verb"]:
            case "update":
                for language in messages.TRANSLATED:
                    messages.update(language)
            case "compile":
                messages.compile_all()
            case "check":
                if found := messages.problems():
                    raise CommandError("\n".join(found))

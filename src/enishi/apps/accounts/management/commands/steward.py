"""`enishi steward EMAIL`: make or renew the account of a steward."""

import getpass
import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from enishi.apps.accounts.actions import appoint
from enishi.domain.access import STANDINGS


class Command(BaseCommand):
    """Makes stewards."""

    help = "Make a steward, or give one a new password (asked for, or ENISHI_STEWARD_PASSWORD)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the address and the standing."""
        parser.add_argument("email")
        parser.add_argument(
            "--standing",
            choices=[name for name in STANDINGS if name != "visitor"],
            default="steward",
        )

    def handle(self, **options: Any) -> None:
        """Ask for the password and keep it."""
        try:
            validate_email(options["email"])
            person = appoint(
                email=options["email"],
                password=self._password(),
                standing=options["standing"],
                since=timezone.localdate(),
                by="enishi steward",
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        said = _("%(email)s is a steward.")
        if options["standing"] != "steward":
            said = _("%(email)s has the standing %(standing)s.")
        self.stdout.write(said % {"email": person.email, "standing": options["standing"]})

    def _password(self) -> str:
        if given := os.environ.get("ENISHI_STEWARD_PASSWORD"):
            return given
        first = getpass.getpass(_("Password: "))
        if getpass.getpass(_("Once more: ")) != first:
            raise CommandError(_("The two passwords differ. Nothing was changed."), returncode=2)
        return first

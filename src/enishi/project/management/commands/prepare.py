"""`enishi prepare`: migrate, compile translations, and load the reference facts if they changed."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from enishi.project import messages


class Command(BaseCommand):
    """Makes a database ready to be served."""

    help = "Make the database ready: migrations, translations, reference facts."
    requires_system_checks = ()

    def handle(self, **_: Any) -> None:
        """Do all three; each does nothing where nothing is to be done."""
        messages.compile_all()
        call_command("migrate", verbosity=0)
        call_command("load", if_changed=True)

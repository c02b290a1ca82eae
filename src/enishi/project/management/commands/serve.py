"""`enishi serve`: answer on an address of this machine."""

import socket
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces


class Command(BaseCommand):
    """Serves the site and the API."""

    help = "Serve the site and the API."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--workers", type=int, default=1)

    def handle(self, **options: Any) -> None:
        """Serve until stopped."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                _("The database is not up to date. Run “enishi migrate” first."), returncode=2
            )
        connection.close()
        call_command("collectstatic", interactive=False, verbosity=0)
        host, port = options["host"], options["port"]
        _check_free(host, port)
        # SQLite lets one process write at a time; threads share its page cache.
        self.stdout.write(f"Enishi: http://{host}:{port}  (Ctrl-C)")
        self.stdout.flush()
        Granian(
            "enishi.project.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=4,
            log_enabled=settings.DEBUG,
        ).serve()


def _check_free(host: str, port: int) -> None:
    """Refuse an address in use: the server itself would share it with whoever has it."""
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # a closed server leaves no trace
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                _("Port %(port)s of %(host)s cannot be used (%(reason)s). Try --port %(other)s.")
                % {"port": port, "host": host, "reason": error.strerror, "other": port + 1},
                returncode=2,
            ) from error

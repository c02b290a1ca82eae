"""`enishi …`: every command of the program."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; `enishi help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.project.settings")
    execute_from_command_line(["enishi", *sys.argv[1:]])


if __name__ == "__main__":
    main()

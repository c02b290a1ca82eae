"""`enishi …`: every command of the program."""

import os
import sys

import django
from django.core.management import execute_from_command_line
from django.utils import translation

from enishi.domain.text import LANGUAGES


def main() -> None:
    """Run a command, speaking the language of the terminal; `enishi help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.project.settings")
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if spoken[:2] in LANGUAGES:
        django.setup()  # a language is spoken with the catalogues of the apps
        translation.activate(spoken[:2])
    execute_from_command_line(["enishi", *sys.argv[1:]])


if __name__ == "__main__":
    main()

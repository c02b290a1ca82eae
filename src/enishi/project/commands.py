"""The commands that Django runs, in the language of the terminal."""

import os
import sys
from collections.abc import Sequence

import django
from django.core.management import execute_from_command_line
from django.utils import translation

from enishi.bulk.command import VERBS
from enishi.bulk.speech import gettext as _
from enishi.bulk.speech import spoken
from enishi.domain.text import LANGUAGES


def execute(arguments: Sequence[str]) -> None:
    """Run a command; `enishi help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.project.settings")
    language = spoken()
    if language in LANGUAGES:
        django.setup()  # a language is spoken with the catalogues of the apps
        translation.activate(language)
    execute_from_command_line(["enishi", *arguments])
    if list(arguments) in ([], ["help"], ["--help"], ["-h"]):
        verbs = "".join(f"    {verb}\n" for verb in VERBS)
        sys.stdout.write(f"\n[{_('without a database')}]\n{verbs}")

"""What the command line says, in the reader's language, out of the catalogues of the house.

The catalogues are those that Django reads, by Python's own gettext; where they were not compiled,
and for whoever speaks another language, English is spoken.
"""

import gettext as catalogues
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_LOCALE = Path(__file__).resolve().parent.parent / "locale"


def spoken(environment: Mapping[str, str] = os.environ) -> str:
    """Return the two letters of the language of the terminal, "" where it states none."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next(filter(None, map(environment.get, names)), "")[:2]


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", _LOCALE, [language or "en"], fallback=True)


def gettext(text: str) -> str:
    """Return a text in the reader's language."""
    return _catalogue(spoken()).gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a text that a number asks for, in the reader's language."""
    return _catalogue(spoken()).ngettext(one, many, number)

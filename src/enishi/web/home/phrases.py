"""What stands on the map of bonds besides names."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.web.numbers import number_in

# What a country is called at home.
AT_HOME = {"VN": ("Việt Nam", "vi"), "JP": ("日本", "ja")}


def agreements_in_words(number: int, language: str) -> str:
    """Say how many agreements there are."""
    words = ngettext("%(n)s agreement", "%(n)s agreements", number)
    return words % {"n": number_in(number, language)}


def unit_in_words(name: str, number: int, language: str) -> str:
    """Name a unit with its number of agreements."""
    said = agreements_in_words(number, language)
    return name + pgettext("between a label and its value", ": ") + said


def bond_in_words(one: str, other: str, number: int, language: str) -> str:
    """Name a bond with its number of agreements."""
    return unit_in_words(f"{one} × {other}", number, language)


def tied_in_words(tied: int, of_all: int, language: str) -> str:
    """Say how many units of a country are tied."""
    return _("%(tied)s of %(all)s tied") % {
        "tied": number_in(tied, language),
        "all": number_in(of_all, language),
    }


def year_in_words(year: int, number: int, language: str) -> str:
    """Say a year of the replay with its number of agreements, for the slider."""
    said = agreements_in_words(number, language)
    return f"{year}{pgettext('between a label and its value', ': ')}{said}"

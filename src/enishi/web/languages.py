"""Names of countries and languages in the reader's language, from CLDR."""

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

Phrases = dict[str, str | Promise]

# CLDR's French writes “Viêt Nam”, the press and the ministries of both countries “Vietnam”.
_COUNTRIES: Phrases = {"VN": _("Vietnam"), "JP": _("Japan")}

# Said beside a text that is shown in another language than the page.
IN_LANGUAGE: Phrases = {
    "en": _("in English"),
    "fr": _("in French"),
    "ja": _("in Japanese"),
    "vi": _("in Vietnamese"),
}


def comma() -> str:
    """Return what stands between the items of a line."""
    return pgettext("between items of a line", ", ")


def country_name(code: str, language: str) -> str:
    """Return the name of a country."""
    if code in _COUNTRIES:
        return str(_COUNTRIES[code])
    return str(Locale(language).territories.get(code, code))


def language_name(code: str, language: str) -> str:
    """Return the name of a language; of its main language for a tag such as ja-Latn."""
    return str(Locale(language).languages.get(code.partition("-")[0], code))


def country_order(country: str, language: str) -> tuple[int, str]:
    """Return a key that sorts countries as a reader names them.

    As in the forum's own name: 日越 in Japanese, Vietnam–Japan elsewhere.
    """
    order = ("JP", "VN") if language == "ja" else ("VN", "JP")
    return (order.index(country) if country in order else len(order)), country


def first_country(language: str) -> str:
    """Return the country a reader names first."""
    return min(_COUNTRIES, key=lambda country: country_order(country, language))

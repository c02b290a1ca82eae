"""Names of places, organisations and regions, with the original beside them."""

import datetime
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from enishi.apps.parties.models import Organisation
from enishi.apps.places.models import Region, Unit
from enishi.web.languages import country_order
from enishi.web.pages import language
from enishi.web.places.naming import ShownName, shown_name

register = template.Library()


@register.simple_tag
def place_name(unit: Unit, *, original: bool = True) -> SafeString:
    """Tell a place in the reader's language, with the original beside it, lighter."""
    return _marked(shown_name(unit, language()), unit.country, original=original)


@register.simple_tag
def place_link(unit: Unit, *, original: bool = True, on: datetime.date | None = None) -> SafeString:
    """Tell a place as a link to its page, as it stood on a day where one is given."""
    reader = language()
    return _linked(unit.id, unit.country, shown_name(unit, reader), reader, on, original)


@lru_cache(maxsize=8192)  # a list names the same places again and again
def _linked(  # all that the link is made of
    key: str,
    country: str,
    shown: ShownName,
    reader: str,  # noqa: ARG001  # the address begins with it
    on: datetime.date | None,
    original: bool,  # noqa: FBT001  # kept by place
) -> SafeString:
    return format_html(
        '<a class="place place-{}" href="{}{}"{}>{}</a>{}',
        country.lower(),
        reverse("place", args=(key,)),
        f"?on={on.isoformat()}" if on else "",
        _lang(shown.language),
        shown.text,
        _original(shown) if original else "",
    )


@register.filter
def plain_name(unit: Unit) -> str:
    """Tell a place in the reader's language alone."""
    return shown_name(unit, language()).text


@register.filter
def name_of_unit(unit: Unit) -> ShownName:
    """Return a place's name with the languages it is in."""
    return shown_name(unit, language())


@register.filter
def region_name(region: Region) -> str:
    """Name a region."""
    return str(getattr(region, f"name_{language()}"))


@register.simple_tag
def organisation_name(organisation: Organisation) -> SafeString:
    """Name an organisation, in the language in which its name is known."""
    text, tag = organisation.name.in_language(language())
    return format_html("<span{}>{}</span>", _lang(tag), text)


@register.simple_tag
def bond_address(one: Unit, other: Unit) -> str:
    """Return the address of the bond of two places, in its one order."""
    first, second = sorted((one, other), key=lambda unit: (unit.country, unit.id))
    return reverse("bond", args=(first.id, second.id))


@register.filter
def in_reader_order(units: list[Unit]) -> list[Unit]:
    """Put places of two countries in the order in which the reader names them."""
    return sorted(units, key=lambda unit: country_order(unit.country, language()))


def _lang(tag: str) -> SafeString | str:
    return format_html(' lang="{}"', tag) if tag != language() else ""


def _original(shown: ShownName) -> SafeString | str:
    if not shown.original:
        return ""
    return format_html(
        ' <span class="original" lang="{}">{}</span>', shown.original_language, shown.original
    )


def _marked(shown: ShownName, country: str, *, original: bool) -> SafeString:
    return format_html(
        '<span class="place place-{}"{}>{}</span>{}',
        country.lower(),
        _lang(shown.language),
        shown.text,
        _original(shown) if original else "",
    )

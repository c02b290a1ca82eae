"""Dates, hosts and rows of the press as pages show them."""

from decimal import Decimal
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from enishi.apps.press.models import Finding
from enishi.apps.press.queries import Beside
from enishi.domain.text import PartialDate, format_date
from enishi.web.numbers import number_in
from enishi.web.pages import language
from enishi.web.press.telling import date_or_none
from enishi.web.register.phrases import KINDS

register = template.Library()


@register.filter
def press_date(text: str) -> PartialDate | None:
    """Read the date of a report; nothing without a year."""
    return date_or_none(text)


@register.filter
def press_host(url: str) -> str:
    """Return the host of an address, as readers know it."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def press_percent(value: float) -> str:
    """Write how sure a reading is."""
    return f"{value:.0%}" if language() != "fr" else f"{value * 100:.0f}\u00a0%"


@register.simple_tag
def press_row(beside: Beside) -> SafeString:
    """Name a row of the register, with a link where it has a page."""
    return _named(beside.noun, beside.key)


@register.simple_tag
def press_subject(finding: Finding) -> SafeString:
    """Name the row that a finding became, or equals."""
    noun = finding.subject_type.partition(".")[2]
    row = _named(noun, finding.subject_id)
    said = _("in the register already:") if finding.equalled else _("in the register:")
    return format_html("{} {}", said, row)


def _named(noun: str, key: str) -> SafeString:
    match noun:
        case "agreement" | "event":
            return format_html('<a class="key" href="{}">{}</a>', reverse(noun, args=[key]), key)
        case _:
            return format_html('<span class="key">{}</span>', key)


@register.simple_tag
def press_value(name: str, value: str) -> str:
    """Write a value of a field that is compared."""
    if name in ("signed_on", "start_date", "as_of"):
        date = date_or_none(value)
        return format_date(date, language()) if date else value
    if name in ("value", "delegates") and value:
        number = Decimal(value)
        whole = number == number.to_integral_value()
        return number_in(int(number) if whole else number.normalize(), language())
    return str(KINDS[value]) if name == "kind" and value in KINDS else value

"""Days, numbers, phrases and authored texts in the reader's language."""

import datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from enishi.domain.text import LocalizedText, PartialDate, format_date
from enishi.domain.text.dates import Style
from enishi.web import languages
from enishi.web.access import phrases as access
from enishi.web.forum import phrases as forum
from enishi.web.indicators import phrases as indicators
from enishi.web.numbers import number_in
from enishi.web.pages import language
from enishi.web.places import phrases as places
from enishi.web.press import phrases as press
from enishi.web.register import phrases as agreements

TABLES: dict[str, languages.Phrases] = {
    "access.capability": access.CAPABILITIES,
    "access.scope": access.SCOPES,
    "access.standing": access.STANDINGS,
    "agreement.authority": agreements.AUTHORITIES,
    "agreement.condition": agreements.CONDITIONS,
    "agreement.confidence": agreements.CONFIDENCES,
    "agreement.confidence_meaning": agreements.CONFIDENCE_MEANINGS,
    "agreement.domain": agreements.DOMAINS,
    "agreement.kind": agreements.KINDS,
    "agreement.life_event": agreements.LIFE_EVENTS,
    "agreement.precision": agreements.PRECISIONS,
    "agreement.sort": agreements.SORTS,
    "agreement.state_meaning": agreements.STATE_MEANINGS,
    "answer": agreements.ANSWERS,
    "bond.pulse": agreements.PULSES,
    "coverage": agreements.COVERAGES,
    "event.kind": forum.KINDS,
    "event.role": forum.ROLES,
    "figure.measure": indicators.MEASURES,
    "figure.scope": indicators.SCOPES,
    "language.mark": languages.IN_LANGUAGE,
    "place.code_status": places.CODE_STATUSES,
    "place.extent": places.EXTENTS,
    "place.kind": places.KINDS,
    "place.level": places.LEVELS,
    "place.relation": places.RELATIONS,
    "place.scheme": places.SCHEMES,
    "place.short_kind": places.SHORT_KINDS,
    "press.bound": press.BOUNDS,
    "press.field": press.FIELDS,
    "press.kind": press.KINDS,
    "press.reason": press.REASONS,
    "press.state": press.STATES,
    "press.way": press.WAYS,
    "rule": agreements.RULES,
    "rule.difference": agreements.RULE_DIFFERENCES,
    "rule.meaning": agreements.RULE_MEANINGS,
    "rule.reason": agreements.REASONS,
    "list_rule": agreements.LIST_RULES,
    "list_rule.meaning": agreements.LIST_RULE_MEANINGS,
}

register = template.Library()


@register.filter
def said(code: str, table: str) -> str:
    """Return what a code of a table says."""
    return _said(str(code), table, language())


@cache  # words of the catalogues: as many as there are codes
def _said(code: str, table: str, reader: str) -> str:  # noqa: ARG001  # the table speaks it
    return str(TABLES[table][code])


@register.filter
def day(date: PartialDate | datetime.date | None, style: Style = "long") -> str:
    """Write a date, as exactly as it is known."""
    return format_date(date, language(), style) if date else ""


@register.filter
def iso(date: PartialDate | datetime.date | None) -> str:
    """Write a date for machines."""
    return str(date or "")


@register.filter
def number(value: Decimal | int) -> str:
    """Write a number."""
    return number_in(value, language())


@register.filter
def language_name(code: str) -> str:
    """Name a language."""
    return languages.language_name(code, language())


@register.filter
def country_name(code: str) -> str:
    """Name a country."""
    return languages.country_name(code, language())


@register.simple_tag
def told(text: LocalizedText) -> SafeString:
    """Tell an authored text, and say in which language where it is not the reader's."""
    shown, tag = text.in_language(language())
    if not shown:
        return SafeString("")
    if tag == language():
        return format_html('<span class="authored">{}</span>', shown)
    return format_html(
        '<span class="authored" lang="{}">{}</span> <span class="mark">{}</span>',
        tag,
        shown,
        languages.IN_LANGUAGE.get(tag, languages.language_name(tag, language())),
    )


@register.simple_tag
def all_said(codes: Any, table: str) -> SafeString:
    """Tell several codes of a table as a list within a line."""
    return _all_said(tuple(map(str, codes)), table, language())


@lru_cache(maxsize=4096)
def _all_said(codes: tuple[str, ...], table: str, reader: str) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((_said(code, table, reader),) for code in codes))
    return format_html('<ul class="in-line">{}</ul>', items)

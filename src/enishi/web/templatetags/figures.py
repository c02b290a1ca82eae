"""Numbers on a page: each carries its rule and day, or its source."""

import datetime

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from enishi.apps.indicators.models import FigureFields
from enishi.apps.ledger.models import Source
from enishi.domain.text import format_date
from enishi.web.indicators.phrases import value_in_words
from enishi.web.numbers import number_in
from enishi.web.pages import language
from enishi.web.register.phrases import LIST_RULES, RULES

register = template.Library()


@register.simple_tag
def counted(number: int, rule: str, on: datetime.date) -> SafeString:
    """Tell a number that was counted: a mark beside it leads to its rule on that day."""
    return format_html(
        '<span class="number" data-rule="{}">{}{}</span>',
        rule,
        number_in(number, language()),
        counted_by(rule, on),
    )


@register.simple_tag
def counted_by(rule: str, on: datetime.date) -> SafeString:
    """Lead to the rule of a number, or of all numbers of a list with the class `traced`."""
    name = RULES.get(rule) or LIST_RULES[rule]
    return format_html(
        '<a class="trace" href="{}?on={}#{}" aria-label="{}"></a>',
        reverse("rules"),
        on.isoformat(),
        rule,
        _("Counting rule: %(rule)s, %(date)s")
        % {"rule": name, "date": format_date(on, language())},
    )


@register.simple_tag
def sourced(text: str, source: Source) -> SafeString:
    """Tell a number that a source says: a mark beside it leads to the source."""
    return format_html(
        '<span class="number" data-source="{}">{}<a class="trace" href="{}"'
        ' aria-label="{}"></a></span>',
        source.id,
        text,
        reverse("source", args=(source.id,)),
        _("Source: %(title)s") % {"title": source.title},
    )


@register.simple_tag
def figure(row: FigureFields) -> SafeString:
    """Tell a figure's number with its word of doubt, its source loaded; empty for a text."""
    words = value_in_words(row, language())
    return sourced(words, row.source) if words else SafeString("")

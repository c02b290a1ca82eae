"""The state of an agreement: a word and a shape, colour last."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.apps.register.models import Agreement
from enishi.domain.register import Authority, State
from enishi.domain.text import PartialDate
from enishi.web.pages import language
from enishi.web.places.naming import shown_name
from enishi.web.register.bond import Bond
from enishi.web.register.phrases import ANSWERS, AUTHORITIES, STATE_MEANINGS, STATES
from enishi.web.register.sentences import stretch_words
from enishi.web.register.telling import Side, Told
from enishi.web.register.timeline import Moment
from enishi.web.templatetags.figures import sourced
from enishi.web.templatetags.names import organisation_name, place_link

register = template.Library()

_BECOMES = mark_safe(' <span class="becomes" aria-hidden="true"></span> ')
_CIRCLE = '<circle cx="6" cy="6" r="4.2"/>'
_SHAPES = {
    State.IN_FORCE: '<circle class="full" cx="6" cy="6" r="4.8"/>',
    State.ENDS_SOON: _CIRCLE + '<path class="full" d="M6 1.2a4.8 4.8 0 0 1 0 9.6z"/>',
    State.TERM_UNKNOWN: '<circle class="broken" cx="6" cy="6" r="4.2"/>',
    State.TERM_PASSED: _CIRCLE,
    State.RENEWED: '<path d="M1.5 6h8M6.5 2.5 10 6 6.5 9.5"/>',
    State.SUSPENDED: '<path class="thick" d="M4 2v8M8 2v8"/>',
    State.TERMINATED: '<path d="M2.5 2.5l7 7M9.5 2.5l-7 7"/>',
}

_YES = '<path class="thick" d="M1.8 6.4 4.8 9.4 10.4 2.8"/>'
_NO = '<path d="M2.5 6h7"/>'


@register.simple_tag
def state(value: State, ends_on: PartialDate | None = None) -> SafeString:
    """Tell a state, with its meaning for those who ask."""
    return _state(value, ends_on.last.year if ends_on else None, language())


@lru_cache(maxsize=1024)
def _state(value: State, year: int | None, reader: str) -> SafeString:  # noqa: ARG001  # its words speak it
    return format_html(
        '<span class="state state-{}" title="{}"><svg class="shape" viewBox="0 0 12 12"'
        ' aria-hidden="true">{}</svg>{}</span>',
        value,
        STATE_MEANINGS[value],
        mark_safe(_SHAPES[value]),  # noqa: S308  # drawn above
        STATES[value] % {"year": year or ""},
    )


@register.simple_tag
def yes_or_no(answer: bool) -> SafeString:  # noqa: FBT001  # a template passes it by place
    """Tell yes or no, by shape and word."""
    return format_html(
        '<span class="answer answer-{}"><svg class="shape" viewBox="0 0 12 12" aria-hidden="true">'
        "{}</svg>{}</span>",
        "yes" if answer else "no",
        mark_safe(_YES if answer else _NO),  # noqa: S308  # drawn above
        ANSWERS["yes" if answer else "no"],
    )


@register.simple_tag
def term(row: Agreement) -> SafeString:
    """Tell the stated term of an agreement with its source; empty where none is stated."""
    evidence = next(iter(row.evidence.all()), None)
    if row.term_months is None or evidence is None:
        return SafeString("")
    years, months = divmod(row.term_months, 12)
    if months:
        words = ngettext("%(n)s month", "%(n)s months", row.term_months) % {"n": row.term_months}
    else:
        words = ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    return sourced(words, evidence.source)


@register.simple_tag
def parties(told: Told, *, originals: bool = False) -> SafeString:
    """Tell the sides of an agreement; the successor of one that has ended stands behind an arrow."""
    sides = (_side(side, originals=originals) for side in told.sides)
    return mark_safe(f'<span class="parties">{_between(language()).join(sides)}</span>')  # noqa: S308  # of safe parts


@lru_cache(maxsize=16)
def _between(reader: str) -> SafeString:  # noqa: ARG001  # the word is of it
    return format_html(
        ' <span class="times" aria-hidden="true">×</span><span class="unseen">{}</span> ',
        pgettext("between two parties", "with"),
    )


@register.simple_tag
def stretch(moment: Moment) -> str:
    """Say of which years nothing is known."""
    return stretch_words(moment, language())


@register.simple_tag
def bond_originals(bond: Bond) -> SafeString:
    """Tell the original names of a bond's places, former units too; empty where all are shown."""
    sides = []
    for side in bond.sides:
        shown = [shown_name(unit, language()) for unit in (side.former, side.unit) if unit]
        names = [
            format_html('<span lang="{}">{}</span>', name.original_language, name.original)
            for name in shown
            if name.original
        ]
        if names:
            sides.append(format_html_join(_BECOMES, "{}", ((name,) for name in names)))
    return format_html_join(" × ", "{}", ((side,) for side in sides))


def _side(side: Side, *, originals: bool) -> SafeString:
    party = side.party
    if party.unit is None:
        assert party.organisation is not None
        return organisation_name(party.organisation)
    name = place_link(party.unit, original=originals)
    heir = (
        format_html(
            ' <span class="heir"><span class="becomes" aria-hidden="true"></span>'
            '<span class="unseen">{}</span> {}</span>',
            _("successor unit:"),
            place_link(side.heir, original=False),
        )
        if side.heir
        else ""
    )
    mark = (
        format_html(' <span class="mark">{}</span>', AUTHORITIES[party.authority])
        if party.authority and party.authority != Authority.EXECUTIVE
        else ""
    )
    return format_html('<span class="side">{}{}{}</span>', name, heir, mark)

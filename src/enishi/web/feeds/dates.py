"""The dates of the register: terms that end, anniversaries, events of record."""

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.apps.forum.models import Event
from enishi.apps.register import bridge
from enishi.apps.register.models import Agreement
from enishi.domain.formats.ics import Almanac, Day
from enishi.domain.register import Occasion, OccasionKind, end_of_term, occasions
from enishi.domain.register.lifecycle import add_months
from enishi.domain.text import PartialDate, Precision, format_date
from enishi.web.forum import phrases as forum
from enishi.web.heads.nodes import absolute, parties_in_words
from enishi.web.lasting import stamp
from enishi.web.pages import language
from enishi.web.register.phrases import KINDS
from enishi.web.register.telling import Told, told

# Dates of agreements from a year ago to five years ahead: each has an anniversary within.
_MONTHS_BACK, _MONTHS_AHEAD = -12, 60


def almanac(
    agreements: Iterable[Agreement],
    events: Iterable[Event],
    on: datetime.date,
    *,
    name: str,
    page: str,
) -> Almanac:
    """Return the dates of agreements and events, seen from a day.

    Args:
        agreements: read by `queries.agreements_in_brief`.
        events: those whose day is not known are left out.
        on: the day from which is looked back and ahead.
        name: what the dates are of; empty for the whole register.
        page: the address of the page they belong to, without the site.
    """
    since, until = add_months(on, _MONTHS_BACK), add_months(on, _MONTHS_AHEAD)
    days = [
        _day_of(item, occasion)
        for item in told(agreements, on, language())
        for occasion in occasions(
            bridge.agreement_of(item.row), bridge.life_of(item.row), since, until
        )
    ]
    days += _days_of_events(events)
    if name:
        title = _("Dates of the register: %(name)s") % {"name": name}
    else:
        title = _("Dates of the register")
    ordered = tuple(sorted(days, key=lambda day: (day.on, day.uid)))
    return Almanac(title, language(), absolute(page), stamp(), ordered)


def _day_of(item: Told, occasion: Occasion) -> Day:
    key, parties = item.row.id, parties_in_words(item)
    facts = [
        _labelled(_("Agreement"), f"{KINDS[item.row.kind]} {key}"),
        _labelled(_("Signed on"), _date(item.row.signed_on)),
    ]
    if occasion.kind is OccasionKind.TERM_ENDS:
        name, category = f"{key}-term-ends", _("End of term")
        title = _("Term ends: %(parties)s") % {"parties": parties}
        ends = end_of_term(bridge.agreement_of(item.row))
        assert ends is not None
        facts.append(_labelled(category, _date(ends)))
    else:
        name, category = f"{key}-{occasion.years}-years", _("Anniversary")
        values = {"years": occasion.years, "parties": parties}
        title = _("%(years)s years: %(parties)s") % values
    return Day(
        uid=_uid(name),
        on=occasion.on,
        title=title,
        text="\n".join(facts),
        url=absolute(reverse("agreement", args=(key,))),
        category=category,
    )


def _days_of_events(events: Iterable[Event]) -> Iterator[Day]:
    for event in events:
        ends = event.ends_on or event.starts_on
        if {event.starts_on.precision, ends.precision} != {Precision.DAY}:
            continue
        where = event.place.in_language(language())[0]
        facts = [str(forum.KINDS[event.kind]), *([_labelled(_("Where"), where)] if where else [])]
        yield Day(
            uid=_uid(event.id),
            on=event.starts_on.first,
            until=ends.last,
            title=event.name.in_language(language())[0],
            text="\n".join(facts),
            url=absolute(reverse("event", args=(event.id,))),
            category=_("Event"),
        )


def _labelled(label: str, value: str) -> str:
    return f"{label}{pgettext('between a label and its value', ': ')}{value}"


def _date(date: PartialDate) -> str:
    return format_date(date, language())


def _uid(name: str) -> str:
    return f"{name}@{urlsplit(settings.SITE_ADDRESS).hostname}"

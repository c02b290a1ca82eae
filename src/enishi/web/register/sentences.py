"""Sentences on the life of a bond, the same on its page and in its briefing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.domain.register import Pulse
from enishi.domain.text import Precision, format_date
from enishi.web.register.bond import Bond
from enishi.web.register.timeline import Moment


def life_sentence(bond: Bond, language: str) -> str:
    """Say how a bond stands and until when, in a sentence or two."""
    if bond.successors:
        return _("One of the two places has ended; the bond goes on with its successor.")
    until = format_date(bond.standing.until, language) if bond.standing.until else ""
    match bond.standing.pulse:
        case Pulse.ALIVE if until:
            ends = _("Its last stated term ends on %(date)s.") % {"date": until}
            return joined(_last_signature(bond, language), ends)
        case Pulse.ALIVE:
            return _last_signature(bond, language)
        case Pulse.ENDING:
            left = bond.days_left
            return ngettext(
                "It ends in %(n)s day, on %(date)s, unless it is renewed.",
                "It ends in %(n)s days, on %(date)s, unless it is renewed.",
                left,
            ) % {"n": left, "date": until}
        case Pulse.DORMANT:
            return _("The last stated term ended on %(date)s. No renewal is documented.") % {
                "date": until
            }
        case Pulse.ENDED:
            return _("A party has ended the last agreement. It lived until %(date)s.") % {
                "date": until
            }
    if bond.municipal:
        return _("The two places have signed nothing together; municipalities within them have.")
    return _("No dated text signed by the two places has been found.")


def stretch_words(moment: Moment, language: str) -> str:
    """Say of which years nothing is known."""
    began = format_date(moment.on, language)
    if moment.until is None:
        return _("Since %(date)s: nothing is recorded.") % {"date": began}
    return _("From %(first)s to %(last)s: nothing is recorded.") % {
        "first": began,
        "last": format_date(moment.until, language),
    }


def _last_signature(bond: Bond, language: str) -> str:
    last = bond.standing.last_signed
    assert last is not None
    date = format_date(last, language)
    if last.precision is not Precision.DAY:
        return _("Last signature: %(date)s.") % {"date": date}
    days = (bond.on - last.first).days
    if not days:
        return _("Last signature: %(date)s, on this day.") % {"date": date}
    return ngettext(
        "Last signature: %(date)s, %(n)s day ago.",
        "Last signature: %(date)s, %(n)s days ago.",
        days,
    ) % {"date": date, "n": days}


def joined(*sentences: str) -> str:
    """Put sentences one after the other; Japanese needs no space."""
    return "".join(s if s.endswith("。") else f"{s} " for s in sentences).strip()

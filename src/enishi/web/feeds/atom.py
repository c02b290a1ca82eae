"""Changes as an Atom feed (RFC 4287)."""

import datetime
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.domain.formats.exports import LICENCE
from enishi.domain.text import format_date
from enishi.web.feeds.changes import Change
from enishi.web.heads.nodes import absolute, parties_in_words
from enishi.web.pages import language
from enishi.web.register.phrases import KINDS

# A tag names the host and a day on which the name was ours (RFC 4151); it is never read again.
_SINCE = 2026


class _Feed(Atom1Feed):
    """A feed of Django's that is as old as its newest entry, or the records where it is empty."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when the feed last changed."""
        days = [item["updateddate"] for item in self.items]
        changed: datetime.datetime = max(days, default=self.feed["changed"])
        return changed


def write_atom(
    changes: Iterable[Change], *, name: str, address: str, page: str, changed: datetime.datetime
) -> str:
    """Return changes as a feed.

    Args:
        changes: the changes, newest first.
        name: what is followed; empty for the whole register.
        address: of the feed, without the site.
        page: of the page it belongs to, without the site.
        changed: when the records last changed.
    """
    extra: dict[str, Any] = {"changed": changed}
    feed = _Feed(
        title=_titled(name),
        link=absolute(page),
        description=_("Agreements newly on record, and corrections, each with its sources."),
        language=language(),
        author_name="Enishi",
        author_link=f"{settings.SITE_ADDRESS}/",
        feed_url=absolute(address),
        feed_guid=_tag(page),
        feed_copyright=LICENCE.line,
        **extra,
    )
    for change in changes:
        row = change.agreement.row
        feed.add_item(
            title=_title(change),
            link=absolute(reverse("agreement", args=(row.id,))),
            description=escape(_summary(change), quote=False),
            unique_id=_tag(f"/{language()}/{change.key}"),
            updateddate=change.at,
            categories=[str(KINDS[row.kind])],
        )
    text: str = feed.writeString("utf-8")
    return text


def _titled(name: str) -> str:
    if not name:
        return _("Changes of the register")
    return _("Changes of the register: %(name)s") % {"name": name}


def _title(change: Change) -> str:
    values = {
        "parties": parties_in_words(change.agreement),
        "kind": KINDS[change.agreement.row.kind],
    }
    if change.touched:
        return _("Corrected: %(parties)s, %(kind)s") % values
    return _("%(parties)s: %(kind)s") % values


def _summary(change: Change) -> str:
    row = change.agreement.row
    if change.touched:
        what = pgettext("between items of a list", ", ").join(change.touched)
        return _("Corrected in agreement %(key)s: %(what)s.") % {"key": row.id, "what": what}
    signed = format_date(row.signed_on, language())
    told = _("Agreement %(key)s, signed %(date)s.") % {"key": row.id, "date": signed}
    return f"{told} {row.summary.in_language(language())[0]}".strip()


def _tag(path: str) -> str:
    return f"tag:{urlsplit(settings.SITE_ADDRESS).hostname},{_SINCE}:{path.strip('/')}"

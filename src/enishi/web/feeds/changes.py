"""What changed in the register, newest first: agreements newly on record, and corrections.

An agreement is new when it was recorded. Those of the first load were all recorded in one second,
which tells a subscriber nothing: they stand at the day of their signature.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from enishi.apps.ledger import queries as ledger
from enishi.apps.ledger.models import Entry
from enishi.apps.register import queries
from enishi.apps.register.models import Agreement, Party
from enishi.domain.text import LANGUAGES
from enishi.web.feeds.phrases import TOUCHED
from enishi.web.pages import language
from enishi.web.register.telling import Told, told

MOST = 50
_NEW = "record_agreement"


@dataclass(frozen=True, slots=True)
class Change:
    """A change: `key` names it for ever; `touched` says in words what was corrected, if it was."""

    key: str
    at: datetime.datetime
    agreement: Told
    touched: tuple[str, ...] = ()


def changes(choice: queries.Choice) -> list[Change]:
    """Return the newest changes of the agreements of a choice."""
    rows = queries.chosen(choice, Agreement.objects.all())
    days = dict(rows.values_list("id", "signed_last")[:MOST])
    entries = _entries(rows)
    recorded = {entry.subject_id: entry.at for entry in entries if entry.verb == _NEW}
    named = ledger.entries_of(Agreement).filter(verb=_NEW, subject_id__in=days)
    recorded |= dict(named.values_list("subject_id", "at"))
    found: list[tuple[datetime.datetime, str, str, tuple[str, ...]]] = [
        (recorded.get(key) or _start_of(day), key, f"agreement/{key}", ())
        for key, day in (dict.fromkeys(recorded) | days).items()
    ]
    found += [
        (entry.at, entry.subject_id, f"correction/{entry.pk}", touched)
        for entry in entries
        if entry.verb != _NEW and (touched := touched_by(entry.changes))
    ]
    newest = sorted(found, reverse=True)[:MOST]
    today = timezone.localdate()
    brief = queries.agreements_in_brief(today).filter(id__in={key for _, key, *_ in newest})
    held = {item.row.id: item for item in told(brief, today, language())}
    return [Change(name, at, held[key], touched) for at, key, name, touched in newest]


def touched_by(changed: Mapping[str, Any]) -> tuple[str, ...]:
    """Say in words what a ledger entry about an agreement changed; derived columns are passed over."""
    names = [*changed, *(row["row"] for row in changed.get("rows", ()))]
    words = (str(TOUCHED[name]) for name in map(_column, names) if name in TOUCHED)
    return tuple(dict.fromkeys(words))


def _column(name: str) -> str:
    """Return the fact a column holds: a text has a column for each language in a file."""
    plain = name.removesuffix("_id")
    head, _, tail = plain.rpartition("_")
    return head if head and tail in LANGUAGES else plain


def _entries(rows: QuerySet[Agreement]) -> list[Entry]:
    """Return the last entries about some agreements, and about who signed them."""
    entries = list(ledger.entries_of(Agreement, rows.order_by().values("id"))[:MOST])
    signed = list(ledger.entries_of(Party)[:MOST])
    parties = Party.objects.filter(
        id__in=[entry.subject_id for entry in signed], agreement__in=rows.order_by()
    )
    agreements = {str(key): agreement for key, agreement in parties.values_list("id", "agreement")}
    return [*entries, *_moved(signed, agreements)]


def _moved(entries: Iterable[Entry], agreements: Mapping[str, str]) -> Iterable[Entry]:
    for entry in entries:
        if entry.subject_id in agreements:
            entry.subject_id = agreements[entry.subject_id]
            yield entry


def _start_of(day: datetime.date | None) -> datetime.datetime:
    assert day is not None
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)

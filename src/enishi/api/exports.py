"""What can be exported, for the command line and for the addresses of open data."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import timezone

from enishi.apps.indicators import bridge as indicators_bridge
from enishi.apps.indicators import queries as indicators
from enishi.apps.places import bridge as places_bridge
from enishi.apps.places import queries as places
from enishi.apps.register import bridge as register_bridge
from enishi.apps.register import queries as register
from enishi.domain.formats.exports import Export, Record, Subject

# Rows read at once: the memory of an export, whatever its length.
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _About:
    """What an export is called and what it holds, of all times and on a day."""

    title: str
    ever: str
    on_day: str


ABOUT = {
    Subject.AGREEMENTS: _About(
        "Agreements between localities",
        "Every act of signature in the register, newest first, in its state on the day.",
        "Acts of signature surely signed on or before the day, newest first, in their state then.",
    ),
    Subject.PLACES: _About(
        "Territorial units with history",
        "Every unit, also those that have ended, with its first and last day.",
        "Units in force on the day.",
    ),
    Subject.FIGURES: _About(
        "Figures as their sources give them",
        "Every figure with its word of doubt and its source; contradictions are kept.",
        "Figures of the day or before; those without a day are left out. Contradictions are kept.",
    ),
}


def export_of(subject: Subject, on: datetime.date | None) -> Export:
    """Return an export, as of a day or, without one, of all that is recorded."""
    day = on or timezone.localdate()
    match subject:
        case Subject.AGREEMENTS:
            return _export(
                subject,
                on,
                register.chosen(register.Choice(on=on)),
                lambda rows: (
                    register_bridge.agreement_record(paper, day)
                    for paper in register.papers(rows, day)
                ),
                parties=register.most_parties(),
            )
        case Subject.PLACES:
            return _export(subject, on, places.chosen(on), partial(map, places_bridge.record_of))
        case Subject.FIGURES:
            figures = indicators.located_figures().order_by("id")
            figures = indicators.said_by(on, figures) if on else figures
            return _export(subject, on, figures, partial(map, indicators_bridge.figure_record))


def _export[Row: Model](
    subject: Subject,
    on: datetime.date | None,
    rows: QuerySet[Row],
    tell: Callable[[Iterable[Row]], Iterable[Record]],
    parties: int = 0,
) -> Export:
    about = ABOUT[subject]
    return Export(
        subject=subject,
        title=about.title,
        rule=about.on_day if on else about.ever,
        on=on or timezone.localdate(),
        rows=rows.count(),
        records=tell(rows.iterator(chunk_size=_CHUNK)),
        address=settings.SITE_ADDRESS,
        parties=parties,
    )

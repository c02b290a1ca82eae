"""The reference files of events."""

from collections.abc import Iterable

from enishi.apps.forum.models import Event, EventFigure, EventPlace
from enishi.apps.indicators.jobs import FIGURE_FIELDS
from enishi.apps.ledger.models import Source
from enishi.apps.places.models import Unit
from enishi.apps.sheets import Field, Sheet, localized
from enishi.apps.words.jobs import keep_words, words_of
from enishi.domain.formats.sheets import one_of, partial_date, text


def sheets() -> list[Sheet]:
    """Return the files of events, in the order in which they build on each other."""
    return [
        Sheet(
            "forum/events.csv",
            Event,
            ("id",),
            (
                Field("id", text(16), required=True),
                Field("kind", one_of(Event.Kind.values), required=True),
                *localized("name", text(300), required=True),
                Field("starts_on", partial_date, required=True),
                Field("ends_on", partial_date),
                *localized("place", text(200)),
                *localized("organisers", text(500)),
                Field("source", text(24), to="source_id", required=True, refers_to=Source),
            ),
        ),
        Sheet(
            "forum/event_places.csv",
            EventPlace,
            ("event", "unit", "role"),
            (
                Field("event", text(16), to="event_id", required=True, refers_to=Event),
                Field("unit", text(40), to="unit_id", required=True, refers_to=Unit),
                Field("role", one_of(EventPlace.Role.values), required=True),
            ),
        ),
        Sheet(
            "forum/event_figures.csv",
            EventFigure,
            ("event", "measure", "value", "text_en"),
            (
                Field("event", text(16), to="event_id", required=True, refers_to=Event),
                *FIGURE_FIELDS,
            ),
        ),
    ]


def derive_words(ids: Iterable[str] | None = None) -> None:
    """Work out anew by which words events are found: all, or those of some ids."""
    rows = Event.objects.all() if ids is None else Event.objects.filter(id__in=list(ids))
    words = {
        event.id: words_of(
            (
                t
                for part in (event.name, event.place, event.organisers)
                for t in part.texts.values()
            ),
            (event.kind, event.starts_on.first.year),
        )
        for event in rows
    }
    keep_words(Event, words, anew=ids is None)

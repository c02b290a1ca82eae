"""The order in which a report is read; each step needs what those before it found."""

from dataclasses import replace

from enishi.domain.press.agreements import agreements_in
from enishi.domain.press.article import Article
from enishi.domain.press.commitments import commitments_in
from enishi.domain.press.composing import composed, moved
from enishi.domain.press.events import events_in
from enishi.domain.press.figures import figures_in
from enishi.domain.press.layout import laid_out
from enishi.domain.press.localities import placed
from enishi.domain.press.organisations import organisations_in
from enishi.domain.press.people import people_in
from enishi.domain.press.publication import dated
from enishi.domain.press.report import Event, Figure, Report
from enishi.domain.press.scene import Scene

# Measures that count who came.
_ATTENDING = frozenset({"event_delegates"})


def read(text: str) -> Report:
    """Return the facts of a report in English, French, Japanese or Vietnamese.

    Args:
        text: as it was received, headline, captions and teasers of other articles included.
    """
    whole, places = composed(text)
    report = _read(laid_out(whole))
    return report if places is None else moved(report, text, places)


def _read(article: Article) -> Report:
    published = dated(article)
    localities, offers = placed(article)
    organisations = organisations_in(article, localities)
    people = people_in(article, localities, organisations)
    figures = figures_in(article, localities)
    scene = Scene(article, localities)
    agreements = agreements_in(scene)
    events = events_in(scene, people, organisations, agreements)
    return Report(
        language=article.language,
        published_on=article.published_on,
        published_basis=published,
        localities=tuple(sorted(localities + offers, key=lambda place: place.basis.spans)),
        organisations=organisations,
        people=people,
        events=_attended(events, figures),
        agreements=agreements,
        figures=figures,
        commitments=commitments_in(scene, people, organisations),
    )


def _attended(events: tuple[Event, ...], figures: tuple[Figure, ...]) -> tuple[Event, ...]:
    """Return events without delegates that no figure counts: people told of may live somewhere."""
    counted = {figure.value for figure in figures if figure.measure in _ATTENDING}
    return tuple(
        replace(event, delegates=None)
        if event.delegates is not None and event.delegates.value not in counted
        else event
        for event in events
    )

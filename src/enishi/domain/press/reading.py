"""The order in which a report is read; each step needs what those before it found."""

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
from enishi.domain.press.report import Report
from enishi.domain.press.scene import Scene


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
        events=events,
        agreements=agreements,
        figures=figures,
        commitments=commitments_in(scene, people, organisations),
    )

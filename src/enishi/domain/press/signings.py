"""Signings as events: of what was signed on a day that is not long ago."""

from collections.abc import Iterator, Sequence

from enishi.domain.press.article import Sentence
from enishi.domain.press.occasions import DAY, Occasion, long_ago
from enishi.domain.press.report import Agreement
from enishi.domain.press.scene import Scene, spans_of


def signings(scene: Scene, agreements: Sequence[Agreement]) -> Iterator[Occasion]:
    """Yield the signing of what a report says was signed on a day not long ago."""
    article = scene.article
    newest = article.published_on or max(
        (when.first for when in article.dates if when.first < "X"), default=""
    )
    if article.published_on is None and any(when.first > "X" for when in article.dates):
        return  # days of now are told without their year: one told with it is of old
    days = [
        each
        for each in agreements
        if each.signed_on and len(each.signed_on) == DAY and not long_ago(each.signed_on, newest)
    ]
    ceremonies = [
        article.sentence_at(mark.start)
        for mark in article.marked(0, len(article.text), "signing")
        if mark.meaning == "ceremony"
    ]
    latest = max((each.signed_on or "" for each in days), default="")
    years = {each.signed_on[:4] for each in days if each.signed_on}
    for each in days:
        if len(years) > 1 and each.signed_on != latest:
            continue
        spans = each.basis.spans
        sentence = article.sentence_at(spans[0].start) or article.sentences[0]
        dated = [article.sentence_at(span.start) for span in spans]
        place = next(
            (
                venue
                for told in (*dated, *ceremonies)
                if told and (venue := scene.venue_near(told, _anchors(scene, told))) is not None
            ),
            None,
        )
        where = next(article.marked(0, len(article.text), "where"), None)
        if where is not None:
            after = scene.places_in(where.end, where.end + 20)
            place = after[0] if after else place
        yield Occasion(
            "signing",
            each.signed_on,
            each.signed_on,
            place,
            sentence,
            tuple(sorted({*spans, *spans_of(place)})),
            "event.signing",
            0.85,
        )


def _anchors(scene: Scene, told: Sentence) -> tuple[int, ...]:
    """Return where a sentence says that something was signed, or else where it begins."""
    signs = scene.article.marked(told.start, told.end, "signing")
    return tuple(mark.start for mark in signs if mark.meaning != "none") or (told.start,)

"""What took place, or will."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enishi.domain.press.article import Article, BlockKind, Mark, Sentence, When
from enishi.domain.press.naming import delegates_in, event_name, organisers_in
from enishi.domain.press.occasions import DAY, Occasion, long_ago, merged
from enishi.domain.press.report import (
    Agreement,
    Basis,
    Event,
    Organisation,
    Person,
    Span,
)
from enishi.domain.press.scene import Place, Scene, nearest, nearest_date, spans_of
from enishi.domain.press.signings import signings

_NEAR = 80  # characters between the word for an event and its date where no verb binds them
_YEAR_OF_IT = 16  # characters from the word for a festival to its year: “the festival of 2026”
_NAMED_YEAR = re.compile(r"((?:19|20)\d\d)\D")
_VISITS = frozenset(("visit", "meeting"))
_UNTIL = re.compile(r"\b(?:through|until|till|to|jusqu'au|au|den|den het)\b|から|まで|～")


def events_in(
    scene: Scene,
    people: tuple[Person, ...],
    organisations: tuple[Organisation, ...],
    agreements: tuple[Agreement, ...],
) -> tuple[Event, ...]:
    """Return the events that a report speaks of: one for an occasion, however often it is told."""
    article = scene.article
    occasions: list[Occasion] = []
    for number, sentence in enumerate(article.sentences):
        dates = scene.dates_in(sentence.start, sentence.end)
        if not dates and (same := next(article.marked(*_opening(sentence), "sameday"), None)):
            dates = [
                replace(when, start=same.start, end=same.end)
                for when in reversed(article.dates)
                if when.start < same.start and len(when.first) == DAY
            ][:1]
        nouns = [
            mark
            for mark in article.marked(sentence.start, sentence.end, "event")
            if mark.meaning != "none"
        ]
        occasions += _held(scene, sentence, nouns, dates)
        occasions += _met(scene, sentence, [when for when in dates if len(when.first) == DAY])
        if nouns:
            occasions += _named(scene, sentence, nouns)
        else:
            occasions += _celebrated(scene, sentence, dates)
            occasions += _taking_place(scene, sentence, dates)
        if nouns or any(article.marked(sentence.start, sentence.end, "attending", "organising")):
            occasions = _told_more(scene, number, nouns, organisations, occasions)
    occasions += signings(scene, agreements)
    kept = merged(occasions)
    if not kept and not agreements:
        kept = list(_undated(scene, people))
    return tuple(
        Event(
            event_name(each.kind, each.place, each.sentence, scene),
            "meeting" if each.kind == "gathering" else each.kind,
            each.place.code if each.place else None,
            each.first,
            each.last,
            each.delegates,
            each.organisers,
            Basis(each.spans, each.rule, each.confidence),
        )
        for each in kept
    )


def _opening(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, min(sentence.end, sentence.start + 30)


def _held(
    scene: Scene, sentence: Sentence, nouns: Sequence[Mark], dates: Sequence[When]
) -> Iterator[Occasion]:
    """Yield what a sentence says was held on a day, or every year since one."""
    if not nouns or not dates:
        return
    article = scene.article
    held = [
        mark
        for mark in article.marked(sentence.start, sentence.end, "held")
        if mark.meaning != "none"
    ]
    ties = list(article.marked(sentence.start, sentence.end, "ties"))
    yearly = list(article.marked(sentence.start, sentence.end, "yearly"))
    told: set[int] = set()
    fresh = [when for when in dates if not long_ago(when.first, article.published_on or "")]
    for when in sorted(dates, key=lambda each: each not in fresh):
        if any(scene.tells(tie, when) for tie in ties):
            continue
        noun = _noun_of(article, nouns, when)
        if noun.start in told:
            continue
        near = min(abs(noun.start - when.end), abs(when.start - noun.end)) <= _NEAR
        verb = nearest(held, when.start)
        since = next((mark for mark in yearly if 0 <= when.start - mark.end <= 4), None)
        festive = noun.meaning in {"festival", "exhibition"} and since is not None
        coming = (
            noun.meaning == "festival"
            and 0 <= when.start - noun.end <= _YEAR_OF_IT
            and when.first[:4] > (article.published_on or "X")[:4]
        )
        if len(when.first) < DAY and not (festive or coming):
            continue
        if verb is None and not near and not festive:
            continue
        told.add(noun.start)
        place = scene.venue_near(sentence, (noun.start, when.start)) or _beside(scene, noun)
        if festive:
            place = _venue_before(scene, sentence, noun, when) or place
        yield Occasion(
            "gathering" if noun.meaning == "meeting" else noun.meaning,
            when.first,
            None if festive else _last_day(article, dates, when),
            place,
            sentence,
            spans_of(noun, verb, when, place),
            "event.yearly" if festive else "event.held",
            0.9 if verb is not None and near else 0.75,
        )


def _taking_place(scene: Scene, sentence: Sentence, dates: Sequence[When]) -> Iterator[Occasion]:
    """Yield what is said to take place on a day though no word tells of what kind it is."""
    article = scene.article
    for mark in article.marked(sentence.start, sentence.end, "held"):
        if mark.note != "plain":
            continue
        when = nearest_date(dates, mark.start)
        if (
            when is None
            or len(when.first) < DAY
            or long_ago(when.first, article.published_on or "")
        ):
            return
        place = scene.venue_near(sentence, (mark.start, when.start))
        yield Occasion(
            "gathering",
            when.first,
            when.last,
            place,
            sentence,
            spans_of(mark, when, place),
            "event.taking_place",
            0.5,
        )
        return


def _celebrated(scene: Scene, sentence: Sentence, dates: Sequence[When]) -> Iterator[Occasion]:
    """Yield the anniversary of a bond that is celebrated on a day."""
    article = scene.article
    verb = next(article.marked(sentence.start, sentence.end, "celebrating"), None)
    jubilee = next(article.marked(sentence.start, sentence.end, "jubilee"), None)
    if verb is None or jubilee is None or any(article.marked(sentence.start, sentence.end, "ties")):
        return
    when = nearest_date([each for each in dates if len(each.first) == DAY], verb.start)
    if when is None or long_ago(when.first, article.published_on or ""):
        return
    place = scene.venue_near(sentence, (verb.start, when.start))
    yield Occasion(
        "anniversary",
        when.first,
        when.last,
        place,
        sentence,
        spans_of(verb, jubilee, when, place),
        "event.celebrated",
        0.75,
    )


def _last_day(article: Article, dates: Sequence[When], when: When) -> str:
    """Return the last day where it is told apart from the first: “will run through …”."""
    for later in dates:
        gap = article.folded[when.end : later.start]
        if (
            0 < len(gap) <= _NEAR
            and len(later.last) == DAY
            and when.last[:8] == later.last[:8]
            and when.last < later.last
            and _UNTIL.search(gap)
        ):
            return later.last
    return when.last


def _noun_of(article: Article, nouns: Sequence[Mark], when: When) -> Mark:
    """Return the word for an event to which a date belongs."""
    before = [noun for noun in nouns if noun.end <= when.start]
    after = [noun for noun in nouns if noun.start >= when.end]
    if article.language == "ja":
        return (after or before)[0] if after else before[-1]
    return before[-1] if before else (after or list(nouns))[0]


def _beside(scene: Scene, noun: Mark) -> Place | None:
    """Return the place that stands right before the word, as in “a Tokyo conference”."""
    if scene.article.language != "en":
        return None
    return next(
        (
            place
            for place in scene.places_in(noun.start - 30, noun.start)
            if noun.start - place.end == 1
            and re.search(r"\b(?:a|an|the)\s$", scene.article.folded[: place.start][-8:])
        ),
        None,
    )


def _venue_before(scene: Scene, sentence: Sentence, noun: Mark, when: When) -> Place | None:
    """Return the venue between the word for an event and its date."""
    places = [place for place in scene.places_in(noun.end, when.start) if place.venue]
    return places[0] if places and places[0].end <= sentence.end else None


def _met(scene: Scene, sentence: Sentence, dates: Sequence[When]) -> Iterator[Occasion]:
    """Yield whom somebody met, or what a delegation visited, on a day."""
    article = scene.article
    marks = [
        mark
        for mark in article.marked(sentence.start, sentence.end, "meeting", "visit")
        if mark.meaning != "none"
    ]
    if not marks or not dates:
        return
    published = article.published_on or ""
    for when in dates:
        if long_ago(when.first, published):
            continue
        leading = [mark for mark in marks if mark.note == "leading"]
        meeting = [mark for mark in marks if mark.kind == "meeting"]
        mark = nearest(leading or meeting or marks, when.start)
        if mark is None:
            continue
        if mark.kind == "visit" and article.language != "ja":
            ahead = [
                place
                for place in scene.places_in(mark.end, sentence.end)
                if place.venue and place.start - mark.end <= 160
            ]
            place = ahead[0] if ahead else scene.venue_near(sentence, (when.start,))
        else:
            place = scene.venue_near(sentence, (when.start, mark.start))
        jubilee = nearest(article.marked(mark.end, sentence.end, "jubilee"), mark.end)
        ties = any(article.marked(mark.end, sentence.end, "ties"))
        festive = jubilee is not None and not ties and mark.kind == "visit"
        yield Occasion(
            "anniversary" if festive else mark.kind,
            when.first,
            when.last,
            place,
            sentence,
            spans_of(mark, when, place, jubilee if festive else None),
            f"event.{mark.kind}",
            0.85 if abs(when.start - mark.start) <= 2 * _NEAR else 0.65,
        )


def _named(scene: Scene, sentence: Sentence, nouns: Sequence[Mark]) -> Iterator[Occasion]:
    """Yield events whose name holds their year, where somebody took part in them."""
    article = scene.article
    for noun in nouns:
        verb = next(
            (
                mark
                for mark in article.marked(noun.end, sentence.end, "held")
                if mark.meaning != "none" and mark.start - noun.end <= 40
            ),
            None,
        )
        opened = max(article.folded.rfind(sign, sentence.start, noun.start) for sign in '"「『')
        if verb is None or opened < 0 or noun.start - opened > 60:
            continue
        year = _NAMED_YEAR.search(article.folded, opened, noun.end + 8)
        if year is None or (article.published_on or year[1])[:4] != year[1]:
            continue
        yield Occasion(
            noun.meaning,
            year[1],
            None,
            None,
            sentence,
            (Span(year.start(1), noun.end), *spans_of(verb)),
            "event.named",
            0.6,
        )


def _told_more(
    scene: Scene,
    number: int,
    nouns: Sequence[Mark],
    organisations: Sequence[Organisation],
    occasions: list[Occasion],
) -> list[Occasion]:
    """Return the occasions with what a sentence about them says of delegates and organisers."""
    if not occasions:
        return occasions
    article, sentence = scene.article, scene.article.sentences[number]
    told = delegates_in(article, sentence)
    hosts = organisers_in(scene, sentence, organisations)
    if told is None and not hosts:
        return occasions
    kinds = {noun.meaning for noun in nouns}
    for place in range(len(occasions) - 1, -1, -1):
        known = occasions[place]
        if known.sentence == sentence or known.kind in kinds or place == 0:
            occasions[place] = replace(
                known,
                delegates=known.delegates or told,
                organisers=known.organisers or (() if known.kind in _VISITS else hosts),
            )
            break
    return occasions


def _undated(scene: Scene, people: Sequence[Person]) -> Iterator[Occasion]:
    """Yield the meeting that a whole report is about though it names no day."""
    article = scene.article
    lead = [
        sentence
        for sentence in article.sentences[:4]
        if sentence.block in {BlockKind.CAPTION, BlockKind.BODY}
    ]
    for sentence in lead:
        mark = next(
            (
                each
                for each in article.marked(sentence.start, sentence.end, "meeting")
                if each.meaning != "none"
            ),
            None,
        )
        named = [
            person
            for person in people
            if any(sentence.start <= span.start < sentence.end for span in person.basis.spans)
        ]
        titles = {each.meaning for each in article.marked(sentence.start, sentence.end, "role")}
        if mark is not None and (len(named) >= 2 or (named and len(titles) >= 2)):
            place = scene.venue_near(sentence, (mark.start,))
            yield Occasion(
                "meeting",
                None,
                None,
                place,
                sentence,
                spans_of(mark, place),
                "event.undated",
                0.5,
            )
            return

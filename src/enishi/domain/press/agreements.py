"""What two places signed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from enishi.domain.press.article import Article, Mark, Sentence, When
from enishi.domain.press.domains import domains_of, fields_in
from enishi.domain.press.report import Agreement, Basis, Span
from enishi.domain.press.scene import Place, Scene, nearest, spans_of

_KINDS = ("agreement", "signing", "unsigned", "friendly", "elected", "national", "both")
_COUNTED = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d[\d.,]*\s*(?:件|本|つ|通|の|余り|以上){0,3}(?:[a-z]+ )?$"
)
_LIST = re.compile(r"\s*(?:,|;|et|and|va|、|と|及び|および|・|puis|en|in|nam|nam\s)*\s*")
_NUMBER = re.compile(r"(\d{1,2})\s*(?:e|er|eme|th|nd|rd|st)?\s*(?:anniversa\w*|nam|ans|周年)?\s*$")
_NUMBER_AFTER = re.compile(r"\s*(?:lan thu\s*)?(\d{1,2})\s*(?:nam|周年)")
_YEAR = re.compile(r"(?:19|20)\d\d|令和|平成")
_REACH = 200  # characters between a text and the word that it was signed
_OF_A_DATE = 90  # characters between a text and its date where no verb binds them
_RENEWED = 20  # characters between “renewed” and the day
_JUBILEE = 24  # characters from the beginning of a text's name to the word for its anniversary
_OF_A_RELATION = 40  # characters between “established” and “a friendship”
_ALONE = frozenset(("labour_agreement", "joint_statement"))
_FRIENDLY = {"mou": "friendship_mou", "cooperation_agreement": "friendship_agreement"}
_ASSEMBLIES = {"mou": "assembly_mou", "friendship_mou": "assembly_mou"}
_RANK = ("assembly_mou", "friendship_mou", "friendship_agreement", "sister_city", "mou")


@dataclass(frozen=True, slots=True)
class _Side:
    code: str
    named: bool
    span: Span | None = None


def agreements_in(scene: Scene) -> tuple[Agreement, ...]:
    """Return the agreements that a report speaks of: signed ones, never those merely intended."""
    article = scene.article
    found: list[Agreement] = []
    for number, sentence in enumerate(article.sentences):
        marks = list(article.marked(sentence.start, sentence.end, *_KINDS))
        if not marks:
            continue
        nouns = [mark for mark in marks if mark.kind == "agreement"]
        nouns = [mark for mark in nouns if mark.note != "relation"] or nouns
        if nouns:
            for noun in nouns:
                found += _told(scene, number, noun, marks)
        elif found:
            found[-1] = _dated_later(scene, sentence, marks, found[-1])
    return _merged(found, article.published_on or "")


def _signs(marks: Sequence[Mark]) -> list[Mark]:
    """Return the words that say that something was signed, not those that it will be."""
    planned = [mark for mark in marks if mark.kind == "unsigned"]
    return [
        mark
        for mark in marks
        if mark.kind == "signing"
        and mark.meaning != "none"
        and not any(each.start < mark.end and mark.start < each.end for each in planned)
    ]


def _told(scene: Scene, number: int, noun: Mark, marks: Sequence[Mark]) -> list[Agreement]:
    article = scene.article
    sentence = article.sentences[number]
    if _COUNTED.search(article.folded[max(sentence.start, noun.start - 30) : noun.start]):
        return []
    signs = [
        mark
        for mark in _signs(marks)
        if ";" not in article.folded[min(mark.end, noun.end) : max(mark.start, noun.start)]
    ]
    planned = [mark for mark in marks if mark.kind == "unsigned"]
    sign = nearest(signs, noun.start)
    if sign is not None and abs(sign.start - noun.start) > _REACH:
        sign = None
    future = nearest(planned, noun.start)
    if future is not None and (
        sign is None or abs(future.start - noun.start) < abs(sign.start - noun.start)
    ):
        return []
    jubilee = nearest(article.marked(sentence.start, sentence.end, "jubilee"), noun.start)
    if jubilee is not None and not -_JUBILEE <= noun.start - jubilee.end <= 40:
        jubilee = None
    dates = _dates(scene, sentence, noun, sign)
    if jubilee is not None:
        dates = [when for when in dates if _before_now(article, when)]
    if sign is None and jubilee is None and not (dates and noun.note != "loose"):
        return []
    if noun.note == "relation" and not (
        dates and sign is not None and abs(sign.start - noun.start) <= _OF_A_RELATION
    ):
        return []
    if noun.note == "loose" and not dates and article.folded[noun.end - 1] == "s":
        return []  # “the deals signed with ministries” are no text that could be found again
    sides = _sides(scene, sentence, noun, sign, marks, told=bool(dates and sign))
    if sides is None:
        return []
    kind = _kind(article, noun, marks)
    years = [] if dates else _since(article, sentence, jubilee)
    spans = spans_of(noun, sign, jubilee, *(side.span for side in sides))
    fields = fields_in(article, sentence.start, sentence.end)
    for later in article.sentences[number + 1 : number + 2]:
        if any(article.marked(later.start, later.start + 90, "text")):
            fields += fields_in(article, later.start, later.end)
    sure = 0.9 if all(side.named for side in sides) else 0.7
    days: list[tuple[str | None, When | None]] = [(when.first, when) for when in dates]
    days = days or [(year, None) for year in years] or [(None, None)]
    days += [(when.first, when) for when in _renewals(scene, sentence, noun, dates)]
    return [
        Agreement(
            sides[0].code,
            sides[1].code,
            day,
            kind,
            domains_of(fields),
            Basis(
                tuple(sorted({*spans, *spans_of(when)})),
                "agreement.jubilee" if jubilee else "agreement.text",
                round(sure * (0.95 if day else 0.85), 3),
            ),
        )
        for day, when in days
    ]


def _renewals(
    scene: Scene, sentence: Sentence, noun: Mark, dates: Sequence[When]
) -> Iterator[When]:
    """Yield the other days on which a text was signed anew, as its sentence tells."""
    for mark in scene.article.marked(noun.end, sentence.end, "signing"):
        if mark.note != "renewed" or not dates:
            continue
        if scene.article.language == "ja":
            again = scene.dates_in(max(noun.end, mark.start - _RENEWED), mark.start)
        else:
            again = scene.dates_in(mark.start, min(sentence.end, mark.end + _RENEWED))
        yield from (when for when in again[:1] if when not in dates and when.first == when.last)


def _before_now(article: Article, when: When) -> bool:
    """Whether a date is none of the year of the report, so not that of the anniversary itself."""
    year = (article.published_on or max(each.first for each in article.dates))[:4]
    return when.first[:4] < year and when.first[:4] != "XXXX"


def _since(article: Article, sentence: Sentence, jubilee: Mark | None) -> list[str]:
    """Return the year of signature that follows from an anniversary."""
    if jubilee is None:
        return []
    folded = article.folded
    told = _NUMBER.search(folded[max(sentence.start, jubilee.start - 12) : jubilee.start])
    told = told or _NUMBER_AFTER.match(folded, jubilee.end, jubilee.end + 20)
    days = [
        each.first
        for each in article.dates
        if sentence.start <= each.start < sentence.end
        and _YEAR.search(article.folded, each.start, each.end)
    ]
    year = (article.published_on or next(iter(days), ""))[:4]
    return [str(int(year) - int(told.group(1)))] if told and year.isdigit() else []


def _dates(scene: Scene, sentence: Sentence, noun: Mark, sign: Mark | None) -> list[When]:
    """Return the day on which a text was signed, or the days where a list of them is given."""
    article = scene.article
    ties = list(article.marked(sentence.start, sentence.end, "ties", "jubilee"))
    dates = [
        when
        for when in scene.dates_in(sentence.start, sentence.end)
        if when.first == when.last and not any(scene.tells(tie, when) for tie in ties)
    ]
    others = [
        mark
        for mark in article.marked(sentence.start, sentence.end, "agreement")
        if mark != noun and mark.note != "relation"
    ]
    dates = [
        when
        for when in dates
        if not any(
            noun.start < other.start < when.start or when.start < other.start < noun.start
            for other in others
        )
    ]
    if not dates:
        return []
    after = [when for when in dates if when.start >= noun.end]
    before = [when for when in dates if when.end <= noun.start]
    if sign is None:
        return after[:1] if after and after[0].start - noun.end <= _OF_A_DATE else []
    if article.language == "ja":
        return before[-1:] or after[:1]
    between = [when for when in before if when.start >= sign.end]
    edge = max(sign.end, noun.end)
    later = between or [when for when in after if when.start - edge <= 120]
    if not later:
        return after[:1] or before[-1:]
    chosen = later[:1]
    for one, two in pairwise(later):
        if _LIST.fullmatch(article.folded, one.end, two.start) is None:
            break
        chosen.append(two)
    return chosen


def _sides(
    scene: Scene,
    sentence: Sentence,
    noun: Mark,
    sign: Mark | None,
    marks: Sequence[Mark],
    *,
    told: bool,
) -> tuple[_Side, _Side] | None:
    if noun.meaning in _ALONE and sign is None:
        return _Side("VN", named=False), _Side("JP", named=False)
    places = scene.places_in(sentence.start, sentence.end)
    found = {country: _party(places, country, noun) for country in ("VN", "JP")}
    ministry = nearest((mark for mark in marks if mark.kind == "national"), noun.start)
    spoken = ministry is not None or any(mark.kind == "both" for mark in marks)
    spoken = spoken or any(scene.article.marked(sentence.start, sentence.end, "unit"))
    if not any(found.values()) and not spoken and not (told and scene.principal_pair()):
        return None
    if not any(found.values()) and noun.note == "loose":
        return None
    sides = []
    for country in ("VN", "JP"):
        place = found[country]
        if place is not None:
            sides.append(_Side(place.code, named=True, span=place.span))
        elif ministry is not None:
            sides.append(_Side(country, named=True, span=Span(ministry.start, ministry.end)))
            ministry = None
        else:
            unit = next(scene.article.marked(sentence.start, sentence.end, "unit"), None)
            place = (
                scene.last_unit(noun.start, country, unit)
                or scene.last_place(noun.start, country)
                or scene.principal(country)
            )
            if place is not None:
                sides.append(_Side(place.code, named=False, span=place.span))
                continue
            named = _country(scene.article, sentence, country)
            if named is None:
                return None
            sides.append(_Side(country, named=False, span=Span(named.start, named.end)))
    if len(sides[0].code) == len(sides[1].code) == 2 and noun.meaning not in _ALONE:
        return None
    return sides[0], sides[1]


def _country(article: Article, sentence: Sentence, country: str) -> Mark | None:
    """Return where a sentence names a country as such: it stands for its authorities."""
    return next(
        (
            mark
            for mark in article.marked(sentence.start, sentence.end, "addressee")
            if mark.note == country
        ),
        None,
    )


def _party(places: Iterable[Place], country: str, noun: Mark) -> Place | None:
    """Return the unit of a country that signs: no venue, and the province before its town."""
    own = [place for place in places if place.country == country and not place.venue]
    return min(
        own,
        key=lambda place: ("/" in place.code, abs(place.start - noun.start)),
        default=None,
    )


def _kind(article: Article, noun: Mark, marks: Sequence[Mark]) -> str:
    kind = "cooperation_agreement" if noun.meaning == "agreement" else noun.meaning
    others = [
        mark.start
        for mark in marks
        if mark.kind == "agreement" and mark != noun and mark.note != "relation"
    ]
    loose = noun.note == "loose"
    for mark in marks:
        if mark.kind != "friendly":
            continue
        gap = mark.start - noun.end
        before = noun.start - mark.end
        if (
            (0 <= gap <= 90 and not any(noun.end <= other <= mark.start for other in others))
            or 0 <= before <= (45 if article.language == "ja" else 14)
            or (loose and not others)
            or noun.start <= mark.start < noun.end
        ):
            kind = _FRIENDLY.get(kind, kind)
    if sum(mark.kind == "elected" for mark in marks) >= 2:
        kind = _ASSEMBLIES.get(kind, kind)
    return kind


def _dated_later(
    scene: Scene, sentence: Sentence, marks: Sequence[Mark], last: Agreement
) -> Agreement:
    """Return the last agreement with the date that a later sentence gives of its signature."""
    signs = _signs(marks)
    dates = scene.dates_in(sentence.start, sentence.end)
    if last.signed_on or not signs or not dates:
        return last
    when = min(dates, key=lambda each: abs(each.start - signs[0].start))
    basis = last.basis
    return replace(
        last,
        signed_on=when.first,
        basis=Basis(
            tuple(sorted({*basis.spans, *spans_of(signs[0], when)})),
            "agreement.dated_later",
            basis.confidence,
        ),
    )


def _same_day(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    if one.startswith("XXXX") or other.startswith("XXXX"):
        one, other = one[4:], other[4:]
    return one.startswith(other) or other.startswith(one)


def _one(known: Agreement, each: Agreement, published: str) -> bool:
    """Whether two are one text: what is told without a date is the new one, not one of old."""
    old = each.basis.rule == "agreement.jubilee"
    if each.signed_on is None and known.signed_on and known.kind != each.kind and not old:
        day = known.signed_on
        return day.startswith("XXXX") or (
            day[:4] == published[:4] if published else len(day) == len("2014-12-18")
        )
    return _same_day(each.signed_on, known.signed_on)


def _merged(found: Sequence[Agreement], published: str) -> tuple[Agreement, ...]:
    """Return each agreement once: what is told again, more or less exactly, is the same one."""
    kept: list[Agreement] = []
    for each in sorted(found, key=lambda one: (one.signed_on is None, -len(one.signed_on or ""))):
        for place, known in enumerate(kept):
            if (each.vn_code.partition("/")[0], each.jp_code) == (
                known.vn_code.partition("/")[0],
                known.jp_code,
            ) and _one(known, each, published):
                kept[place] = _both(known, each)
                break
        else:
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: one.basis.spans))


def _both(known: Agreement, again: Agreement) -> Agreement:
    kind = min(
        (known.kind, again.kind),
        key=lambda kind: _RANK.index(kind) if kind in _RANK else len(_RANK),
    )
    return replace(
        known,
        kind=kind,
        domains=tuple(dict.fromkeys((*known.domains, *again.domains))),
        basis=replace(
            known.basis,
            spans=tuple(sorted({*known.basis.spans, *again.basis.spans})),
            confidence=max(known.basis.confidence, again.basis.confidence),
        ),
    )

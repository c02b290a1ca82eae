"""A report as its later rules see it: places with their part in a sentence, and words in reach."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from enishi.domain.press.article import Article, Mark, Sentence, When
from enishi.domain.press.report import Locality, Span

_KIND_WORDS = (
    r"(?:(?:the|northern|southern|central|coastal|northeastern|northwestern|western|eastern|"
    r"highland|highlands|capital|port|city|province|prefecture|japan's|vietnam's|japanese|"
    r"vietnamese|seat|headquarters|office|of|mekong|delta|neighbouring|south-central|"
    r"north-central)\s+)*"
)
_BEFORE = {
    "en": re.compile(rf"\b(?:in|at|to|visited|across)\s+{_KIND_WORDS}$"),
    "fr": re.compile(
        r"\b(?:a|en|dans)\s+(?:(?:la|le|les|l'|ville|province|prefecture|capitale|centrale?|"
        r"japonaise|vietnamienne|chef-lieu|cite|portuaire|septentrionale|meridionale|"
        r"metropole|de|du|d')\s*)*$"
    ),
    "vi": re.compile(
        r"\b(?:tai|o|tham|toi|den|den tham|sang tham|lam viec voi|lam viec tai)\s+"
        r"(?:(?:tinh|thanh pho|tp\.?|thu do|tru so|ubnd|hdnd|chinh quyen|lanh dao)\s*)*$"
    ),
}
_AFTER = re.compile(
    "(?:市内|県内|内|市|県|府|省|の[^、。「」はがをもと]{0,12}|県庁|市役所|人民委員会)?"
    "(?:で(?!も)|にて|において|を訪|に入り|を視察)"
)

_FITS = {  # codes of what “the prefecture” and “the city” may be
    "JP": re.compile(r"JP-|VN"),
    "city": re.compile(r"\d|VN-(?:SG|HN|HP|DN|CT)$|VN-\w+/"),
}
_BESIDE = 16  # characters between a town and its prefecture where one tells where the other lies
_WAS = re.compile(
    r"\b(?:former|old|erstwhile|ancienne?|ex)(?:[ -](?:province|city|ville|prefecture|of|de|d'))*[ -]?$"
    r"|旧$"
)
_OLD = re.compile(r"\s\(?(?:cu|truoc day)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a unit.

    Args:
        code, name: of the unit, as it is written.
        start, end: where it stands.
        venue: whether the words about it tell where something was done, not who did it.
        former: whether it is spoken of as a unit that is no more.
        setting: whether it is a prefecture that only tells where its town lies.
        unit_id: its id in the reference facts; "" for a place below a Vietnamese province.
    """

    code: str
    name: str
    start: int
    end: int
    venue: bool
    former: bool
    unit_id: str = ""
    setting: bool = False

    @property
    def country(self) -> str:
        """`VN` or `JP`."""
        return "VN" if self.code.startswith("VN") else "JP"

    @property
    def whole(self) -> str:
        """The code of the unit, or of the province in which it lies."""
        return self.code.partition("/")[0]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Scene:
    """What the rules for agreements, events and commitments ask of a report.

    Args:
        article: with its marks and dates.
        localities: what was read in it; those of the dateline alone play no part.
    """

    def __init__(self, article: Article, localities: Iterable[Locality]) -> None:
        self.article = article
        self.places = _settled(
            sorted(
                (_place(article, each) for each in localities if not each.dateline_only),
                key=lambda place: place.start,
            )
        )
        self._starts = [place.start for place in self.places]
        self._days = [when.start for when in article.dates]
        self._principals: dict[str, Place | None] = {}
        said = {place.code for place in self.places if not place.venue and not place.former}
        self._counts = Counter(place.code for place in self.places if place.code in said)

    def places_in(self, start: int, end: int) -> list[Place]:
        """Return the places that begin in a stretch."""
        return self.places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def dates_in(self, start: int, end: int) -> list[When]:
        """Return the dates that begin in a stretch."""
        dates = self.article.dates
        return list(dates[bisect_left(self._days, start) : bisect_left(self._days, end)])

    def tells(self, mark: Mark, when: When) -> bool:
        """Whether a date is told of some words: right after them, or in brackets after them."""
        gap = when.start - mark.end
        return 0 <= gap <= 70 and (
            gap <= 25 or "(" in self.article.folded[when.start - 3 : when.start]
        )

    def last_unit(self, before: int, country: str, mark: Mark | None) -> Place | None:
        """Return the unit meant by “the prefecture”, “the city”: the last one that is one."""
        fits = _FITS.get((mark.note or mark.meaning) if mark is not None else "")
        if fits is not None:
            for place in reversed(self.places[: bisect_left(self._starts, before)]):
                if place.country == country and not place.former and fits.match(place.code):
                    return place
            if mark is not None and mark.note:
                return None
        return self.last_place(before, country)

    def last_place(self, before: int, country: str) -> Place | None:
        """Return the unit of a country that was named last before a place in the text.

        One named as a venue, and as nothing else, is returned only where there is no other.
        """
        venue = None
        for number in range(bisect_left(self._starts, before) - 1, -1, -1):
            place = self.places[number]
            if place.country == country and self._counts[place.code]:
                return place
            if place.country == country and venue is None and not place.former:
                venue = place
        return venue

    def principal(self, country: str) -> Place | None:
        """Return the unit of a country that is named most, as anything but a venue."""
        if country in self._principals:
            return self._principals[country]
        best = None
        for place in self.places:
            if (
                place.country == country
                and self._counts[place.code]
                and (best is None or self._counts[place.code] > self._counts[best.code])
            ):
                best = place
        self._principals[country] = best
        return best

    def units_of(self, country: str) -> set[str]:
        """Return the units of a country that are named as anything but a venue."""
        return {
            place.whole
            for place in self.places
            if place.country == country and self._counts[place.code]
        }

    def principal_pair(self) -> tuple[Place, Place] | None:
        """Return the Vietnamese and the Japanese unit that a report is mostly about."""
        vn, jp = self.principal("VN"), self.principal("JP")
        return (vn, jp) if vn and jp else None

    def pair_in_order(self, before: int) -> tuple[Place, Place] | None:
        """Return the pair a report is mostly about, in the order last used before a place."""
        pair = self.principal_pair()
        if pair is None:
            return None
        last = [self._last_named(place, before) for place in pair]
        return (last[0], last[1]) if last[0].start < last[1].start else (last[1], last[0])

    def _last_named(self, place: Place, before: int) -> Place:
        same = [each for each in self.places if each.code == place.code and each.start < before]
        return same[-1] if same else place

    def venue_near(self, sentence: Sentence, anchors: Sequence[int]) -> Place | None:
        """Return where something was done: the place, told as such, nearest to its words."""
        places = [
            place
            for place in self.places_in(sentence.start, sentence.end)
            if place.venue and not place.setting
        ]
        return min(
            places,
            key=lambda place: min(abs(place.start - anchor) for anchor in anchors),
            default=None,
        )


def _place(article: Article, locality: Locality) -> Place:
    span = locality.basis.spans[0]
    return Place(
        locality.code,
        locality.name_as_written,
        span.start,
        span.end,
        _is_venue(article, span),
        _WAS.search(article.folded[max(0, span.start - 30) : span.start]) is not None
        or _OLD.match(article.folded, span.end, span.end + 12) is not None,
        locality.unit_id,
    )


def _settled(places: list[Place]) -> list[Place]:
    """Return the places, a prefecture that only tells where its town lies told apart."""
    told = []
    for number, place in enumerate(places):
        beside = places[max(0, number - 1) : number + 2]
        lies = place.code.startswith("JP-") and any(
            town.code[:2] == place.code[3:]
            and town.code.isdigit()
            and -1 <= max(place.start - town.end, town.start - place.end) <= _BESIDE
            for town in beside
        )
        told.append(replace(place, venue=True, setting=True) if lies else place)
    return told


def _is_venue(article: Article, span: Span) -> bool:
    if article.language == "ja":
        return _AFTER.match(article.folded, span.end, span.end + 16) is not None
    return (
        _BEFORE[article.language].search(article.folded[max(0, span.start - 60) : span.start])
        is not None
    )


def nearest(marks: Iterable[Mark], place: int) -> Mark | None:
    """Return the mark nearest to a place in the text."""
    return min(
        marks,
        key=lambda mark: min(abs(mark.start - place), abs(mark.end - place)),
        default=None,
    )


def nearest_date(dates: Iterable[When], place: int) -> When | None:
    """Return the date nearest to a place in the text."""
    return min(dates, key=lambda when: abs(when.start - place), default=None)


def spans_of(*pieces: Span | Mark | When | Place | None) -> tuple[Span, ...]:
    """Return the stretches of some pieces of a text, in order, each once."""
    return tuple(sorted({Span(piece.start, piece.end) for piece in pieces if piece is not None}))

"""Who acts in a clause: somebody, a unit, or the two units of a pair."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from enishi.domain.press.article import Article, Mark, Sentence
from enishi.domain.press.folding import folded
from enishi.domain.press.lexicon import rows_of
from enishi.domain.press.report import Person, Span
from enishi.domain.press.scene import Place, Scene
from enishi.domain.press.speakers import Cast

_AND = {"en": " and ", "fr": " and ", "vi": " and ", "ja": "と"}
_SUBJECT = re.compile("[^、。はがも]{0,8}[はがも]")
_OBJECT = re.compile(
    r"\b(?:between|among|of|for|with|to|entre|des|de|du|pour|avec|au|giua|cua|voi|cho|toi|cung)\s$"
)
_TOLD = re.compile(r"\b(?:told|informed|assured|briefed|reminded)\s(?:(?!\bthat\b)[^.;])*$")
_TOUCHING = 16  # characters between who acts and the word for it
_HOMES = {"governor": "JP", "mayor": "JP", "chairman": "VN", "secretary": "VN", "vice": "VN"}
_OFFICE = re.compile(
    r"\b(?:provincial|municipal|people's (?:committee|council)|department of|service de|"
    r"departement (?:provincial|municipal|de)|comite populaire|conseil populaire|"
    r"ubnd|hdnd|so (?:ngoai|cong|ke|nong|van|du|lao|y|giao|khoa|tai))\b"
)
_NATIONAL = re.compile("minister|ambassador|president|consul|prime|secretary-general|general|envoy")
_FAR = 80  # the same, for somebody who acts again in a sentence


@cache
def _surnames(language: str) -> frozenset[str]:
    """Return the names of Vietnamese families, as a language writes them."""
    return frozenset(folded(row.words) for row in rows_of(language, "surname"))


@dataclass(frozen=True, slots=True)
class Voice:
    """Who acts: somebody, a unit, or both units of a pair."""

    name: str
    places: tuple[Place | str, ...]
    both: bool
    span: Span
    person: Person | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the units that act."""
        return tuple(each if isinstance(each, str) else each.whole for each in self.places)


class Voices:
    """Tells who acts; remembers who was heard last, whom “he” and “she” will mean.

    Args:
        article, scene, cast: of the report.
        organisations: where each is named, and its name.
    """

    def __init__(
        self,
        article: Article,
        scene: Scene,
        cast: Cast,
        organisations: Sequence[tuple[Span, str]] = (),
    ) -> None:
        self._article = article
        self._scene = scene
        self._cast = cast
        self._organisations = organisations
        self.heard: Person | None = None

    def pair_named(self, before: int) -> str:
        """Return the names of the two units a report is about, in the order last used."""
        pair = self._scene.pair_in_order(before)
        return _AND[self._article.language].join(place.name for place in pair) if pair else ""

    def acts_of(self, marks: Sequence[Mark]) -> list[Mark]:
        """Return the words for acts, but not what somebody hopes or asks that others will do."""
        acts: list[Mark] = []
        for mark in marks:
            if mark.kind != "act" or mark.meaning == "none":
                continue
            if (
                acts
                and mark.note == "future"
                and acts[-1].meaning in {"ask", "want"}
                and not any(
                    each.kind in {"speaker", "both"} and acts[-1].end <= each.start < mark.start
                    for each in marks
                )
                and not self._cast.between(acts[-1].end, mark.start)
            ):
                continue
            acts.append(mark)
        return acts

    def subject(self, sentence: Sentence) -> Person | None:
        """Return whom “he” will mean next: who spoke or acted, or else who was named first."""
        told = next(self._article.marked(sentence.start, sentence.end, "act", "saying"), None)
        found = [
            (each.start, each.person) for each in self._cast.between(sentence.start, sentence.end)
        ]
        found += [
            (mark.start, person)
            for mark in self._article.marked(sentence.start, sentence.end, "speaker")
            if mark.meaning not in {"none", "pronoun", "delegation"}
            and not self._names_follow(mark, sentence.end)
            and (person := self._cast.meant_by(mark, self.heard)) is not None
        ]
        found.sort(key=lambda each: each[0])
        before = [person for start, person in found if told is not None and start < told.start]
        if before:
            return before[-1]
        return found[0][1] if found else None

    def of(self, act: Mark, begin: int, marks: Sequence[Mark]) -> Voice | None:
        """Return who acts: whoever of people, titles and units stands nearest before the word."""
        best: tuple[int, Voice] | None = None
        for mention in self._cast.between(begin, act.start):
            if self._acts(mention.end) and not self._addressed(mention.start, act):
                span = Span(mention.start, mention.end)
                best = mention.end, self.of_person(mention.person, span)
        for mark in marks:
            if (
                not begin <= mark.start < act.start
                or not self._acts(mark.end)
                or self._addressed(mark.start, act)
                or (best is not None and mark.end <= best[0])
                or (mark.kind == "unit" and not self._leads(mark, act, begin, best))
            ):
                continue
            voice = self._titled(mark)
            if voice is not None and not self._names_follow(mark, act.start):
                best = mark.end, voice
        best = self._of_place(act, begin, best) or self._of_organisation(act, begin)
        if best is None:
            return None
        if best[1].person is None and not best[1].both:
            best = best[0], self._said_by(best[1], begin)
        gap = self._article.folded[best[0] : act.start]
        far = _TOUCHING if best[1].person is None and not best[1].both else _FAR
        if begin != self._opening(act) and (len(gap) > far or ";" in gap):
            return None
        return best[1]

    def _addressed(self, start: int, act: Mark) -> bool:
        """Whether somebody is spoken to: “told the mayor, Mr …, that the city wanted …”."""
        told = self._article.folded[max(0, start - 120) : start]
        return (
            self._article.language == "en"
            and _TOLD.search(told) is not None
            and " that " in self._article.folded[start : act.end + 6]
        )

    def _leads(self, mark: Mark, act: Mark, begin: int, best: tuple[int, Voice] | None) -> bool:
        """Whether “the province” acts itself: it stands before the word, and nobody speaks."""
        return (
            act.start - mark.end <= _TOUCHING
            and begin == self._opening(act)
            and (best is None or best[1].person is None)
        )

    def _of_place(
        self, act: Mark, begin: int, best: tuple[int, Voice] | None
    ) -> tuple[int, Voice] | None:
        """Return the unit right before the word for an act, or else who was found before."""
        for place in self._scene.places_in(begin, act.start):
            if place.venue or (best is not None and place.end <= best[0]):
                continue
            gap = self._article.folded[place.end : act.start]
            if (
                len(gap) <= _TOUCHING
                and self._acts(place.end)
                and not any(sign in gap for sign in ",.;:")
            ):
                best = place.end, Voice(place.name, (place,), both=False, span=place.span)
        return best

    def _of_organisation(self, act: Mark, begin: int) -> tuple[int, Voice] | None:
        """Return the body that opens a sentence and acts in it, where nobody else does."""
        for span, called in self._organisations:
            if (
                begin <= span.start < act.start
                and begin == self._opening(act)
                and self._acts(span.end)
                and (act.start - span.end <= _TOUCHING or span.start - begin <= _TOUCHING)
                and not _OBJECT.search(self._article.folded[max(0, span.start - 12) : span.start])
                and not any(self._article.marked(span.start, span.end, "national"))
            ):
                places = tuple(self._scene.places_in(span.start, span.end)[:1])
                known = next(self._article.marked(span.start, span.end, "addressee"), None)
                name = known.meaning if known is not None else called
                return span.end, Voice(name, places, both=False, span=span)
        return None

    def _said_by(self, voice: Voice, begin: int) -> Voice:
        """Return who says of a unit what it wants: “the governor said that his prefecture …”."""
        for saying in self._article.marked(begin, voice.span.start, "saying"):
            named = self._cast.between(begin, saying.start + 1)
            if named:
                return self.of_person(named[-1].person, Span(named[-1].start, named[-1].end))
            for mark in self._article.marked(begin, saying.start + 1, "speaker"):
                titled = self._titled(mark)
                if titled is not None:
                    return titled
        return voice

    def _opening(self, act: Mark) -> int:
        sentence = self._article.sentence_at(act.start)
        return sentence.start if sentence else 0

    def unsaid(self, act: Mark) -> Voice | None:
        """Return who acts where a sentence of Japanese names nobody: the pair, or who spoke."""
        if self._article.language != "ja":
            return None
        span = Span(act.start, act.end)
        pair = self._scene.pair_in_order(act.start)
        if act.meaning == "agree" and pair is not None:
            return Voice(f"{pair[0].name}と{pair[1].name}", pair, both=True, span=span)
        return self.of_person(self.heard, span) if self.heard else None

    def is_text(self, voice: Voice, act: Mark) -> bool:
        """Whether it is a document that will do something, as somebody says."""
        return any(self._article.marked(voice.span.end, act.start, "text"))

    def _acts(self, end: int) -> bool:
        """Whether words of Japanese are the subject of a clause; in other languages, always."""
        return (
            self._article.language != "ja"
            or _SUBJECT.match(self._article.folded, end, end + 10) is not None
        )

    def _names_follow(self, mark: Mark, before: int) -> bool:
        """Whether a title is that of somebody named right after it."""
        return any(
            mention.start - mark.end <= 40 for mention in self._cast.between(mark.end, before)
        )

    def _titled(self, mark: Mark) -> Voice | None:
        span = Span(mark.start, mark.end)
        if _OBJECT.search(self._article.folded[max(0, mark.start - 12) : mark.start]):
            return None
        if mark.kind == "both":
            pair = self._scene.pair_in_order(mark.start)
            if pair is None:
                return None
            name = _AND[self._article.language].join(place.name for place in pair)
            return Voice(name, pair, both=True, span=span)
        if mark.kind == "unit":
            return self._unit(mark)
        if mark.kind != "speaker" or mark.meaning == "none":
            return None
        if mark.meaning == "delegation":
            return self._delegation(mark)
        person = self._cast.meant_by(mark, self.heard)
        return self.of_person(person, span) if person else None

    def _unit(self, mark: Mark) -> Voice | None:
        """Return the unit meant by “the province” or “the city”."""
        last = [
            place
            for country in ((mark.meaning,) if mark.meaning else ("JP", "VN"))
            if (place := self._scene.last_unit(mark.start, country, mark)) is not None
        ]
        place = max(last, key=lambda each: each.start, default=None)
        if place is None:
            return None
        return Voice(place.name, (place,), both=False, span=Span(mark.start, mark.end))

    def _delegation(self, mark: Mark) -> Voice | None:
        """Return the unit whose delegation it is."""
        for host in self._article.marked(0, mark.end + 1, "host"):
            places = self._scene.places_in(host.end, host.end + 50)
            if places and not places[0].venue:
                place = places[0]
                return Voice(place.name, (place,), both=False, span=Span(mark.start, mark.end))
        return None

    def reported(self, sentence: Sentence, act: Mark) -> Voice | None:
        """Return who is said to have said it, after the words: “…, M. Trung a déclaré”."""
        saying = next(self._article.marked(act.end, sentence.end, "saying"), None)
        named = self._cast.between(act.end, sentence.end)
        if saying is not None and named:
            near = min(named, key=lambda each: abs(each.start - saying.end))
            return self.of_person(near.person, Span(near.start, near.end))
        return None

    def _country_of(self, person: Person) -> str | None:
        """Return the country of somebody whose home is not told: by the office, or the name."""
        role = person.role or ""
        if role and role.split(" ")[0] in _HOMES:
            return _HOMES[role.split(" ")[0]]
        if _NATIONAL.search(role):
            return None
        first = folded(person.name).replace("・", " ").split(" ")[0]
        return "VN" if first in _surnames(self._article.language) else "JP"

    def of_person(self, person: Person, span: Span) -> Voice:
        """Return somebody as one who acts, for the unit he or she belongs to, if for any."""
        home = person.org_or_place or ""
        places: tuple[Place | str, ...] = ()
        if home.startswith(("VN-", "JP-")) or home.isdigit():
            places = (home.partition("/")[0],)
        elif _OFFICE.search(folded(home)) and not any(
            home.startswith(place.name) for place in self._scene.places
        ):
            only = self._scene.principal("VN")
            places = (only,) if only is not None else ()
        elif not home and (country := self._country_of(person)):
            only = self._scene.principal(country)
            if only is not None and len(self._scene.units_of(country)) == 1:
                places = (only,)
        else:
            within = [
                place
                for place in self._scene.places
                if place.name and len(place.name) > 2 and home.startswith(place.name)
            ]
            places = (within[0],) if within else ()
        return Voice(person.name, places, both=False, span=span, person=person)

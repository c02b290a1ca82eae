"""Who asks something of whom, or promises it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enishi.domain.press.article import Article, Mark, Sentence
from enishi.domain.press.domains import described, fields_in
from enishi.domain.press.report import (
    Basis,
    Commitment,
    Locality,
    Organisation,
    Person,
    Span,
)
from enishi.domain.press.scene import Place, Scene, spans_of
from enishi.domain.press.speakers import Cast

_AND = {"en": " and ", "fr": " and ", "vi": " and ", "ja": "と"}
_JOIN = re.compile(r"(?:,|;|\band|\bet|\bva)\s(?:also\s|aussi\s)?(to|a|de|d'|qu'|que|il|it)?\s?$")
_STRONG = re.compile(r"\b(?:ainsi que|as well as|cung nhu|dong thoi|along with|de meme que)\b")
_TOPIC = re.compile(r"\b(?:in|on|ve|trong|vao|linh vuc|nhu|gom|dans|tels? que|such as|notamment)\s")
_SUBJECT = re.compile("[^、。はがも]{0,8}[はがも]")
_TOUCHING = 16  # characters between who acts and the word for it
_FAR = 80  # the same, for somebody who acts again in a sentence
_CONFIDENCE = {"ask": 0.8, "promise": 0.8, "agree": 0.7, "want": 0.65}


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who acts: somebody, a unit, or both units of a pair."""

    name: str
    places: tuple[Place | str, ...]
    both: bool
    span: Span
    person: Person | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(each if isinstance(each, str) else each.whole for each in self.places)


@dataclass(frozen=True, slots=True)
class _Target:
    """Who is spoken to: a unit, somebody of a unit, or others by name."""

    name: str
    code: str = ""
    span: Span | None = None


def commitments_in(
    article: Article,
    localities: tuple[Locality, ...],
    people: tuple[Person, ...],
    organisations: tuple[Organisation, ...],
) -> tuple[Commitment, ...]:
    """Return what is asked and promised in a report, one for each thing."""
    return _Reader(article, localities, people, organisations).read()


class _Reader:
    def __init__(
        self,
        article: Article,
        localities: tuple[Locality, ...],
        people: tuple[Person, ...],
        organisations: tuple[Organisation, ...],
    ) -> None:
        self._article = article
        self._scene = Scene(article, localities)
        self._cast = Cast(article, people, localities)
        self._organisations = organisations
        self._voice: Person | None = None
        self._target: _Target | None = None
        self._spoken: _Voice | None = None
        self._found: list[Commitment] = []

    def read(self) -> tuple[Commitment, ...]:
        for sentence in self._article.sentences:
            if sentence.block == "body":
                self._read(sentence)
        return _distinct(self._found)

    def _read(self, sentence: Sentence) -> None:
        marks = list(
            self._article.marked(
                sentence.start, sentence.end, "act", "speaker", "both", "continuing", "addressee"
            )
        )
        acts = self._acts_of(marks)
        if acts:
            last: _Voice | None = None
            for number, act in enumerate(acts):
                begin = acts[number - 1].end if number else sentence.start
                after = acts[number + 1].start if number + 1 < len(acts) else sentence.end
                voice = self._voice_of(act, begin, marks) or last
                stretch = self._stretch(sentence, act, begin, after)
                if voice is None and number == 0:
                    voice = self._reported(sentence, act)
                    stretch = (begin, min(after, voice.span.start)) if voice else stretch
                voice = voice or self._unsaid(act)
                if voice is not None and not self._of_a_text(voice, act):
                    self._take(sentence, act, voice, stretch, marks)
                    last = voice
                    self._voice = voice.person or self._voice
            self._spoken = last
        elif self._spoken is not None and marks and marks[0].kind == "continuing":
            if marks[0].start - sentence.start < 4 and fields_in(
                self._article, sentence.start, sentence.end
            ):
                act = replace(marks[0], meaning="ask")
                self._take(sentence, act, self._spoken, (marks[0].end, sentence.end), marks)
        else:
            self._spoken = None
        self._voice = self._subject(sentence) or self._voice

    def _acts_of(self, marks: Sequence[Mark]) -> list[Mark]:
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

    def _subject(self, sentence: Sentence) -> Person | None:
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
            and (person := self._cast.meant_by(mark, self._voice)) is not None
        ]
        found.sort(key=lambda each: each[0])
        before = [person for start, person in found if told is not None and start < told.start]
        if before:
            return before[-1]
        return found[0][1] if found else None

    def _stretch(self, sentence: Sentence, act: Mark, begin: int, after: int) -> tuple[int, int]:
        """Return the part of a sentence that says what is asked or promised."""
        if self._article.language == "ja":
            return begin, act.end
        if (
            begin == sentence.start
            and act.meaning != "want"
            and not fields_in(self._article, act.start, after)
            and fields_in(self._article, begin, act.start)
        ):
            return begin, after
        return act.start, after

    def _voice_of(self, act: Mark, begin: int, marks: Sequence[Mark]) -> _Voice | None:
        """Return who acts: whoever of people, titles and units stands nearest before the word."""
        best: tuple[int, _Voice] | None = None
        for mention in self._cast.between(begin, act.start):
            if self._acts(mention.end):
                span = Span(mention.start, mention.end)
                best = mention.end, self._of_person(mention.person, span)
        for mark in marks:
            if not begin <= mark.start < act.start or not self._acts(mark.end):
                continue
            if best is not None and mark.end <= best[0]:
                continue
            voice = self._titled(mark)
            if voice is not None and not self._names_follow(mark, act.start):
                best = mark.end, voice
        for place in self._scene.places_in(begin, act.start):
            if place.venue or (best is not None and place.end <= best[0]):
                continue
            gap = self._article.folded[place.end : act.start]
            if (
                len(gap) <= _TOUCHING
                and self._acts(place.end)
                and not any(sign in gap for sign in ",.;:")
            ):
                best = place.end, _Voice(place.name, (place,), both=False, span=place.span)
        if best is None:
            return None
        gap = self._article.folded[best[0] : act.start]
        far = _TOUCHING if best[1].person is None and not best[1].both else _FAR
        if begin != self._opening(act) and (len(gap) > far or ";" in gap):
            return None
        return best[1]

    def _opening(self, act: Mark) -> int:
        sentence = self._article.sentence_at(act.start)
        return sentence.start if sentence else 0

    def _unsaid(self, act: Mark) -> _Voice | None:
        """Return who acts where a sentence of Japanese names nobody: the pair, or who spoke."""
        if self._article.language != "ja":
            return None
        span = Span(act.start, act.end)
        pair = self._scene.pair_in_order(act.start)
        if act.meaning == "agree" and pair is not None:
            return _Voice(f"{pair[0].name}と{pair[1].name}", pair, both=True, span=span)
        return self._of_person(self._voice, span) if self._voice else None

    def _of_a_text(self, voice: _Voice, act: Mark) -> bool:
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

    def _titled(self, mark: Mark) -> _Voice | None:
        span = Span(mark.start, mark.end)
        if mark.kind == "both":
            pair = self._scene.pair_in_order(mark.start)
            if pair is None:
                return None
            name = _AND[self._article.language].join(place.name for place in pair)
            return _Voice(name, pair, both=True, span=span)
        if mark.kind != "speaker" or mark.meaning == "none":
            return None
        if mark.meaning == "delegation":
            return self._delegation(mark)
        person = self._cast.meant_by(mark, self._voice)
        return self._of_person(person, span) if person else None

    def _delegation(self, mark: Mark) -> _Voice | None:
        """Return the unit whose delegation it is."""
        for host in self._article.marked(0, mark.end + 1, "host"):
            places = self._scene.places_in(host.end, host.end + 50)
            if places and not places[0].venue:
                place = places[0]
                return _Voice(place.name, (place,), both=False, span=Span(mark.start, mark.end))
        return None

    def _reported(self, sentence: Sentence, act: Mark) -> _Voice | None:
        """Return who is said to have said it, after the words: “…, M. Trung a déclaré”."""
        saying = next(self._article.marked(act.end, sentence.end, "saying"), None)
        named = self._cast.between(act.end, sentence.end)
        if saying is not None and named:
            near = min(named, key=lambda each: abs(each.start - saying.end))
            return self._of_person(near.person, Span(near.start, near.end))
        return None

    def _of_person(self, person: Person, span: Span) -> _Voice:
        home = person.org_or_place or ""
        places: tuple[Place | str, ...] = ()
        if home.startswith(("VN-", "JP-")) or home.isdigit():
            places = (home.partition("/")[0],)
        else:
            within = [
                place
                for place in self._scene.places
                if place.name and len(place.name) > 2 and home.startswith(place.name)
            ]
            places = (within[0],) if within else ()
        return _Voice(person.name, places, both=False, span=span, person=person)

    def _target_of(
        self, voice: _Voice, stretch: tuple[int, int], marks: Sequence[Mark], sentence: Sentence
    ) -> tuple[_Target | None, bool]:
        """Return who is spoken to, and whether the words themselves say so."""
        own = set(voice.codes)
        candidates: list[tuple[int, _Target]] = [
            (place.start, _Target(place.name, place.whole, place.span))
            for place in self._scene.places_in(*stretch)
            if place.whole not in own
        ]
        candidates += [
            (mark.start, _Target(mark.meaning))
            for mark in marks
            if mark.kind == "addressee" and stretch[0] <= mark.start < stretch[1]
        ]
        candidates += [
            (each.start, self._person_spoken_to(each.person))
            for each in self._cast.between(*stretch)
            if each.person != voice.person
        ]
        candidates += [
            (mark.start, self._person_spoken_to(person))
            for mark in self._article.marked(*stretch, "speaker")
            if mark.meaning not in {"none", "pronoun", "delegation"}
            and (person := self._cast.meant_by(mark, None)) is not None
            and person != voice.person
        ]
        candidates.sort(key=lambda each: each[0])
        units = list(self._article.marked(*stretch, "unit"))
        if candidates and not (units and units[0].start < candidates[0][0] - 20):
            return candidates[0][1], True
        if units and not voice.both:
            place = self._unit_meant(units[0], voice)
            if place is not None:
                return _Target(place.name, place.whole, place.span), True
        if candidates:
            return candidates[0][1], True
        before = list(self._article.marked(sentence.start, stretch[0], "unit"))
        if before and not own:
            place = self._unit_meant(before[-1], voice)
            if place is not None:
                return _Target(place.name, place.whole, place.span), False
        return self._target, False

    def _person_spoken_to(self, person: Person) -> _Target:
        codes = self._of_person(person, Span(0, 0)).codes
        return _Target(person.name, codes[0] if codes else "")

    def _unit_meant(self, mark: Mark, voice: _Voice) -> Place | None:
        """Return the unit meant by “the prefecture”: the last one named that is not one's own."""
        countries = (mark.meaning,) if mark.meaning else ("JP", "VN")
        last = [
            place
            for country in countries
            if (place := self._scene.last_place(mark.start, country)) is not None
            and place.whole not in voice.codes
        ]
        return max(last, key=lambda place: place.start, default=None)

    def _take(
        self,
        sentence: Sentence,
        act: Mark,
        voice: _Voice,
        stretch: tuple[int, int],
        marks: Sequence[Mark],
    ) -> None:
        target, told = self._target_of(voice, stretch, marks, sentence)
        if (
            act.meaning == "want"
            and not fields_in(self._article, *stretch)
            and not ((voice.both or told) and any(self._article.marked(*stretch, "deed")))
        ):
            return
        if voice.person is None and act.meaning in {"want", "ask"} and not voice.both:
            others = [p for p in self._scene.places_in(*stretch) if p.whole not in voice.codes]
            if not others:
                return
        if not told and (
            act.meaning in {"promise", "agree"}
            or (voice.places and target is not None and not target.code)
        ):
            target = None
        for start, end in self._pieces(act, stretch):
            self._add(act, voice, target, start, end, marks)
        if target is not None:
            self._target = target

    def _pieces(self, act: Mark, stretch: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the parts of a stretch in which one thing each is asked."""
        cuts = [stretch[0]]
        folded = self._article.folded
        if self._article.language != "ja":
            for deed in self._article.marked(max(act.end, stretch[0]), stretch[1], "deed"):
                if self._parts(cuts[-1], deed.start) and (
                    any(self._article.marked(deed.start, stretch[1], "field", "general"))
                    and fields_in(self._article, cuts[-1], deed.start)
                ):
                    cuts.append(deed.start)
            for strong in _STRONG.finditer(folded, cuts[-1], stretch[1]):
                if fields_in(self._article, cuts[-1], strong.start()) and fields_in(
                    self._article, strong.end(), stretch[1]
                ):
                    cuts.append(strong.end())
        yield from zip(cuts, [*cuts[1:], stretch[1]], strict=True)

    def _parts(self, start: int, deed: int) -> bool:
        """Whether a verb opens another thing asked, and no item in a list of fields."""
        folded = self._article.folded
        join = _JOIN.search(folded[max(start, deed - 14) : deed])
        if join is None:
            return False
        return bool(join.group(1)) or _TOPIC.search(folded[start:deed]) is None

    def _add(
        self,
        act: Mark,
        voice: _Voice,
        target: _Target | None,
        start: int,
        end: int,
        marks: Sequence[Mark],
    ) -> None:
        domain, words = described(self._article, start, end)
        if not domain:
            return
        both = voice.both or any(
            mark.kind == "both" and start <= mark.start < end for mark in marks
        )
        codes = self._codes(voice, target, start, end, both=both)
        name = voice.name if voice.both else (target.name if target else "")
        if not name and both and (pair := self._scene.pair_in_order(end)):
            name = _AND[self._article.language].join(place.name for place in pair)
        spans = {voice.span, Span(act.start, act.end), *spans_of(*words)}
        if target is not None and target.span is not None:
            spans.add(target.span)
        self._found.append(
            Commitment(
                voice.name,
                name,
                domain,
                codes,
                Basis(
                    tuple(sorted(spans)),
                    f"commitment.{act.meaning}",
                    _CONFIDENCE.get(act.meaning, 0.6),
                ),
            )
        )

    def _codes(
        self, voice: _Voice, target: _Target | None, start: int, end: int, *, both: bool
    ) -> tuple[str, ...]:
        """Return the units concerned: those of who acts, those named, the one spoken to."""
        codes = dict.fromkeys(voice.codes)
        codes.update(
            dict.fromkeys(
                place.whole for place in self._scene.places_in(start, end) if not place.former
            )
        )
        if target is not None and target.code:
            codes[target.code] = None
        local = bool(voice.codes)
        if local and both and (pair := self._scene.principal_pair()):
            codes.update(dict.fromkeys(place.whole for place in pair))
        elif local and len(codes) == 1 and (target is None or not target.name):
            other = "JP" if voice.codes[0].startswith("VN") else "VN"
            if len(self._scene.units_of(other)) == 1 and (place := self._scene.principal(other)):
                codes[place.whole] = None
        return tuple(codes)


def _distinct(found: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Return each commitment once: the same words about the same places are the same one."""
    kept: dict[tuple[str, str, tuple[str, ...]], Commitment] = {}
    for each in found:
        key = (each.by, each.domain, tuple(sorted(each.place_codes)))
        if key not in kept:
            kept[key] = each
    return tuple(kept.values())

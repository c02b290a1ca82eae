"""Who asks something of whom, or promises it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from enishi.domain.press.article import Mark, Sentence
from enishi.domain.press.domains import described, fields_in, things_in
from enishi.domain.press.report import (
    Basis,
    Commitment,
    Organisation,
    Person,
    Span,
)
from enishi.domain.press.scene import Place, Scene, spans_of
from enishi.domain.press.speakers import Cast
from enishi.domain.press.voices import Voice, Voices

_JOIN = re.compile(r"(?:,|;|\band|\bet|\bva)\s(?:also\s|aussi\s)?(to|a|de|d'|qu'|que|il|it)?\s?$")
_STRONG = re.compile(r"\b(?:ainsi que|as well as|cung nhu|dong thoi|along with|de meme que)\b")
_TOPIC = re.compile(r"\b(?:in|on|ve|trong|vao|linh vuc|nhu|gom|dans|tels? que|such as|notamment)\s")
_KINDS = ("act", "speaker", "both", "unit", "continuing", "addressee")
_TOUCHING = 16  # characters between a unit and the word for what it does
_PRONOUN = 6  # letters of “celui-ci”; what is longer is a title: “the Japanese official”
_CONFIDENCE = {"ask": 0.8, "promise": 0.8, "agree": 0.7, "want": 0.65}


@dataclass(frozen=True, slots=True)
class _Target:
    """Who is spoken to: a unit, somebody of a unit, or others by name."""

    name: str
    code: str = ""
    span: Span | None = None
    abroad: bool = False


def commitments_in(
    scene: Scene,
    people: tuple[Person, ...],
    organisations: tuple[Organisation, ...],
) -> tuple[Commitment, ...]:
    """Return what is asked and promised in a report, one for each thing."""
    return _Reader(scene, people, organisations).read()


class _Reader:
    def __init__(
        self,
        scene: Scene,
        people: tuple[Person, ...],
        organisations: tuple[Organisation, ...],
    ) -> None:
        self._article = scene.article
        self._scene = scene
        self._cast = Cast(scene.article, people, scene.places)
        named = [
            (span, each.name_en or each.name_as_written)
            for each in organisations
            for span in each.basis.spans[:1]
        ]
        self._organisations = [(span.start, name) for span, name in named]
        self._voices = Voices(scene.article, scene, self._cast, named)
        self._target: _Target | None = None
        self._spoken: Voice | None = None
        self._found: list[Commitment] = []

    def read(self) -> tuple[Commitment, ...]:
        for sentence in self._article.sentences:
            if sentence.block == "body":
                self._read(sentence)
        return _distinct(self._found)

    def _read(self, sentence: Sentence) -> None:
        marks = list(self._article.marked(sentence.start, sentence.end, *_KINDS))
        subject = self._voices.subject(sentence)
        acts = self._voices.acts_of(marks)
        if acts:
            last: Voice | None = None
            for number, act in enumerate(acts):
                begin = acts[number - 1].end if number else sentence.start
                after = (
                    self._until(act, acts[number + 1]) if number + 1 < len(acts) else sentence.end
                )
                voice = self._voices.of(act, begin, marks) or last
                stretch = self._stretch(sentence, act, begin, after)
                if voice is None and number == 0:
                    voice = self._voices.reported(sentence, act)
                    stretch = (begin, min(after, voice.span.start)) if voice else stretch
                voice = voice or self._voices.unsaid(act)
                if voice is not None and not self._voices.is_text(voice, act):
                    self._take(sentence, act, voice, stretch, marks)
                    last = voice
                    self._voices.heard = voice.person or self._voices.heard
            self._spoken = last
        elif self._spoken is not None and marks and marks[0].kind == "continuing":
            if marks[0].start - sentence.start < 4 and fields_in(
                self._article, sentence.start, sentence.end
            ):
                act = replace(marks[0], meaning="ask")
                self._take(sentence, act, self._spoken, (marks[0].end, sentence.end), marks)
        else:
            self._spoken = None
        self._voices.heard = subject or self._voices.heard

    def _until(self, act: Mark, following: Mark) -> int:
        """Return where what is said of an act ends: before whoever acts next, if a unit does."""
        places = self._scene.places_in(act.end, following.start)
        if self._article.language == "ja" or not places:
            return following.start
        if following.start - places[-1].end > _TOUCHING:
            return following.start
        cut = self._article.folded.rfind(",", act.end, places[-1].start)
        return cut if cut >= 0 else following.start

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

    def _target_of(
        self,
        voice: Voice,
        act: Mark,
        stretch: tuple[int, int],
        marks: Sequence[Mark],
        sentence: Sentence,
    ) -> tuple[_Target | None, bool]:
        """Return who is spoken to, and whether the words themselves say so."""
        own = set(voice.codes)
        before = act.start
        candidates: list[tuple[int, _Target]] = [
            (place.start, _Target(place.name, place.whole, place.span))
            for place in self._named(*stretch, before)
            if place.whole not in own
        ]
        candidates += [
            (mark.start, _Target(mark.meaning, abroad=True))
            for mark in marks
            if mark.kind == "addressee" and stretch[0] <= mark.start < stretch[1]
        ]
        candidates += [
            (start, _Target(name))
            for start, name in self._organisations
            if stretch[0] <= start < stretch[1]
        ]
        candidates += [
            (each.start, self._person_spoken_to(each.person))
            for each in self._cast.between(*stretch)
            if each.person != voice.person
        ]
        for mark in self._article.marked(*stretch, "speaker"):
            spoken_before = mark.start <= act.start and self._article.language != "ja"
            if spoken_before or mark.meaning in {"none", "delegation"}:
                continue
            if mark.meaning == "pronoun" and mark.end - mark.start <= _PRONOUN:
                continue
            meant = replace(mark, meaning="other") if mark.meaning == "pronoun" else mark
            person = self._cast.meant_by(meant, voice.person if meant is not mark else None)
            if person is not None and person != voice.person:
                candidates.append((mark.start, self._person_spoken_to(person)))
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
        earlier = list(self._article.marked(sentence.start, stretch[0], "unit"))
        if earlier and not own:
            place = self._unit_meant(earlier[-1], voice)
            if place is not None:
                return _Target(place.name, place.whole, place.span), False
        carried = self._target
        return (None if carried is not None and carried.code in own else carried), False

    def _named(self, start: int, end: int, act: int) -> list[Place]:
        """Return the places of a stretch that are concerned, not where the words were said."""
        return [
            place
            for place in self._scene.places_in(start, end)
            if not place.former and not (place.venue and place.start < act)
        ]

    def _person_spoken_to(self, person: Person) -> _Target:
        codes = self._voices.of_person(person, Span(0, 0)).codes
        return _Target(person.name, codes[0] if codes else "")

    def _unit_meant(self, mark: Mark, voice: Voice) -> Place | None:
        """Return the unit meant by “the prefecture”: the last one named that is not one's own."""
        countries = (mark.meaning,) if mark.meaning else ("JP", "VN")
        last = [
            place
            for country in countries
            if (place := self._scene.last_unit(mark.start, country, mark)) is not None
            and place.whole not in voice.codes
        ]
        return max(last, key=lambda place: place.start, default=None)

    def _take(
        self,
        sentence: Sentence,
        act: Mark,
        voice: Voice,
        stretch: tuple[int, int],
        marks: Sequence[Mark],
    ) -> None:
        target, told = self._target_of(voice, act, stretch, marks, sentence)
        if (
            act.meaning == "want"
            and not fields_in(self._article, *stretch)
            and not things_in(self._article, *stretch)
            and not ((voice.both or told) and self._says_much(*stretch))
        ):
            return
        if voice.person is None and act.meaning in {"want", "ask"} and not voice.both:
            others = [p for p in self._scene.places_in(*stretch) if p.whole not in voice.codes]
            if not others and not (act.note != "future" and things_in(self._article, *stretch)):
                return
        if not told and (
            act.meaning in {"promise", "agree"}
            or (voice.places and target is not None and not target.code)
        ):
            target = None
        if not (voice.codes or (target and target.code) or self._scene.places_in(*stretch)):
            pieces = [stretch]  # what is asked of a country at large is one thing
        else:
            pieces = list(self._pieces(act, stretch))
        for start, end in pieces:
            self._add(act, voice, target, start, end, marks)
        if target is not None:
            self._target = target

    def _says_much(self, start: int, end: int) -> bool:
        """Whether general words say more than friendship."""
        first = next(self._article.marked(start, end, "general", "deed"), None)
        return first is not None and first.meaning not in {"friendship", "development"}

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
        voice: Voice,
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
        codes = self._codes(voice, target, self._named(start, end, act.start), both=both)
        name = voice.name if voice.both else (target.name if target else "")
        if not name and both:
            name = self._voices.pair_named(end)
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
        self, voice: Voice, target: _Target | None, named: Sequence[Place], *, both: bool
    ) -> tuple[str, ...]:
        """Return the units concerned: those of who acts, those named, the one spoken to."""
        codes = dict.fromkeys(voice.codes)
        codes.update(dict.fromkeys(place.whole for place in named))
        if target is not None and target.code:
            codes[target.code] = None
        local = bool(voice.codes)
        if not codes and voice.person is None and not voice.both:
            codes.update(
                (place.whole, None) for place in [self._scene.principal("VN")] if place is not None
            )
        if local and both and (pair := self._scene.principal_pair()):
            codes.update(dict.fromkeys(place.whole for place in pair))
        elif (
            local
            and not (target is not None and target.abroad)
            and all(code[:2] == "VN" for code in codes) == (voice.codes[0][:2] == "VN")
        ):
            other = "JP" if voice.codes[0].startswith("VN") else "VN"
            if place := self._scene.principal(other):
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

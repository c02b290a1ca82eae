"""Who speaks in a sentence: people by any part of their name, by their title, or as he and she."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from enishi.domain.press.article import Article, Mark
from enishi.domain.press.folding import folded
from enishi.domain.press.report import Person
from enishi.domain.press.scene import Place

_LATTER = re.compile(r"cel(?:ui|le)-ci|ce(?:tte)? derni|the latter")
_SHORT = 3  # letters of a part of a name that stands for the whole


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody."""

    person: Person
    start: int
    end: int


class Cast:
    """The people of a report and where they are mentioned.

    Args:
        article: the report.
        people: who is named in it.
        places: their words are never taken for those of people.
    """

    def __init__(self, article: Article, people: Iterable[Person], places: Iterable[Place]) -> None:
        self._article = article
        taken = {each.start for each in places}
        self.mentions = sorted(_mentions(article, list(people), taken), key=lambda each: each.start)
        self._starts = [each.start for each in self.mentions]

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in a stretch."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last(self, before: int, role: str = "", within: int = 0) -> Person | None:
        """Return who was named last before a place in the text, of a role or of any."""
        for number in range(bisect_left(self._starts, before) - 1, -1, -1):
            mention = self.mentions[number]
            if mention.start < within:
                return None
            if not role or _plays(mention.person, role):
                return mention.person
        return None

    def meant_by(self, mark: Mark, voice: Person | None) -> Person | None:
        """Return whom a title or pronoun means: `voice` is who spoke last."""
        if mark.meaning == "pronoun":
            if _LATTER.match(self._article.folded, mark.start, mark.end):
                return self.last(mark.start) or voice
            return voice or self.last(mark.start)
        if mark.meaning == "other":
            earlier = (each.person for each in reversed(self.between(0, mark.start)))
            return next((person for person in earlier if person != voice), None)
        if voice is not None and _plays(voice, mark.meaning):
            return voice
        named = self.last(mark.start, mark.meaning)
        if named is None:
            ahead = [each for each in self.mentions if _plays(each.person, mark.meaning)]
            named = ahead[0].person if ahead else None
        return named


def _plays(person: Person, role: str) -> bool:
    return bool(person.role) and (person.role or "").startswith(role)


def _mentions(article: Article, people: list[Person], taken: set[int]) -> Iterable[Mention]:
    text = article.folded
    parts: dict[str, Person] = {}
    for person in people:
        for words in _parts(folded(person.name), article.language):
            parts.setdefault(words, person)
    covered: set[int] = set()
    for words in sorted(parts, key=lambda each: -len(each)):
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            if (
                at not in taken
                and (article.language == "ja" or _apart(article.text, text, at, end))
                and at not in covered
            ):
                covered.update(range(at, end))
                yield Mention(parts[words], at, end)
            at = text.find(words, end)


def _apart(written: str, text: str, start: int, end: int) -> bool:
    return (
        written[start].isupper()
        and not (start and text[start - 1].isalnum())
        and not (end < len(text) and text[end].isalnum())
    )


def _parts(name: str, language: str) -> Iterable[str]:
    yield name
    pieces = name.split("・") if "・" in name else name.split()
    if language == "ja" and len(pieces) == 1:
        if len(name) >= 3 and "\u3400" <= name[0] <= "\u9fff":
            yield name[:2]
        return
    if len(pieces) > 1:
        for piece in (" ".join(pieces[-2:]), pieces[-1], pieces[0]):
            if len(piece) >= (2 if language == "ja" else _SHORT):
                yield piece

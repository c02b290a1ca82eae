"""Titles: what a role and the words around it say, in the one vocabulary of all languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from enishi.domain.press.article import Article, Mark
from enishi.domain.press.bodies import ACROSS, COUNTRIES, english, of_place
from enishi.domain.press.bygone import bygone
from enishi.domain.press.folding import folded
from enishi.domain.press.lexicon import rows_of
from enishi.domain.press.report import Locality

_DEPARTMENT = "Department of "
_PROVINCIAL = re.compile(r"\b(?:provincial|municipal|city's|province's|service|so)\b")
_OF_VIETNAM = ("people's committee", "people's council", "party committee")


@cache
def little_words(language: str) -> dict[str, str]:
    """Return the words that may stand within a title, and "in" for those before a post."""
    words: dict[str, str] = {}
    for row in rows_of(language, "joint"):
        for word in folded(row.words).split():
            words[word] = row.meaning or words.get(word, "")
    return words


@dataclass(slots=True)
class Title:
    """A role and what stands with it.

    Args:
        mark: the words of the role.
        before: whether a word of what follows stood before the role ("Chiba Governor").
        bodies: people's committee, prefectural assembly …
        places: named with it, in order.
        nations: VN, JP or other, each with whether a word like "in" stood before it.
        fields: of ministries and departments.
        organisations: English names.
        post: where somebody is posted, as written.
        former: whether the role is over.
    """

    mark: Mark
    start: int
    end: int
    bodies: list[str] = field(default_factory=list)
    places: list[Locality] = field(default_factory=list)
    nations: list[tuple[str, bool]] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    post: str = ""
    former: bool = False


def formerly(article: Article, start: int) -> bool:
    """Whether a word like "former" stands right before a role."""
    return any(
        mark.end <= start <= mark.end + 1 for mark in article.marked(start - 12, start, "former")
    )


class Surroundings:
    """What a text says elsewhere, for titles that leave it out.

    Args:
        article: the text.
        localities: all mentions, in order.
        names: English names of places, by code.
    """

    def __init__(self, article: Article, localities: Sequence[Locality]) -> None:
        self.article = article
        self._places = [place for place in localities if not place.dateline_only]
        self._own: list[Locality] | None = None

    def nearest(self, at: int, nation: str, level: str) -> Locality | None:
        """Return the place of a nation and level named last before `at`, or else first after."""
        best = after = None
        for place in self._spoken():
            if not fits(place.code, nation, level):
                continue
            if place.basis.spans[0].start < at:
                best = place
            elif after is None:
                after = place
                break
        return best or after

    def _spoken(self) -> list[Locality]:
        """Return the places of the report itself: not those of its quotes, nor units that are gone."""
        if self._own is None:
            gone = bygone(self.article, self._places)
            self._own = [
                place
                for place in self._places
                if place.code not in gone and not self._quoted(place.basis.spans[0].start)
            ]
        return self._own

    def _quoted(self, at: int) -> bool:
        text = self.article.text
        line = text.rfind("\n", 0, at) + 1
        return text.count('"', line, at) % 2 == 1 or any(
            text.rfind(opening, line, at) > text.rfind(closing, line, at)
            for opening, closing in ("«»", "“”")
        )

    def body(self, at: int) -> str:
        """Return the body named last before `at` in its sentence."""
        sentence = self.article.sentence_at(at)
        last = ""
        if sentence:
            for mark in self.article.marked(sentence.start, at, "body"):
                last = mark.meaning
        return last


def fits(code: str, nation: str, level: str) -> bool:
    """Whether a code is of a nation and, where told, of a level."""
    if code in ("VN", "JP", "VN-JP"):
        return False
    own = "VN" if code.startswith("VN-") else "JP"
    if nation and own != nation:
        return False
    if level == "prefecture":
        return code.startswith("JP-")
    if level == "municipality":
        return code.isdigit()
    return "/" not in code


def resolved(title: Title, nation: str, around: Surroundings) -> tuple[str, str | None]:
    """Return the role in English and the place or organisation that it is of.

    Args:
        title: as it was found.
        nation: of the person, by the name; "" if it does not tell.
        around: the rest of the text.
    """
    role, (scope, _, told) = title.mark.meaning, title.mark.note.partition(":")
    if title.former and not role.startswith("former"):
        role = f"former {role}"
    match scope:
        case "state":
            return role, COUNTRIES.get(_nation(title, nation), "Vietnam")
        case "prefecture" | "municipality":
            return role, _place(title, "JP", scope, around)
        case "embassy":
            return role, _embassy(title, told or "", nation)
        case "consulate":
            return role, _consulate(title, nation)
        case "ministry":
            return role, _ministry(title, told, nation)
        case "body" | "party":
            return _of_body(title, role, (scope, told), nation, around)
    of = _organisation(title)
    if of and nation == "VN" and of.startswith(_DEPARTMENT) and _of_province(title, around):
        place = around.nearest(title.start, "VN", "")
        of = f"{english(place)} {of}" if place else of
    if of is None and role == "president" and nation == "VN":
        of = COUNTRIES[nation]  # companies are named with their presidents, the State is not
    return role, of


def _of_province(title: Title, around: Surroundings) -> bool:
    """Whether a department is told to be that of a province: "the provincial Department of …"."""
    sentence = around.article.sentence_at(title.start)
    end = sentence.end if sentence else title.end
    return bool(_PROVINCIAL.search(around.article.folded, title.start, min(end, title.end + 60)))


def _nation(title: Title, nation: str) -> str:
    return next((each for each, _ in title.nations if each in COUNTRIES), nation)


def _place(title: Title, nation: str, level: str, around: Surroundings) -> str | None:
    for place in title.places:
        if fits(place.code, nation, level):
            return place.code
    if title.places and level != "municipality":
        return title.places[0].code
    found = around.nearest(title.start, nation, level)
    if found is None and title.places:
        found = title.places[0]
    return found.code if found else None


def _embassy(title: Title, told: str, nation: str) -> str | None:
    if told:
        sender, host = told, ACROSS[told]
    elif len(title.nations) > 1:
        (sender, posted), (host, _) = title.nations[:2]
        if posted:
            sender, host = host, sender
    elif title.nations:
        sender, posted = title.nations[0]
        host = ACROSS.get(sender, "")
        if posted:
            sender, host = host, sender
    else:
        sender, host = nation, ACROSS.get(nation, "")
    if sender in COUNTRIES and host in COUNTRIES:
        return f"Embassy of {COUNTRIES[sender]} in {COUNTRIES[host]}"
    return None


def _consulate(title: Title, nation: str) -> str | None:
    sender = _nation(title, nation)
    if sender not in COUNTRIES:
        return None
    name = f"Consulate General of {COUNTRIES[sender]}"
    return f"{name} in {title.post}" if title.post else name


def _ministry(title: Title, told: str, nation: str) -> str | None:
    subject = told or next(iter(title.fields), "")
    if not subject:
        return next(iter(title.organisations), None)
    country = COUNTRIES.get(_nation(title, nation), "Vietnam")
    return f"Ministry of {subject} of {country}"


def _of_body(
    title: Title, role: str, note: tuple[str, str], nation: str, around: Surroundings
) -> tuple[str, str | None]:
    scope, usual = note
    body = next(iter(title.bodies), "")
    if role.endswith("party committee"):
        body = "party committee"
    if not body and title.organisations:
        return role, title.organisations[0]
    if not body:
        body = around.body(title.start)
        if scope == "party" and (not body or around.article.language == "vi"):
            body = "party committee" if nation != "JP" else ""
    if not body and usual:
        body = usual
        if usual == "assembly":
            body = "people's council" if nation == "VN" else "prefectural assembly"
        if usual == "people's committee" and nation == "JP":
            body = ""
    if (
        not body
        and role == "chairman"
        and around.article.language == "fr"
        and nation == "VN"
        and (not title.places)
    ):
        return "president", COUNTRIES[nation]
    if not body:
        return role, title.places[0].code if title.places else None
    of = "VN" if body in _OF_VIETNAM else "JP"
    level = {"prefectural assembly": "prefecture", "municipal assembly": "municipality"}.get(
        body, ""
    )
    place = _place(title, of, level, around)
    if body == "prefectural assembly" and place and place.startswith("VN-"):
        body = "people's council"  # said loosely of the other side
    return (role if role.endswith(body) else f"{role} of the {body}"), place


def _organisation(title: Title) -> str | None:
    if title.bodies and title.places:
        return of_place(title.places[0], title.bodies[0])
    if title.organisations:
        return title.organisations[0]
    return title.places[0].code if title.places else None

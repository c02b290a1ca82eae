"""Names of people as reports write them, in Latin letters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from enishi.domain.press.article import Article
from enishi.domain.press.folding import folded
from enishi.domain.press.gazetteer import gazetteer
from enishi.domain.press.lexicon import rows_of

_CAPITALS = "".join(
    chr(point)
    for point in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
    if unicodedata.category(chr(point)) == "Lu"
)
_WORD = rf"(?:[HKMOY]['’])?[{_CAPITALS}][^\W\d_]*(?:-[{_CAPITALS}][^\W\d_]*)*"
CAPITALS = re.compile(rf"(?<!\w){_WORD}(?:[ \u00a0]{_WORD})*")
THREE_CAPITALS = re.compile(rf"(?<!\w){_WORD}(?:[ \u00a0]{_WORD}){{2,}}")
_INITIALS = 4  # letters of an abbreviation
_LEAD = 40  # characters before a word in which the rest of a name stands
_MIDDLE = frozenset(("thi", "van", "huu", "duc"))  # second words that only people have
_PART = re.compile(r"[^ \u00a0]+")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_ROMAJI = re.compile(
    r"(?:(?:ch|sh|ts|tch|ssh|tt|kk|pp|ss|nn|mm|[kgnhbpmrsj]y|[kgsztdnhbpmyrwjf])?[aiueo]+h?"
    r"|[nm](?![aiueo]))+"
)


@dataclass(slots=True)
class Name:
    """What may be the name of a person.

    Args:
        start, end: where it stands.
        nation: VN or JP by the look of it; "" for others.
        parts: of how many words it is.
    """

    start: int
    end: int
    nation: str
    parts: int


def is_vietnamese(parts: list[str]) -> bool:
    """Whether folded words could all be syllables of Vietnamese."""
    return all(_SYLLABLE.fullmatch(part) for part in parts)


def is_japanese(parts: list[str]) -> bool:
    """Whether folded words could all be Japanese in Latin letters."""
    return all(_ROMAJI.fullmatch(part) for part in parts)


@cache
def surnames(language: str) -> frozenset[str]:
    """Return the family names of Vietnam, folded."""
    return frozenset(folded(row.words) for row in rows_of(language, "surname"))


@cache
def never_within(language: str) -> tuple[str, ...]:
    """Return words that stand in no name."""
    return tuple(row.words for row in rows_of(language, "notname") if row.meaning == "within")


@cache
def not_names(language: str) -> frozenset[str]:
    """Return words with a capital that are no part of a name, folded."""
    return frozenset(folded(row.words) for row in rows_of(language, "notname"))


def names_between(article: Article, start: int, end: int, opening: int) -> Iterator[Name]:
    """Yield what may be a name in a stretch of words with capitals.

    Args:
        article: the text.
        start: of the stretch.
        end: of the stretch.
        opening: where its sentence begins: a capital there says nothing.
    """
    others = not_names(article.language)
    families = surnames(article.language)
    stretch = article.folded[start:end].strip()
    if " " not in stretch:
        start = article.folded.index(stretch, start) if stretch else start
        if len(stretch) > 1 and stretch not in others:
            nation = _nation((stretch,))
            short = (
                len(stretch) <= _INITIALS and article.text[start : start + len(stretch)].isupper()
            )
            # Vietnamese reports call nobody of their own by one word
            if not short and (article.language, nation) != ("vi", "VN"):
                yield Name(start, start + len(stretch), nation, 1)
        return
    parts = [found.span() for found in _PART.finditer(article.folded, start, end)]
    words = [article.folded[a:b] for a, b in parts]
    if (
        words[0] in families
        and 3 <= len(words) <= 4
        and (is_vietnamese(words) or (words[1] in _MIDDLE and not _street(article, parts[-1])))
    ):
        yield Name(parts[0][0], parts[-1][1], "VN", len(words))
        return
    # "Hồ Chí Minh Ono Masuo": a city and who is posted there
    if len(words) > 2 and is_japanese(words[-2:]) and _city(words[:-2], words[-2:], families):
        yield Name(parts[0][0], parts[-3][1], _nation(tuple(words[:-2])), len(words) - 2)
        yield Name(parts[-2][0], parts[-1][1], "JP", 2)
        return
    first = 0
    for number in range(len(words) + 1):
        if number < len(words) and words[number] not in others:
            continue
        if number < len(words) and words[number] in families:
            # "Le Hoai Trung" is a name, "Le Japon" and "To Watanabe Michitaro" begin with little words
            rest = words[number + 1 : number + 2]
            if rest and rest[0] not in others and is_vietnamese(rest):
                continue
        if first < number and (
            name := _name(words[first:number], parts[first:number], families, opening)
        ):
            yield name
        first = number + 1


def ends_a_person(article: Article, start: int) -> bool:
    """Whether the word at a place ends the name of a Vietnamese: Phạm Quang Sơn La."""
    lead = article.text[max(0, start - _LEAD) : start].split()
    for parts, word in enumerate(reversed(lead)):
        if not word[0].isupper() or not word.isalpha():
            return False
        if folded(word) in surnames(article.language):
            return parts > 0
    return False


def _street(article: Article, stretch: tuple[int, int]) -> bool:
    """Whether a word makes a name that of a street or a school."""
    return any(article.marked(*stretch, "named_after"))


def _city(words: list[str], rest: list[str], families: frozenset[str]) -> bool:
    """Whether words are the name of a city, or a whole Vietnamese name before a Japanese one."""
    if " ".join(words) in gazetteer().names:
        return True
    whole = len(words) > 1 and words[0] in families and is_vietnamese(words)
    return whole and not is_vietnamese(rest)


def _name(
    words: list[str], parts: list[tuple[int, int]], families: frozenset[str], opening: int
) -> Name | None:
    for number, word in enumerate(words):
        rest = words[number:]
        if word in families and 2 <= len(rest) <= 5 and is_vietnamese(rest):
            return Name(parts[number][0], parts[-1][1], "VN", len(rest))
    if len(words) == 3 and parts[0][0] == opening and not is_japanese(words[:1]):
        words, parts = words[1:], parts[1:]
    if len(words) > 3 or len(words[0]) < 2:
        return None
    return Name(parts[0][0], parts[-1][1], _nation(tuple(words)), len(words))


@lru_cache(maxsize=4096)
def _nation(words: tuple[str, ...]) -> str:
    parts = list(words)
    return "JP" if is_japanese(parts) else "VN" if is_vietnamese(parts) else ""

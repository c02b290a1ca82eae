"""Which title belongs to which name, in texts with spaces between words."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enishi.domain.press.article import Article, Mark, Sentence
from enishi.domain.press.bodies import plain
from enishi.domain.press.names import CAPITALS, THREE_CAPITALS, Name, names_between
from enishi.domain.press.report import Locality, Organisation
from enishi.domain.press.titles import Title, formerly, little_words

MARKED = frozenset(("role", "body", "nation", "portfolio", "honour"))
TITLES = frozenset(("role", "honour"))
_LITTLE = re.compile(r"[^\W\d_]+\.?|\S")
_PLAIN = frozenset("-'()\"/")
_AFTER_COMMA = frozenset(("name", "honour", "role"))
_APPOSITION = 10  # words between a name and the title after it
_GAP = 6  # words between the parts of a title
_BREAKS = frozenset(",-(:")
_RANK = {"org": 0, "role": 1, "body": 2, "place": 3, "portfolio": 4, "nation": 5, "honour": 6}


@dataclass(slots=True)
class Item:
    """Something that stands in a sentence and may be part of a title."""

    start: int
    end: int
    sort: str
    what: object


@dataclass(slots=True)
class Pair:
    """A name and its title; None where the text gives none."""

    name: Name
    title: Title | None
    honoured: bool


def items_in(
    marks: Sequence[Mark], places: Sequence[Locality], organisations: Sequence[Organisation]
) -> list[Item]:
    """Return what may be part of a title in a sentence, in order, nothing within another."""
    found = [Item(mark.start, mark.end, mark.kind, mark) for mark in marks]
    found += [Item(*_span(place), "place", place) for place in places]
    found += [Item(*_span(each), "org", each) for each in organisations]
    found.sort(key=lambda item: (item.start, -item.end, _RANK[item.sort]))
    kept: list[Item] = []
    for item in found:
        while (
            kept
            and item.start < kept[-1].end < item.end
            and (_RANK[item.sort] < _RANK[kept[-1].sort])
        ):
            kept.pop()
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _span(each: Locality | Organisation) -> tuple[int, int]:
    span = each.basis.spans[0]
    return span.start, span.end


def with_names(article: Article, sentence: Sentence, items: list[Item]) -> list[Item]:
    """Return the items of a sentence and the names between them."""
    starts = [item.start for item in items]
    names: list[Item] = []
    titled = any(item.sort in TITLES for item in items)
    # without a title only a whole name is one of a person: three words or more
    runs = CAPITALS if titled else THREE_CAPITALS
    for run in runs.finditer(article.text, sentence.start, sentence.end):
        start, stop = run.span()
        number = max(0, bisect_left(starts, start) - 1)
        while start < stop:
            while number < len(items) and items[number].end <= start:
                number += 1
            inside = number < len(items) and items[number].start < stop
            end = items[number].start if inside else stop
            names += (
                Item(name.start, name.end, "name", name)
                for name in names_between(article, start, end, sentence.start)
            )
            if not inside:
                break
            start = items[number].end
    if not names:
        return items
    return sorted((*items, *names), key=lambda item: item.start)


def pairs_in(article: Article, items: list[Item]) -> Iterator[Pair]:
    """Yield the names of a sentence with their titles, in order of the names."""
    titled: dict[int, Title] = {}
    done: set[int] = set()
    for number, item in enumerate(items):
        if item.sort != "role" or number in done:
            continue
        title = _begun(article, items, number)
        before = _named_before(article, items, number, title)
        loose = before is not None and before not in titled
        ahead, seen = _read_on(article, items, number, title, stop=False)
        if loose and before is not None and (ahead is None or _bare(article, items, before, title)):
            title = _begun(article, items, number)
            title.former = title.former or formerly(article, title.start)
            _, seen = _read_on(article, items, number, title, stop=True)
            ahead = before
        elif ahead is not None and not (title.bodies or title.places or title.organisations):
            _read_behind(article, items, ahead, title)
        if ahead is not None and ahead not in titled:
            titled[ahead] = title
            done |= seen
    for number, item in enumerate(items):
        if isinstance(item.what, Name) and number not in done:
            yield Pair(item.what, titled.get(number), _honoured(items, number))


def _begun(article: Article, items: list[Item], number: int) -> Title:
    """Return the title that a role begins, with what stands right before it: "Chiba Governor"."""
    mark = items[number].what
    assert isinstance(mark, Mark)
    title = Title(mark, mark.start, mark.end)
    title.former = formerly(article, mark.start)
    words = little_words(article.language)
    at = number - 1
    while at >= 0 and items[at].sort in {"place", "org", "body", "nation"}:
        gap = article.folded[items[at].end : title.start]
        if any(words.get(word) != "kind" for word in _LITTLE.findall(gap.replace("'s", ""))):
            break
        if not gap:
            break
        _add(title, items[at], posted=False)
        title.start = items[at].start
        at -= 1
    return title


def _named_before(article: Article, items: list[Item], number: int, title: Title) -> int | None:
    """Return the name after which a title stands: "Vu Ba Phu, director of …"."""
    at = number - 1
    while at >= 0 and (items[at].start >= title.start or items[at].sort == "honour"):
        at -= 1
    if at < 0 or items[at].sort != "name":
        return None
    gap = _LITTLE.findall(article.folded[items[at].end : title.start])
    if not gap or gap[0] not in _BREAKS or len(gap) > _APPOSITION:
        return None
    words = little_words(article.language)
    return at if all(word in words or word == "," for word in gap[1:]) else None


def _bare(article: Article, items: list[Item], before: int, title: Title) -> bool:
    """Whether nothing but a comma parts a name from the title after it."""
    return len(_LITTLE.findall(article.folded[items[before].end : title.start])) == 1


def _read_on(
    article: Article, items: list[Item], number: int, title: Title, *, stop: bool
) -> tuple[int | None, set[int]]:
    """Gather what belongs to a title after its role.

    Args:
        article: the text.
        items: of the sentence.
        number: of the role.
        title: takes what belongs to it.
        stop: whether its name stands before it, so that it ends with a comma.

    Returns:
        The name that follows, if one does, and what else belongs to the same person: other roles
        and the place of a post.
    """
    words = little_words(article.language)
    current, seen = title, set[int]()
    end = items[number].end
    for at in range(number + 1, len(items)):
        item = items[at]
        gap = _LITTLE.findall(article.folded[end : item.start])
        posted = _posted(article, gap, (end, item.start), title)
        if posted is None or ("," in gap and (stop or item.sort not in _AFTER_COMMA)):
            break
        if item.sort in {"name", "honour"} and _joins(article, gap):
            break
        owned = "," not in gap and any(words.get(word) == "of" for word in gap)
        if item.sort == "name" and not posted and not owned:
            return (None if stop else at), seen
        if isinstance(item.what, Mark) and item.sort == "role":
            current = Title(item.what, item.start, item.end)
            seen.add(at)
        elif item.sort == "name" and posted:
            title.post = title.post or plain(article.text[item.start : item.end])
            seen.add(at)
        elif item.sort == "name":
            current.organisations.append(article.text[item.start : item.end])
        elif item.sort != "honour":
            _add(current, item, posted=posted)
            if posted and item.sort == "place" and not title.post and current is title:
                title.post = plain(article.text[item.start : item.end])
        end = item.end
    return None, seen


def _read_behind(article: Article, items: list[Item], name: int, title: Title) -> None:
    """Gather what stands after the name: "Governor Omura Hideaki of Aichi"."""
    if name + 1 < len(items) and items[name + 1].sort != "name":
        gap = _LITTLE.findall(article.folded[items[name].end : items[name + 1].start])
        if gap and little_words(article.language).get(gap[0]) == "of":
            _read_on(article, items, name, title, stop=True)


def _posted(
    article: Article, gap: Sequence[str], stretch: tuple[int, int], title: Title
) -> bool | None:
    """Whether a gap within a title ends with a word like "in"; None if it ends the title."""
    words = little_words(article.language)
    posted = False
    if len(gap) > _GAP:
        return None
    for word in gap:
        if word in words:
            posted = words[word] == "in" or (posted and word != gap[0])
        elif posted and "," not in gap and not title.post:
            title.post = _as_written(article, word, *stretch)
            posted = False
            if not title.post:
                return None
        elif word != "," and word not in _PLAIN:
            return None
    return posted


def _joins(article: Article, gap: Sequence[str]) -> bool:
    words = little_words(article.language)
    return any(words.get(word) == "and" for word in gap)


def _as_written(article: Article, word: str, start: int, end: int) -> str:
    """Return a folded word of a stretch as the text writes it, if with a capital."""
    at = article.folded.find(word, start, end)
    written = article.text[at : at + len(word)]
    return plain(written) if written[:1].isupper() else ""


def _add(title: Title, item: Item, *, posted: bool) -> None:
    what = item.what
    if isinstance(what, Locality):
        title.places.append(what)
    elif isinstance(what, Organisation):
        title.organisations.append(what.name_en)
    elif isinstance(what, Mark):
        if what.kind == "nation":
            title.nations.append((what.meaning, posted))
        elif what.kind == "body":
            title.bodies.append(what.meaning)
        elif what.kind == "portfolio":
            title.fields.append(what.meaning)
            if what.note and not title.nations:
                title.nations.append((what.note, False))


def _honoured(items: list[Item], number: int) -> bool:
    return (
        number > 0
        and items[number - 1].sort == "honour"
        and (items[number].start - items[number - 1].end <= 2)
    )

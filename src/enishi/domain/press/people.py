"""People, with role and organisation or place."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from enishi.domain.press.article import Article
from enishi.domain.press.gazetteer import gazetteer
from enishi.domain.press.joined import pairs_in_japanese
from enishi.domain.press.names import THREE_CAPITALS, Name
from enishi.domain.press.organisations import WHOLE
from enishi.domain.press.pairing import MARKED, TITLES, Pair, items_in, pairs_in, with_names
from enishi.domain.press.report import Basis, Locality, Organisation, Person, Span
from enishi.domain.press.titles import Surroundings, resolved

_SIGNED = 3  # characters beside a name that stands for itself
_AFTER = 14  # characters before a name in which stands what is named after somebody


@dataclass(slots=True)
class _Known:
    """Somebody met in the text, under one or more names."""

    name: str
    parts: frozenset[str]
    role: str | None
    of: str | None
    basis: Basis


def people_in(
    article: Article, localities: tuple[Locality, ...], organisations: tuple[Organisation, ...]
) -> tuple[Person, ...]:
    """Return the people that a report names."""
    around = Surroundings(article, localities)
    known: list[_Known] = []
    for pair in _pairs(article, localities, organisations):
        person = _met(article, pair, around)
        if person is None:
            continue
        same = next((each for each in known if _same(each, person)), None)
        if same is None:
            known.append(person)
        else:
            _join(same, person)
    return tuple(Person(each.name, each.role, each.of, each.basis) for each in known)


def _pairs(
    article: Article, localities: Sequence[Locality], organisations: Iterable[Organisation]
) -> Iterator[Pair]:
    if article.language == "ja":
        yield from pairs_in_japanese(article, localities)
        return
    named = [each for each in organisations if each.basis.rule in WHOLE]
    marks = [mark for mark in article.marks if mark.kind in MARKED]
    places = [each.basis.spans[0].start for each in localities]
    bodies = [each.basis.spans[0].start for each in named]
    starts = [mark.start for mark in marks]
    for sentence in article.sentences:
        start, end = sentence.start, sentence.end
        here = marks[bisect_left(starts, start) : bisect_left(starts, end)]
        if not any(mark.kind in TITLES for mark in here) and not (
            THREE_CAPITALS.search(article.text, start, end)
        ):
            continue
        items = items_in(
            here,
            localities[bisect_left(places, start) : bisect_left(places, end)],
            named[bisect_left(bodies, start) : bisect_left(bodies, end)],
        )
        yield from pairs_in(article, with_names(article, sentence, items))


def _met(article: Article, pair: Pair, around: Surroundings) -> _Known | None:
    name, title = pair.name, pair.title
    words = article.text[name.start : name.end]
    parts = frozenset(article.folded[name.start : name.end].replace("・", " ").split())
    span = Span(name.start, name.end)
    if title is None:
        if pair.honoured and (name.parts > 1 or words > "\u2e80"):
            return _Known(words, parts, None, None, Basis((span,), "person:honour", 0.7))
        if name.nation == "VN" and name.parts >= 3 and _stands_alone(article, name):
            return _Known(words, parts, None, None, Basis((span,), "person:name", 0.6))
        return None
    role, of = resolved(title, name.nation, around)
    told = Span(title.mark.start, title.mark.end)
    spans = (span, told) if span < told else (told, span)
    sure = 0.95 if name.parts > 1 else 0.8
    return _Known(words, parts, role, of, Basis(spans, f"person:{title.mark.note}", sure))


def _stands_alone(article: Article, name: Name) -> bool:
    """Whether a name without a title is of somebody the report speaks of."""
    before = article.folded[max(0, name.start - 2) : name.start].rstrip()
    if before.endswith((":", "/")):
        return False  # who took a picture is not in the report
    sentence = article.sentence_at(name.start)
    if sentence and sentence.end - name.end + name.start - sentence.start <= _SIGNED:
        return False  # nor is who wrote it
    if any(
        0 <= name.start - mark.end <= 1
        or 0 <= mark.start - name.end <= 1
        or mark.start == name.start
        for mark in article.marked(name.start - _AFTER, name.end + 2, "named_after")
    ):
        return False  # a street, a school
    return article.folded[name.start : name.end] not in gazetteer().names


def _same(one: _Known, other: _Known) -> bool:
    if one.parts <= other.parts or other.parts <= one.parts:
        return True
    short, long = sorted((one.name, other.name), key=len)
    return (
        short[0] > "\u2e80"
        and len(short) >= 2
        and "・" not in short + long
        and (long.startswith(short))
    )


def _join(same: _Known, person: _Known) -> None:
    if len(person.parts) > len(same.parts) or (
        len(person.parts) == len(same.parts) and len(person.name) > len(same.name)
    ):
        same.name, same.parts = person.name, person.parts
        if person.role is None:
            same.basis = _together(same.basis, person.basis)
        else:
            same.basis = person.basis
    if same.role is None:
        if person.role is not None:
            same.role, same.of = person.role, person.of
            same.basis = _together(person.basis, same.basis)
    elif same.of is None and person.role == same.role:
        same.of = person.of


def _together(basis: Basis, other: Basis) -> Basis:
    """Return a basis with the words of another as well: the name here, the title there."""
    return replace(basis, spans=tuple(sorted({*basis.spans, *other.spans})))

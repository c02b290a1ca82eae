"""Which title belongs to which name, in Japanese: no spaces, and titles after the name."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from enishi.domain.press.article import Article, Mark
from enishi.domain.press.folding import folded
from enishi.domain.press.gazetteer import gazetteer
from enishi.domain.press.names import Name, never_within, not_names
from enishi.domain.press.pairing import MARKED, Pair
from enishi.domain.press.report import Basis, Locality, Span
from enishi.domain.press.titles import Title, formerly

_KANJI = "\u3400-\u9fff々〆ヶ"
_BEFORE = re.compile(rf"(?:[{_KANJI}]+|[ァ-ヺー]+(?:[・＝=][ァ-ヺー]+)*)$")
_AFTER = re.compile(
    rf"(?:(?:の|・|、|を務める|である)\s?)?([{_KANJI}]{{3,6}}|[ァ-ヺー]+(?:[・＝=][ァ-ヺー]+)+)氏?"
)
_JOIN = re.compile(r"(?:の|・|同県|同省|同市|同|側|常任|兼|駐|在|省|市|県|\(|\)|（|）| )*$")
_OFFICE = 20  # characters between an organisation and the name of who leads an office of it
_WHOLE = 3  # parts of a whole Vietnamese name, at least
_SPAN = 40  # characters before a role in which what belongs to it stands


def pairs_in_japanese(article: Article, localities: Sequence[Locality]) -> Iterator[Pair]:
    """Yield the names of a text with their titles, in order."""
    starts = [each.basis.spans[0].start for each in localities]
    marks = [mark for mark in article.marks if mark.kind in MARKED]
    for number, mark in enumerate(marks):
        if mark.kind == "role" and not _within(article, mark):
            yield from _titled(article, marks, number, localities, starts)
        elif mark.kind == "honour":
            name = _name_before(article, mark.start)
            if name is not None and name.parts + (name.end - name.start >= 3) > 1:
                yield Pair(name, None, honoured=True)


def _within(article: Article, role: Mark) -> bool:
    """Whether the words of a role are but a piece of others: 総領事館 is no 総領事."""
    return any(
        mark.start <= role.start and role.end < mark.end
        for mark in article.marked(role.start - 12, role.end, "orghead", "org", "notrole")
    )


def _titled(
    article: Article,
    marks: Sequence[Mark],
    number: int,
    localities: Sequence[Locality],
    starts: Sequence[int],
) -> Iterator[Pair]:
    mark = marks[number]
    title = Title(mark, mark.start, mark.end)
    sentence = article.sentence_at(mark.start)
    floor = sentence.start if sentence else max(0, mark.start - _SPAN)
    at = _gather(article, title, marks, number, localities, starts, floor)
    title.former = formerly(article, at)
    if title.former:
        at -= 1
    name = _name_before(article, at, floor)
    if name is None and (found := _AFTER.match(article.text, mark.end)):
        name = _checked(article, found.start(1), found.end(1) - found[1].endswith(("氏", "様")))
    scope = mark.note.partition(":")[0]
    if name is not None and scope == "org" and name.nation == "VN" and name.parts == 1:
        return  # イオン社長 is of a company
    if name is not None:
        name = _without_place(article, name, title)
        if scope == "org":
            title.organisations += (
                each.meaning
                for each in article.marked(max(floor, name.start - _OFFICE), name.start, "org")
            )
        _gather(article, title, marks, number, localities, starts, floor, at=name.start)
        yield Pair(name, title, honoured=False)


def _without_place(article: Article, name: Name, title: Title) -> Name:
    """Return a name without the place that a dot joins to it: レ・ティエン・チャウ・ハイフォン."""
    cut = article.text.rfind("・", name.start, name.end)
    if name.parts < _WHOLE or title.places or cut < 0:
        return name
    known = gazetteer().names.get(article.folded[cut + 1 : name.end])
    if known is None or not known.places:
        return name
    place = known.places[0]
    basis = Basis((Span(cut + 1, name.end),), "place:name", 0.8)
    unit = place.units[-1].unit_id if place.units else ""
    title.places.append(Locality(article.text[cut + 1 : name.end], place.code, unit, basis))
    return Name(name.start, cut, name.nation, name.parts - 1)


def _gather(
    article: Article,
    title: Title,
    marks: Sequence[Mark],
    number: int,
    localities: Sequence[Locality],
    starts: Sequence[int],
    floor: int,
    at: int | None = None,
) -> int:
    """Take what stands before a place into a title, and return where that begins."""
    at = title.start if at is None else at
    near = number - 1
    place = bisect_left(starts, at) - 1
    while True:
        while near >= 0 and marks[near].end > at:
            near -= 1
        # in 山口県議会 and 堺市長 the signs 県 and 市 belong to both
        while place >= 0 and localities[place].basis.spans[0].end > at + 1:
            place -= 1
        mark = marks[near] if near >= 0 else None
        if place >= 0 and localities[place].basis.spans[0].end >= at:
            title.places.append(localities[place])
            at = localities[place].basis.spans[0].start
        elif mark and mark.end == at and mark.kind in {"body", "nation", "portfolio"}:
            _take(title, mark)
            at = mark.start
        elif (joined := _JOIN.search(article.text, floor, at)) and joined.start() < at:
            at = joined.start()
        else:
            return at


def _take(title: Title, mark: Mark) -> None:
    if mark.kind == "body":
        title.bodies.append(mark.meaning)
    elif mark.kind == "nation":
        title.nations.append((mark.meaning, False))
    else:
        title.fields.append(mark.meaning)
        if mark.note and not title.nations:
            title.nations.append((mark.note, False))


def _name_before(article: Article, at: int, floor: int = 0) -> Name | None:
    found = _BEFORE.search(article.text, max(floor, at - 30), at)
    return _checked(article, found.start(), found.end()) if found else None


def _checked(article: Article, start: int, end: int) -> Name | None:
    words = article.text[start:end]
    kana = "ァ" <= words[0] <= "ヺ"
    if folded(words) in not_names("ja") or (not kana and not 2 <= len(words) <= 6):
        return None
    if len(words) < 2 or any(word in words for word in never_within("ja")):
        return None
    return Name(start, end, "VN" if kana else "JP", 1 + len(re.findall("[・＝=]", words)))

"""Organisations named: those of the tables, and those told by their kind and place."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from enishi.domain.press.article import Article, Mark
from enishi.domain.press.bodies import ACROSS, COUNTRIES, english, of_place, plain
from enishi.domain.press.names import CAPITALS
from enishi.domain.press.report import Basis, Locality, Organisation, Span
from enishi.domain.press.titles import little_words

WHOLE = frozenset(("organisation:name", "organisation:department", "organisation:university"))
"""Rules that find organisations with their whole name, whatever stands around it."""

_KINDS = frozenset(("org", "orghead", "body", "nation", "portfolio"))
_LITTLE = re.compile(r"[^\W\d_]+|\S")
_NEAR = 30  # characters between the parts of a name


def organisations_in(
    article: Article, localities: tuple[Locality, ...]
) -> tuple[Organisation, ...]:
    """Return the organisations that a report names, in order."""
    marks = [mark for mark in article.marks if mark.kind in _KINDS]
    reader = _Reader(article, marks, localities)
    found: list[Organisation] = []
    end = 0
    for number, mark in enumerate(marks):
        if mark.start < end:
            continue
        one = reader.organisation(number, mark)
        if one is not None:
            found.append(one)
            end = one.basis.spans[0].end
    return tuple(found)


class _Reader:
    """Puts the names of organisations together around their head words."""

    def __init__(
        self, article: Article, marks: Sequence[Mark], localities: Sequence[Locality]
    ) -> None:
        self._article, self._marks, self._localities = article, marks, localities
        self._starts = [each.basis.spans[0].start for each in localities]
        self._joined = article.language == "ja"
        self._words = little_words(article.language)

    def organisation(self, number: int, mark: Mark) -> Organisation | None:
        match mark.kind, mark.meaning:
            case "org", name:
                return self._told(mark.start, mark.end, name, "name")
            case "body", body:
                return self._of_place(mark, body)
            case "orghead", "ministry":
                return self._of_field(number, mark, "Ministry of {field} of {country}", "ministry")
            case "orghead", "department":
                return self._of_field(number, mark, "Department of {field}", "department")
            case "orghead", "embassy":
                return self._embassy(number, mark)
            case "orghead", "consulate":
                return self._consulate(number, mark)
            case "orghead", "university":
                return self._university(mark)
        return None

    def _told(self, start: int, end: int, name: str, rule: str, sure: float = 0.95) -> Organisation:
        basis = Basis((Span(start, end),), f"organisation:{rule}", sure)
        return Organisation(self._article.text[start:end], name, basis)

    def _linked(self, start: int, end: int, *, kind: bool = False) -> bool:
        """Whether only little words stand in a stretch, or only such as tell a kind of place."""
        if not 0 <= end - start <= _NEAR or "\n" in self._article.text[start:end]:
            return False
        gap = self._article.folded[start:end]
        return all(
            self._words.get(word) == "kind" if kind else (word in self._words or word == "'")
            for word in _LITTLE.findall(gap.replace("'s", "") if kind else gap)
        )

    def _posted(self, start: int, end: int) -> bool:
        gap = _LITTLE.findall(self._article.folded[start:end])
        return any(self._words.get(word) == "in" for word in gap)

    def _following(self, number: int, end: int) -> Iterator[Mark]:
        """Yield the marks after one, as long as they belong together."""
        for mark in self._marks[number + 1 : number + 5]:
            if mark.kind in {"org", "orghead", "body"} or not self._linked(end, mark.start):
                return
            yield mark
            end = mark.end

    def _preceding(self, number: int, start: int) -> Mark | None:
        mark = self._marks[number - 1] if number else None
        if mark and mark.kind in {"nation", "portfolio"} and self._linked(mark.end, start):
            return mark
        return None

    def _place_after(self, end: int) -> Locality | None:
        at = bisect_left(self._starts, end)
        if at < len(self._starts) and self._linked(end, self._starts[at]):
            return self._localities[at]
        return None

    def _place_before(self, start: int) -> Locality | None:
        at = bisect_left(self._starts, start) - 1
        if at < 0:
            return None
        place = self._localities[at]
        end = place.basis.spans[0].end
        # in 山口県議会 the sign 県 belongs to both
        near = end <= start + 1 and self._linked(min(end, start), start, kind=not self._joined)
        return place if near else None

    def _of_place(self, mark: Mark, body: str) -> Organisation | None:
        before = self._place_before(mark.start)
        after = None if self._joined or before else self._place_after(mark.end)
        place = before or after
        if place is None:
            return None
        span = place.basis.spans[0]
        start, end = min(mark.start, span.start), max(mark.end, span.end)
        return self._told(start, end, of_place(place, body), "body")

    def _of_field(self, number: int, mark: Mark, form: str, rule: str) -> Organisation | None:
        start, end, field, nation, usual = mark.start, mark.end, "", "", "VN"
        if self._joined:
            before = self._preceding(number, mark.start)
            if before is None or before.kind != "portfolio" or before.end != mark.start:
                return None
            field, start = before.meaning, before.start
            owner = self._preceding(number - 1, start)
            if owner and owner.kind == "nation":
                nation, start = owner.meaning, owner.start
            nation = nation or before.note or "JP"
        else:
            before = self._preceding(number, mark.start)
            if before and before.kind == "nation":
                nation, start = before.meaning, before.start
            for other in self._following(number, mark.end):
                if other.kind == "portfolio" and not field:
                    field, end = other.meaning, other.end
                    usual = other.note or usual
                elif other.kind == "nation" and not nation:
                    nation = other.meaning
                    end = max(end, other.end) if field else end
        if not field:
            return None
        country = COUNTRIES.get(nation or usual)
        if country is None:
            return None
        return self._told(start, end, form.format(field=field, country=country), rule, 0.9)

    def _embassy(self, number: int, mark: Mark) -> Organisation | None:
        start, end = mark.start, mark.end
        nations: list[str] = []
        before = self._preceding(number, start)
        if before and before.kind == "nation":
            nations, start = [before.meaning], before.start
        if self._joined:
            words = self._article.text[mark.start : mark.end]
            nations = nations if words == "大使館" else []
            if "ベトナム大使館" in words or words.startswith(("駐日", "在日")):
                nations = ["VN"]
            elif words != "大使館":
                nations = ["JP"]
        else:
            for other in self._following(number, end):
                if other.kind == "nation":
                    nations.append(other.meaning)
                    end = other.end
        sender = nations[0] if nations else ""
        host = nations[1] if len(nations) > 1 else ACROSS.get(sender, "")
        if sender not in COUNTRIES or host not in COUNTRIES:
            return None
        name = f"Embassy of {COUNTRIES[sender]} in {COUNTRIES[host]}"
        return self._told(start, end, name, "embassy")

    def _consulate(self, number: int, mark: Mark) -> Organisation | None:
        start, end, nation = mark.start, mark.end, ""
        before = self._preceding(number, start)
        if before and before.kind == "nation":
            nation, start = before.meaning, before.start
        if not self._joined:
            for other in self._following(number, end):
                if other.kind == "nation":
                    nation, end = other.meaning, other.end
        if nation not in COUNTRIES:
            return None
        post, end = self.post(end)
        name = f"Consulate General of {COUNTRIES[nation]}"
        return self._told(start, end, f"{name} in {post}" if post else name, "consulate")

    def post(self, end: int) -> tuple[str, int]:
        """Return where a mission is, after the word "in", and where that ends."""
        if place := self._place_after(end):
            return english(place), place.basis.spans[0].end
        found = CAPITALS.search(self._article.text, end, end + 60)
        if found and self._linked(end, found.start()):
            return plain(found[0]), found.end()
        return "", end

    def _university(self, mark: Mark) -> Organisation | None:
        text = self._article.text
        if self._joined:
            found = re.search(
                "[\u3400-\u9fffァ-ヺー]+$", text[max(0, mark.start - 20) : mark.start]
            )
            if not found:
                return None
            start = mark.start - len(found[0])
            return self._told(start, mark.end, text[start : mark.end], "university", 0.7)
        for run in CAPITALS.finditer(text, max(0, mark.start - 50), mark.end):
            if run.end() == mark.end and run.start() < mark.start:
                return self._told(run.start(), mark.end, plain(run[0]), "university", 0.8)
        near = CAPITALS.search(text, mark.end, mark.end + 50)
        if (
            near
            and self._linked(mark.end, near.start())
            and not self._posted(mark.end, near.start())
        ):
            name = f"{plain(near[0])} University"
            return self._told(mark.start, near.end(), name, "university", 0.8)
        return None

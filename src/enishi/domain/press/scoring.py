"""How much of what reports say was found, and how much of what was found they say.

Facts are compared as documents (see `documents`), so that any reader can be scored. Each fact that a
careful reader takes from a text is matched with at most one that was found, the best pair first:

localities    the codes of a text; how often and how a place is written does not matter. What stands in
              a dateline only, and places below a Vietnamese province, may be found or not; strictly
              they count.
events        compatible days, and places of one province; without days also one place or one kind.
agreements    both parties, cut to the province, and compatible days.
figures       subject and value, within a millionth.
commitments   compatible names of who promises or asks, the same places, a word of the field in common.
people        the same parts of the name in any order, or the parts of one are among those of the other.
published_on  a compatible day.

Days are compatible if one begins with the other (`2023-09` ~ `2023-09-08`); `XXXX` is any year; no day
goes with no day only. Names are compared without accents, case, dots and hyphens.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

type Given = Mapping[str, Any]
type Pair = tuple[Given, Given]

_CONNECTING = frozenset(
    ("a", "an", "and", "at", "between", "by", "for", "from", "in", "more", "of")
)
_CONNECTING |= {"on", "the", "to", "with"}
_PARTING = re.compile(r"[\s\-_.,・·’']+")


@dataclass(frozen=True, slots=True)
class Score:
    """Facts of one kind: found rightly, found wrongly, missed; and of the right ones, parts that agree."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    parts: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.parts + other.parts,
        )

    @property
    def said(self) -> int:
        """How many facts the texts say."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        found = self.right + self.wrong
        return self.right / found if found else float(not self.missed)

    @property
    def recall(self) -> float:
        """The share of what is said that was found."""
        return self.right / self.said if self.said else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One kind of facts of one text."""

    score: Score
    missed: tuple[Any, ...] = ()
    wrong: tuple[Any, ...] = ()


def _plain(name: str | None) -> str:
    letters = unicodedata.normalize("NFKD", name or "").replace("đ", "d").replace("Đ", "D")
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _PARTING.sub(" ", bare.casefold()).strip()


def _code(told: Any) -> Any:
    """Return a code; a place without one is told by its name and prefecture."""
    if isinstance(told, Mapping):
        return f"{told.get('prefecture')}/{_plain(told.get('name'))}"
    return told


def _below(code: Any) -> bool:
    """Whether a code is of a place below a Vietnamese province."""
    return isinstance(code, str) and code.startswith("VN-") and "/" in code


def _province(told: Any) -> Any:
    code = _code(told)
    return code.partition("/")[0] if _below(code) else code


def _days_go_together(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    if "XXXX" in (one[:4], other[:4]):
        one, other = one[4:], other[4:]
    return one.startswith(other) or other.startswith(one)


def _agree(gold: Given, found: Given, key: str) -> bool:
    return bool(gold.get(key) == found.get(key))


def _events(gold: Given, found: Given) -> float | None:
    here, there = _province(gold.get("place_code")), _province(found.get("place_code"))
    day = gold.get("start_date")
    if here and there and here != there:
        return None
    if not _days_go_together(day, found.get("start_date")):
        return None
    same_place = bool(here == there)
    if day is None and not (here and same_place) and not _agree(gold, found, "kind"):
        return None
    same_name = _plain(gold.get("name_en")) == _plain(found.get("name_en"))
    return (
        2 * _agree(gold, found, "start_date")
        + same_place
        + 2 * _agree(gold, found, "kind")
        + same_name / 2
    )


def _agreements(gold: Given, found: Given) -> float | None:
    for side in ("vn_code", "jp_code"):
        if _province(gold.get(side)) != _province(found.get(side)):
            return None
    if not _days_go_together(gold.get("signed_on"), found.get("signed_on")):
        return None
    return (
        2 * _agree(gold, found, "signed_on")
        + _agree(gold, found, "kind")
        + _agree(gold, found, "vn_code") / 2
    )


def _figures(gold: Given, found: Given) -> float | None:
    try:
        one, other = float(gold["value"]), float(found["value"])
    except (KeyError, TypeError, ValueError):
        return None
    if _code(gold.get("subject_code")) != _code(found.get("subject_code")):
        return None
    if abs(one - other) > 1e-6 * max(abs(one), abs(other)):
        return None
    return 1.0 + _agree(gold, found, "bound") + _agree(gold, found, "measure")


def _words(text: str | None) -> set[str]:
    return {word[:5] for word in re.findall(r"\w+", _plain(text)) if word not in _CONNECTING}


def _places(record: Given) -> set[Any]:
    return {_province(code) for code in record.get("place_codes") or ()}


def _commitments(gold: Given, found: Given) -> float | None:
    one, other = _plain(gold.get("from")), _plain(found.get("from"))
    if not one or not other or not (one in other or other in one):
        return None
    if _places(gold) != _places(found):
        return None
    ours, theirs = _words(gold.get("domain")), _words(found.get("domain"))
    if not ours & theirs:
        return None
    same_side = _plain(gold.get("to")) == _plain(found.get("to"))
    return len(ours & theirs) / len(ours | theirs) + same_side


def _people(gold: Given, found: Given) -> float | None:
    ours, theirs = set(_plain(gold.get("name")).split()), set(_plain(found.get("name")).split())
    if ours == theirs:
        return 2
    fewer = min(theirs, ours, key=len)
    if fewer and fewer <= ours | theirs and fewer <= ours and fewer <= theirs:
        return 1 if len(fewer) > 1 or len(ours) == 1 else None
    return None


def _role(record: Given) -> str:
    return (_plain(record.get("role")).split() or [""])[0]


def _home(record: Given) -> str:
    return _plain(str(_code(record.get("org_or_place"))))


def _same(key: str) -> Callable[[Given, Given], bool]:
    return lambda gold, found: _agree(gold, found, key)


_ALIKE: Mapping[str, Callable[[Given, Given], float | None]] = {
    "events": _events,
    "agreements": _agreements,
    "figures": _figures,
    "commitments": _commitments,
    "people": _people,
}
_PARTS: Mapping[str, Mapping[str, Callable[[Given, Given], bool]]] = {
    "events": {
        "kind": _same("kind"),
        "start": _same("start_date"),
        "end": _same("end_date"),
        "delegates": _same("delegates"),
    },
    "agreements": {"date": _same("signed_on"), "kind": _same("kind")},
    "figures": {"bound": _same("bound"), "as_of": _same("as_of")},
    "people": {
        "role": lambda gold, found: _role(gold) == _role(found),
        "org": lambda gold, found: _home(gold) == _home(found),
    },
}
KINDS = ("localities", *_ALIKE, "published_on")


def _matched(kind: str, gold: Sequence[Given], found: Sequence[Given]) -> list[tuple[int, int]]:
    """Return which fact goes with which: the pair most alike first, then in order."""
    alike = [
        (-likeness, one, other)
        for one, other in product(range(len(gold)), range(len(found)))
        if (likeness := _ALIKE[kind](gold[one], found[other])) is not None
    ]
    pairs: dict[int, int] = {}
    for _, one, other in sorted(alike):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return list(pairs.items())


def _records(kind: str, gold: Sequence[Given], found: Sequence[Given]) -> Judged:
    pairs = _matched(kind, gold, found)
    matched, taken = {one for one, _ in pairs}, {other for _, other in pairs}
    parts = Counter(
        name
        for one, other in pairs
        for name, agrees in _PARTS.get(kind, {}).items()
        if agrees(gold[one], found[other])
    )
    return Judged(
        Score(len(pairs), len(found) - len(pairs), len(gold) - len(pairs), parts),
        tuple(each for number, each in enumerate(gold) if number not in matched),
        tuple(each for number, each in enumerate(found) if number not in taken),
    )


def _localities(gold: Given, found: Given, *, strict: bool) -> Judged:
    may: dict[Any, bool] = {}
    for mention in gold.get("localities") or ():
        code = _code(mention["code"])
        free = not strict and bool(mention.get("dateline_only") or _below(code))
        may[code] = may.get(code, True) and free
    must = {code for code, free in may.items() if not free}
    named = {_code(each.get("code")) for each in found.get("localities") or () if each.get("code")}
    named = {code for code in named if not may.get(code, False) and (strict or not _below(code))}
    missed, wrong = must - named, named - must
    return Judged(
        Score(len(must & named), len(wrong), len(missed)),
        tuple(sorted(missed)),
        tuple(sorted(wrong)),
    )


def _published(gold: Given, found: Given) -> Judged:
    day, told = gold.get("published_on"), found.get("published_on")
    right = day is not None and told is not None and _days_go_together(day, told)
    missed = () if right or day is None else (day,)
    wrong = () if right or told is None else (told,)
    return Judged(Score(int(right), len(wrong), len(missed)), missed, wrong)


def judge(gold: Given, found: Given, *, strict: bool = False) -> dict[str, Judged]:
    """Compare what a text says with what was found in it, kind by kind.

    Args:
        gold: the document of what a careful reader takes from it.
        found: the document of what was read; {} for a text that was not read.
        strict: whether what may be found or not counts.
    """
    return {
        "localities": _localities(gold, found, strict=strict),
        **{kind: _records(kind, gold.get(kind) or (), found.get(kind) or ()) for kind in _ALIKE},
        "published_on": _published(gold, found),
    }


def score(pairs: Iterable[Pair], *, strict: bool = False) -> dict[tuple[str, str], Score]:
    """Return the scores of a set of texts by kind and language; "all" is every language.

    Args:
        pairs: what each text says, and what was found in it.
        strict: as for `judge`.
    """
    added: dict[tuple[str, str], Score] = {}
    for gold, found in pairs:
        for kind, judged in judge(gold, found, strict=strict).items():
            for language in (gold["language"], "all"):
                added[kind, language] = added.get((kind, language), Score()) + judged.score
    return added

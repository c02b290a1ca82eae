"""Names of places in Japanese, where no spaces say where a name ends."""

import re

from enishi.domain.press.article import Block
from enishi.domain.press.gazetteer import Found, gazetteer
from enishi.domain.press.surroundings import kinds_of

_RUN = re.compile("[\u3400-\u9fff々ァ-ヺー]+")
_KANA = re.compile("[ァ-ヺー・＝]+")
_HAN = re.compile("[\u3400-\u9fff々]")
_KINDS = "都道府県市区町村省"
_BEFORE = "在駐於対訪来同元旧前新各現"
_LONGEST = 12


def meant_in_japanese(text: str, found: Found, block: Block) -> tuple[bool, bool, bool]:
    """Return whether a place is meant, whether a city, and whether the name itself says so."""
    start, end = found.start, found.end
    last = text[end - 1]
    told = last in _KINDS and end - start > 1
    city = told and last in "市区町村"
    if _longer(text, start, end, block):
        return False, city, False
    following = _RUN.match(text, end, min(block.end, end + _LONGEST))
    run = following[0] if following else ""
    if _body(run):
        return False, city, False
    if text[start - 1 : start] == "在" and start > block.start:
        return False, city, False
    if told:
        return True, city, True
    if run[:1] == "市" or run[:1] == "省":
        return True, run[0] == "市", True
    if _HAN.match(last):
        joined = start > block.start and _HAN.match(text[start - 1])
        if joined and text[start - 1] not in _BEFORE:
            return False, city, False
        if run and not any("place_go_on" in kinds_of(run[:size]) for size in (1, 2, 3)):
            return False, city, False
        if run and any("before_person" in kinds_of(run[:size]) for size in (1, 2, 3)):
            return False, city, False
        if not run and any(
            "before_person" in kinds_of(text[end : end + size]) for size in (1, 2, 3)
        ):
            return False, city, False
    return True, city, False


def _body(run: str) -> bool:
    """Whether the signs after a name go on to that of a body or a sight."""
    return any(
        "name_after_place" in kinds_of(run[at:stop])
        for at in range(min(len(run), 8))
        for stop in range(at + 1, min(len(run), at + 7) + 1)
    )


def _longer(text: str, start: int, end: int, block: Block) -> bool:
    """Whether kana around a name in kana make a longer name of it, as of a person."""
    if _KANA.match(text[start]) and start > block.start:
        begin = start
        while begin > block.start and _KANA.match(text[begin - 1]):
            begin -= 1
        if begin < start and not _places(text[begin:start]):
            return True
    if _KANA.match(text[end - 1]) and end < block.end:
        following = _KANA.match(text, end, block.end)
        if following and not _places(following[0]):
            return True
    return False


def _places(run: str) -> bool:
    """Whether a run of kana beside a name is a country, or a list of places."""
    parts = [part for part in re.split("[・＝]", run) if part]
    names = gazetteer().names
    return all(part in names or "place_country" in kinds_of(part) for part in parts)

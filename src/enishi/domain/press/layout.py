"""Lays a text out: language, blocks, sentences, marks."""

import re
from collections.abc import Iterable, Iterator, Sequence

from enishi.domain.press.article import Article, Block, BlockKind, Mark, Sentence
from enishi.domain.press.folding import ACCENTED, folded
from enishi.domain.press.lexicon import (
    LANGUAGES,
    function_words,
    layout_words,
    lexicon,
    rows_of,
)

READ = frozenset((BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.BODY))

_MOST = 50_000  # characters: what is longer is no report, and is read no further
_LONGEST = 2_000  # characters of a sentence: what is longer is no sentence, and is cut
_HEADER = re.compile(r"\s*date\s+\d{4}(?:-\d\d){0,2}\b[ \t]*(?:[-–—][ \t]+)?")
_LINE = re.compile(
    r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*[^\s][^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*"
)
_KANA = re.compile("[\u3041-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HAN = re.compile("[\u3400-\u9fff]")
_OTHER = re.compile("[\u0370-\u052f\u0590-\u0dff\u0e00-\u0e7f\u1100-\u11ff\uac00-\ud7a3]")
_VIETNAMESE = re.compile("[ăđơưạ-ỹ]")
_CLOSED = (".", "!", "?", "…", ";", ":", "。", "！", "？", "」", '"')
_HEADLINE = 250  # characters at most
_HEAD = 130  # characters at the beginning of a block in which a dateline ends
_CREDIT = 80  # characters at most between the name of a photographer's agency and the block's end
_CAPTION = 600  # characters at most
_ENDING = re.compile(r"[.!?…]+[\"'»”’)\]]*\s+|[。！？](?![」』）)])[」』）)]*")
_OPENING = re.compile(r"[\"'«“‘(\[\s-]*")
_DATELINE = re.compile(
    r"[^\n.:;!?()]{2,60}?(?:\([^()\n]{2,30}\)\s*[-–—]{1,2}|,[^\n:;!?()]{3,40}\([^()\n]{2,30}\)\s*[-–—]{1,2})\s*"
)
_ALONE = re.compile(r"[^\W\d_a-zà-ÿ][^\n.;!?()]{1,60}[-–—]")
_LOUD = re.compile(r"([^\W\d_a-zà-ÿ][^\n.;!?()\d]{1,40}?)(?:,[^\n;!?()]{3,25})?\s*(?:—|–|--|\s-)\s")


def laid_out(text: str) -> Article:
    """Return the article of a text: what is to be read, and where the words of the tables stand.

    Args:
        text: letters and accents joined.
    """
    flat = folded(text[:_MOST])
    blocks = _cut(text, flat, list(_lines(flat, text)))
    voices = [_voice(flat, text, block) for block in blocks]
    language = _language(voices)
    blocks = [
        Block(BlockKind.TEASER, block.start, block.end)
        if block.kind in READ and _foreign(voice, language)
        else block
        for block, voice in zip(blocks, voices, strict=True)
    ]
    blocks = _headed(flat, text, blocks)
    read = [block for block in blocks if block.kind in READ]
    end = read[-1].end if read else 0
    dateline = _dateline(text, flat, read)
    bare = language == "vi" and len(ACCENTED.findall(text, 0, end)) * 50 < end
    return Article(
        text,
        language,
        folded=flat,
        blocks=tuple(blocks),
        sentences=tuple(_sentences(text, flat, language, read, dateline)),
        marks=tuple(_within(lexicon(language).marks(text, flat[:end], bare=bare), read)),
        dateline=dateline,
    )


def _lines(flat: str, text: str) -> Iterator[Block]:
    header = _HEADER.match(text, 0, 200)
    begin = header.end() if header else 0
    for line in _LINE.finditer(text, begin, len(flat)):
        start, end = line.span()
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace():
            end -= 1
        yield Block(BlockKind.BODY, start, end)


def _cut(text: str, flat: str, lines: Sequence[Block]) -> list[Block]:
    """Return the blocks as body, caption, links, sign-off and, after the end, teaser."""
    marks = layout_words().marks(text, flat)
    at, over, told = 0, False, False
    blocks: list[Block] = []
    for line in lines:
        begin = at
        while at < len(marks) and marks[at].start < line.end:
            at += 1
        here = marks[begin:at]
        if over:
            blocks.append(Block(BlockKind.TEASER, line.start, line.end))
            continue
        kind, credit = _kind(line, here)
        if kind is BlockKind.TEASER and not told:
            kind = BlockKind.LINKS
        if kind is BlockKind.BODY:
            if (end := _signed_off(flat, line, here)) is not None:
                over = told or end.start - line.start > _CREDIT
                if over:
                    blocks += _parts(flat, line, end)
                    continue
            told = told or line.end - line.start > _CREDIT
        over = kind is BlockKind.TEASER
        if credit:
            blocks += _credited(flat, line, credit)
        else:
            blocks.append(Block(kind, line.start, line.end))
    return blocks


def _parts(flat: str, line: Block, end: Mark) -> Iterator[Block]:
    """Yield what a block says before its sign-off, the sign-off, and what comes after it."""
    said = line.start + len(flat[line.start : end.start].rstrip())
    if said > line.start:
        yield Block(BlockKind.BODY, line.start, said)
    yield Block(BlockKind.SIGN_OFF, end.start, end.end)
    if end.end < line.end:
        yield Block(BlockKind.TEASER, end.end, line.end)


def _credited(flat: str, line: Block, credit: Mark) -> Iterator[Block]:
    """Yield what a caption says and who took the picture."""
    if credit.start <= line.start + 1 and line.end - credit.end > _CREDIT // 2:
        yield Block(BlockKind.CAPTION, credit.end, line.end)
        return
    said = line.start + len(flat[line.start : credit.start].rstrip(" (-/["))
    if said > line.start:
        yield Block(BlockKind.CAPTION, line.start, said)
    yield Block(BlockKind.CREDIT, said, line.end)


def _kind(line: Block, marks: Sequence[Mark]) -> tuple[BlockKind, Mark | None]:
    for mark in marks:
        rest = line.end - mark.end
        if mark.kind == "link" and mark.start <= line.start + 2:
            return BlockKind.LINKS, None
        if mark.kind == "stop" and mark.start <= line.start + 2 and rest <= 3:
            return BlockKind.TEASER, None
        if (
            mark.kind == "credit"
            and line.end - line.start <= _CAPTION
            and (rest <= _CREDIT or mark.start <= line.start + 1)
        ):
            return BlockKind.CAPTION, mark
    return BlockKind.BODY, None


def _signed_off(flat: str, line: Block, marks: Iterable[Mark]) -> Mark | None:
    """Return the sign-off of a block."""
    for mark in marks:
        if mark.kind != "sign_off":
            continue
        before = flat[line.start : mark.start].rstrip()
        words = flat[mark.start : mark.end]
        closes = not before or before[-1] in ".!?…\"')]。" or words[0] in "-./"
        if not closes or (mark.end < line.end and flat[mark.end].isalnum()):
            continue
        if line.end - mark.end <= 2 or (words[0] in "-./" and before[-1:] in ".!?…\"'"):
            return mark
        if words == "./." and flat[mark.end] == " ":
            return mark
    return None


def _voice(flat: str, text: str, block: Block) -> dict[str, int]:
    """Return how strongly a block speaks each language."""
    voice: dict[str, int] = {}
    if block.kind not in READ:
        return voice
    speaks = function_words()
    stretch = flat[block.start : block.end]
    for word in stretch.split(" "):
        if word in speaks:
            for language in speaks[word]:
                voice[language] = voice.get(language, 0) + 1
    written = text[block.start : block.end]
    if written.isascii():
        return voice
    voice["vi"] = voice.get("vi", 0) + len(_VIETNAMESE.findall(written)) // 3
    if not stretch.isascii():
        kana, han = len(_KANA.findall(stretch)), len(_HAN.findall(stretch))
        voice["ja"] = (kana + han) // 2 if kana else 0
        voice["other"] = len(_OTHER.findall(stretch)) // 2 + (0 if kana else han // 2)
    return voice


def _language(voices: Sequence[dict[str, int]]) -> str:
    total = {each: sum(voice.get(each, 0) for voice in voices) for each in (*LANGUAGES, "other")}
    if total["other"] and (total["ja"] or not any(total[each] for each in LANGUAGES)):
        total["ja"] += total["other"]  # a headline of Chinese characters only
    return max(LANGUAGES, key=lambda language: (total[language], language == "en"))


def _foreign(voice: dict[str, int], language: str) -> bool:
    if len(voice) < 2 and language in voice:
        return False
    own = voice.get(language, 0) + (voice.get("other", 0) if language == "ja" else 0)
    return any(
        count >= 4 and count > 2 * own
        for other, count in voice.items()
        if other != language and (other, language) != ("other", "ja")
    )


def _headed(flat: str, text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks with headlines told: what stands first and closes no sentence."""
    headed: list[Block] = []
    open_still = True
    for number, block in enumerate(blocks):
        kind = block.kind
        if kind is BlockKind.BODY and open_still and _ALONE.fullmatch(text, block.start, block.end):
            kind = BlockKind.LINKS
        elif kind is BlockKind.BODY and open_still:
            short = block.end - block.start <= _HEADLINE
            last = number == len(blocks) - 1
            if short and not last and not flat[block.start : block.end].endswith(_CLOSED):
                kind = BlockKind.HEADLINE
            else:
                open_still = False
        headed.append(Block(kind, block.start, block.end))
    return headed


def _dateline(text: str, flat: str, read: Sequence[Block]) -> tuple[int, int] | None:
    for block in read[:6]:
        if block.kind is BlockKind.CAPTION:
            continue
        head = flat[block.start : min(block.end, block.start + _HEAD)]
        for sign, pattern in ((") -", _DATELINE), (")-", _DATELINE), ("- ", _LOUD)):
            if sign not in head:
                continue
            found = pattern.match(text, block.start, block.end)
            if found and (pattern is _DATELINE or found[1].isupper()):
                return found.span()
    return None


def _within(marks: Iterable[Mark], read: Sequence[Block]) -> Iterator[Mark]:
    """Yield the marks that stand in what is read."""
    blocks = iter(read)
    start = end = -1
    for mark in marks:
        while mark.start >= end:
            block = next(blocks, None)
            if block is None:
                return
            start, end = block.start, block.end
        if mark.start >= start and mark.end <= end:
            yield mark


def _sentences(
    text: str,
    flat: str,
    language: str,
    read: Sequence[Block],
    dateline: tuple[int, int] | None,
) -> Iterator[Sentence]:
    stops = _abbreviations(language)
    for block in read:
        start, end = block.start, block.end
        if dateline and start == dateline[0] and dateline[1] < end:
            start = dateline[1]
        for ending in _ENDING.finditer(text, start, end):
            if _ends(text, flat, stops, start, ending):
                yield from _pieces(text, block.kind, start, ending.end())
                start = ending.end()
        yield from _pieces(text, block.kind, start, end)


def _ends(text: str, flat: str, stops: frozenset[str], start: int, ending: re.Match[str]) -> bool:
    if text[ending.start()] in "。！？":
        return True
    after = _OPENING.match(text, ending.end())
    place = after.end() if after else ending.end()
    if place >= len(text) or text[place].islower():
        return False
    word = flat[max(start, flat.rfind(" ", 0, ending.start()) + 1) : ending.start() + 1]
    word = word.lstrip("\"'([")
    return word not in stops and not (len(word) == 2 and word[0].isalpha())


def _pieces(text: str, kind: BlockKind, start: int, end: int) -> Iterator[Sentence]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end:
        stop = end
        if end - start > _LONGEST:
            stop = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1
            stop = stop or start + _LONGEST
        yield Sentence(kind, start, stop)
        start = stop


def _abbreviations(language: str) -> frozenset[str]:
    if language not in _STOPS:
        _STOPS[language] = frozenset(folded(row.words) for row in rows_of(language, "abbreviation"))
    return _STOPS[language]


_STOPS: dict[str, frozenset[str]] = {}

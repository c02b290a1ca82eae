"""Bytes → text, and what had to be done to them; no bytes are refused.

What was done is told in codes:

    empty            no text at all
    binary           not a text; nothing of it is read
    charset:NAME     neither UTF-8 nor UTF-16: read in the charset that the page declares
    replaced:N       N places that cannot be read stand as U+FFFD
    whole_page       no article was found in a page, so all its words are read
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages declare, and what browsers take it for: the fuller set of the same maker.
_MEANT = {
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
# Codecs of Python that are no charset of any page, and some of which answer no question about errors.
_NO_CHARSETS = frozenset(
    (
        "idna",
        "punycode",
        "unicode-escape",
        "raw-unicode-escape",
        "utf-7",
        "undefined",
        "oem",
        "mbcs",
    )
)
# Charsets whose bytes pass for plain ASCII, so that trying UTF-8 first would hide them.
_IN_SEVEN_BITS = re.compile(r"iso2022|hz")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096  # a page declares its charset at its beginning
_CONTROLS = bytes({*range(9), *range(14, 27), *range(28, 32)})  # escape opens ISO-2022 runs
_LONE = re.compile("[\ud800-\udfff]")


def declared_in(page: bytes) -> str | None:
    """Return the charset that a page of HTML declares in its head."""
    found = _DECLARED.search(page[:_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None


def _codec(name: str | None) -> str | None:
    """Return the codec for a declared charset, if there is one that makes text of bytes."""
    try:
        info = codecs.lookup((name or "").strip())
        b"a".decode(info.name)  # some codecs make bytes of bytes
    except (LookupError, ValueError):
        return None
    return None if info.name in _NO_CHARSETS else _MEANT.get(info.name, info.name)


def _is_binary(content: bytes) -> bool:
    head = content[:65_536]
    return b"\0" in head or len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 20


def _strictly(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def whole(text: str) -> tuple[str, list[str]]:
    """Return a text in which every half of a character is replaced, and how many were."""
    text, number = _LONE.subn("\ufffd", text)
    return text, [f"replaced:{number}"] if number else []


def decoded(content: bytes, charset: str | None = None) -> tuple[str, list[str]]:
    """Return the text of bytes, and codes for what was done.

    Args:
        content: of a file or of an answer.
        charset: that is declared for it, if any.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _counted(content[len(mark) :], codec)
    declared = _codec(charset)
    if declared and (_IN_SEVEN_BITS.match(declared) or declared.startswith(("utf-16", "utf-32"))):
        text = _strictly(content, declared)
        if text is not None:
            return text, [f"charset:{declared}"]
    if _is_binary(content):
        return "", ["binary"]
    text = _strictly(content, "utf-8")
    if text is not None:
        return text, []
    if declared and not declared.startswith("utf-8"):
        text, done = _counted(content, declared)
        return text, [f"charset:{declared}", *done]
    return _counted(content, "utf-8")


def _counted(content: bytes, codec: str) -> tuple[str, list[str]]:
    """Decode, replacing what cannot be read, and tell how often that was."""
    text = _strictly(content, codec)
    if text is not None:
        return text, []
    there = content.decode(codec, "ignore").count("\ufffd")
    text = content.decode(codec, "replace")
    return text, [f"replaced:{text.count('\ufffd') - there}"]

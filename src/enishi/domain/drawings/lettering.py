"""How much room a text takes, before any browser has set it."""

import unicodedata

# Advance widths of Be Vietnam Pro 500, in thousandths of the size; an accented letter is as wide
# as its base to within two hundredths.
_WIDTHS = {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ": (
        *(747, 686, 777, 736, 627, 637, 785, 717, 269, 474, 691, 630, 865),
        *(738, 827, 656, 823, 683, 645, 662, 740, 719, 1022, 736, 683, 662),
    ),
    "abcdefghijklmnopqrstuvwxyz": (
        *(647, 657, 618, 657, 605, 394, 648, 591, 280, 283, 570, 266, 894),
        *(590, 647, 657, 657, 404, 518, 431, 590, 582, 875, 575, 588, 508),
    ),
    # The figures of tables are cut to one width; those of sentences are narrower or little wider.
    "0123456789": (690,) * 10,
    " .,;:!?'’()-–—×·/&%+“”đĐœæ": (
        *(230, 302, 317, 317, 302, 300, 589, 193, 223, 444, 444, 608, 689, 868, 595),
        *(272, 516, 748, 856, 623, 395, 423, 669, 787, 1021, 963),
    ),
}
_ADVANCE = {
    letter: width / 1000
    for letters, widths in _WIDTHS.items()
    for letter, width in zip(letters, widths, strict=True)
}
_UNKNOWN = 0.7
_NEVER_FIRST = frozenset("、。，．・：；！？）」』】〉》ー…")  # signs that no line begins with
_WEIGHTS = {400: 0.99, 500: 1.0, 600: 1.015}


def text_width(text: str, size: float = 13, weight: int = 500) -> float:
    """Return the width of a line in pixels, set in the house's letters of a size and weight."""
    total = 0.0
    wide = 0
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter):
            continue
        if unicodedata.east_asian_width(letter) in "WF":
            wide += 1
        else:
            total += _ADVANCE.get(letter, _UNKNOWN)
    return (total * _WEIGHTS[weight] + wide) * size


def wrap(text: str, width: float, size: float = 13, weight: int = 500) -> list[str]:
    """Break a text into lines of at most a width; a word wider than that stands alone.

    Between Japanese and Chinese characters a line may break anywhere.
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        longer = line + piece
        if line and text_width(longer.rstrip(), size, weight) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line = longer
    return [*lines, line.rstrip()] if line.strip() else lines


def line_count(text: str, width: float, size: float = 16, weight: int = 400) -> int:
    """Return how many lines a text takes; a little more than fits is already a line more."""
    return len(wrap(text, width * 0.97, size, weight))


def shortened(text: str, width: float, size: float = 13, weight: int = 500) -> str:
    """Return a text, or as much of it as fits before an ellipsis."""
    if text_width(text, size, weight) <= width:
        return text
    room = width - text_width("…", size, weight)
    while text and text_width(text.rstrip(), size, weight) > room:
        text = text[:-1]
    return text.rstrip(" ,·") + "…"


def pieces(text: str) -> list[str]:
    """Return the pieces between which a text may break: words with the space before, or signs."""
    found: list[str] = []
    for letter in text:
        wide = unicodedata.east_asian_width(letter) in "WF"
        breaks = wide or letter == " " or (found and _breaks_after(found[-1]))
        if not found or (breaks and letter not in _NEVER_FIRST):
            found.append(letter)
        else:
            found[-1] += letter
    return found


def _breaks_after(piece: str) -> bool:
    return unicodedata.east_asian_width(piece[-1]) in "WF"

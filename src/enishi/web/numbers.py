"""Numbers and sums as four languages write them."""

from decimal import Decimal

_SPACE = "\u00a0"  # the text font has no narrow no-break space
_MARKS = {"en": (",", "."), "fr": (_SPACE, ","), "ja": (",", "."), "vi": (".", ",")}
_DIGITS_AFTER = 3


def number_in(value: Decimal | int, language: str) -> str:
    """Write a number.

    >>> number_in(1234, "vi")
    '1.234'
    """
    group, point = _MARKS[language]
    whole, _, rest = f"{Decimal(value).normalize():,f}".partition(".")
    return whole.replace(",", group) + (point + rest if rest else "")


def dollars_in(value: Decimal, language: str) -> str:
    """Write a sum of US dollars without losing a digit; a billion is 10⁹.

    >>> dollars_in(Decimal(6_000_000_000), "ja")
    '60億ドル'
    """
    if language == "ja":
        return _japanese(value)
    for power, words in ((9, _BILLION), (6, _MILLION)):
        scaled = value.scaleb(-power).normalize()
        exponent = scaled.as_tuple().exponent
        assert isinstance(exponent, int)
        if scaled >= 1 and -exponent <= _DIGITS_AFTER:
            one, several = words[language]
            return (one if scaled < 2 else several).replace("#", number_in(scaled, language))
    return _PLAIN[language].replace("#", number_in(value, language))


_BILLION = {
    "en": ("USD\u00a0#\u00a0billion",) * 2,
    "fr": ("#\u00a0milliard de dollars", "#\u00a0milliards de dollars"),
    "vi": ("#\u00a0tỷ\u00a0USD",) * 2,
}
_MILLION = {
    "en": ("USD\u00a0#\u00a0million",) * 2,
    "fr": ("#\u00a0million de dollars", "#\u00a0millions de dollars"),
    "vi": ("#\u00a0triệu\u00a0USD",) * 2,
}
_PLAIN = {"en": "USD\u00a0#", "fr": "#\u00a0dollars", "vi": "#\u00a0USD"}


def _japanese(value: Decimal) -> str:
    parts, rest = "", value
    for power, sign in ((12, "兆"), (8, "億"), (4, "万")):
        count, rest = divmod(rest, Decimal(10) ** power)
        if count:
            parts += f"{count.normalize():f}{sign}"
    if rest or not parts:
        parts += f"{rest.normalize():f}"
    return f"{parts}ドル"

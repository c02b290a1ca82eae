"""Fields of cooperation named in a stretch of text."""

from enishi.domain.press.article import Article, Mark

_MOST = 8  # fields in the words of a domain: more say no more
_MOST_THINGS = 6  # things named besides

_PLAIN = (
    "local to local cooperation",
    "implementation of agreements",
    "exchange of delegations",
    "favourable conditions",
    "partnerships",
    "support",
    "exchanges",
    "closer cooperation",
    "cooperation",
    "friendship",
    "development",
)


def _plainness(words: str) -> int:
    """Return how little general words say."""
    return _PLAIN.index(words) if words in _PLAIN else 0


def fields_in(article: Article, start: int, end: int) -> list[Mark]:
    """Return the words of a stretch that name fields of cooperation."""
    marks = list(article.marked(start, end, "field", "elected", "body"))
    bodies = [mark for mark in marks if mark.kind != "field"]
    return [
        mark
        for mark in marks
        if mark.kind == "field" and not any(each.start <= mark.start < each.end for each in bodies)
    ]


def things_in(article: Article, start: int, end: int) -> list[Mark]:
    """Return the words of a stretch for what is asked or promised: nurses, a library, flights."""
    acts = list(article.marked(start, end, "act"))
    return [
        mark
        for mark in article.marked(start, end, "thing")
        if not any(each.start <= mark.start < each.end for each in acts)
    ]


def domains_of(marks: list[Mark]) -> tuple[str, ...]:
    """Return the fields of the register that some words name, each once, in order of the text."""
    return tuple(dict.fromkeys(mark.note for mark in marks if mark.note))


def described(article: Article, start: int, end: int) -> tuple[str, list[Mark]]:
    """Return in English what a stretch is about, and the words that say so.

    General words (support, exchange, cooperation) come after the fields, which say more.
    """
    fields = fields_in(article, start, end)
    marks = list(article.marked(start, end, "general", "act", "both"))
    other = [mark for mark in marks if mark.kind != "general"]
    general = [
        mark
        for mark in marks
        if mark.kind == "general" and not any(each.start <= mark.start < each.end for each in other)
    ]
    said = list(dict.fromkeys(mark.meaning for mark in fields))[:_MOST]
    things = things_in(article, start, end)
    named = [each for each in dict.fromkeys(mark.meaning for mark in things) if each not in said]
    said += named[:_MOST_THINGS]
    deeds = list(dict.fromkeys(mark.meaning for mark in article.marked(start, end, "deed")))
    about = sorted({mark.meaning for mark in general}, key=_plainness)
    if said:
        extra = [each for each in dict.fromkeys((*about, *deeds)) if each not in said][:2]
        return f"{', '.join(said)} ({', '.join(extra)})" if extra else ", ".join(
            said
        ), fields or things
    return ", ".join([*about, *(deed for deed in deeds if deed not in about)][:3]), general

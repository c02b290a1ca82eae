"""Units that a report speaks of as no more."""

import re
from collections.abc import Iterable

from enishi.domain.press.article import Article
from enishi.domain.press.report import Locality

_BEFORE = 30  # characters before a name in which stands that its unit is no more
_WORDS = ("former", "erstwhile", "ancien", "absorb", " old ", "ex-", " ex ")
_GONE = re.compile(
    r"\b(?:former|old|erstwhile|ancienne?s?|ex|absorb\w*)"
    r"(?:[ -](?:province|city|ville|prefecture|town|of|de|d'|la|the))*[ -]?$"
)


def bygone(article: Article, places: Iterable[Locality]) -> frozenset[str]:
    """Return the codes of the places that a report calls former ones."""
    if not any(word in article.folded for word in _WORDS):
        return frozenset()
    starts = ((place.code, place.basis.spans[0].start) for place in places)
    return frozenset(
        code
        for code, start in starts
        if _GONE.search(article.folded, max(0, start - _BEFORE), start)
    )

"""Mentions of places."""

from enishi.domain.press.article import Article
from enishi.domain.press.report import Locality


def localities_in(article: Article) -> tuple[Locality, ...]:
    """Return every mention of a unit, in order."""
    return ()

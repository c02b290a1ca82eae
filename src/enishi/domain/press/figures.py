"""Numbers about places."""

from enishi.domain.press.article import Article
from enishi.domain.press.report import Figure, Locality


def figures_in(article: Article, localities: tuple[Locality, ...]) -> tuple[Figure, ...]:
    """Return the numbers that a report gives of places."""
    return ()

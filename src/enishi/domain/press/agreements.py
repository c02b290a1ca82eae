"""What two places signed."""

from enishi.domain.press.article import Article
from enishi.domain.press.report import Agreement, Locality


def agreements_in(article: Article, localities: tuple[Locality, ...]) -> tuple[Agreement, ...]:
    """Return the agreements that a report speaks of."""
    return ()

"""People, with role and organisation or place."""

from enishi.domain.press.article import Article
from enishi.domain.press.report import Locality, Organisation, Person


def people_in(
    article: Article, localities: tuple[Locality, ...], organisations: tuple[Organisation, ...]
) -> tuple[Person, ...]:
    """Return the people that a report names."""
    return ()

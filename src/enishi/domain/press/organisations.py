"""Organisations named."""

from enishi.domain.press.article import Article
from enishi.domain.press.report import Locality, Organisation


def organisations_in(
    article: Article, localities: tuple[Locality, ...]
) -> tuple[Organisation, ...]:
    """Return the organisations that a report names."""
    return ()

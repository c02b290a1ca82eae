"""When a report was published."""

from enishi.domain.press.article import Article
from enishi.domain.press.report import Basis


def dated(article: Article) -> Basis | None:
    """Set the day of publication and the dates of an article; return what the day rests on."""
    return None

"""Lays a text out: language, blocks, sentences, marks."""

from enishi.domain.press.article import Article


def laid_out(text: str) -> Article:
    """Return the article of a text."""
    return Article(text, "en")

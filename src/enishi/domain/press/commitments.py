"""Who asks something of whom, or promises it."""

from enishi.domain.press.article import Article
from enishi.domain.press.report import Commitment, Locality, Organisation, Person


def commitments_in(
    article: Article,
    localities: tuple[Locality, ...],
    people: tuple[Person, ...],
    organisations: tuple[Organisation, ...],
) -> tuple[Commitment, ...]:
    """Return what is asked and promised in a report."""
    return ()

"""What took place, or will."""

from enishi.domain.press.article import Article
from enishi.domain.press.report import Event, Locality, Organisation, Person


def events_in(
    article: Article,
    localities: tuple[Locality, ...],
    people: tuple[Person, ...],
    organisations: tuple[Organisation, ...],
) -> tuple[Event, ...]:
    """Return the events that a report speaks of."""
    return ()

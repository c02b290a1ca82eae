"""What a line of text may mean: places, bonds, agreements, events."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.db.models import Q, QuerySet

from enishi.apps.forum import queries as forum
from enishi.apps.forum.models import Event
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.apps.places.queries import Found
from enishi.apps.register import queries as register
from enishi.apps.register.models import Agreement, BondSpan
from enishi.apps.register.queries import Choice
from enishi.apps.search.bridge import Labels, Reading, read
from enishi.apps.words.queries import Wanted, having, having_most
from enishi.domain.places.typed import Token
from enishi.domain.text import fold

_MOST_READ = 200


@dataclass(frozen=True, slots=True)
class Results:
    """What a text may mean on a day.

    `around` are the one or two places whose bonds and agreements are given; `choice` says which
    agreements, before words `narrowed` them; where none has all words, those with `most_words` are
    given; `instead` are words taken for words that no record has.
    """

    places: list[Found]
    around: tuple[Unit, ...]
    bonds: list[BondSpan]
    agreements: "QuerySet[Agreement]"
    events: "QuerySet[Event]"
    choice: Choice
    narrowed: bool
    most_words: bool
    instead: Mapping[str, tuple[str, ...]]


def search(text: str, on: datetime.date, labels: Labels, most: int = 20) -> Results:
    """Return what a text may mean on a day: at most so many places, and all of the rest.

    A near name is taken for a place only where no other comes as near; the others are offered.
    """
    reading, offered = read(text, on, labels, most)
    around, bonds, choice = _ties(reading.names, on)
    if not bonds and reading.let_go():
        around, bonds, choice = _ties(reading.names, on)
    wanted, instead = reading.wanted(), dict(reading.instead)
    everything = reading.everything()
    agreements = _agreements(choice, wanted, reading.tokens)
    events = _events(choice, wanted, reading)
    most_words = False
    if wanted and not (agreements.exists() or events.exists()):
        whole = Choice(on=on)
        others = _agreements(whole, everything, reading.tokens)
        if around and others.exists():
            around, bonds, choice, agreements = (), [], whole, others
        elif not around and len(wanted) > 1:
            most_words = True
            rows = register.chosen(whole, register.agreements_in_brief(on))
            agreements = having_most(rows, wanted)
    meant = [item for item in offered if item.unit in around]
    meant.sort(key=lambda item: around.index(item.unit))
    return Results(
        places=[*meant, *(item for item in offered if item not in meant)][:most],
        around=around,
        bonds=bonds,
        agreements=agreements,
        events=events,
        choice=choice,
        narrowed=bool(wanted),
        most_words=most_words,
        instead=instead,
    )


def _ties(
    names: Sequence[Sequence[Found]], on: datetime.date
) -> tuple[tuple[Unit, ...], list[BondSpan], Choice]:
    """Return the places meant, their bonds, strongest first, and the choice of their agreements."""
    if not names:
        return (), [], Choice(on=on)
    sides = [[item.unit for item in found] for found in names]
    if len(sides) == 1:
        sides = [sides[0][:1]]  # a namesake has bonds of its own
    heirs = places.heirs_of((unit for units in sides for unit in units), on)

    def holders(unit: Unit) -> list[str]:
        return [heir.id for heir in heirs.get(unit.id, [unit])]

    held = [{key for unit in units for key in holders(unit)} for units in sides]
    one = Q(one__in=held[0]), Q(other__in=held[0])
    if len(sides) == 1:
        around = one[0] | one[1]
    else:
        around = (one[0] & Q(other__in=held[1])) | (one[1] & Q(one__in=held[1]))
    spans = list(register.documented_spans(on).filter(around))
    numbers = register.agreements_by_pair(spans, on)
    spans.sort(key=lambda span: (-numbers[span.one_id, span.other_id], span.one_id, span.other_id))
    if len(sides) == 1:
        return (sides[0][0],), spans, Choice(place=sides[0][0], on=on)
    bound = {frozenset((span.one_id, span.other_id)) for span in spans}
    pairs = list(product(*sides))
    place, partner = next(
        (
            (a, b)
            for a, b in pairs
            if any(frozenset(pair) in bound for pair in product(holders(a), holders(b)))
        ),
        pairs[0],
    )
    return (place, partner), spans, Choice(place=place, partner=partner, on=on)


def _agreements(
    choice: Choice, wanted: Sequence[Wanted], tokens: Sequence[Token]
) -> "QuerySet[Agreement]":
    assert choice.on is not None
    rows = register.agreements_in_brief(choice.on)
    numbers = _numbers(tokens)
    if choice.place is None and len(tokens) == len(numbers) == 1:
        numbered = rows.filter(signed_last__lte=choice.on).filter(_numbered(numbers))
        if numbered.exists():
            return numbered.order_by("id")
    if choice.place is None and not wanted:
        return rows.none()
    return having(register.chosen(choice, rows), wanted)


def _events(choice: Choice, wanted: Sequence[Wanted], reading: Reading) -> "QuerySet[Event]":
    """Return events by their number, by the places that took part, or by words."""
    assert choice.on is not None
    meant = _numbered(_numbers(reading.tokens))
    if choice.place is not None:
        took_part = forum.events_of(choice.place, choice.partner).order_by()
        meant |= Q(pk__in=having(took_part, wanted).order_by().values("pk"))
    if everything := reading.everything():
        worded = having(Event.objects.order_by(), everything).order_by()
        if choice.place is None:
            meant |= Q(pk__in=worded.values("pk"))
        else:  # the words of a name must stand together
            named = (event.pk for event in worded[:_MOST_READ] if _names(event, reading.phrases))
            meant |= Q(pk__in=list(named))
    rows = forum.begun_by(choice.on, forum.events().filter(meant))
    return rows.order_by("-starts_on", "id")


def _names(event: Event, phrases: Sequence[str]) -> bool:
    texts = (event.name, event.place, event.organisers)
    folded = [fold(text) for part in texts for text in part.texts.values()]
    return bool(phrases) and all(any(phrase in text for text in folded) for phrase in phrases)


def _numbers(tokens: Sequence[Token]) -> list[str]:
    return [token.code for token in tokens if token.code]


def _numbered(numbers: Iterable[str]) -> Q:
    """Return the condition that a record has one of some numbers, or one that begins so."""
    condition = Q(pk__in=[])
    for number in numbers:
        condition |= Q(pk__gte=number, pk__lt=number + "\U0010ffff")
    return condition

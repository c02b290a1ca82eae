"""What is offered while one types: the first of each group, with little around it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from enishi.apps.forum.models import Event
from enishi.apps.parties.models import Organisation
from enishi.apps.places import queries as places
from enishi.apps.places.models import Unit
from enishi.apps.register import queries as register
from enishi.apps.register.models import Agreement, Party
from enishi.apps.search.queries import search
from enishi.web.languages import country_order
from enishi.web.places.telling import FoundPlace, found_places
from enishi.web.search.labels import labels

MOST_PLACES = 5
MOST_OF_A_GROUP = 3  # of places too, where one of them is surely meant


@dataclass(frozen=True, slots=True)
class OfferedBond:
    """A bond: its two places in the reader's order, and how many agreements it holds."""

    places: Sequence[Unit]
    agreements: int


@dataclass(frozen=True, slots=True)
class OfferedAgreement:
    """An agreement and who signed it, in the reader's order."""

    row: Agreement
    units: Sequence[Unit]
    organisations: Sequence[Organisation]


@dataclass(frozen=True, slots=True)
class Offers:
    """The first of each group, and how many are shown in all."""

    places: list[FoundPlace]
    bonds: list[OfferedBond]
    agreements: list[OfferedAgreement]
    events: list[Event]

    @property
    def number(self) -> int:
        """How many are offered."""
        return len(self.places) + len(self.bonds) + len(self.agreements) + len(self.events)


def offers(typed: str, on: datetime.date, language: str) -> Offers:
    """Return what to offer for a text on a day."""
    found = search(typed, on, labels(), MOST_PLACES)
    spans = found.bonds[:MOST_OF_A_GROUP]
    numbers = register.agreements_by_pair(spans, on) if spans else {}
    parties = Party.objects.order_by("position").select_related("organisation")
    agreements = list(
        found.agreements.prefetch_related(None).prefetch_related(Prefetch("parties", parties))[
            :MOST_OF_A_GROUP
        ]
    )
    signed = {p.unit_id for row in agreements for p in row.parties.all() if p.unit_id}
    units = places.by_id({key for span in spans for key in (span.one_id, span.other_id)} | signed)

    def in_order(keys: Sequence[str]) -> list[Unit]:
        return sorted(
            (units[key] for key in keys), key=lambda unit: country_order(unit.country, language)
        )

    return Offers(
        found_places(found.places[: MOST_OF_A_GROUP if found.around else MOST_PLACES], on),
        [
            OfferedBond(in_order((span.one_id, span.other_id)), numbers[span.one_id, span.other_id])
            for span in spans
        ],
        [
            OfferedAgreement(
                row,
                in_order([party.unit_id for party in row.parties.all() if party.unit_id]),
                [party.organisation for party in row.parties.all() if party.organisation],
            )
            for row in agreements
        ],
        list(found.events.prefetch_related(None)[:MOST_OF_A_GROUP]),
    )

"""Rows of the register ⇄ agreements, and the document in which one is told to programs."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from enishi.apps.indicators import bridge as indicators
from enishi.apps.indicators.models import Observation
from enishi.apps.ledger import bridge as ledger
from enishi.apps.ledger.models import Source
from enishi.apps.places import bridge as places
from enishi.apps.places.models import Unit
from enishi.apps.register import models
from enishi.domain.formats.exports import Record
from enishi.domain.register import (
    RULES,
    Agreement,
    AgreementKind,
    Authority,
    Closure,
    Confidence,
    EventKind,
    Life,
    LifeEvent,
    Party,
    end_of_term,
    state_on,
)
from enishi.domain.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Signer:
    """A party as programs are told of it on a day: a unit, or an organisation that is none."""

    unit: Unit | None
    organisation: str
    name: LocalizedText
    authority: str
    heir: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """An agreement as programs are told of it: its row, and what other rows say of it."""

    row: models.Agreement
    parties: tuple[Signer, ...]
    domains: tuple[str, ...]
    events: tuple[LifeEvent, ...]
    renewed_by: tuple[str, ...]
    sources: tuple[Source, ...]


def agreement_of(row: models.Agreement) -> Agreement:
    """Return a row, its parties with their units and its life events prefetched, as an agreement."""
    return _agreement(
        row,
        tuple(
            Party(
                unit=party.unit_id or "",
                country=party.unit.country if party.unit else "",
                organisation=party.organisation_id or "",
                authority=Authority(party.authority) if party.authority else None,
            )
            for party in row.parties.all()
        ),
        tuple(
            LifeEvent(EventKind(event.kind), event.on, event.until)
            for event in row.life_events.all()
        ),
    )


def _agreement(
    row: models.Agreement, parties: tuple[Party, ...], events: tuple[LifeEvent, ...]
) -> Agreement:
    return Agreement(
        id=row.id,
        kind=AgreementKind(row.kind),
        signed_on=row.signed_on,
        parties=parties,
        documents=row.documents,
        renews=row.renews_id or "",
        term_months=row.term_months,
        ends_on=row.ends_on,
        tacit_renewal=row.tacit_renewal,
        signed_by_heads=row.signed_by_heads,
        open_scope=row.open_scope,
        assembly_approved=row.assembly_approved,
        confidence=Confidence(row.confidence),
        events=events,
    )


def life_of(row: models.Agreement) -> Life:
    """Return the life of an agreement whose derived columns are up to date."""
    return _life(row, agreement_of(row))


def _life(row: models.Agreement, agreement: Agreement) -> Life:
    closed_as = Closure(row.closed_as) if row.closed_as else None
    return Life(end_of_term(agreement), row.closed_on, closed_as)


def heir_of(unit: Unit) -> Unit:
    """Return who answers for a unit, whose lineage on a day is prefetched as `heirs_now`.

    A unit that was split has several heirs: the one that carries on its line is told.
    """
    heirs: list[Unit] = [span.heir for span in unit.heirs_now]  # type: ignore[attr-defined]  # to_attr
    if not heirs:
        return unit
    return min(heirs, key=lambda heir: (heir.line != unit.line, heir.id))


def party_document(party: Signer) -> dict[str, Any]:
    """Return a party as programs read it."""
    unit = party.unit
    return {
        "code": (unit and unit.code) or None,
        "unit_id": unit and unit.id,
        "organisation": party.organisation or None,
        "name": party.name.all_languages(),
        "authority": party.authority if unit else None,
        "heir_today": party.heir,
    }


def agreement_document(paper: Paper, on: datetime.date) -> dict[str, Any]:
    """Return an agreement, read by `queries.papers`, as programs read it on a day."""
    row = paper.row
    # Who signed does not bear on the state.
    agreement = _agreement(row, (), paper.events)
    life = _life(row, agreement)
    state = state_on(agreement, life, on)
    return {
        "id": row.id,
        "kind": row.kind,
        "signed_on": str(row.signed_on),
        "precision": str(row.signed_on.precision),
        "documents": row.documents,
        "parties": [party_document(party) for party in paper.parties],
        "domains": list(paper.domains),
        "summary": dict(row.summary.texts),
        "state": state and str(state),
        "ends_on": life.ends_on and str(life.ends_on),
        "renews": row.renews_id,
        "renewed_by": list(paper.renewed_by),
        "confidence": row.confidence,
        "doubt": dict(row.doubt.texts),
        "sources": [ledger.source_document(source) for source in paper.sources],
    }


def agreement_details(paper: Paper, on: datetime.date) -> dict[str, Any]:
    """Return an agreement, read by `queries.paper`, with its texts and events."""
    row = paper.row
    return agreement_document(paper, on) | {
        "amends": row.amends_id,
        "signed_by_heads": row.signed_by_heads,
        "open_scope": row.open_scope,
        "assembly_approved": row.assembly_approved,
        "texts": [
            {
                "language": text.language,
                "title": text.title,
                "url": text.url or None,
                "authentic": text.authentic,
            }
            for text in row.texts.all()
        ],
        "life_events": [
            {
                "kind": event.kind,
                "on": str(event.on),
                "until": str(event.until) if event.until else None,
                "note": dict(event.note.texts),
                "source": ledger.source_document(event.source),
            }
            for event in row.life_events.all()
        ],
    }


def agreement_record(paper: Paper, on: datetime.date) -> Record:
    """Return an agreement as an export holds it."""
    where = tuple(
        (party.unit.country, places.point_of(party.unit)) for party in paper.parties if party.unit
    )
    return Record(agreement_document(paper, on), where)


def bond_document(row: models.BondSpan, *, agreements: int, living: bool) -> dict[str, Any]:
    """Return a bond as programs read it, with the number of agreements behind it."""
    return {
        "a": places.unit_document(row.one),
        "b": places.unit_document(row.other),
        "since": row.since.isoformat(),
        "until": row.until and row.until.isoformat(),
        "agreements": agreements,
        "living": living,
    }


def tie_document(row: models.Tie) -> dict[str, Any]:
    """Return a tie to be documented as programs read it."""
    return {
        "id": row.id,
        "a": places.unit_document(row.unit_a),
        "b": places.unit_document(row.unit_b),
        "reason": dict(row.reason.texts),
        "source": row.source and ledger.source_document(row.source),
    }


def count_document(
    on: datetime.date, numbers: Mapping[str, int], announced: Iterable[Observation]
) -> dict[str, Any]:
    """Return the numbers of a day, each with its rule, and what was announced by then."""
    return {
        "on": on.isoformat(),
        "rules": [
            {"rule": rule.id, "number": numbers[rule.id], "meaning": rule.meaning} for rule in RULES
        ],
        "announced": [indicators.figure_document(row) for row in announced],
    }

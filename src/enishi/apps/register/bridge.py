"""Rows of the register ⇄ agreements, and the document in which one is told to programs."""

import datetime
from typing import Any

from enishi.apps.ledger import bridge as ledger
from enishi.apps.places import bridge as places
from enishi.apps.places.models import Unit
from enishi.apps.register import models
from enishi.domain.register import (
    Agreement,
    AgreementKind,
    Authority,
    Closure,
    Confidence,
    EventKind,
    Life,
    LifeEvent,
    Party,
    State,
    end_of_term,
    state_on,
)


def agreement_of(row: models.Agreement) -> Agreement:
    """Return a row, its parties with their units and its life events prefetched, as an agreement."""
    return Agreement(
        id=row.id,
        kind=AgreementKind(row.kind),
        signed_on=row.signed_on,
        parties=tuple(
            Party(
                unit=party.unit_id or "",
                country=party.unit.country if party.unit else "",
                organisation=party.organisation_id or "",
                authority=Authority(party.authority) if party.authority else None,
            )
            for party in row.parties.all()
        ),
        documents=row.documents,
        renews=row.renews_id or "",
        term_months=row.term_months,
        ends_on=row.ends_on,
        tacit_renewal=row.tacit_renewal,
        signed_by_heads=row.signed_by_heads,
        open_scope=row.open_scope,
        assembly_approved=row.assembly_approved,
        confidence=Confidence(row.confidence),
        events=tuple(
            LifeEvent(EventKind(event.kind), event.on, event.until)
            for event in row.life_events.all()
        ),
    )


def life_of(row: models.Agreement) -> Life:
    """Return the life of an agreement whose derived columns are up to date."""
    closed_as = Closure(row.closed_as) if row.closed_as else None
    return Life(end_of_term(agreement_of(row)), row.closed_on, closed_as)


def state_of(row: models.Agreement, on: datetime.date) -> State | None:
    """Return the state of an agreement on a day."""
    return state_on(agreement_of(row), life_of(row), on)


def heir_of(unit: Unit) -> Unit:
    """Return who answers for a unit, whose lineage on a day is prefetched as `heirs_now`.

    A unit that was split has several heirs: the one that carries on its line is told.
    """
    heirs: list[Unit] = [span.heir for span in unit.heirs_now]  # type: ignore[attr-defined]  # to_attr
    if not heirs:
        return unit
    return min(heirs, key=lambda heir: (heir.line != unit.line, heir.id))


def party_document(row: models.Party) -> dict[str, Any]:
    """Return a party as programs read it; the day is that of the prefetched lineage."""
    if row.unit is None:
        assert row.organisation is not None
        return {
            "code": None,
            "unit_id": None,
            "organisation": row.organisation.key,
            "name": row.organisation.name.all_languages(),
            "authority": None,
            "heir_today": None,
        }
    return {
        "code": places.code_of(row.unit),
        "unit_id": row.unit.id,
        "organisation": None,
        "name": places.name_of(row.unit).all_languages(),
        "authority": row.authority,
        "heir_today": heir_of(row.unit).id,
    }


def agreement_document(row: models.Agreement, on: datetime.date) -> dict[str, Any]:
    """Return an agreement, prefetched by `queries.agreements`, as programs read it on a day."""
    state = state_of(row, on)
    ends_on = end_of_term(agreement_of(row))
    return {
        "id": row.id,
        "kind": row.kind,
        "signed_on": str(row.signed_on),
        "precision": str(row.signed_on.precision),
        "documents": row.documents,
        "parties": [party_document(party) for party in row.parties.all()],
        "domains": [domain.domain for domain in row.domains.all()],
        "summary": dict(row.summary.texts),
        "state": state and str(state),
        "ends_on": ends_on and str(ends_on),
        "renews": row.renews_id,
        "renewed_by": [renewal.id for renewal in row.renewals.all()],
        "confidence": row.confidence,
        "doubt": dict(row.doubt.texts),
        "sources": [ledger.source_document(evidence.source) for evidence in row.evidence.all()],
    }

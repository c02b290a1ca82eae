"""A report as a document for programs, and back.

Every record tells the spans it rests on (`[[start, end], …]`), the rule that found it and how sure
the reading is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from enishi.domain.press.report import (
    Agreement,
    Basis,
    Bound,
    Commitment,
    Event,
    Figure,
    Locality,
    Organisation,
    Person,
    Quantity,
    Reading,
    Report,
    Span,
)

type Document = dict[str, Any]
type Given = Mapping[str, Any]


def document_of(report: Report, id_: str) -> Document:
    """Return what a report says as a document that JSON can hold.

    Args:
        report: as it was read.
        id_: by which its text is known.
    """
    published = report.published_basis
    return {
        "id": id_,
        "published_on": report.published_on,
        "published_basis": _basis(published) if published else None,
        "language": report.language,
        "localities": [_locality(each) for each in report.localities],
        "organisations": [
            {"name_as_written": each.name_as_written, "name_en": each.name_en, **_basis(each.basis)}
            for each in report.organisations
        ],
        "people": [
            {
                "name": each.name,
                "role": each.role,
                "org_or_place": each.org_or_place,
                **_basis(each.basis),
            }
            for each in report.people
        ],
        "events": [_event(each) for each in report.events],
        "agreements": [
            {
                "vn_code": each.vn_code,
                "jp_code": each.jp_code,
                "signed_on": each.signed_on,
                "kind": each.kind,
                "domains": list(each.domains),
                **_basis(each.basis),
            }
            for each in report.agreements
        ],
        "figures": [
            {
                "subject_code": each.subject_code,
                "measure": each.measure,
                "value": _number(each.value),
                "bound": each.bound.value,
                "as_of": each.as_of,
                **_basis(each.basis),
            }
            for each in report.figures
        ],
        "commitments": [
            {
                "from": each.by,
                "to": each.to,
                "domain": each.domain,
                "place_codes": list(each.place_codes),
                **_basis(each.basis),
            }
            for each in report.commitments
        ],
    }


def _number(value: float) -> float:
    """Return a whole number without a point; beyond 2⁵³ a point tells that digits are lost."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _basis(basis: Basis) -> Document:
    return {
        "spans": [[span.start, span.end] for span in basis.spans],
        "rule": basis.rule,
        "confidence": basis.confidence,
    }


def _locality(mention: Locality) -> Document:
    span = mention.basis.spans[0]
    return {
        "name_as_written": mention.name_as_written,
        "code": mention.code,
        "unit_id": mention.unit_id,
        "start": span.start,
        "end": span.end,
        "dateline_only": mention.dateline_only,
        "alternatives": [
            {"code": each.code, "unit_id": each.unit_id, "confidence": each.confidence}
            for each in mention.alternatives
        ],
        **_basis(mention.basis),
    }


def _event(event: Event) -> Document:
    delegates = event.delegates
    return {
        "name_en": event.name_en,
        "kind": event.kind,
        "place_code": event.place_code,
        "start_date": event.start_date,
        "end_date": event.end_date,
        "delegates": delegates
        and {"value": _number(delegates.value), "bound": delegates.bound.value},
        "organisers": list(event.organisers),
        **_basis(event.basis),
    }


def report_of(document: Given) -> Report:
    """Return the report that a document of `document_of` tells.

    Raises:
        KeyError, TypeError, ValueError: the document is of another form.
    """
    published: Given | None = document["published_basis"]
    return Report(
        language=document["language"],
        published_on=document["published_on"],
        published_basis=None if published is None else _rests(published),
        localities=tuple(
            Locality(
                name_as_written=each["name_as_written"],
                code=each["code"],
                unit_id=each["unit_id"],
                basis=_rests(each),
                dateline_only=each["dateline_only"],
                alternatives=tuple(
                    Reading(other["code"], other["unit_id"], other["confidence"])
                    for other in each["alternatives"]
                ),
            )
            for each in _of(document, "localities")
        ),
        organisations=tuple(
            Organisation(each["name_as_written"], each["name_en"], _rests(each))
            for each in _of(document, "organisations")
        ),
        people=tuple(
            Person(each["name"], each["role"], each["org_or_place"], _rests(each))
            for each in _of(document, "people")
        ),
        events=tuple(_told_event(each) for each in _of(document, "events")),
        agreements=tuple(
            Agreement(
                vn_code=each["vn_code"],
                jp_code=each["jp_code"],
                signed_on=each["signed_on"],
                kind=each["kind"],
                domains=tuple(each["domains"]),
                basis=_rests(each),
            )
            for each in _of(document, "agreements")
        ),
        figures=tuple(
            Figure(
                subject_code=each["subject_code"],
                measure=each["measure"],
                value=float(each["value"]),
                bound=Bound(each["bound"]),
                as_of=each["as_of"],
                basis=_rests(each),
            )
            for each in _of(document, "figures")
        ),
        commitments=tuple(
            Commitment(
                by=each["from"],
                to=each["to"],
                domain=each["domain"],
                place_codes=tuple(each["place_codes"]),
                basis=_rests(each),
            )
            for each in _of(document, "commitments")
        ),
    )


def _of(document: Given, kind: str) -> Sequence[Given]:
    records: Sequence[Given] = document[kind]
    return records


def _rests(record: Given) -> Basis:
    spans = tuple(Span(start, end) for start, end in record["spans"])
    return Basis(spans, record["rule"], record["confidence"])


def _told_event(record: Given) -> Event:
    told: Given | None = record["delegates"]
    return Event(
        name_en=record["name_en"],
        kind=record["kind"],
        place_code=record["place_code"],
        start_date=record["start_date"],
        end_date=record["end_date"],
        delegates=None if told is None else Quantity(float(told["value"]), Bound(told["bound"])),
        organisers=tuple(record["organisers"]),
        basis=_rests(record),
    )

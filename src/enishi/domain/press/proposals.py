"""Facts as plain objects: kept, corrected in boxes of a form, and written out as gold files are."""

import dataclasses
import math
import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from enishi.domain.press.report import (
    Agreement,
    Basis,
    Bound,
    Commitment,
    Event,
    Fact,
    Figure,
    Locality,
    Organisation,
    Person,
    Report,
)

type Proposal = dict[str, Any]
_DATE = re.compile(r"(?:\d{4}|XXXX)(?:-\d{2}(?:-\d{2})?)?")
_LONGEST = 300


class Kind(StrEnum):
    """Of what sort a fact is, in the order in which reviewers are shown them."""

    AGREEMENT = "agreement"
    EVENT = "event"
    FIGURE = "figure"
    COMMITMENT = "commitment"
    PERSON = "person"
    ORGANISATION = "organisation"
    LOCALITY = "locality"


_KINDS: Mapping[type[Any], Kind] = {
    Agreement: Kind.AGREEMENT,
    Event: Kind.EVENT,
    Figure: Kind.FIGURE,
    Commitment: Kind.COMMITMENT,
    Person: Kind.PERSON,
    Organisation: Kind.ORGANISATION,
    Locality: Kind.LOCALITY,
}


class BadField(ValueError):
    """What was written in a field cannot be used; `code` says why, `detail` the values of its words."""

    def __init__(self, code: str, field: str, **detail: object) -> None:
        super().__init__(code, field, detail)
        self.code, self.field, self.detail = code, field, detail


def facts_of(report: Report) -> Iterator[Fact]:
    """Yield all facts of a report, by kind and then in their order."""
    yield from report.agreements
    yield from report.events
    yield from report.figures
    yield from report.commitments
    yield from report.people
    yield from report.organisations
    yield from report.localities


def proposal_of(fact: Fact) -> tuple[Kind, Proposal, Basis, list[Proposal]]:
    """Return a fact's kind, its content by the names of its fields, its basis, and other readings."""
    told = dataclasses.asdict(fact)
    told.pop("basis")
    others = [dict(other) for other in told.pop("alternatives", ())]
    return _KINDS[type(fact)], _plain(told), fact.basis, [_plain(other) for other in others]


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case StrEnum():
            return str(value)
        case _:
            return value


def _text(cell: str, name: str) -> str:
    if not cell:
        raise BadField("field.empty", name)
    if len(cell) > _LONGEST:
        raise BadField("field.too_long", name, limit=_LONGEST)
    return cell


def _maybe(read: Callable[[str, str], Any]) -> Callable[[str, str], Any]:
    return lambda cell, name: read(cell, name) if cell else None


def _or_nothing(cell: str, name: str) -> str:
    return _text(cell, name) if cell else ""


def _date(cell: str, name: str) -> str:
    if not _DATE.fullmatch(cell):
        raise BadField("field.not_a_date", name, cell=cell)
    return cell


def _number(cell: str, name: str) -> float:
    try:
        value = float(cell.replace(",", ".") if cell.count(",") == 1 and "." not in cell else cell)
    except ValueError as error:
        raise BadField("field.not_a_number", name, cell=cell) from error
    if not math.isfinite(value) or abs(value) >= 1e16:
        raise BadField("field.not_a_number", name, cell=cell)
    return value


def _bound(cell: str, name: str) -> str:
    if cell not in set(Bound):
        raise BadField("field.not_a_bound", name, cell=cell)
    return cell


def _several(cell: str, name: str) -> list[str]:
    return [_text(part.strip(), name) for part in cell.split(";") if part.strip()]


def _yes(cell: str, _name: str) -> bool:
    return cell == "yes"


# The boxes of each kind, in their order; a dotted name is a part of a field.
BOXES: Mapping[Kind, Mapping[str, Callable[[str, str], Any]]] = {
    Kind.AGREEMENT: {
        "vn_code": _text,
        "jp_code": _text,
        "signed_on": _maybe(_date),
        "kind": _text,
        "domains": _several,
    },
    Kind.EVENT: {
        "name_en": _text,
        "kind": _text,
        "place_code": _maybe(_text),
        "start_date": _maybe(_date),
        "end_date": _maybe(_date),
        "delegates.value": _maybe(_number),
        "delegates.bound": _maybe(_bound),
        "organisers": _several,
    },
    Kind.FIGURE: {
        "subject_code": _text,
        "measure": _text,
        "value": _number,
        "bound": _bound,
        "as_of": _maybe(_date),
    },
    Kind.COMMITMENT: {"by": _text, "to": _text, "domain": _text, "place_codes": _several},
    Kind.PERSON: {"name": _text, "role": _maybe(_text), "org_or_place": _maybe(_text)},
    Kind.ORGANISATION: {"name_as_written": _text, "name_en": _or_nothing},
    Kind.LOCALITY: {
        "name_as_written": _text,
        "code": _text,
        "unit_id": _or_nothing,
        "dateline_only": _yes,
    },
}


def cells_of(kind: Kind, proposal: Proposal) -> dict[str, str]:
    """Return a proposal as the boxes of a form hold it."""
    cells = {}
    for name in BOXES[kind]:
        value: Any = proposal
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        cells[name] = _cell(value)
    return cells


def _cell(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case list():
            return "; ".join(map(str, value))
        case float() if value == int(value):
            return str(int(value))
        case _:
            return str(value)


def read_cells(kind: Kind, cells: Mapping[str, str]) -> Proposal:
    """Return what the boxes of a form hold as a proposal.

    Raises:
        BadField: a box holds what its field cannot.
    """
    read = {
        name: reader(" ".join(cells.get(name, "").split()), name)
        for name, reader in BOXES[kind].items()
    }
    proposal = {name: value for name, value in read.items() if "." not in name}
    if kind is Kind.EVENT:
        value, bound = read["delegates.value"], read["delegates.bound"] or str(Bound.EXACT)
        proposal["delegates"] = None if value is None else {"value": value, "bound": bound}
    return proposal


_IN_GOLD = {
    Kind.AGREEMENT: "agreements",
    Kind.EVENT: "events",
    Kind.FIGURE: "figures",
    Kind.COMMITMENT: "commitments",
    Kind.PERSON: "people",
    Kind.ORGANISATION: "organisations",
    Kind.LOCALITY: "localities",
}


def gold_document(
    published_on: str | None, language: str, facts: list[tuple[Kind, Proposal]]
) -> dict[str, Any]:
    """Return the facts of a report as an evaluation set holds them."""
    document: dict[str, Any] = {"published_on": published_on, "language": language}
    document |= {name: [] for name in _IN_GOLD.values()}
    for kind, proposal in facts:
        told = dict(proposal)
        if kind is Kind.COMMITMENT:
            told = {"from": told.pop("by"), **told}
        if kind is Kind.LOCALITY:
            told.pop("unit_id", None)
            if not told.get("dateline_only"):
                told.pop("dateline_only", None)
        document[_IN_GOLD[kind]].append(told)
    return document

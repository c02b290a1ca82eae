"""Findings as pages show them: their words, their short quotation, their short fact."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from enishi.apps.press.bridge import spans_of
from enishi.apps.press.models import Address, Finding, Report
from enishi.domain.press.proposals import Kind, Proposal, cells_of
from enishi.domain.press.quoting import quotation
from enishi.domain.press.vocabulary import kind_of_agreement, kind_of_event, measure_of
from enishi.domain.text import PartialDate, format_date
from enishi.web.forum.phrases import KINDS as KINDS_OF_EVENT
from enishi.web.indicators.phrases import MEASURES, WORDINGS
from enishi.web.numbers import number_in
from enishi.web.pages import language as readers_language
from enishi.web.register.phrases import DOMAINS
from enishi.web.register.phrases import KINDS as KINDS_OF_AGREEMENT

_ROUTES = {
    "register.agreement": "agreement",
    "forum.event": "event",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A confirmed finding as a line of a page: the short fact, and where it was said."""

    finding: Finding
    report: Report
    address: str
    publisher: str
    fact: str
    route: str

    @property
    def published_on(self) -> PartialDate | None:
        """When the report was published; None where its year is not known."""
        return date_or_none(self.report.published_on)

    @property
    def quotation(self) -> str:
        """The words that prove it, and a little of what stands around them."""
        return quotation(self.report.text, spans_of(self.finding))


def lines_of(findings: Iterable[Finding], names: dict[str, str], language: str) -> list[Line]:
    """Return confirmed findings as lines; `names` are what the codes of places are called."""
    return [line_of(finding, finding.report, names, language) for finding in findings]


def line_of(finding: Finding, report: Report, names: dict[str, str], language: str) -> Line:
    """Return a confirmed finding as a line."""
    address: Address | None = next(iter(report.addresses.all()), None)
    return Line(
        finding=finding,
        report=report,
        address=address.url if address else "",
        publisher=report.publisher or (address.publisher if address else ""),
        fact=fact_in_words(Kind(finding.kind), finding.content, names, language),
        route=_ROUTES.get(finding.subject_type, ""),
    )


def date_or_none(text: str | None) -> PartialDate | None:
    """Return a date of a report; None without one that has a year."""
    try:
        return PartialDate.parse(text or "")
    except ValueError:
        return None


def _day(text: str | None, language: str) -> str:
    date = date_or_none(text)
    return format_date(date, language) if date else (text or "")


def fact_in_words(kind: Kind, content: Proposal, names: dict[str, str], language: str) -> str:
    """Say a fact shortly."""

    def named(code: str) -> str:
        return names.get(code.upper(), code)

    parts: list[str] = []
    match kind:
        case Kind.AGREEMENT:
            word = _meant(kind, "kind", content["kind"])
            parts = [word, f"{named(content['vn_code'])} × {named(content['jp_code'])}"]
            parts.append(_day(content["signed_on"], language))
        case Kind.EVENT:
            word = _meant(kind, "kind", content["kind"])
            parts = [word, content["name_en"], named(content["place_code"] or "")]
            parts.append(_day(content["start_date"], language))
        case Kind.FIGURE:
            word = _meant(kind, "measure", content["measure"])
            parts = [word, named(content["subject_code"]), number_said(content, language)]
        case Kind.COMMITMENT:
            parts = [f"{content['by']} → {content['to']}", content["domain"]]
        case Kind.PERSON:
            parts = [content["name"], content["role"] or "", named(content["org_or_place"] or "")]
        case Kind.ORGANISATION:
            parts = [content["name_as_written"], content["name_en"]]
        case Kind.LOCALITY:
            name = named(content["code"])
            parts = [content["name_as_written"], name]
    return " · ".join(part for part in parts if part)


def number_said(content: dict[str, Any], language: str) -> str:
    """Say a number with how it is meant."""
    number = Decimal(str(content["value"]))
    whole = number == number.to_integral_value()
    said = number_in(int(number) if whole else number, language)
    return str(WORDINGS[content["bound"]]) % {"n": said}


def rows_of(kind: Kind, content: Proposal, names: dict[str, str]) -> list[tuple[str, str]]:
    """Return what a finding says, field by field; what is empty is left out."""
    rows = []
    for name, cell in cells_of(kind, content).items():
        if not cell or name == "unit_id" or name.endswith("bound"):
            continue
        shown = cell
        if name in ("vn_code", "jp_code", "subject_code", "place_code", "code"):
            called = names.get(cell.upper())
            shown = f"{called} ({cell})" if called else cell
        elif name == "domains":
            shown = ", ".join(str(DOMAINS.get(d, d)) for d in content["domains"])
        elif name in ("kind", "measure"):
            shown = _meant(kind, name, cell)
        elif name in ("signed_on", "start_date", "end_date", "as_of"):
            shown = _day(cell, readers_language())
        elif name in ("value", "delegates.value"):
            shown = _number_row(name, content)
        rows.append((name, shown))
    return rows


def _meant(kind: Kind, name: str, said: str) -> str:
    """Return the register's word for a kind or measure; the report's own where it has none."""
    if name == "measure":
        measure = measure_of(said)
        return str(MEASURES[measure]) if measure else said
    if kind is Kind.AGREEMENT:
        meant = kind_of_agreement(said)
        return str(KINDS_OF_AGREEMENT[meant]) if meant else said
    event = kind_of_event(said)
    return str(KINDS_OF_EVENT[event]) if event else said


def _number_row(name: str, content: Proposal) -> str:
    return number_said(content if name == "value" else content["delegates"], readers_language())

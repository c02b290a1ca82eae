"""What the codes of places in findings are called."""

from collections.abc import Iterable

from enishi.apps.places import queries as places
from enishi.apps.press.bridge import codes_in
from enishi.apps.press.models import Finding
from enishi.domain.press.proposals import Kind
from enishi.web.languages import country_name
from enishi.web.places.naming import shown_name
from enishi.web.press.telling import Line, lines_of


def names_for(findings: Iterable[Finding], language: str) -> dict[str, str]:
    """Return the names of the places that findings name by code; one look-up for all."""
    codes = set()
    for finding in findings:
        for content in (finding.proposed, finding.content):
            codes.update(codes_in(Kind(finding.kind), content))
            codes.add(content.get("code") or content.get("org_or_place") or "")
    named = {
        code.upper(): shown_name(unit, language).text
        for code, unit in places.coded(code.upper() for code in codes if code).items()
    }
    vietnam, japan = (country_name(code, language) for code in ("VN", "JP"))
    return {"VN": vietnam, "JP": japan, "VN-JP": f"{vietnam} – {japan}"} | named


def press_lines(findings: Iterable[Finding], language: str) -> list[Line]:
    """Return confirmed findings as lines of a timeline, places called by their names."""
    found = list(findings)
    return lines_of(found, names_for(found, language), language) if found else []

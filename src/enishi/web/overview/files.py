"""The tables of the overview as rows of a file."""

import datetime
from collections.abc import Mapping
from typing import Any

from enishi.apps.ledger.queries import Version
from enishi.apps.places.models import Unit
from enishi.apps.register import queries as register
from enishi.domain.drawings import WIDE
from enishi.domain.text import LANGUAGES
from enishi.web.languages import Phrases
from enishi.web.overview import tied
from enishi.web.register.phrases import LIST_RULE_MEANINGS, RULE_MEANINGS

Rows = list[Mapping[str, Any]]

# What each table counts by.
RULES: Phrases = {
    "pairs": LIST_RULE_MEANINGS["pairs_tied"],
    "growth": RULE_MEANINGS["agreements_signed"],
    "fields": RULE_MEANINGS["agreements_signed"],
    "coverage": LIST_RULE_MEANINGS["pairs_tied"],
}


def rows_of(table: str, version: Version, on: datetime.date, domain: str, *, living: bool) -> Rows:
    """Return the rows of a table of `RULES` on a day."""
    match table:
        case "pairs":
            return [
                _named(pair.near, "near")
                | _named(pair.far, "far")
                | {
                    "agreements": len(pair.papers),
                    "living": len(pair.living & pair.papers),
                    "ids": " ".join(sorted(pair.papers)),
                }
                for pair in tied.ties_on(version, on, domain, living=living).pairs
            ]
        case "growth":
            return [
                {"on": day.isoformat(), **numbers}
                for day, numbers in tied.growth(version)
                if day <= on
            ]
        case "fields":
            return [
                {
                    "field": row.domain,
                    "agreements": row.agreements,
                    f"localities_{WIDE.near}": row.near,
                    f"localities_{WIDE.far}": row.far,
                }
                for row in tied.fields_on(version, on)
            ]
    return _coverage(version, on)


def _coverage(version: Version, on: datetime.date) -> Rows:
    ties = tied.ties_on(version, on)
    held = ties.papers_of()
    units = [unit for country in ties.bands for unit in ties.units(country)]
    searched = register.coverage_of_all(unit.id for unit in units)
    found: Rows = []
    for unit in units:
        row = searched.get(unit.id)
        found.append(
            _named(unit, "unit")
            | {
                "country": unit.country,
                "agreements": len(held.get(unit.id, ())),
                "searched": row.status if row else None,
                "searched_with": row.queries if row else None,
            }
        )
    return found


def _named(unit: Unit, prefix: str) -> dict[str, Any]:
    names = unit.name.all_languages()
    return {f"{prefix}_id": unit.id} | {f"{prefix}_name_{tag}": names[tag] for tag in LANGUAGES}

"""Small exports, made by hand."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from enishi.domain.formats.exports import Export, Point, Record, Subject

Make = Callable[..., Export]
DAY = datetime.date(2025, 11, 25)
HANOI, NARA, OSAKA = Point(105.85, 21.03), Point(135.8, 34.68), Point(135.5, 34.69)


def names(text: str) -> dict[str, str]:
    return dict.fromkeys(("en", "fr", "ja", "vi"), text)


def place(**changes: Any) -> dict[str, Any]:
    return {
        "code": "VN-HN",
        "unit_id": "VN01",
        "name": {"en": "Hanoi", "fr": "Hanoï", "ja": "ハノイ市", "vi": "Hà Nội"},
        "level": "first",
        "kind": "centrally_run_city",
        "country": "VN",
        "parent": None,
        "valid_from": "2008-08-01",
        "valid_to": None,
    } | changes


def source(**changes: Any) -> dict[str, Any]:
    return {
        "id": "s-1",
        "title": "A page",
        "url": "https://example.org/1",
        "publisher": "Example",
        "published_on": "2014-12",
        "language": "en",
    } | changes


def agreement(**changes: Any) -> dict[str, Any]:
    return {
        "id": "A001",
        "kind": "friendship",
        "signed_on": "2014-12-18",
        "precision": "day",
        "documents": 1,
        "parties": [
            {
                "code": "VN-HN",
                "unit_id": "VN01",
                "organisation": None,
                "name": names("Hà Nội"),
                "authority": "executive",
                "heir_today": "VN01",
            },
            {
                "code": None,
                "unit_id": None,
                "organisation": "a-university",
                "name": names("A University"),
                "authority": None,
                "heir_today": None,
            },
        ],
        "domains": ["culture", "trade"],
        "summary": {"en": "Exchange."},
        "state": "term_unknown",
        "ends_on": None,
        "renews": None,
        "renewed_by": [],
        "confidence": "high",
        "doubt": {},
        "sources": [source()],
    } | changes


def figure(**changes: Any) -> dict[str, Any]:
    return {
        "id": "F001",
        "scope": "place",
        "subject": "VN01",
        "measure": "jp_companies",
        "value": 300,
        "text": None,
        "bound": "at_least",
        "wording": "more_than",
        "on": "2023-09-08",
        "source": source(),
        "note": None,
    } | changes


@pytest.fixture
def make() -> Make:
    """Make an export of some records."""

    def make_export(subject: Subject, *records: Record, parties: int = 0) -> Export:
        return Export(
            subject=subject,
            title="A title",
            rule="A rule.",
            on=DAY,
            rows=len(records),
            records=iter(records),
            address="https://enishi.example",
            parties=parties,
        )

    return make_export

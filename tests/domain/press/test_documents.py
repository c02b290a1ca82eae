"""A report told as a document says the same when it is read back."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from enishi.domain.press import (
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
from enishi.domain.press.documents import document_of, report_of

RESTS = Basis((Span(3, 9), Span(20, 24)), "a.rule", 0.75)
FULL = Report(
    language="fr",
    published_on="2025-11-25",
    published_basis=Basis((Span(0, 10),), "date.iso", 1.0),
    localities=(
        Locality("Quang Nam", "VN-27", "VN49-2024", RESTS, True, (Reading("VN-29", "VN51", 0.25),)),
    ),
    organisations=(Organisation("国際協力機構", "JICA", RESTS),),
    people=(Person("Võ Văn Minh", "chairman", "VN-57", RESTS), Person("X", None, None, RESTS)),
    events=(
        Event(
            "Forum",
            "forum",
            "VN-13",
            "2025-11-25",
            "2025-11-26",
            Quantity(500.0, Bound.AT_LEAST),
            ("JICA", "VCCI"),
            RESTS,
        ),
        Event("Visit", "visit", None, None, None, None, (), RESTS),
    ),
    agreements=(Agreement("VN-57", "JP-35", "2014-12", "memorandum", ("trade", "health"), RESTS),),
    figures=(Figure("VN-JP", "trade_usd", 46.2e9, Bound.ABOUT, None, RESTS),),
    commitments=(Commitment("Chiba", "Vietnam", "nursing", ("JP-12",), RESTS),),
)
EMPTY = Report(language="en", published_on=None, published_basis=None)


@pytest.mark.parametrize("report", [FULL, EMPTY], ids=["full", "empty"])
def test_a_document_says_all_that_the_report_says(report: Report) -> None:
    assert report_of(json.loads(json.dumps(document_of(report, "a")))) == report


def test_every_record_tells_its_spans_its_rule_and_its_confidence() -> None:
    document = document_of(FULL, "a")
    basis = {"spans": [[3, 9], [20, 24]], "rule": "a.rule", "confidence": 0.75}
    records = [record for value in document.values() if isinstance(value, list) for record in value]
    assert len(records) == 9
    assert [{key: record[key] for key in basis} for record in records] == [basis] * 9


def test_a_locality_tells_where_it_stands_and_what_else_it_may_mean() -> None:
    assert document_of(FULL, "a")["localities"] == [
        {
            "name_as_written": "Quang Nam",
            "code": "VN-27",
            "unit_id": "VN49-2024",
            "start": 3,
            "end": 9,
            "dateline_only": True,
            "alternatives": [{"code": "VN-29", "unit_id": "VN51", "confidence": 0.25}],
            "spans": [[3, 9], [20, 24]],
            "rule": "a.rule",
            "confidence": 0.75,
        }
    ]


def test_whole_numbers_have_no_point() -> None:
    document = document_of(FULL, "a")
    told = json.dumps([document["events"][0]["delegates"], document["figures"][0]["value"]])
    assert told == '[{"value": 500, "bound": "at_least"}, 46200000000]'


def test_a_document_of_another_form_is_refused() -> None:
    document = document_of(FULL, "a")
    document["figures"][0]["bound"] = "roughly"
    with pytest.raises(ValueError, match="roughly"):
        report_of(document)


def test_the_page_on_reading_the_press_shows_code_that_runs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = Path(__file__).resolve().parents[3] / "docs/reference/press.md"
    (code,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {"text": "The Governor of Gunma Prefecture came to Hanoi."}
    exec(code, names)  # noqa: S102 - the code of our own page
    assert names["document"]["id"] == "my-report"
    told = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert told == ["Gunma", "Hanoi"]

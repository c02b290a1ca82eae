"""What reviewers decided becomes an evaluation set."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from enishi.apps.accounts.models import User
from enishi.apps.press import actions
from enishi.apps.press.models import Finding, Report
from enishi.domain.press.files import Document
from enishi.domain.press.proposals import Kind, cells_of
from tests import press_reports as texts

pytestmark = pytest.mark.django_db


def test_the_set_holds_what_was_accepted_and_corrected_of_reviewed_reports(
    register: None, officer: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in (texts.TEXT, texts.OLD):
        actions.bring_report(
            document=Document(text, publisher="VNA"),
            way=Report.Way.PASTE,
            by="a test",
            reader=texts.read,
        )
    report, _waiting = Report.objects.order_by("id")
    for finding in report.findings.order_by("position"):
        match finding.kind:
            case "person":
                actions.reject_finding(
                    finding_id=finding.pk, reason=Finding.Reason.MISREAD, by=officer
                )
            case "figure":
                cells = cells_of(Kind.FIGURE, finding.proposed) | {"value": "17600"}
                actions.accept_finding(finding_id=finding.pk, cells=cells, by=officer)
            case _:
                actions.accept_finding(finding_id=finding.pk, by=officer)
    call_command("press", "export", str(tmp_path))
    assert capsys.readouterr().out == "Reports written: 1.\n"
    (gold,) = (tmp_path / "gold").iterdir()
    told = json.loads(gold.read_text(encoding="utf-8"))
    assert (told["published_on"], told["language"], told["people"]) == ("2031-03-13", "en", [])
    assert told["agreements"] == [
        {
            "vn_code": "VN-DN",
            "jp_code": "JP-10",
            "signed_on": "2031-03-12",
            "kind": "friendship_agreement",
            "domains": ["education"],
        }
    ]
    assert told["figures"][0]["value"] == 17600
    assert told["localities"] == [{"name_as_written": "Gunma", "code": "JP-10"}]
    assert told["events"][0]["delegates"] == {"value": 250, "bound": "about"}
    assert set(told["commitments"][0]) == {"from", "to", "domain", "place_codes"}
    text = (tmp_path / "texts" / f"{gold.stem}.txt").read_text(encoding="utf-8")
    assert text == report.text

"""Reports by program: brought in by those who may, read by all, never the whole text."""

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from enishi.apps.accounts.models import User
from enishi.apps.press import actions
from enishi.apps.press.models import Report
from enishi.domain.press.files import Document
from tests import press_reports as texts
from tests.reviewers import appointed

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/press/reports"


@pytest.fixture
def officer(db: None) -> User:
    return appointed("officer")


def signed_in(user: User) -> tuple[Client, dict[str, str]]:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    client.get("/en/press/bring/")
    return client, {"X-CSRFToken": client.cookies["csrftoken"].value}


def post(client: Client, headers: dict[str, str], **document: Any) -> Any:
    body = json.dumps(document)
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def test_a_report_is_brought_in_once(officer: User) -> None:
    client, headers = signed_in(officer)
    new = post(client, headers, text=texts.TEXT, publisher="VNA", address="https://example.org/a")
    assert new.status_code == 201
    assert (new.json()["outcome"], new.headers["Cache-Control"]) == ("new", "no-store")
    again = post(client, headers, text=texts.TEXT)
    assert (again.status_code, again.json()["outcome"]) == (200, "known")
    report = Report.objects.get()
    assert (report.way, report.brought_by, report.publisher) == (
        "api",
        "officer@example.org",
        "VNA",
    )


def test_without_the_token_of_the_session_nothing_is_kept(officer: User) -> None:
    client, _ = signed_in(officer)
    answer = post(client, {}, text=texts.TEXT)
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    assert Report.objects.count() == 0


def test_only_those_who_may_bring_reports_in() -> None:
    assert post(Client(), {}, text=texts.TEXT).status_code == 401
    member = User.objects.create_user("otto@example.org", "x")
    client = Client()
    client.force_login(member)
    assert post(client, {}, text=texts.TEXT).status_code == 403
    assert client.get(ADDRESS).status_code == 403
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    "document", [{"text": " "}, {}, {"text": "x" * 400_001}, {"text": "a", "address": "ftp://x/"}]
)
def test_what_cannot_be_kept_is_a_problem(officer: User, document: dict[str, str]) -> None:
    client, headers = signed_in(officer)
    answer = post(client, headers, **document)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert Report.objects.count() == 0


def test_everybody_reads_confirmed_facts_and_nobody_the_text(
    register: None, client: Client, officer: User
) -> None:
    report = actions.bring_report(
        document=Document(texts.TEXT, publisher="VNA"),
        way=Report.Way.PASTE,
        by="a test",
        reader=texts.read,
    ).report
    assert client.get("/api/v1/press").json()["items"] == []
    actions.accept_finding(finding_id=report.findings.get(kind="figure").pk, by=officer)
    answer = client.get("/api/v1/press")
    contract = client.get("/api/v1/openapi.json").json()
    schema = contract["paths"]["/api/v1/press"]["get"]["responses"]["200"]["content"]
    Draft202012Validator(
        {**schema["application/json"]["schema"], "components": contract["components"]}
    ).validate(answer.json())
    (item,) = answer.json()["items"]
    (finding,) = item["findings"]
    assert "17,500 Vietnamese residents" in finding["quotation"]
    assert len(finding["quotation"]) <= 200
    assert finding["record"]["type"] == "observation"
    assert "some 250 delegates" not in answer.content.decode()

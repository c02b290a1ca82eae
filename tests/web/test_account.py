"""Signing in and out, and the command that makes stewards."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from enishi.apps.accounts.actions import appoint_steward
from enishi.apps.accounts.models import Standing, User
from enishi.apps.ledger.models import Entry
from tests.web.conftest import PASSWORD
from tests.web.reading import Page


def sign_in(client: Client, wanted: str = "", **typed: str) -> tuple[int, str]:
    data = {"email": "anna@example.org", "password": PASSWORD, "next": wanted} | typed
    answer = client.post("/en/account/sign-in/", data)
    return answer.status_code, answer.headers.get("Location", "")


def test_a_steward_signs_in_and_goes_on_to_where_she_came_from(
    client: Client, steward: User
) -> None:
    assert sign_in(client, "/steward/", email="ANNA@Example.org") == (302, "/steward/")
    assert client.get("/steward/").status_code == 200


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "javascript:1", ""])
def test_signing_in_leads_nowhere_else(client: Client, steward: User, wanted: str) -> None:
    assert sign_in(client, wanted) == (302, "/en/")


@pytest.mark.parametrize(
    "typed", [{"password": "another"}, {"email": "nobody@example.org"}, {"email": "no address"}]
)
def test_a_wrong_pair_signs_nobody_in(client: Client, steward: User, typed: dict[str, str]) -> None:
    assert sign_in(client, **typed) == (400, "")
    assert "_auth_user_id" not in client.session


def test_a_wrong_pair_is_told_without_saying_which_half_is_wrong(
    client: Client, steward: User
) -> None:
    told = [
        client.post("/en/account/sign-in/", {"email": email, "password": "x"}).content.count(
            b"do not belong together"
        )
        for email in ("anna@example.org", "nobody@example.org")
    ]
    assert told == [1, 1]


def test_a_steward_signs_out(steward_client: Client) -> None:
    assert "Desk" in Page(steward_client, "/en/").html
    assert steward_client.get("/en/account/sign-out/").status_code == 405
    assert steward_client.post("/en/account/sign-out/").headers["Location"] == "/en/"
    assert "_auth_user_id" not in steward_client.session


@pytest.mark.django_db
def test_the_command_makes_a_steward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENISHI_STEWARD_PASSWORD", PASSWORD)
    call_command("steward", "Minh@example.org")
    user = User.objects.get(email="minh@example.org")
    assert user.check_password(PASSWORD)
    assert [row.standing for row in user.standings.all()] == ["steward"]
    assert [entry.verb for entry in Entry.objects.all()] == ["appoint_steward"]


@pytest.mark.django_db
def test_a_second_call_renews_the_password_and_no_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    for password in (PASSWORD, PASSWORD + "-new"):
        monkeypatch.setenv("ENISHI_STEWARD_PASSWORD", password)
        call_command("steward", "minh@example.org")
    assert User.objects.get().check_password(PASSWORD + "-new")
    assert Standing.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "password"), [("minh@example.org", "short"), ("no address", PASSWORD)]
)
def test_a_weak_password_or_a_wrong_address_makes_nobody(
    monkeypatch: pytest.MonkeyPatch, email: str, password: str
) -> None:
    monkeypatch.setenv("ENISHI_STEWARD_PASSWORD", password)
    with pytest.raises(CommandError) as refused:
        call_command("steward", email)
    assert refused.value.returncode == 2
    assert User.objects.count() == 0


def test_a_standing_that_ended_opens_no_door(client: Client, steward: User) -> None:
    steward.standings.update(until=datetime.date(2021, 1, 1))
    client.force_login(steward)
    assert client.get("/steward/").status_code == 403
    appoint_steward(
        email=steward.email, password=PASSWORD, since=datetime.date(2022, 1, 1), by="a test"
    )
    client.force_login(User.objects.get())
    assert client.get("/steward/").status_code == 200


def test_a_weak_password_changes_nothing(steward: User) -> None:
    with pytest.raises(ValidationError):
        appoint_steward(
            email=steward.email,
            password="short",  # noqa: S106  # it is refused
            since=datetime.date(2022, 1, 1),
            by="a test",
        )
    assert User.objects.get().check_password(PASSWORD)

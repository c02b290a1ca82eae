"""Visitors and stewards before the pages."""

import datetime

import pytest
from django.test import Client

from enishi.apps.accounts.actions import appoint_steward
from enishi.apps.accounts.models import User

PASSWORD = "bamboo-and-indigo-42"  # noqa: S105  # of a test


@pytest.fixture
def steward(db: None) -> User:
    """A steward."""
    return appoint_steward(
        email="anna@example.org", password=PASSWORD, since=datetime.date(2020, 1, 1), by="a test"
    )


@pytest.fixture
def steward_client(steward: User) -> Client:
    """A browser in which a steward is signed in."""
    client = Client()
    client.force_login(steward)
    return client


@pytest.fixture
def member_client(db: None) -> Client:
    """A browser in which somebody without a standing is signed in."""
    client = Client()
    client.force_login(User.objects.create_user("otto@example.org", PASSWORD))
    return client

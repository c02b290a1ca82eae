"""Reviewers."""

import datetime

import pytest

from enishi.apps.accounts.actions import appoint
from enishi.apps.accounts.models import User


@pytest.fixture
def steward(db: None) -> User:
    """A steward."""
    return _person("steward")


@pytest.fixture
def officer(db: None) -> User:
    """An officer of a locality."""
    return _person("officer")


def _person(standing: str) -> User:
    password = "bamboo-and-indigo-42"  # noqa: S105  # of a test
    user = appoint(
        email=f"{standing}@example.org",
        password=password,
        standing=standing,
        since=datetime.date(2020, 1, 1),
        by="a test",
    )
    user.refresh_from_db()
    return user

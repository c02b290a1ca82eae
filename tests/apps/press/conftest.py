"""Reviewers."""

import pytest

from enishi.apps.accounts.models import User
from tests.reviewers import appointed


@pytest.fixture
def steward(db: None) -> User:
    """A steward."""
    return appointed("steward")


@pytest.fixture
def officer(db: None) -> User:
    """An officer of a locality."""
    return appointed("officer")

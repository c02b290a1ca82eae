"""People of any standing, for tests."""

import datetime

from enishi.apps.accounts.actions import appoint
from enishi.apps.accounts.models import User

PASSWORD = "bamboo-and-indigo-42"  # noqa: S105  # of a test


def appointed(standing: str) -> User:
    """Return a person of a standing."""
    user = appoint(
        email=f"{standing}@example.org",
        password=PASSWORD,
        standing=standing,
        since=datetime.date(2020, 1, 1),
        by="a test",
    )
    user.refresh_from_db()
    return user

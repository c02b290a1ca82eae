"""Verbs on accounts."""

import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from enishi.apps.accounts.models import Standing, User
from enishi.apps.ledger.actions import write_entry


@transaction.atomic
def appoint(*, email: str, password: str, standing: str, since: datetime.date, by: str) -> User:
    """Give a person a standing and a new password; a standing that has ended begins anew.

    Raises:
        ValidationError: the password is too weak; nothing is changed.
    """
    user = User.objects.filter(email=email.casefold()).first()
    validate_password(password, user or User(email=email))
    if user is None:
        user = User.objects.create_user(email, password)
    else:
        user.set_password(password)
        user.is_active = True
        user.save()
    if standing not in user.standings_on(since):
        Standing.objects.update_or_create(
            user=user, standing=standing, since=since, defaults={"until": None}
        )
    write_entry(verb=f"appoint_{standing}", subject=user, changes={}, by=by)
    return user


def appoint_steward(*, email: str, password: str, since: datetime.date, by: str) -> User:
    """Make a steward, or give one a new password.

    Raises:
        ValidationError: the password is too weak; nothing is changed.
    """
    return appoint(email=email, password=password, standing="steward", since=since, by=by)

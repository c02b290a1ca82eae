"""What an account may do, by the one table."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from enishi.apps.accounts.models import User
from enishi.domain.access import Scope, scope_of

VISITOR = frozenset({"visitor"})


def standings_of(user: User | AnonymousUser) -> frozenset[str]:
    """Return the standings a visitor or an account holds today."""
    return user.standings_on(timezone.localdate()) if isinstance(user, User) else VISITOR


def scopes_of(user: User | AnonymousUser, capability: str) -> frozenset[Scope]:
    """Return how far a visitor or an account may use a capability; empty is a refusal."""
    return scope_of(capability, standings_of(user))

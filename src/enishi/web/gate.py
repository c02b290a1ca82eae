"""The gate: every page names the capability it needs, and nobody passes without it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from enishi.apps.accounts.access import scopes_of
from enishi.apps.accounts.models import User
from enishi.domain.access import CAPABILITIES

View = Callable[..., HttpResponseBase]


def requires(capability: str) -> Callable[[View], View]:
    """Let a view be reached only by those who hold a capability.

    A visitor without it is asked to sign in; a person who is signed in and lacks it gets 403.

    Raises:
        KeyError: when the view is declared: the table has no such capability.
    """
    if capability not in CAPABILITIES:
        raise KeyError(f"the permission table has no capability {capability!r}")

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            assert isinstance(user, User | AnonymousUser)
            if not scopes_of(user, capability):
                if user.is_authenticated:
                    raise PermissionDenied(capability)
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **kwargs)

        guarded.capability = capability  # type: ignore[attr-defined]  # read by the start-up check
        return login_not_required(guarded)

    return guard

"""What is typed to sign in."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from enishi.apps.accounts.models import User


class SignInForm(forms.Form):
    """An e-mail address and a password; after `is_valid`, `user` is whose they are."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self._request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        """Find the user; what is wrong of the two is not told."""
        cleaned = super().clean() or {}
        if "email" in cleaned and "password" in cleaned:
            found = authenticate(
                self._request, username=cleaned["email"], password=cleaned["password"]
            )
            if not isinstance(found, User):
                raise forms.ValidationError(
                    _(
                        "The e-mail address and the password do not belong together. Nobody was"
                        " signed in. Check both, then try again."
                    )
                )
            self.user = found
        return cleaned

"""Signing in and out."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from enishi.web.account.forms import SignInForm
from enishi.web.gate import requires
from enishi.web.pages import answer


@requires("account.sign_in")
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in, and go on to where one came from."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.user)
        safe = url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return redirect(wanted if safe else "home")
    wrong = bool(form.errors)
    return answer(request, "account/sign_in.html", {"form": form, "next": wanted}, wrong=wrong)


@requires("account.sign_out")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("home")

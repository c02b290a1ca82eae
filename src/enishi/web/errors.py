"""Answers where a page cannot be given: what happened, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from enishi.web.places.finding import NoSuchPlace


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """400: the request could not be read."""
    return render(request, "frame/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as above
    """403: the account lacks the right."""
    return render(request, "frame/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing is at the address; places that look like what it names are offered."""
    near = exception.near if isinstance(exception, NoSuchPlace) else ()
    return render(request, "frame/404.html", {"near": near}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: the fault is ours; the page asks nothing of the database."""
    return render(request, "frame/500.html", status=500)

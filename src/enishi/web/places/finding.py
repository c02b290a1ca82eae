"""The place an address names."""

from collections.abc import Sequence

from django.http import Http404

from enishi.apps.places import queries
from enishi.apps.places.models import Unit


class NoSuchPlace(Http404):
    """No unit has the code or id in the address; `near` look like it."""

    def __init__(self, near: Sequence[Unit]) -> None:
        super().__init__()
        self.near = near


def the_place(code: str) -> Unit:
    """Return the unit an id or an official code names, in whatever case it is written.

    Raises:
        NoSuchPlace: there is none.
    """
    try:
        return queries.place(code.upper())
    except queries.UnknownPlace as error:
        raise NoSuchPlace(error.near) from error

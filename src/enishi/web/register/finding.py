"""The pair of places an address names."""

from django.http import Http404

from enishi.apps.places.models import Unit
from enishi.web.places.finding import the_place


class NotInOrder(Exception):
    """A bond has one address; `ids` are its places in the order of that."""

    def __init__(self, ids: tuple[str, str]) -> None:
        super().__init__(*ids)
        self.ids = ids


def the_pair(one: str, other: str) -> tuple[Unit, Unit]:
    """Return the two places of a bond, in the order of its address.

    Raises:
        Http404: there is no such place, or both are of one country.
        NotInOrder: the address names them otherwise.
    """
    first, second = sorted((the_place(one), the_place(other)), key=lambda u: (u.country, u.id))
    if first.country == second.country:
        raise Http404(f"{one} {other}")
    if (first.id, second.id) != (one, other):
        raise NotInOrder((first.id, second.id))
    return first, second

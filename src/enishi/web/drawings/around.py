"""A place within its country and its partners across the sea, as a picture."""

import datetime
from collections.abc import Iterable
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.apps.ledger.queries import Version
from enishi.apps.places.models import Unit
from enishi.domain.drawings import OutlineMap, OutlineUnit, outline
from enishi.web.drawings.grounds import outline_grounds
from enishi.web.drawings.units import first_level, in_force
from enishi.web.languages import comma
from enishi.web.numbers import number_in
from enishi.web.places.naming import shown_name
from enishi.web.register.bonds import BondTold
from enishi.web.remembering import remembered


def drawn_around(
    version: Version,
    unit: Unit,
    within: Unit | None,
    bonds: Iterable[tuple[Unit, BondTold]],
    on: datetime.date,
    language: str,
) -> tuple[str, list[Unit]]:
    """Return the small map of a place, and the partners it cannot show: where they lie is unknown.

    Args:
        version: of the records.
        unit: the place.
        within: the unit in which it lies today, where its own outline and point are not known.
        bonds: its partners.
        on: the day of the other units on the map.
        language: the reader's.
    """
    bonds = list(bonds)
    partners = tuple(_partner(unit, partner, bond, language) for partner, bond in bonds)
    grounds = outline_grounds()
    missing = {spot.unit for spot in partners if grounds.anchor(spot) is None}
    named = comma().join(f"{p.name} ({p.count_text})" for p in partners)
    content = OutlineMap(
        title=_("Map: %(place)s") % {"place": shown_name(unit, language).text},
        description=_("Bonds, with the number of agreements: %(places)s") % {"places": named}
        if named
        else _("No bond is documented."),
        own=_spot(unit, within or unit, language),
        partners=partners,
        others=_others(version, on),
    )
    return _drawn(content), [partner for partner, _bond in bonds if partner.id in missing]


# Most days, and most changes of the records, change nothing on the map of a place.
@lru_cache(maxsize=256)
def _drawn(content: OutlineMap) -> str:
    return outline(outline_grounds(), content)


def _spot(unit: Unit, stands_for: Unit, language: str) -> OutlineUnit:
    shown = shown_name(unit, language)
    point = (stands_for.lon, stands_for.lat)
    return OutlineUnit(
        unit.id,
        unit.country,
        shown.text,
        place=(point[0], point[1]) if point[0] and point[1] else None,
        language=shown.language if shown.language != language else "",
    )


def _partner(unit: Unit, partner: Unit, bond: BondTold, language: str) -> OutlineUnit:
    shown = shown_name(partner, language)
    number = number_in(bond.agreements, language)
    one, other = sorted((unit, partner), key=lambda place: (place.country, place.id))
    return OutlineUnit(
        partner.id,
        partner.country,
        shown.text,
        bond.agreements,
        number,
        (partner.lon, partner.lat) if partner.lon and partner.lat else None,
        reverse("bond", args=(one.id, other.id)),
        ngettext("%(place)s: %(n)s agreement", "%(place)s: %(n)s agreements", bond.agreements)
        % {"place": shown.text, "n": number},
        shown.language if shown.language != language else "",
    )


@remembered(most=64)
def _others(version: Version, on: datetime.date) -> tuple[tuple[str, str], ...]:
    return tuple(
        (unit.id, unit.country) for unit in first_level(version).values() if in_force(unit, on)
    )

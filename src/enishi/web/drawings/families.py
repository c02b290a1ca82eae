"""What a place was and what it became, as a picture."""

import datetime
from collections import defaultdict

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enishi.apps.places.models import Succession, Unit
from enishi.apps.places.queries import Kin
from enishi.domain.drawings import WIDE, Family, FamilyDay, Member, Step, family
from enishi.domain.places import Extent, Relation
from enishi.domain.text import format_date
from enishi.web.languages import comma
from enishi.web.places.naming import shown_name
from enishi.web.places.phrases import RELATIONS, SHORT_KINDS

_SCREEN, _PHONE = 776, 300
_DAY = datetime.timedelta(days=1)


def family_of(unit: Unit, kin: Kin, language: str) -> Family | None:
    """Return a place with its ancestors and heirs; None where there are none."""
    ids = kin.ancestors | kin.heirs
    if not ids:
        return None
    steps = [
        step
        for step in kin.steps
        if {step.source_id, step.target_id} <= ids | {unit.id}
        and step.relation != Relation.TRANSFER
    ]
    name = shown_name(unit, language).text
    members = [_member(kin.units[key], language) for key in (unit.id, *sorted(ids))]
    return Family(
        title=_("What it was and what it became: %(place)s") % {"place": name},
        description="; ".join(_told(step, language) for step in steps),
        focus=unit.id,
        members=members,
        steps=[
            Step(step.source_id, step.target_id, step.on, step.extent == Extent.PART)
            for step in steps
        ],
        days=_days(members, steps, language),
        far=unit.country != WIDE.near,
    )


def drawn_family(content: Family) -> tuple[str, str]:
    """Return the picture for a screen and for a phone."""
    return family(content, width=_SCREEN), family(content, width=_PHONE, key="family-narrow")


def _member(unit: Unit, language: str) -> Member:
    shown = shown_name(unit, language)
    kind = capfirst(str(SHORT_KINDS[unit.kind]))
    return Member(
        unit=unit.id,
        name=shown.text,
        # A name that tells what its bearer is needs no word before it: クアンニン省.
        status="" if language == "ja" or kind.casefold() in shown.text.casefold() else kind,
        since=unit.valid_from,
        until=unit.valid_to and unit.valid_to + _DAY,
        note="" if unit.valid_from else _("first day not researched"),
        href=reverse("place", args=(unit.id,)),
        label=f"{kind} {shown.text}" if language != "ja" else shown.text,
        language=shown.language if shown.language != language else "",
    )


def _days(members: list[Member], steps: list[Succession], language: str) -> list[FamilyDay]:
    relations: dict[datetime.date, set[str]] = defaultdict(set)
    for day in (day for member in members for day in (member.since, member.until) if day):
        relations[day] = set()
    for step in steps:
        relations[step.on].add(step.relation)
    return [
        FamilyDay(
            on,
            format_date(on, language, "short"),
            comma().join(str(RELATIONS[relation]) for relation in sorted(found)),
            changes=found != {Relation.UNCHANGED},
        )
        for on, found in sorted(relations.items())
    ]


def _told(step: Succession, language: str) -> str:
    return _("%(date)s: %(former)s became %(heir)s") % {
        "date": format_date(step.on, language),
        "former": shown_name(step.source, language).text,
        "heir": shown_name(step.target, language).text,
    }

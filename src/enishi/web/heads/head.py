"""The head of each page: what it is about, where it stands, its card, and what can be followed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from enishi.apps.forum.models import Event
from enishi.apps.places.models import Code, Unit
from enishi.web.heads.nodes import (
    Node,
    agreement_node,
    bond_node,
    event_node,
    place_node,
)
from enishi.web.languages import country_name
from enishi.web.pages import language
from enishi.web.places.naming import shown_name
from enishi.web.register.telling import Told

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Follow:
    """Where changes and dates of what a page is about can be followed, and what that is called."""

    name: str
    atom: str
    dates: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself beside its title and description.

    `kind` is the page's own type, `main` what it is about; `trail` are the pages above it, below
    the first page. A page without a card of its own shows that of the site.
    """

    kind: str = "WebPage"
    main: Node = field(default_factory=dict)
    trail: tuple[Step, ...] = ()
    card: str = ""
    follow: Follow | None = None


def of_home() -> Head:
    """Return the head of the first page."""
    return Head(follow=_follow_all())


def of_list(*, follow: bool = False) -> Head:
    """Return the head of a list."""
    return Head("CollectionPage", follow=_follow_all() if follow else None)


def of_place(unit: Unit, parent: Unit | None, codes: Iterable[Code]) -> Head:
    """Return the head of a place's page."""
    name = shown_name(unit, language()).text
    args = (unit.id,)
    return Head(
        main=place_node(unit, parent, codes),
        trail=_above(unit, parent),
        card=reverse("place_card", args=args),
        follow=Follow(name, reverse("place_changes", args=args), reverse("place_dates", args=args)),
    )


def of_place_figures(unit: Unit) -> Head:
    """Return the head of the page of a place's figures."""
    name = shown_name(unit, language()).text
    return Head(
        trail=((_("Places"), reverse("places")), (name, reverse("place", args=(unit.id,)))),
        card=reverse("place_card", args=(unit.id,)),
    )


def of_bond(pair: Sequence[Unit], rows: Sequence[Told]) -> Head:
    """Return the head of a bond's page."""
    one, other = sorted(pair, key=lambda unit: (unit.country, unit.id))
    args = (one.id, other.id)
    name = " × ".join(shown_name(unit, language()).text for unit in pair)
    return Head(
        main=bond_node(pair, rows, reverse("bond", args=args)),
        trail=((_("Bonds"), reverse("bonds")),),
        card=reverse("bond_card", args=args),
        follow=Follow(name, reverse("bond_changes", args=args), reverse("bond_dates", args=args)),
    )


def of_agreement(told: Told) -> Head:
    """Return the head of an agreement's page."""
    return Head(
        main=agreement_node(told),
        trail=((_("Agreements"), reverse("agreements")),),
        card=reverse("agreement_card", args=(told.row.id,)),
    )


def of_event(event: Event) -> Head:
    """Return the head of an event's page."""
    return Head(main=event_node(event), trail=((_("Events"), reverse("events")),))


def of_source() -> Head:
    """Return the head of a source's page."""
    return Head(trail=((_("Sources"), reverse("sources")),))


def _follow_all() -> Follow:
    return Follow("", reverse("changes"), reverse("dates"))


def _above(unit: Unit, parent: Unit | None) -> tuple[Step, ...]:
    places = reverse("places")
    country = country_name(unit.country, language())
    steps = [(_("Places"), places), (country, f"{places}?country={unit.country}")]
    if parent:
        steps.append((shown_name(parent, language()).text, reverse("place", args=(parent.id,))))
    return tuple(steps)

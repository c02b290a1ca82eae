"""The filters that narrow a list of agreements, each of which can be taken off."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from enishi.apps.register import queries
from enishi.domain.text import format_date
from enishi.web.pages import AskedDay, language, query_without
from enishi.web.register.forms import AgreementsForm


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: its name, what it asks, and the address of the list without it."""

    label: str
    value: str
    address: str
    without: int | None = None


def chips(request: HttpRequest, form: AgreementsForm, asked: AskedDay, *, found: int) -> list[Chip]:
    """Return the filters that are on; where nothing was found, with how many rows each hides."""

    def chip(name: str, label: str, value: str) -> Chip:
        query = query_without(request, "page", name).removesuffix("&")
        hidden = None if found else _rows(form, asked.day, name)
        return Chip(label, value, f"{request.path}?{query}" if query else request.path, hidden)

    on = [
        chip(name, str(form.fields[name].label), value) for name, value in form.narrowing().items()
    ]
    if asked.given:
        on.append(chip("on", _("As it stood on"), format_date(asked.day, language(), "short")))
    return on


def _rows(form: AgreementsForm, on: datetime.date, without: str) -> int | None:
    """Count the rows that a list has without one of its filters; another day is not guessed."""
    if without == "on":
        return None
    choice = form.choice(on, without)
    return queries.chosen(choice, queries.agreements_in_brief(on)).count()


def rule_of(form: AgreementsForm) -> str:
    """Return the rule by which the rows of a list are counted."""
    match form.cleaned_data.get("state"):
        case "living":
            return "agreements_living"
        case "ends_soon" | "ended":
            return "rows"
    return "agreements_signed"

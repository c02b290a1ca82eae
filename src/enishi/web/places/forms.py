"""What is typed to choose places."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.apps.places import queries
from enishi.apps.places.models import Unit
from enishi.domain.places import Kind, Level, Match
from enishi.web.choices import ChoiceField
from enishi.web.languages import comma, country_name
from enishi.web.pages import language
from enishi.web.places.naming import shown_name
from enishi.web.places.phrases import KINDS, LEVELS

_ALL = ("", pgettext_lazy("a filter that does not narrow", "all"))


class PlaceField(forms.CharField):
    """A place by its code, its id or a name that means one place only.

    A name that means several is not guessed: the error offers them.
    """

    def clean(self, value: Any) -> Unit | None:
        """Return the place, or None where nothing was typed."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return queries.place(text)
        except queries.UnknownPlace:
            found = queries.find(text, datetime.date.max, limit=5)
        exact = [item.unit for item in found if item.candidate.match is Match.EXACT]
        if len(exact) == 1:
            return exact[0]
        near = comma().join(
            f"{shown_name(item.unit, language()).text} ({item.unit.id})" for item in found
        )
        message = _("No place is found by “%(typed)s”. The list is not narrowed by it.")
        if near:
            message = _(
                "“%(typed)s” may mean several places: %(places)s. The list is not narrowed by it."
                " Write one of the codes in brackets."
            )
        raise forms.ValidationError(message, params={"typed": text, "places": near})


class PlacesForm(forms.Form):
    """Which places a list shows: of the first level, unless something else is chosen."""

    country = ChoiceField(required=False, label=_("Country"))
    level = ChoiceField(
        required=False, label=_("Level"), choices=[(str(v), LEVELS[v]) for v in Level]
    )
    kind = ChoiceField(
        required=False,
        label=_("Kind"),
        choices=[_ALL, *((str(v), KINDS[v]) for v in Kind)],
    )
    sort = ChoiceField(
        required=False,
        label=_("Sort by"),
        choices=[("", _("name")), ("code", _("official code"))],
    )
    parent = PlaceField(required=False, label=_("Within"), widget=forms.HiddenInput)

    def __init__(self, data: Any, countries: Sequence[str]) -> None:
        super().__init__(data)
        country = self.fields["country"]
        assert isinstance(country, ChoiceField)
        names = {code: country_name(code, language()) for code in countries}
        country.choices = [_ALL, *names.items()]

    def choice(self) -> dict[str, Any]:
        """Return what narrows the list; call it after `is_valid`."""
        chosen = self.cleaned_data
        kind = chosen.get("kind") or ""
        default = "" if kind or chosen.get("parent") else str(Level.FIRST)
        return {
            "country": chosen.get("country") or "",
            "level": chosen.get("level") or default,
            "kind": kind,
            "parent": chosen.get("parent"),
        }

    def order(self) -> str:
        """Return the order of the list."""
        return str(self.cleaned_data.get("sort") or "")

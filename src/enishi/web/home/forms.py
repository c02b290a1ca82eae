"""What is chosen of the map of bonds."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.apps.places.models import Unit
from enishi.domain.register import DOMAINS
from enishi.web.home.tied import Ties
from enishi.web.languages import country_name, country_order
from enishi.web.places.naming import shown_name
from enishi.web.register import phrases


class MapForm(forms.Form):
    """A field of cooperation and a unit to look at; the day is that of every page."""

    domain = forms.ChoiceField(
        required=False,
        label=_("Field"),
        choices=[
            ("", pgettext_lazy("fields of cooperation", "all")),
            *((domain, phrases.DOMAINS[domain]) for domain in DOMAINS),
        ],
    )
    place = forms.ChoiceField(required=False, label=_("Locality"))

    def __init__(self, data: QueryDict, units: Mapping[str, Unit]) -> None:
        super().__init__(data.dict())
        self.fields["place"].choices = [(key, key) for key in units]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> tuple[str, str]:
        """Return the field and the unit; call it after `is_valid`."""
        return self.cleaned_data.get("domain", ""), self.cleaned_data.get("place", "")

    def offer(self, told: Ties, language: str) -> None:
        """Offer the units that are tied on the day, by country and name, and choose the one in focus."""
        self.data = {**self.data, "place": told.focus}
        countries = {item.unit.country for item in told.tied}
        sort = f"sort_{language}"
        self.fields["place"].widget.choices = [
            ("", pgettext_lazy("localities", "all")),
            *(
                (
                    country_name(country, language),
                    [
                        (item.unit.id, shown_name(item.unit, language).text)
                        for item in sorted(told.of(country), key=lambda i: getattr(i.unit, sort))
                    ],
                )
                for country in sorted(countries, key=lambda c: country_order(c, language))
            ),
        ]

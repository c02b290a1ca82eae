"""What is typed to choose agreements."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.apps.register.queries import Choice
from enishi.domain.register import DOMAINS, AgreementKind, Confidence
from enishi.web.choices import ChoiceField
from enishi.web.places.forms import PlaceField
from enishi.web.register import phrases

_ALL = ("", pgettext_lazy("a filter that does not narrow", "all"))


class YearField(forms.CharField):
    """A year of four digits."""

    def clean(self, value: Any) -> int | None:
        """Return the year, or None where nothing was typed."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text)):
            raise forms.ValidationError(
                _("“%(typed)s” is not a year. The list is not narrowed by it. Write 2014."),
                params={"typed": text},
            )
        return int(text)


class AgreementsForm(forms.Form):
    """Which agreements a list shows, and in what order; all of it stands in the address."""

    place = PlaceField(required=False, label=_("Locality"))
    partner = PlaceField(required=False, label=_("Partner"))
    kind = ChoiceField(
        required=False,
        label=_("Kind"),
        choices=[_ALL, *((str(kind), phrases.KINDS[kind]) for kind in AgreementKind)],
    )
    domain = ChoiceField(
        required=False,
        label=_("Field"),
        choices=[_ALL, *((domain, phrases.DOMAINS[domain]) for domain in DOMAINS)],
    )
    state = ChoiceField(required=False, label=_("State"), choices=[_ALL, ("living", _("living"))])
    confidence = ChoiceField(
        required=False,
        label=_("Sureness"),
        choices=[_ALL, *((str(sure), phrases.CONFIDENCES[sure]) for sure in Confidence)],
    )
    since = YearField(required=False, label=_("Signed since"))
    until = YearField(required=False, label=_("Signed until"))
    sort = ChoiceField(required=False, label=_("Sort by"), choices=list(phrases.SORTS.items()))

    def choice(self, on: datetime.date) -> Choice:
        """Return what narrows the list on a day; call it after `is_valid`."""
        chosen = self.cleaned_data
        since, until = chosen.get("since"), chosen.get("until")
        return Choice(
            place=chosen.get("place"),
            partner=chosen.get("partner"),
            on=min(on, datetime.date(until, 12, 31)) if until else on,
            domain=chosen.get("domain") or "",
            kind=chosen.get("kind") or "",
            confidence=chosen.get("confidence") or "",
            living_on=on if chosen.get("state") == "living" else None,
            since=datetime.date(since, 1, 1) if since else None,
        )

    def order(self) -> str:
        """Return the order of the list."""
        return str(self.cleaned_data.get("sort") or "-signed")

    def narrows(self) -> bool:
        """Whether anything but the order was chosen."""
        return any(value for name, value in self.cleaned_data.items() if name != "sort")

"""What is typed to choose agreements."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.apps.places.models import Unit
from enishi.apps.register.queries import Choice
from enishi.domain.register import DOMAINS, AgreementKind, Confidence
from enishi.domain.register.lifecycle import SOON
from enishi.web.choices import ChoiceField
from enishi.web.languages import Phrases
from enishi.web.pages import language
from enishi.web.places.forms import PlaceField
from enishi.web.places.naming import shown_name
from enishi.web.register import phrases

_ALL = ("", pgettext_lazy("a filter that does not narrow", "all"))
_WORDS: dict[str, Phrases] = {
    "domain": phrases.DOMAINS,
    "state": phrases.STANDINGS,
    "kind": phrases.KINDS,
    "confidence": phrases.CONFIDENCES,
}


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
    domain = ChoiceField(
        required=False,
        label=_("Field"),
        choices=[_ALL, *((domain, phrases.DOMAINS[domain]) for domain in DOMAINS)],
    )
    state = ChoiceField(
        required=False, label=_("State"), choices=[_ALL, *phrases.STANDINGS.items()]
    )
    kind = ChoiceField(
        required=False,
        label=_("Kind"),
        choices=[_ALL, *((str(kind), phrases.KINDS[kind]) for kind in AgreementKind)],
    )
    confidence = ChoiceField(
        required=False,
        label=_("Sureness"),
        choices=[_ALL, *((str(sure), phrases.CONFIDENCES[sure]) for sure in Confidence)],
    )
    since = YearField(required=False, label=_("Signed since"))
    until = YearField(required=False, label=_("Signed until"))
    sort = ChoiceField(required=False, label=_("Sort by"), choices=list(phrases.SORTS.items()))
    # Said first; the others fold away until one of them narrows the list.
    FIRST = ("place", "partner", "domain", "state")

    def choice(self, on: datetime.date, without: str = "") -> Choice:
        """Return what narrows the list on a day; call it after `is_valid`.

        Args:
            on: the day of the list.
            without: a filter to leave out.
        """
        chosen = {name: value for name, value in self.cleaned_data.items() if name != without}
        since, until, state = chosen.get("since"), chosen.get("until"), chosen.get("state")
        return Choice(
            place=chosen.get("place"),
            partner=chosen.get("partner"),
            on=min(on, datetime.date(until, 12, 31)) if until else on,
            domain=chosen.get("domain") or "",
            kind=chosen.get("kind") or "",
            confidence=chosen.get("confidence") or "",
            living_on=on if state in {"living", "ends_soon"} else None,
            ended_on=on if state == "ended" else None,
            ends_by=on + SOON if state == "ends_soon" else None,
            since=datetime.date(since, 1, 1) if since else None,
        )

    def order(self) -> str:
        """Return the order of the list."""
        return str(self.cleaned_data.get("sort") or "-signed")

    def narrowing(self) -> dict[str, str]:
        """Return the filters that narrow the list, each with what it asks in words."""
        return {
            name: self._words(name, value)
            for name, value in self.cleaned_data.items()
            if value and name != "sort"
        }

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, Unit):
            return shown_name(value, language()).text
        return str(_WORDS.get(name, {}).get(value, value))

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The filters that are always seen."""
        return [self[name] for name in self.FIRST]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The filters that fold away."""
        return [field for field in self if field.name not in self.FIRST]

    @property
    def unfolded(self) -> bool:
        """Whether one of the folded filters was typed."""
        return any(self.data.get(field.name) for field in self.more_fields if field.name != "sort")

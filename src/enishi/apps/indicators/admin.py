"""The hands of stewards on figures."""

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from enishi.apps.indicators import actions, jobs
from enishi.apps.ledger.admin import Kept, RecordAdmin
from enishi.apps.places.models import Unit
from enishi.domain.indicators import MEASURES

if TYPE_CHECKING:  # generic to the type checker, a plain class when run
    _Form = forms.ModelForm[models.Model]
else:
    _Form = forms.ModelForm


class ObservationForm(_Form):
    """A figure; its subject must be units that exist, or two countries."""

    measure = forms.ChoiceField(choices=[(name, name) for name in MEASURES])

    def clean_subject(self) -> str:
        """Refuse a unit that does not exist."""
        subject = str(self.cleaned_data["subject"])
        units = jobs.units_of(subject)
        known = set(Unit.objects.filter(id__in=units).values_list("id", flat=True))
        if missing := [unit for unit in units if unit not in known]:
            raise ValidationError(
                _("There is no place “%(place)s”. Write the id of a place, or VN-JP."),
                params={"place": missing[0]},
            )
        return subject


class ObservationAdmin(RecordAdmin):
    """Figures as their sources give them."""

    form = ObservationForm
    exclude = ("scope",)
    list_display = ("id", "measure", "subject", "value", "wording", "as_of")
    list_filter = ("scope", "measure")
    search_fields: ClassVar = ("id", "subject")
    autocomplete_fields = ("source",)

    def act(self, kept: Kept) -> None:
        """Call the action."""
        actions.record_figure(observation=kept.record, by=kept.by)

"""The hands of stewards on places."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from enishi.apps.ledger.admin import Kept, RecordAdmin, RowsInline
from enishi.apps.places import actions
from enishi.apps.places.models import Code, Name, Succession
from enishi.domain.places import TimelineError

if TYPE_CHECKING:  # generic to the type checker, a plain class when run
    _FormSet = forms.BaseInlineFormSet[models.Model, models.Model, forms.ModelForm[models.Model]]
else:
    _FormSet = forms.BaseInlineFormSet


class SuccessionFormSet(_FormSet):
    """What a unit became; refused where the history would contradict itself."""

    def clean(self) -> None:
        """Try the history with the unit and its successions as typed."""
        super().clean()
        if any(self.errors) or not self.instance.pk:
            return
        rows: list[Any] = [form.instance for form in self.forms if self._stays(form)]
        unit: Any = self.instance
        for row in rows:
            row.source_id = self.instance.pk
        try:
            actions.check_history(unit, rows)
        except TimelineError as error:
            raise ValidationError(
                _("The history would contradict itself (%(rule)s: %(units)s). Nothing was saved."),
                params={"rule": error.rule, "units": ", ".join(error.subjects)},
            ) from error

    def _stays(self, form: Any) -> bool:
        filled = form.instance.pk is not None or form.has_changed()
        return filled and not form.cleaned_data.get("DELETE")


class NameInline(RowsInline):
    """The names of a unit."""

    model = Name


class CodeInline(RowsInline):
    """The codes of a unit."""

    model = Code


class SuccessionInline(RowsInline):
    """What a unit became."""

    model = Succession
    fk_name = "source"
    formset = SuccessionFormSet
    autocomplete_fields = ("target",)


class UnitAdmin(RecordAdmin):
    """Units with their names, codes and successions."""

    list_display = ("id", "kind", "valid_from", "valid_to", "line")
    list_filter = ("country", "level", "kind")
    search_fields: ClassVar = ("id", "line", "names__text")
    autocomplete_fields = ("parent",)
    inlines = (NameInline, CodeInline, SuccessionInline)

    def act(self, kept: Kept) -> None:
        """Call the action."""
        actions.record_unit(unit=kept.record, rows=kept.rows, removed=kept.removed, by=kept.by)

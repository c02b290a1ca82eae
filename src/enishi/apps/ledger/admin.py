"""What every hand of a steward shares: forms that save through an action; and the sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models

from enishi.apps.fields import LocalizedTextField, as_json
from enishi.apps.ledger import actions
from enishi.domain.text import LANGUAGES, LocalizedText

if TYPE_CHECKING:  # generic to the type checker, plain classes when run
    _ModelAdmin = admin.ModelAdmin[models.Model]
    _TabularInline = admin.TabularInline[models.Model, models.Model]
else:
    _ModelAdmin, _TabularInline = admin.ModelAdmin, admin.TabularInline


class LocalizedTextWidget(forms.MultiWidget):
    """One box for each language, and the language of the original."""

    def __init__(self) -> None:
        boxes = {
            language: forms.Textarea(attrs={"rows": 2, "lang": language, "placeholder": language})
            for language in LANGUAGES
        }
        original = forms.Select(choices=[("", "–"), *((tag, tag) for tag in LANGUAGES)])
        super().__init__({**boxes, "original": original})

    def decompress(self, value: Any) -> list[str]:
        """Return the texts in the order of the boxes, then the original's language."""
        stored = as_json(value) or {}
        texts = stored.get("texts", {})
        return [*(texts.get(language, "") for language in LANGUAGES), stored.get("original", "")]


class LocalizedTextBoxes(forms.MultiValueField):
    """A `LocalizedText` in four boxes."""

    widget = LocalizedTextWidget

    def __init__(self, **kwargs: Any) -> None:
        for unknown in ("encoder", "decoder", "show_hidden_initial"):  # asked of a JSON field
            kwargs.pop(unknown, None)
        parts: list[forms.Field] = [forms.CharField(required=False) for _ in LANGUAGES]
        original = forms.ChoiceField(
            required=False, choices=[("", "–"), *((tag, tag) for tag in LANGUAGES)]
        )
        super().__init__([*parts, original], require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> LocalizedText:
        """Return the texts that were filled in."""
        *texts, original = data_list or [""] * (len(LANGUAGES) + 1)
        filled = {tag: text for tag, text in zip(LANGUAGES, texts, strict=True) if text}
        return LocalizedText(filled, original or next(iter(filled), ""))


BOXES: Mapping[Any, Mapping[str, Any]] = {LocalizedTextField: {"form_class": LocalizedTextBoxes}}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a form holds when it is saved: a record, its rows, and who saves."""

    record: Any
    rows: Sequence[models.Model]
    removed: Sequence[models.Model]
    new: bool
    by: str


class KeptByStewards:
    """The desk's own door says who may look and keep; nobody deletes a record."""

    admin_site: admin.AdminSite

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:  # noqa: ARG002  # Django's signature
        """Whether records may be looked at."""
        return self.admin_site.has_permission(request)

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission

    def has_module_permission(self, request: Any) -> bool:
        """Whether the app stands on the desk."""
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:  # noqa: ARG002  # Django's signature
        """Nothing is deleted: a unit ends, an agreement is corrected."""
        return False


class RecordAdmin(KeptByStewards, _ModelAdmin):
    """A form whose saving is one call of an action."""

    actions = None
    formfield_overrides = BOXES
    withheld: ClassVar[tuple[str, ...]] = ("_delete",)

    def get_urls(self) -> list[Any]:
        """Return the addresses of the forms that there are."""
        return [url for url in super().get_urls() if not str(url.name).endswith(self.withheld)]

    def act(self, kept: Kept) -> None:
        """Call the action."""
        raise NotImplementedError

    def get_readonly_fields(self, request: Any, obj: Any = None) -> list[str]:
        """Keep the name of a record as it was given: saved under another it would be a copy."""
        assert self.model._meta.pk is not None
        named = [] if obj is None else [self.model._meta.pk.name]
        return [*super().get_readonly_fields(request, obj), *named]

    def save_model(self, request: Any, obj: Any, form: Any, change: Any) -> None:
        """Wait for the rows: `save_related` saves all of them together."""

    def save_related(self, request: Any, form: Any, formsets: Any, change: Any) -> None:
        """Hand the record and its rows to the action."""
        rows: list[models.Model] = []
        removed: list[models.Model] = []
        for formset in formsets:
            rows += formset.save(commit=False)
            removed += formset.deleted_objects
        self.act(Kept(form.instance, rows, removed, not change, request.user.get_username()))


class RowsInline(KeptByStewards, _TabularInline):
    """Rows of a record, which may go."""

    extra = 0
    formfield_overrides = BOXES

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Whether a row may go."""
        return self.has_change_permission(request, obj)


class SourceAdmin(RecordAdmin):
    """Sources."""

    list_display = ("id", "title", "publisher", "published_on", "language")
    search_fields: ClassVar = ("id", "title", "publisher", "url")

    def act(self, kept: Kept) -> None:
        """Call the action."""
        actions.record_source(source=kept.record, by=kept.by)

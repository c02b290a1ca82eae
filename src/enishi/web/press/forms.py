"""What is typed to bring in, to describe, to correct and to reject."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enishi.apps.press.models import Finding, Report
from enishi.domain.indicators import MEASURES
from enishi.domain.press.files import MOST_BYTES, MOST_CHARACTERS
from enishi.domain.press.proposals import BOXES, BadField, Kind, cells_of
from enishi.domain.press.report import Bound
from enishi.domain.press.vocabulary import EVENT_KINDS, kind_of_agreement, kind_of_event, measure_of
from enishi.domain.register import DOMAINS, AgreementKind
from enishi.web.forum.phrases import KINDS as KINDS_OF_EVENT
from enishi.web.indicators.phrases import MEASURES as NAMES_OF_MEASURES
from enishi.web.press import phrases
from enishi.web.register.phrases import DOMAINS as NAMES_OF_DOMAINS
from enishi.web.register.phrases import KINDS as KINDS_OF_AGREEMENT

_DATE = r"(\d{4}|XXXX)(-\d{2}(-\d{2})?)?"


class BringForm(forms.Form):
    """A report, pasted or as a file."""

    text = forms.CharField(
        label=_("Text of the report"),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label=_("Or a file: text, page of the web (HTML) or PDF"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(
            attrs={"accept": ".txt,.html,.htm,.pdf,text/plain,text/html,application/pdf"}
        ),
    )
    address = forms.URLField(
        label=_("Where it can be read (address)"),
        required=False,
        max_length=1000,
        assume_scheme="https",
    )
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file = cleaned.get("file")
        if bool(file) == bool(cleaned.get("text", "").strip()):
            raise forms.ValidationError(_("Paste a text or choose a file: one of the two."))
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                phrases.trouble("document.too_large", {"limit": MOST_BYTES // 1_000_000})
            )
        return cleaned


class FeedForm(forms.Form):
    """The address of a feed."""

    name = forms.CharField(label=_("Publisher"), max_length=200)
    feed = forms.CharField(label=_("Address of the feed (RSS or Atom)"), max_length=1000)


class AboutForm(forms.Form):
    """What is known of a report itself."""

    title = forms.CharField(label=_("Title"), max_length=300)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    address = forms.URLField(
        label=_("Where it can be read (address)"),
        required=False,
        max_length=1000,
        assume_scheme="https",
    )
    published_on = forms.RegexField(
        _DATE,
        label=_("Published on"),
        required=False,
        error_messages={"invalid": _("Write the date as 2014, 2014-12 or 2014-12-18.")},
    )

    @classmethod
    def of(cls, report: Report) -> "AboutForm":
        """Return the form as a report fills it."""
        address = next(iter(report.addresses.all()), None)
        return cls(
            initial={
                "title": report.title,
                "publisher": report.publisher,
                "address": address.url if address else "",
                "published_on": report.published_on,
            }
        )


class RejectForm(forms.Form):
    """Why a finding is rejected."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=[(code, phrases.REASONS[code]) for code in Finding.Reason.values]
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class CorrectForm(forms.Form):
    """The boxes of a finding; `fail` puts what an action refused at its box."""

    def __init__(self, finding: Finding, data: Any = None) -> None:
        kind = Kind(finding.kind)
        cells = cells_of(kind, finding.proposed)
        super().__init__(
            data,
            initial={
                _box(name): finding.proposed["domains"] if name == "domains" else cell
                for name, cell in cells.items()
            },
            auto_id=f"f{finding.pk}-%s",
        )
        for name in BOXES[kind]:
            self.fields[_box(name)] = _field(kind, name, cells[name])

    def cells(self) -> dict[str, str]:
        """Return what the boxes hold, by the names of the fields."""
        return {
            name.replace("__", "."): "; ".join(cell) if isinstance(cell, list) else str(cell)
            for name, cell in self.cleaned_data.items()
        }

    def fail(self, error: BadField) -> None:
        """Put what is wrong at its box."""
        said = phrases.trouble(error.code, error.detail)
        self.add_error(_box(error.field) if _box(error.field) in self.fields else None, said)


def _box(name: str) -> str:
    return name.replace(".", "__")


def _field(kind: Kind, name: str, cell: str) -> forms.Field:
    label = str(phrases.FIELDS[name])  # the form is made anew for each reader
    choices: list[tuple[str, Any]] = []
    match kind, name:
        case Kind.AGREEMENT, "kind":
            choices = [(str(code), KINDS_OF_AGREEMENT[code]) for code in AgreementKind]
            choices = _with_word(choices, cell, kind_of_agreement(cell), KINDS_OF_AGREEMENT)
        case Kind.EVENT, "kind":
            choices = [(code, KINDS_OF_EVENT[code]) for code in EVENT_KINDS]
            choices = _with_word(choices, cell, kind_of_event(cell), KINDS_OF_EVENT)
        case Kind.FIGURE, "measure":
            counted = [code for code, measure in MEASURES.items() if measure.unit != "text"]
            choices = [(code, NAMES_OF_MEASURES[code]) for code in counted]
            choices = _with_word(choices, cell, measure_of(cell), NAMES_OF_MEASURES)
        case _, "bound" | "delegates.bound":
            choices = [(str(bound), phrases.BOUNDS[bound]) for bound in Bound]
            if name == "delegates.bound":
                choices = [("", "–"), *choices]
        case _, "dateline_only":
            choices = [("", _("no")), ("yes", _("yes"))]
        case Kind.AGREEMENT, "domains":
            return forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(code, NAMES_OF_DOMAINS[code]) for code in DOMAINS],
            )
        case _:
            return forms.CharField(label=label, required=False, max_length=600)
    return forms.ChoiceField(label=label, required=False, choices=choices)


def _with_word(
    choices: list[tuple[str, Any]], cell: str, meant: str | None, names: Any
) -> list[tuple[str, Any]]:
    """Offer the report's own word first, with what the register makes of it."""
    if any(code == cell for code, _ in choices):
        return choices
    said = cell.replace("_", " ")
    return [(cell, f"{said} → {names[meant]}" if meant else said), *choices]

"""What is typed to choose what the overview counts."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.domain.register import DOMAINS
from enishi.web.register.phrases import DOMAINS as NAMES

_ALL = ("", pgettext_lazy("a filter that does not narrow", "all"))


class OverviewForm(forms.Form):
    """A field of cooperation, and whether only what lives on the day counts."""

    domain = forms.ChoiceField(
        required=False,
        label=_("Field"),
        choices=[_ALL, *((domain, NAMES[domain]) for domain in DOMAINS)],
    )
    state = forms.ChoiceField(
        required=False, label=_("State"), choices=[_ALL, ("living", _("living"))]
    )

    def chosen_domain(self) -> str:
        """Return the field of cooperation, empty for all; call it after `is_valid`."""
        return self.cleaned_data.get("domain") or ""

    def only_living(self) -> bool:
        """Whether only what lives counts; call it after `is_valid`."""
        return self.cleaned_data.get("state") == "living"

"""What codes of figures say to a reader."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from enishi.apps.indicators.models import FigureFields
from enishi.domain.indicators import MEASURES as KNOWN
from enishi.web.languages import Phrases
from enishi.web.numbers import dollars_in, number_in

MEASURES: Phrases = {
    "documents_total": _("documents signed by localities, in all"),
    "documents_signed_recent": _("documents signed by localities in recent years"),
    "pairs_total": _("pairs of localities, in all"),
    "partner_localities": _("partner localities"),
    "vn_residents": _("Vietnamese residents"),
    "vn_residents_total": _("Vietnamese residents in the whole country"),
    "prefectures_vn_largest_group": _("prefectures where Vietnamese are the largest foreign group"),
    "vn_workers": _("Vietnamese workers"),
    "workers_sent": _("workers sent to Japan"),
    "trainees": _("trainees"),
    "jp_companies": _("Japanese companies present"),
    "vn_companies": _("Vietnamese companies present"),
    "jp_investment_projects": _("Japanese investment projects"),
    "jp_investment_usd": _("Japanese investment capital"),
    "jp_oda_usd": _("official development assistance (ODA) of Japan"),
    "exports_to_japan_usd": _("exports to Japan"),
    "jp_tourists": _("visitors from Japan"),
    "delegation_size": _("members of a delegation"),
    "delegation_visit": _("visit of a delegation"),
    "direct_flight": _("direct flight"),
    "strengths": _("strengths"),
    "needs": _("needs"),
    "delegates": _("delegates"),
    "delegates_vn": _("delegates from Vietnam"),
    "delegates_jp": _("delegates from Japan"),
    "visitors": pgettext_lazy("of an event", "visitors"),
    "stands": _("exhibition stands"),
    "stands_vn": _("exhibition stands of Vietnam"),
    "stands_jp": _("exhibition stands of Japan"),
    "stands_culture": _("exhibition stands of culture"),
    "companies": _("companies"),
    "vn_localities": _("localities of Vietnam"),
    "jp_localities": _("localities of Japan"),
    "documents_signed": _("documents signed at the event"),
    "side_event": _("side event"),
}

# Translators: Japanese counts with a word after the number (社, 人, 件, 組, 自治体, 小間); give it
# here. The other languages leave the number as it is.
_COUNTED: Phrases = {
    "documents": pgettext_lazy("a number of documents", "%(n)s"),
    "pairs": pgettext_lazy("a number of pairs of localities", "%(n)s"),
    "localities": pgettext_lazy("a number of localities", "%(n)s"),
    "people": pgettext_lazy("a number of people", "%(n)s"),
    "companies": pgettext_lazy("a number of companies", "%(n)s"),
    "projects": pgettext_lazy("a number of projects", "%(n)s"),
    "stands": pgettext_lazy("a number of exhibition stands", "%(n)s"),
}

COUNTED_AS = {
    "documents_total": "documents",
    "documents_signed_recent": "documents",
    "documents_signed": "documents",
    "pairs_total": "pairs",
    "partner_localities": "localities",
    "prefectures_vn_largest_group": "localities",
    "vn_localities": "localities",
    "jp_localities": "localities",
    "vn_residents": "people",
    "vn_residents_total": "people",
    "vn_workers": "people",
    "workers_sent": "people",
    "trainees": "people",
    "jp_tourists": "people",
    "delegation_size": "people",
    "delegates": "people",
    "delegates_vn": "people",
    "delegates_jp": "people",
    "visitors": "people",
    "jp_companies": "companies",
    "vn_companies": "companies",
    "companies": "companies",
    "jp_investment_projects": "projects",
    "stands": "stands",
    "stands_vn": "stands",
    "stands_jp": "stands",
    "stands_culture": "stands",
}

# Translators: %(n)s already carries its Japanese counting word: 300社 → 300社超.
WORDINGS: Phrases = {
    "exact": pgettext_lazy("a number as its source says it", "%(n)s"),
    "more_than": _("more than %(n)s"),
    "at_least": _("at least %(n)s"),
    "about": _("about %(n)s"),
    "nearly": _("nearly %(n)s"),
    "at_most": _("at most %(n)s"),
    "less_than": _("fewer than %(n)s"),
}

SCOPES: Phrases = {
    "place": pgettext_lazy("what a figure is about", "a place"),
    "bond": pgettext_lazy("what a figure is about", "a bond"),
    "whole": pgettext_lazy("what a figure is about", "both countries as a whole"),
}


def value_in_words(row: FigureFields, language: str) -> str:
    """Return a figure's number with its word of doubt; empty where the figure is a text."""
    if row.value is None:
        return ""
    value = Decimal(row.value)
    if KNOWN[row.measure].unit == "usd":
        number = dollars_in(value, language)
        if row.wording == "less_than":
            return pgettext("money", "less than %(n)s") % {"n": number}
    else:
        counted = _COUNTED[COUNTED_AS[row.measure]]
        number = str(counted) % {"n": number_in(value, language)}
    return str(WORDINGS[row.wording]) % {"n": number}

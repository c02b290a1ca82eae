"""What codes of places say to a reader."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.web.languages import Phrases

LEVELS: Phrases = {
    "first": _("provinces, centrally-run cities, prefectures"),
    "second": _("municipalities and former districts"),
}

KINDS: Phrases = {
    "province": _("province"),
    "centrally_run_city": _("centrally-run city"),
    "provincial_city": _("provincial city (abolished)"),
    "district": _("district (abolished)"),
    "prefecture_to": _("metropolis (Tokyo)"),
    "prefecture_do": _("prefecture (Hokkaido)"),
    "prefecture_fu": _("prefecture (fu: Kyoto, Osaka)"),
    "prefecture_ken": _("prefecture (ken)"),
    "city": _("city"),
    "special_ward": _("special ward (Tokyo)"),
    "town": _("town"),
    "village": _("village"),
}

# Told beside a name that would otherwise be taken for the prefecture's: Osaka (city).
SHORT_KINDS: Phrases = {
    "province": pgettext_lazy("beside a name", "province"),
    "centrally_run_city": pgettext_lazy("beside a name", "centrally-run city"),
    "provincial_city": pgettext_lazy("beside a name", "city"),
    "district": pgettext_lazy("beside a name", "district"),
    "prefecture_to": pgettext_lazy("beside a name", "metropolis"),
    "prefecture_do": pgettext_lazy("beside a name", "prefecture"),
    "prefecture_fu": pgettext_lazy("beside a name", "prefecture"),
    "prefecture_ken": pgettext_lazy("beside a name", "prefecture"),
    "city": pgettext_lazy("beside a name", "city"),
    "special_ward": pgettext_lazy("beside a name", "special ward"),
    "town": pgettext_lazy("beside a name", "town"),
    "village": pgettext_lazy("beside a name", "village"),
}

# Translators: a place and what it is, as in “Osaka (city)”; Vietnamese says “thành phố Osaka”.
NAME_AND_KIND = pgettext_lazy("a place and its kind", "%(name)s (%(kind)s)")

RELATIONS: Phrases = {
    "merge": _("merger"),
    "split": _("split"),
    "transfer": _("transfer of territory"),
    "status_change": _("change of status"),
    "rename": _("change of name"),
    "abolition": _("abolition"),
    "unchanged": _("unchanged by the reorganisation"),
}

EXTENTS: Phrases = {
    "whole": pgettext_lazy("how much of a place passed", "whole"),
    "part": pgettext_lazy("how much of a place passed", "part"),
}

SCHEMES: Phrases = {
    "iso3166-2": _("ISO 3166-2"),
    "gso": _("Code of the General Statistics Office of Vietnam"),
    "jis": _("JIS code"),
    "lg": _("Local government code of Japan"),
}

CODE_STATUSES: Phrases = {
    "published": _("published"),
    "namesake": _("kept for the unit of the same name"),
    "withdrawn": _("withdrawn"),
    "historic": _("former"),
}

"""What the permission table says to a reader."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.web.languages import Phrases

STANDINGS: Phrases = {
    "visitor": _("visitor"),
    "officer": _("officer of a locality"),
    "ministry": _("ministry"),
    "steward": _("steward"),
}

CAPABILITIES: Phrases = {
    "pages.read": _("Read the first page and the pages about this site"),
    "places.read": _("Read places, their names and their history"),
    "register.read": _("Read agreements, bonds and counting rules"),
    "indicators.read": _("Read figures"),
    "forum.read_record": _("Read past events"),
    "press.read": _("Read what the press reports, with a short quotation and the link"),
    "sources.read": _("Read sources and what rests on them"),
    "api.read": _("Read the same records as a program"),
    "data.export": _("Download the records as files"),
    "account.sign_in": _("Sign in"),
    "account.sign_out": _("Sign out"),
    "press.bring": _("Bring in press reports"),
    "press.review": _("Review press reports; what is confirmed goes into the register"),
    "register.edit": _("Add and correct records; each change is written down"),
    "steward.desk": _("Open the desk of the stewards"),
}

SCOPES: Phrases = {
    "-": pgettext_lazy("permission", "no"),
    "yes": pgettext_lazy("permission", "yes"),
    "own": pgettext_lazy("permission", "for one’s own locality or office"),
    "edition": pgettext_lazy("permission", "for one’s own edition"),
    "self": pgettext_lazy("permission", "for oneself"),
}

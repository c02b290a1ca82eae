"""What codes of the press say to a reader."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from enishi.web.languages import Phrases

KINDS: Phrases = {
    "agreement": pgettext_lazy("finding", "Agreement"),
    "event": pgettext_lazy("finding", "Event"),
    "figure": pgettext_lazy("finding", "Figure"),
    "commitment": pgettext_lazy("finding", "Commitment"),
    "person": pgettext_lazy("finding", "Person"),
    "organisation": pgettext_lazy("finding", "Organisation"),
    "locality": pgettext_lazy("finding", "Place"),
}

STATES: Phrases = {
    "proposed": pgettext_lazy("finding", "to be decided"),
    "accepted": pgettext_lazy("finding", "accepted"),
    "corrected": pgettext_lazy("finding", "corrected"),
    "rejected": pgettext_lazy("finding", "rejected"),
}

REASONS: Phrases = {
    "not_said": _("The text does not say it"),
    "misread": _("Misread"),
    "other_subject": _("It is not about local cooperation"),
    "twice": _("It is proposed twice"),
    "other": _("Another reason"),
}

WAYS: Phrases = {
    "paste": _("pasted"),
    "upload": _("uploaded"),
    "folder": _("from a folder"),
    "feed": _("from a feed"),
    "api": _("by a program"),
}

FIELDS: Phrases = {
    "vn_code": _("Place in Vietnam (code)"),
    "jp_code": _("Place in Japan (code)"),
    "signed_on": _("Signed on"),
    "kind": pgettext_lazy("of a finding", "Kind"),
    "domains": _("Fields of cooperation"),
    "name_en": _("Name in English"),
    "place_code": _("Place (code)"),
    "start_date": _("First day"),
    "end_date": _("Last day"),
    "delegates.value": _("Delegates"),
    "delegates.bound": _("How the number is meant"),
    "organisers": _("Organised by"),
    "subject_code": _("About (code)"),
    "measure": _("What is measured"),
    "value": pgettext_lazy("of a figure", "Value"),
    "bound": _("How the number is meant"),
    "as_of": _("Day of the figure"),
    "by": pgettext_lazy("commitment", "Who"),
    "to": pgettext_lazy("commitment", "Towards whom"),
    "domain": pgettext_lazy("commitment", "What"),
    "place_codes": _("Places (codes)"),
    "name": pgettext_lazy("of a person", "Name"),
    "role": pgettext_lazy("of a person", "Role"),
    "org_or_place": _("Organisation or place"),
    "name_as_written": _("As written"),
    "code": pgettext_lazy("of a place", "Code"),
    "unit_id": _("Number in this record"),
    "dateline_only": _("Only in the dateline"),
    "publisher": _("Publisher"),
    "delegates": _("Delegates"),
}

BOUNDS: Phrases = {
    "exact": pgettext_lazy("a number is meant", "exactly"),
    "at_least": pgettext_lazy("a number is meant", "at least"),
    "about": pgettext_lazy("a number is meant", "about"),
    "at_most": pgettext_lazy("a number is meant", "at most"),
}

TROUBLES: dict[str, str] = {
    "document.empty": gettext_noop("There is no text in it. Paste the text of the report."),
    "document.too_large": gettext_noop("The file is larger than %(limit)s MB. Bring in its text."),
    "document.too_long": gettext_noop(
        "The text has more than %(limit)s characters. Bring in one report at a time."
    ),
    "document.not_text": gettext_noop(
        "The file holds no text. Bring in a text, a page of the web or a PDF."
    ),
    "document.not_utf8": gettext_noop("The text is not UTF-8. Save the file as UTF-8 text."),
    "document.no_text_in_page": gettext_noop(
        "No report was found in the page. Paste the text of the report."
    ),
    "document.no_text_in_pdf": gettext_noop(
        "The PDF holds pictures of pages, and no text. Paste the text of the report."
    ),
    "document.locked": gettext_noop("The PDF is locked by a password. Save it without one."),
    "document.broken_pdf": gettext_noop("The PDF is damaged. Save it anew, or paste its text."),
    "field.empty": gettext_noop("Fill this in."),
    "field.too_long": gettext_noop("Shorten it to %(limit)s characters at most."),
    "field.not_a_date": gettext_noop(
        "“%(cell)s” is not a date. Write 2014, 2014-12 or 2014-12-18."
    ),
    "field.not_a_number": gettext_noop("“%(cell)s” is not a number. Write digits only."),
    "field.not_a_bound": gettext_noop("Choose how the number is meant."),
    "date.needed": gettext_noop("The register keeps it only with a date. Write the date."),
    "date.without_year": gettext_noop("“%(cell)s” has no year. Write the year."),
    "date.ends_before_start": gettext_noop("The last day comes before the first. Correct one."),
    "place.unknown": gettext_noop(
        "No place has the code “%(cell)s”. Write a code such as VN-57, JP-35 or 27213."
    ),
    "place.not_in_force": gettext_noop(
        "“%(cell)s” did not exist on %(day)s. Correct the place or the date."
    ),
    "place.same_country": gettext_noop("Both places lie in one country. Correct one of them."),
    "kind.unknown": gettext_noop("The register has no kind “%(cell)s”. Choose another one."),
    "domain.unknown": gettext_noop("“%(cell)s” is no field of cooperation. Choose from the list."),
    "measure.unknown": gettext_noop("The register keeps no figure “%(cell)s”. Choose another one."),
    "report.no_origin": gettext_noop(
        "Say first who published the report, or where it can be read, under “About the report”."
    ),
    "fetch.unknown_host": gettext_noop("No host has this name. Correct the address."),
    "fetch.private_network": gettext_noop(
        "The address lies in a private network, from which nothing is fetched."
    ),
    "fetch.wrong_scheme": gettext_noop("Only addresses that begin with http or https are fetched."),
    "fetch.wrong_address": gettext_noop("This is no address of the web. Correct it."),
    "fetch.wrong_port": gettext_noop("Nothing is fetched from this port. Correct the address."),
    "fetch.too_many_redirects": gettext_noop("The address leads on and on. Write where it ends."),
    "fetch.too_slow": gettext_noop("The host took too long to answer. Try again later."),
    "fetch.too_large": gettext_noop("The answer is too large to be read."),
    "fetch.failed": gettext_noop("The host could not be reached. Try again later."),
    "fetch.refused": gettext_noop("The host refused to answer. Check the address."),
    "fetch.robots": gettext_noop("The site asks programs not to read it."),
    "fetch.no_feed": gettext_noop("There is no feed at this address. Look for RSS or Atom."),
    "feed.known": gettext_noop("This feed is read already."),
}


def trouble(code: str, detail: dict[str, object] | None = None) -> str:
    """Say what went wrong, and what to do."""
    return _now(TROUBLES[code]) % (detail or {})

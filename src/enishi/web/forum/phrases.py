"""What codes of events say to a reader."""

from django.utils.translation import gettext_lazy as _

from enishi.web.languages import Phrases

KINDS: Phrases = {
    "forum": _("forum"),
    "conference": _("conference"),
    "congress": _("congress"),
    "festival": _("festival"),
    "exhibition": _("exhibition"),
    "seminar": _("seminar"),
    "mission": _("visit of a delegation"),
    "ceremony": _("ceremony"),
}

ROLES: Phrases = {
    "venue": _("venue"),
    "organiser": _("organiser"),
    "partner": _("took part"),
}

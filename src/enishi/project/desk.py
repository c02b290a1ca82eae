"""The desk of the stewards: Django's admin, behind the same gate as every page."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from enishi.apps.accounts.access import scopes_of
from enishi.apps.forum import admin as forum
from enishi.apps.forum.models import Event
from enishi.apps.indicators import admin as indicators
from enishi.apps.indicators.models import Observation
from enishi.apps.ledger import admin as ledger
from enishi.apps.ledger.models import Source
from enishi.apps.parties import admin as parties
from enishi.apps.parties.models import Office
from enishi.apps.places import admin as places
from enishi.apps.places.models import Unit
from enishi.apps.register import actions as register_actions
from enishi.apps.register import admin as register
from enishi.apps.register.models import Agreement, Party
from enishi.web.gate import requires

_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class Desk(AdminSite):
    """An admin whose every address names a capability of the permission table."""

    site_header = site_title = _("Desk of the stewards")
    index_title = _("Records")
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person may look, or, to change something, keep records."""
        capability = "steward.desk" if request.method in _READS else "register.edit"
        return bool(scopes_of(request.user, capability))

    def get_urls(self) -> list[Any]:
        """Return the addresses, each behind the gate."""
        urls = super().get_urls()
        _guard(urls)
        return urls


def _guard(urls: Iterable[URLPattern | URLResolver]) -> None:
    for entry in urls:
        if isinstance(entry, URLResolver):
            _guard(entry.url_patterns)
        else:
            entry.callback = requires("steward.desk")(entry.callback)


class UnitAdmin(places.UnitAdmin):
    """Units; what changes of them changes who holds which agreement."""

    def act(self, kept: ledger.Kept) -> None:
        """Call the action, and work the bonds out anew."""
        with transaction.atomic():
            super().act(kept)
            register_actions.rederive()


desk = Desk()
desk.register(Source, ledger.SourceAdmin)
desk.register(Unit, UnitAdmin)
desk.register(Office, parties.OfficeAdmin)
desk.register(Agreement, register.AgreementAdmin)
desk.register(Party, register.PartyAdmin)
desk.register(Observation, indicators.ObservationAdmin)
desk.register(Event, forum.EventAdmin)

"""How an agreement is cited: one line to copy, and files for reference managers."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enishi.apps.register.models import Party
from enishi.domain.formats.citations import CITATIONS, Citation
from enishi.domain.text import format_date
from enishi.web.pages import language, query_without
from enishi.web.places.naming import shown_name
from enishi.web.register.phrases import KINDS
from enishi.web.register.telling import Told


def citation_of(told: Told, on: datetime.date) -> Citation:
    """Return the citation of an agreement as it is told on a day."""
    reader, row = language(), told.row
    parties = " × ".join(_name(side.party, reader) for side in told.sides)
    return Citation(
        key=f"enishi-{row.id}",
        title=_("Agreement %(key)s: %(parties)s, %(kind)s")
        % {"key": row.id, "parties": parties, "kind": KINDS[row.kind]},
        site="Enishi",
        address=settings.SITE_ADDRESS + reverse("agreement", args=(row.id,)),
        read_on=on,
        language=reader,
        note=_("Signed %(date)s") % {"date": format_date(row.signed_on, reader)},
    )


def _name(party: Party, language: str) -> str:
    if party.unit is not None:
        return shown_name(party.unit, language).text
    assert party.organisation is not None
    return party.organisation.name.in_language(language)[0]


def citation_files(request: HttpRequest, key: str) -> list[tuple[str, str]]:
    """Return the files a citation is offered as, each with its address."""
    query = query_without(request).removesuffix("&")
    tail = f"?{query}" if query else ""
    return [
        (form.name, reverse("citation", args=(key, ending)) + tail)
        for ending, form in CITATIONS.items()
    ]


def citation_file(citation: Citation, ending: str) -> HttpResponse:
    """Answer with a citation as a file.

    Raises:
        Http404: there is no such format.
    """
    if ending not in CITATIONS:
        raise Http404(ending)
    form = CITATIONS[ending]
    return HttpResponse(
        form.write(citation),
        content_type=f"{form.content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{citation.key}.{ending}"'},
    )

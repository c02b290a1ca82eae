"""The catalogue of open data: what can be had, in which formats, under which terms."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from enishi.api import answers
from enishi.api.exports import ABOUT
from enishi.apps.indicators import queries as indicators
from enishi.apps.ledger import queries as ledger
from enishi.apps.places import queries as places
from enishi.apps.register import queries as register
from enishi.domain.formats.catalog import Catalogue, Dataset, catalog_document
from enishi.domain.formats.exports import Subject
from enishi.domain.formats.jsonld import MEDIA_TYPE

_KEYWORDS = {
    Subject.AGREEMENTS: ("decentralised cooperation", "sister cities", "agreements"),
    Subject.PLACES: ("administrative units", "administrative history", "gazetteer"),
    Subject.FIGURES: ("decentralised cooperation", "indicators"),
}


def catalog(_request: HttpRequest) -> HttpResponseBase:
    """Answer with the catalogue."""
    spans = {
        Subject.AGREEMENTS: register.signed_between(),
        Subject.PLACES: (places.known_since(), None),
        Subject.FIGURES: indicators.known_between(),
    }
    datasets = [
        Dataset(
            key=str(subject),
            title=about.title,
            description=about.ever,
            keywords=_KEYWORDS[subject],
            since=str(spans[subject][0]) if spans[subject][0] else None,
            until=str(spans[subject][1]) if spans[subject][1] else None,
        )
        for subject, about in ABOUT.items()
    ]
    catalogue = Catalogue(
        title="Enishi: open data of decentralised cooperation",
        description=(
            "Agreements between localities of different countries, the units that signed them and"
            " their history, and figures, each with its sources."
        ),
        publisher="Enishi",
        address=settings.SITE_ADDRESS,
        modified=ledger.version().at,
        datasets=datasets,
    )
    return answers.document(catalog_document(catalogue), MEDIA_TYPE)

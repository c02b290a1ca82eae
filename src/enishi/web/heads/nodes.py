"""Places, agreements, bonds, events and the data set in the words of schema.org.

An agreement is a `DigitalDocument`, as in the exports: `Legislation` binds everybody under it, a
memorandum of two offices binds only them. A bond is a `Collection` of its agreements.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from enishi.apps.forum.models import Event
from enishi.apps.ledger import queries as ledger
from enishi.apps.ledger.models import Source
from enishi.apps.places import bridge
from enishi.apps.places.models import Code, Unit
from enishi.domain.formats.exports import LICENCE, Subject
from enishi.domain.formats.jsonld import place_id
from enishi.domain.formats.writers import FORMATS
from enishi.domain.text import LocalizedText
from enishi.web.forum import phrases as forum
from enishi.web.languages import country_name
from enishi.web.pages import language
from enishi.web.places.naming import shown_name
from enishi.web.register import phrases as register
from enishi.web.register.telling import Side, Told

Node = dict[str, Any]


def absolute(address: str) -> str:
    """Return an address of this site with the site before it."""
    return f"{settings.SITE_ADDRESS}{address}"


def parties_in_words(told: Told) -> str:
    """Name the sides of an agreement, in the reader's order and language."""
    return " × ".join(_side_name(side) for side in told.sides)


def place_reference(unit: Unit) -> Node:
    """Return a place as another node speaks of it."""
    return {
        "@type": "AdministrativeArea",
        "@id": place_id(settings.SITE_ADDRESS, unit.id),
        "name": shown_name(unit, language()).text,
        "url": absolute(reverse("place", args=(unit.id,))),
    }


def place_node(unit: Unit, parent: Unit | None, codes: Iterable[Code]) -> Node:
    """Return a place."""
    node = place_reference(unit)
    names = {*unit.name.texts.values(), *unit.full_name.texts.values()}
    point = bridge.point_of(unit)
    country = {
        "@type": "Country",
        "name": country_name(unit.country, language()),
        "identifier": unit.country,
    }
    return _filled(
        node
        | {
            "alternateName": sorted(names - {node["name"]}),
            "identifier": [
                {"@type": "PropertyValue", "propertyID": code.scheme, "value": code.value}
                for code in codes
                if code.scheme in bridge.PUBLIC_CODES
            ],
            "containedInPlace": place_reference(parent) if parent else country,
            "geo": point
            and {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon},
        }
    )


def agreement_reference(told: Told) -> Node:
    """Return an agreement as another node speaks of it."""
    return {
        "@type": "DigitalDocument",
        "@id": f"{settings.SITE_ADDRESS}/api/v1/agreements/{told.row.id}",
        "name": f"{parties_in_words(told)}: {register.KINDS[told.row.kind]}",
        "dateCreated": str(told.row.signed_on),
        "url": absolute(reverse("agreement", args=(told.row.id,))),
    }


def agreement_node(told: Told) -> Node:
    """Return an agreement, its sources prefetched."""
    row = told.row
    base = f"{settings.SITE_ADDRESS}/api/v1/agreements/{row.renews_id}"
    return _filled(
        agreement_reference(told)
        | {
            "identifier": row.id,
            "genre": str(register.KINDS[row.kind]),
            "abstract": _read(row.summary),
            "keywords": [str(register.DOMAINS[domain]) for domain in told.domains],
            "expires": str(told.ends_on) if told.ends_on else None,
            "contributor": [_contributor(side) for side in told.sides],
            "isBasedOn": row.renews_id and {"@id": base},
            "citation": [_source_node(evidence.source) for evidence in row.evidence.all()],
        }
    )


def bond_node(pair: Sequence[Unit], rows: Sequence[Told], address: str) -> Node:
    """Return what ties a pair of places."""
    return _filled(
        {
            "@type": "Collection",
            "@id": f"{absolute(address)}#bond",
            "name": " × ".join(shown_name(unit, language()).text for unit in pair),
            "about": [place_reference(unit) for unit in pair],
            "collectionSize": len(rows),
            "hasPart": [agreement_reference(told) for told in rows],
        }
    )


def event_node(event: Event) -> Node:
    """Return an event of record, its places prefetched."""
    ends = event.ends_on or event.starts_on
    venues = [place_reference(row.unit) for row in event.places.all() if row.role == "venue"]
    where = _read(event.place)
    return _filled(
        {
            "@type": "Event",
            "@id": absolute(f"{reverse('event', args=(event.id,))}#event"),
            "name": _read(event.name),
            "description": str(forum.KINDS[event.kind]),
            "startDate": str(event.starts_on),
            "endDate": str(ends),
            "location": [{"@type": "Place", "name": where}] if where else venues,
            "organizer": [{"@type": "Organization", "name": _read(event.organisers)}]
            if event.organisers.texts
            else [],
            "subjectOf": _source_node(event.source),
        }
    )


def dataset_node(description: str) -> Node:
    """Return the register as a data set, with its downloads and terms."""
    at = ledger.version().at
    exports = f"{settings.SITE_ADDRESS}/api/v1/export/{Subject.AGREEMENTS}"
    return _filled(
        {
            "@type": "Dataset",
            "@id": f"{settings.SITE_ADDRESS}/catalog.jsonld#agreements",
            "name": _("Agreements between localities of Vietnam and Japan"),
            "description": description,
            "url": absolute(reverse("agreements")),
            "license": LICENCE.url,
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": "Enishi", "url": settings.SITE_ADDRESS},
            "dateModified": at and at.date().isoformat(),
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "@id": f"{settings.SITE_ADDRESS}/catalog.jsonld",
                "name": _("Open data and licence"),
            },
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": form.content_type,
                    "contentUrl": f"{exports}.{ending}",
                }
                for ending, form in FORMATS.items()
            ],
        }
    )


def site_node(description: str) -> Node:
    """Return the site, with the address of its search."""
    target = f"{absolute(reverse('search'))}?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "@id": f"{settings.SITE_ADDRESS}/#site",
        "name": "Enishi",
        "alternateName": "縁",
        "url": f"{settings.SITE_ADDRESS}/",
        "description": description,
        "inLanguage": [code for code, _name in settings.LANGUAGES],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def trail_node(steps: Iterable[tuple[str, str]], canonical: str) -> Node:
    """Return where a page stands: (name, address) of each page from the first one down to it."""
    return {
        "@type": "BreadcrumbList",
        "@id": f"{canonical}#trail",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, 1)
        ],
    }


def _side_name(side: Side) -> str:
    if side.party.unit is not None:
        return shown_name(side.party.unit, language()).text
    assert side.party.organisation is not None
    return side.party.organisation.name.in_language(language())[0]


def _contributor(side: Side) -> Node:
    if side.party.unit is None:
        return {"@type": "Organization", "name": _side_name(side)}
    return {
        "@type": "GovernmentOrganization",
        "name": _side_name(side),
        "areaServed": place_reference(side.party.unit),
    }


def _source_node(source: Source) -> Node:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
            "datePublished": str(source.published_on or ""),
            "inLanguage": source.language,
        }
    )


def _read(text: LocalizedText) -> str:
    return text.in_language(language())[0]


def _filled(node: Node) -> Node:
    """Leave out what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}

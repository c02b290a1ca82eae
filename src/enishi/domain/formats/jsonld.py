"""JSON-LD in the words of schema.org, with its context inside, so that a file stands alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from enishi.domain.formats.documents import in_list
from enishi.domain.formats.exports import Document, Export, Record, Subject

MEDIA_TYPE = "application/ld+json"

# "meta" repeats for plain readers what the data set's own properties say; it is no statement.
CONTEXT: Mapping[str, Any] = {
    "@vocab": "http://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "meta": None,
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
    "start": {"@id": "dcat:startDate", "@type": "xsd:date"},
    "end": {"@id": "dcat:endDate", "@type": "xsd:date"},
}


def write_jsonld(export: Export) -> Iterator[bytes]:
    """Yield an export as a Dataset whose parts are its records."""
    head = {
        "@context": CONTEXT,
        "@id": f"{export.address}/api/v1/export/{export.subject}.jsonld",
        "@type": "Dataset",
        "name": export.title,
        "description": export.rule,
        "license": export.licence.url,
        "creditText": export.licence.line,
        "dateModified": export.on.isoformat(),
        "size": f"{export.rows} rows",
        "meta": export.meta(),
    }
    return in_list(head, "hasPart", (node_of(export, record) for record in export.records))


def node_of(export: Export, record: Record) -> dict[str, Any]:
    """Return a record as a node; what is not known is left out."""
    match export.subject:
        case Subject.PLACES:
            node = _place(export.address, record)
        case Subject.AGREEMENTS:
            node = _agreement(export.address, record.document)
        case Subject.FIGURES:
            node = _figure(export.address, record.document)
    return {key: value for key, value in node.items() if value not in (None, [], "")}


def place_id(address: str, unit_id: str) -> str:
    """Return the identifier of a unit as a resource."""
    return f"{address}/api/v1/places/{unit_id}"


def _agreement_id(address: str, agreement_id: str) -> str:
    return f"{address}/api/v1/agreements/{agreement_id}"


def _in_languages(texts: Mapping[str, str] | None) -> list[dict[str, str]]:
    return [
        {"@language": language, "@value": text} for language, text in (texts or {}).items() if text
    ]


def _source(source: Document) -> dict[str, Any]:
    node = {
        "@type": "CreativeWork",
        "name": source["title"],
        "url": source["url"],
        "publisher": source["publisher"],
        "datePublished": source["published_on"],
        "inLanguage": source["language"],
    }
    return {key: value for key, value in node.items() if value}


def _place(address: str, record: Record) -> dict[str, Any]:
    document = record.document
    point = record.where[0][1] if record.where else None
    period = {"@type": "dct:PeriodOfTime"}
    period |= {
        end: document[day]
        for end, day in (("start", "valid_from"), ("end", "valid_to"))
        if document[day]
    }
    parent, code = document["parent"], document["code"]
    return {
        "@id": place_id(address, document["unit_id"]),
        "@type": "AdministrativeArea",
        "identifier": [document["unit_id"], *([code] if code else [])],
        "name": _in_languages(document["name"]),
        "additionalType": document["kind"],
        "addressCountry": document["country"],
        "containedInPlace": parent and {"@id": place_id(address, parent)},
        "geo": point and {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon},
        "dct:temporal": period if len(period) > 1 else None,
    }


def _agreement(address: str, document: Document) -> dict[str, Any]:
    renews = document["renews"]
    return {
        "@id": _agreement_id(address, document["id"]),
        "@type": "DigitalDocument",
        "identifier": document["id"],
        "genre": document["kind"],
        "dateCreated": document["signed_on"],
        "expires": document["ends_on"],
        "creativeWorkStatus": document["state"],
        "abstract": _in_languages(document["summary"]),
        "keywords": document["domains"],
        "contributor": [_party(address, party) for party in document["parties"]],
        "isBasedOn": renews and {"@id": _agreement_id(address, renews)},
        "comment": [{"@type": "Comment", "text": text} for text in document["doubt"].values()],
        "citation": [_source(source) for source in document["sources"]],
    }


def _party(address: str, party: Document) -> dict[str, Any]:
    names = _in_languages(party["name"])
    if party["unit_id"] is None:
        return {"@type": "Organization", "identifier": party["organisation"], "name": names}
    return {
        "@type": "GovernmentOrganization",
        "name": names,
        "additionalType": party["authority"],
        "areaServed": {"@id": place_id(address, party["unit_id"])},
    }


def _figure(address: str, document: Document) -> dict[str, Any]:
    value = document["value"]
    quantity: Any = _in_languages(document["text"])
    if value is not None:
        quantity = {"@type": "QuantitativeValue", "description": document["wording"]}
        match document["bound"]:
            case "at_least":
                quantity["minValue"] = value
            case "at_most":
                quantity["maxValue"] = value
            case _:
                quantity["value"] = value
    about = [
        {"@id": place_id(address, unit)}
        for unit in document["subject"].split("~")
        if document["scope"] != "whole"
    ]
    return {
        "@id": f"{address}/api/v1/figures#{document['id']}",
        "@type": "Observation",
        "identifier": document["id"],
        "observationAbout": about or document["subject"],
        "measuredProperty": document["measure"],
        "value": quantity,
        "observationDate": document["on"],
        "description": _in_languages(document["note"]),
        "isBasedOn": _source(document["source"]),
    }

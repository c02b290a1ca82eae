"""The catalogue of open data: DCAT-AP 3 in JSON-LD, with its context inside."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from enishi.domain.formats.exports import LICENCE
from enishi.domain.formats.writers import FORMATS

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_LANGUAGES = ("ENG", "FRA", "JPN", "VIE")
_COUNTRIES = ("JPN", "VNM")

CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set: its key, which names its download addresses, and what it holds.

    `since` and `until` are the days its facts span, as ISO texts of any precision.
    """

    key: str
    title: str
    description: str
    keywords: tuple[str, ...]
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue of data sets and the service that answers questions about them.

    `address` is where the publishing site is, without a slash at its end.
    """

    title: str
    description: str
    publisher: str
    address: str
    modified: datetime.datetime | None
    datasets: Sequence[Dataset]


def catalog_document(catalogue: Catalogue) -> dict[str, Any]:
    """Return a catalogue as a JSON-LD document."""
    address = catalogue.address
    publisher = {"@id": f"{address}/catalog.jsonld#publisher"}
    common: dict[str, Any] = {
        "dct:publisher": publisher,
        "dct:license": {"@id": LICENCE.url},
        "dct:language": [{"@id": f"{_EU}/language/{language}"} for language in _LANGUAGES],
    }
    if catalogue.modified:
        common["dct:modified"] = _typed(catalogue.modified.isoformat(timespec="seconds"))
    service = f"{address}/catalog.jsonld#api"
    return {
        "@context": CONTEXT,
        "@id": f"{address}/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _english(catalogue.title),
        "dct:description": _english(catalogue.description),
        "foaf:homepage": {"@id": f"{address}/"},
        **common,
        "dct:publisher": {
            **publisher,
            "@type": "foaf:Agent",
            "foaf:name": catalogue.publisher,
            "foaf:homepage": {"@id": f"{address}/"},
        },
        "dct:spatial": _places(),
        "dcat:dataset": [_dataset(address, dataset, common) for dataset in catalogue.datasets],
        "dcat:service": {
            "@id": service,
            "@type": "dcat:DataService",
            "dct:title": _english(f"{catalogue.title}: API"),
            "dcat:endpointURL": {"@id": f"{address}/api/v1/"},
            "dcat:endpointDescription": {"@id": f"{address}/api/v1/openapi.json"},
            "dcat:servesDataset": [
                {"@id": _dataset_id(address, dataset)} for dataset in catalogue.datasets
            ],
            "dct:license": common["dct:license"],
            "dct:publisher": publisher,
            "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        },
    }


def _dataset_id(address: str, dataset: Dataset) -> str:
    return f"{address}/catalog.jsonld#{dataset.key}"


def _dataset(address: str, dataset: Dataset, common: dict[str, Any]) -> dict[str, Any]:
    node = {
        "@id": _dataset_id(address, dataset),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.key,
        "dct:title": _english(dataset.title),
        "dct:description": _english(dataset.description),
        "dcat:keyword": [_english(keyword) for keyword in dataset.keywords],
        "dcat:theme": [{"@id": f"{_EU}/data-theme/{theme}"} for theme in ("GOVE", "INTR")],
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dct:spatial": _places(),
        **common,
        "dcat:distribution": [_distribution(address, dataset.key, key) for key in FORMATS],
    }
    period = {"@type": "dct:PeriodOfTime"} | {
        name: _typed(day)
        for name, day in (("dcat:startDate", dataset.since), ("dcat:endDate", dataset.until))
        if day
    }
    return node | ({"dct:temporal": period} if len(period) > 1 else {})


def _distribution(address: str, dataset: str, key: str) -> dict[str, Any]:
    format_ = FORMATS[key]
    download = f"{address}/api/v1/export/{dataset}.{key}"
    return {
        "@id": f"{address}/catalog.jsonld#{dataset}.{key}",
        "@type": "dcat:Distribution",
        "dct:title": _english(f"{dataset}.{key}"),
        "dcat:accessURL": {"@id": download},
        "dcat:downloadURL": {"@id": download},
        "dcat:mediaType": {"@id": f"{_IANA}/{format_.media_type}"},
        "dct:format": {"@id": f"{_EU}/file-type/{format_.file_type}"},
        "dct:license": {"@id": LICENCE.url},
    }


def _english(text: str) -> dict[str, str]:
    return {"@language": "en", "@value": text}


def _places() -> list[dict[str, str]]:
    return [{"@id": f"{_EU}/country/{country}"} for country in _COUNTRIES]


def _typed(day: str) -> dict[str, str]:
    """Return a date as a literal of the type its precision has."""
    types = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return {"@type": f"xsd:{types.get(len(day), 'dateTime')}", "@value": day}

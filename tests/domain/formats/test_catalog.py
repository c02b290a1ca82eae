"""The catalogue of open data holds what DCAT-AP 3 asks for."""

import datetime

from enishi.domain.formats.catalog import Catalogue, Dataset, catalog_document

DOCUMENT = catalog_document(
    Catalogue(
        title="A catalogue",
        description="What it holds.",
        publisher="A publisher",
        address="https://enishi.example",
        modified=datetime.datetime(2025, 11, 25, 9, 30, tzinfo=datetime.UTC),
        datasets=[
            Dataset("agreements", "Agreements", "All of them.", ("a",), "1995-01-01", "2026-02"),
            Dataset("places", "Places", "All of them.", (), None, None),
        ],
    )
)


def test_the_catalogue_has_its_mandatory_properties() -> None:
    assert DOCUMENT["@type"] == "dcat:Catalog"
    assert DOCUMENT["dct:title"] == {"@language": "en", "@value": "A catalogue"}
    assert DOCUMENT["dct:description"] == {"@language": "en", "@value": "What it holds."}
    assert DOCUMENT["dct:publisher"]["foaf:name"] == "A publisher"
    assert DOCUMENT["dct:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert DOCUMENT["dct:modified"] == {
        "@type": "xsd:dateTime",
        "@value": "2025-11-25T09:30:00+00:00",
    }


def test_a_data_set_names_its_time() -> None:
    agreements, places = DOCUMENT["dcat:dataset"]
    assert agreements["@id"] == "https://enishi.example/catalog.jsonld#agreements"
    assert agreements["dct:temporal"] == {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:date", "@value": "1995-01-01"},
        "dcat:endDate": {"@type": "xsd:gYearMonth", "@value": "2026-02"},
    }
    assert "dct:temporal" not in places


def test_every_format_has_its_address() -> None:
    agreements = DOCUMENT["dcat:dataset"][0]
    assert [
        (
            distribution["dcat:downloadURL"]["@id"],
            distribution["dct:format"]["@id"].rpartition("/")[2],
            distribution["dcat:mediaType"]["@id"].partition("media-types/")[2],
        )
        for distribution in agreements["dcat:distribution"]
    ] == [
        ("https://enishi.example/api/v1/export/agreements.csv", "CSV", "text/csv"),
        (
            "https://enishi.example/api/v1/export/agreements.xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("https://enishi.example/api/v1/export/agreements.json", "JSON", "application/json"),
        (
            "https://enishi.example/api/v1/export/agreements.geojson",
            "GEOJSON",
            "application/geo+json",
        ),
        (
            "https://enishi.example/api/v1/export/agreements.jsonld",
            "JSON_LD",
            "application/ld+json",
        ),
    ]


def test_the_service_serves_every_data_set() -> None:
    service = DOCUMENT["dcat:service"]
    assert service["@type"] == "dcat:DataService"
    assert service["dcat:endpointURL"] == {"@id": "https://enishi.example/api/v1/"}
    assert service["dcat:endpointDescription"] == {
        "@id": "https://enishi.example/api/v1/openapi.json"
    }
    assert [dataset["@id"] for dataset in service["dcat:servesDataset"]] == [
        "https://enishi.example/catalog.jsonld#agreements",
        "https://enishi.example/catalog.jsonld#places",
    ]

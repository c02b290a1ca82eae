"""The catalogue leads to files that are there."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from enishi.apps.ledger.models import Load

pytestmark = pytest.mark.django_db


def test_every_download_of_the_catalogue_is_there(client: Client, register: None) -> None:
    response = client.get("/catalog.jsonld")
    assert response.headers["Content-Type"] == "application/ld+json"
    catalogue = response.json()
    assert [dataset["dct:identifier"] for dataset in catalogue["dcat:dataset"]] == [
        "agreements",
        "places",
        "figures",
    ]
    for dataset in catalogue["dcat:dataset"]:
        for distribution in dataset["dcat:distribution"]:
            download = client.head(urlsplit(distribution["dcat:downloadURL"]["@id"]).path)
            assert download.status_code == 200
            told = distribution["dcat:mediaType"]["@id"].partition("media-types/")[2]
            assert download.headers["Content-Type"].partition(";")[0] == told


def test_the_service_is_there(client: Client, register: None) -> None:
    service = client.get("/catalog.jsonld").json()["dcat:service"]
    for name in ("dcat:endpointURL", "dcat:endpointDescription"):
        assert client.get(urlsplit(service[name]["@id"]).path).status_code == 200


def test_the_catalogue_says_when_the_records_changed(client: Client, register: None) -> None:
    last = Load.objects.latest("id").at
    modified = client.get("/catalog.jsonld").json()["dct:modified"]["@value"]
    assert modified == last.isoformat(timespec="seconds")


def test_agreements_span_from_the_first_to_the_last(client: Client, register: None) -> None:
    temporal = client.get("/catalog.jsonld").json()["dcat:dataset"][0]["dct:temporal"]
    assert temporal["dcat:startDate"] == {"@type": "xsd:date", "@value": "1995-01-01"}
    assert temporal["dcat:endDate"] == {"@type": "xsd:date", "@value": "2026-02-26"}

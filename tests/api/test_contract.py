"""The contract is valid, whole, and kept by every answer."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from enishi.api.v1.contract import api
from enishi.domain.formats.writers import FORMATS

pytestmark = pytest.mark.django_db

ANSWERS = (
    ("/places", "places?page_size=200"),
    ("/places", "places?q=クアンニン"),
    ("/places/{code}", "places/VN-57"),
    ("/places/{code}", "places/JP-29"),
    ("/places/{code}/heirs", "places/VN-57/heirs"),
    ("/places/{code}/ancestors", "places/VN-SG/ancestors?on=2000-01-01"),
    ("/places/{code}/agreements", "places/VN-SG/agreements"),
    ("/places/{code}/figures", "places/VN-SG/figures"),
    ("/agreements", "agreements?page_size=200"),
    ("/agreements", "agreements?page_size=200&on=2010-01-01"),
    ("/agreements/{agreement_id}", "agreements/A003"),
    ("/agreements/{agreement_id}", "agreements/A054"),
    ("/bonds", "bonds?page_size=200"),
    ("/bonds/{a}/{b}", "bonds/VN-SG/JP-27"),
    ("/bonds/{a}/{b}", "bonds/VN91-2024/JP35"),
    ("/counts", "counts?on=2025-11-25"),
    ("/figures", "figures?page_size=200"),
    ("/events", "events?page_size=200"),
    ("/sources/{source_id}", "sources/s-573c4de508"),
)


@pytest.fixture
def told(client: Client, register: None) -> Any:
    return client.get("/api/v1/openapi.json").json()


def test_the_contract_is_openapi(told: Any) -> None:
    assert told["openapi"] == "3.1.0"
    validate(told)


def test_every_operation_is_told(told: Any) -> None:
    operations = [operation for methods in told["paths"].values() for operation in methods.values()]
    ids = [operation["operationId"] for operation in operations]
    assert sorted(ids) == [
        "bring_report",
        "download_export",
        "get_agreement",
        "get_bond",
        "get_counts",
        "get_place",
        "get_source",
        "list_agreements",
        "list_ancestors",
        "list_bonds",
        "list_events",
        "list_figures",
        "list_heirs",
        "list_place_agreements",
        "list_place_figures",
        "list_places",
        "list_press",
    ]
    known = {tag["name"] for tag in told["tags"]}
    writing = [methods["post"] for methods in told["paths"].values() if "post" in methods]
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert len(operation["tags"]) == 1
        assert operation["tags"][0] in known
        refusals = {"422"} if operation in writing else {"304", "404", "422"}
        assert set(operation["responses"]) == {"200", *refusals}
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (operation["operationId"], parameter["name"])


def test_a_download_has_the_types_of_its_files(told: Any) -> None:
    download = told["paths"]["/api/v1/export/{what}.{ending}"]["get"]
    types = [format_.media_type for format_ in FORMATS.values()]
    assert list(download["responses"]["200"]["content"]) == types


@pytest.mark.parametrize(("path", "address"), ANSWERS)
def test_answers_keep_the_contract(client: Client, told: Any, path: str, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    answer = told["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": told["components"]}).validate(response.json())
    if "total" in response.json():
        assert response.json()["items"], "an empty list proves nothing"


def test_every_path_has_an_answer_that_is_checked(told: Any) -> None:
    checked = {f"/api/v1{path}" for path, _ in ANSWERS}
    assert set(told["paths"]) - checked == {
        "/api/v1/export/{what}.{ending}",
        "/api/v1/press",  # in test_press, with a report
        "/api/v1/press/reports",
    }


def test_problems_keep_the_contract(client: Client, told: Any) -> None:
    schema = {
        "$ref": "#/components/schemas/Problem",
        "components": told["components"],
    }
    for address in ("places/quang", "agreements?on=x", "nowhere"):
        response = client.get(f"/api/v1/{address}")
        Draft202012Validator(schema).validate(response.json())


def test_the_contract_is_made_once() -> None:
    assert api.get_openapi_schema() is api.get_openapi_schema()

"""The API tells the documents that the command line tells."""

import datetime
import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from enishi.apps.indicators.models import Observation
from enishi.apps.places.models import Unit
from enishi.apps.register.models import Agreement

from .conftest import Ask

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> Any:
    """Return what a command of the house says."""
    out = io.StringIO()
    call_command(*arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_find(ask: Ask) -> None:
    said = told("places", "find", "quang ninh", "--on", "2025-11-25", "--limit", "100")
    assert ask("places", q="quang ninh", on="2025-11-25")["items"] == said[:20]


def test_find_is_narrowed_by_the_other_filters(ask: Ask) -> None:
    said = told("places", "find", "nara", "--on", "2025-11-25", "--limit", "100")
    narrowed = [place for place in said if place["country"] == "JP" and place["level"] == "first"]
    found = ask("places", q="nara", on="2025-11-25", country="JP", level="first")
    assert found["items"] == narrowed[:20]
    assert found["total"] == len(narrowed)


def test_find_is_narrowed_to_the_parts_of_a_place(ask: Ask) -> None:
    said = told("places", "find", "nara", "--on", "2025-11-25", "--limit", "100")
    parts = [place for place in said if place["parent"] == "JP29"]
    assert 0 < len(parts) < len(said)
    assert ask("places", q="nara", on="2025-11-25", parent="JP-29")["items"] == parts[:20]


def test_heirs_and_ancestors(ask: Ask) -> None:
    for code, verb in (("VN-57", "heirs"), ("VN74-2024", "heirs"), ("VN-SG", "ancestors")):
        said = told("places", verb, code, "--on", "2026-01-01")
        answer = ask(f"places/{code}/{verb}", on="2026-01-01")
        assert (answer["items"], answer["total"]) == (said, len(said))


def test_agreements_of_a_place(ask: Ask) -> None:
    said = told("agreements", "list", "--place", "VN-SG")
    assert len(said) > 5
    assert ask("agreements", place="VN-SG", page_size=200)["items"] == said
    assert ask("places/VN-SG/agreements", page_size=200)["items"] == said


def test_agreements_of_a_pair_on_a_day(ask: Ask) -> None:
    arguments = ("--place", "VN-SG", "--with", "JP-27", "--on", "2015-01-01")
    said = told("agreements", "list", *arguments)
    pair = {"place": "VN-SG", "with": "JP-27", "on": "2015-01-01"}
    assert ask("agreements", **pair)["items"] == said
    assert ask("bonds/VN-SG/JP-27", on="2015-01-01")["agreements"] == said


def test_counts(ask: Ask) -> None:
    assert ask("counts", on="2025-11-25") == told("agreements", "count", "--on", "2025-11-25")


def test_counts_of_today(ask: Ask) -> None:
    assert ask("counts")["on"] == timezone.localdate().isoformat()


def test_an_agreement_has_its_texts_and_its_life(ask: Ask) -> None:
    agreement = ask("agreements/A073")
    assert (agreement["renews"], agreement["signed_on"]) == ("A048", "2026-01-12")
    assert ask("agreements/A048", on="2026-01-11")["state"] != "renewed"
    assert ask("agreements/A048", on="2026-01-12")["state"] == "renewed"
    (text,) = ask("agreements/A003")["texts"]
    assert (text["language"], text["authentic"]) == ("ja", True)


def test_filters_of_agreements(ask: Ask) -> None:
    rows = Agreement.objects.all()
    assert ask("agreements", page_size=1)["total"] == rows.count()
    for name, value, narrowed in (
        ("kind", "memorandum", rows.filter(kind="memorandum")),
        ("confidence", "medium", rows.filter(confidence="medium")),
        ("domain", "trade", rows.filter(domains__domain="trade")),
        ("since", "2020-01-01", rows.filter(signed_last__gte=datetime.date(2020, 1, 1))),
        ("on", "2020-01-01", rows.filter(signed_last__lte=datetime.date(2020, 1, 1))),
    ):
        ids = [item["id"] for item in ask("agreements", page_size=200, **{name: value})["items"]]
        assert sorted(ids) == sorted(narrowed.values_list("id", flat=True)), name


def test_living_agreements_are_those_that_are_counted(ask: Ask) -> None:
    rules = {rule["rule"]: rule["number"] for rule in ask("counts", on="2025-11-25")["rules"]}
    living = ask("agreements", living_on="2025-11-25", page_size=1)["total"]
    assert living == rules["agreements_living"]
    assert ask("bonds", on="2025-11-25", page_size=1)["total"] == rules["pairs_documented"]


def test_filters_of_places(ask: Ask) -> None:
    japan = ask("places", country="JP", level="first", page_size=200)
    assert [place["code"] for place in japan["items"]] == [f"JP-{n:02}" for n in range(1, 48)]
    living = ask("places", country="VN", level="first", on="2025-11-25", page_size=200)
    assert living["total"] == 34
    parts = Unit.objects.filter(parent="JP27", kind="city").order_by("id")
    osaka = ask("places", parent="JP-27", kind="city", page_size=200)
    assert [place["unit_id"] for place in osaka["items"]] == list(
        parts.values_list("id", flat=True)
    )


def test_a_place_has_all_its_codes(ask: Ask) -> None:
    place = ask("places/JP-29")
    assert place["unit_id"] == "JP29"
    schemes = {code["scheme"]: code["value"] for code in place["codes"]}
    assert (schemes["iso3166-2"], schemes["jis"]) == ("JP-29", "29")
    assert {name["form"] for name in place["names"]} >= {"short", "full", "reading"}


def test_figures_of_a_bond(ask: Ask) -> None:
    bonds = Observation.objects.filter(scope="bond").order_by("id")
    assert bonds
    for figure in bonds:
        one, other = figure.subject.split("~")
        ids = [item["id"] for item in ask(f"bonds/{one}/{other}")["figures"]]
        assert figure.id in ids
        pair = {"place": one, "with": other}
        assert [item["id"] for item in ask("figures", **pair)["items"]] == ids


def test_figures_by_measure_and_day(ask: Ask) -> None:
    rows = Observation.objects.filter(measure="documents_total")
    found = ask("figures", measure="documents_total")["items"]
    assert sorted(item["id"] for item in found) == sorted(rows.values_list("id", flat=True))
    before = ask("figures", on="2024-01-01", page_size=200)["items"]
    said = {
        row.id for row in Observation.objects.all() if row.as_of and row.as_of.first.year < 2024
    }
    assert {item["id"] for item in before} - said == {
        row.id
        for row in Observation.objects.all()
        if row.as_of and row.as_of.first == datetime.date(2024, 1, 1)
    }


def test_events_of_a_place_today_are_those_of_its_ancestors(ask: Ask) -> None:
    ids = {event["id"] for event in ask("events", place="VN-SG", page_size=200)["items"]}
    former = {event["id"] for event in ask("events", place="VN74-2024", page_size=200)["items"]}
    assert former
    assert ids >= former
    forum = ask("events", kind="forum", page_size=200)["items"]
    assert {event["kind"] for event in forum} == {"forum"}


def test_a_source_names_what_it_documents(ask: Ask) -> None:
    agreement = ask("agreements/A073")
    source = agreement["sources"][0]
    assert ask(f"sources/{source['id']}") == source | {"agreements": ["A073"]}


def test_the_index_names_every_list(ask: Ask) -> None:
    index = ask("")
    for name, address in index["lists"].items():
        assert address == f"http://testserver/api/v1/{name}"
        ask(name)

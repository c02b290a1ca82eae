"""Agreements as programs read them: under whose name, in which state, at which cost."""

import datetime
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from enishi.apps.places.models import Unit
from enishi.apps.places.queries import place
from enishi.apps.register import bridge, queries
from enishi.apps.register.models import Agreement, Party
from enishi.apps.register.queries import Choice

date = datetime.date
TODAY = date(2026, 11, 21)
BINH_DUONG, BA_RIA, CITY = "VN74-2024", "VN77-2024", "VN79-2025"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def _documents(day: date, **choice: Any) -> list[dict[str, Any]]:
    papers = queries.papers(queries.chosen(Choice(**choice)), day)
    return [bridge.agreement_document(paper, day) for paper in papers]


def _ids(documents: list[dict[str, Any]]) -> list[str]:
    return sorted(document["id"] for document in documents)


def _unit(key: str) -> Unit:
    return Unit.objects.get(id=key)


def _signed_as(unit: str) -> list[str]:
    return sorted(Party.objects.filter(unit=unit).values_list("agreement", flat=True))


@pytest.mark.parametrize("former", [BINH_DUONG, BA_RIA])
def test_every_agreement_of_a_merged_province_appears_under_ho_chi_minh_city_today(
    former: str,
) -> None:
    held = _ids(_documents(TODAY, place=_unit(CITY)))
    assert len(_signed_as(former)) >= 3
    assert [key for key in _signed_as(former) if key not in held] == []


def test_ho_chi_minh_city_holds_its_own_papers_and_those_of_the_merged_provinces_only() -> None:
    own = [key for unit in (BINH_DUONG, BA_RIA, "VN79-2024", CITY) for key in _signed_as(unit)]
    assert _ids(_documents(TODAY, place=place("VN-SG"))) == sorted(own)


@pytest.mark.parametrize("former", [BINH_DUONG, BA_RIA])
def test_before_july_2025_a_province_appears_under_its_own_name(former: str) -> None:
    eve = date(2025, 6, 30)
    documents = _documents(eve, place=_unit(former), on=eve)
    assert _ids(documents) == _signed_as(former)
    vietnamese = [p for d in documents for p in d["parties"] if p["unit_id"].startswith("VN")]
    assert {(p["unit_id"], p["heir_today"]) for p in vietnamese} == {(former, former)}
    city = _ids(_documents(eve, place=_unit("VN79-2024"), on=eve))
    assert [key for key in city if key in _signed_as(former)] == []


@pytest.mark.parametrize("former", [BINH_DUONG, BA_RIA])
def test_since_july_2025_a_party_keeps_its_name_and_is_answered_for_by_the_city(
    former: str,
) -> None:
    documents = _documents(date(2025, 7, 1), place=_unit(former))
    parties = [p for d in documents for p in d["parties"] if p["unit_id"] == former]
    assert {p["heir_today"] for p in parties} == {CITY}
    names = {BINH_DUONG: "Bình Dương", BA_RIA: "Bà Rịa - Vũng Tàu"}
    assert {p["name"]["vi"] for p in parties} == {names[former]}


def test_a073_renews_a048_across_the_merger_of_ben_tre_into_vinh_long() -> None:
    renewed, renewal = (Agreement.objects.get(id=key) for key in ("A048", "A073"))
    assert renewal.renews == renewed
    signers = [
        list(row.parties.order_by("position").values_list("unit", flat=True))
        for row in (renewed, renewal)
    ]
    assert signers == [["VN83-2024", "JP38"], ["VN86-2025", "JP38"]]
    documents = {d["id"]: d for d in _documents(TODAY, place=_unit("VN86-2025"))}
    former, later = documents["A048"], documents["A073"]
    assert (former["state"], former["renewed_by"], former["renews"]) == ("renewed", ["A073"], None)
    assert (later["state"], later["renewed_by"], later["renews"]) == ("term_unknown", [], "A048")
    assert former["parties"][0]["heir_today"] == "VN86-2025"


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2022, 7, 31), None),
        (date(2022, 8, 1), "in_force"),
        (date(2024, 7, 31), "ends_soon"),
        (date(2025, 7, 31), "ends_soon"),
        (date(2025, 8, 1), "term_passed"),
        (date(2026, 1, 11), "term_passed"),
        (date(2026, 1, 12), "renewed"),
    ],
)
def test_a048_passes_through_its_states(on: date, state: str | None) -> None:
    (document,) = [d for d in _documents(on) if d["id"] == "A048"]
    assert document["state"] == state


def test_an_agreement_is_told_with_all_that_programs_need() -> None:
    (document,) = [d for d in _documents(TODAY) if d["id"] == "A024"]
    sources = document.pop("sources")
    parties = document.pop("parties")
    text = document.pop("doubt"), document.pop("summary")
    assert document == {
        "id": "A024",
        "kind": "cooperation_agreement",
        "signed_on": "2015-11",
        "precision": "month",
        "documents": 1,
        "domains": document["domains"],
        "state": "term_unknown",
        "ends_on": None,
        "renews": None,
        "renewed_by": [],
        "confidence": "high",
    }
    assert document["domains"] == sorted(document["domains"])
    assert [list(part) for part in text] == [[], ["en", "fr", "ja", "vi"]]
    assert [list(source) for source in sources] == [
        ["id", "title", "url", "publisher", "published_on", "language"]
    ]
    keys = ["code", "unit_id", "organisation", "name", "authority", "heir_today"]
    assert [list(party) for party in parties] == [keys] * 3
    assert [(p["code"], p["unit_id"], p["organisation"], p["heir_today"]) for p in parties] == [
        ("VN-67", "VN36-2024", None, "VN37-2025"),
        ("JP-45", "JP45", None, "JP45"),
        (None, None, "minami-kyushu-university", None),
    ]
    assert parties[0]["name"] == {
        "en": "Nam Dinh",
        "fr": "Nam Định",
        "ja": "ナムディン省",
        "vi": "Nam Định",
    }


@pytest.mark.parametrize("size", [1, 3, None])
def test_a_list_costs_the_same_number_of_queries_whatever_its_length(
    size: int | None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    papers = queries.papers(queries.chosen(Choice())[:size], TODAY)
    with django_assert_num_queries(9):
        documents = [bridge.agreement_document(paper, TODAY) for paper in papers]
    assert len(documents) == (size or 94)


def _listed(*words: str) -> list[str]:
    out = StringIO()
    call_command("agreements", "list", *words, "--json", stdout=out)
    return [document["id"] for document in json.loads(out.getvalue())]


def test_the_command_lists_a_pair_with_the_papers_of_its_ancestors_newest_first() -> None:
    listed = _listed("--place", "VN-SG", "--with", "JP-35")
    assert listed == ["A074", "A069", "A091", "A015", "A022"]


def test_the_command_narrows_by_kind_domain_and_day() -> None:
    assert _listed("--kind", "sister_city") == ["A054", "A019"]
    assert _listed("--kind", "sister_city", "--on", "2020-01-13") == ["A019"]
    everything = _listed()
    with_water = _listed("--domain", "water")
    assert (len(everything), set(with_water) < set(everything)) == (94, True)
    assert _listed("--on", "1995-12-30") == []

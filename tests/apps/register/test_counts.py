"""Counts on a day: by hand over the raw table, by the domain, and by the database."""

import calendar
import csv
import datetime
import json
import random
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from enishi.apps.ledger.models import Source
from enishi.apps.places.jobs import derive_lineage
from enishi.apps.places.models import Lineage, Succession, Unit
from enishi.apps.register import bridge, jobs, queries
from enishi.apps.register.models import Agreement, LifeEvent, Party, Tally
from enishi.apps.register.queries import Choice
from enishi.domain.places import Extent, LineageSpan
from enishi.domain.register import RULES, count
from enishi.domain.text import PartialDate

date = datetime.date
DAY = datetime.timedelta(days=1)
DATA = Path(__file__).resolve().parents[3] / "src" / "enishi" / "data"

pytestmark = pytest.mark.django_db


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


# Read from the summaries and titles of the texts: the last day of every stated term.
TERMS = {
    "A006": "2014-04-16",  # five years from 17 April 2009
    "A026": "2020-12-31",  # "extended to 2020"
    "A048": "2025-07-31",  # three years from 1 August 2022
    "A070": "2028-12-31",  # "for 2025–2028"
    "A090": "2026-04-13",  # three years from 14 April 2023
    "A091": "2026-09-07",  # three years from 8 September 2023
    "A093": "2028-12-31",  # "for 2025–2028"
}


def _last_day(written: str) -> str:
    """Complete a year or month by its last day."""
    if len(written) == len("2014-12-18"):
        return written
    year, month = written[:4], written[5:] or "12"
    return f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]}"


def _heirs(unit: str, on: str, successions: list[dict[str, str]]) -> set[str]:
    """Follow the table from a unit to those in force on a day."""
    steps = [
        row["to"]
        for row in successions
        if row["from"] == unit and row["relation"] != "transfer" and row["on"] <= on
    ]
    return set().union(*(_heirs(step, on, successions) for step in steps)) if steps else {unit}


def _by_hand(on: str) -> dict[str, int]:
    """Count the raw table on a day under each rule, with nothing of ours."""
    agreements, successions = _rows("register/agreements.csv"), _rows("places/successions.csv")
    signed = [row for row in agreements if _last_day(row["signed_on"]) <= on]
    renewed = {row["renews"] for row in signed if row["renews"]}
    terminated = {
        row["agreement"]
        for row in _rows("register/life_events.csv")
        if row["kind"] == "terminated" and _last_day(row["on"]) <= on
    }
    living = [
        row
        for row in signed
        if row["id"] not in renewed | terminated and TERMS.get(row["id"], "9999") >= on
    ]
    parties: dict[str, list[set[str]]] = {}
    for row in _rows("register/parties.csv"):
        if row["unit"]:
            heirs = _heirs(row["unit"], on, successions)
            parties.setdefault(row["agreement"], []).append(heirs)

    def pairs(rows: list[dict[str, str]]) -> set[tuple[str, str]]:
        return {
            (one, other)
            for row in rows
            for units in parties[row["id"]]
            for others in parties[row["id"]]
            for one in units
            for other in others
            if one.startswith("JP") and other.startswith("VN")
        }

    conditions = ("signed_by_heads", "open_scope", "assembly_approved")
    return {
        "agreements_signed": len(signed),
        "documents_signed": sum(int(row["documents"]) for row in signed),
        "agreements_living": len(living),
        "agreements_in_term": len([row for row in living if row["id"] in TERMS]),
        "pairs_documented": len(pairs(signed)),
        "pairs_living": len(pairs(living)),
        "sister_agreements": len([row for row in signed if row["kind"] == "sister_city"]),
        "sister_links": len([row for row in signed if [row[c] for c in conditions] == ["yes"] * 3]),
    }


def _told(on: str) -> dict[str, Any]:
    out = StringIO()
    call_command("agreements", "count", "--on", on, "--json", stdout=out)
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


def test_the_terms_read_by_hand_are_those_the_table_states() -> None:
    rows = _rows("register/agreements.csv")
    assert sorted(TERMS) == [row["id"] for row in rows if row["term_months"] or row["ends_on"]]
    assert [row["id"] for row in rows if row["tacit_renewal"] == "yes"] == []
    extended = {"extended", "entered_into_force"}
    assert [r for r in _rows("register/life_events.csv") if r["kind"] in extended] == []


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "on",
    [
        "1995-12-30",
        "1995-12-31",
        "2014-04-16",
        "2014-04-17",
        "2018-04-02",
        "2020-01-13",
        "2023-11-02",
        "2025-06-30",
        "2025-07-01",
        "2025-11-25",
        "2026-01-12",
        "2026-11-21",
    ],
)
def test_the_command_counts_what_a_count_by_hand_over_the_table_counts(on: str) -> None:
    document = _told(on)
    assert document["on"] == on
    assert {rule["rule"]: rule["number"] for rule in document["rules"]} == _by_hand(on)


@pytest.mark.usefixtures("register")
def test_every_number_comes_with_its_rule_and_what_the_rule_means() -> None:
    told = [(rule["rule"], rule["meaning"]) for rule in _told("2025-11-25")["rules"]]
    assert told == [(rule.id, rule.meaning) for rule in RULES]


@pytest.mark.usefixtures("register")
def test_beside_the_count_stands_what_was_announced_by_the_day_newest_first() -> None:
    announced = _told("2025-11-25")["announced"]
    totals = [
        (a["measure"], a["value"], a["bound"], a["on"])
        for a in announced
        if a["measure"] == "documents_total"
    ]
    days = [a["on"] for a in announced]
    assert ("documents_total", 70, "about", "2020-01-13") in totals
    newest = max(totals, key=lambda total: total[3])
    assert (newest[1:3], newest[3][:7]) == ((110, "at_least"), "2025-11")
    assert days == sorted(days, reverse=True)
    assert max(days) <= "2025-11-25"
    assert all(a["source"]["title"] for a in announced)
    assert [a for a in _told("2019-01-01")["announced"] if a["on"] > "2019-01-01"] == []


def _by_domain(on: list[date]) -> dict[date, dict[str, int]]:
    rows = Agreement.objects.prefetch_related("parties__unit", "life_events")
    lives = [(bridge.agreement_of(row), bridge.life_of(row)) for row in rows]
    lineage: dict[str, list[LineageSpan]] = {}
    for span in Lineage.objects.all():
        lineage.setdefault(span.unit_id, []).append(
            LineageSpan(span.unit_id, span.heir_id, span.since, span.until, Extent(span.extent))
        )
    return {day: count(lives, lineage, day) for day in on}


@pytest.mark.usefixtures("register")
def test_the_database_counts_the_register_as_the_domain_does_on_many_days() -> None:
    edges = {
        day
        for first, last in Agreement.objects.values_list("signed_first", "signed_last")
        for day in (first, last - DAY, last)
    }
    quarters = {date(year, month, 1) for year in range(1995, 2028) for month in (1, 4, 7, 10)}
    ends = {d for d in Agreement.objects.values_list("term_ends", flat=True) if d}
    days = sorted(edges | quarters | ends | {day + DAY for day in ends})
    assert {day: queries.counts(day) for day in days} == _by_domain(days)


START = date(2024, 1, 1)


def _day(dice: random.Random, most: int = 60) -> date:
    return START + dice.randrange(most) * DAY


def _partial(dice: random.Random) -> PartialDate:
    day = _day(dice)
    return dice.choice(
        [PartialDate.day(day), PartialDate.parse(f"{day:%Y-%m}"), PartialDate.parse("2024")]
    )


def _random_register(dice: random.Random) -> None:
    """Write a small register: units that merge and split, and papers of every kind."""
    merged, split = START + 20 * DAY, START + 40 * DAY
    spans: dict[str, tuple[date | None, date | None]] = {
        "J": (None, None),
        "K": (None, None),
        "V": (None, merged - DAY),
        "W": (None, merged - DAY),
        "N": (merged, split - DAY),
        "P": (split, None),
        "Q": (split, None),
    }
    for key, (since, until) in spans.items():
        country = "JP" if key in "JK" else "VN"
        Unit.objects.create(
            id=key,
            country=country,
            level="first",
            kind="province",
            line=key,
            valid_from=since,
            valid_to=until,
        )
    passed = [("V", "N", merged, "merge", "whole"), ("W", "N", merged, "merge", "whole")]
    passed += [("N", "P", split, "split", "part"), ("N", "Q", split, "split", "part")]
    for source, target, on, relation, extent in passed:
        Succession.objects.create(
            source_id=source, target_id=target, on=on, relation=relation, extent=extent, act="act"
        )
    told = Source.objects.create(id="s-1", title="A page")
    written: list[str] = []
    for number in range(dice.randrange(1, 7)):
        signed = _partial(dice)
        renews = dice.choice([None, *written])
        agreement = Agreement.objects.create(
            id=f"A{number}",
            kind=dice.choice(["sister_city", "memorandum"]),
            signed_on=signed,
            signed_first=signed.first,
            signed_last=signed.last,
            documents=dice.randrange(1, 4),
            renews_id=renews,
            term_months=dice.choice([None, None, 1, 2]),
            ends_on=dice.choice([None, None, _partial(dice)]),
            tacit_renewal=dice.random() < 0.2,
            signed_by_heads=dice.choice([None, True, True, False]),
            open_scope=dice.choice([None, True, True]),
            assembly_approved=dice.choice([None, True, True]),
            confidence="high",
        )
        written.append(agreement.id)
        signers = dice.sample(sorted(spans), dice.randrange(1, 4))
        for position, unit in enumerate(signers, 1):
            Party.objects.create(agreement=agreement, position=position, unit_id=unit)
        if dice.random() < 0.4:
            kind = dice.choice(["terminated", "extended", "suspended", "entered_into_force"])
            new_end = _partial(dice) if kind == "extended" else None
            LifeEvent.objects.create(
                agreement=agreement, kind=kind, on=_partial(dice), until=new_end, source=told
            )


@pytest.mark.usefixtures("empty_register")
@pytest.mark.parametrize("seed", range(25))
def test_the_database_counts_a_random_register_as_the_domain_does(seed: int) -> None:
    _random_register(random.Random(seed))  # noqa: S311  # a test that can be repeated
    derive_lineage()
    jobs.derive_lives()
    near = [START + offset * DAY for offset in range(-1, 92, 5)]
    days = [*near, date(2024, 12, 30), date(2024, 12, 31), date(2025, 3, 1), date(2026, 1, 1)]
    counted = _by_domain(days)
    assert {day: queries.counts(day) for day in days} == counted
    assert {day: queries.chosen(Choice(living_on=day)).count() for day in days} == {
        day: numbers["agreements_living"] for day, numbers in counted.items()
    }


def test_there_is_a_column_for_every_rule() -> None:
    columns = [field.name for field in Tally._meta.fields]
    assert columns == ["on", *(rule.id for rule in RULES)]


@pytest.mark.usefixtures("empty_register")
def test_an_empty_register_counts_nothing_in_the_database_either() -> None:
    assert queries.counts(date(2026, 1, 1)) == {rule.id: 0 for rule in RULES}

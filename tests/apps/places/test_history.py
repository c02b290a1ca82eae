"""Who became whom, against the table itself, read with nothing but the csv module."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Q

from enishi.apps.places import bridge, queries
from enishi.apps.places.models import Lineage, Succession, Unit
from enishi.domain.places import Level, Timeline

date = datetime.date
ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "src" / "enishi" / "data" / "places"
# The collected facts, where they stand beside the checkout.
COLLECTED = ROOT.parent / "shared" / "data" / "places" / "vn_successions.csv"
TODAY = date(2026, 11, 21)
EVE, REFORM = date(2025, 6, 30), date(2025, 7, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SUCCESSIONS = _rows(SHIPPED / "successions.csv")
FIRST_LEVEL = {row["id"] for row in _rows(SHIPPED / "units.csv") if row["level"] == "first"}
OF_THE_REFORM = [row for row in SUCCESSIONS if row["on"] == "2025-07-01"]
OLD = [row for row in OF_THE_REFORM if row["from"] in FIRST_LEVEL]
NEW = sorted({row["to"] for row in OF_THE_REFORM})


def _unit(key: str) -> Unit:
    return Unit.objects.get(id=key)


def _heirs(key: str, on: date) -> list[str]:
    return [unit.id for _, unit in queries.heirs(_unit(key), on)]


def _ancestors(key: str, on: date) -> list[str]:
    return [unit.id for _, unit in queries.ancestors(_unit(key), on)]


def test_the_table_of_the_reform_turns_63_units_into_34() -> None:
    assert (len(OLD), len({row["from"] for row in OLD}), len(NEW)) == (63, 63, 34)


@pytest.mark.parametrize("row", OLD, ids=[row["from"] for row in OLD])
def test_a_unit_has_one_heir_on_the_day_of_the_reform_by_the_act_in_the_table(
    row: dict[str, str],
) -> None:
    ((heir, unit),) = queries.heirs(_unit(row["from"]), REFORM)
    assert (unit.id, unit.valid_from) == (row["to"], REFORM)
    assert [(s.source, s.target, s.on, s.act) for s in heir.steps] == [
        (row["from"], row["to"], REFORM, row["act"])
    ]
    assert _heirs(row["from"], EVE) == [row["from"]]


@pytest.mark.parametrize("key", NEW)
def test_a_unit_of_the_reform_is_heir_to_all_that_the_table_names(key: str) -> None:
    assert _ancestors(key, EVE) == sorted(r["from"] for r in OF_THE_REFORM if r["to"] == key)
    assert _ancestors(key, REFORM) == [key]


@pytest.mark.skipif(not COLLECTED.exists(), reason="the collected facts are not beside us")
def test_every_collected_succession_is_held_and_no_other_between_provinces() -> None:
    collected = {
        (
            row["from_name"].partition(" (")[0],
            row["to"],
            row["date"],
            row["relation"].replace(" ", "_"),
            row["extent"],
            row["legal_basis"].partition(":")[0],
        )
        for row in _rows(COLLECTED)
    }
    rows = Succession.objects.filter(
        source__country="VN",
        source__level="first",
        source__names__language="vi",
        source__names__form="short",
    ).values_list("source__names__text", "target", "on", "relation", "extent", "act")
    held = {
        (name, to, on.isoformat(), relation, extent, act.partition(":")[0])
        for name, to, on, relation, extent, act in rows
    }
    assert held == collected


@pytest.mark.skipif(not COLLECTED.exists(), reason="the collected facts are not beside us")
def test_every_collected_inheritance_can_be_walked_both_ways() -> None:
    sources = {
        (name, on.isoformat()): source
        for source, name, on in Succession.objects.filter(
            source__level="first", source__names__language="vi", source__names__form="short"
        ).values_list("source", "source__names__text", "on")
    }
    for row in _rows(COLLECTED):
        source = sources[row["from_name"].partition(" (")[0], row["date"]]
        day = date.fromisoformat(row["date"])
        eve = day - datetime.timedelta(days=1)
        inherits = row["relation"] != "transfer"
        assert (row["to"] in _heirs(source, day)) == inherits, row
        assert (source in _ancestors(row["to"], eve)) == inherits, row


@pytest.mark.parametrize(
    ("before", "after", "on"),
    [
        ("VN75-2025", "VN75-2026", date(2026, 4, 30)),
        ("VN22-2025", "VN22-2026", date(2026, 9, 1)),
        ("VN24-2025", "VN24-2026", date(2026, 9, 20)),
    ],
)
def test_a_change_of_status_in_2026_passes_a_province_to_a_city(
    before: str, after: str, on: date
) -> None:
    eve = on - datetime.timedelta(days=1)
    assert (_heirs(before, eve), _heirs(before, on)) == ([before], [after])
    assert (_ancestors(after, eve), _ancestors(after, on)) == ([before], [after])
    assert [_unit(key).kind for key in (before, after)] == ["province", "centrally_run_city"]
    assert _unit(before).line == _unit(after).line


def test_the_status_changes_are_the_only_successions_of_2026() -> None:
    rows = Succession.objects.filter(on__year=2026).order_by("on").values_list("source", "relation")
    assert list(rows) == [
        ("VN75-2025", "status_change"),
        ("VN22-2025", "status_change"),
        ("VN24-2025", "status_change"),
    ]


def test_ha_tay_passed_to_ha_noi_on_1_august_2008() -> None:
    days = [date(2008, 7, 31), date(2008, 8, 1), REFORM]
    assert [_heirs("VN28-1991", day) for day in days] == [
        ["VN28-1991"],
        ["VN01-2024"],
        ["VN01-2025"],
    ]
    assert _ancestors("VN01-2024", days[0]) == ["VN01-2024", "VN28-1991"]
    assert _ancestors("VN01-2025", days[0]) == ["VN01-2024", "VN28-1991"]
    assert _ancestors("VN01-2024", days[1]) == ["VN01-2024"]


def test_the_land_hoa_binh_and_vinh_phuc_gave_in_2008_makes_ha_noi_no_heir_of_theirs() -> None:
    assert _heirs("VN17-2024", date(2008, 8, 1)) == ["VN17-2024"]
    assert _heirs("VN26-2024", date(2008, 8, 1)) == ["VN26-2024"]
    assert _heirs("VN26-2024", TODAY) == ["VN25-2025"]


def test_thua_thien_hue_became_the_city_of_hue_on_1_january_2025() -> None:
    days = [date(2024, 12, 31), date(2025, 1, 1), REFORM]
    assert [_heirs("VN46-1989", day) for day in days] == [
        ["VN46-1989"],
        ["VN46-2024"],
        ["VN46-2025"],
    ]
    # The provincial city of the same name was abolished on that day, into the same heir.
    assert _ancestors("VN46-2024", days[0]) == ["VN46-1989", "VN46-HUE-2024"]
    assert _ancestors("VN46-2025", days[0]) == ["VN46-1989", "VN46-HUE-2024"]
    assert _ancestors("VN46-2024", days[1]) == ["VN46-2024"]


def test_vinh_phu_reaches_today_s_phu_tho_by_two_paths_told_together() -> None:
    ((heir, unit),) = queries.heirs(_unit("VN-VINHPHU-1996"), TODAY)
    assert (unit.id, str(heir.extent)) == ("VN25-2025", "part")
    assert [(step.source, step.target) for step in heir.steps] == [
        ("VN-VINHPHU-1996", "VN25-2024"),
        ("VN-VINHPHU-1996", "VN26-2024"),
        ("VN25-2024", "VN25-2025"),
        ("VN26-2024", "VN25-2025"),
    ]


@pytest.fixture
def timeline(register: None) -> Timeline:
    return bridge.timeline_of(Unit.objects.all(), Succession.objects.all())


def _edges() -> Iterator[date]:
    """Yield every day from 1997 on which the set of Vietnamese units changes, and its eve."""
    yield from (date(1997, 1, 1), TODAY)
    for row in SUCCESSIONS:
        on = date.fromisoformat(row["on"])
        if on > date(1997, 1, 1):
            yield from (on - datetime.timedelta(days=1), on)


def _units_of(on: date) -> int:
    return (
        61 if on < date(2004, 1, 1) else 64 if on < date(2008, 8, 1) else 63 if on < REFORM else 34
    )


def test_on_every_day_since_1997_the_right_number_of_units_covers_vietnam(
    timeline: Timeline,
) -> None:
    days = sorted(set(_edges()))
    counted = {day: len(timeline.living("VN", Level.FIRST, day)) for day in days}
    assert counted == {day: _units_of(day) for day in days}
    edges = {
        d for u in Unit.objects.filter(country="VN", level="first") for d in [u.valid_from] if d
    }
    assert {day for day in edges if day > date(1997, 1, 1)} <= set(days)


@pytest.mark.parametrize("on", [date(1997, 1, 1), EVE, REFORM, TODAY])
def test_the_database_counts_the_units_in_force_as_the_timeline_does(
    on: date, timeline: Timeline
) -> None:
    for country in ("VN", "JP"):
        rows = Unit.objects.filter(queries.in_force_q(on), country=country, level="first")
        units = timeline.living(country, Level.FIRST, on)
        assert list(rows.order_by("id").values_list("id", flat=True)) == [u.id for u in units]


def test_japan_has_47_prefectures_and_1741_counted_municipalities() -> None:
    japan = Unit.objects.filter(queries.in_force_q(TODAY), country="JP")
    counts = [
        japan.filter(level="first").count(),
        japan.filter(level="second", counted=True).count(),
        japan.filter(level="second", counted=False).count(),
    ]
    assert counts == [47, 1741, 6]


def test_every_municipality_lies_in_a_prefecture() -> None:
    outside = Unit.objects.filter(country="JP", level="second").exclude(parent__level="first")
    assert list(outside) == []


def test_the_stored_lineage_is_the_lineage_of_the_timeline(timeline: Timeline) -> None:
    stored = set(Lineage.objects.values_list("unit", "heir", "since", "until", "extent"))
    derived = {(s.unit, s.heir, s.since, s.until, str(s.extent)) for s in timeline.lineage()}
    assert stored == derived


def test_heirs_and_ancestors_from_the_database_are_those_of_the_whole_timeline(
    timeline: Timeline,
) -> None:
    vietnamese = Q(country="VN") & (Q(valid_to__isnull=False) | Q(valid_from__isnull=False))
    days = (date(1996, 12, 31), date(2005, 1, 1), EVE, TODAY)
    for unit in Unit.objects.filter(vietnamese, level="first")[::7]:
        for day in days:
            heirs = [heir for heir, _ in queries.heirs(unit, day)]
            ancestors = [heir for heir, _ in queries.ancestors(unit, day)]
            assert heirs == timeline.heirs(unit.id, day)
            assert ancestors == timeline.ancestors(unit.id, day)

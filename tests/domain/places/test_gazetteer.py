"""Reading and ranking names, on a small gazetteer made by hand."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.places import (
    Kind,
    Level,
    Match,
    NameEntry,
    Unit,
    index_forms,
    rank,
    read_query,
)

TODAY = datetime.date(2026, 11, 21)
EVE, FIRST = datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)


def unit(
    key: str,
    kind: Kind,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Unit:
    level = Level.FIRST if kind in (Kind.PROVINCE, Kind.PREFECTURE_FU) else Level.SECOND
    return Unit(key, "VN", level, kind, since, until)


def entries(of: Unit, *names: str, line: str = "") -> list[NameEntry]:
    return [NameEntry(of, line or of.id, *index_forms(name, of.kind)) for name in names]


OSAKA = unit("JP27", Kind.PREFECTURE_FU)
OSAKA_CITY = unit("JP27100", Kind.CITY)
NINH = unit("QN", Kind.PROVINCE)
NGAI = unit("QNG", Kind.PROVINCE)
NAM = unit("QNM", Kind.PROVINCE, None, EVE)
FUCHU_EAST, FUCHU_WEST = unit("JP13206", Kind.CITY), unit("JP34208", Kind.CITY)
FUCHU_TOWN = unit("JP34302", Kind.TOWN)
HUE_OLD = unit("HUE-1", Kind.PROVINCE, None, EVE)
HUE_NEW = unit("HUE-2", Kind.CENTRALLY_RUN_CITY, FIRST)

ALL = [
    *entries(OSAKA, "Osaka", "Osaka Prefecture", "大阪府", "おおさかふ"),
    *entries(OSAKA_CITY, "Osaka", "Osaka City", "大阪市", "おおさかし"),
    *entries(NINH, "Quảng Ninh", "Tỉnh Quảng Ninh", "クアンニン"),
    *entries(NGAI, "Quảng Ngãi", "Tỉnh Quảng Ngãi"),
    *entries(NAM, "Quảng Nam", "Tỉnh Quảng Nam"),
    *entries(FUCHU_TOWN, "Fuchu", "府中町"),
    *entries(FUCHU_WEST, "Fuchu", "府中市"),
    *entries(FUCHU_EAST, "Fuchu", "府中市"),
    *entries(HUE_OLD, "Thừa Thiên Huế", line="VN-26"),
    *entries(HUE_NEW, "Huế", line="VN-26"),
]


def found(text: str, on: datetime.date = TODAY, limit: int = 5) -> list[str]:
    return [c.unit.id for c in rank(read_query(text), ALL, on, limit)]


PREFECTURES = {
    Kind.PREFECTURE_TO,
    Kind.PREFECTURE_DO,
    Kind.PREFECTURE_FU,
    Kind.PREFECTURE_KEN,
}
CITIES = {Kind.CITY, Kind.CENTRALLY_RUN_CITY, Kind.PROVINCIAL_CITY}


@pytest.mark.parametrize(
    ("text", "core", "kinds"),
    [
        ("nara", "nara", set()),
        ("tỉnh Quảng Ninh", "quangninh", {Kind.PROVINCE} | PREFECTURES),
        ("Thành phố Hồ Chí Minh", "hochiminh", CITIES),
        ("TP. Huế", "hue", CITIES),
        ("thủ đô Hà Nội", "hanoi", CITIES | {Kind.PREFECTURE_TO}),
        ("huyện Lạc Dương", "lacduong", {Kind.DISTRICT}),
        ("préfecture de Nara", "nara", PREFECTURES),
        ("préfecture d’Osaka", "osaka", PREFECTURES),
        ("ville de la Baie", "baie", CITIES),
        ("City of Kobe", "kobe", CITIES),
        ("Kobe City", "kobe", CITIES),
        ("Nara-ken", "nara", {Kind.PREFECTURE_KEN}),
        ("Osaka-fu", "osaka", {Kind.PREFECTURE_FU}),
        ("Tōkyō-to", "tokyo", {Kind.PREFECTURE_TO}),
        ("Niki-chō", "niki", {Kind.TOWN}),
        ("Minato-ku", "minato", {Kind.SPECIAL_WARD}),
        ("クアンニン省", "くあんにん", {Kind.PROVINCE}),
        ("奈良県", "奈良", {Kind.PREFECTURE_KEN}),
        ("大阪府", "大阪", {Kind.PREFECTURE_FU}),
        ("東京都", "東京", {Kind.PREFECTURE_TO}),
        ("四日市市", "四日市", CITIES),
        ("大町町", "大町", {Kind.TOWN}),
        ("東海村", "東海", {Kind.VILLAGE}),
        ("港区", "港", {Kind.SPECIAL_WARD}),
        ("tỉnh", "tinh", set()),
        ("City", "city", set()),
        ("市", "市", set()),
        ("", "", set()),
        ("—", "", set()),
    ],
)
def test_type_words_are_read_apart_from_the_name(text: str, core: str, kinds: set[Kind]) -> None:
    query = read_query(text)
    assert (query.core, set(query.kinds)) == (core, kinds)


@pytest.mark.parametrize(
    ("name", "kind", "forms"),
    [
        ("奈良県", Kind.PREFECTURE_KEN, ("奈良県", "奈良")),
        ("四日市", Kind.CITY, ("四日市", "四日")),
        ("都城", Kind.CITY, ("都城", "都城")),
        ("ならけん", Kind.PREFECTURE_KEN, ("ならけん", "なら")),
        ("ならし", Kind.CITY, ("ならし", "なら")),
        ("くし", Kind.TOWN, ("くし", "くし")),
        ("し", Kind.CITY, ("し", "し")),
        ("にきちょう", Kind.TOWN, ("にきちよう", "にき")),
        ("Machida", Kind.CITY, ("machida", "machida")),
        ("City of Kobe", Kind.VILLAGE, ("cityofkobe", "cityofkobe")),
    ],
)
def test_a_name_is_indexed_without_the_words_for_its_own_kind_only(
    name: str, kind: Kind, forms: tuple[str, str]
) -> None:
    assert index_forms(name, kind) == forms


def test_an_exact_name_is_marked_exact_and_a_near_one_is_offered_below_it() -> None:
    best, *others = rank(read_query("quang ninh"), ALL, TODAY, 5)
    assert (best.unit, best.line, best.score, best.match) == (NINH, "QN", 1.0, Match.EXACT)
    assert [(c.unit.id, c.match) for c in others] == [("QNG", Match.NEAR), ("QNM", Match.NEAR)]


def test_a_name_with_a_slip_finds_the_nearest_name_and_calls_it_near() -> None:
    best = rank(read_query("quang nin"), ALL, TODAY, 1)[0]
    assert (best.unit.id, best.match) == ("QN", Match.NEAR)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Osaka", ["JP27", "JP27100"]),
        ("Osaka City", ["JP27100", "JP27"]),
        ("Osaka Prefecture", ["JP27", "JP27100"]),
        ("大阪", ["JP27", "JP27100"]),
        ("大阪市", ["JP27100", "JP27"]),
        ("おおさかし", ["JP27100", "JP27"]),
        ("Fuchu", ["JP13206", "JP34208", "JP34302"]),
        ("府中町", ["JP34302", "JP13206", "JP34208"]),
    ],
)
def test_the_kind_that_is_named_comes_first_then_level_kind_and_code(
    text: str, ids: list[str]
) -> None:
    assert found(text) == ids


def test_a_unit_not_in_force_is_found_and_marked_down() -> None:
    then, now = (rank(read_query("Quảng Nam"), ALL, day, 1)[0] for day in (EVE, FIRST))
    assert (then.unit, then.score, then.match) == (NAM, 1.0, Match.EXACT)
    assert (now.unit, now.score, now.match) == (NAM, 0.95, Match.EXACT)


def test_the_dated_rows_of_one_line_are_told_once_by_the_row_of_the_day() -> None:
    assert [found("Huế", day) for day in (EVE, FIRST)] == [["HUE-1"], ["HUE-2"]]
    assert [found("Thừa Thiên Huế", day) for day in (EVE, FIRST)] == [["HUE-1"], ["HUE-2"]]


def test_a_name_of_another_row_of_the_line_counts_a_little_less_than_its_own() -> None:
    own, former = (rank(read_query(n), ALL, FIRST, 1)[0] for n in ("Huế", "Thừa Thiên Huế"))
    assert (own.score, former.score) == (1.0, 0.97)


def test_before_and_after_a_line_the_nearest_row_in_time_is_told() -> None:
    one = unit("A-1", Kind.PROVINCE, datetime.date(1990, 1, 1), datetime.date(1999, 12, 31))
    two = unit("A-2", Kind.PROVINCE, datetime.date(2004, 1, 1), datetime.date(2009, 12, 31))
    rows = [*entries(one, "Aa", line="A"), *entries(two, "Aa", line="A")]
    days = [datetime.date(year, 1, 1) for year in (1980, 2001, 2003, 2020)]
    told = [[c.unit.id for c in rank(read_query("aa"), rows, day, 5)] for day in days]
    assert told == [["A-1"], ["A-1"], ["A-2"], ["A-2"]]


@pytest.mark.parametrize("text", ["", "  ", "—", "xyzzy", "ｗｗｗ"])
def test_what_resembles_no_name_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_no_more_candidates_are_given_than_asked_for() -> None:
    assert found("Fuchu", limit=2) == ["JP13206", "JP34208"]


def test_scores_never_leave_their_scale_and_never_rise_down_the_list() -> None:
    scores = [c.score for c in rank(read_query("quang"), ALL, TODAY, 20)]
    assert scores == sorted(scores, reverse=True)
    assert all(0.5 <= score <= 1 for score in scores)


QUERIES = ("Osaka", "Fuchu", "quang ninh", "quang n", "Huế", "大阪市", "府中")


@settings(max_examples=60, deadline=None)
@given(st.permutations(ALL), st.sampled_from(QUERIES), st.sampled_from([EVE, FIRST]))
def test_the_order_does_not_depend_on_the_order_of_the_entries(
    shuffled: list[NameEntry], text: str, on: datetime.date
) -> None:
    query = read_query(text)
    assert rank(query, shuffled, on, 20) == rank(query, ALL, on, 20)

"""What took place, told in four languages: once for an occasion, with its days and its place."""

import pytest

from enishi.domain.press import read


def held(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(e.kind, e.place_code, e.start_date, e.end_date) for e in read(text).events]


TOLD = [
    (
        "A forum on investment was held in Hanoi on November 25, 2024 with many guests.",
        [("forum", "VN-HN", "2024-11-25", "2024-11-25")],
    ),
    (
        "The festival opened in Hai Phong on May 9, 2019 and will run through May 12, 2019.",
        [("festival", "VN-HP", "2019-05-09", "2019-05-12")],
    ),
    (
        (
            "Governor Abe Shuichi of Nagano prefecture was received by the deputy minister in Hanoi "
            "on March 3, 2020."
        ),
        [("meeting", "VN-HN", "2020-03-03", "2020-03-03")],
    ),
    (
        (
            "Mayor Suzuki Ichiro led a delegation of Hamamatsu city to the central province of Quang "
            "Nam on June 2, 2018."
        ),
        [("visit", "VN-27", "2018-06-02", "2018-06-02")],
    ),
    (
        "Le séminaire sur l'agriculture s'est tenu le 5 mai 2021 à Can Tho devant des experts.",
        [("seminar", "VN-CT", "2021-05-05", "2021-05-05")],
    ),
    (
        (
            "Le gouverneur de Gifu, Furuta Hajime, s'est entretenu le 8 octobre 2022 à Hanoï avec le "
            "vice-ministre."
        ),
        [("meeting", "VN-HN", "2022-10-08", "2022-10-08")],
    ),
    (
        "Une conférence de presse a eu lieu le 2 avril 2024 à Hanoï sur les échanges.",
        [("press_conference", "VN-HN", "2024-04-02", "2024-04-02")],
    ),
    (
        "Hội nghị xúc tiến đầu tư diễn ra ngày 7/3/2024 tại thành phố Cần Thơ.",
        [("conference", "VN-CT", "2024-03-07", "2024-03-07")],
    ),
    (
        "Sáng 12/9/2024, Chủ tịch UBND tỉnh Quảng Ninh đã tiếp đoàn doanh nghiệp Nhật Bản.",
        [("meeting", None, "2024-09-12", "2024-09-12")],
    ),
    (
        "2024年10月5日、堺市で経済フォーラムを開催しました。",
        [("forum", "27140", "2024-10-05", "2024-10-05")],
    ),
    (
        "群馬県の訪問団は2023年8月2日から5日までベトナムを訪れました。",
        [("visit", None, "2023-08-02", "2023-08-05")],
    ),
]


@pytest.mark.parametrize(("text", "found"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_what_took_place_is_read(
    text: str, found: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    assert held(text) == found


NOTHING = [
    "The year 2023 marks the 50th anniversary of diplomatic ties set up on September 21, 1973.",
    "Le Japon est le premier partenaire de la province de Binh Duong, a-t-il souligné.",
    "Hai bên tiếp tục hợp tác trong lĩnh vực nông nghiệp và giáo dục.",
    "両県は農業と観光の分野で協力を続けている。",
]


@pytest.mark.parametrize("text", NOTHING, ids=[text[:40] for text in NOTHING])
def test_what_is_no_occasion_is_no_event(text: str) -> None:
    assert held(text) == []


def test_one_occasion_told_in_many_words_is_one_event() -> None:
    text = """Guests at the conference in Hanoi on May 5, 2022 (Photo: VNA)

Hanoi (VNA) – A conference on farming opened in Hanoi on May 5, 2022, and the event was well attended.

The conference was jointly organised by JETRO and the Embassy of Japan in Vietnam.

The participants met experts in Hanoi on May 5, 2022.
"""
    assert held(text) == [("conference", "VN-HN", "2022-05-05", "2022-05-05")]


def test_a_press_conference_and_what_it_announces_are_two() -> None:
    text = (
        "Une conférence de presse a eu lieu le 2 avril 2024 à Hanoï. Le forum se tiendra dans la "
        "ville de Hai Phong le 9 mai 2024 et réunira près de 500 délégués."
    )
    assert held(text) == [
        ("press_conference", "VN-HN", "2024-04-02", "2024-04-02"),
        ("forum", "VN-HP", "2024-05-09", "2024-05-09"),
    ]
    forum = read(text).events[1]
    assert forum.delegates is not None
    assert (forum.delegates.value, forum.delegates.bound.value) == (500, "about")


def test_a_signing_on_a_day_is_an_event_and_one_years_ago_is_none() -> None:
    text = (
        "date 2024-05-14 Can Tho city and Hyogo prefecture signed a memorandum of understanding "
        "on May 13. Their first memorandum was signed on June 2, 2011."
    )
    assert held(text) == [("signing", None, "2024-05-13", "2024-05-13")]


def test_a_yearly_festival_starts_in_its_first_year() -> None:
    text = (
        "A Vietnam Festival has been held in Kanagawa prefecture every year since 2015, the "
        "governor said."
    )
    assert held(text) == [("festival", "JP-14", "2015", None)]


ANNIVERSARIES = [
    (
        "Le 18 avril 2024, Hai Phong et la ville de Kitakyushu ont célébré à Hai Phong le 10e "
        "anniversaire de leur jumelage, scellé en 2014."
    ),
    (
        "On April 18, 2024, Hai Phong and Kitakyushu city celebrated in Hai Phong the 10th "
        "anniversary of their sister city agreement, signed in 2014."
    ),
]


@pytest.mark.parametrize("text", ANNIVERSARIES, ids=["fr", "en"])
def test_an_anniversary_celebrated_is_no_signing(text: str) -> None:
    assert held(text) == [("anniversary", "VN-HP", "2024-04-18", "2024-04-18")]


def test_a_prefecture_that_tells_where_a_town_lies_is_not_the_place() -> None:
    text = (
        "Ngày 12/9/2024, đoàn công tác thành phố Đà Nẵng đã thăm và làm việc tại thành phố Sakai, "
        "tỉnh Osaka."
    )
    assert held(text) == [("visit", "27140", "2024-09-12", "2024-09-12")]


def test_an_event_in_japanese_has_a_name_in_latin_letters() -> None:
    (event,) = read("2024年10月5日、堺市で経済フォーラムを開催しました。").events
    assert event.name_en == "Forum in Sakai"


def test_what_takes_place_on_the_same_day_has_that_day() -> None:
    text = (
        "群馬県とハナム省は2023年8月2日、ハノイで覚書を締結した。同日、両県省は観光フォーラムを"
        "開いた。"
    )
    assert {(kind, day) for kind, _, day, _ in held(text)} == {
        ("signing", "2023-08-02"),
        ("forum", "2023-08-02"),
    }


def test_the_place_of_a_signing_is_told_by_the_ceremony() -> None:
    text = "千葉県の森田健作知事は2019年3月19日、バクザン省と覚書を締結した。締結式はハノイで行われた。"
    assert held(text) == [("signing", "VN-HN", "2019-03-19", "2019-03-19")]


def test_days_of_a_range_in_japanese_share_the_word_for_the_day() -> None:
    assert [each[2:] for each in held("2024年10月5～6日、境港市で物産展が開かれる。")] == [
        ("2024-10-05", "2024-10-06")
    ]


def test_a_date_with_its_year_among_dates_without_is_of_old() -> None:
    text = (
        "On May 18, Ha Nam celebrated the anniversary of its cooperation agreement with Toyama "
        "prefecture. The agreement, signed on 17 May 2019, has helped Ha Nam."
    )
    assert "signing" not in [each[0] for each in held(text)]

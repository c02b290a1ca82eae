"""Dates as reports write them, in four languages, and the day of a report itself."""

import pytest

from enishi.domain.press.article import Article
from enishi.domain.press.composing import composed
from enishi.domain.press.layout import laid_out
from enishi.domain.press.publication import dated


def read(text: str) -> Article:
    article = laid_out(composed(text)[0])
    dated(article)
    return article


def spoken(text: str) -> list[tuple[str, str] | str]:
    return [
        when.first if when.first == when.last else (when.first, when.last)
        for when in read(text).dates
    ]


SAID = [
    ("The forum was held in Hanoi on November 25, 2025, and the talks went well.", ["2025-11-25"]),
    ("It was signed by the two sides on 14 March 2019 in the city of Hue.", ["2019-03-14"]),
    ("From June 30 to July 2, 2023, the delegation toured the province.",
     [("2023-06-30", "2023-07-02")]),
    ("The fair of October 10-12, 2024 was the largest of its kind in the city.",
     [("2024-10-10", "2024-10-12")]),
    ("In March 2019 they agreed; they may march on, and it may rain in the province.", ["2019-03"]),
    ("Since 2015 the festival has been held; 2,000 people and 2015 firms came to it.", ["2015"]),
    ("La rencontre a eu lieu le 1er avril 2016 dans la ville de Da Nang.", ["2016-04-01"]),
    ("Du 28 octobre au 2 novembre 2023, la délégation a visité la province.",
     [("2023-10-28", "2023-11-02")]),
    ("Les 12 et 13 novembre 2025, le roi était en visite dans le pays.",
     [("2025-11-12", "2025-11-13")]),
    ("En décembre 2014, les deux parties ont signé un accord dans la ville.", ["2014-12"]),
    ("L'accord date de 2008 ; des textes l'ont complété en 2010, 2013 et 2018.",
     ["2008", "2010", "2013", "2018"]),
    ("Lễ ký kết diễn ra ngày 13/9/2024 tại thành phố, với sự có mặt của các bên.", ["2024-09-13"]),
    ("Ngày 25 tháng 11 năm 2025, hai bên đã ký kết tại tỉnh.", ["2025-11-25"]),
    ("Từ ngày 10 đến 12/11/2023, đoàn công tác của thành phố đã thăm tỉnh.",
     [("2023-11-10", "2023-11-12")]),
    ("Thỏa thuận đạt được tháng 4/2025 và giai đoạn 2021-2025 của hai tỉnh.",
     ["2025-04", ("2021", "2025")]),
    ("Có 1/3 số người trong tỉnh, tỷ lệ 3-2 và mở cửa 24/7 cho các bên.", []),
    ("Đội nhà thắng 4 trận, và năm 2008 đã có 5 đội được tham dự.", ["2008"]),
    ("令和7年3月1日に覚書を締結した。", ["2025-03-01"]),
    ("平成元年4月に始まり、昭和63年にも例がある。", ["1989-04", "1988"]),
    ("2021年11月23日に締結し、同月25日に帰国した。", ["2021-11-23", "2021-11-25"]),
    ("令和6年12月3日、昨年10月に署名した覚書に基づき会談した。", ["2024-12-03", "XXXX-10"]),
    ("15年間続き、50周年を迎え、3日間の日程で開いた。", []),
    ("2023年10月30日から11月2日まで訪問した。", [("2023-10-30", "2023-11-02")]),
    ("2024年２月１０日（土）に開く。", ["2024-02-10"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_is_said(text: str, expected: list[object]) -> None:
    assert spoken(text) == expected


NEAR = [
    (" date 2025-11-25 Le forum a eu lieu le 20 novembre dans la ville.", ["2025-11-20"]),
    (" date 2025-01-10 La visite a eu lieu le 20 décembre dans la ville.", ["2024-12-20"]),
    (" date 2025-12-20 The talks will be held on January 15 in the city.", ["2026-01-15"]),
    (" date 2025-12-20 The talks were held on January 15 in the city.", ["2025-01-15"]),
    (" date 2022-06-18 It will hold a conference on June 23 in the city.", ["2022-06-23"]),
    (" date 2026-02-26 The two sides signed it on Thursday in the city.", ["2026-02-26"]),
    (" date 2026-02-26 The two sides signed it on Monday in the city.", ["2026-02-23"]),
    (" date 2026-02-26 The two sides will sign it on Monday in the city.", ["2026-03-02"]),
    (" date 2026-02-26 It was said yesterday that last year was good for the city.",
     ["2026-02-25", "2025"]),
    (" date 2023-09 The festival of last year was the largest in the city.", ["2022"]),
    (" date 2023-09 It was said yesterday that the city is in good health.", []),
    (" date 2025-11-25 Hôm qua, lãnh đạo tỉnh đã tiếp đoàn; năm ngoái cũng vậy.",
     ["2025-11-24", "2024"]),
    (" date 2025-11-25 Sáng 25/11, hai bên đã ký; ngày 3/12 sẽ có lễ lớn.",
     ["2025-11-25", "2025-12-03"]),
    (" date 2024-12-03 昨年12月に署名し、10日に訪問した。", ["2023-12", "2023-12-10"]),
    (" date 2024-12-03 知事は1日に市を訪問した。", ["2024-12-01"]),
    ("Il l'a dit le 22 avril en recevant une délégation de la ville.", ["XXXX-04-22"]),
    ("10月16日から20日まで訪れ、17日に会談した。", [("XXXX-10-16", "XXXX-10-20"), "XXXX-10-17"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NEAR)
def test_year_of_the_nearest_day(text: str, expected: list[object]) -> None:
    assert spoken(text) == expected


PUBLISHED = [
    (" date 2023-09 Une entreprise japonaise à Binh Duong.", "2023-09"),
    ("Hanoi, 26 novembre 2019 (VNA) - La visite a commencé dans la ville.", "2019-11-26"),
    ("Hanoi, Nov. 26, 2019 (VNA) - The visit began in the city.", "2019-11-26"),
    ("Thứ Sáu, 13/09/2024 10:15\nTỉnh đã tiếp đoàn của các doanh nghiệp.", "2024-09-13"),
    ("Publié le mardi 25 novembre 2025 à 14h30\n\nLa ville et la province ont signé.",
     "2025-11-25"),
    ("覚書の締結について\n更新日：2021年11月25日\n栃木県は覚書を締結しました。", "2021-11-25"),
    ("日時：令和3年11月25日 17時から\n場所：県庁で覚書を締結しました。", None),
    ("They signed on November 25, 2025 in the city and went home the same day.", None),
    (" date 2023-13-45 The text of the report of the city.", "2023"),
    ("The text has no day at all, and none is made up for it.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PUBLISHED)
def test_day_of_the_report(text: str, expected: str | None) -> None:
    article = read(text)
    assert article.published_on == expected


def test_basis_of_the_day() -> None:
    text = "覚書の締結について\n更新日：2021年11月25日\n栃木県は覚書を締結しました。"
    basis = dated(laid_out(text))
    assert basis is not None
    (span,) = basis.spans
    assert text[span.start : span.end] == "2021年11月25日"


def test_dates_cut_their_words() -> None:
    article = read(" date 2025-11-25 Le forum, le mardi 25 novembre, a réuni la ville.")
    assert [article.text[w.start : w.end] for w in article.dates] == ["mardi 25 novembre"]

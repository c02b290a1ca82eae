"""Figures: number, bound, measure, of whom and as of when, in four languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.press.reading import read

FIGURES = [
    ("Kanagawa is home to some 33,000 Vietnamese people, or 12 per cent of foreigners there.",
     [("JP-14", "vietnamese_residents", 33000, "about")]),
    ("As of June 2024, Dong Nai had attracted 260 Japanese projects worth over US$5.5 billion.",
     [("VN-39", "japanese_projects", 260, "exact"),
      ("VN-39", "japanese_investment_usd", 5.5e9, "at_least")]),
    ("Up to now, localities of the two countries have signed more than 120 cooperation agreements.",
     [("VN-JP", "local_agreements", 120, "at_least")]),
    ("Around 600,000 Vietnamese are living in Japan, and two-way trade reached 46.2 billion USD.",
     [("VN-JP", "vietnamese_residents_in_japan", 600000, "about"),
      ("VN-JP", "trade_turnover_usd", 46.2e9, "exact")]),
    ("Hai Phong is home to one hundred Japanese companies, said the city.",
     [("VN-HP", "japanese_enterprises", 100, "exact")]),
    (("La province de Hung Yen accueille 178 projets japonais d'une valeur de près de 4 milliards de "
     "dollars."),
     [("VN-66", "japanese_projects", 178, "exact"),
      ("VN-66", "japanese_investment_usd", 4e9, "about")]),
    (("La ville de Kobe compte environ 8 500 résidents vietnamiens et vingt-cinq entreprises "
     "investissant au Vietnam."),
     [("28100", "vietnamese_residents", 8500, "about"),
      ("28100", "enterprises_investing_in_vietnam", 25, "exact")]),
    ("Hai Phong s'est liée à une dizaine de villes étrangères depuis sa fondation.",
     [("VN-HP", "partner_cities_abroad", 10, "about")]),
    ("Tỉnh Hưng Yên có 178 dự án đầu tư của Nhật Bản với tổng vốn gần 4,2 tỷ USD.",
     [("VN-66", "japanese_projects", 178, "exact"),
      ("VN-66", "japanese_investment_usd", 4.2e9, "about")]),
    ("Hiện có trên 70 nghìn người Việt đang sinh sống tại tỉnh Aichi.",
     [("JP-23", "vietnamese_residents", 70000, "at_least")]),
    ("Nghệ An có 12.500 lao động đang làm việc tại Nhật Bản, trong đó 3.200 thực tập sinh.",
     [("VN-22", "workers", 12500, "exact"), ("VN-22", "trainees", 3200, "exact")]),
    ("群馬県には約1万3000人のベトナム人が暮らしている。",
     [("JP-10", "vietnamese_residents", 13000, "about")]),
    ("ドンナイ省には日系企業が260社以上進出しており、投資額は55億ドルを超える。",
     [("VN-39", "japanese_enterprises", 260, "at_least"),
      ("VN-39", "japanese_investment_usd", 5.5e9, "at_least")]),
    ("三重県の知事を団長とする六十人の訪問団がホーチミン市を訪れた。",
     [("JP-24", "event_delegates", 60, "exact")]),
    (
        "To date, Japan has over 5,000 projects in Viet Nam worth nearly 70 billion USD.",
        [
            ("VN-JP", "japanese_projects", 5000, "at_least"),
            ("VN-JP", "japanese_investment_usd", 7e10, "about"),
        ],
    ),
]  # fmt: skip

THINGS = [
    ("Lâm Đồng xuất khẩu 500 tấn hoa sang Nhật Bản.", [("VN-35", "tonnes", 500)]),
    ("Tỉnh Quảng Trị trồng 50 cây hoa anh đào, quà tặng của tỉnh Saga.", [("VN-25", "trees", 50)]),
    ("Lãnh đạo tỉnh cho biết Bắc Giang có 5 khu công nghiệp.", [("VN-54", "industrial_parks", 5)]),
    ("Tỉnh Bình Định có 1,5 triệu dân và bờ biển dài 134 km.", [("VN-31", "residents", 1.5e6)]),
    ("滋賀県の企業12社がバクニン省への進出を検討している。", [("JP-25", "enterprises", 12)]),
    ("神奈川県は同省に救急車5台を寄贈した。", [("JP-14", "vehicles", 5)]),
    ("ラムドン省では花の生産者120人が研修を受けた。", [("VN-35", "residents", 120)]),
    ("The forum in Can Tho drew 200 entrepreneurs and 35 exhibitors.",
     [("VN-CT", "businesspeople", 200), ("VN-CT", "exhibitors", 35)]),
    ("Quang Nam will send two hundred nurses to Gunma.", [("VN-27", "care_workers", 200)]),
    ("Les exportations de Hung Yen vers le Japon sont passées de 12 à 30 millions de dollars.",
     [("VN-66", "exports_usd", 12e6), ("VN-66", "exports_usd", 30e6)]),
    ("Kochi, qu'on ne confondra pas avec Aichi, compte 40 lycéens vietnamiens.",
     [("JP-39", "pupils", 40)]),
    ("Gunma works with Hung Yen. The prefecture has 70 nurses from abroad.",
     [("JP-10", "care_workers", 70)]),
    ("Gunma works with Hung Yen. The province, which absorbed Thai Binh, has 12 hospitals.",
     [("VN-66", "hospitals", 12)]),
    ("Hue sent a troupe. The festival in Yamaguchi Prefecture drew 900 spectators.",
     [("JP-35", "spectators", 900)]),
    ("Hue works with Gunma. Hung Yen is a partner of Saga City. The city has 6 hospitals.",
     [("41201", "hospitals", 6)]),
    ("A 22-strong mission from Gunma came to Hung Yen.", [("JP-10", "event_delegates", 22)]),
]  # fmt: skip

RANKS = [
    "Japan remains Vietnam's top ODA donor, its third largest investor and fourth trading partner.",
    (
        "Le Japon est le premier bailleur d'APD du Vietnam, le troisième investisseur et le quatrième "
        "partenaire commercial."
    ),
    (
        "Nhật Bản là đối tác ODA lớn nhất, nhà đầu tư lớn thứ ba và đối tác thương mại lớn thứ tư của "
        "Việt Nam."
    ),
    "日本はベトナムにとって最大のODA供与国、第3位の投資国、第4位の貿易相手国である。",
]

NO_FIGURES = [
    "The 50th anniversary was marked in 2023 by 20 artists in two halls at 10:30; 30% were young.",
    "Phone: 024 3825 6262. Article 5 of Law 70/2020 applies in Hai Phong to enterprises of Japan.",
    "Les deux provinces ont fêté les 15 ans de leur amitié lors de quatre sessions de discussion.",
    "Hai địa phương kỷ niệm 50 năm quan hệ, ngày 25/11, tại 3 phiên thảo luận.",
    "平成28年9月13日17時から、設立15周年の式典が2回開かれた。",
]


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_figures_are_read_with_whom_they_are_about(
    text: str, figures: list[tuple[str, str, float, str]]
) -> None:
    found = [
        (each.subject_code, each.measure, each.value, str(each.bound))
        for each in read(text).figures
    ]
    assert found == figures


@pytest.mark.parametrize(("text", "figures"), THINGS)
def test_whatever_is_counted_is_a_figure_of_the_place_it_is_told_of(
    text: str, figures: list[tuple[str, str, float]]
) -> None:
    found = [(each.subject_code, each.measure, each.value) for each in read(text).figures]
    assert found == figures


@pytest.mark.parametrize("text", RANKS)
def test_ranks_of_japan_are_figures_of_the_two_countries(text: str) -> None:
    assert [(each.subject_code, each.measure, each.value) for each in read(text).figures] == [
        ("VN-JP", "rank_oda", 1),
        ("VN-JP", "rank_investor", 3),
        ("VN-JP", "rank_trade_partner", 4),
    ]


def test_ranks_of_the_past_and_of_a_province_are_left() -> None:
    assert read("Japan was Vietnam's largest ODA donor in those years.").figures == ()
    assert read("Japan ranks second among investors in Hai Phong.").figures == ()


@pytest.mark.parametrize("text", NO_FIGURES)
def test_dates_ages_and_numbers_of_laws_are_no_figures(text: str) -> None:
    assert read(text).figures == ()


def test_a_number_speaks_of_the_day_told_with_it() -> None:
    (figure, *_) = read("As of June 2024, Dong Nai had 260 Japanese projects.").figures
    assert figure.as_of == "2024-06"


def test_a_number_speaks_of_the_year_told_after_it() -> None:
    (figure,) = read("Hung Yen had 40 hospitals in 2017.").figures
    assert figure.as_of == "2017"


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_spans_cut_the_number_out_of_the_text(text: str, figures: list[object]) -> None:
    for figure in read(text).figures:
        assert list(figure.basis.spans) == sorted(figure.basis.spans)
        assert all(text[span.start : span.end].strip() for span in figure.basis.spans)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(3, 999_999_999),
    st.sampled_from(
        [
            ("Dong Nai is home to {} Japanese companies.", ","),
            ("La province de Dong Nai accueille {} entreprises japonaises.", "."),
            ("La province de Dong Nai accueille {} entreprises japonaises.", "\u00a0"),
            ("Đồng Nai hiện có {} doanh nghiệp Nhật Bản.", "."),
            ("ドンナイ省には日系企業が{}社進出している。", ","),
        ]
    ),
)
def test_numbers_are_read_as_each_language_groups_them(value: int, form: tuple[str, str]) -> None:
    text, sign = form
    if 1900 <= value <= 2100:
        value += 1000
    (figure,) = read(text.format(f"{value:,}".replace(",", sign))).figures
    assert (figure.subject_code, figure.value) == ("VN-39", value)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Dong Nai",
                "ドンナイ省",
                "日系企業",
                "社",
                "1",
                "万",
                ",",
                ".",
                " ",
                "七",
                "百",
                "USD",
                "$",
                "%",
                "over",
                "more than",
                "Japanese projects",
                "projets",
                "tỷ",
                "人",
                "約",
                "9" * 400,
                "٣",
                "²",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_no_row_of_digits_and_signs_stops_the_reading(text: str) -> None:
    for each in read(f"Dong Nai and Japan. {text} ドンナイ省には").figures:
        assert 0 < each.value < 1e30

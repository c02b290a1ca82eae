"""What two places signed, told in four languages, and what they did not sign."""

import pytest

from enishi.domain.press import Agreement, read


def signed(text: str) -> list[tuple[str, str, str | None, str]]:
    return [(a.vn_code, a.jp_code, a.signed_on, a.kind) for a in read(text).agreements]


TOLD = [
    (
        (
            "Can Tho city and Hyogo prefecture signed a memorandum of understanding on tourism on "
            "May 12, 2022 in Kobe."
        ),
        [("VN-CT", "JP-28", "2022-05-12", "mou")],
    ),
    (
        (
            "A friendship agreement between Quang Nam province and Nagasaki prefecture was concluded "
            "in November 2017."
        ),
        [("VN-27", "JP-42", "2017-11", "friendship_agreement")],
    ),
    (
        (
            "Nagano Governor Abe Shuichi said a letter of intent was signed with Lam Dong province in "
            "2017 and had borne fruit for farmers."
        ),
        [("VN-35", "JP-20", "2017", "letter_of_intent")],
    ),
    (
        (
            "The Hai Phong People's Council and the Okayama Prefectural Assembly signed a memorandum "
            "of understanding on June 5, 2024."
        ),
        [("VN-HP", "JP-33", "2024-06-05", "assembly_mou")],
    ),
    (
        (
            "La province de Lam Dong et la préfecture de Nagano ont conclu un accord de coopération "
            "le 3 juin 2022."
        ),
        [("VN-35", "JP-20", "2022-06-03", "cooperation_agreement")],
    ),
    (
        (
            "Un protocole d'accord sur l'agriculture a été paraphé en mai 2019 entre la province de "
            "Dong Thap et la préfecture d'Ibaraki."
        ),
        [("VN-45", "JP-08", "2019-05", "mou")],
    ),
    (
        (
            "La préfecture de Gifu a signé avec le ministère vietnamien des Affaires étrangères un "
            "mémorandum d'entente le 4 octobre 2022."
        ),
        [("VN", "JP-21", "2022-10-04", "mou")],
    ),
    (
        (
            "date 2023-07 La ville de Da Nang célèbre avec Yokohama le 4e anniversaire du mémorandum "
            "d'entente conclu entre les deux villes."
        ),
        [("VN-DN", "14100", "2019", "mou")],
    ),
    (
        (
            "UBND tỉnh Đồng Tháp và tỉnh Ibaraki đã ký kết bản ghi nhớ về hợp tác nông nghiệp ngày "
            "15/8/2022."
        ),
        [("VN-45", "JP-08", "2022-08-15", "mou")],
    ),
    (
        "Thành phố Hà Nội và tỉnh Fukuoka ký thỏa thuận hợp tác hữu nghị từ tháng 2/2008.",
        [("VN-HN", "JP-40", "2008-02", "friendship_agreement")],
    ),
    (
        "Tỉnh Kagoshima và tỉnh Hải Dương đã ký ý định thư về hợp tác đào tạo vào năm 2018.",
        [("VN-61", "JP-46", "2018", "letter_of_intent")],
    ),
    (
        "長野県は令和5年11月2日、ベトナム・ハナム省と農業分野の協力に関する覚書を締結しました。",
        [("VN-63", "JP-20", "2023-11-02", "mou")],
    ),
    (
        "堺市とダナン市は2009年2月に友好交流に関する覚書を交わした。",
        [("VN-DN", "27140", "2009-02", "friendship_mou")],
    ),
    (
        "北九州市とハイフォン市は2014年4月18日に姉妹都市協定を結びました。",
        [("VN-HP", "40100", "2014-04-18", "sister_city")],
    ),
]


@pytest.mark.parametrize(("text", "found"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_what_was_signed_is_read(text: str, found: list[tuple[str, str, str | None, str]]) -> None:
    assert signed(text) == found


NOT_SIGNED = [
    "The governor of Nagano hopes to sign a memorandum of understanding with Lam Dong province.",
    "Quang Ninh province is expected to sign a cooperation agreement with Hokkaido next year.",
    "Over 100 cooperation agreements link Vietnamese and Japanese localities, the minister said.",
    "La préfecture de Gunma doit signer un mémorandum d'entente avec la province de Ha Nam.",
    "Plus de 80 accords ont été signés par les localités du Vietnam et du Japon, a-t-il noté.",
    "Tỉnh Quảng Ninh dự kiến ký kết thỏa thuận hợp tác với tỉnh Hokkaido trong năm tới.",
    "Ông Lê Văn Hai, Bí thư Tỉnh ủy Hà Nam, đã tiếp đoàn tỉnh Gunma đăng ký tham dự diễn đàn.",
    "群馬県はハナム省との覚書の締結に向け、協議を進めている。",
]


@pytest.mark.parametrize("text", NOT_SIGNED, ids=[text[:40] for text in NOT_SIGNED])
def test_what_is_only_intended_or_counted_is_no_agreement(text: str) -> None:
    assert signed(text) == []


def test_a_list_of_years_is_a_list_of_texts() -> None:
    text = (
        "La province de Lam Dong et la préfecture de Nagano coopèrent depuis longtemps. Les deux "
        "provinces ont signé des mémorandums en 2013, 2017 et 2022."
    )
    assert signed(text) == [("VN-35", "JP-20", year, "mou") for year in ("2013", "2017", "2022")]


def test_the_same_text_told_twice_is_one_and_takes_the_date_that_is_told_later() -> None:
    text = """Hưng Yên and Okayama sign memorandum

Hưng Yên province and Japan's Okayama prefecture signed a memorandum of understanding on farming.

The two sides signed it on May 13, 2024 in the presence of many guests.
"""
    assert signed(text) == [("VN-66", "JP-33", "2024-05-13", "mou")]


def test_the_fields_are_those_of_the_register() -> None:
    text = (
        "Can Tho city and Hyogo prefecture signed a memorandum of understanding on tourism, "
        "vocational training and nursing on May 12, 2022."
    )
    (found,) = read(text).agreements
    assert set(found.domains) == {"tourism", "human_resources", "elderly_care"}


def test_the_basis_shows_the_text_the_date_and_the_parties() -> None:
    text = TOLD[0][0]
    (found,) = read(text).agreements
    assert isinstance(found, Agreement)
    words = [text[span.start : span.end] for span in found.basis.spans]
    assert "memorandum of understanding" in words
    assert "May 12, 2022" in words
    assert {"Can Tho", "Hyogo"} <= set(words)


def test_a_new_text_is_not_the_old_one() -> None:
    text = (
        "date 2024-01 La ville de Hanoï et la préfecture de Fukuoka sont liées depuis 2008 par un "
        "accord d'amitié. Hanoï et Fukuoka viennent de signer un mémorandum d'entente."
    )
    assert signed(text) == [
        ("VN-HN", "JP-40", "2008", "friendship_agreement"),
        ("VN-HN", "JP-40", None, "mou"),
    ]


def test_the_text_of_an_anniversary_has_the_year_it_was_signed() -> None:
    text = (
        "date 2024-12-18 UBND tỉnh Bình Dương và tỉnh Yamaguchi tổ chức lễ kỷ niệm 10 năm ký kết "
        "bản ghi nhớ hợp tác hữu nghị."
    )
    assert signed(text) == [("VN-57", "JP-35", "2014", "friendship_mou")]


def test_the_town_signs_and_not_the_prefecture_in_which_it_lies() -> None:
    text = (
        "The province of Binh Duong and Daito city, Osaka, signed a memorandum of understanding "
        "on November 4, 2020."
    )
    assert signed(text) == [("VN-57", "27218", "2020-11-04", "mou")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            (
                "Un mémorandum d'entente entre la province de Dông Thap et la préfecture de Kochi "
                "avait été signé en 2017 ; il a été renouvelé le 20 février 2022 pour cinq ans."
            ),
            ["2017", "2022-02-20"],
        ),
        (
            "Tỉnh Nghệ An và tỉnh Gunma ký bản ghi nhớ năm 2019, gia hạn năm 2024.",
            ["2019", "2024"],
        ),
        ("Hai Phong and Kitakyushu have been twinned since 18 April 2014.", ["2014-04-18"]),
        (
            (
                "Un mémorandum entre Cân Tho et la préfecture de Kyoto est en préparation et pourrait "
                "être signé en 2026."
            ),
            [],
        ),
    ],
    ids=["fr", "vi", "twinned", "planned"],
)
def test_a_text_signed_anew_has_both_days(text: str, days: list[str]) -> None:
    assert [day for _, _, day, _ in signed(text)] == days

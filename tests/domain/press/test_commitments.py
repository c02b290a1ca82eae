"""Who asks something of whom, or promises it, told in four languages."""

import pytest

from enishi.domain.press import read


def asked(text: str) -> list[tuple[str, str, set[str]]]:
    return [(each.by, each.domain, set(each.place_codes)) for each in read(text).commitments]


TOLD = [
    (
        (
            "Deputy Prime Minister Tran Van Nam received Governor Abe Shuichi of Nagano prefecture in "
            "Hanoi. Nam called on Nagano to receive more trainees."
        ),
        [("Tran Van Nam", "trainees", {"JP-20"})],
    ),
    (
        (
            "Governor Abe Shuichi of Nagano prefecture visited Lam Dong province. He pledged to help "
            "Lam Dong train farmers in high-tech agriculture."
        ),
        [("Abe Shuichi", "high-tech agriculture", {"JP-20", "VN-35"})],
    ),
    (
        (
            "Can Tho city has long worked with Hyogo prefecture. The two sides agreed to expand "
            "cooperation in logistics."
        ),
        [("Can Tho and Hyogo", "logistics", {"VN-CT", "JP-28"})],
    ),
    (
        (
            "Le gouverneur de Gifu, Furuta Hajime, a visité la province de Thua Thien-Hue. Il a promis "
            "de soutenir Thua Thien-Hue dans la protection de l'environnement."
        ),
        [("Furuta Hajime", "environment", {"JP-21", "VN-26"})],
    ),
    (
        (
            "Le vice-Premier ministre Tran Van Nam a invité la préfecture de Gunma à investir dans "
            "l'énergie."
        ),
        [("Tran Van Nam", "energy", {"JP-10"})],
    ),
    (
        (
            "Thủ tướng Nguyễn Minh Đức đã tiếp Thống đốc tỉnh Gunma. Thủ tướng đề nghị tỉnh Gunma tiếp "
            "nhận thêm thực tập sinh."
        ),
        [("Nguyễn Minh Đức", "trainees", {"JP-10"})],
    ),
    (
        "Chủ tịch UBND tỉnh Quảng Ninh Phạm Thị Hoa mong muốn tỉnh Hokkaido hợp tác về du lịch.",
        [("Phạm Thị Hoa", "tourism", {"VN-13", "JP-01"})],
    ),
    (
        (
            "群馬県の山本一太知事はハナム省を訪れました。山本知事は、ハナム省と観光の分野で交流を"
            "深めたいと述べました。"
        ),
        [("山本一太", "tourism", {"JP-10", "VN-63"})],
    ),
    (
        "ベトナムのファム・ミン・チン首相は、群馬県に介護人材の受入れを要請した。",
        [("ファム・ミン・チン", "elderly care", {"JP-10"})],
    ),
]


@pytest.mark.parametrize(("text", "found"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_what_is_asked_and_promised_is_read(
    text: str, found: list[tuple[str, str, set[str]]]
) -> None:
    said = asked(text)
    assert [(by, places) for by, _, places in said] == [(by, places) for by, _, places in found]
    for (_, domain, _), (_, expected, _) in zip(said, found, strict=True):
        assert expected in domain


def test_several_things_asked_are_several_commitments() -> None:
    text = (
        "Prime Minister Tran Van Nam asked Chiba prefecture to promote tourism and to help nurses "
        "from Vietnam; he also hoped Chiba would take in more workers."
    )
    said = asked(text)
    assert [by for by, _, _ in said] == ["Tran Van Nam"] * 3
    assert ["tourism" in said[0][1], "nursing" in said[1][1], "workers" in said[2][1]] == [True] * 3
    assert all(places == {"JP-12"} for _, _, places in said)


NOTHING = [
    "Governor Abe Shuichi of Nagano prefecture praised the people of Lam Dong province.",
    "Le document renforcera la confiance entre Hanoï et Fukuoka, a estimé le maire.",
    "Bà Phạm Thị Hoa cảm ơn tỉnh Hokkaido đã giúp đỡ.",
    "山本一太知事はハナム省の観光地を視察した。",
]


@pytest.mark.parametrize("text", NOTHING, ids=[text[:40] for text in NOTHING])
def test_thanks_and_praise_bind_nobody(text: str) -> None:
    assert asked(text) == []


def test_a_title_means_who_holds_it_and_not_who_was_named_last() -> None:
    text = (
        "Prime Minister Tran Van Nam met Governor Abe Shuichi of Nagano prefecture. Abe Shuichi "
        "thanked his host. The PM urged Nagano to invest in energy."
    )
    assert [by for by, _, _ in asked(text)] == ["Tran Van Nam"]


def test_what_somebody_hopes_that_others_will_do_is_his_hope() -> None:
    text = (
        "Prime Minister Tran Van Nam received Governor Abe Shuichi of Nagano prefecture. The PM "
        "hoped the Nagano authorities will continue to support the Vietnamese community."
    )
    assert [(by, places) for by, _, places in asked(text)] == [("Tran Van Nam", {"JP-20"})]


def test_a_governor_asked_is_his_prefecture_asked() -> None:
    text = (
        "Prime Minister Tran Van Nam received Governor Abe Shuichi of Nagano prefecture. He "
        "proposed the governor encourage firms to invest in energy."
    )
    assert [(by, places) for by, _, places in asked(text)] == [("Tran Van Nam", {"JP-20"})]


def test_a_city_may_wish_by_itself() -> None:
    text = (
        "Hô Chi Minh-Ville travaille avec la préfecture d'Aichi. La ville souhaite qu'Aichi "
        "partage son expérience en logistique."
    )
    assert [(by, places) for by, _, places in asked(text)] == [
        ("Hô Chi Minh-Ville", {"VN-SG", "JP-23"})
    ]


def test_a_unit_that_is_no_more_is_not_concerned() -> None:
    text = (
        "Thành phố Đà Nẵng sẽ kế thừa quan hệ giữa tỉnh Nagasaki và tỉnh Quảng Nam cũ về du lịch."
    )
    assert [places for _, _, places in asked(text)] == [{"VN-DN", "JP-42"}]


def test_the_other_one_is_not_who_spoke() -> None:
    text = (
        "Le maire de Sapporo, Akimoto Katsuhiro, a reçu le président du Comité populaire de Hanoï, "
        "Tran Sy Thanh. Tran Sy Thanh a demandé l'aide de Sapporo en matière de transports ; son "
        "interlocuteur s'est dit prêt à envoyer des experts."
    )
    assert [by for by, _, _ in asked(text)] == ["Tran Sy Thanh", "Akimoto Katsuhiro"]


THINGS = [
    (
        (
            "Governor Abe Shuichi of Nagano prefecture said that ten scholarships would be provided "
            "for Lam Dong. Le Van Nam, Chairman of the Lam Dong People's Committee, hoped to send "
            "engineers to its greenhouses."
        ),
        [("Abe Shuichi", "scholarship"), ("Le Van Nam", "greenhouses")],
    ),
    (
        (
            "Le maire de Kitakyushu, Takeuchi Kazuhisa, a rencontré à Hai Phong Le Anh Quan, "
            "vice-président du Comité populaire de Hai Phong. Ce dernier a fait part du souhait de "
            "recevoir des bus. La JICA prêtera des guides."
        ),
        [("Le Anh Quan", "buses"), ("JICA", "guides")],
    ),
    (
        (
            "Phó Thống đốc tỉnh Gunma Uruno Masaki đã gặp Chủ tịch UBND tỉnh Nghệ An Lê Hồng Vinh. "
            "Ông Vinh mong Gunma nhận thêm thực tập sinh ngành bò sữa. Vị khách cho biết Gunma sẽ "
            "miễn học phí cho lao động. Ông cũng hứa đưa đội bóng chày sang giao lưu."
        ),
        [("Lê Hồng Vinh", "livestock"), ("Uruno Masaki", "fees"), ("Uruno Masaki", "sports")],
    ),
    (
        (
            "境港市の伊達憲太郎市長はベトナムのクアンニン省を訪れた。"
            "伊達市長は、クルーズ船の寄港を提案。同省は水産加工の実習生を送り出す。"
        ),
        [("伊達憲太郎", "port"), ("クアンニン省", "interns")],
    ),
]


@pytest.mark.parametrize(("text", "found"), THINGS, ids=["en", "fr", "vi", "ja"])
def test_things_are_told_whoever_gives_them(text: str, found: list[tuple[str, str]]) -> None:
    said = asked(text)
    assert [by for by, _, _ in said] == [by for by, _ in found]
    for (_, domain, places), (_, thing) in zip(said, found, strict=True):
        assert thing in domain
        assert places


def test_who_is_told_something_does_not_say_it() -> None:
    text = (
        "Le Anh Quan, Vice Chairman of the Hai Phong People's Committee, told Takeuchi Kazuhisa, "
        "Mayor of Kitakyushu, that the city wanted help with waste sorting."
    )
    assert [by for by, _, _ in asked(text)] == ["Le Anh Quan"]

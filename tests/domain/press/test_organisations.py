"""Organisations, by the tables and by their kind and place."""

import pytest

from enishi.domain.press.reading import read

ORGANISATIONS = [
    ("The Hai Duong provincial Party Committee and the Gunma Prefectural Assembly met in Maebashi.",
     ["Hai Duong Party Committee", "Gunma Prefectural Assembly"]),
    ("Students of Minami Kyushu University and the Japan Foundation took part in the event.",
     ["Minami Kyushu University", "Japan Foundation"]),
    (("Le ministère vietnamien des Affaires étrangères et l'ambassade du Japon au Vietnam ont "
     "organisé le forum avec la JICA."),
     ["Ministry of Foreign Affairs of Vietnam", "Embassy of Japan in Vietnam",
      "Japan International Cooperation Agency"]),
    (("Comité populaire de la province de Binh Duong et Assemblée préfectorale de Yamaguchi ont "
     "signé le mémorandum."),
     ["Binh Duong People's Committee", "Yamaguchi Prefectural Assembly"]),
    ("HĐND thành phố Đà Nẵng và Hội đồng tỉnh Nagasaki ký bản ghi nhớ, có Bộ Ngoại giao chứng kiến.",
     ["Da Nang People's Council", "Nagasaki Prefectural Assembly",
      "Ministry of Foreign Affairs of Vietnam"]),
    ("Tổng Lãnh sự quán Việt Nam tại Osaka và Bộ Công Thương phối hợp tổ chức.",
     ["Consulate General of Vietnam in Osaka", "Ministry of Industry and Trade of Vietnam"]),
    ("ベトナム外務省と計画投資省、経済産業省が共催し、国際協力機構が後援した。",
     ["Ministry of Foreign Affairs of Vietnam", "Ministry of Planning and Investment of Vietnam",
      "Ministry of Economy, Trade and Industry of Japan",
      "Japan International Cooperation Agency"]),
    ("ホーチミン市人民委員会と山口県議会が覚書を交わした。",
     ["Ho Chi Minh City People's Committee", "Yamaguchi Prefectural Assembly"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), ORGANISATIONS)
def test_organisations_are_named_in_english(text: str, names: list[str]) -> None:
    organisations = read(text).organisations
    assert [each.name_en for each in organisations] == names
    for each in organisations:
        (span,) = each.basis.spans
        assert text[span.start : span.end] == each.name_as_written


def test_what_stands_in_two_paragraphs_is_not_joined() -> None:
    text = "Forum de coopération Vietnam - Japon\n\nLe ministère des Affaires étrangères y invite."
    assert [each.name_en for each in read(text).organisations] == [
        "Ministry of Foreign Affairs of Vietnam"
    ]


def test_plural_universities_in_a_city_are_none_of_its_own() -> None:
    assert read("Sakai giúp các trường đại học tại Đà Nẵng đào tạo.").organisations == ()

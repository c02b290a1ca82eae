"""People: names with the titles before and after them, in four languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.domain.press.reading import read

PEOPLE = [
    ("The head of the mission, Ishii Naoto, spoke for the chamber of commerce of Fukui.",
     [("Ishii Naoto", "head of mission", None)]),
    (("The mayor of Kawakami village, Sato Kenji, and K'Brong, who chairs the People's Council of "
     "Lam Dong, were present in Nagano prefecture."),
     [("Sato Kenji", "mayor", "20304"), ("K'Brong", "chairman of the people's council", "VN-35")]),
    ("Pham Thi Hoa, Director of the provincial Department of Tourism of Ha Nam, thanked Mie.",
     [("Pham Thi Hoa", "director", "Ha Nam Department of Tourism")]),
    ('Hung Yen works with Gunma. "We are not Nagano," Governor Yamamoto Ichita said.',
     [("Yamamoto Ichita", "governor", "JP-10")]),
    ("Un consultant de la JICA, Mori Kenta, a visité la province de Hung Yen.",
     [("Mori Kenta", "consultant", "Japan International Cooperation Agency")]),
    # a title before the name
    ("Deputy Prime Minister Tran Luu Quang received Vice Governor of Yamanashi Osada Kimi in Kofu.",
     [("Tran Luu Quang", "deputy prime minister", "Vietnam"),
      ("Osada Kimi", "vice governor", "JP-19")]),
    (("Kochi Governor Hamada Seiji and Chairman of the Quang Nam provincial People's Committee "
     "Le Tri Thanh were present."),
     [("Hamada Seiji", "governor", "JP-39"),
      ("Le Tri Thanh", "chairman of the people's committee", "VN-27")]),
    ("Le gouverneur de la préfecture de Mie, Ichimi Katsuyuki, a reçu la délégation du Vietnam.",
     [("Ichimi Katsuyuki", "governor", "JP-24")]),
    (("Le président du Comité populaire de la ville de Da Nang, Le Trung Chinh, et la maire de "
     "Yokohama, Yamanaka Takeharu, ont signé le document pour les deux villes."),
     [("Le Trung Chinh", "chairman of the people's committee", "VN-DN"),
      ("Yamanaka Takeharu", "mayor", "14100")]),
    ("Bí thư Thành ủy Hải Phòng Lê Tiến Châu tiếp Thị trưởng thành phố Kitakyushu Takeuchi Kazuhisa.",
     [("Lê Tiến Châu", "secretary of the party committee", "VN-HP"),
      ("Takeuchi Kazuhisa", "mayor", "40100")]),
    ("Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh Quảng Ninh Trịnh Thị Minh Thanh đã phát biểu.",
     [("Trịnh Thị Minh Thanh", "deputy secretary of the party committee", "VN-13")]),
    ("知事の大石賢吾氏がハノイを訪れ、首相のファム・ミン・チン氏と会談した。",
     [("大石賢吾", "governor", None), ("ファム・ミン・チン", "prime minister", "Vietnam")]),
    # a title after the name
    (("Nguyen Van The, Ha Nam provincial Party Secretary, thanked Shimomura Takashi, deputy governor "
     "of Tochigi."),
     [("Nguyen Van The", "secretary of the party committee", "VN-63"),
      ("Shimomura Takashi", "vice governor", "JP-09")]),
    (("Pham Quang Nghi, membre du Bureau politique et secrétaire du Comité du Parti de Hanoï, a reçu "
     "l'ancien Premier ministre Fukuda Yasuo."),
     [("Pham Quang Nghi", "secretary of the party committee", "VN-HN"),
      ("Fukuda Yasuo", "former prime minister", "Japan")]),
    (("Ông Vũ Đại Thắng, Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy Quảng Ninh và ông Phạm Đức Ấn, "
     "Chủ tịch UBND tỉnh, cùng dự."),
     [("Vũ Đại Thắng", "secretary of the party committee", "VN-13"),
      ("Phạm Đức Ấn", "chairman of the people's committee", "VN-13")]),
    ("三重県の一見勝之知事は、ベトナムのグエン・ホン・ジエン商工大臣と会談した。",
     [("一見勝之", "governor", "JP-24"),
      ("グエン・ホン・ジエン", "minister", "Ministry of Industry and Trade of Vietnam")]),
    ("服部誠太郎福岡県知事と藏内勇夫同県議会議長がハノイを訪れた。",
     [("服部誠太郎", "governor", "JP-40"),
      ("藏内勇夫", "chairman of the prefectural assembly", "JP-40")]),
    (
        ("Chairwoman Nguyen Thi Le of the HCM City People's Council met Mayor Matsui Kazumi of "
        "Hiroshima City."),
        [
            ("Nguyen Thi Le", "chairman of the people's council", "VN-SG"),
            ("Matsui Kazumi", "mayor", "34100"),
        ],
    ),
    (
        "National Assembly Chairman Tran Thanh Man and Party General Secretary To Lam sent flowers.",
        [
            ("Tran Thanh Man", "chairman of the national assembly", "Vietnam"),
            ("To Lam", "general secretary", "Vietnam"),
        ],
    ),
    (
        "北九州市長の武内和久氏と、レ・ティエン・チャウ・ハイフォン市党委員会書記が会談した。",
        [
            ("武内和久", "mayor", "40100"),
            ("レ・ティエン・チャウ", "secretary of the party committee", "VN-HP"),
        ],
    ),
    # missions
    (("Vietnamese Ambassador to Japan Pham Quang Hieu and Consul General of Vietnam in Fukuoka "
     "Vu Chi Mai attended."),
     [("Pham Quang Hieu", "ambassador", "Embassy of Vietnam in Japan"),
      ("Vu Chi Mai", "consul general", "Consulate General of Vietnam in Fukuoka")]),
    (("L'ambassadeur du Japon au Vietnam, Yamada Takio, et le consul général du Japon à Da Nang, "
     "Mori Takero, étaient présents."),
     [("Yamada Takio", "ambassador", "Embassy of Japan in Vietnam"),
      ("Mori Takero", "consul general", "Consulate General of Japan in Da Nang")]),
    ("Đại sứ Nhật Bản tại Việt Nam Ito Naoki và Đại sứ Việt Nam tại Nhật Bản Phạm Quang Hiệu cùng dự.",
     [("Ito Naoki", "ambassador", "Embassy of Japan in Vietnam"),
      ("Phạm Quang Hiệu", "ambassador", "Embassy of Vietnam in Japan")]),
    ("駐日ベトナム大使のファム・クアン・ヒエウ氏と山田滝雄駐ベトナム日本国大使が出席した。",
     [("ファム・クアン・ヒエウ", "ambassador", "Embassy of Vietnam in Japan"),
      ("山田滝雄", "ambassador", "Embassy of Japan in Vietnam")]),
    # ministries and organisations
    ("At the meeting, Foreign Minister Bui Thanh Son thanked JICA Chief Representative Sugano Yuichi.",
     [("Bui Thanh Son", "minister", "Ministry of Foreign Affairs of Vietnam"),
      ("Sugano Yuichi", "chief representative", "Japan International Cooperation Agency")]),
    (("Bộ trưởng Bộ Y tế, Lao động và Phúc lợi Nhật Bản Takemi Keizo gặp Thứ trưởng Bộ Ngoại giao "
     "Hà Kim Ngọc."),
     [("Takemi Keizo", "minister", "Ministry of Health, Labour and Welfare of Japan"),
      ("Hà Kim Ngọc", "deputy minister", "Ministry of Foreign Affairs of Vietnam")]),
    # later mentions by a part of the name
    (("Prime Minister Pham Minh Chinh met Governor Omura Hideaki of Aichi. PM Chinh thanked him, and "
     "Governor Omura promised more."),
     [("Pham Minh Chinh", "prime minister", "Vietnam"), ("Omura Hideaki", "governor", "JP-23")]),
    ("愛知県の大村秀章知事とファム・ミン・チン首相が会談した。大村知事はチン首相に謝意を述べた。",
     [("大村秀章", "governor", "JP-23"), ("ファム・ミン・チン", "prime minister", "Vietnam")]),
    # a name like a little word, a little word like a name
    ("To Watanabe Michitaro, Mayor of Nara city, the delegation offered a lamp.",
     [("Watanabe Michitaro", "mayor", "29201")]),
    ("Le vice-ministre des Affaires étrangères, Le Hoai Trung, a salué la visite des Japonais.",
     [("Le Hoai Trung", "deputy minister", "Ministry of Foreign Affairs of Vietnam")]),
]  # fmt: skip

NOBODY = [
    "The governors of the prefectures of Nara and Shiga will come, and the mayors of four cities.",
    "Les ambassadeurs et les consuls généraux du Vietnam au Japon y participeront.",
    "Đại sứ quán Việt Nam tại Nhật Bản và Tổng Lãnh sự quán Việt Nam tại Osaka phối hợp tổ chức.",
    "在ホーチミン日本国総領事館と全国知事会が共催し、県議会の議員も参加した。",
    "The parade went along Tran Hung Dao Street and Vo Van Kiet Avenue in the middle of the city.",
    "Le défilé a suivi la rue Ly Thuong Kiet et le boulevard Vo Van Kiet avant la cérémonie.",
    "Lễ hội diễn ra quanh Hồ Hoàn Kiếm, đường Trần Hưng Đạo và trường Chu Văn An ở Hà Nội.",
    "Photo: Nguyen Van Anh",
    "Lễ hội diễn ra ở Hà Nội ngày 5/6.\n\nNguyễn Văn Anh",
]


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_people_are_read_with_role_and_place(
    text: str, people: list[tuple[str, str, str | None]]
) -> None:
    found = [(each.name, each.role, each.org_or_place) for each in read(text).people]
    assert found == people


@pytest.mark.parametrize("text", NOBODY)
def test_titles_without_names_are_nobody(text: str) -> None:
    assert read(text).people == ()


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_spans_cut_the_name_out_of_the_text(text: str, people: list[object]) -> None:
    for person in read(text).people:
        words = [text[span.start : span.end] for span in person.basis.spans]
        assert person.name in words


def test_a_name_told_in_parts_rests_on_all_of_them() -> None:
    text = "PM Chinh met the mayors. Pham Minh Chinh thanked them, and Governor Sato left the town."
    (first, _) = read(text).people
    words = [text[span.start : span.end] for span in first.basis.spans]
    assert (first.name, first.role) == ("Pham Minh Chinh", "prime minister")
    assert words == ["PM", "Chinh", "Pham Minh Chinh"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([text for text, _ in PEOPLE] + NOBODY), max_size=4),
    st.text(max_size=60),
)
def test_whatever_stands_around_spans_stay_within_the_text(texts: list[str], noise: str) -> None:
    text = "\n".join([*texts, noise])
    report = read(text)
    assert report == read(text)
    bases = [each.basis for each in report.people] + [each.basis for each in report.organisations]
    for basis in bases:
        assert 0 < basis.confidence <= 1
        for span in basis.spans:
            assert 0 <= span.start < span.end <= len(text)

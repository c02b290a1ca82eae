"""Names of places in reports: which are meant, and which only look like them."""

import pytest

from enishi.domain.press.composing import composed
from enishi.domain.press.layout import laid_out
from enishi.domain.press.localities import localities_in, placed
from enishi.domain.press.publication import dated
from enishi.domain.press.report import Locality


def read(text: str) -> tuple[Locality, ...]:
    article = laid_out(composed(text)[0])
    dated(article)
    return localities_in(article)


def codes(text: str) -> set[str]:
    return {place.code for place in read(text)}


ENGLISH = [
    # A town that its prefecture tells, and one that is of another.
    ("Firms from Kurashiki, a textile town of Okayama prefecture, came.", {"33202", "JP-33"}),
    ("Phạm Quang Sơn La leads Hưng Yên province. Sơn La invited the guests.", {"VN-66"}),
    # A person who bears the name of a place.
    ("Mr. Chiba Hidemori praised the schools of Gunma prefecture last week.", {"JP-10"}),
    ("The talks were led by Akita Koji, head of the bank, who came from Niigata.", {"JP-15"}),
    ("Deputy PM Truong Hoa Binh received the guests, among them Tran Thanh Hoa.", set()),
    ("The mayor, Nguyen Thai Binh, spoke after Le Ha Nam had left the room.", set()),
    ("Akita Koji, 51, leads the firm. Akita said the people of Tottori were kind.", {"JP-31"}),
    ("The minister gave the prize to Chiba Hidemori and to Fukui.", {"JP-18"}),
    # A governor after the name of the prefecture.
    ("Aichi Governor Omura Hideaki met the leaders of Hai Duong province.", {"JP-23", "VN-61"}),
    ("The Governor of Mie Ichimi Katsuyuki thanked the people of Thai Binh.", {"JP-24", "VN-20"}),
    # Bodies and sights.
    ("Students of Nagasaki University and the Bank of Kyoto visited Can Tho city.", {"VN-CT"}),
    ("The Consulate General of Vietnam in Osaka helped Shiga Prefecture.", {"JP-25"}),
    ("They sailed on Ha Long Bay after the Osaka Expo.", set()),
    ("The Asia-Pacific, or Chau A - Thai Binh Duong in Vietnamese, matters to them.", set()),
    # Cities and prefectures of one name.
    ("Hiroshima City signed with Hai Phong, and Hiroshima Prefecture looked on.",
     {"34100", "JP-34", "VN-HP"}),
    ("The Mayor of Nara welcomed a delegation from Thua Thien-Hue.", {"29201", "VN-26"}),
    ("Osaka and Fukuoka are home to many Vietnamese.", {"JP-27", "JP-40"}),
    ("Sakai city and Kitakyushu work with Hanoi on clean water.", {"27140", "40100", "VN-HN"}),
    ("Mie's Ise city and Wakayama's Kainan plan visits to Dien Bien Phu.",
     {"JP-24", "24203", "JP-30", "30202", "VN-71/Dien Bien Phu"}),
    # Municipalities whose names are words of other languages.
    ("Date of the meeting: to be told. The USA and Ota Bank were not named. Mine is yours.", set()),
    ("Date City in Fukushima Prefecture sent peaches to Son La.", {"07213", "JP-07", "VN-05"}),
    ("The town of Toyo in Kochi prefecture joined.", {"39301", "JP-39"}),
    # Spellings.
    ("Firms from HCMC, Danang and Haiphong flew to Tokyo.", {"VN-SG", "VN-DN", "VN-HP", "JP-13"}),
    ("Dak Lak, Ba Ria - Vung Tau and Bac Kan took part.", {"VN-33", "VN-43", "VN-53"}),
    ("President Ho Chi Minh wrote it; the Ho Chi Minh National Academy keeps it.", set()),
    ("HÀ NỘI — Officials met in Đồng Nai and in Long An on Monday.", {"VN-HN", "VN-39", "VN-41"}),
    ("Osaka Metropolitan University, Hue Central Hospital and Da Nang International Airport.", set()),
    ("The Hiroshima Peace Memorial Museum and Tokyo Electron lent the pictures.", set()),
    ("The University of Economics of Da Nang thanked the people of Tottori.", {"JP-31"}),
    # Near names stay what they are.
    ("Quang Nam, Quang Ngai, Quang Ninh, Quang Binh and Quang Tri are five provinces.",
     {"VN-27", "VN-29", "VN-13", "VN-24", "VN-25"}),
    ("Ha Nam, Ha Giang and Nam Dinh", {"VN-63", "VN-03", "VN-67"}),
    ("The Kansai region and the Mekong Delta grow closer.", set()),
    ("Companies in Hamamatsu and Nagoya hire interns from Nghe An.", {"22130", "23100", "VN-22"}),
]  # fmt: skip

FRENCH = [
    ("Le gouverneur de Chiba, Kumagai Toshihito, a visité Bac Ninh.", {"JP-12", "VN-56"}),
    ("M. Chiba Hidemori a pris la parole devant les élus de Lâm Dông.", {"VN-35"}),
    ("Le consul général du Vietnam à Fukuoka a rencontré le préfet d'Oita.", {"JP-44"}),
    ("L'Université de Nagasaki coopère avec la ville de Dà Nang.", {"VN-DN"}),
    ("Les croisières dans la baie de Ha Long attirent les habitants d'Ehime.", {"JP-38"}),
    ("Le maire de Kobe et la ville d'Osaka soutiennent Hô Chi Minh-Ville.",
     {"28100", "27100", "VN-SG"}),
    ("La province septentrionale de Hung Yên et la préfecture d’Ōita ont signé.",
     {"VN-66", "JP-44"}),
    ("La date est fixée ; la Toyo Bank et M. Ota n'ont rien dit.", set()),
    ("Né à Huê, le président Hô Chi Minh y étudia.", {"VN-26"}),
    ("L'ancienne province de Thua Thiên-Huê et Quang Tri.", {"VN-26", "VN-25"}),
    ("Les villes japonaises de Nagoya, Yokohama et Sapporo.", {"23100", "14100", "01100"}),
    ("À Can Tho, la délégation de Hyogo a visité le port.", {"VN-CT", "JP-28"}),
    ("L'Université nationale de Hanoï et l'Institut de technologie de Hung Yên l'ont dit.", set()),
    ("L'Université de Kagawa accueille des étudiants de Hai Duong.", {"VN-61"}),
    ("L'université a remercié la délégation de Kyoto et la ville de Vinh.",
     {"JP-26", "VN-22/Vinh"}),
    ("Nguyên Thi Thanh, Phan Hai Duong et Lê An Giang étaient présents.", set()),
]  # fmt: skip

VIETNAMESE = [
    ("Hai bên đã nâng cấp quan hệ; giá đất tăng, hòa bình được giữ vững.", set()),
    ("Tổng lãnh sự quán Việt Nam tại Osaka tổ chức lễ kỷ niệm ở tỉnh Wakayama.", {"JP-30"}),
    ("Ông Chiba Hidemori, Chủ tịch hội, đã đến thăm tỉnh Bình Dương.", {"VN-57"}),
    ("Phó Thủ tướng Trương Hòa Bình tiếp đoàn Hokkaido.", {"JP-01"}),
    ("Bí thư Thành ủy Hà Nội Bùi Thị Minh Hoài tiếp Thống đốc Fukuoka Hattori Seitaro.",
     {"VN-HN", "JP-40"}),
    ("UBND TP.HCM và chính quyền thành phố Yokohama ký thỏa thuận.", {"VN-SG", "14100"}),
    ("TP. Hồ Chí Minh, Thừa Thiên - Huế và Khánh Hoà cùng dự.", {"VN-SG", "VN-26", "VN-34"}),
    ("Khu vực châu Á - Thái Bình Dương phát triển nhanh.", set()),
    ("Chủ tịch Hồ Chí Minh; Đoàn TNCS Hồ Chí Minh; đường Hồ Chí Minh.", set()),
    ("Trường Đại học Cần Thơ và Đại học Nagasaki hợp tác với tỉnh Đồng Tháp.", {"VN-45"}),
    ("Thị trưởng thành phố Kobe thăm Đà Nẵng.", {"28100", "VN-DN"}),
    ("Đoàn đại biểu tỉnh Hà Giang do ông Nguyễn Thái Bình dẫn đầu.", {"VN-03"}),
    ("Lãnh đạo tỉnh Vĩnh Long gặp Thống đốc tỉnh Kumamoto Kimura Takashi.", {"VN-49", "JP-43"}),
    ("thanh pho Da Nang va tinh Quang Nam da ky ket voi tinh Nagasaki.",
     {"VN-DN", "VN-27", "JP-42"}),
    ("Trường Đại học Sư phạm Kỹ thuật Hưng Yên và Công ty Cổ phần Xi măng Bỉm Sơn Thanh Hóa.", set()),
    ("Trường Đại học Bách khoa đã đón đoàn tỉnh Hưng Yên và đoàn Thanh Hóa.", {"VN-66", "VN-21"}),
    ("Du khách thăm vịnh Hạ Long và sân bay Cần Thơ.", set()),
]  # fmt: skip

JAPANESE = [
    ("千葉氏と山口さんは、群馬県とクアンニン省の覚書を見た。", {"JP-10", "VN-13"}),
    ("在大阪ベトナム総領事館は和歌山県で式典を開いた。", {"JP-30"}),
    ("長崎大学とハノイ工科大学が協定を結んだ。", set()),
    ("ハロン湾を視察し、大分前の話をした。", set()),
    ("ダナン市と堺市、横浜市が会合を開いた。", {"VN-DN", "27140", "14100"}),
    ("東京都府中市と京都府の職員が参加した。", {"13206", "JP-13", "JP-26"}),
    ("ヴィンフック省、ハイズオン省、バリア・ブンタウ省の代表団。", {"VN-70", "VN-61", "VN-43"}),
    ("グエン・フエ氏はフエを訪問した。", {"VN-26"}),
    ("広島の企業がホーチミンで説明会を開催した。", {"JP-34", "VN-SG"}),
    ("大村知事と石川大臣が出席した。", set()),
    ("福岡県北九州市とベトナム・ハイフォン市の姉妹都市締結", {"JP-40", "40100", "VN-HP"}),
    ("札幌と名古屋から参加があった。", {"01100", "23100"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH + FRENCH + VIETNAMESE + JAPANESE)
def test_places_meant(text: str, expected: set[str]) -> None:
    assert codes(text) == expected


def test_unit_of_the_day() -> None:
    before, after = (
        read(f" date {day} Bac Giang and Hanoi agreed to build a bridge.")
        for day in ("2025-06-30", "2025-07-01")
    )
    assert [place.unit_id for place in before] == ["VN24-2024", "VN01-2024"]
    assert [place.unit_id for place in after] == ["VN24-2024", "VN01-2025"]
    assert [place.code for place in after] == ["VN-54", "VN-HN"]


def test_town_passes_with_its_province() -> None:
    text = " date {} The festival will be held in Quy Nhon."
    assert codes(text.format("2019-10")) == {"VN-31/Quy Nhon"}
    assert codes(text.format("2025-10")) == {"VN-30/Quy Nhon"}


def test_dateline_only() -> None:
    (tokyo, hanoi) = read(
        "Tokyo (VNA) – A delegation of Hanoi went home on Friday, the mayor said."
    )
    assert tokyo.dateline_only
    assert not hanoi.dateline_only


def test_slip_is_offered_not_taken() -> None:
    text = "La province de Quang Nin a signé un accord avec la préfecture de Gunma."
    assert codes(text) == {"JP-10"}
    article = laid_out(text)
    (unsure,) = placed(article)[1]
    assert unsure.name_as_written == "Quang Nin"
    assert not unsure.code
    assert {reading.code for reading in unsure.alternatives} >= {"VN-13"}


def test_one_of_many_is_offered_not_taken() -> None:
    text = "伊達市の職員がベトナムを訪れた。"
    assert codes(text) == set()
    (unsure,) = placed(laid_out(text))[1]
    assert {reading.code for reading in unsure.alternatives} == {"01233", "07213"}


def test_name_in_pieces() -> None:
    apart = "Đà Nẵng và Sakai (Nhật Bản) ký ghi nhớ"
    (place, _) = read(apart)
    assert place.name_as_written == "Đà Nẵng"

"""The briefing of a bond: two pages in four languages, every text as given, no font but ours."""

import csv
import datetime
import hashlib
import io
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst

from enishi.domain.formats import briefing as module
from enishi.domain.formats.briefing import (
    Briefing,
    Entry,
    Fact,
    Figure,
    Listing,
    Mark,
    Note,
    Pulse,
    Quoted,
    Reading,
    Side,
    Source,
    briefing,
)
from enishi.domain.formats.glyphs import FOLDER, characters, covered, fonts, printable
from enishi.domain.text import LANGUAGES, PartialDate

DATA = Path(module.__file__).parents[2] / "data"
NOT_FIRST = "、。，．・：；？！）」』】〕〉》ーっゃゅょッャュョァィゥェォぁぃぅぇぉ々"
NOT_LAST = "（「『【〔〈《"


def listing[Row](title: str, rows: Iterable[Row], empty: str = "–") -> Listing[Row]:
    rows = tuple(rows)
    more = tuple(f"+{n} {title}: enishi.example/bonds" for n in range(1, len(rows) + 1))
    return Listing(title, rows, more, empty)


def sample(language: str) -> Briefing:
    """The bond of Bình Dương, then Ho Chi Minh City, and Yamaguchi, from the register."""

    def t(en: str, fr: str, vi: str, ja: str) -> str:
        return {"en": en, "fr": fr, "vi": vi, "ja": ja}[language]

    def on(date: str) -> PartialDate:
        return PartialDate.parse(date)

    portal = Source(
        t(
            "Bình Dương province, 20 June 2023",
            "Province de Bình Dương, 20 juin 2023",
            "Tỉnh Bình Dương, 20/6/2023",
            "ビンズオン省（英語）、2023年6月20日",
        ),
        "https://eng.binhduong.gov.vn/",
    )
    agency = Source(
        t(
            "VNA (English), 31 October 2022",
            "VNA (anglais), 31 octobre 2022",
            "TTXVN (tiếng Anh), 31/10/2022",
            "ベトナム通信社（英語）、2022年10月31日",
        ),
        "https://en.vietnamplus.vn/",
    )
    conference = Source(
        t(
            "VNA (English), 8 September 2023",
            "VNA (anglais), 8 septembre 2023",
            "TTXVN (tiếng Anh), 08/9/2023",
            "ベトナム通信社（英語）、2023年9月8日",
        ),
        "https://en.vietnamplus.vn/",
    )
    anniversary = Source(
        t(
            "VNA (French), 18 December 2024",
            "VNA (français), 18 décembre 2024",
            "TTXVN (tiếng Pháp), 18/12/2024",
            "ベトナム通信社（仏語）、2024年12月18日",
        ),
        "https://vietnam.vnanet.vn/",
    )
    viet_jo = Source(
        t(
            "VIETJO (Japanese), 20 December 2024",
            "VIETJO (japonais), 20 décembre 2024",
            "VIETJO (tiếng Nhật), 20/12/2024",
            "VIETJO、2024年12月20日",
        )
    )
    city = t("Ho Chi Minh City", "Hô-Chi-Minh-Ville", "Thành phố Hồ Chí Minh", "ホーチミン市")
    province = t("Binh Duong", "Bình Dương", "Tỉnh Bình Dương", "ビンズオン省")
    prefecture = t("Yamaguchi Prefecture", "Yamaguchi", "Yamaguchi", "山口県")
    vietnamese = language == "vi"
    entries = (
        Entry(
            Mark.ACT,
            on("2014"),
            t("2014", "2014", "2014", "2014年"),
            t(
                "Agreement between assemblies",
                "Accord entre assemblées",
                "Thỏa thuận giữa hai hội đồng",
                "議会間の協定",
            ),
            t(
                "Signed by the People’s Council and the Prefectural Assembly, beside the executives’ own text.",
                "Signé par le Conseil populaire et l’assemblée préfectorale, à côté du texte des exécutifs.",
                "Do Hội đồng nhân dân và Hội đồng tỉnh Yamaguchi ký, song song với văn bản của hai cơ quan hành pháp.",
                "人民評議会と県議会が、執行機関と並んで結んだ。",
            ),
            note=t(
                "month not known; one point to confirm",
                "mois inconnu ; un point à confirmer",
                "không rõ tháng; còn một điểm cần xác nhận",
                "月日は不明。一部要確認",
            ),
            sources=(portal,),
        ),
        Entry(
            Mark.ACT,
            on("2014-12"),
            t("December 2014", "décembre 2014", "tháng 12/2014", "2014年12月"),
            t(
                "Memorandum on friendship and cooperation",
                "Mémorandum d’amitié et de coopération",
                "Bản ghi nhớ về hữu nghị và hợp tác",
                "友好協力に関する覚書",
            ),
            t(
                "Trade, education, culture, people-to-people exchange: the basis of ten years.",
                "Commerce, éducation, culture, échanges entre les peuples : la base de dix années.",
                "Thương mại, giáo dục, văn hóa, giao lưu nhân dân: nền tảng của mười năm.",
                "貿易、教育、文化、人的交流。その後10年の交流の基礎。",
            ),
            note=t(
                "12 or 25 December: sources differ",
                "12 ou 25 décembre : les sources divergent",
                "ngày 12 hay 25: các nguồn khác nhau",
                "12日か25日か、資料により異なる",
            ),
        ),
        Entry(
            Mark.GAP,
            on("2019"),
            "",
            t(
                "Eight years and nine months: no document recorded",
                "Huit ans et neuf mois : aucun document enregistré",
                "Tám năm chín tháng: chưa có tài liệu",
                "8年9か月：この間の資料は未登録",
            ),
        ),
        Entry(
            Mark.MEETING,
            on("2023-09-08"),
            t("8 September 2023", "8 septembre 2023", "08/9/2023", "2023年9月8日"),
            "Meet Japan 2023",
            t(
                "Conference held in the province.",
                "Conférence tenue dans la province.",
                "Hội nghị tổ chức tại tỉnh.",
                "省内で開かれた会議。",
            ),
            sources=(conference,),
        ),
        Entry(
            Mark.ACT,
            on("2024-12-18"),
            t("18 December 2024", "18 décembre 2024", "18/12/2024", "2024年12月18日"),
            t(
                "Memorandum of the tenth anniversary",
                "Mémorandum du dixième anniversaire",
                "Bản ghi nhớ nhân kỷ niệm 10 năm",
                "協力推進の覚書（10周年）",
            ),
            t(
                "Trade, education, culture, care of the elderly, labour; with agreed minutes on workers.",
                "Commerce, éducation, culture, aide aux personnes âgées, travail ; avec un procès-verbal sur les travailleurs.",
                "Thương mại, giáo dục, văn hóa, chăm sóc người cao tuổi, lao động; kèm biên bản về người lao động.",
                "貿易、教育、文化、介護、人材、労働。労働者の送り出しと受け入れの合意議事録も署名。",
            ),
            sources=(viet_jo,),
        ),
        Entry(
            Mark.HEIR,
            on("2025-07-01"),
            t("1 July 2025", "1er juillet 2025", "01/7/2025", "2025年7月1日"),
            t(
                "Merger: Binh Duong becomes part of Ho Chi Minh City",
                "Fusion : Bình Dương rejoint Hô-Chi-Minh-Ville",
                "Sáp nhập: Bình Dương vào Thành phố Hồ Chí Minh",
                "合併：ビンズオン省はホーチミン市へ",
            ),
            sources=(Source("202/2025/QH15"),),
            side=0,
            joined=2,
        ),
        Entry(
            Mark.ACT,
            on("2026-02-26"),
            t("26 February 2026", "26 février 2026", "26/02/2026", "2026年2月26日"),
            t(
                "Memorandum on friendly exchange (assemblies)",
                "Mémorandum d’échanges amicaux (assemblées)",
                "Bản ghi nhớ giao lưu hữu nghị (hai hội đồng)",
                "友好交流の覚書（議会間）",
            ),
            t(
                "Continues the tie of the former Bình Dương.",
                "Poursuit le lien de l’ancienne Bình Dương.",
                "Tiếp nối quan hệ của tỉnh Bình Dương cũ.",
                "旧ビンズオン省との交流を続ける。",
            ),
            sources=(Source("Việt Nam News, 26/02/2026", "https://vietnamnews.vn/"),),
        ),
    )
    return Briefing(
        language=language,
        on=datetime.date(2026, 11, 21),
        title=f"{city} – {prefecture}",
        kind=t("Briefing note", "Note de présentation", "Tài liệu tóm tắt", "概要資料"),
        as_of=t(
            "as of 21 November 2026",
            "au 21 novembre 2026",
            "tính đến ngày 21/11/2026",
            "2026年11月21日現在",
        ),
        sides=(
            Side(
                city,
                "VN",
                None if vietnamese else Quoted("Thành phố Hồ Chí Minh", "vi"),
                province,
                None if vietnamese else Quoted("Tỉnh Bình Dương", "vi"),
                (
                    t("People’s Council", "Conseil populaire", "Hội đồng nhân dân", "人民評議会"),
                    t(
                        "Office in charge: not recorded",
                        "Service responsable : non enregistré",
                        "Cơ quan đầu mối: chưa có",
                        "担当課は未登録",
                    ),
                ),
            ),
            Side(
                prefecture,
                "JP",
                None if language == "ja" else Quoted("山口県", "ja"),
                offices=(
                    t("Prefectural Assembly", "Assemblée préfectorale", "Hội đồng tỉnh", "県議会"),
                ),
            ),
        ),
        pulse=Pulse.ALIVE,
        state=t("Alive", "Vivant", "Đang tiếp diễn", "続いている"),
        state_text=t(
            "Last signed on 26 February 2026, 268 days ago. Ho Chi Minh City is the successor since the merger of 1 July 2025.",
            "Dernière signature le 26 février 2026, il y a 268 jours. Hô-Chi-Minh-Ville succède à la province depuis la fusion du 1er juillet 2025.",
            "Lần ký gần nhất: 26/02/2026, cách đây 268 ngày. Thành phố Hồ Chí Minh kế thừa từ khi sáp nhập ngày 01/7/2025.",
            "最新の署名は2026年2月26日（268日前）。2025年7月1日の合併により、ホーチミン市が引き継いだ。",
        ),
        today=t("Today", "Aujourd’hui", "Hôm nay", "今日"),
        timeline=listing(t("Timeline", "Chronologie", "Dòng thời gian", "あゆみ"), entries),
        facts=listing(
            t("State today", "État actuel", "Hiện trạng", "いまの状態"),
            (
                Fact(
                    t("Documents signed", "Documents signés", "Văn bản đã ký", "署名文書"),
                    t(
                        "6: executives 4, assemblies 2",
                        "6 : exécutifs 4, assemblées 2",
                        "6: hành pháp 4, hội đồng 2",
                        "6件　執行機関4、議会2",
                    ),
                ),
                Fact(
                    t("Term of validity", "Durée de validité", "Thời hạn hiệu lực", "有効期間"),
                    t("not stated", "non précisée", "không ghi thời hạn", "資料に記載なし"),
                ),
                Fact(
                    t("Sister link", "Jumelage", "Kết nghĩa", "姉妹提携"),
                    t(
                        "Not counted: no source shows the three conditions.",
                        "Non compté : aucune source n’atteste les trois conditions.",
                        "Không tính: chưa có nguồn về đủ ba điều kiện.",
                        "数えない。三条件を資料で確認できない",
                    ),
                    t(
                        "by CLAIR’s rule",
                        "selon la règle de CLAIR",
                        "theo tiêu chí của CLAIR",
                        "クレアの基準による",
                    ),
                ),
            ),
        ),
        offices_title=t("In charge", "Responsables", "Cơ quan phụ trách", "担当"),
        figures=listing(
            t("Figures", "Chiffres", "Số liệu", "数値"),
            (
                Figure(
                    t(
                        "Japanese companies in Binh Duong",
                        "Entreprises japonaises à Bình Dương",
                        "Doanh nghiệp Nhật Bản tại Bình Dương",
                        "ビンズオン省の日系企業",
                    ),
                    (Reading(t("more than 300", "plus de 300", "hơn 300", "300社超"), conference),),
                ),
                Figure(
                    t(
                        "Japanese investment projects",
                        "Projets d’investissement japonais",
                        "Dự án đầu tư Nhật Bản",
                        "日本の投資案件",
                    ),
                    (
                        Reading(t("339", "339", "339", "339件"), agency),
                        Reading(t("357", "357", "357", "357件"), anniversary),
                    ),
                    t(
                        "sources differ",
                        "les sources divergent",
                        "các nguồn khác nhau",
                        "資料により異なる",
                    ),
                ),
                Figure(
                    t("Investment", "Investissement", "Vốn đầu tư", "投資額"),
                    (
                        Reading(
                            t(
                                "nearly USD 6 billion",
                                "près de 6 milliards de dollars",
                                "gần 6 tỷ USD",
                                "60億ドル近く",
                            ),
                            agency,
                        ),
                    ),
                ),
            ),
        ),
        ties=listing(
            t(
                "Ties to be documented",
                "Liens à documenter",
                "Quan hệ cần bổ sung tài liệu",
                "資料が待たれる結びつき",
            ),
            (),
            t("None is known.", "Aucun n’est connu.", "Chưa có.", "ありません。"),
        ),
        questions=listing(
            t("Open questions", "Questions ouvertes", "Điểm cần làm rõ", "確かめること"),
            (
                Note(
                    t(
                        "Day of the assemblies’ agreement of 2014.",
                        "Jour de l’accord de 2014 entre assemblées.",
                        "Ngày ký thỏa thuận năm 2014 giữa hai hội đồng.",
                        "2014年の議会間の協定の署名日。",
                    )
                ),
                Note(
                    t(
                        "Day of the memorandum: 12 or 25 December 2014?",
                        "Jour du mémorandum : 12 ou 25 décembre 2014 ?",
                        "Ngày ký bản ghi nhớ: 12 hay 25/12/2014?",
                        "覚書の署名日：12日とする資料と25日とする資料がある。",
                    ),
                    portal,
                ),
            ),
        ),
        cite_title=t("How to cite", "Comment citer", "Cách trích dẫn", "引用のしかた"),
        cite=t(
            "Enishi, “Ho Chi Minh City – Yamaguchi Prefecture”, as of 21 November 2026.",
            "Enishi, « Hô-Chi-Minh-Ville – Yamaguchi », au 21 novembre 2026.",
            "Enishi, “Thành phố Hồ Chí Minh – Yamaguchi”, tính đến ngày 21/11/2026.",
            "Enishi「ホーチミン市と山口県の結びつき」2026年11月21日現在。",
        ),
        address=f"https://enishi.example/{language}/bonds/VN-SG~JP-35/",
        notes_title=t("Notes", "Notes", "Ghi chú", "メモ"),
        pages=("1 / 2", "2 / 2"),
    )


def bare(language: str = "en") -> Briefing:
    """The shortest bond: one act known by its year, and nothing else."""
    full = sample(language)
    act = replace(full.timeline.rows[0], text="", note="", sources=())
    one, other = full.sides
    return replace(
        full,
        sides=(Side(one.name, "VN"), Side(other.name, "JP")),
        pulse=Pulse.DORMANT,
        state_text="",
        timeline=listing("Timeline", (act,)),
        facts=listing("Facts", ()),
        figures=listing("Figures", ()),
        questions=listing("Questions", ()),
    )


def long(language: str, words: str, number: int) -> Briefing:
    """A bond with everything, many times over, in long sentences."""
    full = sample(language)
    one, other = full.sides
    offices = tuple(f"{words} {i}" for i in range(min(number, 5)))
    source = Source(words, "https://enishi.example/")
    figure = Figure(words, (Reading(words, source),) * 4, words)
    entry = replace(
        full.timeline.rows[0], date=words[:40], heading=words, text=words, title=Quoted(words, "vi")
    )
    return replace(
        full,
        title=words,
        sides=(
            replace(one, name=words, offices=offices),
            replace(other, name=words, offices=offices),
        ),
        pulse=Pulse.ENDING,
        state_text=words,
        timeline=listing(
            "T", (replace(entry, on=PartialDate.parse(str(1980 + i))) for i in range(number))
        ),
        facts=listing("F", (Fact(words, words, words),) * number),
        figures=listing("G", (figure,) * number),
        ties=listing("W", (Note(words, source),) * number),
        questions=listing("Q", (Note(words, source),) * number),
        cite=words,
    )


def opened(data: Briefing) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(briefing(data)))


def text_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def joined(text: str) -> str:
    """Text without its spaces: a line ends where the page, not the text, decides."""
    return "".join(unicodedata.normalize("NFC", text).split())


def strings(value: Any) -> Iterator[str]:
    """Every text that a reader is to see."""
    match value:
        case Mark() | Pulse() | PartialDate() | datetime.date():
            return
        case str():
            yield value
        case Source():
            yield value.text
        case Quoted():
            yield value.text
        case Listing():
            yield value.title
            yield from strings(value.rows)
            yield from () if value.rows else (value.empty,)
        case tuple():
            for part in value:
                yield from strings(part)
        case _ if hasattr(value, "__slots__"):
            for name in value.__slots__:
                if name not in {"language", "country"}:
                    yield from strings(getattr(value, name))


def fonts_of(reader: pypdf.PdfReader) -> dict[str, bool]:
    """The fonts in use, and whether each is inside the file."""
    found = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            font = reference.get_object()
            descendant = font["/DescendantFonts"][0].get_object()
            file = descendant["/FontDescriptor"].get_object().get("/FontFile2")
            found[font["/BaseFont"].split("+")[1]] = file is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_reads_as_it_was_given(language: str) -> None:
    data = sample(language)
    page = joined(text_of(opened(data)))
    assert [text for text in strings(data) if joined(text) not in page] == []


def test_the_title_printed_on_an_act_stays_in_its_language() -> None:
    with (DATA / "register/texts.csv").open(encoding="utf-8", newline="") as table:
        titles = [Quoted(row["title"], row["language"]) for row in csv.DictReader(table)]
    full = bare("vi")
    for title in titles:
        entry = replace(full.timeline.rows[0], title=title)
        page = joined(text_of(opened(replace(full, timeline=listing("T", [entry])))))
        assert joined(title.text) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_register_reads_as_it_was_given(language: str) -> None:
    tongues = {"en": {"en"}, "fr": {"fr", "ja-Latn"}, "ja": {"ja"}, "vi": {"vi"}}[language]
    with (DATA / "places/names.csv").open(encoding="utf-8", newline="") as table:
        names = sorted({row["text"] for row in csv.DictReader(table) if row["language"] in tongues})
    assert len(names) > 100
    separator, size = ("、", 80) if language == "ja" else ("; ", 180)
    parts, line = [], ""
    for name in names:
        line += name + separator
        if len(line) > size:
            parts.append(line)
            line = ""
    parts.append(line)
    data = bare(language)
    for start in range(0, len(parts), 9):
        notes = [Note(part) for part in parts[start : start + 9]]
        page = joined(
            text_of(
                opened(
                    replace(data, ties=listing("T", notes[:4]), questions=listing("Q", notes[4:]))
                )
            )
        )
        assert [note.text for note in notes if joined(note.text) not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, 3, 60])
def test_two_pages_whatever_is_told(language: str, number: int) -> None:
    words = {
        "en": "Memorandum on friendship, trade, education and the training of care workers ",
        "fr": "Procès-verbal d’échanges : éducation, coopération « décentralisée » et amitié ",
        "ja": "友好交流と協力の推進に関する覚書、並びに労働者の送り出しに関する合意議事録。",
        "vi": "Bản ghi nhớ về thúc đẩy hợp tác hữu nghị, giáo dục và đào tạo nguồn nhân lực ",
    }[language]
    for times in (1, 12):
        assert len(opened(long(language, words * times, number)).pages) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_pages_for_little(language: str) -> None:
    assert [len(opened(each).pages) for each in (bare(language), sample(language))] == [2, 2]


def test_a_word_without_end_does_not_break_the_pages() -> None:
    assert len(opened(long("en", "x" * 3000, 30)).pages) == 2


def test_what_is_left_out_is_counted_and_the_newest_entries_stay() -> None:
    full = sample("en")
    rows = [
        replace(full.timeline.rows[1], on=PartialDate.parse(str(1985 + i)), date=f"day{i:02}.")
        for i in range(40)
    ]
    notes = [Note(f"question{i:02}.") for i in range(60)]
    text = joined(
        text_of(opened(replace(full, timeline=listing("T", rows), questions=listing("Q", notes))))
    )
    entries = [i for i in range(40) if f"day{i:02}." in text]
    assert entries == list(range(40 - len(entries), 40))
    assert f"+{40 - len(entries)}T:" in text
    questions = [i for i in range(60) if f"question{i:02}." in text]
    assert questions == list(range(len(questions)))
    assert f"+{60 - len(questions)}Q:" in text
    assert len(entries) > 4
    assert len(questions) > 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_our_fonts_and_all_inside(language: str) -> None:
    fonts = fonts_of(opened(sample(language)))
    families = {name.split("-")[0] for name in fonts}
    assert families == {"BeVietnamPro", "NotoSansJP", "EnishiFigures"}
    assert all(fonts.values())


def test_no_font_of_the_system_is_known() -> None:
    known = {(font.family, font.weight) for font in fonts().fonts()}
    families = ("Be Vietnam Pro", "Enishi Figures", "Noto Sans JP")
    assert known == {(family, weight) for family in families for weight in (400, 600)}


def test_nothing_to_warn_of(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def compile_and_listen(*args: Any, **options: Any) -> Any:
        made, warnings = typst.compile_with_warnings(*args, **options)
        told.extend(str(warning) for warning in warnings)
        return made

    monkeypatch.setattr(typst, "compile", compile_and_listen)
    for language in LANGUAGES:
        briefing(sample(language))
    assert told == []


def test_a_japanese_line_neither_starts_nor_ends_where_it_may_not() -> None:
    sentence = "「クアンニン省」、ホーチミン市・山口県は（チャ・ヴィン省とも）協力を続けた。"
    notes = [Note("あ" * i + sentence * 3) for i in range(7)]
    data = replace(bare("ja"), ties=listing("結", notes), questions=listing("問", notes))
    lines = [line.strip() for line in text_of(opened(data)).splitlines() if line.strip()]
    assert sum(line.endswith("続けた。") for line in lines) > 6
    assert [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []


def test_a_french_space_that_does_not_break_keeps_its_line_whole() -> None:
    sentence = (
        "Préfecture\u00a0: Osaka\u00a0; « est-ce le même\u00a0?\u00a0» 6\u00a0milliards\u00a0! "
    )
    spaced = sentence.replace("« ", "«\u00a0")
    notes = [Note("à" * i + spaced * 3) for i in range(7)]
    data = replace(bare("fr"), ties=listing("L", notes), questions=listing("Q", notes))
    lines = [line.strip() for line in text_of(opened(data)).splitlines() if line.strip()]
    assert [line for line in lines if line[0] in ":;?!»" or line[-1] == "«"] == []
    assert [line for line in lines if line.startswith("milliards")] == []


def test_the_file_says_what_it_is() -> None:
    reader = opened(sample("vi"))
    root: Any = reader.trailer["/Root"]
    metadata = reader.metadata
    assert metadata is not None
    assert (metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (
        "Thành phố Hồ Chí Minh – Yamaguchi",
        "vi",
        True,
    )
    created = metadata.creation_date
    assert created is not None
    assert created.date() == datetime.date(2026, 11, 21)
    packet = root["/Metadata"].get_data().decode()
    assert ("<pdfuaid:part>1<" in packet, "<pdfaid:part>2<" in packet) == (True, True)
    size = reader.pages[0].mediabox
    assert (round(size.width), round(size.height)) == (595, 842)


def test_only_addresses_of_the_web_are_linked() -> None:
    data = bare()
    notes = (
        Note("a", Source("one", "javascript:alert(1)")),
        Note("b", Source("two", "https://enishi.example/x")),
    )
    reader = opened(replace(data, questions=listing("Q", notes)))
    addresses = {
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots") or ()
    }
    assert addresses == {data.address, "https://enishi.example/x"}


def test_the_same_bytes_in_every_process_and_soon() -> None:
    program = (
        "import hashlib\n"
        "from enishi.domain.formats.briefing import briefing\n"
        "from tests.domain.formats.test_briefing import sample\n"
        "import time\n"
        "start = time.process_time()\n"
        "made = briefing(sample('ja'))\n"
        "print(hashlib.sha256(made).hexdigest(), time.process_time() - start)\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        timeout=60,
    )
    digest, seconds = done.stdout.split()
    assert digest == hashlib.sha256(briefing(sample("ja"))).hexdigest()
    assert float(seconds) < 1.5


def test_the_longest_briefing_is_set_soon() -> None:
    start = time.process_time()
    briefing(long("ja", "結びつきと協力の推進に関する覚書。" * 20, 60))
    assert time.process_time() - start < 1.5


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        pytest.param("Thành phố Đà Nẵng", "Thành phố Đà Nẵng", id="composed"),
        pytest.param("髙﨑・葛飾～塡", "髙﨑・葛飾～塡", id="rare kanji"),
        pytest.param("⑴ 第Ⅱ期", "(1) 第Ⅱ期", id="compatible form"),
        pytest.param("12\u202f000 €", "12\u00a0000 €", id="narrow space"),
        pytest.param("a\u200b\u2060b\nc", "a\u200b\u2060b\nc", id="places of line breaks"),
        pytest.param("\x07葛\U000e0100城\ufeff\t市", "葛城 市", id="what prints nothing"),
        pytest.param("ไทย🙂", "〓〓〓〓", id="no glyph"),
    ],
)
def test_text_is_printable(given: str, printed: str) -> None:
    assert printable(given) == printed
    seen = printed.replace("\u200b", "").replace("\u2060", "")
    assert joined(seen) in joined(text_of(opened(replace(bare(), state_text=given))))


def test_the_fonts_have_every_character_of_the_facts() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DATA.rglob("*.csv"))
    missing = {
        character
        for character in text
        if character not in "\r\n" and ord(character) not in covered()
    }
    assert missing == set()


def test_every_font_has_its_licence_and_all_stay_small() -> None:
    files = sorted(path.name for path in FOLDER.glob("*.txt"))
    assert files == ["be-vietnam-pro-OFL.txt", "noto-sans-jp-OFL.txt"]
    assert sum(path.stat().st_size for path in FOLDER.glob("*.ttf")) < 5_000_000


def test_another_table_of_characters_is_refused(tmp_path: Path) -> None:
    font = tmp_path / "other.ttf"
    head = b"\0\1\0\0\0\1" + bytes(6) + b"cmap" + bytes(4) + (28).to_bytes(4) + (16).to_bytes(4)
    font.write_bytes(head + b"\0\0\0\2" + bytes(4) + (12).to_bytes(4) + bytes(20))
    with pytest.raises(ValueError, match="2 tables of characters"):
        characters(font)


def test_a_list_must_be_able_to_say_what_it_leaves_out() -> None:
    with pytest.raises(ValueError, match="2 rows, but 1 sentences"):
        Listing("T", ("a", "b"), ("one more",))


def test_more_offices_than_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="6 lines on offices, 5 at most"):
        Side("A", "VN", offices=("x",) * 6)


def test_a_language_without_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="'de' is not one of en, fr, ja, vi"):
        replace(sample("en"), language="de")

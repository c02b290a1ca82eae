"""Loading: all or nothing, twice is once, and what a person has edited stays."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from enishi.apps.ledger.jobs import Difference, Outcome, progress_nowhere
from enishi.apps.ledger.models import Entry, Load, Source
from enishi.apps.places.models import Lineage, Name, Unit
from enishi.apps.register.models import Agreement, AgreementDomain, BondSpan
from enishi.domain.formats.sheets import BadCell
from enishi.domain.text import LocalizedText
from enishi.project import phrases, reference

pytestmark = pytest.mark.django_db

# A small world: V merged into N, which has an agreement with the city C of the prefecture J.
FACTS = {
    "sources.csv": """id,title,url,publisher,published_on,language
s-1,A page,https://a.example/1,The office,2020-05,en
s-2,Another page,https://a.example/2,,,
""",
    "places/regions.csv": """key,country,position,name_en,name_fr,name_vi,name_ja,sureness,source,note
north,VN,1,North,Nord,Bắc,北部,,,
""",
    "places/units.csv": """id,country,level,kind,parent,region,valid_from,valid_to,lat,lon,counted,line,note
J,JP,first,prefecture_ken,,,,,35.5,139,yes,J,
C,JP,second,city,J,,,,,,yes,C,
V,VN,first,province,,north,,2025-06-30,,,yes,V,
N,VN,first,province,,north,2025-07-01,,,,yes,V,
W,VN,first,province,,north,,,,,yes,W,
""",
    "places/names.csv": """unit,language,form,text,source_note
J,ja,short,神奈川,
C,en,short,Yokohama,
V,vi,short,Hà Cũ,
N,vi,short,Hà Mới,
W,vi,short,Hà Tây,
""",
    "places/codes.csv": """unit,scheme,value,status
J,iso3166-2,JP-14,published
N,iso3166-2,VN-99,published
""",
    "places/successions.csv": """from,to,on,relation,extent,act,checked_with
V,N,2025-07-01,merge,whole,The act,
""",
    "parties/organisations.csv": """key,name_en
university,A university
""",
    "parties/offices.csv": """key,unit,name_en,url,since,until,source
office,J,An office,https://a.example/office,2020-04-01,,s-1
""",
    "register/agreements.csv": """id,kind,signed_on,documents,domains,summary_en,renews,amends,term_months,ends_on,tacit_renewal,signed_by_heads,open_scope,assembly_approved,confidence,doubt_en,sources
A1,memorandum,2020-01-13,1,trade;tourism,First words.,,,36,,,,,,high,,s-1;s-2
A2,renewal,2024-03,1,trade,Second words.,A1,,,,,,,,medium,The day is unknown.,s-1
""",
    "register/parties.csv": """agreement,position,unit,organisation,authority
A1,1,V,,executive
A1,2,C,,executive
A2,1,V,,executive
A2,2,C,,
A2,3,,university,
""",
    "register/texts.csv": """agreement,language,title,url,authentic
A1,ja,覚書,https://a.example/text,yes
""",
    "register/life_events.csv": """agreement,kind,on,until,note_en,source
A2,entered_into_force,2024-04-01,,,s-1
""",
    "register/ties.csv": """id,unit_a,unit_b,reason_en,source
T1,W,J,Mentioned once.,s-2
""",
    "register/coverage.csv": """unit,status,detail_en,queries
W,only_ties,,
""",
    "indicators/figures.csv": """id,subject,measure,value,text_en,wording,note_en,as_of,source
F1,J,vn_residents,16000,,about,people,2025-11-25,s-1
""",
    "forum/events.csv": """id,kind,name_en,starts_on,ends_on,place_en,organisers_en,source
E1,forum,A forum,2025-11-25,,Hà Mới,,s-1
""",
    "forum/event_places.csv": """event,unit,role
E1,N,venue
""",
    "forum/event_figures.csv": """event,measure,value,text_en,wording,as_of,source
E1,delegates,800,,nearly,2025-11-25,s-1
""",
}  # fmt: skip

Dump = dict[str, list[Any]]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """The small world as files; a column it does not name (another language) stays empty."""
    for sheet in reference.sheets():
        header, *rows = FACTS[sheet.file].splitlines()
        further = [c.name for c in sheet.columns if c.name not in header.split(",")]
        lines = [",".join([header, *further]), *(row + "," * len(further) for row in rows)]
        path = tmp_path / "facts" / sheet.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path / "facts"


def load(facts: Path) -> Outcome:
    return reference.load_reference(facts, progress_nowhere)


@pytest.fixture
def loaded(empty_register: None, facts: Path) -> Path:
    """The small world as files, loaded."""
    load(facts)
    return facts


def edit(facts: Path, file: str, old: str, new: str) -> None:
    """Replace what stands exactly once in a file."""
    path = facts / file
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, (file, old)
    path.write_text(content.replace(old, new), encoding="utf-8")


def dump(*, without_loads: bool = False) -> Dump:
    """Return every row of every table of ours, keys included."""
    return {
        model._meta.label: sorted(map(repr, model._default_manager.order_by().values_list()))
        for model in apps.get_models()
        if model.__module__.startswith("enishi.apps") and not (without_loads and model is Load)
    }


def _told(outcome: Outcome) -> tuple[int, int, list[Difference]]:
    return outcome.created, outcome.updated, outcome.differences


def test_every_reference_file_has_its_place_in_the_small_world() -> None:
    assert [sheet.file for sheet in reference.sheets()] == list(FACTS)


@pytest.mark.usefixtures("empty_register")
def test_a_first_load_creates_every_row_and_derives_what_follows(facts: Path) -> None:
    told = _told(load(facts))
    rows = sum(content.count("\n") - 1 for content in FACTS.values())
    assert told == (rows, 0, [])
    assert Name.objects.get(unit="V").folded == "hacu"
    heirs = Lineage.objects.filter(unit="V").order_by("heir").values_list("heir", flat=True)
    assert list(heirs) == ["N", "V"]
    first = Agreement.objects.get(id="A1")
    assert (str(first.term_ends), str(first.closed_on)) == ("2023-01-12", "2024-03-31")
    assert BondSpan.objects.filter(one="C", other="N", kind="documented").count() == 1


@pytest.mark.usefixtures("empty_register")
def test_a_first_load_leaves_the_references_between_tables_as_they_were(facts: Path) -> None:
    def references() -> dict[str, Any]:
        with connection.cursor() as cursor:
            return {
                model._meta.label: connection.introspection.get_constraints(
                    cursor, model._meta.db_table
                )
                for model in apps.get_models()
            }

    before = references()
    load(facts)
    assert references() == before


def test_a_second_load_changes_nothing(loaded: Path) -> None:
    before = dump(without_loads=True)
    assert _told(load(loaded)) == (0, 0, [])
    assert dump(without_loads=True) == before


@pytest.mark.usefixtures("register")
def test_a_second_load_of_the_real_facts_changes_nothing() -> None:
    before = dump(without_loads=True)
    assert _told(load(reference.DATA)) == (0, 0, [])
    assert dump(without_loads=True) == before
    assert Load.objects.order_by("-id").values_list("created", "updated", "kept")[0] == (0, 0, 0)


def test_a_value_a_person_has_edited_is_kept_and_told_each_time(loaded: Path) -> None:
    Source.objects.filter(id="s-1").update(title="A better title")
    before = dump(without_loads=True)
    difference = Difference("sources.csv", "s-1", "title", "A page", "A better title")
    for _ in range(2):
        assert _told(load(loaded)) == (0, 0, [difference])
    assert dump(without_loads=True) == before


def test_texts_a_person_has_edited_or_translated_are_kept_and_told(loaded: Path) -> None:
    written = {"en": "Better words.", "fr": "Mieux dit."}
    agreement = Agreement.objects.get(id="A1")
    agreement.summary = LocalizedText(written, "en")
    agreement.save()
    assert _told(load(loaded)) == (
        0,
        0,
        [
            Difference(PAPERS, "A1", "summary_en", "First words.", "Better words."),
            Difference(PAPERS, "A1", "summary_fr", "", "Mieux dit."),
        ],
    )
    assert Agreement.objects.get(id="A1").summary.texts == written


def test_a_row_a_person_has_deleted_stays_deleted_and_is_told(loaded: Path) -> None:
    Name.objects.filter(unit="W").delete()
    difference = Difference("places/names.csv", "W|vi|short|Hà Tây", "", "row", None)
    assert _told(load(loaded)) == (0, 0, [difference])
    assert Name.objects.filter(unit="W").count() == 0


def test_a_list_a_person_has_edited_is_kept_and_told(loaded: Path) -> None:
    AgreementDomain.objects.filter(agreement="A1", domain="trade").update(domain="sport")
    difference = Difference(
        "register/agreements.csv", "A1", "domains", ["tourism", "trade"], ["sport", "tourism"]
    )
    assert _told(load(loaded)) == (0, 0, [difference])
    kept = AgreementDomain.objects.filter(agreement="A1").order_by("domain")
    assert list(kept.values_list("domain", flat=True)) == ["sport", "tourism"]


def test_a_row_that_is_no_longer_in_the_file_is_kept_and_told(loaded: Path) -> None:
    path = loaded / "register/ties.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    difference = Difference("register/ties.csv", "T1", "", None, "row")
    assert _told(load(loaded)) == (0, 0, [difference])


CHANGES: dict[str, tuple[str, str, str, Callable[[], object], object]] = {
    "a text": ("sources.csv", "A page", "A new title",
        lambda: Source.objects.get(id="s-1").title, "A new title"),
    "a date": ("sources.csv", "2020-05", "2020-05-07",
        lambda: str(Source.objects.get(id="s-1").published_on), "2020-05-07"),
    "a text in one language": ("register/agreements.csv", "First words.", "New words.",
        lambda: dict(Agreement.objects.get(id="A1").summary.texts), {"en": "New words."}),
    "a list": ("register/agreements.csv", "trade;tourism", "sport",
        lambda: [d.domain for d in AgreementDomain.objects.filter(agreement="A1")], ["sport"]),
    "a term, and what follows from it": ("register/agreements.csv", ",36,", ",48,",
        lambda: str(Agreement.objects.get(id="A1").term_ends), "2024-01-12"),
    "an emptied cell": ("places/units.csv", "35.5,139", ",139",
        lambda: Unit.objects.get(id="J").lat, None),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_in_the_file_is_taken_over_where_nobody_has_edited(
    what: str, loaded: Path
) -> None:
    file, old, new, here, expected = CHANGES[what]
    edit(loaded, file, old, new)
    assert _told(load(loaded)) == (0, 1, [])
    assert here() == expected
    assert _told(load(loaded)) == (0, 0, [])


def test_a_new_row_is_created_beside_what_is_there(loaded: Path) -> None:
    edit(loaded, "sources.csv", "s-2,", "s-3,A third page,,,,\ns-2,")
    assert _told(load(loaded)) == (1, 0, [])


def test_a_change_both_here_and_in_the_file_is_a_conflict_told_and_left(loaded: Path) -> None:
    Source.objects.filter(id="s-1").update(title="Ours", publisher="The office")
    edit(loaded, "sources.csv", "A page,https://a.example/1", "Theirs,https://a.example/new")
    difference = Difference("sources.csv", "s-1", "title", "Theirs", "Ours")
    assert _told(load(loaded)) == (0, 1, [difference])
    source = Source.objects.get(id="s-1")
    assert (source.title, source.url) == ("Ours", "https://a.example/new")
    assert _told(load(loaded)) == (0, 0, [difference])


def test_a_person_and_the_file_making_the_same_change_is_no_difference(loaded: Path) -> None:
    Source.objects.filter(id="s-1").update(title="The same")
    edit(loaded, "sources.csv", "A page", "The same")
    assert _told(load(loaded)) == (0, 0, [])


UNITS, STEPS = "places/units.csv", "places/successions.csv"
PAPERS, PARTIES = "register/agreements.csv", "register/parties.csv"
BAD: list[tuple[str, int, str, str, str, str]] = [
    # file, line, column, code, old, new
    (UNITS, 2, "kind", "cell.empty", "prefecture_ken", ""),
    (UNITS, 2, "lat", "cell.not_a_number", "35.5", "north"),
    (UNITS, 2, "lat", "cell.not_a_number", "35.5", "nan"),
    (UNITS, 2, "lat", "cell.not_a_number", "35.5", "inf"),
    (PAPERS, 2, "documents", "cell.not_a_number", "13,1,trade;", "13,one,trade;"),
    (PAPERS, 2, "documents", "cell.too_large", "13,1,trade;", "13,40000,trade;"),
    ("indicators/figures.csv", 2, "value", "cell.not_a_number", "16000", "NaN"),
    (UNITS, 4, "valid_to", "cell.not_a_day", "2025-06-30", "2025-06-31"),
    (UNITS, 4, "valid_to", "cell.not_a_day", "2025-06-30", "2025-W26-1"),
    (PAPERS, 3, "signed_on", "cell.not_a_date", "2024-03,", "March 2024,"),
    (UNITS, 6, "counted", "cell.not_yes_or_no", "yes,W", "true,W"),
    (UNITS, 2, "kind", "cell.not_one_of", "prefecture_ken", "prefecture"),
    (PAPERS, 2, "domains", "cell.not_one_of", "tourism", "gossip"),
    (PAPERS, 2, "domains", "cell.twice", "trade;tourism", "trade;trade"),
    (PAPERS, 2, "sources", "cell.twice", "s-1;s-2", "s-1;s-1"),
    ("sources.csv", 3, "id", "cell.too_long", "s-2,", "s-" + "2" * 30 + ","),
    (UNITS, 6, "", "row.too_long", "yes,W,", "yes,W,,"),
    (UNITS, 6, "", "row.too_short", "yes,W,", "yes,W"),
    (UNITS, 6, "id", "row.twice", "W,VN", "V,VN"),
    (UNITS, 1, "", "table.columns", "lat,lon", "lat,long"),
    (UNITS, 3, "parent", "cell.no_such_record", "city,J", "city,Q"),
    (PAPERS, 3, "renews", "cell.no_such_record", ",A1,", ",A9,"),
    (PAPERS, 2, "sources", "cell.no_such_record", "s-1;s-2", "s-1;s-9"),
    ("indicators/figures.csv", 2, "subject", "cell.no_such_record", "F1,J,", "F1,Q,"),
    ("forum/event_figures.csv", 2, "source", "cell.no_such_record", "25,s-1", "25,s-9"),
    (UNITS, 5, "valid_to", "unit.ends_before_start", "2025-07-01,,", "2025-07-01,2025-06-30,"),
    (UNITS, 6, "valid_to", "unit.ended_without_heir", "W,VN,first,province,,north,,,", "W,VN,first,province,,north,,2025-06-30,"),
    (STEPS, 3, "from", "succession.duplicate", "act,\n", "act,\nV,N,2025-07-01,rename,whole,Act,\n"),
    (STEPS, 3, "from", "succession.two_countries", "act,\n", "act,\nV,C,2025-07-01,merge,whole,Act,\n"),
    (STEPS, 2, "from", "succession.source_not_ended", "2025-07-01", "2025-07-02"),
    (STEPS, 3, "from", "succession.source_not_in_force", "act,\n", "act,\nV,W,2025-07-01,transfer,part,Act,\n"),
    (STEPS, 3, "to", "succession.target_not_in_force", "act,\n", "act,\nW,N,2024-01-01,transfer,part,Act,\n"),
    (PARTIES, 4, "unit", "party.not_in_force", "A2,1,V", "A2,1,N"),
    (PARTIES, 6, "unit", "party.unit_or_organisation", "A2,3,,university", "A2,3,,"),
    (PARTIES, 6, "unit", "party.unit_or_organisation", "A2,3,,university", "A2,3,W,university"),
    (PAPERS, 3, "renews", "agreement.renews_itself", ",A1,", ",A2,"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "line", "column", "code", "old", "new"),
    BAD,
    ids=[f"{row[3]}:{row[0]}:{row[1]}:{row[5][:12]!r}" for row in BAD],
)
def test_a_bad_row_stops_the_load_where_it_stands_and_changes_nothing(
    file: str, line: int, column: str, code: str, old: str, new: str, loaded: Path
) -> None:
    before = dump()
    edit(loaded, "sources.csv", "Another page", "Would be taken over")
    edit(loaded, file, old, new)
    with pytest.raises(BadCell) as stopped:
        load(loaded)
    error = stopped.value
    assert (error.file, error.line, error.column, error.code) == (file, line, column, code)
    assert dump() == before
    said = phrases.bad_cell(error)
    assert said.startswith(
        f"The files were not loaded and nothing was changed. {file}, line {line}"
    )


@pytest.mark.parametrize(
    ("file", "line", "column", "code", "old", "new"),
    BAD,
    ids=[f"{row[3]}:{row[0]}:{row[1]}:{row[5][:12]!r}" for row in BAD],
)
def test_a_bad_row_leaves_an_empty_register_empty(
    file: str, line: int, column: str, code: str, old: str, new: str,
    facts: Path, empty_register: None,
) -> None:  # fmt: skip
    edit(facts, file, old, new)
    with pytest.raises(BadCell) as stopped:
        load(facts)
    error = stopped.value
    assert (error.file, error.line, error.column, error.code) == (file, line, column, code)
    assert {name for name, rows in dump().items() if rows} == set()


def test_a_file_that_is_not_utf8_is_refused_at_its_first_bad_line(loaded: Path) -> None:
    path = loaded / UNITS
    path.write_bytes(path.read_bytes().replace(b"W,VN", b"W\xff,VN"))
    with pytest.raises(BadCell) as stopped:
        load(loaded)
    assert (stopped.value.file, stopped.value.line) == (UNITS, 6)
    assert stopped.value.code == "table.not_utf8"


def test_a_missing_file_is_named(loaded: Path) -> None:
    (loaded / "forum/events.csv").unlink()
    before = dump()
    with pytest.raises(BadCell) as stopped:
        load(loaded)
    assert (stopped.value.file, stopped.value.code) == ("forum/events.csv", "table.missing")
    assert "Put it there." in phrases.bad_cell(stopped.value)
    assert dump() == before


def test_lines_are_counted_as_an_editor_counts_them_across_quoted_line_ends(loaded: Path) -> None:
    edit(loaded, UNITS, "yes,J,\n", 'yes,J,"a note\nof two lines"\n')
    edit(loaded, UNITS, "yes,W,", "perhaps,W,")
    with pytest.raises(BadCell) as stopped:
        load(loaded)
    assert (stopped.value.line, stopped.value.column) == (7, "counted")


@pytest.mark.usefixtures("register")
def test_a_bad_row_at_the_very_end_of_the_real_facts_leaves_everything_as_it_was(
    tmp_path: Path,
) -> None:
    facts = tmp_path / "facts"
    shutil.copytree(reference.DATA, facts)
    last = facts / reference.sheets()[-1].file
    content = last.read_text(encoding="utf-8")
    header, first, *_ = csv.reader(content.splitlines())
    bad = dict(zip(header, first, strict=True)) | {"measure": "stands", "value": "many"}
    last.write_text(content + ",".join(bad.values()) + "\n", encoding="utf-8")
    before = dump()
    with pytest.raises(BadCell) as stopped:
        load(facts)
    error = stopped.value
    assert (error.file, error.line, error.column, error.code) == (
        "forum/event_figures.csv",
        content.count("\n") + 1,
        "value",
        "cell.not_a_number",
    )
    assert dump() == before


def test_what_a_later_load_changes_is_written_in_the_ledger(loaded: Path) -> None:
    assert not Entry.objects.exists()
    load(loaded)
    assert not Entry.objects.exists()
    edit(loaded, "register/agreements.csv", "A2,renewal,2024-03,", "A2,renewal,2024-03-05,")
    agreements = loaded / "register/agreements.csv"
    row = "A3,memorandum,2026-01-02,1,trade,,,,,,,,,,high,,s-1"
    lines = agreements.read_text(encoding="utf-8").splitlines()
    row += "," * (lines[0].count(",") - row.count(","))
    agreements.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
    with (loaded / "register/parties.csv").open("a", encoding="utf-8") as file:
        file.write("A3,1,W,,executive\nA3,2,J,,executive\nA1,3,,university,\n")
    load(loaded)
    told = {entry.subject_id: entry for entry in Entry.objects.all()}
    assert {key: (entry.verb, entry.actor) for key, entry in told.items()} == {
        "A1": ("correct_agreement", "load"),
        "A2": ("correct_agreement", "load"),
        "A3": ("record_agreement", "load"),
    }
    assert told["A2"].changes == {"signed_on": ["2024-03", "2024-03-05"]}
    assert [row["row"] for row in told["A3"].changes["rows"]] == ["register.party"] * 2
    assert told["A3"].changes["kind"] == [None, "memorandum"]
    assert told["A1"].changes["rows"][0]["changed"]["organisation"] == [None, "university"]
    load(loaded)
    assert Entry.objects.count() == 3

"""The formats of an export, each read back by another program than ours."""

import csv
import datetime
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from enishi.domain.formats.delimited import harmless, write_csv
from enishi.domain.formats.documents import in_list, write_json
from enishi.domain.formats.exports import LICENCE, Record, Subject
from enishi.domain.formats.geojson import geometry_of, write_geojson
from enishi.domain.formats.jsonld import write_jsonld
from enishi.domain.formats.tables import columns_of
from enishi.domain.formats.workbook import write_xlsx

from .conftest import HANOI, NARA, OSAKA, Make, agreement, figure, names, place


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_is_what_excel_opens(make: Make) -> None:
    export = make(Subject.PLACES, Record(place(), (("VN", HANOI),)))
    assert (
        b"".join(write_csv(export))
        == (
            "\ufeffunit_id,code,name_en,name_fr,name_ja,name_vi,country,level,kind,parent,"
            "valid_from,valid_to,lat,lon\r\n"
            "VN01,VN-HN,Hanoi,Hanoï,ハノイ市,Hà Nội,VN,first,centrally_run_city,,"
            "2008-08-01,,21.03,105.85\r\n"
        ).encode()
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 24", "'+84 24"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("1=1", "1=1"),
        (-3, -3),
        (None, None),
    ],
)
def test_no_text_cell_is_a_formula(cell: Any, written: Any) -> None:
    assert harmless(cell) == written


def test_csv_quotes_what_needs_it(make: Make) -> None:
    doubt = {"en": 'He said "no",\nthen yes.'}
    export = make(Subject.AGREEMENTS, Record(agreement(doubt=doubt)), parties=2)
    header, row = read_csv(b"".join(write_csv(export)))
    assert row[header.index("doubt")] == 'He said "no",\nthen yes.'


def test_agreements_have_a_group_of_columns_for_each_party(make: Make) -> None:
    columns = columns_of(make(Subject.AGREEMENTS, parties=1))
    assert columns == (
        "id",
        "kind",
        "signed_on",
        "precision",
        "party_1_id",
        "party_1_code",
        "party_1_organisation",
        "party_1_name_en",
        "party_1_name_fr",
        "party_1_name_ja",
        "party_1_name_vi",
        "party_1_authority",
        "party_1_heir_id",
        "domains",
        "state",
        "ends_on",
        "documents",
        "renews",
        "confidence",
        "doubt",
        "sources",
    )


def test_an_absent_party_leaves_its_cells_empty(make: Make) -> None:
    export = make(Subject.AGREEMENTS, Record(agreement()), parties=3)
    header, row = read_csv(b"".join(write_csv(export)))
    told = dict(zip(header, row, strict=True))
    assert told["party_2_organisation"] == "a-university"
    assert {value for name, value in told.items() if name.startswith("party_3_")} == {""}


def test_workbook_equals_csv_and_says_what_it_is(make: Make) -> None:
    records = (
        Record(agreement()),
        Record(agreement(id="A002", signed_on="2014-12", doubt={"en": "=HYPERLINK(1)"})),
    )
    header, *rows = read_csv(b"".join(write_csv(make(Subject.AGREEMENTS, *records, parties=2))))
    book = load_workbook(
        io.BytesIO(b"".join(write_xlsx(make(Subject.AGREEMENTS, *records, parties=2))))
    )
    assert book.sheetnames == ["Agreements", "About"]
    sheet = book["Agreements"]
    assert sheet.freeze_panes == "A2"
    assert [(cell.value, cell.font.bold) for cell in sheet[1]] == [(name, True) for name in header]
    formula = header.index("doubt")
    for cells, row in zip(sheet.iter_rows(min_row=2), rows, strict=True):
        told = [
            "" if cell.value is None
            else cell.value.date().isoformat() if isinstance(cell.value, datetime.datetime)
            else str(cell.value)
            for cell in cells
        ]  # fmt: skip
        row[formula] = row[formula].removeprefix("'")
        assert told == row
    signed = header.index("signed_on") + 1
    assert sheet.cell(2, signed).value == datetime.datetime(2014, 12, 18)  # noqa: DTZ001  # Excel's
    assert sheet.cell(2, signed).number_format == "yyyy-mm-dd"
    assert sheet.cell(3, signed).value == "2014-12"
    assert sheet.cell(3, formula + 1).data_type == "s"
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about == {
        "title": "A title",
        "what": "agreements",
        "rule": "A rule.",
        "on": datetime.datetime(2025, 11, 25),  # noqa: DTZ001  # Excel's
        "rows": 2,
        "licence": "CC BY 4.0",
        "licence_url": LICENCE.url,
        "licence_line": LICENCE.line,
        "site": "https://enishi.example",
    }


def test_json_is_the_documents_and_what_the_file_is(make: Make) -> None:
    export = make(Subject.AGREEMENTS, Record(agreement()), Record(agreement(id="A002")))
    told = json.loads(b"".join(write_json(export)))
    assert told == {"meta": export.meta(), "items": [agreement(), agreement(id="A002")]}


@pytest.mark.parametrize("items", [[], [{"a": "x\ny"}], [{"a": 1}, {"b": {}}]])
def test_a_list_is_written_as_json_writes_it(items: list[dict[str, Any]]) -> None:
    written = b"".join(in_list({"head": 1}, "items", items))
    assert json.loads(written) == {"head": 1, "items": items}


def test_geojson_says_longitude_first(make: Make) -> None:
    export = make(Subject.PLACES, Record(place(), (("VN", HANOI),)))
    assert json.loads(b"".join(write_geojson(export))) == {
        "type": "FeatureCollection",
        "meta": export.meta(),
        "features": [
            {
                "type": "Feature",
                "id": "VN01",
                "geometry": {"type": "Point", "coordinates": [105.85, 21.03]},
                "properties": place(),
            }
        ],
    }


@pytest.mark.parametrize(
    ("where", "geometry"),
    [
        ((), None),
        ((("VN", None),), None),
        ((("VN", HANOI), ("JP", None)), {"type": "Point", "coordinates": [105.85, 21.03]}),
        (
            (("VN", HANOI), ("JP", NARA)),
            {"type": "LineString", "coordinates": [[105.85, 21.03], [135.8, 34.68]]},
        ),
        (
            (("VN", HANOI), ("JP", NARA), ("JP", OSAKA)),
            {
                "type": "MultiLineString",
                "coordinates": [
                    [[105.85, 21.03], [135.8, 34.68]],
                    [[105.85, 21.03], [135.5, 34.69]],
                ],
            },
        ),
        (
            (("JP", NARA), ("JP", OSAKA)),
            {"type": "MultiPoint", "coordinates": [[135.8, 34.68], [135.5, 34.69]]},
        ),
    ],
)
def test_lines_join_places_of_two_countries(where: Any, geometry: Any) -> None:
    assert geometry_of(Record({}, where)) == geometry


def told_in_jsonld(make: Make, subject: Subject, record: Record) -> dict[str, Any]:
    told = json.loads(b"".join(write_jsonld(make(subject, record))))
    assert told["license"] == LICENCE.url
    (node,) = told["hasPart"]
    assert isinstance(node, dict)
    return node


def test_jsonld_of_a_place(make: Make) -> None:
    document = place(parent="VN00")
    assert told_in_jsonld(make, Subject.PLACES, Record(document, (("VN", HANOI),))) == {
        "@id": "https://enishi.example/api/v1/places/VN01",
        "@type": "AdministrativeArea",
        "identifier": ["VN01", "VN-HN"],
        "name": [
            {"@language": "en", "@value": "Hanoi"},
            {"@language": "fr", "@value": "Hanoï"},
            {"@language": "ja", "@value": "ハノイ市"},
            {"@language": "vi", "@value": "Hà Nội"},
        ],
        "additionalType": "centrally_run_city",
        "addressCountry": "VN",
        "containedInPlace": {"@id": "https://enishi.example/api/v1/places/VN00"},
        "geo": {"@type": "GeoCoordinates", "latitude": 21.03, "longitude": 105.85},
        "dct:temporal": {"@type": "dct:PeriodOfTime", "start": "2008-08-01"},
    }


def test_jsonld_of_an_agreement(make: Make) -> None:
    document = agreement(renews="A000", parties=agreement()["parties"][:1])
    assert told_in_jsonld(make, Subject.AGREEMENTS, Record(document)) == {
        "@id": "https://enishi.example/api/v1/agreements/A001",
        "@type": "DigitalDocument",
        "identifier": "A001",
        "genre": "friendship",
        "dateCreated": "2014-12-18",
        "creativeWorkStatus": "term_unknown",
        "abstract": [{"@language": "en", "@value": "Exchange."}],
        "keywords": ["culture", "trade"],
        "contributor": [
            {
                "@type": "GovernmentOrganization",
                "name": [
                    {"@language": language, "@value": text}
                    for language, text in names("Hà Nội").items()
                ],
                "additionalType": "executive",
                "areaServed": {"@id": "https://enishi.example/api/v1/places/VN01"},
            }
        ],
        "isBasedOn": {"@id": "https://enishi.example/api/v1/agreements/A000"},
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "A page",
                "url": "https://example.org/1",
                "publisher": "Example",
                "datePublished": "2014-12",
                "inLanguage": "en",
            }
        ],
    }


@pytest.mark.parametrize(
    ("bound", "member"),
    [("exact", "value"), ("about", "value"), ("at_least", "minValue"), ("at_most", "maxValue")],
)
def test_jsonld_of_a_figure_keeps_its_bound(make: Make, bound: str, member: str) -> None:
    node = told_in_jsonld(make, Subject.FIGURES, Record(figure(bound=bound)))
    assert (node["@type"], node["measuredProperty"], node["observationDate"]) == (
        "Observation",
        "jp_companies",
        "2023-09-08",
    )
    assert node["value"] == {
        "@type": "QuantitativeValue",
        "description": "more_than",
        member: 300,
    }
    assert node["observationAbout"] == [{"@id": "https://enishi.example/api/v1/places/VN01"}]
    assert node["isBasedOn"]["url"] == "https://example.org/1"


def test_jsonld_of_a_bond_is_about_both_places(make: Make) -> None:
    node = told_in_jsonld(make, Subject.FIGURES, Record(figure(scope="bond", subject="VN01~JP29")))
    assert node["observationAbout"] == [
        {"@id": "https://enishi.example/api/v1/places/VN01"},
        {"@id": "https://enishi.example/api/v1/places/JP29"},
    ]

"""Citations as reference managers read them."""

import datetime
import json

from enishi.domain.formats.citations import Citation, bibtex, csl_json, ris

CITED = Citation(
    key="enishi-A048",
    title="Thỏa thuận A048: Bến Tre × Ehime, R&D\nat 100%",
    site="Enishi",
    address="https://enishi.example/vi/agreements/A048/",
    read_on=datetime.date(2026, 11, 5),
    language="vi",
)


def test_ris_has_one_field_a_line_between_its_first_and_last() -> None:
    lines = ris(CITED).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert "TI  - Thỏa thuận A048: Bến Tre × Ehime, R&D at 100%" in lines
    assert "Y2  - 2026/11/05" in lines
    assert [line for line in lines if line.startswith("N1")] == []


def test_bibtex_keeps_capitals_and_escapes_what_latex_reads() -> None:
    entry = bibtex(CITED)
    assert entry.startswith("@misc{enishi-A048,\n")
    assert "title = {{Thỏa thuận A048: Bến Tre × Ehime, R\\&D at 100\\%}}" in entry
    assert "urldate = {2026-11-05}" in entry
    assert entry.count("{") - entry.count("\\{") == entry.count("}") - entry.count("\\}")


def test_csl_json_is_a_list_of_one_item_with_the_day_it_was_read() -> None:
    (item,) = json.loads(csl_json(CITED))
    assert item["accessed"] == {"date-parts": [[2026, 11, 5]]}
    assert item["id"] == "enishi-A048"
    assert "note" not in item

"""A citation of a page as reference managers read it: RIS, BibTeX, CSL-JSON."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A page of the record, as read on a day."""

    key: str
    title: str
    site: str
    address: str
    read_on: datetime.date
    language: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CitationFormat:
    """A file a reference manager takes in."""

    name: str
    content_type: str
    write: Callable[[Citation], str]


def ris(citation: Citation) -> str:
    """Write RIS: one field a line, each ended by carriage return and line feed."""
    fields = (
        ("TY", "ELEC"),
        ("ID", citation.key),
        ("TI", citation.title),
        ("T2", citation.site),
        ("PB", citation.site),
        ("LA", citation.language),
        ("N1", citation.note),
        ("UR", citation.address),
        ("Y2", f"{citation.read_on:%Y/%m/%d}"),
        ("ER", ""),
    )
    return "".join(
        f"{tag}  - {_one_line(value)}\r\n" for tag, value in fields if value or tag == "ER"
    )


def bibtex(citation: Citation) -> str:
    """Write a BibTeX entry; a word of the title keeps its capitals."""
    fields = (
        ("title", f"{{{_escaped(citation.title)}}}"),
        ("author", f"{{{_escaped(citation.site)}}}"),
        ("note", _escaped(citation.note)),
        ("url", citation.address),
        ("urldate", citation.read_on.isoformat()),
        ("langid", citation.language),
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@misc{{{citation.key},\n{lines}}}\n"


def csl_json(citation: Citation) -> str:
    """Write the list of one item that citation processors read."""
    day = citation.read_on
    item = {
        "id": citation.key,
        "type": "entry",
        "title": citation.title,
        "author": [{"literal": citation.site}],
        "container-title": citation.site,
        "note": citation.note,
        "language": citation.language,
        "URL": citation.address,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=2) + "\n"


CITATIONS: Mapping[str, CitationFormat] = {
    "ris": CitationFormat("RIS", "application/x-research-info-systems", ris),
    "bib": CitationFormat("BibTeX", "application/x-bibtex", bibtex),
    "json": CitationFormat("CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
}

_SPECIAL = {character: f"\\{character}" for character in "&%$#_{}"} | {"\\": r"\textbackslash{}"}


def _escaped(text: str) -> str:
    return _one_line("".join(_SPECIAL.get(character, character) for character in text))


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""English names of places and of what belongs to them."""

import csv
import unicodedata
from functools import cache
from importlib.resources import files

from enishi.domain.press.report import Locality

COUNTRIES = {"VN": "Vietnam", "JP": "Japan"}
ACROSS = {"VN": "JP", "JP": "VN"}


@cache
def _names() -> dict[str, str]:
    table = files("enishi.data").joinpath("places", "names.csv")
    names: dict[str, str] = {}
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        if row["form"] == "short" and row["language"] in {"en", "vi"}:
            if row["language"] == "en":
                names[row["unit"]] = row["text"]
            else:
                names.setdefault(row["unit"], plain(row["text"]))
    return names


def english(place: Locality) -> str:
    """Return the name of a place in English."""
    return _names().get(place.unit_id) or plain(place.name_as_written)


def of_place(place: Locality, body: str) -> str:
    """Return the English name of a body of a place: `Nagasaki Prefectural Assembly`."""
    return f"{english(place)} {body.title().replace("'S", "'s")}"


def plain(name: str) -> str:
    """Return a name without its accents, its capitals kept.

    >>> plain("Đà Nẵng")
    'Da Nang'
    """
    if name > "\u2e80":
        return name
    flat = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in flat if not unicodedata.combining(sign))

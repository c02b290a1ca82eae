"""The reference files of places, and what is derived from them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from enishi.apps.ledger.models import Source
from enishi.apps.places import bridge
from enishi.apps.places.models import (
    Code,
    Gram,
    Line,
    Lineage,
    Name,
    NameWord,
    Region,
    Succession,
    Unit,
)
from enishi.apps.rows import replace_rows, stored_text, update_rows
from enishi.apps.sheets import Field, Sheet
from enishi.domain import places as domain
from enishi.domain.formats.sheets import (
    Unreadable,
    day,
    number,
    one_of,
    text,
    whole_number,
    yes_or_no,
)
from enishi.domain.places import Extent, Kind, Level, Relation, index_forms
from enishi.domain.text import LANGUAGES, grams, sort_key


def _ordered_days(unit: Unit) -> None:
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        raise Unreadable("unit.ends_before_start", column="valid_to", subjects=unit.id)


def sheets() -> list[Sheet]:
    """Return the files of places, in the order in which they build on each other."""
    return [
        Sheet(
            "places/regions.csv",
            Region,
            ("key",),
            (
                Field("key", text(60), required=True),
                Field("country", text(2), required=True),
                Field("position", whole_number, required=True),
                Field("name_en", text(120), required=True),
                Field("name_fr", text(120), required=True),
                Field("name_vi", text(120), required=True),
                Field("name_ja", text(120), required=True),
                Field("sureness", text(40), empty=""),
                Field("source", text(24), to="source_id", refers_to=Source),
                Field("note", text(2000), empty=""),
            ),
        ),
        Sheet(
            "places/units.csv",
            Unit,
            ("id",),
            (
                Field("id", text(40), required=True),
                Field("country", text(2), required=True),
                Field("level", one_of(list(Level)), required=True),
                Field("kind", one_of(list(Kind)), required=True),
                Field("parent", text(40), to="parent_id", refers_to=Unit),
                Field("region", text(60), to="region_id", refers_to=Region),
                Field("valid_from", day),
                Field("valid_to", day),
                Field("lat", number),
                Field("lon", number),
                Field("counted", yes_or_no, required=True),
                Field("line", text(40), required=True),
                Field("note", text(2000), empty=""),
            ),
            complete=_ordered_days,
        ),
        Sheet(
            "places/names.csv",
            Name,
            ("unit", "language", "form", "text"),
            (
                Field("unit", text(40), to="unit_id", required=True, refers_to=Unit),
                Field("language", text(8), required=True),
                Field("form", one_of(Name.Form.values), required=True),
                Field("text", text(200), required=True),
                Field("source_note", text(300), empty=""),
            ),
            complete=_NameFolder().fold,
        ),
        Sheet(
            "places/codes.csv",
            Code,
            ("unit", "scheme", "value"),
            (
                Field("unit", text(40), to="unit_id", required=True, refers_to=Unit),
                Field("scheme", one_of(("iso3166-2", "gso", "jis", "lg")), required=True),
                Field("value", text(12), required=True),
                Field(
                    "status",
                    one_of(("published", "namesake", "withdrawn", "historic")),
                    required=True,
                ),
            ),
        ),
        Sheet(
            "places/successions.csv",
            Succession,
            ("from", "to", "on", "relation"),
            (
                Field("from", text(40), to="source_id", required=True, refers_to=Unit),
                Field("to", text(40), to="target_id", required=True, refers_to=Unit),
                Field("on", day, required=True),
                Field("relation", one_of(list(Relation)), required=True),
                Field("extent", one_of(list(Extent)), required=True),
                Field("act", text(400), required=True),
                Field("checked_with", text(600), empty=""),
            ),
        ),
    ]


class _NameFolder:
    """Folds names as their unit's kind asks, reading all kinds once; many units share a name."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        self._folded: dict[tuple[str, str], tuple[str, str]] = {}

    def fold(self, name: Name) -> None:
        if name.unit_id not in self._kinds:
            self._kinds = dict(Unit.objects.values_list("id", "kind"))
        written = name.text, self._kinds[name.unit_id]
        if written not in self._folded:
            self._folded[written] = index_forms(name.text, Kind(written[1]))
        name.folded, name.core = self._folded[written]


def derive_lineage() -> None:
    """Work out anew who answers for every unit on every day.

    Raises:
        TimelineError: the history contradicts itself.
    """
    units = Unit.objects.order_by("id").values_list(
        "id", "country", "level", "kind", "valid_from", "valid_to"
    )
    steps = Succession.objects.order_by("id").values_list(
        "source", "target", "on", "relation", "extent"
    )
    timeline = domain.Timeline(
        (
            domain.Unit(key, country, Level(level), Kind(kind), since, until)
            for key, country, level, kind, since, until in units.iterator()
        ),
        (
            domain.Succession(source, target, on, Relation(relation), Extent(extent))
            for source, target, on, relation, extent in steps.iterator()
        ),
    )
    replace_rows(
        Lineage,
        ("unit_id", "heir_id", "since", "until", "extent"),
        ((s.unit, s.heir, s.since, s.until, str(s.extent)) for s in timeline.lineage()),
    )


def derive_index() -> None:
    """Work out anew what names are looked up by, and what units are shown by and sorted by."""
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    shown: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for unit, language, form, written, folded, core in (
        Name.objects.order_by("id")
        .values_list("unit", "language", "form", "text", "folded", "core")
        .iterator()
    ):
        names[unit].add((folded, core))
        shown[unit].setdefault((language, form), written)
    _replace_index(names)
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    public = Code.objects.filter(scheme__in=bridge.PUBLIC_CODES).order_by("value")
    for unit, scheme, value in public.values_list("unit", "scheme", "value"):
        codes[unit][scheme] = value
    columns = ("name", "full_name", "code", *(f"sort_{language}" for language in LANGUAGES))
    held = Unit.objects.order_by("id").values_list("id", "country", *columns)
    update_rows(Unit, columns, _changed(held, shown, codes))


def _replace_index(names: dict[str, set[tuple[str, str]]]) -> None:
    lines: dict[str, list[domain.Unit]] = defaultdict(list)
    facts = "line", "id", "country", "level", "kind", "valid_from", "valid_to"
    for line, *unit in Unit.objects.order_by("line", "id").values_list(*facts):
        lines[line].append(domain.Unit(*unit))
    words: dict[str, set[int]] = defaultdict(set)
    cores = set()
    for position, units in enumerate(lines.values()):
        for folded, core in (name for unit in units for name in names[unit.id]):
            words[folded].add(position)
            words[core].add(position)
            cores.add(core)
    pieces: dict[str, set[int]] = defaultdict(set)
    for word, bearers in words.items():
        for gram in grams(word):
            pieces[gram] |= bearers
    replace_rows(
        Line,
        ("number", "line", "entries"),
        (
            (position, line, bridge.entries_text((unit, sorted(names[unit.id])) for unit in units))
            for position, (line, units) in enumerate(lines.items())
        ),
    )
    # In the order of the index: a database fills it several times faster so.
    replace_rows(
        NameWord,
        ("word", "core", "lines"),
        ((word, word in cores, bridge.packed(words[word])) for word in sorted(words)),
    )
    replace_rows(
        Gram,
        ("gram", "number", "lines"),
        ((gram, len(pieces[gram]), bridge.packed(pieces[gram])) for gram in sorted(pieces)),
    )


# Which name sorts a unit in each language, best first.
_SORTED_BY = {
    "en": (("en", "short"), ("ja-Latn", "short"), ("vi", "short")),
    "fr": (("fr", "short"), ("ja-Latn", "short"), ("vi", "short")),
    "vi": (("vi", "short"), ("ja-Latn", "short"), ("en", "short")),
    "ja": (("ja-Hrkt", "reading"), ("ja", "short"), ("vi", "short")),
}


def _changed(
    held: Iterable[tuple[Any, ...]],
    shown: Mapping[str, Mapping[tuple[str, str], str]],
    codes: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[str, ...]]:
    """Yield the derived columns of the units that have others, and their ids."""
    known: dict[tuple[str, str], str] = {}
    none: dict[Any, str] = {}
    for unit, country, *columns in held:
        names = shown.get(unit, none)
        keys = []
        for language in LANGUAGES:
            written = next((names[n] for n in _SORTED_BY[language] if n in names), unit)
            if (written, language) not in known:
                known[written, language] = sort_key(written, language)[:400]
            keys.append(known[written, language])
        name, full_name = bridge.names_shown(country, names)
        code = bridge.code_among(codes.get(unit, none))
        if [name, full_name, code, *keys] != columns:
            yield (stored_text(name), stored_text(full_name), code, *keys, unit)

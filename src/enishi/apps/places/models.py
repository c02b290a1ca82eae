"""Units with history. A unit is never renamed or deleted: it ends, and has heirs."""

from django.db import models
from django.db.models import F, Q

from enishi.apps.fields import KeyField, LocalizedTextField
from enishi.apps.ledger.models import Source
from enishi.domain.places import Extent, Kind, Level, Relation
from enishi.domain.text import LANGUAGES, LocalizedText


def _choices(
    values: type[Level] | type[Kind] | type[Relation] | type[Extent],
) -> list[tuple[str, str]]:
    return [(str(value), str(value)) for value in values]


class Region(models.Model):
    """A group of first-level units, as each country groups them."""

    key = KeyField(primary_key=True, max_length=60)
    country = KeyField(max_length=2)
    position = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    name_vi = models.CharField(max_length=120)
    name_ja = models.CharField(max_length=120)
    sureness = models.CharField(max_length=40, blank=True)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("country", "position")

    def __str__(self) -> str:
        return self.name_en


class Unit(models.Model):
    """A unit as it stood between two days, both included; an empty first day is not researched."""

    id = KeyField(primary_key=True, max_length=40)
    country = KeyField(max_length=2)
    level = models.CharField(max_length=8, choices=_choices(Level))
    kind = models.CharField(max_length=20, choices=_choices(Kind))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True, help_text="degrees north")
    lon = models.FloatField(null=True, blank=True, help_text="degrees east")
    counted = models.BooleanField(default=True, help_text="part of the country's official count")
    line = KeyField(max_length=40, help_text="one name for the dated rows of a continuing unit")
    note = models.TextField(blank=True)
    # Derived from the names and codes by `jobs.derive_index`: a list shows many units.
    name = LocalizedTextField(
        default=LocalizedText, blank=True, editable=False, help_text="as shown: without its kind"
    )
    full_name = LocalizedTextField(default=LocalizedText, blank=True, editable=False)
    code = KeyField(
        max_length=12, default="", editable=False, help_text="by which it is known, if it has one"
    )
    sort_en = KeyField(max_length=400, default="", editable=False)
    sort_fr = KeyField(max_length=400, default="", editable=False)
    sort_ja = KeyField(max_length=400, default="", editable=False)
    sort_vi = KeyField(max_length=400, default="", editable=False)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_start",
            ),
        )
        indexes = (
            models.Index(fields=("country", "level", "valid_to"), name="unit_country_level"),
            models.Index(fields=("line",), name="unit_line"),
            *(
                models.Index(fields=(f"sort_{language}", "id"), name=f"unit_sort_{language}")
                for language in LANGUAGES
            ),
        )

    def __str__(self) -> str:
        return self.id


class Name(models.Model):
    """A name of a unit in one language; `folded` and `core` are what search compares."""

    class Form(models.TextChoices):
        """What a name is for: shown (short, full), sorted by (reading), or only found (alias)."""

        SHORT = "short"
        FULL = "full"
        READING = "reading"
        ALIAS = "alias"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names", db_index=False)
    language = KeyField(max_length=8)
    form = models.CharField(max_length=8, choices=Form.choices)
    text = models.CharField(max_length=200)
    source_note = models.CharField(max_length=300, blank=True)
    folded = KeyField(max_length=200, editable=False)
    core = KeyField(max_length=200, editable=False)

    class Meta:
        ordering = ("unit", "language", "form", "id")
        constraints = (
            models.UniqueConstraint(fields=("unit", "language", "form", "text"), name="name_once"),
        )

    def __str__(self) -> str:
        return self.text


class Line(models.Model):
    """The dated units of one line with all their names, as a look-up weighs them. Derived."""

    number = models.PositiveIntegerField(primary_key=True)
    line = KeyField(max_length=40)
    entries = models.TextField(help_text="JSON, as bridge.entries_of reads it")

    def __str__(self) -> str:
        return self.line


class NameWord(models.Model):
    """A folded name, and the numbers of the lines that bear it. Derived."""

    word = KeyField(primary_key=True, max_length=200)
    core = models.BooleanField(help_text="a name without the words for a kind: may be completed")
    lines = models.BinaryField(help_text="as bridge.packed writes them")

    class Meta:
        indexes = (models.Index(fields=("word",), condition=Q(core=True), name="name_word_core"),)

    def __str__(self) -> str:
        return self.word


class Gram(models.Model):
    """A piece of folded names, and the lines that have it: found in spite of a slip. Derived."""

    gram = KeyField(primary_key=True, max_length=4)
    number = models.PositiveIntegerField(help_text="of lines: rare pieces are looked up first")
    lines = models.BinaryField(help_text="as bridge.packed writes them")

    def __str__(self) -> str:
        return self.gram


class Code(models.Model):
    """An official code of a unit. Codes are reused: `VN-24` and GSO `24` have meant several units."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="codes", db_index=False)
    scheme = KeyField(max_length=12)
    value = KeyField(max_length=12)
    status = KeyField(max_length=12)

    class Meta:
        ordering = ("scheme", "value", "unit")
        constraints = (
            models.UniqueConstraint(fields=("unit", "scheme", "value"), name="code_once"),
        )
        indexes = (models.Index(fields=("value", "scheme"), name="code_value"),)

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class Succession(models.Model):
    """On a day, one unit or a part of it passed to another, by a legal act."""

    source = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="successions", db_index=False
    )
    target = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="precursors")
    on = models.DateField()
    relation = models.CharField(max_length=16, choices=_choices(Relation))
    extent = models.CharField(max_length=8, choices=_choices(Extent))
    act = models.CharField(max_length=400)
    checked_with = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ("on", "source", "target")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "target", "on", "relation"), name="succession_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"


class Lineage(models.Model):
    """From `since` to `until`, both included, `heir` answers for `unit`. Derived."""

    # The database need not check again what is drawn from rows it has checked.
    unit = models.ForeignKey(
        Unit,
        on_delete=models.CASCADE,
        related_name="lineage",
        db_index=False,
        db_constraint=False,
    )
    heir = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="estate", db_constraint=False
    )
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    extent = models.CharField(max_length=8, choices=_choices(Extent))

    class Meta:
        ordering = ("unit", "since", "heir")
        constraints = (models.UniqueConstraint(fields=("unit", "heir"), name="lineage_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} ⇒ {self.heir_id}"

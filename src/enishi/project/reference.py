"""Loading the reference facts: all files in one transaction, or nothing."""

import contextlib
import gc
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Q

from enishi.apps.forum import jobs as forum
from enishi.apps.indicators import jobs as indicators
from enishi.apps.indicators.models import ObservationPlace
from enishi.apps.ledger import jobs as ledger
from enishi.apps.ledger.jobs import Loader, Outcome, Progress
from enishi.apps.ledger.models import Load
from enishi.apps.parties import jobs as parties
from enishi.apps.places import jobs as places
from enishi.apps.places.models import Gram, Line, Lineage, NameWord
from enishi.apps.register import jobs as register
from enishi.apps.register.models import BondSpan, Party, Tally
from enishi.apps.rows import analyse, bare, tidy
from enishi.apps.sheets import Sheet
from enishi.apps.words.models import Word
from enishi.domain.formats.sheets import BadCell
from enishi.domain.places import TimelineError

DATA = Path(__file__).resolve().parent.parent / "data"


def sheets() -> list[Sheet]:
    """Return all reference files, in the order in which they build on each other."""
    return [
        *ledger.sheets(),
        *places.sheets(),
        *parties.sheets(),
        *register.sheets(),
        *indicators.sheets(),
        *forum.sheets(),
    ]


def digest_of(directory: Path) -> str:
    """Return one digest of all reference files in a directory."""
    digest = hashlib.sha256()
    for sheet in sheets():
        path = directory / sheet.file
        digest.update(sheet.file.encode() + b"\0" + (path.read_bytes() if path.exists() else b""))
    return digest.hexdigest()


def load_reference(directory: Path, on_progress: Progress) -> Outcome:
    """Take the reference files of a directory over.

    Raises:
        BadCell: a file is missing, or something in it cannot be right; nothing was changed.
    """
    rows_of = [f.rows_of[0] for sheet in sheets() for f in sheet.fields if f.rows_of]
    filled = [*(sheet.model for sheet in sheets()), *rows_of]
    derived = [Line, NameWord, Gram, Lineage, BondSpan, Tally, Word, ObservationPlace]
    touched: set[str] = set()
    with transaction.atomic(), _no_garbage_collection(), _room_in_memory():
        loader = Loader(on_progress)
        with bare([*filled, *derived]):
            for sheet in sheets():
                path = directory / sheet.file
                if not path.exists():
                    raise BadCell(sheet.file, 0, "", "table.missing", directory=str(directory))
                before = loader.outcome.created + loader.outcome.updated
                loader.load(sheet, path.read_bytes())
                if loader.outcome.created + loader.outcome.updated > before:
                    touched.add(sheet.file.partition("/")[0])
            if touched:
                _derive(touched, loader, on_progress)
        if touched:
            analyse([*filled, *derived])
        loader.write_entries()
        Load.objects.create(
            digest=digest_of(directory),
            created=loader.outcome.created,
            updated=loader.outcome.updated,
            kept=len(loader.outcome.differences),
        )
    if touched:
        tidy([*filled, *derived])
    return loader.outcome


@contextlib.contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Look for no cycles while millions of plain objects are made: it took two fifths of a load."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def _room_in_memory() -> Iterator[None]:
    """Let SQLite hold in memory what one large transaction writes to all over."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        held = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute("PRAGMA cache_size = -256000")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {held}")


def _derive(touched: Iterable[str], loader: Loader, on_progress: Progress) -> None:
    """Work out anew what follows from the files that changed something."""
    if "places" in touched:
        try:
            places.derive_lineage()
        except TimelineError as error:
            raise _bad_history(error, loader) from error
        places.derive_index()
        on_progress("places", 0)
    if {"places", "register"} & set(touched):
        _check_parties(loader)
        register.derive_lives()
        on_progress("register", 0)
    if {"parties", "register"} & set(touched):
        register.derive_words()
        on_progress("words", 0)
    if "forum" in touched:
        forum.derive_words()
    if "indicators" in touched:
        indicators.derive_places()
        on_progress("indicators", 0)


def _bad_history(error: TimelineError, loader: Loader) -> BadCell:
    """Say at which line of which file the history contradicts itself."""
    file = "places/units.csv" if error.rule.startswith("unit.") else "places/successions.csv"
    start = (
        "|".join(error.subjects[:2]) if error.rule == "succession.duplicate" else error.subjects[0]
    )
    position = 1 if error.rule == "succession.target_not_in_force" else 0
    line = 0
    for key, number in loader.lines[file].items():
        parts = key.split("|")
        if key.startswith(start) if "|" in start else parts[position] == start:
            line = number
    column = "valid_to" if file.endswith("units.csv") else ("from", "to")[position]
    return BadCell(file, line, column, error.rule, subjects=", ".join(error.subjects))


def _check_parties(loader: Loader) -> None:
    """Refuse a party that did not exist on any possible day of its signature."""
    lines = loader.lines["register/parties.csv"]
    not_yet = Q(unit__valid_from__gt=F("agreement__signed_last"))
    no_more = Q(unit__valid_to__lt=F("agreement__signed_first"))
    parties = Party.objects.filter(not_yet | no_more).select_related("unit", "agreement")
    for party in parties.order_by("agreement", "position"):
        unit, agreement = party.unit, party.agreement
        assert unit is not None
        key = f"{agreement.id}|{party.position}"
        if key in lines:
            raise BadCell(
                "register/parties.csv",
                lines[key],
                "unit",
                "party.not_in_force",
                unit=unit.id,
                signed_on=str(agreement.signed_on),
            )

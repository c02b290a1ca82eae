"""The reference file of figures, and what is derived from it."""

from enishi.apps.indicators.models import Observation, ObservationPlace
from enishi.apps.ledger.models import Source
from enishi.apps.places.models import Unit
from enishi.apps.rows import replace_rows
from enishi.apps.sheets import Field, Sheet, localized
from enishi.domain.formats.sheets import Unreadable, decimal, one_of, partial_date, text
from enishi.domain.indicators import MEASURES, Wording

FIGURE_FIELDS = (
    Field("measure", one_of(list(MEASURES)), required=True),
    Field("value", decimal),
    *localized("text", text(500)),
    Field("wording", one_of(list(Wording)), required=True),
    Field("as_of", partial_date),
    Field("source", text(24), to="source_id", required=True, refers_to=Source),
)


def _is_whole(subject: str) -> bool:
    countries = subject.split("-")
    return len(countries) == 2 and all(len(c) == 2 and c.isalpha() for c in countries)


def units_of(subject: str) -> list[str]:
    """Return the ids of the units a subject names: none for two countries as a whole."""
    return [] if _is_whole(subject) else subject.replace("~", "+").split("+")


class _SubjectReader:
    """Reads a subject, and refuses one that names a unit which does not exist."""

    def __init__(self) -> None:
        self._units: set[str] = set()

    def __call__(self, cell: str) -> str:
        for unit in units_of(text(200)(cell)):
            if unit not in self._units:
                self._units = set(Unit.objects.values_list("id", flat=True))
            if unit not in self._units:
                raise Unreadable("cell.no_such_record", cell=unit, record="unit")
        return cell


def complete_scope(observation: Observation) -> None:
    """Fill in of what kind an observation's subject is."""
    if _is_whole(observation.subject):
        observation.scope = Observation.Scope.WHOLE
    elif "~" in observation.subject:
        observation.scope = Observation.Scope.BOND
    else:
        observation.scope = Observation.Scope.PLACE


def sheets() -> list[Sheet]:
    """Return the files of figures."""
    return [
        Sheet(
            "indicators/figures.csv",
            Observation,
            ("id",),
            (
                Field("id", text(24), required=True),
                Field("subject", _SubjectReader(), required=True),
                *FIGURE_FIELDS,
                *localized("note", text(500)),
            ),
            complete=complete_scope,
        )
    ]


def derive_places() -> None:
    """Work out anew which places each observation is about."""
    subjects = Observation.objects.order_by("id").values_list("id", "subject")
    replace_rows(
        ObservationPlace,
        ("observation_id", "unit_id"),
        [(key, unit) for key, subject in subjects for unit in units_of(subject)],
    )

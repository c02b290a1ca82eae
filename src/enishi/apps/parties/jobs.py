"""The reference files of organisations, and of the offices in charge."""

from enishi.apps.ledger.models import Source
from enishi.apps.parties.models import Office, Organisation
from enishi.apps.places.models import Unit
from enishi.apps.sheets import Field, Sheet, localized
from enishi.domain.formats.sheets import Unreadable, day, text


def _ordered_days(office: Office) -> None:
    if office.since and office.until and office.until < office.since:
        raise Unreadable("office.ends_before_start", column="until", subjects=office.key)


def sheets() -> list[Sheet]:
    """Return the files of parties, in the order in which they build on each other."""
    return [
        Sheet(
            "parties/organisations.csv",
            Organisation,
            ("key",),
            (
                Field("key", text(80), required=True),
                *localized("name", text(200), required=True),
            ),
        ),
        Sheet(
            "parties/offices.csv",
            Office,
            ("key",),
            (
                Field("key", text(80), required=True),
                Field("unit", text(40), to="unit_id", required=True, refers_to=Unit),
                *localized("name", text(200), required=True),
                Field("url", text(1000), empty=""),
                Field("since", day),
                Field("until", day),
                Field("source", text(24), to="source_id", required=True, refers_to=Source),
            ),
            complete=_ordered_days,
        ),
    ]

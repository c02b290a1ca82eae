"""The reference file of organisations."""

from enishi.apps.ledger.jobs import Field, Sheet
from enishi.apps.parties.models import Organisation
from enishi.domain.formats.sheets import text


def sheets() -> list[Sheet]:
    """Return the files of organisations."""
    return [
        Sheet(
            "parties/organisations.csv",
            Organisation,
            ("key",),
            (
                Field("key", text(80), required=True),
                Field("name_en", text(200), to="name", required=True, language="en"),
            ),
        )
    ]

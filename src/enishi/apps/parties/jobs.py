"""The reference file of organisations."""

from enishi.apps.parties.models import Organisation
from enishi.apps.sheets import Field, Sheet, localized
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
                *localized("name", text(200), required=True),
            ),
        )
    ]

"""What is not known of a bond, or not sure, for the briefing to ask."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from enishi.domain.formats.briefing import Note
from enishi.web.register.bond import Bond
from enishi.web.register.paper import Paper


def open_points(paper: Paper, bond: Bond) -> Iterable[Note]:
    """Yield what one would ask of a bond, the doubts of its agreements first."""
    for told in bond.agreements:
        if told.uncertain and told.row.doubt.texts:
            yield Note(f"{told.row.id}{paper.colon}{paper.authored(told.row.doubt)}")
    untold = [told.row.id for told in bond.living if not told.ends_on]
    if untold:
        yield Note(
            _("No source states until when these live: %(keys)s.")
            % {"keys": paper.comma.join(untold)}
        )
    for told in bond.agreements:
        if told.state == "term_passed":
            yield Note(
                _("%(key)s: its term has passed. Was it renewed, or let lapse?")
                % {"key": told.row.id}
            )
    if bond.agreements and not any(side.signed and side.signed.persons for side in bond.sides):
        yield Note(_("Who signed, by name, is not recorded."))
    for side in bond.sides:
        if not side.offices:
            yield Note(
                _("Which office of %(place)s answers for the bond is not recorded.")
                % {"place": paper.name(side.unit).text}
            )

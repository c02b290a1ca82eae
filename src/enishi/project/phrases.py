"""What the commands of the house say, in the operator's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enishi.apps.ledger.jobs import Difference
from enishi.domain.formats.sheets import BadCell

# What is wrong, and what to do, by the code of a BadCell.
_WRONG = {
    "cell.empty": gettext_noop("the cell is empty. Fill it in."),
    "cell.not_a_number": gettext_noop("“%(cell)s” is not a number. Write digits only."),
    "cell.not_a_day": gettext_noop("“%(cell)s” is not a day. Write it as 2025-11-25."),
    "cell.not_a_date": gettext_noop("“%(cell)s” is not a date. Write 2014, 2014-12 or 2014-12-18."),
    "cell.not_yes_or_no": gettext_noop("“%(cell)s” is neither yes nor no. Write one of the two."),
    "cell.not_one_of": gettext_noop("“%(cell)s” is not known here. Write one of: %(allowed)s."),
    "cell.too_long": gettext_noop(
        "the text has %(length)s characters. Shorten it to %(limit)s at most."
    ),
    "cell.too_large": gettext_noop("“%(cell)s” is too large. Write %(limit)s at most."),
    "cell.twice": gettext_noop("“%(cell)s” stands twice in the list. Remove one."),
    "cell.no_such_record": gettext_noop(
        "there is no %(record)s “%(cell)s”. Correct the name, or add the record first."
    ),
    "row.too_long": gettext_noop(
        "the row has %(found)s cells, the header %(wanted)s. Look for a comma too many."
    ),
    "row.too_short": gettext_noop(
        "the row has %(found)s cells, the header %(wanted)s. Look for a comma too few."
    ),
    "row.twice": gettext_noop("the same row stands already in line %(first)s. Remove one of them."),
    "table.columns": gettext_noop(
        "the columns are %(found)s. They must be %(wanted)s, in any order."
    ),
    "table.not_utf8": gettext_noop("the text is not UTF-8. Save the file as CSV UTF-8."),
    "table.missing": gettext_noop("the file is not in %(directory)s. Put it there."),
    "party.not_in_force": gettext_noop(
        "%(unit)s did not exist on %(signed_on)s. Name the unit of that day, or correct the date."
    ),
    "party.unit_or_organisation": gettext_noop(
        "a party is either a unit or an organisation. Fill in exactly one of the two."
    ),
    "agreement.renews_itself": gettext_noop(
        "%(agreement)s cannot renew itself. Name the agreement it renews, or leave the cell empty."
    ),
    "unit.duplicate": gettext_noop("the unit %(subjects)s stands twice. Remove one."),
    "unit.ends_before_start": gettext_noop(
        "the unit %(subjects)s ends before it begins. Correct one of its two days."
    ),
    "unit.ended_without_heir": gettext_noop(
        "the unit %(subjects)s ended, but no unit succeeds it. Add a succession."
    ),
    "office.ends_before_start": gettext_noop(
        "the office %(subjects)s ends before it begins. Correct one of the two days."
    ),
    "succession.unknown_unit": gettext_noop(
        "a unit of %(subjects)s is not in units.csv. Add it, or correct its id."
    ),
    "succession.duplicate": gettext_noop("the succession %(subjects)s stands twice. Remove one."),
    "succession.two_countries": gettext_noop(
        "%(subjects)s lie in two countries. Correct one of the ids."
    ),
    "succession.source_not_ended": gettext_noop(
        "the former unit must end on the day before: %(subjects)s. Correct its last day or this day."
    ),
    "succession.source_not_in_force": gettext_noop(
        "the unit that gives land does not exist on that day: %(subjects)s. Correct the day."
    ),
    "succession.target_not_in_force": gettext_noop(
        "the new unit does not exist on that day: %(subjects)s. Correct its first day or this day."
    ),
}


def bad_cell(error: BadCell) -> str:
    """Say what is wrong with a file, where, that nothing was changed, and how to mend it."""
    where = _("%(file)s, line %(line)s") if error.line else "%(file)s"
    if error.column:
        where = _("%(file)s, line %(line)s, column %(column)s")
    place = where % {"file": error.file, "line": error.line, "column": error.column}
    return _("The files were not loaded and nothing was changed. %(place)s: %(what)s") % {
        "place": place,
        "what": _(_WRONG[error.code]) % error.detail,
    }


def difference(item: Difference) -> str:
    """Say where a record was left as a person has edited it."""
    values = {
        "file": item.file,
        "key": item.key,
        "column": item.column,
        "in_file": item.in_file,
        "here": item.here,
    }
    if not item.column and item.here is None:
        return _("%(file)s %(key)s: deleted here, still in the file") % values
    if not item.column:
        return _("%(file)s %(key)s: kept here, no longer in the file") % values
    return _("%(file)s %(key)s, %(column)s: here “%(here)s”, in the file “%(in_file)s”") % values

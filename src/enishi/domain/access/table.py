"""The permission table: capability by standing, as an organiser would read it.

`-` never · `yes` · `own` what belongs to one's locality or office · `edition` what belongs to
one's edition · `self` what is about oneself. A standing that is not in the table can do nothing.
"""

from collections.abc import Mapping
from enum import StrEnum

TABLE = """
capability            visitor  officer  ministry  steward
pages.read            yes      yes      yes       yes
places.read           yes      yes      yes       yes
register.read         yes      yes      yes       yes
indicators.read       yes      yes      yes       yes
forum.read_record     yes      yes      yes       yes
press.read            yes      yes      yes       yes
sources.read          yes      yes      yes       yes
api.read              yes      yes      yes       yes
data.export           yes      yes      yes       yes
account.sign_in       yes      yes      yes       yes
account.sign_out      -        self     self      self
press.bring           -        yes      yes       yes
press.review          -        yes      yes       yes
register.edit         -        -        -         yes
steward.desk          -        -        -         yes
"""


class Scope(StrEnum):
    """How far a permission reaches."""

    NEVER = "-"
    YES = "yes"
    OWN = "own"
    EDITION = "edition"
    SELF = "self"


class TableError(ValueError):
    """The text of a permission table is not well formed; the message names the line."""


def read_table(text: str) -> dict[str, dict[str, Scope]]:
    """Read a permission table: {capability: {standing: scope}}.

    Raises:
        TableError: a row is too short or long, is there twice, or holds an unknown cell; a
            standing is there twice, or nothing is there.
    """
    rows = [line.split() for line in text.splitlines() if line.strip()]
    if not rows:
        raise TableError("the table is empty")
    (corner, *standings), *body = rows
    if corner != "capability":
        raise TableError(f"the first line must begin with 'capability', not {corner!r}")
    for standing in standings:
        if standings.count(standing) > 1:
            raise TableError(f"{standing} stands in the first line twice")
    table: dict[str, dict[str, Scope]] = {}
    for name, *cells in body:
        if name in table:
            raise TableError(f"{name} stands in the table twice")
        if len(cells) != len(standings):
            raise TableError(f"{name} has {len(cells)} cells for {len(standings)} standings")
        try:
            table[name] = {
                standing: Scope(cell) for standing, cell in zip(standings, cells, strict=True)
            }
        except ValueError as error:
            raise TableError(f"{name}: {error}") from error
    return table


_TABLE: Mapping[str, Mapping[str, Scope]] = read_table(TABLE)
CAPABILITIES = tuple(_TABLE)
STANDINGS = tuple(next(iter(_TABLE.values())))


def scope_of(capability: str, standings: frozenset[str]) -> frozenset[Scope]:
    """Return how far a person of some standings may use a capability; empty is a refusal.

    Raises:
        KeyError: there is no such capability.
    """
    row = _TABLE[capability]
    scopes = frozenset(row[standing] for standing in standings if standing in row)
    return scopes - {Scope.NEVER}

"""Servers that are alike, counted: so many of a kind of request are served by a group in a slot.

Nothing is lost by counting. In a slot the members of a group take any of its requests. And `n`
interpreters alike, each to work at most `L` slots in a row, can share out a half-day in which no
`L + 1` neighbouring slots need more than `n L` of them: let those pause who have worked the longest
(there are at least `n` pauses in any `L + 1` slots, so everybody's turn comes in time).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python import cp_model

from enishi.domain.scheduling.cpsat.variables import Expression
from enishi.domain.scheduling.shape import Pool


@dataclass(frozen=True)
class Groups:
    """The servers of a pool in groups of the same kinds, hours and longest run.

    Args:
        pool: the servers.
        longest: per server the longest run it may work; None: there is no limit.
        apart: whether each server is a group of its own.
    """

    pool: Pool
    longest: tuple[int | None, ...]
    apart: bool = False

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """Per group: the numbers of its servers."""
        found: dict[object, list[int]] = defaultdict(list)
        for server, there in enumerate(self.pool.there):
            kinds = tuple(server in serving for serving in self.pool.kinds)
            if any(kinds):
                alike = server if self.apart else (kinds, there.tobytes(), self.longest[server])
                found[alike].append(server)
        return tuple(tuple(servers) for servers in found.values())

    @cached_property
    def serving(self) -> tuple[tuple[int, ...], ...]:
        """Per kind: the groups that serve it."""
        return tuple(
            tuple(g for g, members in enumerate(self.members) if members[0] in kind)
            for kind in self.pool.kinds
        )

    def there(self, group: int, slot: int) -> bool:
        """Return whether a group is there in a slot."""
        return bool(self.pool.there[self.members[group][0], slot])

    def run_of(self, group: int) -> int | None:
        """Return the longest run that a group's members may work."""
        return self.longest[self.members[group][0]]


type Shares = dict[tuple[int, int, int], Expression]
type Wanted = Mapping[tuple[int, int], Expression]


def share_out(
    model: cp_model.CpModel,
    groups: Groups,
    wanted: Wanted,
    half_days: tuple[range, ...],
    held: Mapping[tuple[int, int], int] | None = None,
) -> Shares:
    """Let groups serve the meetings of a kind in a slot: none twice, none too long in a row.

    Args:
        model: the rules are added to it.
        groups: who serves.
        wanted: by kind and slot, how many meetings are to be served.
        half_days: runs begin anew in each.
        held: by group and slot, how many were served before.

    Returns:
        by kind, slot and group, how many of those meetings the group serves.
    """
    shares: Shares = {}
    load: dict[tuple[int, int], list[Expression]] = defaultdict(list)
    for place, served in (held or {}).items():
        load[place].append(served)
    for (kind, slot), number in wanted.items():
        there = [group for group in groups.serving[kind] if groups.there(group, slot)]
        for group in there:
            size = len(groups.members[group])
            share = number if len(there) == 1 else model.new_int_var(0, size, "")
            shares[kind, slot, group] = share
            load[group, slot].append(share)
        if len(there) > 1:
            parts = [shares[kind, slot, group] for group in there]
            model.add(cp_model.LinearExpr.sum(parts) == number)
        if not there:
            model.add(cp_model.LinearExpr.sum([number]) <= 0)
    for (group, _), parts in load.items():
        model.add(cp_model.LinearExpr.sum(parts) <= len(groups.members[group]))
    _pauses(model, groups, load, half_days)
    return shares


def _pauses(
    model: cp_model.CpModel,
    groups: Groups,
    load: Mapping[tuple[int, int], list[Expression]],
    half_days: tuple[range, ...],
) -> None:
    for group, members in enumerate(groups.members):
        longest = groups.run_of(group)
        if longest is None:
            continue
        for half_day in half_days:
            for start in half_day[: max(0, len(half_day) - longest)]:
                window = [
                    part
                    for slot in range(start, start + longest + 1)
                    for part in load.get((group, slot), ())
                ]
                if window:
                    model.add(cp_model.LinearExpr.sum(window) <= longest * len(members))

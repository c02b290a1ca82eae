"""A plan: which request meets when, at which table, with which interpreter."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from enishi.domain.scheduling.problem import Problem


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """A request as placed; `interpreter` is "" where nobody interprets."""

    request: str
    slot: int
    table: str
    interpreter: str = ""


@dataclass(frozen=True)
class Plan:
    """The meetings of a plan, in any order. Whether it is a good one the referee says."""

    meetings: tuple[Meeting, ...] = ()

    @cached_property
    def placed(self) -> Mapping[str, Meeting]:
        """The meetings by request; of one placed twice the last."""
        return MappingProxyType({meeting.request: meeting for meeting in self.meetings})

    def changes_from(self, other: "Plan") -> frozenset[str]:
        """Return the requests that stand otherwise in another plan, or in one of the two only."""
        both = self.placed.keys() | other.placed.keys()
        return frozenset(key for key in both if self.placed.get(key) != other.placed.get(key))


def stand_ins(problem: Problem, plan: Plan) -> dict[str, dict[str, str]]:
    """Return who stands in for whom in a legal plan: by request, the substitutes by party."""
    given: dict[str, dict[str, str]] = defaultdict(dict)
    taken: dict[tuple[str, int], int] = defaultdict(int)
    for request in problem.requests:
        if (meeting := plan.placed.get(request.id)) is None:
            continue
        for key in request.parties:
            party, slot = problem.party[key], meeting.slot
            if slot in party.unavailable:
                there = [each.id for each in party.substitutes if slot not in each.unavailable]
                given[request.id][key] = there[taken[key, slot]]
                taken[key, slot] += 1
    return dict(given)

"""A case as a formula that exactly its plans satisfy, and with a bound those with few breaks.

Besides what the rules say the formula says what follows from them and what a solver finds late:
how many slots each party uses, that a slot's users are twice its meetings at most, and that the
meetings of a party without a break fill one stretch. Sources: Bofill et al., JAIR 74 (2022), for
the variables and the implied sums; the stretches are ours.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from pysat.card import ITotalizer

from enishi.domain.scheduling.decisions.case import Case
from enishi.domain.scheduling.decisions.counting import crowded
from enishi.domain.scheduling.decisions.formula import Formula


class Encoding:
    """The formula of a case.

    Args:
        case: the case.
        base: the fewest breaks of any party; matters where fairness is limited only. Every plan
            satisfies the formula of the base that is its fewest breaks.
        most: above so many breaks in all nobody asks; None: any number may be asked.
        counted: whether to say how many slots each party uses. It follows from the rest; it helps
            to refute, and slows down finding a plan.
    """

    def __init__(
        self, case: Case, base: int = 0, most: int | None = None, *, counted: bool = True
    ) -> None:
        self.case, self.base, self._counted = case, base, counted
        self.formula = Formula()
        self._meets = [self._request(row.nonzero()[0].tolist()) for row in case.open]
        self._busy = [self._party(party) for party in range(len(case.held))]
        self._orders()
        self._limits()
        breaks = [level for party in range(len(case.held)) for level in self._breaks(party)]
        self._sums = self._total(breaks, most)

    def at_most(self, breaks: int) -> list[int]:
        """Return what to assume so that there are at most so many breaks."""
        return [-self._sums[breaks]] if breaks < len(self._sums) else []

    def place(self, request: int, slot: int) -> int | None:
        """Return the literal that a request is held in a slot; None where it cannot be."""
        return self._meets[request].get(slot)

    def slots(self, model: Iterable[int]) -> list[int]:
        """Return the slot of each request."""
        true = {literal for literal in model if literal > 0}
        return [next(slot for slot, here in meets.items() if here in true) for meets in self._meets]

    def _request(self, slots: list[int]) -> dict[int, int]:
        meets = {slot: self.formula.new() for slot in slots}
        self.formula.add(*meets.values())
        self.formula.at_most_one(meets.values())
        return meets

    def _party(self, party: int) -> dict[int, int]:
        """Say what a party can do, and return by slot whether it meets."""
        busy = {}
        held, seats = self.case.held[party], int(self.case.seats[party])
        for slot in range(self.case.slots):
            here = [self._meets[request][slot] for request in held if slot in self._meets[request]]
            if here:
                self.formula.at_most(here, int(self.case.room[party, slot]))
                busy[slot] = self.formula.any_of(here)
        if seats == 1 and held and (self._counted or len(busy) < len(held)):
            self.formula.exactly(list(busy.values()), len(held))
        return busy

    def _orders(self) -> None:
        for earlier, later in self.case.after:
            for slot, first in self._meets[earlier].items():
                for other, second in self._meets[later].items():
                    if other <= slot:
                        self.formula.add(-first, -second)

    def _limits(self) -> None:
        for limit in self.case.limits:
            stars = self._stars(limit.requests.tolist())
            for slot, served in enumerate(limit.served.tolist()):
                centres = []
                for party, requests in stars:
                    here = [
                        self._meets[each][slot] for each in requests if slot in self._meets[each]
                    ]
                    if self.case.seats[party] > 1:
                        centres.extend(here)
                    elif here and len(requests) == len(self.case.held[party]):
                        centres.append(self._busy[party][slot])
                    elif here:
                        centres.append(self.formula.any_of(here))
                self.formula.at_most(centres, served)
                if len(limit.requests) == len(self._meets):
                    users = [busy[slot] for busy in self._busy if slot in busy]
                    self.formula.at_most_by_network(users, 2 * served)

    def _stars(self, requests: list[int]) -> list[tuple[int, list[int]]]:
        """Part requests into as few stars, each of one party's, as a greedy choice gives."""
        left = set(requests)
        stars = []
        while left:
            party = max(
                range(len(self.case.held)),
                key=lambda each: len(left.intersection(self.case.held[each])),
            )
            star = sorted(left.intersection(self.case.held[party]))
            stars.append((party, star))
            left.difference_update(star)
        return stars

    def _breaks(self, party: int) -> list[int]:
        """Count a party's breaks, and return literals for at least one, at least two and so on."""
        add, busy = self.formula.add, self._busy[party]
        most = self.case.most_breaks(party)
        allowed = most
        if self.case.fairness is not None:
            allowed = min(most, self.base + self.case.fairness)
        begun = self._begun(busy)
        levels: list[int] = []
        for start, end in self.case.half_days:
            for slot in range(start + 1, end):
                if slot not in busy or (slot - 1) not in begun:
                    continue
                idle = [busy[slot - 1]] if slot - 1 in busy else []
                ends = [-busy[slot], *idle, -begun[slot - 1]]
                before = levels
                levels = [self._grown(level) for level in before]
                if len(levels) < allowed:
                    levels.append(self.formula.new())
                for number in range(min(len(before), allowed) + 1):
                    already = [-before[number - 1]] if number else []
                    add(*ends, *already, *levels[number : number + 1])
                if self.base:
                    self._not_more(before, levels, ends)
        for fewer, more in pairwise(levels):
            add(-more, fewer)
        if self.base:
            for level in range(self.base):
                add(*levels[level : level + 1])
        self._stretch(party, busy, begun, levels[:1])
        return levels

    def _grown(self, level: int) -> int:
        """Return a new literal that holds where one does."""
        more = self.formula.new()
        self.formula.add(-level, more)
        return more

    def _not_more(self, before: Sequence[int], levels: Sequence[int], ends: Sequence[int]) -> None:
        """Say that breaks are counted only where one ends."""
        for number, level in enumerate(levels):
            held = list(before[number : number + 1])
            for literal in (*ends, *(-one for one in before[number - 1 : number] if number)):
                self.formula.add(-level, *held, -literal)

    def _begun(self, busy: dict[int, int]) -> dict[int, int]:
        """Return by slot whether a party has met in the half-day so far, where it can have."""
        begun: dict[int, int] = {}
        for start, end in self.case.half_days:
            for slot in range(start, end):
                before = [begun[slot - 1]] if slot > start and slot - 1 in begun else []
                here = [busy[slot]] if slot in busy else []
                if before or here:
                    begun[slot] = self.formula.any_of([*before, *here])
        return begun

    def _stretch(
        self, party: int, busy: dict[int, int], begun: dict[int, int], broken: Sequence[int]
    ) -> None:
        """Say that a party without a break meets from its first meeting on, as often as it does."""
        length = len(self.case.held[party])
        days = [
            range(*half) for half in self.case.half_days if any(t in busy for t in range(*half))
        ]
        if self.case.seats[party] > 1 or len(days) != 1:
            return
        for slot in days[0]:
            here = [busy[slot]] if slot in busy else []
            gone = [begun[slot - length]] if slot - length in begun else []
            if here and gone:
                self.formula.add(*broken, -here[0], -gone[0])
            if slot in begun:
                self.formula.add(*broken, -begun[slot], *gone, *here)
                if not self._fits(party, slot):
                    before = [begun[slot - 1]] if slot - 1 in begun else []
                    self.formula.add(*broken, -begun[slot], *before)

    def _fits(self, party: int, start: int) -> bool:
        """Return whether a party's meetings can fill one stretch that begins in a slot."""
        held = list(self.case.held[party])
        window = self.case.open[held, start : start + len(held)]
        if window.shape[1] < len(held):
            return False
        return not crowded(window, np.ones(len(held), np.int64))[0]

    def _total(self, breaks: list[int], most: int | None) -> list[int]:
        """Return literals for at least one break in all, at least two and so on."""
        if not breaks:
            return []
        if most == 0:
            return [self.formula.any_of(breaks)]
        bound = len(breaks) if most is None else min(most + 1, len(breaks))
        with ITotalizer(breaks, bound, self.formula.top) as totalizer:
            self.formula.top = max(self.formula.top, totalizer.top_id)
            self.formula.clauses.extend(totalizer.cnf.clauses)
            return list(totalizer.rhs)

"""The published way to solve the published instances, to run beside ours: partial MaxSAT.

Encoding: Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret, JAIR 74 (2022), with its implied
constraints 1 and 2 and the clusters of meetings ("imp12+"). One table kind, one half-day.
"""

from itertools import combinations

from pysat.card import CardEnc, EncType, ITotalizer
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from enishi.domain.scheduling import Problem


class MaxSat:
    """A published problem as hard clauses, and soft ones of which each break costs one."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.formula = WCNF()
        self._top = 0
        number = {party.id: place for place, party in enumerate(problem.parties)}
        self._pairs = [tuple(number[key] for key in each.parties) for each in problem.requests]
        self._held: list[list[int]] = [[] for _ in problem.parties]
        for request, pair in enumerate(self._pairs):
            for party in pair:
                self._held[party].append(request)
        self._meets = [self._meeting(request) for request in range(len(problem.requests))]
        self._used = [self._party(party) for party in range(len(problem.parties))]
        self._tables()
        self._orders()
        self._fairness([self._breaks(party) for party in range(len(problem.parties))])

    def slots(self, model: list[int]) -> list[int]:
        """Return the slot of each request."""
        true = set(model)
        return [next(s for s, here in meets.items() if here in true) for meets in self._meets]

    def _new(self) -> int:
        self._top += 1
        return self._top

    def _hard(self, *literals: int) -> None:
        self.formula.append(list(literals))

    def _bounded(self, kind: str, literals: list[int], bound: int, encoding: int) -> None:
        if kind == "atmost" and len(literals) <= bound:
            return
        clauses = getattr(CardEnc, kind)(literals, bound, self._top, encoding=encoding)
        self._top = max(self._top, clauses.nv)
        self.formula.extend(clauses.clauses)

    def _any(self, literals: list[int]) -> int:
        some = self._new()
        for literal in literals:
            self._hard(-literal, some)
        self._hard(-some, *literals)
        return some

    def _meeting(self, number: int) -> dict[int, int]:
        request = self.problem.requests[number]
        away = set().union(*(self.problem.party[key].unavailable for key in request.parties))
        allowed = set(range(self.problem.slots)) if request.slots is None else set(request.slots)
        meets = {slot: self._new() for slot in sorted(allowed - away)}
        self._hard(*(list(meets.values()) or [never := self._new()]))
        if not meets:
            self._hard(-never)
        for one, other in combinations(meets.values(), 2):
            self._hard(-one, -other)
        return meets

    def _party(self, party: int) -> dict[int, int]:
        used = {}
        for slot in range(self.problem.slots):
            here = [self._meets[m][slot] for m in self._held[party] if slot in self._meets[m]]
            for one, other in combinations(here, 2):
                self._hard(-one, -other)
            if here:
                used[slot] = self._any(here)
        meetings = len(self._held[party])
        if meetings and len(used) >= meetings:
            self._bounded("equals", list(used.values()), meetings, EncType.cardnetwrk)
        return used

    def _tables(self) -> None:
        served = len(self.problem.tables)
        left, clusters = set(range(len(self._pairs))), []
        while left:
            largest = max(self._held, key=lambda held: len(left.intersection(held)))
            clusters.append(sorted(left.intersection(largest)))
            left.difference_update(largest)
        for slot in range(self.problem.slots):
            taken = [
                self._any(here)
                for cluster in clusters
                if (here := [self._meets[m][slot] for m in cluster if slot in self._meets[m]])
            ]
            self._bounded("atmost", taken, served, EncType.seqcounter)
            users = [used[slot] for used in self._used if slot in used]
            if users:
                self._even(users, 2 * served)

    def _even(self, users: list[int], most: int) -> None:
        """Say that as many parties meet in a slot as two for each table, and an even number."""
        counts = self._counted(users, min(most, len(users)))
        for fewer, more in zip(counts[0:most:2], counts[1:most:2], strict=False):
            self._hard(-fewer, more)
        if most < len(counts):
            self._hard(-counts[most])

    def _counted(self, literals: list[int], most: int) -> list[int]:
        with ITotalizer(literals, most, self._top) as totalizer:
            self._top = max(self._top, totalizer.top_id)
            self.formula.extend(totalizer.cnf.clauses)
            return list(totalizer.rhs)

    def _orders(self) -> None:
        number = {request.id: place for place, request in enumerate(self.problem.requests)}
        for later, request in enumerate(self.problem.requests):
            for key in sorted(request.after):
                for slot, first in self._meets[number[key]].items():
                    for other, second in self._meets[later].items():
                        if other <= slot:
                            self._hard(-first, -second)

    def _breaks(self, party: int) -> list[int]:
        """Return literals for at least one break of a party, at least two and so on."""
        used, ends, begun = self._used[party], [], 0
        if len(self._held[party]) < 2:
            return []
        for slot in range(self.problem.slots - 1):
            here, following = used.get(slot), used.get(slot + 1)
            if begun and following:
                end = self._new()
                ends.append(end)
                self._hard(end, -begun, -following, *([here] if here else []))
                self._hard(-end, begun)
                self._hard(-end, following)
                if here:
                    self._hard(-end, -here)
            if here or begun:
                begun = self._any([each for each in (here, begun) if each])
        if len(ends) < 2:
            return ends
        most = len(ends)
        least, lack = self._counted(ends, most), self._counted([-end for end in ends], most)
        for place in range(most):
            self._hard(-least[place], -lack[most - place - 1])
        return least

    def _fairness(self, breaks: list[list[int]]) -> None:
        levels = (self.problem.slots - 1) // 2
        highest, lowest, apart = ([self._new() for _ in range(levels)] for _ in range(3))
        for least in breaks:
            for level in range(levels):
                if level < len(least):
                    self.formula.append([-least[level]], weight=1)
                    self._hard(-least[level], highest[level])
                    self._hard(least[level], -lowest[level])
                else:
                    self._hard(-lowest[level])
        for level in range(levels):
            self._hard(lowest[level], -highest[level], apart[level])
        if self.problem.fairness is not None:
            self._bounded("atmost", apart, self.problem.fairness, EncType.seqcounter)


def rc2(problem: Problem) -> list[int] | None:
    """Return the best slots by RC2 (Ignatiev, Morgado, Marques-Silva, JSAT 2019); None: impossible."""
    encoded = MaxSat(problem)
    with RC2(encoded.formula, solver="g4", adapt=True, exhaust=True, minz=True) as solver:
        model = solver.compute()
        return encoded.slots(model) if model else None


def uwrmaxsat(problem: Problem) -> list[int] | None:
    """Return the best slots by UWrMaxSAT (Piotrów, ICTAI 2020), which hermax brings; or None."""
    from hermax.non_incremental import UWrMaxSATComp  # noqa: PLC0415  # for benchmarks only

    encoded = MaxSat(problem)
    solver = UWrMaxSATComp(formula=encoded.formula)
    return encoded.slots(solver.get_model()) if solver.solve() else None

"""A formula in clauses. Literals are numbers from 1; a negative one says "not"."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from pysat.card import CardEnc, EncType


class Formula:
    """Clauses over variables 1 … `top`."""

    def __init__(self) -> None:
        self.clauses: list[list[int]] = []
        self.top = 0

    def new(self) -> int:
        """Return a new variable."""
        self.top += 1
        return self.top

    def add(self, *literals: int) -> None:
        """Say that one of some literals holds; of none, that nothing satisfies the formula."""
        if literals:
            self.clauses.append(list(literals))
        else:  # solvers overlook an empty clause
            never = self.new()
            self.clauses.extend(([never], [-never]))

    def any_of(self, literals: Sequence[int]) -> int:
        """Return a literal that holds exactly if one of some does."""
        if len(literals) == 1:
            return literals[0]
        some = self.new()
        self.clauses.extend([-literal, some] for literal in literals)
        self.add(-some, *literals)
        return some

    def at_most_one(self, literals: Iterable[int]) -> None:
        """Say that no two of some literals hold."""
        self.clauses.extend([-one, -other] for one, other in combinations(literals, 2))

    def at_most(self, literals: Sequence[int], bound: int) -> None:
        """Say that no more than so many of some literals hold, by a sequential counter."""
        if bound == 1:
            self.at_most_one(literals)
        elif bound == 0:
            self.clauses.extend([-literal] for literal in literals)
        elif len(literals) > bound:
            self._take(CardEnc.atmost(literals, bound, self.top, encoding=EncType.seqcounter))

    def at_most_by_network(self, literals: Sequence[int], bound: int) -> None:
        """Say the same by a cardinality network, which is smaller where the bound is large."""
        if len(literals) > bound:
            self._take(CardEnc.atmost(literals, bound, self.top, encoding=EncType.cardnetwrk))

    def exactly(self, literals: Sequence[int], number: int) -> None:
        """Say that so many of some literals hold."""
        if len(literals) < number:
            self.add()
        elif len(literals) == number:
            self.clauses.extend([literal] for literal in literals)
        else:
            self._take(CardEnc.equals(literals, number, self.top, encoding=EncType.cardnetwrk))

    def _take(self, encoded: object) -> None:
        self.top = max(self.top, encoded.nv)  # type: ignore[attr-defined]  # set when built
        self.clauses.extend(encoded.clauses)  # type: ignore[attr-defined]  # set when built

"""What is to be decided, in numbers that travel between processes."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.problem import Problem, Wish
from enishi.domain.scheduling.shape import Shape

# With more kinds of requests a pool does not name every sum that it limits.
_MOST_KINDS = 10


@dataclass(frozen=True)
class Limit:
    """So many of some requests can be served at once.

    Args:
        rule: the rule that says so.
        requests: their numbers. Shape (some,).
        served: how many, slot by slot. Shape (slots,).
    """

    rule: str
    requests: NDArray[np.int64]
    served: NDArray[np.int64]


@dataclass(frozen=True)
class Case:
    """Requests all of which are to be held.

    Args:
        parties: the numbers of a request's two parties. Shape (requests, 2).
        seats: how many meetings a party holds at once. Shape (parties,).
        room: the same slot by slot, fewer where substitutes are. Shape (parties, slots).
        open: the slots open to a request. Shape (requests, slots).
        after: pairs of requests, of which the first comes in an earlier slot.
        half_days: where each begins, and the slot after it ends.
        limits: how many can be served at once.
        fairness: by how many breaks two parties may differ; None: there is no limit.
    """

    parties: NDArray[np.int64]
    seats: NDArray[np.int64]
    room: NDArray[np.int64]
    open: NDArray[np.bool_]
    after: tuple[tuple[int, int], ...]
    half_days: tuple[tuple[int, int], ...]
    limits: tuple[Limit, ...]
    fairness: int | None

    @classmethod
    def of(cls, shape: Shape) -> "Case":
        """Return the case of those musts of a problem that can be placed at all."""
        musts = np.flatnonzero(shape.must)
        number = {shape.requests[row].id: place for place, row in enumerate(musts.tolist())}
        pools = (("table.free", shape.tables), ("interpreter.one_place", shape.interpreters))
        return cls(
            parties=shape.parties[musts],
            seats=np.array([party.seats for party in shape.problem.parties], np.int64),
            room=shape.room,
            open=shape.open[musts],
            after=tuple(
                (number[earlier], place)
                for place, row in enumerate(musts.tolist())
                for earlier in sorted(shape.requests[row].after)
                if earlier in number
            ),
            half_days=tuple((half.start, half.stop) for half in shape.problem.half_days),
            limits=tuple(
                Limit(
                    rule,
                    np.flatnonzero(np.isin(pool.kind[musts], sorted(kinds))),
                    pool.served(kinds),
                )
                for rule, pool in pools
                for kinds in pool.sets
            ),
            fairness=shape.problem.fairness,
        )

    @property
    def slots(self) -> int:
        """How many slots there are."""
        return int(self.open.shape[1])

    @cached_property
    def held(self) -> tuple[tuple[int, ...], ...]:
        """The requests of each party."""
        held: list[list[int]] = [[] for _ in self.seats]
        for request, pair in enumerate(self.parties.tolist()):
            for party in pair:
                held[party].append(request)
        return tuple(map(tuple, held))

    def most_breaks(self, party: int) -> int:
        """Return a number of breaks that a party cannot exceed."""
        room = sum((end - start - 1) // 2 for start, end in self.half_days)
        return max(0, min(room, len(self.held[party]) - 1))

    def narrowed(self) -> "Case":
        """Return the case with only those slots open that the order of requests leaves."""
        open_ = self.open.copy()
        changed = True
        while changed:
            changed = False
            for earlier, later in self.after:
                first, last = _first(open_[earlier]), self.slots - 1 - _first(open_[later, ::-1])
                if open_[later, : first + 1].any() or open_[earlier, max(last, 0) :].any():
                    open_[later, : first + 1] = False
                    open_[earlier, max(last, 0) :] = False
                    changed = True
        return replace(self, open=open_)


def applies(problem: Problem) -> bool:
    """Return whether every plan of a problem with all its musts is one that decisions speak of.

    So it is where nothing but musts is asked for, where no interpreter needs a pause, where
    parties want as many meetings as they have, and where tables and interpreters are of few kinds.
    """
    asked = [request for request in problem.requests if request.wish is not Wish.NEVER]
    shape = Shape.of(problem)
    return (
        bool(asked)
        and all(request.wish is Wish.MUST for request in asked)
        and all(each.longest_run is None for each in problem.interpreters)
        and all(len(pool.kinds) <= _MOST_KINDS for pool in (shape.tables, shape.interpreters))
    )


def _first(open_: NDArray[np.bool_]) -> int:
    """Return the first open slot; one too far where none is open."""
    return int(open_.argmax()) if open_.any() else open_.size

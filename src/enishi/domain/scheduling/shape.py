"""A problem in numbers: who can meet when, and how many can be served at once.

Tables and interpreters are alike here: *servers* of a *pool*. Requests that the same servers serve
are of one *kind*. Requests can all be served in a slot exactly if, for every set of kinds, no more
of them are there than servers that serve any of the set (Hall's theorem). So a pool gives limits
on sums, and who serves whom may be settled at the end, slot by slot.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from enishi.domain.scheduling.problem import Problem, Request, Wish

# Above so many kinds not every set of them is looked at; an assignment then tells which it needs.
_KINDS_LOOKED_AT = 10


@dataclass(frozen=True)
class Pool:
    """Servers, and which requests they serve.

    Args:
        kinds: per kind the servers that serve it, as numbers.
        kind: per request its kind; -1 where it needs none of this pool. Shape (requests,).
        there: whether a server is there. Shape (servers, slots).
        watched: sets of kinds to look at although there are many.
    """

    kinds: tuple[frozenset[int], ...]
    kind: NDArray[np.int64]
    there: NDArray[np.bool_]
    watched: frozenset[frozenset[int]] = frozenset()

    def watching(self, sets: Iterable[frozenset[int]]) -> "Pool":
        """Return the pool with more sets of kinds to look at."""
        return replace(self, watched=self.watched | frozenset(sets))

    def served(self, kinds: frozenset[int]) -> NDArray[np.int64]:
        """Return how many servers of some kinds are there, slot by slot. Shape (slots,)."""
        servers = sorted(frozenset[int]().union(*(self.kinds[kind] for kind in kinds)))
        served: NDArray[np.int64] = self.there[servers].sum(axis=0, dtype=np.int64)
        return served

    @cached_property
    def sets(self) -> tuple[frozenset[int], ...]:
        """The sets of kinds whose sums have to be kept within limits.

        A set counts only if no kind outside is served by its servers alone, and if it does not fall
        apart into two that share no server. With many kinds: each of them, and all together.
        """
        every = range(len(self.kinds))
        if len(self.kinds) > _KINDS_LOOKED_AT:
            chosen = [frozenset({kind}) for kind in every] + [frozenset(every)]
            chosen += sorted(self.watched, key=sorted)
        else:
            chosen = [
                frozenset(some)
                for size in range(1, len(self.kinds) + 1)
                for some in combinations(every, size)
            ]
        return tuple(dict.fromkeys(self._closed(some) for some in chosen if self._linked(some)))

    def _closed(self, kinds: frozenset[int]) -> frozenset[int]:
        servers = frozenset[int]().union(*(self.kinds[kind] for kind in kinds))
        return frozenset(kind for kind, serving in enumerate(self.kinds) if serving <= servers)

    def _linked(self, kinds: frozenset[int]) -> bool:
        left = set(kinds)
        reached = set(self.kinds[left.pop()])
        while near := {kind for kind in left if self.kinds[kind] & reached}:
            left -= near
            reached.update(*(self.kinds[kind] for kind in near))
        return not left


@dataclass(frozen=True)
class Shape:
    """A problem in numbers. Requests that can never be placed are left out.

    Args:
        problem: the problem.
        requests: those that may be placed.
        parties: the numbers of a request's two parties. Shape (requests, 2).
        weight: what placing is worth. Shape (requests,).
        must: whether it has to be placed. Shape (requests,).
        open: the slots that parties, tables and interpreters leave to it. Shape (requests, slots).
        room: how many meetings a party can hold at once, by itself or by substitutes. Shape
            (parties, slots).
        tables, interpreters: who serves.
    """

    problem: Problem
    requests: tuple[Request, ...]
    parties: NDArray[np.int64]
    weight: NDArray[np.int64]
    must: NDArray[np.bool_]
    open: NDArray[np.bool_]
    room: NDArray[np.int64]
    tables: Pool
    interpreters: Pool

    @classmethod
    def of(cls, problem: Problem) -> "Shape":
        """Return the shape of a problem."""
        number = {party.id: place for place, party in enumerate(problem.parties)}
        asked = [request for request in problem.requests if request.wish is not Wish.NEVER]
        parties = np.array(
            [[number[key] for key in request.parties] for request in asked], np.int64
        ).reshape(-1, 2)
        tables = _pool(
            asked,
            lambda request: (request.zone, request.equipment, request.table),
            lambda request: [problem.serves(table, request) for table in problem.tables],
            _there([table.unavailable for table in problem.tables], problem.slots),
        )
        interpreters = _pool(
            [request if problem.interpreted(request) else None for request in asked],
            lambda request: tuple(problem.party[key].languages for key in request.parties),
            lambda request: [problem.interprets(each, request) for each in problem.interpreters],
            _there([each.unavailable for each in problem.interpreters], problem.slots),
        )
        room = np.array(
            [[party.room_in(slot) for slot in range(problem.slots)] for party in problem.parties],
            np.int64,
        ).reshape(-1, problem.slots)
        themselves = _there([party.unavailable for party in problem.parties], problem.slots)
        in_person = np.array([request.in_person for request in asked], np.bool_)
        free = np.ones((len(asked), problem.slots), np.bool_)
        for party in parties.T:
            free &= np.where(in_person[:, None], themselves[party], room[party] > 0)
        for row, request in enumerate(asked):
            if request.slots is not None:
                free[row, [slot for slot in range(problem.slots) if slot not in request.slots]] = (
                    False
                )
        for pool in (tables, interpreters):
            for kind in range(len(pool.kinds)):
                free[pool.kind == kind] &= pool.served(frozenset({kind})) > 0
        kept = np.flatnonzero(free.any(axis=1))
        return cls(
            problem=problem,
            requests=tuple(asked[row] for row in kept),
            parties=parties[kept],
            weight=np.array([asked[row].weight for row in kept], np.int64),
            must=np.array([asked[row].wish is Wish.MUST for row in kept], np.bool_),
            open=free[kept],
            room=room,
            tables=Pool(tables.kinds, tables.kind[kept], tables.there),
            interpreters=Pool(interpreters.kinds, interpreters.kind[kept], interpreters.there),
        )


def _there(away: list[frozenset[int]], slots: int) -> NDArray[np.bool_]:
    there = np.ones((len(away), slots), np.bool_)
    for row, missing in enumerate(away):
        there[row, sorted(missing)] = False
    return there


def _pool[Key](
    requests: list[Request] | list[Request | None],
    key: Callable[[Request], Key],
    servers: Callable[[Request], list[bool]],
    there: NDArray[np.bool_],
) -> Pool:
    known: dict[Key, frozenset[int]] = {}
    kinds: dict[frozenset[int], int] = {}
    kind = np.full(len(requests), -1, np.int64)
    for row, request in enumerate(requests):
        if request is None:
            continue
        if (said := key(request)) not in known:
            known[said] = frozenset(np.flatnonzero(servers(request)).tolist())
        kind[row] = kinds.setdefault(known[said], len(kinds))
    return Pool(tuple(kinds), kind, there)

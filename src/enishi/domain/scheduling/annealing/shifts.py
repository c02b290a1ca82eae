"""When interpreters pause, so that nobody works longer in a row than may be."""

from dataclasses import replace
from itertools import combinations, islice, pairwise

import numpy as np

from enishi.domain.scheduling.problem import Problem
from enishi.domain.scheduling.shape import Pool

# Ways to pause in a stretch that are weighed; the first are the most even ones.
_WAYS = 200


def rested(problem: Problem, pool: Pool) -> Pool:
    """Return the interpreters with pauses taken out of the slots in which they are there.

    Whoever works in any of what is left never breaks the rule of the longest run. No more pauses
    are set than a full day needs, and they are spread so that those who do the same work pause in
    turn.
    """
    there = pool.there.copy()
    # Per set of work that somebody does, how many pause in a slot already.
    pausing: dict[frozenset[int], np.ndarray[tuple[int], np.dtype[np.int64]]] = {}
    for number, interpreter in enumerate(problem.interpreters):
        if interpreter.longest_run is None:
            continue
        work = frozenset(kind for kind, serving in enumerate(pool.kinds) if number in serving)
        taken = pausing.setdefault(work, np.zeros(problem.slots, np.int64))
        for half_day in problem.half_days:
            for stretch in _stretches([slot for slot in half_day if there[number, slot]]):
                pauses = min(
                    _ways(len(stretch), interpreter.longest_run),
                    key=lambda way: sum(2 * taken[stretch[k]] + 1 for k in way),
                )
                for place in pauses:
                    there[number, stretch[place]] = False
                    taken[stretch[place]] += 1
    return replace(pool, there=there)


def _stretches(slots: list[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for slot in slots:
        if found and found[-1][-1] == slot - 1:
            found[-1].append(slot)
        else:
            found.append([slot])
    return found


def _ways(length: int, longest: int) -> list[tuple[int, ...]]:
    """Return ways to pause in a stretch as seldom as may be."""
    number = length // (longest + 1)
    if number == 0:
        return [()]

    def good(way: tuple[int, ...]) -> bool:
        ends = (-1, *way, length)
        return all(b - a - 1 <= longest for a, b in pairwise(ends))

    return list(islice(filter(good, combinations(range(length), number)), _WAYS))

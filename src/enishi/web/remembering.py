"""Answers that cost time to make, kept in the process until the records change.

A remembered function takes the version of the records first, `apps.ledger.queries.version()`, and
after it all that its answer depends on: the day, the language.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

_kept: list[Any] = []


def remembered[**P, R](most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` answers of a function, each by its arguments."""

    def wrap(make: Callable[P, R]) -> Callable[P, R]:
        kept = lru_cache(maxsize=most)(make)
        _kept.append(kept)
        return cast(Callable[P, R], kept)

    return wrap


def forget() -> None:
    """Drop all that is kept: for tests, whose records change without a version."""
    for kept in _kept:
        kept.cache_clear()

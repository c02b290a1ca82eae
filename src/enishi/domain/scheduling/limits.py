"""How long one may look for a better plan."""

import time
from collections.abc import Callable
from dataclasses import dataclass


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop looking. What is reached first ends the search; what was found is returned.

    Args:
        seconds: of the clock; None: there is no such limit.
        work: units of work, each about a thousandth of a second on one core of an ordinary
            machine; None: no such limit. With it alone the same seed gives the same plan on every
            machine, since no engine then looks at the clock or waits for another.
        stopped: asked often, from other threads too; True ends the search.
    """

    seconds: float | None = 60.0
    work: int | None = None
    stopped: Callable[[], bool] = _never


class Watch:
    """The time spent under some limits, from when it was made."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._begun = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since the watch was made."""
        return time.monotonic() - self._begun

    @property
    def left(self) -> float:
        """Seconds that remain; infinitely many where there is no limit, none once stopped."""
        if self.limits.stopped():
            return 0.0
        if self.limits.seconds is None:
            return float("inf")
        return max(0.0, self.limits.seconds - self.seconds)

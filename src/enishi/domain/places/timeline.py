"""Who became whom: heirs and ancestors of a unit on any day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enishi.domain.places.units import Extent, Level, Succession, Unit

_DAY = datetime.timedelta(days=1)


class TimelineError(ValueError):
    """The history contradicts itself.

    `rule` is one of: unit.duplicate, unit.ends_before_start, unit.ended_without_heir,
    succession.unknown_unit, succession.duplicate, succession.two_countries,
    succession.source_not_ended, succession.source_not_in_force, succession.target_not_in_force.
    """

    def __init__(self, rule: str, *subjects: str) -> None:
        super().__init__(f"{rule}: {', '.join(subjects)}")
        self.rule = rule
        self.subjects = subjects


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit on the other side of time, and the successions that lead to it, oldest first."""

    unit: Unit
    steps: tuple[Succession, ...]

    @property
    def extent(self) -> Extent:
        """Whole only if every step passed the whole unit."""
        whole = all(step.extent is Extent.WHOLE for step in self.steps)
        return Extent.WHOLE if whole else Extent.PART


@dataclass(frozen=True, slots=True)
class LineageSpan:
    """From `since` to `until` (both included; None is open), `heir` answers for `unit`."""

    unit: str
    heir: str
    since: datetime.date | None
    until: datetime.date | None
    extent: Extent


def _order(step: Succession) -> tuple[datetime.date, str, str]:
    return step.on, step.source, step.target


class Timeline:
    """The units of one or more countries and all that happened between them.

    Raises:
        TimelineError: the history contradicts itself.
    """

    def __init__(self, units: Iterable[Unit], successions: Iterable[Succession]) -> None:
        self._units: dict[str, Unit] = {}
        for unit in units:
            if unit.id in self._units:
                raise TimelineError("unit.duplicate", unit.id)
            if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
                raise TimelineError("unit.ends_before_start", unit.id)
            self._units[unit.id] = unit
        self._after: dict[str, list[Succession]] = defaultdict(list)
        self._before: dict[str, list[Succession]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for step in sorted(successions, key=_order):
            self._check(step)
            if step.inherits:
                if (step.source, step.target) in seen:
                    raise TimelineError("succession.duplicate", step.source, step.target)
                seen.add((step.source, step.target))
            self._after[step.source].append(step)
            self._before[step.target].append(step)
        for unit in self._units.values():
            if unit.valid_to and not any(step.inherits for step in self._after[unit.id]):
                raise TimelineError("unit.ended_without_heir", unit.id)

    def _check(self, step: Succession) -> None:
        source, target = self._units.get(step.source), self._units.get(step.target)
        if source is None or target is None:
            raise TimelineError("succession.unknown_unit", step.source, step.target)
        if source.country != target.country:
            raise TimelineError("succession.two_countries", step.source, step.target)
        if step.inherits and source.valid_to != step.on - _DAY:
            raise TimelineError("succession.source_not_ended", step.source, str(step.on))
        if not step.inherits and not source.in_force(step.on):
            raise TimelineError("succession.source_not_in_force", step.source, str(step.on))
        if not target.in_force(step.on):
            raise TimelineError("succession.target_not_in_force", step.target, str(step.on))

    def unit(self, unit_id: str) -> Unit:
        """Return a unit by its id; KeyError where there is none."""
        return self._units[unit_id]

    def living(self, country: str, level: Level, on: datetime.date) -> list[Unit]:
        """Return the units of one level that cover a country on a day, by id."""
        return sorted(
            (
                unit
                for unit in self._units.values()
                if unit.country == country and unit.level is level and unit.in_force(on)
            ),
            key=lambda unit: unit.id,
        )

    def heirs(self, unit_id: str, on: datetime.date) -> list[Heir]:
        """Return the units that answer for a unit on a day: itself while it is in force.

        Empty on a day before the unit began.
        """
        return self._walk(unit_id, on, forward=True)

    def ancestors(self, unit_id: str, on: datetime.date) -> list[Heir]:
        """Return the units in force on a day of which a unit is, or will be, an heir."""
        return self._walk(unit_id, on, forward=False)

    def transfers(self, unit_id: str) -> list[Succession]:
        """Return the pieces of land a unit gave or received while it lived, oldest first."""
        steps = (*self._after[unit_id], *self._before[unit_id])
        return sorted((s for s in steps if not s.inherits), key=_order)

    def _walk(self, unit_id: str, on: datetime.date, *, forward: bool) -> list[Heir]:
        # Several paths may lead to one unit (Vĩnh Phú reaches today's Phú Thọ twice): their steps
        # are told together.
        found: dict[str, set[Succession]] = {}
        stack: list[tuple[Unit, tuple[Succession, ...]]] = [(self._units[unit_id], ())]
        while stack:
            unit, path = stack.pop()
            in_force = unit.in_force(on)
            if in_force:
                found.setdefault(unit.id, set()).update(path)
            if forward:
                if not in_force:
                    steps = [s for s in self._after[unit.id] if s.inherits and s.on <= on]
                    stack += [(self._units[s.target], (*path, s)) for s in steps]
            else:
                # A unit in force may still absorb others later: look behind it as well.
                steps = [s for s in self._before[unit.id] if s.inherits and s.on > on]
                stack += [(self._units[s.source], (*path, s)) for s in steps]
        return [
            Heir(self._units[key], tuple(sorted(steps, key=_order)))
            for key, steps in sorted(found.items())
        ]

    def lineage(self) -> Iterator[LineageSpan]:
        """Yield, for every unit, who answers for it and when: `heirs` on all days at once."""
        spans: dict[str, list[LineageSpan]] = {}
        # A target is always in force after its source ended, so units taken by their end, latest
        # first, find the spans of their heirs ready.
        for unit in sorted(
            self._units.values(), key=lambda u: u.valid_to or datetime.date.max, reverse=True
        ):
            own = LineageSpan(unit.id, unit.id, unit.valid_from, unit.valid_to, Extent.WHOLE)
            merged = {unit.id: own}
            for step in self._after[unit.id]:
                if not step.inherits:
                    continue
                for span in spans[step.target]:
                    if span.until is not None and span.until < step.on:
                        continue
                    since = max(span.since or step.on, step.on)
                    whole = step.extent is Extent.WHOLE and span.extent is Extent.WHOLE
                    # Where several paths lead to one heir, it answers from the first arrival on.
                    if earlier := merged.get(span.heir):
                        since = min(since, earlier.since or since)
                        whole = whole and earlier.extent is Extent.WHOLE
                    extent = Extent.WHOLE if whole else Extent.PART
                    merged[span.heir] = LineageSpan(unit.id, span.heir, since, span.until, extent)
            spans[unit.id] = list(merged.values())
            yield from spans[unit.id]

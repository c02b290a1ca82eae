"""Makes problems of any size, of the kinds one meets: for measuring and for showing.

A *plain* forum lasts a day of sixteen slots; tables and interpreters differ in nothing. A *rich*
one has delegations of several seats, languages, zones, hours and order of their own, over one day
of twelve slots or, for more than five hundred parties, two days of fourteen. The same seed makes
the same problem on every machine.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

from enishi.domain.scheduling.problem import Interpreter, Party, Problem, Request, Table, Wish

_HERE, _THERE = "ja", "vi"
_HERE_SHARE = 0.4
_ABROAD = 0.8  # of the meetings: between the two countries
_NOT_UNDERSTOOD = 0.75  # of those, in a plain forum: need an interpreter
# Table-hours per meeting wished for, and interpreters per table: not all that is wished has room.
_ROOM, _INTERPRETERS = 0.6, 0.45
_TWO_DAYS_FROM = 500
# How much more the most sought-after are sought than others: 1 / (u + this), u uniform in [0, 1).
_SOUGHT = 0.05


def synthetic(
    parties: int,
    *,
    seed: int,
    rich: bool = False,
    wishes: float = 5.0,
    full: float | None = None,
) -> Problem:
    """Return a made problem.

    Args:
        parties: how many, 2 at least.
        seed: of what is drawn.
        rich: whether delegations, languages, zones and hours differ.
        wishes: meetings asked for, per party; a few parties are asked for by many.
        full: instead of wishes, meetings that all must be held, and can be: each party meets in
            this share of the slots in which it is there (plain problems only; more than 0, up to
            1). There are just as many tables and interpreters as it takes.

    Raises:
        ValueError: the arguments are out of their bounds.
    """
    if parties < 2 or wishes < 0 or (full is not None and (rich or not 0 < full <= 1)):
        raise ValueError("at least two parties; a share of 0 to 1, and of plain problems only")
    maker = _Maker(Random(seed), parties, rich=rich)  # noqa: S311  # nothing secret is drawn
    name = f"{'rich' if rich else 'plain'}{parties}"
    if full is not None:
        return maker.planted(full, f"{name}-full{round(100 * full)}-{seed}")
    asked = min(round(parties * wishes), parties * (parties - 1) // 4)
    return maker.wished(asked, f"{name}-wishes{asked}-{seed}")


class _Maker:
    """Draws the parts of one problem."""

    def __init__(self, random: Random, parties: int, *, rich: bool) -> None:
        self.random, self.rich = random, rich
        half_day, halves = (8, 2) if not rich else (7, 4) if parties > _TWO_DAYS_FROM else (6, 2)
        self.half_days = [range(n * half_day, (n + 1) * half_day) for n in range(halves)]
        self.slots = half_day * halves
        days = [range(n, n + 2 * half_day) for n in range(0, self.slots, 2 * half_day)]
        self.absences = days if len(days) > 1 else self.half_days
        self.home = [_HERE if self._chance(_HERE_SHARE) else _THERE for _ in range(parties)]
        self.home[:2] = [_HERE, _THERE]  # nobody is alone
        self.parties = [self._party(number) for number in range(parties)]

    def wished(self, asked: int, name: str) -> Problem:
        """Return the problem of so many wishes."""
        pairs = list(self._sought_pairs(asked))
        tables = max(1, round(_ROOM * asked / self.slots))
        interpreters = max(1, round(_INTERPRETERS * tables))
        return self._problem(
            name,
            self._tables(tables),
            tuple(self._interpreter(number, interpreters) for number in range(interpreters)),
            self._rich_requests(pairs) if self.rich else self._requests(pairs),
        )

    def planted(self, full: float, name: str) -> Problem:
        """Return a problem of musts made from a plan that holds them all."""
        met: set[tuple[int, int]] = set()
        at = [list(self._planted_pairs(slot, full, met)) for slot in range(self.slots)]
        spoken = [[self._not_understood(pair) for pair in pairs] for pairs in at]
        meetings = [
            (pair, needed)
            for pairs, needs in zip(at, spoken, strict=True)
            for pair, needed in zip(pairs, needs, strict=True)
        ]
        self.random.shuffle(meetings)
        return self._problem(
            name,
            self._tables(max(map(len, at))),
            tuple(self._interpreter(number, 0) for number in range(max(map(sum, spoken)))),
            tuple(
                Request(f"m{n}", self._ids(pair), wish=Wish.MUST, interpreted=needed)
                for n, (pair, needed) in enumerate(meetings)
            ),
        )

    def _problem(
        self,
        name: str,
        tables: tuple[Table, ...],
        interpreters: tuple[Interpreter, ...],
        requests: tuple[Request, ...],
    ) -> Problem:
        return Problem(
            name=name,
            slots=self.slots,
            long_breaks_after=frozenset(half_day[-1] for half_day in self.half_days[:-1]),
            tables=tables,
            parties=tuple(self.parties),
            interpreters=interpreters,
            requests=requests,
            closed_zones=frozenset({"protocol"} & {table.zone for table in tables}),
        )

    def _party(self, number: int) -> Party:
        away = set(self.random.choice(self.absences))
        away = away if self._chance(0.12) else set()
        away |= set(self.random.sample(range(self.slots), self._one_of(0.35, 0.4, 0.18, 0.07)))
        if not self.rich:
            return Party(f"p{number}", unavailable=frozenset(away))
        home = self.home[number]
        spoken = {home, "en"} if self._chance(0.24) else {home}
        if self._chance(0.05):
            spoken |= {_HERE, _THERE}
        seats = 1 + self._one_of(0.69, 0.2, 0.08, 0.03)
        most = self.random.choice((6, 8, 10, 14, 20) if seats == 1 else (12, 16, 20, 28, 40))
        return Party(f"p{number}", seats, frozenset(spoken), frozenset(away), most=most)

    def _tables(self, number: int) -> tuple[Table, ...]:
        if not self.rich:
            return tuple(Table(str(place)) for place in range(number))
        quiet, protocol = max(1, round(0.09 * number)), max(1, round(0.06 * number))
        zones = {"hall": max(1, number - quiet - protocol), "quiet": quiet, "protocol": protocol}
        return tuple(
            Table(
                f"{zone}{place + 1}",
                zone,
                unavailable=frozenset(
                    self.random.choice(self.absences) if self._chance(0.06) else ()
                ),
            )
            for zone, many in zones.items()
            for place in range(many)
        )

    def _interpreter(self, number: int, interpreters: int) -> Interpreter:
        if not self.rich:
            return Interpreter(f"i{number}", frozenset({_HERE, _THERE}))
        share = number / interpreters
        spoken = (
            (_HERE, _THERE) if share < 0.69 else ("en", _THERE) if share < 0.86 else ("en", _HERE)
        )
        away = frozenset(self.random.choice(self.half_days) if self._chance(0.3) else ())
        return Interpreter(f"{'-'.join(spoken)}{number + 1}", frozenset(spoken), away, 4)

    def _requests(self, pairs: Sequence[tuple[int, int]]) -> tuple[Request, ...]:
        return tuple(
            Request(
                f"m{number}",
                self._ids(pair),
                weight=1 + self._one_of(0.6, 0.2, 0.2),
                interpreted=self._not_understood(pair),
            )
            for number, pair in enumerate(pairs)
        )

    def _rich_requests(self, pairs: Sequence[tuple[int, int]]) -> tuple[Request, ...]:
        """A few must be held, with protocol; others are quiet, in some slots only, or in order."""
        requests: list[Request] = []
        last: dict[int, str] = {}  # the last request of a party so far
        for number, pair in enumerate(pairs):
            must, key = self._chance(0.008), f"m{number}"
            before = last.get(pair[0]) if self._chance(0.01) else None
            some = self.random.sample(range(self.slots), 4) if self._chance(0.008) else None
            quiet = self._chance(0.03)
            weight = 1 + self._one_of(0.6, 0.2, 0.2)
            requests.append(
                Request(
                    key,
                    self._ids(pair),
                    wish=Wish.MUST if must else Wish.WOULD,
                    weight=3 if must else weight,
                    slots=None if some is None else frozenset(some),
                    after=frozenset() if before is None else frozenset({before}),
                    zone="protocol" if must else "quiet" if quiet else "",
                )
            )
            last[pair[0]] = last[pair[1]] = key
        return tuple(requests)

    def _sought_pairs(self, wanted: int) -> Iterator[tuple[int, int]]:
        """Yield pairs, no pair twice; who is sought is in many."""
        sought = [1 / (self.random.random() + _SOUGHT) for _ in self.home]
        whole = _Urn(range(len(self.home)), sought)
        homes = {
            home: _Urn([n for n, its in enumerate(self.home) if its == home], sought)
            for home in (_HERE, _THERE)
        }
        seen: set[tuple[int, int]] = set()
        while len(seen) < wanted:
            one = whole.draw(self.random)
            abroad = self._chance(_ABROAD)
            other = homes[self._other(one) if abroad else self.home[one]].draw(self.random)
            pair = min(one, other), max(one, other)
            if one != other and pair not in seen:
                seen.add(pair)
                yield pair

    def _planted_pairs(
        self, slot: int, full: float, met: set[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield who meet in a slot, and remember that they have met."""
        free: dict[str, list[int]] = {_HERE: [], _THERE: []}
        for number, party in enumerate(self.parties):
            if slot not in party.unavailable and self._chance(full):
                free[self.home[number]].append(number)
        for numbers in free.values():
            self.random.shuffle(numbers)
        while free[_HERE] or free[_THERE]:
            longer = max(free, key=lambda home: len(free[home]))
            one = free[longer].pop()
            abroad = self._other(one) if self._chance(_ABROAD) else longer
            for home in (abroad, longer):
                others = [n for n in free[home][-8:] if (min(one, n), max(one, n)) not in met]
                if others:
                    free[home].remove(others[-1])
                    pair = min(one, others[-1]), max(one, others[-1])
                    met.add(pair)
                    yield pair
                    break

    def _not_understood(self, pair: tuple[int, int]) -> bool:
        return self.home[pair[0]] != self.home[pair[1]] and self._chance(_NOT_UNDERSTOOD)

    def _ids(self, pair: tuple[int, int]) -> tuple[str, str]:
        return self.parties[pair[0]].id, self.parties[pair[1]].id

    def _other(self, number: int) -> str:
        return _THERE if self.home[number] == _HERE else _HERE

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _one_of(self, *shares: float) -> int:
        """Return which of some cases it is, each by its share."""
        return min(bisect(list(accumulate(shares)), self.random.random()), len(shares) - 1)


class _Urn:
    """Numbers to draw from, each by its weight."""

    def __init__(self, numbers: Sequence[int], weights: Sequence[float]) -> None:
        self._numbers = numbers
        self._sums = list(accumulate(weights[number] for number in numbers))

    def draw(self, random: Random) -> int:
        """Return one of the numbers."""
        return self._numbers[bisect(self._sums, random.random() * self._sums[-1])]

"""What a solver does, in a process of its own or in ours: decides, and says what it finds out."""

from collections.abc import Callable
from dataclasses import dataclass

from pysat.solvers import Solver

from enishi.domain.scheduling.decisions.case import Case
from enishi.domain.scheduling.decisions.encoding import Encoding
from enishi.domain.scheduling.decisions.improving import Improver
from enishi.domain.scheduling.decisions.presence import fewest_breaks

# Proves well step by step, and keeps what it has learnt.
_CLIMBER = "glucose42"
# Finds plans of long days sooner than any other of the library's.
_FINDER = "cadical300"
_FINDING = {"target": 2}  # it goes on from the most that it once had right

type Ask = Callable[[Solver, list[int]], bool | None]


def ask(solver: Solver, assumed: list[int]) -> bool | None:
    """Return whether a formula can be satisfied where some literals hold; None: not found out."""
    answer: bool | None = solver.solve(assumptions=assumed)
    return answer


@dataclass(frozen=True, slots=True)
class Found:
    """A plan: the slot of each request."""

    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refuted:
    """No plan of the base has so few breaks; None: none has any number."""

    breaks: int | None


@dataclass(frozen=True, slots=True)
class Failed:
    """The solver could not go on."""

    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more will be said."""


type Said = Found | Refuted | Failed | Done


@dataclass(frozen=True, slots=True)
class Climb:
    """Decides whether there is a plan with so many breaks at most, then with one more, and so on.

    It begins with a bound by presence where none is known.
    """

    base: int
    breaks: int

    def run(self, case: Case, say: Callable[[Said], None], ask: Ask = ask) -> None:
        """Say what is refuted until a plan is found, there is none, or an answer is None."""
        breaks = self.breaks
        if breaks <= self.base * len(case.held):
            least = fewest_breaks(case, self.base)
            if least is None:
                say(Refuted(None))
                return
            if least > breaks:
                breaks = least
                say(Refuted(breaks - 1))
        encoding = Encoding(case, self.base)
        with Solver(_CLIMBER, bootstrap_with=encoding.formula.clauses) as solver:
            while (possible := ask(solver, encoding.at_most(breaks))) is False:
                if not solver.get_core():
                    say(Refuted(None))
                    return
                say(Refuted(breaks))
                breaks += 1
            if possible:
                say(Found(tuple(encoding.slots(solver.get_model()))))


@dataclass(frozen=True, slots=True)
class Decide:
    """Decides whether there is a plan with so many breaks at most; None: with any number.

    `hopeful`: there seems to be one.
    """

    base: int
    breaks: int | None
    seed: int
    hopeful: bool

    def run(self, case: Case, say: Callable[[Said], None]) -> None:
        """Say a plan, or that there is none."""
        encoding = Encoding(case, self.base, self.breaks, counted=not self.hopeful)
        with Solver(_FINDER) as solver:
            solver.configure({"seed": self.seed, **_FINDING})
            solver.append_formula(encoding.formula.clauses)
            bound = [] if self.breaks is None else encoding.at_most(self.breaks)
            for literal in bound:
                solver.add_clause([literal])
            if solver.solve():
                say(Found(tuple(encoding.slots(solver.get_model()))))
            else:
                say(Refuted(self.breaks if bound else None))


@dataclass(frozen=True, slots=True)
class Improve:
    """Looks for better plans near one, until it is stopped."""

    base: int
    slots: tuple[int, ...]
    seed: int

    def run(self, case: Case, say: Callable[[Said], None]) -> None:
        """Say each better plan."""
        improver = Improver(case, self.base, self.slots, self.seed)
        improver.run(lambda slots: say(Found(slots)), lambda: False)


type Task = Climb | Decide | Improve

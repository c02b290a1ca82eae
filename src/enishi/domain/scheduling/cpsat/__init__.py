"""Models for CP-SAT: the whole problem with every rule, and parts of it. Only here is it used."""

from enishi.domain.scheduling.shape import Shape

# Above so many possible meetings (a request in a slot) proofs come too late to be of use.
_MEETINGS = 2_000


def applies(shape: Shape) -> bool:
    """Return whether a problem is small enough to be proved whole."""
    return int(shape.open.sum()) <= _MEETINGS

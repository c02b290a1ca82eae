"""How functions of engines are compiled, and kept on disk for the next start.

What is kept is made anew when the file of a function changes, not when that of one it calls does:
who changes this code deletes the kept files (`*.nbi`, `*.nbc` beside it) before trying it.
"""

from collections.abc import Callable
from typing import Any, cast

from numba import njit

# Nothing is allocated, so nothing is counted: that makes calls several times as fast.
_OPTIONS: dict[str, Any] = {
    "cache": True,
    "nogil": True,
    "error_model": "numpy",
    "_nrt": False,
}


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a function when it is first called, and keep it on disk."""
    return cast("F", njit(**_OPTIONS)(function))


def inner[F: Callable[..., object]](function: F) -> F:
    """Compile a function that compiled ones call, and nobody else."""
    options = {**_OPTIONS, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast("F", njit(**options)(function))

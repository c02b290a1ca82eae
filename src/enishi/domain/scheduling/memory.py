"""Whether there is memory left, asked before what ends the process where there is none."""

import mmap


def require(size: int) -> None:
    """Make sure that some memory can be had.

    A solver that begins threads of its own without room for them ends the whole process; an error
    that is raised before does not.

    Args:
        size: in bytes.

    Raises:
        MemoryError: there is not so much.
    """
    try:
        mmap.mmap(-1, size).close()
    except OSError as error:
        raise MemoryError from error

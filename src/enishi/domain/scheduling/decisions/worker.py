"""A solver in a process of its own, started by `crew`: `python -m …decisions.worker`."""

import pickle
import sys

from enishi.domain.scheduling.decisions.work import Done, Failed, Said


def main() -> None:
    """Read a case and a task, do it, and tell what is found out as it comes."""
    case, task = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the program that started us

    def say(said: Said) -> None:
        pickle.dump(said, sys.stdout.buffer)
        sys.stdout.buffer.flush()

    try:
        task.run(case, say)
        say(Done())
    except MemoryError:
        say(Failed("out of memory"))


if __name__ == "__main__":
    main()

"""`enishi …`: every command of the program."""

import sys

from enishi.bulk import command


def main() -> None:
    """Run a command, speaking the language of the terminal; `enishi help` lists them."""
    arguments = sys.argv[1:]
    if command.answers(arguments):
        sys.exit(command.run(arguments))
    from enishi.project import commands  # noqa: PLC0415 - those above start without Django

    commands.execute(arguments)


if __name__ == "__main__":
    main()

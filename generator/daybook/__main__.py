"""``python -m daybook`` is the command ``daybook``: from here to the command line, and out at the end."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daybook.process import Second, Way

_INTERRUPTED = 130
"""The exit code: 128 and the number of the signal, as shells have it."""


def main() -> None:
    """Run the command line, and exit."""
    gc.set_threshold(100_000, 20, 100)  # loading and running make millions of objects and hardly a cycle
    try:
        second = _second() if sys.platform == "linux" and sys.argv[1:2] == ["build"] else None
        from daybook.cli.main import main as command_line

        command_line(second)
    except SystemExit as end:
        _leave(end)
    except KeyboardInterrupt:  # while loading: from then on the command line tells of it
        os._exit(_INTERRUPTED)


def _second() -> Second | None:
    """Start the second process of a build, before anything is loaded that takes long.

    While this one loads what reads the command line and content, that one loads what makes pages.
    """
    from daybook.process import all_cores, start

    try:
        return start(_answer) if all_cores() > 1 else None
    except (OSError, MemoryError):  # where it is needed, it is tried again, and told
        return None


def _answer(asked: Way, answering: Way, parent: int) -> None:
    from daybook.commands.build.answering import answer  # there alone: here it would be waited for

    answer(asked, answering, parent)


def _leave(end: SystemExit) -> None:
    """Exit at once: to take everything apart first takes as long as a small part of the site."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # none where it was closed from the start
            stream.flush()
    except (OSError, ValueError):
        raise end from None
    os._exit(end.code if isinstance(end.code, int) else bool(end.code))


if __name__ == "__main__":
    main()

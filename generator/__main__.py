"""``python -m generator`` is the command ``daybook``: from here to the command line, and out at the end."""

from __future__ import annotations

import gc
import os
import sys

from generator.process import Forked, Second, all_cores, connections, end_with


def main() -> None:
    """Run the command line, and exit."""
    gc.set_threshold(100_000, 20, 100)  # loading and running make millions of objects and hardly a cycle
    second = None
    if sys.platform == "linux" and sys.argv[1:2] == ["build"] and all_cores() > 1:
        second = _fork()
    from generator.cli import main as command_line

    try:
        command_line(second)
    except SystemExit as end:
        _leave(end)


def _fork() -> Second:
    """Start the second process of a build (see `answering`), before anything is loaded."""
    parent = os.getpid()
    asked, asking = os.pipe()
    answers, answering = os.pipe()
    number = os.fork()
    if number:
        os.close(asked)
        os.close(answering)
        return Second(Forked(number), asking, answers)
    try:
        end_with(parent)
        os.close(asking)
        os.close(answers)
        from generator.answering import answer

        answer(*connections(asked, answering), parent)
    finally:
        os._exit(0)


def _leave(end: SystemExit) -> None:
    """Exit at once: to take everything apart first takes as long as a small part of the site."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        raise end from None
    os._exit(end.code if isinstance(end.code, int) else bool(end.code))


if __name__ == "__main__":
    main()

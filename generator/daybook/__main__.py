"""``python -m daybook`` is the command ``daybook``."""

import gc
import os
import sys

_INTERRUPTED = 130
"""Exit code, as in `daybook.cli.console`, which is not imported yet when an interrupt comes early."""


def main() -> None:
    """Run the command line and exit."""
    gc.disable()  # a command makes millions of objects and hardly a cycle, and ends; `serve` enables it
    try:
        from daybook.cli.main import main as command_line  # inside, so that an interrupt is caught here

        command_line()
    except SystemExit as end:
        _exit(end)
    except KeyboardInterrupt:  # while modules are imported
        os._exit(_INTERRUPTED)


def _exit(end: SystemExit) -> None:
    """Exit without freeing memory, which takes as long as a small part of the site."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None if it was closed from the start
            stream.flush()
    except (OSError, ValueError):
        raise end from None
    os._exit(end.code if isinstance(end.code, int) else bool(end.code))


if __name__ == "__main__":
    main()

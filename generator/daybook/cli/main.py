"""The group of commands, and how the program ends.

Exit codes: 0 success; 1 problems in the input; 2 wrong usage or settings, or a machine that refuses;
130 interrupted. Results go to standard output, everything else to standard error.
"""

import gc
import os
import signal
import sys
from importlib import import_module
from typing import NoReturn, cast

import click

from daybook import __version__
from daybook.cli.console import INTERRUPTED, SUCCESS, USAGE, exit_code, machine_fault, report
from daybook.problems import DaybookError, UsageError

_WHOLE = "content and site are whole: as they were, or new if ready."
"""Said when a command ends early; the site is new if only the line that says so could not be printed."""


_MODULES = {
    "new": "new",
    "import": "import_digests",
    "fetch": "fetch",
    "enrich": "enrich",
    "add": "edits",
    "remove": "edits",
    "merge": "edits",
    "rename": "edits",
    "move": "edits",
    "serve": "serve",
    "build": "build",
    "check": "check",
    "verify": "verify",
    "stats": "stats",
    "rollback": "build",
    "theme": "theme",
    "completion": "completion",
}
"""The module of each command, in the order in which people need them."""


class _Commands(click.Group):
    """Import the module of a command when it is asked for: all take 5 ms, and a run needs one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"daybook.cli.{_MODULES[cmd_name]}")
        return cast("click.Command", getattr(module, f"{cmd_name}_command"))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: daybook new papers --sample && cd papers && daybook serve",
)
@click.version_option(__version__, "-V", "--version", prog_name="daybook")
def daybook() -> None:
    """Turn saved digests of research papers into an archive one can read, search and deploy."""


def main() -> NoReturn:
    """Run the command line and exit."""
    signal.signal(signal.SIGTERM, _terminate)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts threads, and only counts and sorts here
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = daybook.main(prog_name="daybook", standalone_mode=False)
        gc.freeze()  # memory is given back all at once: no need to search it for cycles
        sys.exit(code if isinstance(code, int) else SUCCESS)
    except DaybookError as error:
        report(error.problems)
        is_build = sys.argv[1:2] == ["build"] and not isinstance(error, UsageError)
        click.echo("Nothing was published." if is_build else "Nothing was done.", err=True)
        sys.exit(exit_code(error))
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"Interrupted; {_WHOLE}", err=True)
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        # An interrupt that passed through exec() of a string, as dataclasses use it, makes CPython end the
        # process by SIGINT although it was caught (Python/pythonrun.c, _Py_UnhandledKeyboardInterrupt).
        os._exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(SUCCESS)
    except (OSError, MemoryError) as error:
        _exit_refused(error)
    except Exception as error:
        is_library = isinstance(error, ImportError) and "failed to map segment" in str(error)
        if not (is_library or isinstance(error.__cause__, MemoryError)):  # as Pygments raises it
            raise
        _exit_refused(MemoryError())


def _exit_refused(error: OSError | MemoryError) -> NoReturn:
    click.echo(f"{machine_fault(error)}\n{_WHOLE.capitalize()}", err=True)
    sys.exit(USAGE)


def _terminate(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt

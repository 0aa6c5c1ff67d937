"""The command ``daybook serve``."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from daybook.cli import options
from daybook.cli.console import INTERRUPTED, close_build, machine_fault, report, say
from daybook.problems import DaybookError

if TYPE_CHECKING:
    from watchfiles import Change

    from daybook.commands.build.options import Options
    from daybook.commands.serve.serve import Serving


@click.command("serve", short_help="Show the site, and each change as it is saved.")
@options.content
@options.theme
@options.base_url
@options.jobs
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("-p", "--port", type=click.IntRange(0, 65535), help="Port (8000, or the next that is free).")
@click.option("--open", "is_opened", is_flag=True, help="Open the site in a browser.")
@options.volume
def serve_command(host: str, port: int | None, is_opened: bool, **given: Any) -> None:
    """Build, serve, and build again when content or theme change. Stop with Ctrl+C.

    Pages reload by themselves; if a build fails, the last good one stays up and the page shows the fault.
    """
    from daybook.commands.build.options import Options
    from daybook.commands.serve.serve import serving
    from daybook.disk.lock import work_folder

    gc.set_threshold(100_000, 20, 100)  # each build makes millions of objects that live until it ends
    gc.enable()
    output = work_folder(given["content_dir"]) / "serve"
    asked = Options(**given, output_dir=output)
    while True:  # again for a theme folder that came or went, and for another path of the site
        with serving(asked, host, port) as server:
            rebuild(server, asked.output_dir, ())
            say(f"Serving at {server.url} (stop with Ctrl+C)")
            if not server.is_local:
                say(f"Every machine that can reach this one can read it, drafts included (--host {host}).")
            if is_opened:
                click.launch(server.url)
            _follow(server, asked)
        port, is_opened = server.port, False
        asked = replace(asked, theme_dir=_theme_of(asked))


def _follow(server: Serving, asked: Options) -> None:
    """Build again on each change, until it is one that needs another server."""
    for changes in changes_in([folder for folder in (asked.content_dir, asked.theme_dir) if folder]):
        if _theme_of(asked) != asked.theme_dir or (changes and server.has_moved()):
            return
        if changes:  # else nothing changed for a second
            rebuild(server, asked.output_dir, [Path(place) for _, place in changes])


def _theme_of(asked: Options) -> Path | None:
    """Return the theme folder that was named, else the one that is at this place now."""
    from daybook.theme.folder import OWN_THEME

    return options.own_theme_folder() if asked.theme_dir in (None, OWN_THEME) else asked.theme_dir


def changes_in(folders: Sequence[Path]) -> Iterator[set[tuple[Change, str]]]:
    """Yield what changed in folders, at least once a second; Ctrl+C meanwhile ends the command."""
    import watchfiles

    try:
        yield from watchfiles.watch(
            *folders, debounce=200, step=50, rust_timeout=1000, yield_on_timeout=True, raise_interrupt=True
        )
    except KeyboardInterrupt:
        say("\nStopped.")
        raise click.exceptions.Exit(INTERRUPTED) from None


def rebuild(server: Serving, output: Path, changed: Sequence[Path]) -> None:
    """Build again, and print what came of it, if anything; ``output`` is the folder that is served."""
    started = time.monotonic()
    try:
        built = server.rebuild(changed)
    except DaybookError as error:
        report(error.problems)
    except (OSError, MemoryError) as error:
        say(machine_fault(error))
    else:
        if built:
            report(built.problems)
            close_build(built, "a preview", started)
        return
    is_built = (output / "index.html").is_file()  # by this command, or when it last ran
    say("The last good build stays up." if is_built else "Nothing is built yet.")

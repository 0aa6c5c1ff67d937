"""What the commands that change content have in common: their options, and what they print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from daybook.cli.console import say
from daybook.problems import shown
from daybook.text.dates import parse_day
from daybook.text.plain_text import count

if TYPE_CHECKING:
    from daybook.commands.edit import Edited


class _Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return a day that was written as 2025-03-18."""
        day = value if isinstance(value, date) else parse_day(value)
        if day is None:
            self.fail(f"{shown(str(value))} is no day; write it like 2025-03-18", param, ctx)
        return day


DAY = _Day()
dry_run: Callable[..., Any] = click.option(
    "--dry-run", is_flag=True, help="Say what would be done, and do nothing."
)


def tell(edited: Edited, *, dry_run: bool) -> None:
    """Print what a command did, or would do."""
    for line in (*edited.files, *edited.told):
        say(f"  {line}")
    files = count(len(edited.files), "file")
    say(f"Would change {files}; nothing was written" if dry_run else f"Changed {files}; `git diff` shows how")

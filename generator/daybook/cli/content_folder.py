"""The content folder that a command makes where there was none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daybook.cli.console import say_unless_quiet


@contextmanager
def content_made(content_dir: Path) -> Iterator[None]:
    """Make the content folder if there is none, and say so; remove it again if it stays empty.

    Raises UsageError if it would be inside another content folder.
    """
    from daybook.content.location import refuse_inside

    refuse_inside(content_dir)
    if content_dir.is_dir():
        yield
        return
    content_dir.mkdir(parents=True)
    try:
        yield
    finally:
        if any(content_dir.iterdir()):
            say_unless_quiet(
                f"There was no archive here: {content_dir.as_posix()}/ is new."
                " `daybook new .` adds settings and the other files of one."
            )
        else:
            from daybook.disk.folders import remove_folder  # slow to load, seldom needed
            from daybook.disk.lock import work_folder

            content_dir.rmdir()
            remove_folder(work_folder(content_dir))

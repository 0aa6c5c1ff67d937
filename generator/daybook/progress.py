"""Report the progress of work that takes a while."""

from collections.abc import Callable

Progress = Callable[[str, int], None]
"""Called with a noun, or what is being done, and the number of things done."""


def unseen(what: str, done: int) -> None:
    """Show no progress."""

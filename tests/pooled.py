"""Runs the command line with a pool of processes, however few the papers; a program, not a test.

    python -m tests.pooled build -j 2

The pool computes the index and renders the pages; else it would for 500 of them.
"""

from __future__ import annotations

from daybook import __main__ as program
from daybook.commands.build import search_index
from daybook.pages.base import rendering


def always() -> None:
    """Let every build with several jobs have a pool."""
    search_index._MANY = rendering.FEW = 0


if __name__ == "__main__":
    always()
    program.main()

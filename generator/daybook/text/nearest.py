"""The known word nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word most like ``word``, or an empty string where none is close."""
    import difflib  # slow to load, and seldom needed

    found = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.7)
    return found[0] if found else ""

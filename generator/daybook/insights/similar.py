"""What is shown of a paper that is like another."""

from __future__ import annotations

from msgspec import Struct


class Similar(Struct, frozen=True, array_like=True, gc=False):
    """A paper that is like another, and why."""

    index: int
    """In the list that was given."""
    score: int
    """Thousandths of the cosine, at least `LEAST_SCORE`."""
    terms: tuple[str, ...]
    """One to three words, or pairs of words, that both have, in the singular; of titles first."""

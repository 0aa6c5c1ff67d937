"""The inputs and faults known to do harm: which tests try them, and how often."""

from __future__ import annotations

TRIED: dict[str, list[int]] = {}
"""By figure, how many were tried and how many failed."""


def tried(figure: str, number: int = 1, failed: int = 0) -> None:
    """Add to a figure that `python -m tests.hazards` prints."""
    counts = TRIED.setdefault(figure, [0, 0])
    counts[0] += number
    counts[1] += failed

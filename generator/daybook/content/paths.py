"""Paths below the content folder."""

from __future__ import annotations

DIGESTS = "digests"
"""The folder of saved digests."""

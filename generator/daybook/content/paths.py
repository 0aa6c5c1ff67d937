"""Paths below the content folder."""

DIGESTS = "digests"
"""The folder of saved digests."""

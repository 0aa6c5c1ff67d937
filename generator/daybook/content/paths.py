"""Paths below the content folder."""

DIGESTS = "digests"
"""The folder of saved digests."""
PLACES = "map.txt"
"""The places of papers on the map."""
STATIC = "static"
"""The folder of files that are published at the site's root."""

"""Web pages, saved by a browser or copied from one as text."""

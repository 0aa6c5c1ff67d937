"""Daybook turns saved digests of research papers into an archive one can read and search."""

__version__ = "0.1.0"

"""Digests joined to known papers, which become the papers of the archive."""

"""Feeds of papers: RSS, Atom, JSON Feed."""

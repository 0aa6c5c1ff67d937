"""Strings alone: plain text, LaTeX, dates, identifiers, addresses."""

"""Parsers of formats, which know no papers."""

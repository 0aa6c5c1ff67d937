"""Bibliographies as reference managers export them: BibTeX, RIS, tagged text."""

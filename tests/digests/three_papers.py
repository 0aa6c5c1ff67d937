"""Three invented papers, to be written in many forms."""

from __future__ import annotations

PAPERS = (
    ("Moss on Clocks: Growing Slowly", "3103.00001", "Ada Mill, Bo Reed, Cy Wood"),
    ("Fern Sets, Ordered", "3103.00002", "Di Shed, Eve Vale"),
    ("Late Locks and Early Keys", "3103.00003", "Fay Oak, Gus Elm"),
)
"""Title, arXiv identifier and authors of each."""
TITLES = [title for title, _, _ in PAPERS]
AUTHORS = [tuple(names.split(", ")) for _, _, names in PAPERS]
ABSTRACT = "We grow moss on clocks and find that it is slow. It outgrows ferns on nine of ten clocks."

"""Add papers by hand: by title, from a BibTeX file, or from a file of arXiv's metadata."""

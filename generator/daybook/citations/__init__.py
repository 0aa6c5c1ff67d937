"""A paper as a citation."""

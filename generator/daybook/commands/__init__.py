"""A package for each command that has more than one stage."""

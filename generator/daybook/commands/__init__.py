"""The commands: a package for each with more than one stage, and `edits` for those that change content."""

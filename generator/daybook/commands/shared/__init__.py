"""Steps that two or more commands take: a module for each."""

"""The commands that change content by hand, each in a module; `edit` makes their changes, all or none."""

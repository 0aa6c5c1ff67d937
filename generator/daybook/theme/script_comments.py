"""Comments of scripts, which are for those who read the theme: published, they were a third of the bytes."""

import re

_OF_LINES = re.compile(r"^[ \t]*(?:/\*(?!!)(?:(?!\*/).)*\*/[ \t]*$|//(?!#).*?$)", re.MULTILINE | re.DOTALL)
"""A comment that has its lines for itself."""
_KEPT = re.compile("licen[cs]e|copyright|@preserve", re.IGNORECASE)


def without_comments(script: str) -> str:
    """Return a script without the comments that have lines for themselves; these lines are empty.

    So all else keeps its line. Text over several lines may look like a comment: a script that has any stays.
    """
    if any(line.count("`") % 2 for line in _OF_LINES.sub("", script).split("\n")):
        return script
    return _OF_LINES.sub(
        lambda found: found[0] if _KEPT.search(found[0]) else "\n" * found[0].count("\n"), script
    )

"""Read a run of text into nodes: formulas, LaTeX, a little Markdown, URLs, quotation marks and dashes.

The text is searched for characters that can begin any of them, each of which has a function in ``_READERS``.
It looks ahead at most as far as a limit of its own, and what braces, quotation marks or stars enclose is read
in the same way, to a limited depth. So the time grows with the length of the text.
"""

import re
from functools import lru_cache

from daybook.text.bare_urls import bare_url
from daybook.text.marked import commands, dollars, markdown, superscript_marks, typography
from daybook.text.marked.nodes import Nodes
from daybook.text.marked.passage import Passage, Reader, read

_LABEL = 400
"""Characters of a label after a URL."""
_SPECIAL = re.compile(r"\\|\$|`|\*|\{|\^|_|~|--|''|\[|https?://")
"""All alternatives are plain characters: so `re` skips others fast."""


@lru_cache(maxsize=512)
def read_nodes(text: str) -> Nodes:
    """Read text that is one paragraph; the last results are kept, as pages show a text in several forms."""
    return read(text, _READERS, _SPECIAL)


def _url(passage: Passage, at: int) -> int:
    """Read a URL, and a label after it: ``\\href`` that lost its backslash leaves ``URL{label}``."""
    url, stop = bare_url(passage.text, at, passage.end)
    close = passage.closing(stop)
    if not url:
        passage.write(passage.text[at:stop])
    elif 0 <= close < stop + _LABEL:
        passage.link(url, stop + 1, close)
        return close + 1
    else:
        passage.link(url, stop, stop)
    return stop


_READERS: dict[str, Reader] = {
    "\\": commands.command,
    "$": dollars.dollar,
    "{": commands.group,
    "*": markdown.stars,
    "[": markdown.link,
    "^": superscript_marks.circumflex,
    "_": superscript_marks.low_line,
    "`": typography.backtick,
    "~": typography.tie,
    "-": typography.dash,
    "'": typography.apostrophes,
    "h": _url,
}

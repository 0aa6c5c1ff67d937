"""Find where a style sheet does not parse: sheets are joined, so an open brace takes the rules after it."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"(?P<comment>/\*(?:[^*]|\*(?!/))*(?:\*/)?)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?)"
    r"|(?P<address>\burl\(\s*(?![\"'\s])(?:[^)\\\n]|\\.)*\)?)"
    r"|(?P<escape>\\.)|(?P<open>[{(\[])|(?P<close>[})\]])|(?P<import>@import\b)",
    re.DOTALL | re.IGNORECASE,
)
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_CLOSE_IT = "close it"


def style_faults(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, fault and remedy of each place that does not parse (CSS Syntax 3), in linear time."""
    pending: list[tuple[str, int]] = []
    line, at = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", at, token.start())
        at = token.start()
        kind, found = token.lastgroup, token[0]
        if kind == "comment" and not (len(found) > 3 and found.endswith("*/")):
            yield line, "a comment that never ends", _CLOSE_IT
        elif kind == "string" and (len(found) < 2 or found[-1] != found[0]):
            yield line, "a string that does not end on its line", _CLOSE_IT
        elif kind == "address" and not found.endswith(")"):
            yield line, "an address `url(` that does not end on its line", _CLOSE_IT
        elif kind == "import":
            what = "`@import` has no effect, as it is not at the top of all sheets"
            yield line, what, "copy the rules here"
        elif kind == "open":
            pending.append((found, line))
        elif kind == "close":
            if pending and _CLOSING[pending[-1][0]] == found:
                pending.pop()
            else:
                yield line, f"a `{found}` that closes nothing", "take it out, or open it before"
                return
    for bracket, begun in pending[:1]:
        yield begun, f"a `{bracket}` that is never closed", _CLOSE_IT

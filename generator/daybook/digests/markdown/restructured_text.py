"""Turn reStructuredText into Markdown: its links, underlined headings and comments."""

import re

_LINK = re.compile(r"`([^`<>\n]{0,300}(?:\n[^`<>\n]{1,300})?)\s<(https?://[^\s<>`]{4,2000})>`_{1,2}")
"""```A Title <https://…>`__``, whose text may go over two lines."""
_UNDERLINE = re.compile(r"([=~*^#\"'+-])\1{3,}\s*")
_UNDERLINED = re.compile(r"^\w[^\n]*\n[=~-]{4,}\s*$", re.MULTILINE)
_FIELD = re.compile(r"^:([A-Za-z][\w ()-]{0,40}):[ \t]+(\S.*)$", re.MULTILINE)
"""A field such as ``:Authors: Ada Mill``."""
_DIRECTIVE = re.compile(r"\.\. (?!\[)")


def is_rst(text: str) -> bool:
    """Return whether a text has links of reStructuredText, or underlined headings with fields below."""
    if ">`_" in text and _LINK.search(text):
        return True
    return _UNDERLINED.search(text) is not None and _FIELD.search(text) is not None


def rst_to_markdown(text: str) -> str:
    """Return a text with links and headings as Markdown has them, and as many lines."""
    lines: list[str] = []
    signs: list[str] = []
    for line in _LINK.sub(_markdown_link, text).splitlines():
        match = _UNDERLINE.fullmatch(line)
        if match and lines and lines[-1].strip() and not lines[-1].startswith(("#", " ")):
            signs += [match[1]] if match[1] not in signs else []
            lines[-1] = f"{'#' * min(signs.index(match[1]) + 1, 6)} {lines[-1]}"
            lines.append("")
        else:
            lines.append("" if _DIRECTIVE.match(line) else _FIELD.sub(r"**\1:** \2", line))
    return "\n".join(lines)


def _markdown_link(match: re.Match[str]) -> str:
    label = " ".join(match[1].split())
    return f"[{label or match[2]}]({match[2]})" + "\n" * match[0].count("\n")

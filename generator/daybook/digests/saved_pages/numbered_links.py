"""Parse the text of a page as Lynx and ELinks dump it: ``[12]A title``, and the URLs at the end by number."""

import re

_LIST = re.compile(
    r"\n[ \t]{0,8}References[ \t]{0,80}\n\s{0,9}(?:(?:Visible|Hidden) links:?\s{1,9})?"
    r"(?=[0-9]{1,5}\. \S{1,20}:)"
)
_URL = re.compile(r"\s*([0-9]{1,5})\. (\S+)")
_MARK = re.compile(r"\[([0-9]{1,5})\]([^\[\]\s][^\[\]]*)")
"""The number of a link, and its text."""
_BUTTON = "(BUTTON) "
_WIDTH = 78
"""Columns of a line, after which both programs go on in the next one."""


def link_numbers(text: str) -> str:
    """Return a dump as text with links in Markdown and whole lines; any other text as it is."""
    match = _LIST.search(text)
    if not match:
        return text
    listed = filter(None, map(_URL.fullmatch, text[match.end() :].split("\n")))
    urls = {found[1]: found[2] for found in listed}
    lines: list[list[str]] = []
    above = ""
    for raw in text[: match.start()].replace(_BUTTON, "").split("\n"):
        words = raw.split(maxsplit=1)
        if words and above and len(above) + len(words[0]) >= _WIDTH and not words[0].startswith("["):
            lines[-1].append(raw.strip())
        else:
            lines.append([raw.rstrip()])
        above = raw.rstrip()
    whole = map(" ".join, lines)
    return "\n".join(_MARK.sub(lambda found: _link(found, urls), line) for line in whole)


def _link(match: re.Match[str], urls: dict[str, str]) -> str:
    number, label = match.groups()
    kept = label.rstrip(" ,")
    return f"[{kept}]({urls[number]}){label[len(kept) :]}" if number in urls else match[0]

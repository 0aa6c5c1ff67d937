"""Turn a text of Emacs' Org mode that links to papers into Markdown, line by line."""

import re

from daybook.digests.markdown.labels import FIELD_OF_LABEL

_LINK = re.compile(r"\[\[(https?://[^\[\]\s]{4,2000})\](?:\[([^\[\]\n]{1,1000})\])?\]")
_HEADING = re.compile(r"(\*{1,6})[ \t]+(?:(?:TODO|DONE|NEXT|WAIT|WAITING)[ \t]+)?(?:\[#[A-Z]\][ \t]+)?(\S.*)")
_TAGS = re.compile(r"[ \t]+:[\w@#%:]{1,200}:[ \t]*$")
_PROPERTY = re.compile(r"[ \t]*:([A-Za-z][\w-]{0,40}):(?:[ \t]+(\S.*))?")
_DRAWER = re.compile(r"\s*:PROPERTIES:[ \t]*\n(?:[ \t]*:[\w-]{1,40}:[^\n]*\n){0,40}?[ \t]*:END:[ \t]*\n")
_HEAD = re.compile(rf"(?:{_DRAWER.pattern})?\s*#\+title:", re.IGNORECASE)
_RULE = re.compile(r"\|-+(?:\+-+)+\|")
"""Below the names of columns."""
_SETTING = re.compile(r"[ \t]*#\+(\w{1,40}):[ \t]*(.*)")


def is_org(text: str) -> bool:
    """Return whether a text has a heading as Org mode writes them, and a link or a setting."""
    has_heading = re.search(r"^\*{1,6} ", text, re.MULTILINE) is not None
    has_link = "]]" in text and _LINK.search(text) is not None
    return (has_heading and has_link) or _HEAD.match(text) is not None


def org_to_markdown(text: str) -> str:
    """Return Markdown with the same lines."""
    head = _DRAWER.match(text)  # of the file
    blank = "\n" * head[0].count("\n") if head else ""
    rest = text[head.end() :] if head else text
    rest = _DRAWER.sub(_known_last, rest)
    return blank + "\n".join(_line(_LINK.sub(_link, line)) for line in rest.split("\n"))


def _known_last(drawer: re.Match[str]) -> str:
    """Return a drawer with papers' properties last, so that the text below continues none of another."""
    lines = drawer[0].split("\n")
    inner = [line for line in lines if (match := _PROPERTY.fullmatch(line.rstrip())) and match[2]]
    ordered = iter(sorted(inner, key=_is_known))
    return "\n".join(next(ordered) if line in inner else line for line in lines)


def _is_known(line: str) -> bool:
    return line.split(":")[1].casefold() in FIELD_OF_LABEL


def _link(match: re.Match[str]) -> str:
    return f"[{match[2]}]({match[1]})" if match[2] else match[1]


def _line(line: str) -> str:
    if match := _HEADING.fullmatch(line.rstrip()):
        return f"{'#' * len(match[1])} {_TAGS.sub('', match[2])}"
    if _RULE.fullmatch(line.strip()):
        return line.replace("+", "|")
    if match := _SETTING.fullmatch(line.rstrip()):
        return match[2] if match[1].casefold() == "date" else ""
    if match := _PROPERTY.fullmatch(line.rstrip()):
        return f"**{match[1]}:** {match[2]}" if match[2] else ""
    return line

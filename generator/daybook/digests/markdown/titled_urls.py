"""Turn lines of a title and a paper's URL, in either order, and links of other markup, into Markdown.

Labelled values of Chinese, Japanese and Korean lists get lines of their own: ``作者：… 链接：…``.
"""

import re

from daybook.digests.fields.link_titles import is_title, paper_key
from daybook.digests.fields.references import title_of_reference
from daybook.digests.markdown.labels import FIELD_OF_LABEL
from daybook.digests.markdown.titles import clean_title

_OTHER_LINK = re.compile(
    r"(?<!\])\[(https?://[^\s\[\]]{4,300}) ([^\[\]\n]{3,300})\](?!\()"
    r"|(?<![\w(<\[])(https?://[^\s\[\]()<>]{4,300})\[([^\[\]\n]{3,300})\](?!\()"
)
"""A link of MediaWiki, ``[https://… A Title]``, or of AsciiDoc, ``https://…[A Title]``."""
_FEWEST = 2
_LONGEST = 3_000
"""Characters of a line."""
_UNFINISHED = re.compile(
    r"\b(?:about|and|as|at|by|for|from|in|is|like|of|on|see|that|the|this|to|using|via|with)$", re.IGNORECASE
)
"""The end of a sentence that goes on with the URL."""
_NUMBER = re.compile(r"^(?:[0-9]{1,3}[.)]|\[[0-9]{1,3}\])\s+")
_BETWEEN = " -–—:|，：；"
_FULL_WIDTH_STOP = re.compile(r"(?<=[，、：；。])(?=https?://)")
_MARKUP = tuple("[#|*+<>-")
_SIGNS = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_FIELDS = ("title", "authors", "link", "abstract", "organization", "published")
"""Those that one line has; a link to code can end an abstract."""
_LABELS = "|".join(
    label for label, field in FIELD_OF_LABEL.items() if field in _FIELDS and _SIGNS.fullmatch(label)
)
_INLINE = re.compile(rf"(?<=[^\s*+_#>|•–-])(?:[ \t]*[。；，|][ \t]*|[ \t]+)(?=(?:{_LABELS})\s?[:：])")
"""Between a value and the next label in a line."""
_ABOVE = re.compile(rf"^(\W{{0,4}}(?:{_LABELS})：\*{{0,2}})[ \t]*\n\s*(?=\w)", re.MULTILINE)
"""A label above its value."""
_BRACKETS = re.compile(rf"^【({_LABELS})】[ \t]*[:：]?[ \t]*(?=\S)", re.MULTILINE)
_LISTED = re.compile(r"^[ \t]*([0-9]{1,3})、[ \t]*(?=\S)", re.MULTILINE)


def list_titled_urls(text: str) -> str:
    """Return a text of such lines as a list, line by line; any other text as it is.

    A first line without a URL may name the list. Links of MediaWiki and AsciiDoc become Markdown's.
    """
    text = _set_labels_apart(text)
    text = _OTHER_LINK.sub(lambda match: f"[{match[2] or match[4]}]({match[1] or match[3]})", text)
    lines = text.splitlines()
    rows = [row for line in lines if (row := line.strip())]
    first = 1 if rows and "://" not in rows[0] else 0
    if len(rows) - first < _FEWEST:
        return text
    listed: dict[str, str] = {}
    for row in rows[first:]:
        if not (item := _item(row)):
            return text
        listed[row] = item
    return "\n".join(listed.get(line.strip(), line) for line in lines)


def _item(line: str) -> str:
    """Return a line as an item of a list; empty if it is another line."""
    words = (
        _FULL_WIDTH_STOP.sub(" ", line).split()
        if len(line) <= _LONGEST and "://" in line and "](" not in line
        else []
    )
    if len(words) < 2 or ("://" in words[0]) == ("://" in words[-1]):
        return ""
    is_first = "://" in words[0]
    url = (words[0] if is_first else words[-1]).strip("<>()")
    title = " ".join(words[1:] if is_first else words[:-1]).strip(_BETWEEN)
    is_marked = line.startswith(_MARKUP) and not line.startswith("<http")
    bare = clean_title(title)
    own = title_of_reference(bare)
    is_listed = is_title(own) and " " in title and not (title[0].islower() or is_marked)
    if _UNFINISHED.search(title) or not (is_listed and paper_key(url)):
        return ""
    is_cited = own != bare
    return f"- {_NUMBER.sub('', line)}" if is_cited else f"- [{title}]({url})"


def _set_labels_apart(text: str) -> str:
    """Return a text with a label at the start of each line, before its value; any other text as it is."""
    if text.isascii():
        return text
    text = _BRACKETS.sub(lambda label: f"{'标题' if label[1][1:] == '文' else label[1]}：", text)
    text = _ABOVE.sub(r"\1 ", text)
    lines = (_INLINE.sub("\n  ", line) if "://" in line else line for line in text.splitlines(keepends=True))
    apart = "".join(lines)
    return _LISTED.sub(r"\1. ", apart) if apart != text else text

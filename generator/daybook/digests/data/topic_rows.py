"""Parse the rows of Markdown that daily-arXiv repositories save as values of JSON, keyed by arXiv identifier.

A row is ``|**2025-03-18**|**Title**|Ada Mill et.al.|[2503.00001](http://…)|**[link](https://github.com/…)**|``
or ``- 2025-03-18, **Title**, Ada Mill et.al., Paper: [http://…](http://…), Code: **[…](…)**``
(``docs/*.json`` of cv-arxiv-daily, and of repositories that were made from it).
"""

import re

from daybook.digests.fields.paper_links import is_code

_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\((https?://[^()\s]{1,500})\)")
_CELL_END = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(
    r"[-*] +(?P<date>[0-9-]{10}), +\*\*(?P<title>.{1,1000}?)\*\*(?:, +(?P<authors>.{1,1000}?))?, +Paper:"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 20_000


def parse_row(text: str, arxiv: str) -> dict[str, object] | None:
    """Return the fields of a row, or None for another text. ``arxiv`` is its key."""
    line = text.strip()
    if len(line) > _LONGEST:
        return None
    links = [match[2] for match in _LINK.finditer(line)]
    if match := _ITEM.match(line):
        date, title, authors = match["date"], match["title"], match["authors"] or ""
    elif line.startswith("|"):
        cells = [cell.strip(" *").replace("\\|", "|") for cell in _CELL_END.split(line)[1:]]
        date = next(filter(_DATE.fullmatch, cells), "")
        title, *others = [cell for cell in cells if cell and cell != date] or [""]
        title = _LINK.sub(r"\1", title)
        authors = others[0] if others and others[0] != "null" and not _LINK.search(others[0]) else ""
    else:
        return None
    if not title or not (links or arxiv):
        return None
    code = next(filter(is_code, links), "")
    links = [link for link in links if link != code]
    return {"title": title, "authors": authors, "date": date, "arxiv": arxiv, "code": code, "links": links}

"""Reader of saved web pages: Hugging Face's daily papers, arXiv's listing (``/list/…``) and search, a paper's
own page, lists of papers.

Hugging Face's page holds the answer of its API in an attribute ``data-props``; if that is missing, and for
arXiv's page, the text is extracted and parsed like a copied one. Other pages are read if most of their text
is papers with links to them (`linked_papers`), such as a newsletter's issue, and else refused.
"""

from __future__ import annotations

import re

import msgspec

from daybook.digests.data import hf_json
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.saved_pages.arxiv_listing import parse_listing_page
from daybook.digests.saved_pages.arxiv_search import parse_search
from daybook.digests.saved_pages.daily_papers import parse_daily_page
from daybook.digests.saved_pages.linked_papers import parse_linked_papers
from daybook.digests.saved_pages.one_paper import parse_paper_page
from daybook.digests.saved_pages.tables import parse_tables
from daybook.digests.syntax.html_text import PageParser
from daybook.problems import Problem

NAME = "saved HTML of Hugging Face's daily papers, arXiv's pages, a paper's page or a list of linked papers"

_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^<>]*-->\s*)*<"
    r"(?:!doctype (?:html|netscape-bookmark-file-1)|html|head|body)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"DailyPapers|/papers/[0-9]{4}\.|arXiv:")
_HIDDEN = frozenset({"script", "style", "head", "title", "svg", "template", "noscript", "button"})
_VOID = frozenset(
    {"br", "img", "hr", "input", "link", "meta", "source", "wbr", "col", "area", "base", "embed"}
)
_INLINE = frozenset({
    "a", "abbr", "b", "code", "em", "font", "i", "img", "mark", "mjx-container", "small", "span", "strong",
    "sub", "sup", "u", "wbr",
})  # fmt: skip
_HOST = "https://huggingface.co"


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a saved page; a problem if it is another page, None if the file is no HTML."""
    if not _START.match(file.text[:4_000]):
        return None
    if _SIGN.search(file.text):
        page = _Page()
        page.feed(file.text)
        if page.answer:
            return _daily_papers(file, page.answer)
        text = "".join(page.parts)
        parsed = parse_listing_page(file, text) or parse_daily_page(file, text)
        if parsed is not None:
            return parsed
    for parse in (parse_search, parse_paper_page, parse_tables, parse_linked_papers):
        if found := parse(file):
            return found
    what = (
        "is an HTML page, but neither Hugging Face's daily papers, nor arXiv's listing, nor a list of papers"
    )
    return Problem(file.path, 1, what, "save one of these, or a digest in another form")


def _daily_papers(file: DigestFile, answer: str) -> ParsedDigest | Problem:
    """Parse the attribute ``data-props``: papers under ``dailyPapers``, the day under ``dateString``."""
    try:
        props = msgspec.json.decode(answer)
    except (msgspec.DecodeError, RecursionError):
        return Problem(file.path, 1, "has daily papers in HTML that are cut off", "save the page again")
    papers = props.get("dailyPapers") if isinstance(props, dict) else None
    without = Problem(file.path, 1, "is a page of daily papers that lists none", "save the page of a day")
    if not isinstance(papers, list):
        return without
    envelope = {"date": props.get("dateString"), "data": papers}
    text = msgspec.json.encode(envelope).decode()
    return hf_json.read(msgspec.structs.replace(file, text=text)) or without


class _Page(PageParser):
    """Collects the text of a page, with a line for each block, and its links in Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.answer = ""
        self._hidden: list[str] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("data-target") == "DailyPapers":
            self.answer = values.get("data-props") or ""
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "a" and not self._hidden:
            self._open_link(values.get("href") or "")
        elif tag not in _INLINE:
            self.parts.append("\n\n" if tag in ("p", "li", "article") or tag[:1] == "h" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif tag == "a":
            self._close_link()
        elif tag not in _INLINE and tag not in _VOID:
            self.parts.append("\n\n" if tag == "p" or tag[:1] == "h" else "\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _open_link(self, url: str) -> None:
        self._close_link()
        if url.startswith(("/papers/", f"{_HOST}/papers/")) and "#" not in url:
            self._link = _HOST + url.removeprefix(_HOST)

    def _close_link(self) -> None:
        if self._link:
            self.parts.append(f" {self._link} ")
            self._link = ""

"""Reader of saved web pages: Hugging Face's daily papers, arXiv's listing (``/list/…``) and search, a profile
of Google Scholar, a paper's own page, lists of papers.

Hugging Face's page holds the answer of its API in an attribute ``data-props``; if that is missing, and for
arXiv's page, the text is extracted and parsed like a copied one. Other pages are read if most of their text
is papers with links to them (`linked_papers`), such as a newsletter's issue, and else refused.
"""

import html
import re

import msgspec

from daybook.digests.data import hf_json
from daybook.digests.date_hint import DateHint
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.mails.web_archive import is_web_archive, page_in_archive
from daybook.digests.newsletters.blocks import Span
from daybook.digests.newsletters.html_blocks import html_blocks
from daybook.digests.saved_pages.arxiv_listing import parse_listing_page
from daybook.digests.saved_pages.daily_papers import parse_daily_page
from daybook.digests.saved_pages.linked_papers import parse_linked_papers, without_asides
from daybook.digests.saved_pages.one_paper import parse_paper_page
from daybook.digests.saved_pages.result_pages import parse_results
from daybook.digests.saved_pages.tables import parse_tables
from daybook.problems import Problem

NAME = "saved HTML of Hugging Face's daily papers, arXiv's pages, a paper's page or a list of linked papers"

_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^<>]*-->\s*)*<"
    r"(?:!doctype (?:html|netscape-bookmark-file-1)|html|head|body)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"<a\s[^<>]{0,500}>.{1,500}?</a>\s{0,9}(?:</?\w{1,10}[^<>]{0,100}>\s{0,9}){0,9}<(?:br|/?p|/?div|/?li|/?h[1-6])\b",
    re.IGNORECASE,
)
"""A link and the end of its line, in a file of HTML that has no head."""
_SIGN = re.compile(r"/papers/[0-9]{4}\.|arXiv:")
_ANSWER = re.compile(
    r"\bdata-target=[\"'](?:DailyPapers|PaperPage)[\"'][^<>]{0,2000}?\bdata-props=(?:\"([^\"]*)\"|'([^']*)')"
)
_ADDRESS = re.compile(
    r"(?:saved from url=\([0-9]+\)|\burl: |\bcanonical[\"']? href=[\"']?|\bog:url[\"']? content=[\"']?)"
    r"https://huggingface\.co/papers/date/([0-9]{4})-([0-9]{2})-([0-9]{2})"
)
"""The address of a page of daily papers, as browsers note it in the page that they save."""
_HOST = "https://huggingface.co"
_RELATIVE = re.compile(r"(\bhref\s*=\s*[\"']?)(?=/papers/)", re.IGNORECASE)


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a saved page; a problem if it is another page, None if the file is no HTML."""
    if is_web_archive(file.data):
        file = msgspec.structs.replace(file, text=page_in_archive(file.data))
    is_part = file.path.lower().endswith((".htm", ".html")) and _PART.search(file.text) is not None
    if not (is_part or _START.match(file.text[:4_000])):
        return None
    if answer := _ANSWER.search(file.text):
        return _daily_papers(file, html.unescape(answer[1] or answer[2] or ""))
    if paper := parse_paper_page(file):
        return paper
    if _SIGN.search(file.text):
        if (address := _ADDRESS.search(file.text)) and not file.hint.year:
            file = msgspec.structs.replace(file, hint=DateHint(*map(int, address.groups())))
        blocks = html_blocks(_RELATIVE.sub(rf"\1{_HOST}", without_asides(file.text)))
        text = "\n\n".join("".join(map(_with_link, block.spans)) for block in blocks)
        parsed = parse_listing_page(file, text) or parse_daily_page(file, text)
        if parsed is not None:
            return parsed
    for parse in (parse_results, parse_tables, parse_linked_papers):
        if found := parse(file):
            return found
    what = (
        "is an HTML page, but neither Hugging Face's daily papers, nor arXiv's listing, nor a list of papers"
    )
    return Problem(file.path, 1, what, "save one of these, or a digest in another form")


def _daily_papers(file: DigestFile, answer: str) -> ParsedDigest | Problem:
    """Parse the attribute ``data-props``: papers under ``dailyPapers``, the day under ``dateString``.

    The page of one paper has it under ``paper``.
    """
    try:
        props = msgspec.json.decode(answer)
    except (msgspec.DecodeError, RecursionError):
        return Problem(file.path, 1, "has daily papers in HTML that are cut off", "save the page again")
    found: ParsedDigest | Problem | None = None
    if isinstance(props, dict):
        papers = props.get("dailyPapers", [{"paper": props.get("paper")}])
        text = msgspec.json.encode({"date": props.get("dateString"), "data": papers}).decode()
        found = hf_json.read(msgspec.structs.replace(file, text=text))
    what = "is a page of daily papers that lists none"
    return found or Problem(file.path, 1, what, "save the page of a day")


def _with_link(span: Span) -> str:
    """Return a text with its link, if that leads to a paper on Hugging Face."""
    url = span.link.url if span.link else ""
    return f"{span.text} {url} " if url.startswith(f"{_HOST}/papers/") and "#" not in url else span.text

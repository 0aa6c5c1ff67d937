"""Parse a saved page of one paper, whose head names it: ``<meta name="citation_title" content="…">``.

As on arXiv, OpenReview, the ACL Anthology, bioRxiv and publishers' pages. The day comes from the file's name:
the page says only when the paper was published.
"""

import html
import re

from msgspec.structs import replace

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.records import collect
from daybook.digests.rows import field_names
from daybook.digests.rows.record import Context, make_record
from daybook.digests.rows.row import make_row
from daybook.digests.tally import Tally
from daybook.model import Origin
from daybook.problems import Problem
from daybook.text.plain_text import one_line

_META = re.compile(r"<meta\s((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\b(name|property|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+))", re.IGNORECASE
)
_OF_HUGGING_FACE = re.compile(
    r"[\"']og:url[\"'] content=[\"']https://huggingface\.co/papers/[0-9]{4}\.", re.IGNORECASE
)
_COPIED = re.compile(
    r"^arxiv: ?(?P<arxiv>[0-9]{4}\.[0-9]{4,5})\s+(?P<title>\S[^\n]{1,400})\n"
    r"\s*Published on (?P<day>\w[\w ,]{4,20})\n"
    r"(?>.{0,2000}?\bAuthors:\s)(?>(?P<authors>.{3,5000}?)\n\s*Abstract\s*\n)"
    r"(?P<abstract>.{1,10000}?)\n\s*View arXiv page",
    re.MULTILINE | re.DOTALL,
)
"""The text of a paper's page on Hugging Face."""
_GENERATED = re.compile(r"\A(?P<summary>.{1,2000}?)\s+AI-generated summary\s", re.DOTALL)
"""A sentence above the abstract on such a page."""
_HEAD = 100_000
"""Characters of a page that are searched for its address."""
_LISTS = {"citation_author": "authors", "citation_keywords": "keywords", "citation_keyword": "keywords"}
_FIELDS = {
    "citation_title": "title",
    "citation_abstract": "abstract",
    "dc.description": "abstract",
    "dcterms.abstract": "abstract",
    "citation_publication_date": "published",
    "citation_online_date": "published",
    "citation_date": "published",
    "citation_doi": "doi",
    "citation_arxiv_id": "arxiv",
    "citation_abstract_html_url": "url",
    "citation_public_url": "url",
    "citation_pdf_url": "pdf",
}
"""Fields by the names of tags."""


def parse_copied_page(file: DigestFile) -> ParsedDigest | None:
    """Parse the text of a paper's page on Hugging Face; None if the text is another."""
    page = _COPIED.search(file.text[:_HEAD]) if "View arXiv page" in file.text else None
    if not page:
        return None
    summary = _GENERATED.match(page["abstract"])
    fields = {
        "title": page["title"],
        "authors": " ".join(page["authors"].split()).replace(" ,", ","),
        "abstract": page["abstract"][summary.end() if summary else 0 :].strip(),
        "tldr": one_line(summary["summary"]) if summary else "",
        "arxiv": page["arxiv"],
        "published": page["day"],
    }
    row = make_row(fields.items(), field_names.known_names(fields), Tally())
    record = make_record(Context(file), row, file.text.count("\n", 0, page.start()) + 1)
    return collect(file, [replace(record, origin=Origin.PAGE)])


def parse_paper_page(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a page; None if it names no paper with its authors or its DOI."""
    if _OF_HUGGING_FACE.search(file.text[:_HEAD]):
        what = "is a paper's page on Hugging Face, whose head does not name its authors"
        return Problem(file.path, 1, what, "save the paper's page on arXiv, or the page of a day")
    if "citation_" not in file.text:
        return None
    fields: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    shown = ""
    for meta in _META.finditer(file.text):
        values = {
            name.lower(): html.unescape(one or other or bare)
            for name, one, other, bare in _ATTRIBUTE.findall(meta[1])
        }
        name = (values.get("name") or values.get("property", "")).lower()
        content = values.get("content", "").strip()
        if content and name in _LISTS:
            lists.setdefault(_LISTS[name], []).append(content)
        elif content and name in _FIELDS:
            fields.setdefault(_FIELDS[name], content)
        elif name == "og:title":
            shown = shown or content
    if fields.get("doi") and shown:
        fields.setdefault("title", shown)  # as on ScienceDirect's pages, which name no authors either
    if not (fields.get("title") and (lists.get("authors") or fields.get("doi"))):
        return None
    found = {**fields, **lists, "keywords": ";".join(lists.get("keywords", []))}
    row = make_row(found.items(), field_names.known_names(found), Tally())
    return collect(file, [make_record(Context(file), row, 1)])

"""Parse a saved web page that is a list of papers: a newsletter's issue, a reading list, a volume's contents.

Its links are read like those of a mail (`newsletters`). The page is one if papers and their abstracts are
most of its text, outside of navigation and forms; an article that cites papers is no such list.
"""

import re

from msgspec.structs import replace

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.link_titles import has_paper_link
from daybook.digests.fields.names import NAMES, split_names
from daybook.digests.fields.paper_links import paper_link
from daybook.digests.fields.references import is_citation
from daybook.digests.markdown.checks import REFERENCES
from daybook.digests.newsletters.html_blocks import html_blocks
from daybook.digests.newsletters.issue import parse_newsletter
from daybook.digests.records import Record, choose_day, collect, is_mostly_read
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import iso_day

_ASIDE = re.compile(
    r"<(nav|footer|aside|form(?![^<>]{0,200}\bauth)|button|template|noscript|svg|select)(?![a-z0-9])",
    re.IGNORECASE,
)
"""What is no text of a page; but a form that looks up an author shows the name."""
_PUBLISHED = re.compile(
    r"<meta\s[^<>]{0,80}[\"'](?:article:published_time|date|dc\.date|citation_date)[\"'][^<>]{0,80}"
    r"content=[\"']([0-9-]{10})",
    re.IGNORECASE,
)
_REFERENCES = re.compile(r"<h[1-6](?:\s[^<>]{0,300})?>(?:\s|<[^<>]{0,300}>){0,9}" + REFERENCES, re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:<base\s[^<>]{0,300}?\bhref=[\"']|<link\s[^<>]{0,300}?\brel=[\"']?canonical\b[^<>]{0,300}?\bhref=[\"']"
    r"|<meta\s[^<>]{0,300}?[\"']og:url[\"'][^<>]{0,100}?\bcontent=[\"']|<!-- saved from url=\([0-9]{1,6}\))"
    r"(https?://[^/\"'<>\s]{1,200})",
    re.IGNORECASE,
)
"""The host of a page's address, as the page or the browser names it."""
_RELATIVE = re.compile(r"(\bhref\s*=\s*[\"'])(?=/[^/])", re.IGNORECASE)
_ARXIV = re.compile(
    r"(\bhref\s*=\s*[\"'])/(?:abs|arxiv|html|overview|papers|pdf)/(?=[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,3})?[\"'?#])",
    re.IGNORECASE,
)
"""A link on a site that has papers of arXiv at addresses like those there, as alphaXiv."""
_BOOKMARKS = re.compile(r"\s*<!doctype netscape-bookmark", re.IGNORECASE)
_FEWEST = 2
_HEAD = 100_000
"""Characters of a page that are searched for its address."""


def parse_linked_papers(file: DigestFile) -> ParsedDigest | None:
    """Parse a page; None if it is no list of papers."""
    whole = with_hosts(file.text)
    if not has_paper_link(whole):
        return None
    text = _REFERENCES.split(without_asides(whole), maxsplit=1)[0]
    match = _PUBLISHED.search(text)
    day = choose_day(file, iso_day(match[1]) if match else None)
    found = list(parse_newsletter("html", text, file.path, day))
    if _BOOKMARKS.match(text):
        found = [_bookmark(file, item) if isinstance(item, Record) else item for item in found]
    papers = [record for record in found if isinstance(record, Record)]
    errors = sum(isinstance(item, Problem) and item.severity is Severity.ERROR for item in found)
    if len(papers) < max(_FEWEST, errors) or 2 * sum(map(_is_reference, papers)) > len(papers):
        return None
    total = sum(len(block.text) for block in html_blocks(text))
    understood = sum(len(paper.title) + len(paper.abstract) + _length_of_names(paper) for paper in papers)
    if not is_mostly_read(understood, len(papers), total):
        return None
    return collect(file, (_with_names(item) if isinstance(item, Record) else item for item in found))


def _bookmark(file: DigestFile, paper: Record) -> Record | Problem:
    """Return a bookmark of a paper, or a warning of another's: a browser keeps all pages in one list."""
    facts = paper.facts
    if facts.get("arxiv") or facts.get("doi") or paper_link(str(facts.get("link"))).is_paper:
        return paper
    what = f"a bookmark of no known paper: {shown(paper.title)}"
    return Problem(file.path, 0, what, "left out; add it by hand if it is one", Severity.WARNING)


def _is_reference(paper: Record) -> bool:
    """Return whether a paper is of a bibliography: its linked title stands after authors and year."""
    return is_citation(paper.title) or is_citation(paper.abstract[:400])


def _with_names(paper: Record) -> Record:
    """Return a paper with the names behind its title as its authors, if there is nothing else."""
    if paper.facts.get("authors") or not NAMES.fullmatch(paper.abstract):
        return paper
    return replace(paper, abstract="", facts={**paper.facts, "authors": split_names(paper.abstract)})


def _length_of_names(paper: Record) -> int:
    names = paper.facts.get("authors")
    return sum(len(str(name)) + 2 for name in names) if isinstance(names, (list, tuple)) else 0


def with_hosts(text: str) -> str:
    """Return HTML with the page's host, if it is known, or arXiv's, in links that were saved without it."""
    text = _ARXIV.sub(r"\1https://arxiv.org/abs/", text)
    host = _ADDRESS.search(text[:_HEAD])
    return _RELATIVE.sub(lambda match: match[1] + host[1], text) if host else text


def without_asides(text: str) -> str:
    """Return HTML without navigation, forms and the like; an element that does not end stays."""
    kept: list[str] = []
    position = 0
    lower = text.lower()
    unended: set[str] = set()
    while match := _ASIDE.search(text, position):
        name = match[1].lower()
        end = -1 if name in unended else lower.find(f"</{name}", match.end())
        unended |= {name} if end < 0 else set()
        kept.append(text[position : match.end() if end < 0 else match.start()])
        position = max(end, match.end())
    return "".join(kept) + text[position:]

"""A paper's page."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote, quote_plus

from daybook.archive.by_day import ListedPaper
from daybook.citations.bibtex import bibtex_entry
from daybook.model import Appearance, Paper
from daybook.pages.frame import Frame, page_sheet
from daybook.pages.jobs import PaperJob
from daybook.pages.views import AppearanceView, FactView, LinkView, PaperView, Paragraph, Segment
from daybook.pages.written import written
from daybook.text import addresses
from daybook.text.dates import long_date, short_date
from daybook.text.identifiers import is_url
from daybook.text.plain_text import count
from daybook.theme import markdown
from daybook.theme.templates import TemplateCall

_BARE_URL = re.compile(
    r"https?://(?![^\s/?#]*@)[A-Za-z0-9][A-Za-z0-9.-]*+(?::[0-9]{1,5}+)?(?!\w)(?:[/?#][^\s<>\"“”]*)?"
)
"""A host ends where other characters begin: in ``http://example.org[1]`` a note follows it."""
_TRAILING = ".,;:!?'’”\"*_`"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def paper_sheet(job: PaperJob, frame: Frame) -> TemplateCall:
    """Give a paper's page."""
    paper = job.paper
    path = addresses.paper(paper.address)
    page = frame.page("paper", paper.title, paper.abstract.replace("\n\n", " "), path)
    root = page.root
    newest = paper.appearances[-1].day if paper.appearances else None
    days = Counter(item.day for item in paper.appearances)
    view = PaperView(
        title=paper.title,
        abstract=tuple(map(segments, filter(None, paper.abstract.split("\n\n")))),
        authors=paper.facts.authors,
        facts=_facts(paper),
        appearances=tuple(
            _appearance(item, total, root, days[item.day] > 1)
            for item, total in zip(paper.appearances, job.totals, strict=True)
        ),
        places=_places(paper),
        links=tuple(LinkView(link.label, link.url) for link in paper.links),
        tags=paper.tags,
        notes=written(paper.notes_markdown, f"papers/{paper.address}.md", path, markdown.NOTES_LEVEL),
        bibtex=bibtex_entry(paper, page.canonical).html,
        previous=_link(job.previous, root),
        following=_link(job.following, root),
        neighbours=tuple(filter(None, (_link(item, root) for item in job.neighbours))),
        neighbours_day=LinkView(short_date(newest), root + addresses.day(newest)) if newest else None,
    )
    return page_sheet("paper.html", page, view)


def segments(text: str) -> Paragraph:
    """Cut text into runs, of which bare URLs can be followed; the runs together are the text.

    Stops and closing brackets at the end of a URL belong to the sentence, unless the URL opened the bracket.
    """
    runs: list[Segment] = []
    done = 0
    for match in _BARE_URL.finditer(text):
        url = _without_tail(match[0])
        if not is_url(url):
            continue
        if match.start() > done:
            runs.append(Segment(text[done : match.start()]))
        runs.append(Segment(url, url))
        done = match.start() + len(url)
    if done < len(text) or not runs:
        runs.append(Segment(text[done:]))
    return tuple(runs)


def _without_tail(url: str) -> str:
    surplus = {closing: url.count(closing) - url.count(opening) for closing, opening in _BRACKETS.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in _BRACKETS and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return url[:end]


def _appearance(item: Appearance, total: int, root: str, twice: bool) -> AppearanceView:
    return AppearanceView(
        label=long_date(item.day),
        iso=item.day.isoformat(),
        href=root + addresses.day(item.day),
        rank=item.rank,
        total=total,
        digest=item.digest.rpartition("/")[2] if twice else "",
        upvotes=count(item.upvotes, "up-vote") if item.upvotes else "",
    )


def _link(listed: ListedPaper | None, root: str) -> LinkView | None:
    if listed is None:
        return None
    return LinkView(listed.title, root + addresses.paper(listed.address), str(listed.rank))


def _facts(paper: Paper) -> tuple[FactView, ...]:
    facts = paper.facts
    arxiv = LinkView(facts.arxiv, f"https://arxiv.org/abs/{quote(facts.arxiv)}")
    doi = LinkView(facts.doi, f"https://doi.org/{quote(facts.doi)}")
    lines = (
        ("arXiv", (arxiv,) if facts.arxiv else ()),
        ("DOI", (doi,) if facts.doi else ()),
        ("Published", _words(facts.published)),
        ("Organisation", _words(facts.organization)),
        ("Categories", _words(*facts.categories)),
        ("Keywords", _words(*facts.keywords)),
        ("Code", (LinkView(_bare(facts.code), facts.code),) if facts.code else ()),
        ("Project", (LinkView(_bare(facts.project), facts.project),) if facts.project else ()),
    )
    return tuple(FactView(label, values) for label, values in lines if values)


def _words(*words: str) -> tuple[LinkView, ...]:
    return tuple(LinkView(word, "") for word in words if word)


def _bare(url: str) -> str:
    return re.sub(r"^(?:https?://(?:www\.)?|mailto:)", "", url).rstrip("/")


def _places(paper: Paper) -> tuple[LinkView, ...]:
    """Where else to find a paper: by its identifier, and by its title while none is known."""
    arxiv, title = paper.facts.arxiv, quote_plus(paper.title)
    if arxiv:
        identifier = quote(arxiv)
        return (
            LinkView("arXiv", f"https://arxiv.org/abs/{identifier}"),
            LinkView("Semantic Scholar", f"https://www.semanticscholar.org/arxiv/{identifier}"),
            LinkView("Google Scholar", f"https://scholar.google.com/scholar?q={title}"),
            LinkView("Hugging Face", f"https://huggingface.co/papers/{identifier}"),
        )
    return (
        LinkView("arXiv", f"https://arxiv.org/search/?searchtype=title&query={title}", "by title"),
        LinkView("Semantic Scholar", f"https://www.semanticscholar.org/search?q={title}", "by title"),
        LinkView("Google Scholar", f"https://scholar.google.com/scholar?q={title}", "by title"),
        LinkView("Hugging Face", f"https://huggingface.co/papers?q={title}", "by title"),
    )

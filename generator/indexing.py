"""Papers into the search index: what of a paper can be searched."""

from __future__ import annotations

from datetime import date

from generator import markup
from generator.model import Paper
from generator.search import SearchDocument, search_files


def index_papers(papers: tuple[Paper, ...], stock: bool) -> list[tuple[str, bytes]]:
    """Give every file of the search index; ``stock`` adds Lunr's own. Pure: any process can do it."""
    return list(search_files(map(search_document, papers), stock=stock))


def search_document(paper: Paper) -> SearchDocument:
    """Give a paper as search sees it."""
    facts = paper.facts
    newest = paper.appearances[-1].day if paper.appearances else date(int(paper.address[:4]), 1, 1)
    notes = markup.plain_text(markup.render(paper.notes_markdown, str))
    tags = dict.fromkeys((*paper.tags, *facts.keywords, *facts.categories))
    return SearchDocument(
        paper.address, paper.title, paper.abstract, newest, facts.authors, tuple(tags), notes
    )

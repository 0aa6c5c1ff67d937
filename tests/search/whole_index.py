"""All files of an index at once; a build makes those of papers beside its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from daybook.search.document import SearchDocument
from daybook.search.files import Manifest, manifest_file, term_files
from daybook.search.index import Index
from daybook.search.lunr_index import lunr_index
from daybook.search.records import FILES_IN_FOLDER, File, papers_in_file, record_files
from daybook.search.topics import TopicPapers, topic_files
from daybook.search.update import make_index


def index_order(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """Sort papers by the first day that lists them, as builds do."""
    return sorted(documents, key=lambda document: (document.first or document.day, document.ref))


def search_files(
    documents: Iterable[SearchDocument], topics: Sequence[TopicPapers] = (), *, stock: bool = False
) -> Iterator[File]:
    """Yield path and content of every file of a new index of papers, the same in any order.

    With ``stock``, Lunr's own index is added.
    """
    papers = index_order(documents)
    if stock:
        yield "search/lunr.json", lunr_index(papers)
    yield from index_files(make_index(papers), papers, topics)


def index_files(
    index: Index, papers: Sequence[SearchDocument], topics: Sequence[TopicPapers] = ()
) -> Iterator[File]:
    """Yield path and content of every file of the index of papers; the manifest comes last."""
    files, manifest = term_files(index)
    yield from files
    yield from paper_files(papers, topics, manifest)


def paper_files(
    papers: Sequence[SearchDocument], topics: Sequence[TopicPapers], manifest: Manifest
) -> Iterator[File]:
    """Yield the files of topics, those of the papers' records, and the manifest with their names.

    ``papers`` are in `index_order`.
    """
    manifest.topics, files = topic_files(topics, {paper.ref: number for number, paper in enumerate(papers)})
    yield from files
    in_file, folders = papers_in_file(len(papers)), list[str]()
    for start in range(0, len(papers), in_file * FILES_IN_FOLDER):
        name, files = record_files(papers[start : start + in_file * FILES_IN_FOLDER], in_file)
        folders.append(name)
        yield from files
    yield manifest_file(manifest, folders)

"""The index task: records of papers that did not change are the last site's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from daybook.commands.build import search_index
from daybook.commands.build.options import Options
from daybook.commands.build.search_index import IndexTask
from daybook.disk import cache
from daybook.insights import NO_INSIGHTS
from daybook.model import Paper
from daybook.parallel.workers import ALONE
from daybook.search.document import SearchDocument, search_document
from daybook.search.records import FILES_IN_FOLDER, papers_in_file
from daybook.site.publication import publication
from tests.made import paper
from tests.search.whole_index import search_files

FOLDER = papers_in_file(1) * FILES_IN_FOLDER
PAPERS = [paper(f"2031/p{number:04}", f"Learning {number}", "Words.") for number in range(2 * FOLDER + 5)]


def put(folder: Path, papers: Sequence[Paper]) -> dict[str, bytes]:
    """Publish the index of papers; return its files."""
    with publication(folder) as site:
        hashes = {paper.address: cache.key(paper) for paper in papers}
        IndexTask(papers, hashes, site, Options(), ALONE).put(NO_INSIGHTS)
        site.publish()
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("search/**/*.json")
    }


def test_records_are_made_of_folders_with_new_and_changed_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, read = tmp_path / "site", list[str]()
    put(folder, PAPERS)

    def noted(paper: Paper, key: bytes = b"") -> SearchDocument:
        read.append(paper.address)
        return search_document(paper, key)

    monkeypatch.setattr(search_index, "search_document", noted)
    changed = [replace(PAPERS[0], abstract="Other words."), *PAPERS[1:], paper("2031/q", "New", "Words.")]
    made = put(folder, changed)
    assert made == dict(search_files(map(search_document, changed)))
    assert PAPERS[0].address in read
    assert PAPERS[FOLDER].address not in read
    harmed = sorted(path for path in made if path.startswith("search/papers/"))[0]
    (folder / harmed).write_bytes(b"harmed")
    assert put(folder, changed) == made

"""Terms, counts and lengths equal those of lunr.py, and its index is in the order of scripts."""

from __future__ import annotations

import json

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.search.document import FIELDS, SearchDocument, search_document
from daybook.search.lunr_index import lunr_builder
from daybook.search.postings import NAME, split
from tests.search.invented import papers
from tests.search.oracle import read_all
from tests.search.whole_index import index_order, search_files


@pytest.fixture(params=["invented", "real"], scope="module")
def documents(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[SearchDocument]:
    if request.param == "invented":
        return index_order(papers(200))
    content = tmp_path_factory.mktemp("content")
    archive = import_digests(
        content, [request.getfixturevalue("real_digests")], GivenDates(2025)
    ).content.archive()
    return index_order([search_document(paper) for paper in archive.papers])


def test_terms_counts_and_lengths_equal_lunrs(documents: list[SearchDocument]) -> None:
    terms, read = read_all(documents)
    builder, _ = lunr_builder(documents)
    places = {field.name: place for place, field in enumerate(FIELDS)}
    refs = {document.ref: number for number, document in enumerate(documents)}
    assert terms == list(builder.inverted_index)
    assert [posting["_index"] for posting in builder.inverted_index.values()] == list(range(len(terms)))
    postings = read.postings.in_order()
    columns = (*split(postings.keys), postings.counts_of(postings.keys))
    counts = {
        (terms[number], paper, part - 1): count
        for number, part, _, paper, count in zip(*(column.tolist() for column in columns), strict=True)
        if part != NAME
    }
    theirs = {}
    for ref, frequencies in builder.field_term_frequencies.items():
        name, paper = ref.split("/", 1)
        for term, count in frequencies.items():
            theirs[str(term), refs[paper], places[name]] = count
    assert counts == theirs
    for ref, length in builder.field_lengths.items():
        name, paper = ref.split("/", 1)
        assert read.lengths[refs[paper], places[name]] == length


def test_the_stock_index_is_in_the_order_of_scripts(documents: list[SearchDocument]) -> None:
    written = json.loads(dict(search_files(documents, stock=True))["search/lunr.json"])
    terms = [term for term, _ in written["invertedIndex"]]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert written == json.loads(json.dumps(lunr_builder(documents)[1].serialize())) | {
        "invertedIndex": written["invertedIndex"]
    }


def test_stems_of_vowel_and_y_are_those_of_lunr_js() -> None:
    day = index_order(papers(0))[0].day
    terms, _ = read_all([SearchDocument("2025/a", "surveys try day by flies", "", day)])
    assert terms[:4] == ["survey", "tri", "day", "fli"]


def test_an_empty_archive_has_an_index() -> None:
    assert all(path.startswith("search/") for path, _ in search_files([]))
    assert json.loads(dict(search_files([]))["search/index.json"])["papers"] == 0

"""Terms, counts, weights and Lunr's own index equal those of lunr.py."""

from __future__ import annotations

import json

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.search.document import FIELDS, SearchDocument, search_document
from daybook.search.lunr_index import read_all, weights
from tests.search.invented import papers
from tests.search.oracle import lunr_builder
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


def test_terms_counts_lengths_and_weights_equal_lunrs(documents: list[SearchDocument]) -> None:
    terms, read = read_all(documents)
    builder, index = lunr_builder(documents)
    places = {field.name: place for place, field in enumerate(FIELDS)}
    refs = {document.ref: number for number, document in enumerate(documents)}
    assert terms == list(builder.inverted_index)
    counts, ours = {}, {}
    for number, (term, held) in enumerate(weights(terms, read)):
        assert builder.inverted_index[term]["_index"] == number
        for paper, field, count, weight in zip(*held, strict=True):
            counts[term, paper, field] = count
            ours[term, paper, field] = weight
    theirs, their_counts = {}, {}
    for ref, frequencies in builder.field_term_frequencies.items():
        name, paper = ref.split("/", 1)
        for term, count in frequencies.items():
            their_counts[term, refs[paper], places[name]] = count
    for ref, vector in index.field_vectors.items():
        name, paper = ref.split("/", 1)
        for term, weight in zip(vector.elements[::2], vector.elements[1::2], strict=True):
            theirs[terms[term], refs[paper], places[name]] = weight
    assert counts == their_counts
    assert ours == theirs
    for ref, length in builder.field_lengths.items():
        name, paper = ref.split("/", 1)
        assert read.lengths[refs[paper], places[name]] == length


def test_the_stock_index_equals_lunrs(documents: list[SearchDocument]) -> None:
    written = json.loads(dict(search_files(documents, stock=True))["search/lunr.json"])
    expected = json.loads(json.dumps(lunr_builder(documents)[1].serialize()))
    in_script_order = sorted(expected["invertedIndex"], key=lambda pair: pair[0].encode("utf-16-be"))
    assert written == {**expected, "invertedIndex": in_script_order}
    assert [pair[0] for pair in written["invertedIndex"]] == [pair[0] for pair in in_script_order]


def test_stems_of_vowel_and_y_are_those_of_lunr_js() -> None:
    day = index_order(papers(0))[0].day
    terms, _ = read_all([SearchDocument("2025/a", "surveys try day by flies", "", day)])
    assert terms[:4] == ["survey", "tri", "day", "fli"]


def test_an_empty_archive_has_an_index() -> None:
    assert all(path.startswith("search/") for path, _ in search_files([]))
    assert json.loads(dict(search_files([]))["search/index.json"])["papers"] == 0

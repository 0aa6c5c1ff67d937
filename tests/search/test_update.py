"""An incrementally updated index has the same files as a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack
from msgspec.structs import replace

from daybook.search import encoder, encoding, terms, update
from daybook.search import postings as postings_module
from daybook.search.document import SearchDocument
from daybook.search.encoder import encode_postings
from daybook.search.encoding import Encoded, decode_postings
from daybook.search.files import term_files
from daybook.search.postings import Postings, Read, read_papers
from daybook.search.remembered import SavedIndex, pack
from daybook.search.terms import Vocabulary
from daybook.search.update import make_index
from tests.search.invented import papers
from tests.search.whole_index import index_files, index_order, search_files

FIRST = date(2031, 3, 1)
VOCABULARY = "moss clock clocks ferry queue naïve C++ the of survey 3.5, bell-tower x"
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


def files(documents: list[SearchDocument]) -> dict[str, bytes]:
    """Return the files of a new index."""
    return dict(search_files(documents))


class Build:
    """The search index of an archive in successive builds."""

    def __init__(self) -> None:
        self.saved: SavedIndex | None = None

    def of(self, documents: list[SearchDocument]) -> dict[str, bytes]:
        papers = index_order(documents)
        refs = [paper.ref for paper in papers]
        index = make_index(papers, self.saved if self.saved and self.saved.begins(refs) else None)
        made = dict(index_files(index, papers))
        self.saved = msgpack.decode(msgpack.encode(pack(index)), type=SavedIndex)
        return made


@st.composite
def histories(draw: st.DrawFn) -> list[list[SearchDocument]]:
    """Draw successive states of an archive."""
    states: list[list[SearchDocument]] = []
    now: dict[str, SearchDocument] = {}
    for build in range(draw(st.integers(2, 4))):
        day = FIRST + timedelta(days=build)
        for number in range(draw(st.integers(0, 3))):
            ref = f"2031/p{build}-{number}"
            now[ref] = SearchDocument(ref, draw(TEXTS), draw(TEXTS), day, (draw(WORDS),), first=day)
        for ref in draw(st.lists(st.sampled_from(sorted(now)), max_size=2)) if now else []:
            changes = draw(st.sampled_from(["title", "notes", "listed again", "removed"]))
            if changes == "removed":
                now.pop(ref, None)
            elif ref in now and changes == "listed again":
                now[ref] = replace(now[ref], day=day)
            elif ref in now:
                now[ref] = replace(now[ref], **{changes: draw(TEXTS)})
        states.append(list(now.values()))
    return states


@given(histories())
def test_an_updated_index_has_the_files_of_a_new_one(states: list[list[SearchDocument]]) -> None:
    build = Build()
    for documents in states:
        assert build.of(documents) == files(documents)


def test_updates_of_many_papers() -> None:
    documents = papers(300)
    newest = max(document.day for document in documents)
    more = [
        replace(document, ref=f"2040/n{number}", day=newest + timedelta(days=1 + number // 9), first=None)
        for number, document in enumerate(papers(40, seed=7))
    ]
    edited = [replace(documents[3], title="Entirely new", abstract="unheardof"), *documents[4:]]
    states = [documents, [*documents, *more], [*documents[:3], *edited, *more], [*documents, *more]]
    build = Build()
    for state in states:
        assert build.of(state) == files(state)


def test_updates_of_very_common_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "_MOST_COUNTED", 60)
    documents = sorted(papers(150), key=lambda document: (document.day, document.ref))
    build = Build()
    for state in (
        documents[:60],
        documents[:110],
        documents,
        [replace(documents[0], notes="b"), *documents[1:]],
    ):
        assert build.of(state) == files(state)
    assert any(path.startswith("search/counts/") for path in files(documents))


def test_a_word_moves_to_another_paper() -> None:
    documents = papers(200)
    lonely = [replace(documents[5], notes="unheardof"), *documents[:5], *documents[6:]]
    build = Build()
    build.of(lonely)
    moved = [replace(documents[9], notes="unheardof"), *documents[:9], *documents[10:]]
    assert build.of(moved) == files(moved)


def test_a_word_moves_to_a_paper_added_later() -> None:
    documents = papers(120)
    newest = max(document.day for document in documents)
    documents[5] = replace(documents[5], notes="unheardof")
    build = Build()
    build.of(documents)
    since = SearchDocument("2040/new", "Entirely new", "lately", newest + timedelta(days=1))
    build.of([*documents, since])
    documents[5] = replace(documents[5], notes="")
    for notes in ("unheardof", "unheardof too", "nothing"):
        state = [*documents, replace(since, notes=notes)]
        assert build.of(state) == files(state)


def test_only_new_and_changed_papers_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = papers(200)
    newest = max(document.day for document in documents)
    added = SearchDocument("2040/new", "Entirely new", "words nobody wrote", newest + timedelta(days=1))
    build = Build()
    build.of(documents)
    documents[7] = replace(documents[7], notes="unheardof")
    read: list[str] = []

    def noted(given: Iterable[tuple[int, SearchDocument]], vocabulary: Vocabulary) -> Iterator[Read]:
        papers = list(given)
        read.extend(document.ref for _, document in papers)
        return read_papers(papers, vocabulary)

    monkeypatch.setattr(update, "read_papers", noted)
    build.of([*documents, added])
    assert read == [documents[7].ref, added.ref]


def test_papers_whose_keys_the_index_has_need_no_texts() -> None:
    documents = index_order(replace(document, key=document.ref.encode()) for document in papers(200))
    build = Build()
    build.of(documents)
    unread = [replace(document, title="", abstract="", notes="") for document in documents]
    changed = replace(documents[7], key=b"other", notes="unheardof")
    index = make_index([*unread[:7], changed, *unread[8:]], build.saved)
    whole = make_index([*documents[:7], changed, *documents[8:]])
    assert term_files(index)[0] == term_files(whole)[0]


def encoded(postings: list[tuple[int, int, int]], before: Encoded | None = None) -> Encoded:
    """Return postings, given as paper, part and count, appended to earlier ones, without lengths."""
    given = Postings.of_rows([(1, *each) for each in postings])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoder, "LENGTHS_BESIDE", ())
        found = dict(encode_postings(["", "lamp"], given, [], {"lamp": before} if before else {}))
    return found.get("lamp", before or Encoded())


@pytest.mark.parametrize(
    ("postings", "text"),
    [
        ([(0, 1, 1)], "|A"),
        ([(0, 1, 1), (3, 1, 1), (4, 1, 1)], "|ADB"),
        ([(2, 1, 2), (2, 2, 1), (5, 1, 1)], "|F,C|C"),
        ([(1, 1, 1), (1, 0, 2)], ",B|B"),
        ([(1, 2, 8), (2, 2, 40), (3, 2, 9)], "||,,,,,,,BIBoBBJ"),
        ([(5000, 1, 1)], "|o8E"),
        ([(4, 1, 1), (5000, 1, 1), (900_000, 1, 1)], "|Ek8E4gqb"),
        ([(7, 0, 3)], ",,H"),
        ([(7, 3, 7)], "|||,,,,,,H"),
        ([(7, 2, 8)], "||,,,,,,,HI"),
    ],
)
def test_encoded_postings(postings: list[tuple[int, int, int]], text: str) -> None:
    whole = encoded(postings)
    assert whole.text == text
    assert sorted(decode_postings(whole)) == sorted(postings)
    for cut in range(len(postings)):
        assert encoded(postings[cut:], encoded(postings[:cut])) == whole
    assert encoded([]).text == ""


def test_lengths_share_digits_from_32_on() -> None:
    """`asLength` in theme/static/js/search/index/decoding.js has the same steps."""
    assert encoding.length_digits([0, 31, 32, 44, 45, 200, 361, 362, 1000]) == "Afiim26--"


def test_terms_are_encoded_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = papers(60)
    whole = files(documents)
    monkeypatch.setattr(encoder, "_AT_ONCE", 7)
    monkeypatch.setattr(postings_module, "_AT_ONCE", 100)
    monkeypatch.setattr(terms, "_REMEMBERED", 20)
    monkeypatch.setattr(update, "_AT_ONCE", 400)
    assert files(documents) == whole


def test_papers_of_very_common_terms_are_bits_where_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "_MOST_COUNTED", 4)
    postings = [(paper, 2, 1) for paper in (0, 5, 6, 13, 14, 15, 16, 17)]
    whole = encoded(postings)
    assert encoding.listed_postings(whole, "counts") == "||!hB-#counts"
    for cut in range(len(postings)):
        assert encoded(postings[cut:], encoded(postings[:cut])) == whole
    rare = encoded([(paper * 100, *others) for paper, *others in postings])
    assert encoding.listed_postings(rare, "counts").startswith("||A")

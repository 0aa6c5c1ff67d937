"""An incrementally updated index has the same files as a new one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from daybook.disk import cache
from daybook.search.document import SearchDocument
from daybook.search.encoding import Encoded, encode_postings
from daybook.search.files import index_files, search_files
from daybook.search.postings import COUNT_BITS, PAPER_SHIFT
from daybook.search.remembered import LastIndex, SavedIndex, SavedPostings, load_index, pack, save_index
from daybook.search.update import make_index
from tests.search.invented import papers

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
        self.saved = b""
        self.postings = b""
        self.loaded = 0
        """How often the postings were loaded."""
        self.files: dict[str, bytes] = {}
        self.kept = 0
        """Number of files that the last build took from the one before."""

    def of(self, documents: list[SearchDocument]) -> dict[str, bytes]:
        last = None
        if self.saved:
            last = LastIndex(cache.decode(self.saved, SavedIndex), self.load_postings)
        index = make_index(documents, last)
        made = dict(index_files(index))
        saved, postings = pack(index)
        self.saved = cache.encode(saved)
        if postings:
            self.postings = cache.encode(postings)
        self.kept = sum(content is None for content in made.values())
        self.files = {path: self.files[path] if data is None else data for path, data in made.items()}
        return self.files

    def load_postings(self) -> SavedPostings | None:
        self.loaded += 1
        return cache.decode(self.postings, SavedPostings) if self.postings else None


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


@given(histories(), st.booleans())
def test_an_updated_index_has_the_files_of_a_new_one(states: list[list[SearchDocument]], every: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if every:
            patch.setattr("daybook.search.update._CHANGED_SHARE", 0)
            patch.setattr("daybook.search.update._ADDED_SHARE", 0)
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
    assert build.of(states[-1]) == build.files
    assert build.kept > 100


def test_postings_are_loaded_only_if_a_paper_changed() -> None:
    documents = papers(60)
    newest = max(document.day for document in documents)
    later = [newest + timedelta(days=1 + build) for build in range(3)]
    added = [
        SearchDocument(f"2040/n{build}", "Of moss", "clocks lately", day) for build, day in enumerate(later)
    ]
    build = Build()
    build.of(documents)
    kept = build.postings
    for count in range(1, 4):
        assert build.of([*documents, *added[:count]]) == files([*documents, *added[:count]])
    assert (build.loaded, build.postings) == (0, kept)
    for changed in (added[1], documents[7]):  # one that came since the postings were kept, and an older one
        documents = [*documents, *added] if changed in added else documents
        documents[documents.index(changed)] = replace(changed, abstract="unheardof moss")
        assert build.of(documents) == files(documents)
    assert build.loaded == 2
    assert build.postings != kept


def test_a_changed_paper_without_saved_postings() -> None:
    documents = papers(60)
    build = Build()
    build.of(documents)
    build.postings = b""
    documents[3] = replace(documents[3], abstract="unheardof")
    assert build.of(documents) == files(documents)
    assert build.postings


def test_postings_of_another_index_are_not_loaded(tmp_path: Path) -> None:
    """A killed build leaves the postings of one index and the rest of another."""
    one, other, place = papers(20), papers(20, seed=2), tmp_path / "index"
    for documents in (one, other):
        save_index(place, make_index(documents))
        last = load_index(place)
        assert last is not None
        assert last.load_postings() is not None
    postings = (tmp_path / "index-postings").read_bytes()
    save_index(place, make_index(one))
    (tmp_path / "index-postings").write_bytes(postings)
    last = load_index(place)
    assert last is not None
    assert last.load_postings() is None


def test_a_word_moves_to_another_paper() -> None:
    documents = papers(200)
    lonely = [replace(documents[5], notes="unheardof"), *documents[:5], *documents[6:]]
    build = Build()
    build.of(lonely)
    moved = [replace(documents[9], notes="unheardof"), *documents[:9], *documents[10:]]
    assert build.of(moved) == files(moved)


def test_a_word_moves_to_a_paper_added_after_postings_were_saved() -> None:
    documents = papers(120)
    newest = max(document.day for document in documents)
    documents[5] = replace(documents[5], notes="unheardof")
    build = Build()
    build.of(documents)
    kept = build.postings
    since = SearchDocument("2040/new", "Entirely new", "lately", newest + timedelta(days=1))
    build.of([*documents, since])
    assert build.postings == kept
    documents[5] = replace(documents[5], notes="")
    for notes in ("unheardof", "unheardof too", "nothing"):
        state = [*documents, replace(since, notes=notes)]
        assert build.of(state) == files(state)
    assert build.loaded == 3


def test_only_new_papers_are_read() -> None:
    documents = papers(200)
    newest = max(document.day for document in documents)
    added = SearchDocument("2040/new", "Entirely new", "words nobody wrote", newest + timedelta(days=1))
    build = Build()
    build.of(documents)
    read: list[str] = []

    def noted(self: object, document: SearchDocument) -> object:
        read.append(document.ref)
        return whole(self, document)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        from daybook.search.terms import TermReader

        whole = TermReader.read
        patch.setattr(TermReader, "read", noted)
        build.of([*documents, added])
        assert read == [added.ref]


def posting(paper: int, place: int, count: int) -> int:
    return paper << PAPER_SHIFT | place << COUNT_BITS | count


@pytest.mark.parametrize(
    ("postings", "text"),
    [
        ([(0, 1, 1)], "|A"),
        ([(0, 1, 1), (3, 1, 1), (4, 1, 1)], "|ADB"),
        ([(2, 1, 2), (2, 2, 1), (5, 1, 1)], "|F,C|C"),
        ([(1, 1, 1), (1, 0, 2)], ",B|B"),
        ([(1, 2, 8), (2, 2, 40), (3, 2, 9)], "||,,,,,,,BIBoBBJ"),
        ([(5000, 1, 1)], "|o8E"),
        ([(7, 0, 3)], ",,H"),
        ([(7, 3, 7)], "|||,,,,,,H"),
        ([(7, 2, 8)], "||,,,,,,,HI"),
    ],
)
def test_encoded_postings(postings: list[tuple[int, int, int]], text: str) -> None:
    packed = [posting(*each) for each in postings]
    assert encode_postings(packed).text == text
    for cut in range(len(packed)):
        assert encode_postings(packed[cut:], encode_postings(packed[:cut])) == encode_postings(packed)
    assert encode_postings([], Encoded("")).text == ""

"""Properties of content files for any text: they read back, and a second import changes nothing."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.archive.importing import import_digests
from daybook.content import date_page, front_matter, front_matter_writer, imported
from daybook.content.front_matter_value import FrontMatterError
from daybook.digests import date_hint, read_digest
from daybook.model import Day, ImportedDigest
from daybook.problems import Severity
from daybook.text import plain_text, slugs
from tests.made import HOSTILE, content_of, digest_text

PIECES = st.sampled_from(
    [*HOSTILE, "---", "\n---\n", ": ", "#", "- ", "'", '"', "\\", "\t", "{}", "|", "<p>", "</h1>"]
)
ANY = st.lists(st.one_of(st.text(max_size=30), PIECES), max_size=6).map("".join)
LINE = ANY.map(plain_text.one_line)
KEY = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
SCALAR = ANY.map(plain_text.paragraphs)
VALUE = st.one_of(
    SCALAR,
    st.lists(SCALAR, max_size=3),
    st.lists(st.dictionaries(KEY, SCALAR, min_size=1, max_size=3), min_size=1, max_size=3),
)


@given(st.dictionaries(KEY, VALUE, max_size=5))
def test_written_front_matter_reads_back(values: dict[str, object]) -> None:
    page = front_matter.read(front_matter.join(front_matter_writer.write(values), "Body\n"))
    assert page.fields == values
    assert page.body == "Body\n"


@given(
    st.lists(
        st.one_of(
            st.tuples(KEY, VALUE).map(lambda pair: front_matter_writer.write(dict([pair]))),
            st.from_regex(r"# [ -~]{0,20}\n", fullmatch=True),
            st.from_regex(r"(?:own|my)[0-9]{1,3}: [a-z]{1,9} {0,3}(?:# why)?\n", fullmatch=True),
            st.just("\n"),
        ),
        max_size=6,
    ),
    st.dictionaries(KEY, VALUE, max_size=3),
)
def test_change_keeps_every_other_line(pieces: list[str], changes: dict[str, object]) -> None:
    header = "".join(pieces)
    try:
        page = front_matter.read(front_matter.join(header, ""))
    except FrontMatterError:
        return  # a key is repeated
    try:
        after = front_matter_writer.change(header, changes)
    except ValueError:
        return
    assert front_matter.read(front_matter.join(after, "")).fields == {**page.fields, **changes}
    rest = after.splitlines(keepends=True)
    for piece in pieces:
        key = piece.partition(":")[0]
        if piece.startswith(("#", "own", "my")) or (
            key in page.fields and key not in changes and piece.strip()
        ):
            for line in piece.splitlines(keepends=True):
                assert line in rest
                rest.remove(line)


@given(LINE, st.lists(LINE.filter(bool), max_size=4), ANY)
def test_written_imported_block_reads_back(title: str, parts: list[str], notes: str) -> None:
    notes = notes.replace("<!-- daybook:", "")
    abstract = "\n\n".join(parts)
    body = imported.replace(notes, imported.write_paper(title, abstract))
    found = imported.read(body)
    assert (found.title, found.text) == (title, abstract)
    assert found.notes_markdown == notes.strip()
    assert imported.replace(body, imported.write_paper(title, abstract)) == body


@given(ANY)
def test_normalization_is_idempotent(given_text: str) -> None:
    line, paragraphs = plain_text.one_line(given_text), plain_text.paragraphs(given_text)
    assert plain_text.one_line(line) == line
    assert plain_text.paragraphs(paragraphs) == paragraphs
    assert plain_text.unsafe_offsets(line) == []
    assert "\n" not in line
    assert plain_text.fold(plain_text.fold(line)) == plain_text.fold(line)


@pytest.mark.hazard(33, "names that differ in case alone")
@given(st.lists(ANY, max_size=30))
def test_addresses_are_valid_and_unique(titles: list[str]) -> None:
    taken: set[str] = set()
    for title in titles:
        address = slugs.new_address(plain_text.one_line(title), 2025, taken)
        assert address not in taken
        assert slugs.is_paper_address(address)
        taken.add(address)
    assert len({address.lower() for address in taken}) == len(titles)


@given(st.lists(st.tuples(LINE, LINE), max_size=5), LINE, st.integers(0, 3))
def test_written_day_page_reads_back(papers: list[tuple[str, str]], path: str, records: int) -> None:
    mark = ImportedDigest(path or "x", "a" * 64, records)
    day = Day(date(2025, 3, 18), (mark,))
    listed = [(f"2025/p{number}", title) for number, (title, _) in enumerate(papers)]
    written = date_page.write("", day, listed)
    page, _, problems = date_page.read("a.md", "2025-03-18", written)
    assert problems == []
    assert page == day
    assert date_page.write(written, day, listed) == written


@pytest.mark.hazard(44, "a byte order mark")
@given(
    st.lists(st.tuples(ANY, ANY), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
@settings(max_examples=40)
def test_every_record_is_counted_and_a_second_import_changes_nothing(
    papers: list[tuple[str, str]], newline: str, bom: bool
) -> None:
    data = digest_text("Mar 18", papers).replace("\n", newline).encode("utf-8", "surrogatepass")
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        source = Path(folder) / "2025-03-18.txt"
        source.write_bytes(b"\xef\xbb\xbf" * bom + data)
        first = import_digests(content, [source])
        digest, problems = read_digest("x", source.read_bytes(), date_hint("2025-03-18.txt", None))
        entries = len(digest.entries) if digest else 0
        assert first.counts.papers + first.counts.repeats == (entries if first.digests else 0)
        assert len(first.content.papers) == first.counts.papers
        if not entries:
            assert any(problem.severity is Severity.ERROR for problem in problems)
            return
        before = {place: place.read_bytes() for place in content.rglob("*") if place.is_file()}
        for again in (import_digests(content, [source]), import_digests(content)):
            assert (len(again.written), again.counts.records) == (0, 0)
        assert {place: place.read_bytes() for place in content.rglob("*") if place.is_file()} == before
        shown = {page.paper.title for page in first.content.papers.values()}
        assert digest is not None
        assert {entry.title for entry in digest.entries} >= shown


@given(st.binary(max_size=300), st.sampled_from(["papers/2025/a.md", "dates/2025-03-18.md", "about.md"]))
def test_any_bytes_of_a_page_give_a_page_or_a_problem(data: bytes, path: str) -> None:
    for prefix in (b"", b"---\n", b"---\ntitle: x\n---\n"):
        content = content_of([(path, prefix + data)])
        found = len(content.papers) + len(content.days) + len(content.pages)
        assert found == 1 or content.problems


@given(st.binary(max_size=400))
def test_any_bytes_of_a_digest_give_a_digest_or_a_problem(data: bytes) -> None:
    for prefix in (b"", b"Mar 18\n\n"):
        digest, problems = read_digest("x.txt", prefix + data, date_hint("2025-03-18.txt", None))
        assert digest is not None or problems
        if digest:
            assert len(digest.entries) + digest.rejected > 0

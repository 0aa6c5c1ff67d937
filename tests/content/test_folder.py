"""Reading the content folder: from files, from the cache and by workers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from daybook.content import folder as reading
from daybook.content.folder import read_folder
from daybook.content.page import ContentPage
from daybook.content.remembered import load_pages
from daybook.disk import cache
from daybook.parallel.workers import open_workers
from daybook.problems import Severity

PAGES = {
    "about.md": "---\ntitle: About\n---\nHere.\n",
    "dates/2031-03-01.md": "---\ndate: 2031-03-01\nx-mood: fair\n---\nA note.\n",
    "papers/2031/moss.md": "---\ntitle: A Moss Clock\n"
    "appearances:\n- day: 2031-03-01\n  rank: 1\n---\nMine.\n",
    "papers/2031/no-title.md": "No title.\n",
    "papers/2031/Wrong Name.md": "---\ntitle: X\n---\n",
    "papers/2031/latin.md": "---\ntitle: caf\udce9\n---\n",
    "papers/2031/typo.md": "---\ntitle: A Bell\nautors: Ada Wick\n---\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for path, text in PAGES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8", "surrogateescape"))
        os.utime(folder / path, ns=(10**18, 10**18))
    return folder


def test_cached_content_equals_parsed_content(content: Path, tmp_path: Path) -> None:
    first = read_folder(content, {})
    assert len(first.content.problems) == 4
    assert not first.is_cached
    cache.save(tmp_path / "pages", first.pages)
    again = read_folder(content, load_pages(tmp_path / "pages"))
    assert again.is_cached
    assert again.content == first.content


def test_workers_read_the_same(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read_folder(content, {})
    monkeypatch.setattr(reading, "_MANY", 1)
    monkeypatch.setattr(reading, "_BATCH", 2)
    with open_workers(2) as workers:
        assert read_folder(content, {}, workers) == alone


def _edit(page: Path) -> None:
    page.write_bytes(page.read_bytes().replace(b"Moss", b"Fern"))


def _in_the_same_tick(page: Path) -> None:
    state = page.stat()
    _edit(page)
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))


CHANGES: dict[str, tuple[Callable[[Path], None], int]] = {
    "edited": (_edit, 0),
    "edited within a tick of the clock after it was read": (_in_the_same_tick, 1),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changed_page_is_parsed_again(content: Path, tmp_path: Path, name: str) -> None:
    change, fresh = CHANGES[name]
    memory, page = tmp_path / "pages", content / "papers" / "2031" / "moss.md"
    if fresh:
        os.utime(page)
    cache.save(memory, read_folder(content, {}).pages)
    change(page)
    assert read_folder(content, load_pages(memory)).content.papers["2031/moss"].paper.title == "A Fern Clock"


def test_page_of_the_same_bytes_is_not_parsed_again(content: Path) -> None:
    first = read_folder(content, {})
    marked = {path: replace(page, page=ContentPage(f"kept/{path}")) for path, page in first.pages.items()}
    for path in first.pages:  # as a clone has them: other files, of another time
        data = (content / path).read_bytes()
        (content / path).unlink()
        (content / path).write_bytes(data)
    again = read_folder(content, marked)
    assert {page.page.path for page in again.pages.values()} == {f"kept/{path}" for path in first.pages}
    assert (again.is_cached, again.renewed) == (True, len(first.pages))
    assert read_folder(content, again.pages).renewed == 0
    _edit(content / "papers" / "2031" / "moss.md")
    assert (changed := read_folder(content, again.pages)).renewed == 1
    assert changed.pages["papers/2031/moss.md"] == read_folder(content, {}).pages["papers/2031/moss.md"]


def test_page_changed_in_the_tick_of_the_cache_is_noticed(content: Path, tmp_path: Path) -> None:
    memory, page = tmp_path / "pages", content / "papers" / "2031" / "moss.md"
    cache.save(memory, read_folder(content, {}).pages)
    os.utime(memory, ns=(10**18, 10**18))  # saved when the page was written
    again = read_folder(content, load_pages(memory))
    assert (again.is_cached, again.renewed) == (True, len(again.pages))
    _in_the_same_tick(page)
    assert not read_folder(content, load_pages(memory)).is_cached


def test_deleted_page_leaves_the_content(content: Path, tmp_path: Path) -> None:
    cache.save(tmp_path / "pages", read_folder(content, {}).pages)
    (content / "papers" / "2031" / "moss.md").unlink()
    after = read_folder(content, load_pages(tmp_path / "pages"))
    assert "2031/moss" not in after.content.papers
    assert not after.is_cached


def test_deletion_of_a_page_to_parse_again_is_noticed(content: Path, tmp_path: Path) -> None:
    memory, page = tmp_path / "pages", content / "papers" / "2031" / "moss.md"
    os.utime(page)
    cache.save(memory, read_folder(content, {}).pages)
    page.unlink()
    assert not read_folder(content, load_pages(memory)).is_cached


@pytest.mark.hazard(80)
@pytest.mark.parametrize("data", [b"", b"\x93\x01", b"[]", b"\x82"])
def test_damaged_cache_is_ignored(content: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "pages").write_bytes(data)
    assert load_pages(tmp_path / "pages") == {}
    assert read_folder(content, load_pages(tmp_path / "pages")) == read_folder(content, {})


@pytest.mark.parametrize("place", [3, 40, -9, -40])
def test_cache_with_a_flipped_bit_is_empty(content: Path, tmp_path: Path, place: int) -> None:
    memory = tmp_path / "pages"
    cache.save(memory, read_folder(content, {}).pages)
    data = bytearray(memory.read_bytes())
    assert load_pages(memory)
    data[place] ^= 1
    memory.write_bytes(data)
    assert load_pages(memory) == {}


@pytest.mark.parametrize("path", ["about.md", "dates/2031-03-01.md", "papers/2031/moss.md"])
def test_foreign_image_is_reported_with_its_line_each_time(content: Path, tmp_path: Path, path: str) -> None:
    url, place = "https://e.example/i.png", content / path
    text = place.read_text("utf-8")
    assert not any("image" in problem.what for problem in read_folder(content, {}).content.problems)
    place.write_text(f"{text}\n![j]({url})\n![k](../a.png)\n", "utf-8")
    os.utime(place, ns=(10**18, 10**18))
    first = read_folder(content, {})
    cache.save(tmp_path / "pages", first.pages)
    for read in (first, read_folder(content, load_pages(tmp_path / "pages"))):
        (problem,) = (problem for problem in read.content.problems if "image" in problem.what)
        assert problem.path.endswith(path)
        assert (problem.line, problem.severity) == (text.count("\n") + 2, Severity.WARNING)
        assert problem.what == f"an image that is not of this site is left out: {url}"

"""The second process of a build: the same answers as from one, and a word where it fails or is gone."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import traceback
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import ValidationError
from msgspec.structs import replace

from daybook.commands.build.answering import send_error
from daybook.commands.build.beside import _are_few, beside
from daybook.commands.build.build import theme_folders
from daybook.model import Appearance
from daybook.pages.frame import Frame
from daybook.pages.jobs import MissingJob, PaperJob, RemovedJob
from daybook.pages.rendering import Rendering
from daybook.pages.views import SiteView
from daybook.problems import InputError, UsageError
from daybook.settings import Settings
from daybook.site.publication import publication
from daybook.theme.folder import load_theme, templates
from tests.made import paper

THEMES = theme_folders(None)
THEME = load_theme(THEMES)
SITE = SiteView("Days", "", "en", "https://reader.example/", (), (), "1", "style", "script")
RENDERING = Rendering(Frame(Settings(), SITE), templates(THEME))
PAPERS = [paper(f"2031/paper-{number}", f"Learning {number}", "Words of it.") for number in range(3)]


@pytest.fixture(autouse=True)
def started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Started as where nothing can be forked: other tests may have left threads, which make that unsafe."""
    monkeypatch.setattr("daybook.commands.build.beside.threading", SimpleNamespace(active_count=lambda: 1))
    monkeypatch.setattr("daybook.process.sys", SimpleNamespace(platform="darwin"))


@pytest.mark.parametrize("stock", [False, True])
def test_two_processes_answer_as_one(tmp_path: Path, stock: bool) -> None:
    answers = []
    for jobs in (1, 2, 1, 2):  # with nothing remembered, then with what the run before left
        output = tmp_path / f"site-{jobs}"
        with publication(output) as site:
            site.put("index.html", b"words")
            with beside(site, jobs, THEMES) as helper:
                found = helper.index(PAPERS, stock).files()
                site.publish()
            answers.append((found, (site.work / "index").read_bytes()))
    assert answers[0] == answers[1]
    assert answers[2] == answers[3]
    assert stock or answers[0] != answers[2]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_index_made_anew_is_the_one_that_was_carried_on(tmp_path: Path, jobs: int) -> None:
    for _ in range(2):
        with publication(tmp_path / "site") as site:
            site.put("index.html", b"words")
            with beside(site, jobs, THEMES) as helper:
                index = helper.index(PAPERS, False)
                whole = dict(index.anew())
                assert dict(index.files()).keys() == whole.keys()
                assert None not in whole.values()
                site.publish()


def test_pages_are_made_there_as_here(tmp_path: Path) -> None:
    jobs = [MissingJob(), RemovedJob("2031/fern"), *(PaperJob(each, (9,), None, None, ()) for each in PAPERS)]
    jobs += [RemovedJob(f"2031/fern-{number}") for number in range(40)]  # more than are sent at once
    pages = []
    for processes in (1, 2, 2):  # the last where an index is remembered: there the theme is made ready
        with publication(tmp_path / f"site-{processes}") as site:
            site.put("index.html", b"words")
            with beside(site, processes, THEMES) as helper:
                index = helper.index(PAPERS, False)
                pages += [list(helper.render(RENDERING, jobs)), list(helper.render(RENDERING, jobs[:1]))]
                assert len(index.files()) > 3
                site.publish()
    assert pages[:2] == pages[2:4] == pages[4:]
    assert pages[0] == RENDERING(jobs)
    assert b"Learning 2" in pages[0][4]


def test_notes_are_searched_whichever_process_reads_them(tmp_path: Path) -> None:
    notes = ("", "A *fern* and `code`.\n\n```python\ndef moss(): return 1\n```\n", "# Lichen\n\n- one")
    papers = [replace(each, notes_markdown=text) for each, text in zip(PAPERS, notes, strict=True)]
    found = []
    for processes in (1, 2):
        with publication(tmp_path / f"site-{processes}") as site:
            site.put("index.html", b"words")
            with beside(site, processes, THEMES) as helper:
                index = helper.index(papers, False)
                jobs = [PaperJob(each, (9,), None, None, ()) for each in papers]
                found.append((list(helper.render(RENDERING, jobs)), index.files()))
                site.publish()
    assert found[0] == found[1]
    text = b"".join(content or b"" for _, content in found[0][1])
    assert all(word in text for word in (b'"fern"', b'"moss"', b'"lichen"'))


@pytest.mark.parametrize(
    ("papers", "days", "few"),
    [(3, 1, True), (225, 225, True), (226, 225, False), (449, 1, True), (450, 1, False)],
)
def test_who_makes_a_first_index(papers: int, days: int, few: bool) -> None:
    """There are not more pages than papers and days, and some months."""
    listed = [Appearance(date(2031, 1, 1) + timedelta(number % days), 1, "d.txt") for number in range(papers)]
    made = [replace(PAPERS[0], appearances=(each,)) for each in listed]
    assert _are_few(made) is few


def test_an_index_is_made_here_where_the_site_is_gone(tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        with publication(tmp_path / "site") as site:
            with beside(site, 2, THEMES) as helper:
                index = helper.index(PAPERS, False)
                list(helper.render(RENDERING, [MissingJob()]))
                found.append(index.files())
            site.put("index.html", b"words")
            site.publish()
        shutil.rmtree(tmp_path / "site")
    assert found[0] == found[1]
    assert None not in dict(found[1]).values()


def test_a_fault_of_a_template_there_is_told_here(tmp_path: Path) -> None:
    broken = Rendering(RENDERING.frame, {**RENDERING.templates, "templates/404.html": b"{{ nothing }}"})
    with (
        publication(tmp_path / "site") as site,
        beside(site, 2, THEMES) as helper,
        pytest.raises(InputError) as raised,
    ):
        helper.index(PAPERS, False)
        list(helper.render(broken, [MissingJob()]))
    assert str(raised.value.problems[0]).startswith("templates/404.html:1: ")
    assert not multiprocessing.active_children()


def test_the_last_site_is_looked_at(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        with publication(tmp_path / "site") as site:
            site.put("index.html", data)
            site.publish()
    with publication(tmp_path / "site") as site, beside(site, 2, THEMES) as helper:
        helper.index(PAPERS, False).files()
        assert site.before.present.keys() == site.previous().keys() == {".daybook-files", "index.html"}
        assert site.before.known.keys() == {"index.html"}


def test_what_fails_there_is_raised_here(tmp_path: Path) -> None:
    no_papers: Any = [None, *PAPERS * 2_000]  # it has failed before all were sent
    with (
        publication(tmp_path / "site") as site,
        beside(site, 2, THEMES) as helper,
        pytest.raises(ValidationError),
    ):
        helper.index(no_papers, False).files()
    assert not multiprocessing.active_children()


class _Unsendable(Exception):
    def __reduce__(self) -> Any:
        raise TypeError("not this one")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (KeyError("astray"), KeyError),
        (_Unsendable("astray"), RuntimeError),
        (MemoryError("astray"), MemoryError),
        (OSError(28, "astray"), OSError),
    ],
)
def test_an_error_is_sent_with_the_place_it_came_from(
    error: BaseException, expected: type[BaseException]
) -> None:
    answers, answering = multiprocessing.Pipe(duplex=False)
    with answers, answering:
        try:
            raise error
        except BaseException as raised:
            send_error(answering, raised)
        done, found = answers.recv()
    assert not done
    assert type(found) is expected
    told = "".join(traceback.format_exception(found))
    if expected in (KeyError, RuntimeError):
        assert "test_beside.py" in told
        assert "raise error" in told


def test_a_process_that_is_gone_is_told(tmp_path: Path) -> None:
    with (
        publication(tmp_path / "site") as site,
        pytest.raises(UsageError, match="ended from outside"),
        beside(site, 2, THEMES) as helper,
    ):
        [child] = multiprocessing.active_children()
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        helper.index(PAPERS, False).files()
    assert not multiprocessing.active_children()

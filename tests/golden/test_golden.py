"""Small archives, from digests and a person's edits to content and pages, byte for byte.

The folder of a case holds any of: `digests/` (imported first), `edits/` (files then laid over the content),
`more/` (imported after them), `remove.txt` (files of content that are removed after a first build); and
`expected/`: the content, the `<main>` of each page, the files for other programs, and `messages.txt`.
`pytest tests/golden --accept` writes `expected/`: read its diff before you commit it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, ImportResult, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options

FOLDER = Path(__file__).parent
ALL = ("*",)
PAPERS = ("messages.txt", "content/*", "site/papers/*", "site/dates/20*")
DAYS = (
    "messages.txt",
    "*/dates/2031-03-05*",
    "site/feed.xml",
    "site/index.html",
    "site/dates/index.html",
    "site/months/*",
    "site/weeks/*",
)
TRENDING = ("messages.txt", "site/trending/*", "site/index.html", "site/weeks/2031*", "site/months/*")
PEOPLE = ("messages.txt", "site/people/*", "site/organisations/*", "site/papers/2031/s*")
TOPICS = (
    "messages.txt",
    "site/topics/*",
    "site/trends/*",
    "site/papers/2031/tidal-routing-in-harbours/*",
    "site/dates/2031-05*",
)
CROWDED = ("messages.txt", "site/dates/*", "site/feed.*", "site/index.html")
MAP = ("messages.txt", "content/map.txt", "site/map/*")
LANGUAGE = (
    "messages.txt",
    "site/index.html",
    "site/404.html",
    "site/feed.xml",
    "site/dates/2031-05*",
    "site/trends/*",
    "site/trending/index.html",
    "site/weeks/index.html",
    "site/months/2031-05/*",
    "site/map/index.html",
    "site/papers/2031/tidal-routing-in-harbours/*",
)
SETTINGS = (
    "messages.txt",
    "site/index.html",
    "site/robots.txt",
    "site/.well-known/*",
    "site/feed.xml",
    "site/about/*",
    "site/reading-list/*",
    "site/tags/*",
    "site/papers/*/moss/*",
    "site/papers/feed.xml",
    "site/dates/2025-03-19/*",
)
CASES = {
    "chinese": (LANGUAGE, "a site in Chinese"),
    "corrected": (ALL, "a person's edits, kept by a second import"),
    "crowded": (CROWDED, "a day of more papers than a page holds: two pages, and one of all titles"),
    "dreadful": (ALL, "files that are no digests, each with its message"),
    "empty": (ALL, "an archive without papers"),
    "feeds": (PAPERS, "RSS and Atom"),
    "fortnight": (DAYS, "sixteen days in two months: a feed of fourteen, a day with a title"),
    "german": (LANGUAGE, "a site in German, with two phrases of its own"),
    "json": (PAPERS, "Hugging Face's JSON: votes, code, organisation, a record with invalid fields"),
    "mails": (PAPERS, "arXiv's listing and a newsletter by mail"),
    "map": (MAP, "papers of three subjects in two years"),
    "merged": (PAPERS, "one paper in three forms, and another of the same title"),
    "people": (PEOPLE, "who is who: names folded, joined and decided; a page for a quarter"),
    "references": (PAPERS, "BibTeX and RIS"),
    "removed": (ALL, "a paper whose page was deleted after its site was built"),
    "settings": (SETTINGS, "every setting at once, files and pictures of one's own, tags"),
    "tables": (PAPERS, "CSV and JSON Lines"),
    "topics": (TOPICS, "topics of fifteen papers in five months, one hidden, one added"),
    "trending": (TRENDING, "what trends: up-votes that fade, an old paper that rises, a paper listed twice"),
    "two-days": (ALL, "two saved pages, a paper in both, and titles that are alike"),
    "written": (ALL, "pages written by hand: a paper, pages of one's own, all of Markdown"),
}
"""By name, patterns of the paths that are compared, and what the case shows."""
_LEFT_OUT = ("content/digests/", "site/search/", "site/assets/")
_MAIN = re.compile(r"<main.*?</main>\n", re.DOTALL)


@pytest.fixture(autouse=True)
def no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name one version in feeds, so that a release changes no expected file."""
    monkeypatch.setattr("daybook.pages.base.frame.__version__", "0.1.0")


def import_messages(imported: ImportResult) -> Iterator[str]:
    counts = imported.counts
    yield f"records {counts.records} = {counts.papers} + {counts.repeats} + {counts.rejected}"
    yield from map(str, sorted((*imported.problems, *imported.content.problems)))


def build_messages(options: Options) -> Iterator[str]:
    yield "build"
    yield from map(str, sorted(build(options).problems))


def run(case: Path, content: Path, site: Path) -> Iterator[str]:
    """Import, edit and build a case, and yield the messages."""
    content.mkdir()
    if (case / "digests").is_dir():
        yield from import_messages(import_digests(content, [case / "digests"], GivenDates(2025)))
    if (case / "edits").is_dir():
        shutil.copytree(case / "edits", content, dirs_exist_ok=True)
    if (case / "more").is_dir():
        yield from import_messages(import_digests(content, [case / "more"], GivenDates(2025)))
    options = Options(content, site, base_url="https://reader.example/repo/", removals="allow")
    yield from build_messages(options)
    if (case / "remove.txt").is_file():
        for path in (case / "remove.txt").read_text("ascii").split():
            (content / path).unlink()
        yield from build_messages(options)


def results(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of content files, of each page's ``<main>`` and of files for other programs."""
    for place in folder.rglob("*.*"):
        path = place.relative_to(folder).as_posix()
        is_file = place.is_file() and path.startswith(("content/", "site/"))
        if is_file and not path.startswith(_LEFT_OUT):
            if place.suffix == ".html":
                (main,) = _MAIN.findall(place.read_text("utf-8"))
                yield path, main.encode()
            elif place.suffix in (".md", ".txt", ".xml") or place.name == "feed.json":
                yield path, place.read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_the_results_are_the_accepted_ones(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder, expected = FOLDER / case, FOLDER / case / "expected"
    messages = "\n".join(run(folder, tmp_path / "content", tmp_path / "site")) + "\n"
    for place in (tmp_path, folder):
        messages = messages.replace(f"{place.as_posix()}/", "")
    everything = {"messages.txt": messages.encode(), **dict(results(tmp_path))}
    patterns, _ = CASES[case]
    found = {path: everything[path] for path in everything if any(fnmatch(path, one) for one in patterns)}
    if request.config.getoption("--accept"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in found.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)
    files = (place for place in expected.rglob("*.*") if place.is_file())
    accepted = {place.relative_to(expected).as_posix(): place.read_bytes() for place in files}
    assert found.keys() == accepted.keys()
    for path in sorted(found):
        assert found[path].decode() == accepted[path].decode(), path


def test_every_folder_is_a_case() -> None:
    assert sorted(place.parent.name for place in FOLDER.glob("*/expected")) == list(CASES)

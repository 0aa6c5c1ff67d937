"""The options and the result of a build; seconds, items and peak memory of its stages."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from daybook.model import Counts
from daybook.problems import Problem
from daybook.progress import Progress, unseen
from daybook.site.publication import Published

if sys.platform != "win32":
    import resource


class Stage(Struct):
    name: str
    items: int
    """Set when it begins, or while it runs."""
    seconds: float = 0.0
    memory: int = 0
    """Peak memory in bytes of this process or of its largest ended child; 0 if unknown."""


class Timings(Struct):
    """The stages of a run in order."""

    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str, items: int = 0) -> Iterator[Stage]:
        """Measure the block as a stage."""
        stage = Stage(name, items)
        started = time.perf_counter()
        yield stage
        stage.seconds, stage.memory = time.perf_counter() - started, peak_memory()
        self.stages.append(stage)

    def table(self) -> str:
        """Return the stages as a table in plain text."""
        lines = [f"{'stage':<22}{'seconds':>9}{'items':>10}{'a second':>11}{'peak MB':>9}"]
        for stage in self.stages:
            rate = f"{stage.items / stage.seconds:,.0f}" if stage.items and stage.seconds else ""
            items = f"{stage.items:,}" if stage.items else ""
            memory = f"{stage.memory / 1e6:,.0f}" if stage.memory else ""
            lines.append(f"{stage.name:<22}{stage.seconds:>9.2f}{items:>10}{rate:>11}{memory:>9}")
        lines.append(f"{'all':<22}{sum(stage.seconds for stage in self.stages):>9.2f}")
        return "\n".join(lines)


def peak_memory() -> int:
    """Return the peak memory of this process or of its largest ended child, in bytes (getrusage(2))."""
    if sys.platform == "win32":
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    peaks = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return unit * max(peak.ru_maxrss for peak in peaks)


if TYPE_CHECKING:  # to load every kind of page takes as long as a build without changes
    from daybook.pages.base.rendering import PageSet

Removals = Literal["refuse", "allow", "ignore"]


class Options(Struct, frozen=True):
    content_dir: Path = Path("content")
    output_dir: Path = Path("site")
    theme_dir: Path | None = None
    """A file here replaces the built-in theme's file of the same name."""
    base_url: str | None = None
    strict: bool = False
    jobs: int = 1
    scheduler: str | None = None
    """Address of a Dask scheduler, whose workers render the pages."""
    removals: Removals = "refuse"
    """The treatment of pages that the last site had and this one lacks."""
    clean: bool = False
    """Write every file, and use nothing that an earlier build saved."""
    commit: str = ""
    """The commit that content is of, for the site's record of its origin; a build does not ask git."""
    stock_index: bool = False
    """Write Lunr's own index too."""
    timings: Timings = field(default_factory=Timings)
    progress: Progress = unseen


class Built(Struct, frozen=True):
    counts: Counts
    """Records of new digests."""
    papers: int
    days: int
    published: Published
    problems: tuple[Problem, ...]
    pages: PageSet | None = None
    """All pages of the site and what renders them; None if nothing changed."""
    content_files: int = 0
    """Number of files that it wrote in the content folder."""

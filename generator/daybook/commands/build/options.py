"""The options and the result of a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from daybook.commands.build.timings import Timings
from daybook.model import Counts
from daybook.problems import Problem
from daybook.progress import Progress, unseen
from daybook.site.publication import Published

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

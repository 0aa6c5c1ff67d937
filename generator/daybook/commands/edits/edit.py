"""Changes of a content folder that a command works out: made all or none, or only listed."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import astuple, replace

from daybook.archive.by_day import papers_by_day
from daybook.archive.deletions import Deleted, find_deletions
from daybook.archive.digest_marks import count_papers, with_left
from daybook.archive.new_digests import read_imported
from daybook.content import date_page, paper_page
from daybook.content.content import Content
from daybook.content.folder import load_content
from daybook.content.front_matter_writer import unchangeable
from daybook.content.location import require_content
from daybook.content.page import read_page
from daybook.content.paper_page import PaperFile
from daybook.content.paper_update import PaperUpdate
from daybook.content.removed import Removed, RemovedPaper
from daybook.content.removed_toml import REMOVED, with_tables
from daybook.content.static_files import picture_of
from daybook.disk.changes import change_files, finish_changes
from daybook.disk.lock import content_lock
from daybook.disk.read import read_file, read_if_there
from daybook.disk.walk import find_files
from daybook.model import Appearance, Day
from daybook.problems import InputError, UsageError, did_you_mean, placed, refusal


class Edit(Struct):
    """The changes of a command, which `edited` makes at the end."""

    content_dir: Path
    content: Content
    """After the changes."""
    texts: dict[str, str] = field(default_factory=dict)
    """Files to write, by their path below the content folder."""
    gone: set[str] = field(default_factory=set)
    """Paths of files to remove."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Pictures to write, which stood beside a page that goes."""
    removed: Removed = Removed()
    """Tables to add to the list of removals."""
    days: set[date] = field(default_factory=set)
    """Days whose lists are to be made again."""
    notes: list[str] = field(default_factory=list)
    """Other lines for the person who gave the command."""
    files: tuple[str, ...] = ()
    """At the end, a line for each file: what becomes of it, and its path."""
    deleted: Deleted = field(default_factory=dict)
    """By day, papers whose pages people deleted before: lists that are made again note them."""

    def text(self, path: str) -> str:
        """Return the text of a file as it is after the changes; empty if there is none."""
        if path in self.texts or path in self.gone:
            return self.texts.get(path, "")
        place = self.content_dir / path
        return read_file(place).decode("utf-8-sig") if place.is_file() else ""

    @contextmanager
    def plainly_written(self, path: str) -> Iterator[None]:
        """Raise UsageError in place of the ValueError of front matter that cannot be changed line by line."""
        try:
            yield
        except ValueError as error:
            raise UsageError(placed([unchangeable(path)], self.content_dir)) from error

    def page(self, named: str) -> PaperFile:
        """Return the page of a paper that a person named by address, path or URL. Raises UsageError."""
        address = address_in(named)
        if found := self.content.papers.get(address):
            return found
        remedy = did_you_mean(address, self.content.papers, "name it as 2025/some-paper")
        if target := self.content.all_removed().target(address, self.content.papers):
            remedy = f"it is {target} now"
        elif address in self.content.removed.addresses:
            remedy = f"it is in {REMOVED} already"
        raise refusal(named, "there is no such paper", remedy)

    def refuse_removed(self, day: date) -> None:
        """Raise UsageError if a day was removed."""
        removed = {item.day for item in self.content.removed.days if not item.to}
        if day in removed - self.content.days.keys():
            what, remedy = "this day was removed on purpose", f"delete its table in {REMOVED} first"
            raise refusal(day.isoformat(), what, remedy)

    def put(self, address: str, text: str) -> None:
        """Write the page of a paper. Raises UsageError if it would not be one."""
        path = f"papers/{address}.md"
        page = read_page(path, text.encode("utf-8")).paper
        if page is None:
            place = (self.content_dir / path).as_posix()
            raise refusal(place, "would not be a paper's page any more", "correct the page by hand")
        before = self.content.papers.get(address)
        for one in filter(None, (before, page)):
            self.days.update(item.day for item in one.paper.appearances)
        self.content = replace(self.content, papers={**self.content.papers, address: page})
        self.texts[path] = text
        self.gone.discard(path)

    def list_on(self, page: PaperFile, appearances: Iterable[Appearance]) -> None:
        """Write the page of a paper with other appearances. Raises UsageError."""
        address = page.paper.address
        update = PaperUpdate(address, tuple(sorted(appearances)), {}, {})
        with self.plainly_written(f"papers/{address}.md"):
            self.put(address, paper_page.update(self.text(f"papers/{address}.md"), update))

    def drop(self, page: PaperFile, to: str = "") -> dict[str, str]:
        """Remove a page with its pictures, or give these to the page ``to``; return old and new names."""
        address = page.paper.address
        self.days.update(item.day for item in page.paper.appearances)
        papers = {key: value for key, value in self.content.papers.items() if key != address}
        self.content = replace(self.content, papers=papers)
        self.texts.pop(f"papers/{address}.md", None)
        self.gone.add(f"papers/{address}.md")
        names = {}
        for file in find_files(self.content_dir / "papers" / address[:4])[0]:
            path = f"papers/{address[:4]}/{file.path}"
            if picture_of(path) != (address, file.path):
                continue
            self.gone.add(path)
            if to:
                new = self._free_picture(f"papers/{to}", path.removeprefix(f"papers/{address}."))
                self.pictures[new] = read_file(file.location)
                names[file.path] = new.rpartition("/")[2]
        return names

    def _free_picture(self, page: str, ending: str) -> str:
        """Return a path beside a page, such as ``moss.loop.png``; with a number if there is such a file."""
        part, _, kind = ending.rpartition(".")
        more = (f"{page}.{part[:35] or 'picture'}-{number}.{kind}" for number in itertools.count(2))
        paths = itertools.chain([f"{page}.{ending}"], more)
        return next(path for path in paths if not (self.content_dir / path).exists())

    def put_day(self, day: Day) -> None:
        """Write the page of a day."""
        self.content = replace(self.content, days={**self.content.days, day.date: day})
        self.days.add(day.date)
        self.gone.discard(f"dates/{day.date}.md")

    def drop_day(self, day: date) -> None:
        """Remove the page of a day."""
        self.content = self.content.without_days([day])
        self.gone.add(f"dates/{day}.md")

    def list_removed(self, added: Removed) -> None:
        """Add tables to the list of removals."""
        pairs = zip(astuple(self.removed), astuple(added), strict=True)
        self.removed = Removed(*(before + more for before, more in pairs))

    def finish(self) -> None:
        """Make the lists of changed days again, and add the tables. Raises UsageError."""
        papers = self.content.shown_papers()
        by_day, papers_on = papers_by_day(papers), count_papers(papers)
        for day in sorted(self.days & self.content.days.keys()):
            path = f"dates/{day}.md"
            listed = [(item.address, item.title) for item in by_day.get(day, ())]
            noted = self.deleted.get(day, ())
            with self.plainly_written(path):
                value = with_left(self.content.days[day], papers_on)
                self.texts[path] = date_page.write(self.text(path), value, listed, noted)
        before = read_if_there(self.content_dir / REMOVED)
        if (after := with_tables(before, self.removed)) != before:
            self.texts[REMOVED] = after.decode("utf-8")


@contextmanager
def edited(content_dir: Path, *, dry_run: bool) -> Iterator[Edit]:
    """Yield the changes of a content folder, under its lock; at the end make them, or only list their files.

    Raises InputError if a page cannot be read, and as its block does; then nothing is written.
    """
    require_content(content_dir)
    with content_lock(content_dir) as work:
        finish_changes(content_dir, work)
        content = load_content(content_dir)
        if any(path.startswith(("papers/", "dates/")) for path in content.unreadable):
            label = f"{content_dir.as_posix()}/"
            unreadable = {label + path for path in content.unreadable}
            raise InputError(problem for problem in content.problems if problem.path in unreadable)
        deleted = find_deletions(content, partial(read_imported, content_dir), has_new=True)
        edit = Edit(content_dir, content, deleted=deleted)
        yield edit
        edit.finish()
        texts = {path: text.encode("utf-8") for path, text in edit.texts.items()}
        files = sorted({**texts, **edit.pictures}.items())
        files = [(path, data) for path, data in files if read_if_there(content_dir / path) != data]
        gone = sorted(path for path in edit.gone if (content_dir / path).is_file())
        verbs = [(path, "change" if (content_dir / path).is_file() else "create") for path, _ in files]
        lines = sorted([*verbs, *((path, "delete") for path in gone)])
        edit.files = tuple(f"{verb} {path}" for path, verb in lines)
        if not dry_run:
            change_files(content_dir, work, files, gone)


def with_names(text: str, names: Mapping[str, str]) -> str:
    """Return a text that names pictures by their new names."""
    pattern = "|".join(map(re.escape, names)) or "(?!)"
    return re.sub(rf"(?<![\w.-])(?:{pattern})(?![\w-])", lambda found: names[found[0]], text)


def address_in(named: str) -> str:
    """Return the address of a paper that a person names by it, by the path of its page, or by its URL."""
    _, _, below = named.replace("\\", "/").rpartition("papers/")
    return below.strip("/").removesuffix("/index.html").removesuffix(".md")


def removed_paper(page: PaperFile, key: str, to: str = "", reason: str = "") -> RemovedPaper:
    """Return the table of a paper that is taken out of the archive; ``key`` is what it is cited by."""
    titles = tuple(dict.fromkeys((page.paper.title, *page.titles)))
    arxiv, doi = page.all_identifiers("arxiv"), page.all_identifiers("doi")
    return RemovedPaper(page.paper.address, titles, arxiv, doi, key, to, reason)

"""A Markdown file of the content folder, parsed by its path: a paper's, a day's or an own page."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from daybook.content import date_page, front_matter, paper_page
from daybook.content.date_page import Listing
from daybook.content.fields import FieldParser
from daybook.content.front_matter_value import FrontMatterError
from daybook.content.paper_page import PaperFile
from daybook.model import Day, OwnPage
from daybook.problems import Problem, Severity, merge_conflict, nearest, shown
from daybook.text import slugs
from daybook.text.line_ends import with_lf
from daybook.text.plain_text import one_line
from daybook.theme import markdown_cost

_HEADING = re.compile(r"\A\s*?^(?:#[ \t]+(\S.*?)[ \t]*#*|([^\s#>*+`~|-].*)\n=+)[ \t]*(?:\n|\Z)", re.MULTILINE)
"""A heading of the first level that text begins with, in either form of Markdown."""
_MARKED = re.compile(r"[*_`\[\]<>&\\~]")
_DRAFT = re.compile(r"^[\"']?draft[\"']?[ \t]*:", re.MULTILINE)

_FOLDERS = ("papers", "dates")


class ContentPage(Struct, frozen=True, array_like=True):
    """A parsed Markdown file: at most one of paper, day and text, and the problems of the file."""

    path: str
    """Below the content folder, as in its problems."""
    paper: PaperFile | None = None
    day: Day | None = None
    text: OwnPage | None = None
    problems: tuple[Problem, ...] = ()
    is_draft: bool = False
    """Whether a person keeps it out of the site."""
    listing: Listing = Listing()
    """Of a day's page."""


def read_page(path: str, data: bytes) -> ContentPage:
    """Parse a Markdown file; ``path`` below the content folder says what it describes."""
    try:
        text = with_lf(data).decode("utf-8-sig")
        if conflict := merge_conflict(path, text):
            return ContentPage(path, problems=(conflict,))
        page, markdown = _parse(path, text)
        is_draft, wrong = _draft(path, text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return ContentPage(path, problems=(Problem(path, line, "is not UTF-8", "save it as UTF-8"),))
    except FrontMatterError as error:
        return ContentPage(path, problems=(Problem(path, error.line, error.what, error.remedy),))
    problems = (*page.problems, *wrong, *_problems_of_notes(path, markdown, text))
    return replace(page, problems=problems, is_draft=is_draft)


def _parse(path: str, text: str) -> tuple[ContentPage, str]:
    """Return the page and its Markdown, without the problems of the latter."""
    folder, _, name = path.removesuffix(".md").partition("/")
    if folder == "papers" and name:
        paper, problems = paper_page.read(path, name, text)
        notes = paper.paper.notes_markdown if paper else ""
        return ContentPage(path, paper=paper, problems=tuple(problems)), notes
    if folder == "dates" and name:
        day, listing, problems = date_page.read(path, name, text)
        page = ContentPage(path, day=day, problems=tuple(problems), listing=listing)
        return page, day.notes_markdown if day else ""
    own, problems = _read_own(path, path.removesuffix(".md"), text)
    return ContentPage(path, text=own, problems=tuple(problems)), own.markdown if own else ""


def _read_own(path: str, name: str, text: str) -> tuple[OwnPage | None, list[Problem]]:
    if not slugs.is_page_name(name):
        remedy = "name it with small letters, digits and hyphens, and none of the site's own names"
        folder, slash, _ = name.partition("/")
        if slash:
            near = nearest(folder, _FOLDERS)
            remedy = f"move it below {near}/" if near else "move it out of its folder, beside site.toml"
        return None, [Problem(path, 0, "a page whose name cannot be an address", remedy)]
    page = front_matter.read(text)
    parser = FieldParser(path, page)
    parser.check_keys({"title", "order", "nav"})
    given = parser.text("title")
    heading, rest = _heading(page.body)
    is_title = heading and given in ("", heading)
    title = heading if is_title else given or name.replace("-", " ").capitalize()
    order = parser.checked("order", lambda text: text if re.fullmatch("[1-9][0-9]{0,3}", text) else "", "3")
    nav = parser.checked("nav", lambda text: text if text in ("top", "foot", "none") else "", "foot")
    own = OwnPage(name, title, rest if is_title else page.body, int(order or 0), nav or "top")
    return own, parser.problems


def _heading(body: str) -> tuple[str, str]:
    """Return the title that a page begins with, as plain text, and what follows it; else an empty title."""
    found = _HEADING.match(body)
    if not found:
        return "", body
    text = one_line(found[1] or found[2])
    if _MARKED.search(text):
        from daybook.theme.markdown import plain_text, render  # slow to load, and few titles need it

        text = plain_text(render(text, str))
    return text, body[found.end() :]


def _draft(path: str, text: str) -> tuple[bool, list[Problem]]:
    """Return whether front matter makes the page a draft, and the problem of a value that is neither."""
    if "draft" not in text or not _DRAFT.search(text):
        return False, []
    parser = FieldParser(path, front_matter.read(text))
    return parser.flag("draft"), parser.problems


def _problems_of_notes(path: str, markdown: str, text: str) -> Iterator[Problem]:
    """Yield warnings about Markdown, a part of the file's ``text``, that will not be shown as written."""
    if not markdown:
        return
    if markdown_cost.is_too_costly(markdown):
        what = "Markdown that takes too long to read, shown as plain text"
        remedy = "close its brackets, tags and code, separate its blocks by blank lines, or shorten it"
        yield Problem(path, 1, what, remedy, Severity.WARNING)
    elif "![" in markdown or "<img" in markdown.lower():
        from daybook.theme.markdown import foreign_images  # slow to load, and few notes have images

        start = max(text.find(markdown), 0)
        remedy = "put it below static/, or beside the paper's page, and show it from there; or link to it"
        for image in foreign_images(markdown):
            line = text.count("\n", 0, max(text.find(image, start), 0)) + 1
            what = f"an image that is not of this site is left out: {shown(image)}"
            yield Problem(path, line, what, remedy, Severity.WARNING)

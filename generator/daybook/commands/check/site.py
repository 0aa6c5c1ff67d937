"""Check the files and pages of a built site, and that the targets of all links exist."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree  # safe: expat limits entity expansion

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.commands.check.html_page import HtmlPage
from daybook.commands.shared.base_url import base_url_problems, last_base_url
from daybook.disk.read import read_file
from daybook.disk.walk import FoundFile, find_files
from daybook.problems import Problem, Severity, shown
from daybook.progress import Progress
from daybook.settings import Settings
from daybook.site.inventory import MARKER, read_listing
from daybook.site.limits import MOST_FILE_BYTES, MOST_SITE_BYTES
from daybook.text import addresses, slugs
from daybook.text.file_names import is_publishable

_REQUIRED = ("index.html", addresses.MISSING, addresses.FEED, addresses.SITEMAP, addresses.ROBOTS)
REBUILD = "build the site again"


class _Link(NamedTuple):
    """A link between files of the site."""

    page: str
    line: int
    target: str
    fragment: str
    severity: Severity


class _Site(Struct):
    output: Path
    settings: Settings
    paths: set[str] = field(default_factory=set)
    ids: dict[str, set[str]] = field(default_factory=dict)
    """The ids of the elements of each page."""
    links: list[_Link] = field(default_factory=list)

    def problem(
        self, path: str, line: int, what: str, remedy: str = REBUILD, severity: Severity = Severity.ERROR
    ) -> Problem:
        return Problem((self.output / path).as_posix(), line, what, remedy, severity)


def check_site(output: Path, settings: Settings, progress: Progress, own: Set[str]) -> Iterator[Problem]:
    """Yield the problems of a built site; of files of the archive's ``own`` only that they are whole."""
    if not (output / MARKER).is_file():
        yield Problem(output.as_posix(), 0, "holds no site", "build it with `daybook build`")
        return
    found, problems = find_files(output)
    yield from problems
    inventory = read_listing(output)
    paths = {file.path for file in found}
    listed = sorted(inventory.keys() & paths)
    built_for = last_base_url(output)
    yield from base_url_problems(output, built_for, settings)
    site = _Site(output, replace(settings, base_url=built_for or settings.base_url), paths)
    yield from _check_files(site, [file for file in found if file.path not in own], inventory)
    for number, path in enumerate(listed):
        progress(f"of {len(listed):,} files checked", number)
        data = read_file(output / path)
        if hashlib.sha256(data).hexdigest() != inventory[path]:
            yield site.problem(path, 0, "was changed since it was built")
        if path in own:
            continue
        if path.endswith(".html"):
            yield from _check_page(site, path, data)
        elif path.endswith(".xml"):
            yield from _check_xml(site, path, data)
    yield from _dead_links(site)


def _check_files(site: _Site, found: list[FoundFile], inventory: Mapping[str, str]) -> Iterator[Problem]:
    for path in sorted(inventory.keys() - site.paths):
        if not (path.startswith(".") and (site.output / path).is_file()):
            yield site.problem(path, 0, "is listed as part of the site and missing")
    for path in _REQUIRED:
        if path not in site.paths:
            yield site.problem(path, 0, "is missing: every site has it")
    folded: dict[str, str] = {}
    for file in found:
        if file.path not in inventory:
            remedy = "remove it, or leave it to the host: it is published as it is"
            yield site.problem(file.path, 0, "is not Daybook's", remedy, Severity.NOTE)
        if other := folded.get(file.path.lower()):
            yield site.problem(file.path, 0, f"differs from {other} only by case")
        folded[file.path.lower()] = file.path
        if not is_publishable(file.path):
            what = "has a name that some hosts or systems refuse"
            yield site.problem(file.path, 0, what, "rename it where it comes from")
        if file.size > MOST_FILE_BYTES:
            what = f"is {file.size:,} bytes large, more than hosts take ({MOST_FILE_BYTES:,})"
            yield site.problem(file.path, 0, what, "split the digests it is made of")
    total = sum(file.size for file in found)
    if total > MOST_SITE_BYTES:
        what = f"is {total:,} bytes large, more than GitHub Pages publishes ({MOST_SITE_BYTES:,})"
        yield site.problem("", 0, what, "choose another host")


def _check_page(site: _Site, path: str, data: bytes) -> Iterator[Problem]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield site.problem(path, 0, "is not UTF-8")
        return
    page = HtmlPage(text)
    for line, what in page.errors:
        yield site.problem(path, line, what, f"correct {_origin(path)}")
    site.ids[path] = page.ids
    for line, href in page.links:
        yield from _check_link(site, path, line, href)
    address = urljoin(site.settings.base_url + path.removesuffix("index.html"), page.sends_to)
    if path != addresses.MISSING and page.canonical != address:
        what = f"its canonical address is not {address}"
        yield site.problem(path, 0, what, "build with the base URL it is checked with")


def _check_link(site: _Site, page: str, line: int, href: str) -> Iterator[Problem]:
    try:
        parts = urlsplit(href)
    except ValueError:
        yield site.problem(page, line, f"a link that is no address: {shown(href)}", "correct it")
        return
    if parts.scheme or parts.netloc:
        if parts.scheme not in ("http", "https", "mailto"):
            what = f"a link that must not be followed: {shown(href)}"
            yield site.problem(page, line, what, "use http or https")
        elif href.startswith(site.settings.base_url):
            # Only digests and people write links with the host; a digest must not prevent deployment.
            target = addresses.file_of(unquote(parts.path[len(site.settings.base_path) :]))
            site.links.append(_Link(page, line, target, unquote(parts.fragment), Severity.WARNING))
        return
    base = site.settings.base_path
    if parts.path.startswith("/"):
        if not parts.path.startswith(base):
            yield site.problem(page, line, f"a link outside the site: {shown(href)}", f"begin it with {base}")
            return
        target = unquote(parts.path[len(base) :])
    elif parts.path:
        target = normpath(join(dirname(page), unquote(parts.path)))
        target = "" if target == "." else target + "/" * parts.path.endswith(("/", "/.", "..", "."))
    else:
        target = page
    file = addresses.file_of(target)
    site.links.append(_Link(page, line, file, unquote(parts.fragment), Severity.ERROR))


def _dead_links(site: _Site) -> Iterator[Problem]:
    links = {(link.page, link.target) for link in site.links}
    dead = Counter(target for _, target in links if target not in site.paths)
    on_most = {path for path, pages in dead.items() if pages > 2 and pages * 2 > len(site.ids)}
    for path in sorted(on_most):
        what = f"a dead link to {shown(path)} on {dead[path]:,} pages"
        yield site.problem("", 0, what, "correct `foot` in site.toml, or the theme's base.html")
    for page, line, path, fragment, severity in site.links:
        if path in on_most:
            continue
        if path not in site.paths:
            remedy = f"correct {_origin(page)}, or add the page"
            yield site.problem(page, line, f"a dead link to {shown(path)}", remedy, severity)
        elif fragment and path in site.ids and fragment not in site.ids[path]:
            what = f"a dead anchor: {shown(path)} has no {shown(fragment)}"
            yield site.problem(page, line, what, f"correct {_origin(page)}", severity)


def _origin(path: str) -> str:
    """Return what to correct if a page has an error."""
    page = path.removesuffix("/index.html")
    if (path.startswith(("papers/", "dates/2")) and path.endswith(".html")) or slugs.is_page_name(page):
        return f"content/{page}.md or the template"
    if path == "index.html":
        return "the notes of the newest day or the page's template"
    return "the page's template"


def _check_xml(site: _Site, path: str, data: bytes) -> Iterator[Problem]:
    try:
        root = ElementTree.fromstring(data)  # noqa: S314
    except ElementTree.ParseError as error:
        yield site.problem(path, error.position[0], f"is not well-formed XML: {error}")
        return
    for element in root.iter():
        is_location = element.tag.endswith("}loc")
        address = element.get("href") or (element.text or "" if is_location else "")
        if address.startswith(site.settings.base_url):
            target = unquote(urlsplit(address).path[len(site.settings.base_path) :])
            is_given = element.get("rel") == "related"  # by a digest, which must not prevent deployment
            severity = Severity.WARNING if is_given else Severity.ERROR
            site.links.append(_Link(path, 0, addresses.file_of(target), "", severity))
        elif is_location and address.startswith(("http:", "https:")):
            yield site.problem(path, 0, f"lists an address of another site: {shown(address)}")

"""Pages that the last site had and the next one lacks: refused, unless the caller allows them to go.

Nothing is written into content: what people removed stands in its list of removals and on the pages of days.
A page that is gone by accident would look the same as one that a person deleted, so it is refused, once, even
if the page of its day notes it and a page that says so would stand at its address.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from daybook.archive.importing import ImportResult
from daybook.commands.build.options import Options
from daybook.content.content import Content
from daybook.disk import cache
from daybook.pages.base.kind import Page
from daybook.pages.removed import RemovedPage
from daybook.problems import InputError, Problem, Severity, placed, worst
from daybook.site.publication import Publication
from daybook.text import addresses

_WORKED_OUT = re.compile(
    r"(?:topics|people|organisations|trending|map|trends|weeks|tags)/|dates/[^/]+/[^/]+/"
)
"""Pages that the archive's content does not name: of reports, and further pages of a day. They come and go as
it grows, or with a setting."""
_PAPERS, _INDEX = "papers/", "/index.html"
_MOST_NAMED = 20


def refuse_removals(
    site: Publication,
    planned: Sequence[Page],
    imported: ImportResult,
    options: Options,
    added: Iterable[str] = (),
) -> None:
    """Refuse a site that lacks pages of the last one; ``added`` are paths that it has besides its pages.

    Raises InputError with ``removals="refuse"`` if any page of the last site would be lost, and with
    ``"allow"`` if a digest that may list a lost paper cannot be read.
    """
    undecided = _undecided(planned, imported)
    known = frozenset(cache.load(site.work / "removed", list[str]) or ())
    after = {*added, *(page.path for page in planned)}.difference(undecided - known)
    lost = {path for path in site.last.listed.keys() - after if path.endswith(".html")}
    lost = {path for path in lost if not _WORKED_OUT.match(path)}
    lost -= _kept_out(imported.content) if lost else set()
    if options.removals == "refuse":
        _refuse(options.output_dir, sorted(lost))
    if options.removals == "allow" and lost and worst(imported.problems) is Severity.ERROR:
        what = "no paper is taken for removed while a digest cannot be read"
        remedy = "mend what is named here, or move it away, then build again"
        fault = Problem("--allow-removals", 0, what, remedy)
        raise InputError((*imported.problems, *imported.content.problems, fault))


def remember_removals(work: Path, planned: Sequence[Page], imported: ImportResult) -> None:
    """Save which pages of a published site say that something is gone: the next build keeps them."""
    undecided = sorted(_undecided(planned, imported))
    if undecided or (work / "removed").exists():
        cache.save(work / "removed", undecided)


def _undecided(planned: Iterable[Page], imported: ImportResult) -> frozenset[str]:
    """Return the paths of pages about removed papers and days that the list of removals does not have."""
    removed = imported.content.removed
    decided = {*map(addresses.paper, removed.addresses), *map(addresses.day, removed.gone_days)}
    pages = (page for page in planned if isinstance(page, RemovedPage))
    return frozenset(page.path for page in pages if not (page.to or page.address in decided))


def _kept_out(content: Content) -> set[str]:
    """Return the pages that the site lacks because of drafts, and the months that may have no other day."""
    shown = content.published()
    days = (content.days.keys() - shown.days.keys()) | content.removed.gone_days
    kept_out = {path.removesuffix(".md") for path in content.drafts}
    kept_out |= {f"{_PAPERS}{address}" for address in content.papers.keys() - shown.papers.keys()}
    kept_out |= {f"months/{day.isoformat()[:7]}" for day in days}
    return {path + _INDEX for path in kept_out}


def _refuse(output: Path, lost: Sequence[str]) -> None:
    """Raise InputError that names the lost pages, if there are any."""
    if not lost:
        return
    remedy = "restore its content; or, if you took it away on purpose, build with --allow-removals"
    named = [Problem(path, 0, "would be gone from the site", remedy) for path in lost[:_MOST_NAMED]]
    if len(lost) > len(named):
        what = f"{len(lost) - len(named):,} more pages would be gone from the site"
        named.append(Problem(lost[_MOST_NAMED], 0, what, remedy))
    raise InputError(placed(named, output))

"""Pages that the last site had and the next one lacks: refused, or replaced by a page that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from daybook.archive.importing import ImportResult
from daybook.commands.build.options import Options
from daybook.content.content import Content
from daybook.content.removed import write_removed
from daybook.problems import InputError, Problem, Severity, worst
from daybook.text.dates import iso_week

_WORKED_OUT = re.compile(r"(?:topics|people|organisations|trending|map|trends)/|dates/[^/]+/[^/]+/")
"""Pages that the archive's content does not name: of reports, and further pages of a day. They come and go as
it grows, or with a setting."""
_PAPERS, _INDEX = "papers/", "/index.html"
_MOST_NAMED = 20


def newly_removed(
    before: Iterable[str], after: Iterable[str], imported: ImportResult, options: Options
) -> Sequence[str]:
    """Return the addresses of papers that the last site had (paths ``before``) and the next one lacks.

    With ``removals="remember"`` they are added to the content folder's list of removed papers. Raises
    InputError with ``removals="refuse"`` if any page would be lost, and if a digest that may list a removed
    paper cannot be read.
    """
    lost = _lost_pages(before, after, imported.content)
    if options.removals == "refuse":
        _refuse(lost)
    papers = [path.removeprefix(_PAPERS).removesuffix(_INDEX) for path in lost if path.startswith(_PAPERS)]
    if options.removals != "remember" or not papers:
        return ()
    if worst(imported.problems) is Severity.ERROR:
        what = "no paper is taken for removed while a digest cannot be read"
        remedy = "mend what is named here, or move it away, then build again"
        fault = Problem("--allow-removals", 0, what, remedy)
        raise InputError((*imported.problems, *imported.content.problems, fault))
    write_removed(options.content_dir, papers, imported.content.papers)
    return papers


def _lost_pages(before: Iterable[str], after: Iterable[str], content: Content) -> list[str]:
    lost = set(before)
    if lost:  # a first site loses none
        lost.difference_update(after)
    lost = {path for path in lost if path.endswith(".html") and not _WORKED_OUT.match(path)}
    return sorted(lost - _kept_out(content) if lost and content.drafts else lost)


def _kept_out(content: Content) -> set[str]:
    """Return the pages that the site lacks because of drafts, and the periods that may have no other day."""
    shown = content.published()
    days = content.days.keys() - shown.days.keys()
    kept_out = {path.removesuffix(".md") for path in content.drafts}
    kept_out |= {f"{_PAPERS}{address}" for address in content.papers.keys() - shown.papers.keys()}
    kept_out |= {f"months/{day.isoformat()[:7]}" for day in days} | {f"weeks/{iso_week(day)}" for day in days}
    return {path + _INDEX for path in kept_out}


def _refuse(lost: Sequence[str]) -> None:
    """Raise InputError that names the lost pages, if there are any."""
    if not lost:
        return
    remedy = "restore its content, or build with --allow-removals, which leaves a page that says so"
    named = [Problem(path, 0, "would be gone from the site", remedy) for path in lost[:_MOST_NAMED]]
    if len(lost) > len(named):
        what = f"{len(lost) - len(named):,} more pages would be gone from the site"
        named.append(Problem(lost[_MOST_NAMED], 0, what, remedy))
    raise InputError(named)

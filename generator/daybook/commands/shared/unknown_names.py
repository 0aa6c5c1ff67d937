"""Names in the navigation's settings that nothing in the archive has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from daybook.content.site_toml import settings_file
from daybook.model import OwnPage
from daybook.pages.base.navigation import names_of
from daybook.problems import Problem, Severity, did_you_mean, shown
from daybook.settings import Settings


def unknown_names(content_dir: Path, settings: Settings, pages: Sequence[OwnPage]) -> Iterator[Problem]:
    """Yield a warning for each name in ``[nav]`` that is no section's, page's or link's."""
    nav = settings.nav
    lists = {"order": nav.order, "foot": nav.foot, "hidden": nav.hidden}
    if not any(lists.values()):
        return
    known, file = names_of(pages, settings), settings_file(content_dir)
    for key, names in lists.items():
        for name in names:
            if name not in known:
                remedy = did_you_mean(name, known, f"known are {', '.join(sorted(known))}")
                what = f"`nav.{key}` names {shown(name)}, which is no section, page or link"
                yield file.problem((key, "nav"), what, remedy, Severity.WARNING)

"""The archive → what can be worked out of it: a module for each report.

A report is a pure function of the archive and of what people decided. It returns a frozen value, which
pages show.
"""

from __future__ import annotations

from msgspec import Struct

from daybook.insights.trending import Trending, find_trending
from daybook.model import Archive
from daybook.settings import Settings


class Insights(Struct, frozen=True):
    """All reports of an archive. One that the settings leave out is empty."""

    trending: Trending | None = None


NO_INSIGHTS = Insights()


def find_insights(archive: Archive, settings: Settings) -> Insights:
    """Work out every report that the settings do not leave out."""
    out = settings.leave_out
    return Insights(trending=None if "trending" in out else find_trending(archive))

"""What all kinds of page share, which their modules import from here.

``kind`` is their base class, ``frame`` what is around every page, ``links`` small views of many kinds,
``planning`` the archive prepared for them. ``navigation`` and ``rendering`` are for builds alone.
"""

from daybook.pages.base.frame import FeedLink, Frame
from daybook.pages.base.kind import Keyed, Page
from daybook.pages.base.links import (
    LinkView,
    StampView,
    TitleView,
    day_link,
    day_trail,
    month_link,
    stamp,
    week_link,
)
from daybook.pages.base.planning import Planning
from daybook.theme.templates import TemplateCall

__all__ = [
    "FeedLink", "Frame", "Keyed", "LinkView", "Page", "Planning", "StampView", "TemplateCall", "TitleView",
    "day_link", "day_trail", "month_link", "stamp", "week_link",
]  # fmt: skip

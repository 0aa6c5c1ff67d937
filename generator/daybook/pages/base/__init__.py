"""What all kinds of page share, which their modules import from here.

``kind`` is their base class, ``frame`` what is around every page, ``links`` small views of many kinds,
``planning`` the archive prepared for them. ``navigation`` and ``rendering`` are for builds alone.
"""

from daybook.pages.base.frame import FeedLink as FeedLink
from daybook.pages.base.frame import Frame as Frame
from daybook.pages.base.kind import Keyed as Keyed
from daybook.pages.base.kind import Page as Page
from daybook.pages.base.links import LinkView as LinkView
from daybook.pages.base.links import StampView as StampView
from daybook.pages.base.links import TitleView as TitleView
from daybook.pages.base.links import day_link as day_link
from daybook.pages.base.links import day_trail as day_trail
from daybook.pages.base.links import month_link as month_link
from daybook.pages.base.links import stamp as stamp
from daybook.pages.base.links import week_link as week_link
from daybook.pages.base.planning import Planning as Planning
from daybook.theme.templates import TemplateCall as TemplateCall

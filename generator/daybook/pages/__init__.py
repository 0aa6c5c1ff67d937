"""The contents of pages: a module for each kind of page, named as its template.

A kind's module has the record that its page is made from (`base.kind.Page`: its address, its cache key), the
view that the template gets, and the function that plans such pages. A new kind is a module, a template and a
word in the list below. `base.rendering` puts all pages of a site.
"""

from daybook.pages.base.kind import Page
from daybook.pages.base.planning import Planning
from daybook.pages.date import DatePage
from daybook.pages.date_order import DateOrderPage
from daybook.pages.date_titles import DateTitlesPage
from daybook.pages.date_topics import DateTopicsPage
from daybook.pages.dates import DatesPage
from daybook.pages.day_citations import DayCitationsPage
from daybook.pages.day_image import DayImagePage
from daybook.pages.feed import FeedPage, JsonFeedPage
from daybook.pages.home import HomePage
from daybook.pages.list_feed import ListFeedPage
from daybook.pages.manifest import ManifestPage
from daybook.pages.map import MapPage
from daybook.pages.map_tile import MapTilePage
from daybook.pages.missing import MissingPage
from daybook.pages.month import MonthPage
from daybook.pages.paper import PaperPage
from daybook.pages.papers_feed import PapersFeedPage, PapersJsonFeedPage
from daybook.pages.people import PeoplePage
from daybook.pages.person import PersonPage
from daybook.pages.removed import RemovedPage
from daybook.pages.robots import RobotsPage
from daybook.pages.search import SearchPage
from daybook.pages.sitemap import SitemapPage
from daybook.pages.sitemap_index import SitemapIndexPage
from daybook.pages.tag import TagPage
from daybook.pages.tags import TagsPage
from daybook.pages.text import TextPage
from daybook.pages.topic import TopicPage
from daybook.pages.topic_votes import TopicVotesPage
from daybook.pages.topics import TopicsPage
from daybook.pages.trending import TrendingPage
from daybook.pages.trends import TrendsPage
from daybook.pages.week import WeekPage
from daybook.pages.weeks import WeeksPage

_LISTED: tuple[type[Page], ...] = (
    HomePage,
    DatesPage,
    WeeksPage,
    TopicsPage,
    TrendsPage,
    TrendingPage,
    TextPage,
    MonthPage,
    WeekPage,
    DatePage,
    DateOrderPage,
    DateTitlesPage,
    DateTopicsPage,
    TopicPage,
    TopicVotesPage,
    TagsPage,
    TagPage,
    PaperPage,
    PeoplePage,
    PersonPage,
    MapPage,
    SearchPage,
    RemovedPage,
    MissingPage,
    DayImagePage,
    DayCitationsPage,
    MapTilePage,
    FeedPage,
    JsonFeedPage,
    PapersFeedPage,
    PapersJsonFeedPage,
    ListFeedPage,
    ManifestPage,
    RobotsPage,
)
"""The kinds whose pages the site map can list, in its order."""
KINDS: tuple[type[Page], ...] = (*_LISTED, SitemapPage, SitemapIndexPage)
"""Every kind."""


def plan_pages(planning: Planning) -> list[Page]:
    """Return every page of a site."""
    pages: list[Page] = [page for kind in _LISTED for page in kind.plan(planning)]
    listed = [(page.address, day) for page in pages if (day := page.last_change) is not None]
    return [*pages, *SitemapPage.of(listed), *SitemapIndexPage.of(listed)]

"""What `leave_out` and `[lengths]` take away: no pages, no links to them, and shorter lists."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from daybook.content.decisions import Decisions
from daybook.insights import find_insights
from daybook.insights.similar import Similar
from daybook.model import Facts
from daybook.pages import plan_pages
from daybook.pages.base.frame import make_frame
from daybook.pages.base.planning import Planning
from daybook.pages.base.rendering import page_bytes
from daybook.settings import PARTS, Lengths, Settings
from daybook.theme.folder import load_theme, theme_folders
from daybook.theme.templates import Renderer
from tests.made import archive, paper

THEME = load_theme(theme_folders(None))
DAYS = ("2025-03-18", "2025-03-19", "2025-03-20", "2025-03-24", "2025-03-25")
WORDS = Facts(
    authors=("Ilse Tarn",), keywords=("moss clocks",), organization="Tarn Works", arxiv="2503.00001"
)
PAPERS = [
    paper(
        f"2025/moss-{place}",
        f"Study {place} of moss clocks",
        "On moss. It grows on clocks, and on nothing else that we have seen. " * 5,
        [day],
        rank=place + 1,
        facts=WORDS,
    )
    for place, day in enumerate(DAYS * 2)
]
GIVEN = archive(*PAPERS)
TAKEN = {
    "topics": ">Topics</a>",
    "people": "people/",
    "trending": "trending/",
    "map": ">Map</a>",
    "trends": "trends/",
    "weeks": "weeks/",
    "pictures": "card.png",
    "citations": ".bib",
    "abstracts": '<details class="entry-lead">',
    "tags": "tags/",
    "topic-feeds": "moss-clocks/feed.xml",
    "person-feeds": "ilse-tarn/feed.xml",
    "triage": "data-triage",
    "similar": 'id="similar"',
}
"""For each step, a text that no address and no page of the site has without it."""


def site(settings: Settings) -> dict[str, str]:
    """Return the text of every HTML page and file that templates write, by address."""
    insights = find_insights(GIVEN, Decisions(), settings)
    if settings.has("similar"):  # which so few papers are not found to be
        alike = [((Similar(1, 140, ("moss",)),) if not place else ()) for place in range(len(PAPERS))]
        insights = replace(insights, similar=alike)
    frame = make_frame(GIVEN, settings, THEME)
    renderer = Renderer(THEME, frame.site)
    pages = plan_pages(Planning(GIVEN, insights=insights, settings=settings))
    return {
        page.address: page_bytes(page, frame, renderer).decode("utf-8", "replace") if page.template else ""
        for page in pages
    }


@pytest.fixture(scope="module")
def whole() -> dict[str, str]:
    return site(Settings())


def test_every_part_is_tried() -> None:
    assert set(TAKEN) == set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_what_is_left_out_has_no_page_and_no_link(part: str, whole: dict[str, str]) -> None:
    sign = TAKEN[part]
    assert any(sign in address or sign in text for address, text in whole.items()), "nothing to leave out"
    for address, text in site(Settings(leave_out=(part,))).items():
        assert sign not in address and not address.startswith(f"{part}/")
        assert sign not in text, address


def test_all_can_be_left_out_at_once() -> None:
    left = site(Settings(leave_out=PARTS))
    for address, text in left.items():
        assert not [sign for sign in TAKEN.values() if sign in address or sign in text], address
    assert "papers/2025/moss-0/" in left


def test_pages_without_citations_say_so_to_the_list_of_kept_papers(whole: dict[str, str]) -> None:
    uncited = site(Settings(leave_out=("citations",)))
    assert " data-uncited>" in uncited[""]
    assert not any("data-uncited" in text for text in whole.values())


def test_lengths_shorten_lists() -> None:
    short = site(Settings(lengths=Lengths(1, 2, 3, 10, 1)))
    assert short[""].count('class="entry"') == 1
    assert short[""].split("Days before")[1].split("</nav>")[0].count("<li>") == 2
    assert short["feed.xml"].count("<entry>") == 3
    assert short["people/ilse-tarn/feed.xml"].count("<entry>") == 1
    none = site(Settings(lengths=Lengths(home_days=0)))[""]
    assert "Days before" not in none

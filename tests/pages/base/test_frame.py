"""The frame of pages: the navigation, and the breadcrumb of each page."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from daybook.model import Archive, OwnPage, Votes
from daybook.pages import plan_pages
from daybook.pages.base import frame as frames
from daybook.pages.base import navigation as navigations
from daybook.pages.base.frame import Frame, make_frame
from daybook.pages.base.links import LinkView
from daybook.pages.base.navigation import Section
from daybook.pages.base.planning import Planning
from daybook.settings import Settings
from daybook.theme.templates import TemplateCall
from tests.made import archive, paper


def page_view(given: Archive, address: str, settings: Settings | None = None) -> frames.PageView:
    made: Frame = make_frame(given, settings or Settings(), {})
    page = next(page for page in plan_pages(Planning(given)) if page.address == address)
    call = page.call(made)
    assert isinstance(call, TemplateCall)
    view: frames.PageView = call.context["page"]
    return view


GIVEN = replace(
    archive(paper("2025/one", days=["2025-03-17", "2025-03-18"]), paper("2025/loose", days=[])),
    pages=(OwnPage("about", "About", ""),),
)


def test_a_report_that_is_left_out_is_not_in_the_navigation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        navigations,
        "SECTIONS",
        (Section("Days", "dates/"), Section("Map", "map/", "map"), Section("X", "x/", "")),
    )
    labels = [link.label for link in page_view(GIVEN, "").frame.navigation]
    assert labels == ["Days", "Map", "X", "About"]
    without = page_view(GIVEN, "", Settings(leave_out=("map",))).frame.navigation
    assert [link.label for link in without] == ["Days", "X", "About"]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("", {}),
        ("dates/", {"Days": "page"}),
        ("dates/2025-03-18/", {"Days": "true"}),
        ("months/2025-03/", {"Days": "true"}),
        ("weeks/2025-W12/", {"Weeks": "true"}),
        ("about/", {"About": "page"}),
        ("papers/2025/one/", {}),
    ],
)
def test_the_navigation_says_where_a_page_is(address: str, current: dict[str, str]) -> None:
    links = page_view(GIVEN, address).frame.navigation
    assert {link.label: link.current for link in links if link.current} == current


@pytest.mark.parametrize(
    ("address", "trail"),
    [
        ("", []),
        ("dates/", []),
        ("about/", []),
        ("papers/2025/loose/", []),
        ("months/2025-03/", [("Days", "../../dates/"), ("March 2025", "")]),
        (
            "dates/2025-03-17/",
            [("Days", "../../dates/"), ("March 2025", "../../months/2025-03/"), ("Monday 17", "")],
        ),
        ("weeks/2025-W12/", [("Weeks", "../../weeks/"), ("Week 12, 2025", "")]),
        (
            "papers/2025/one/",
            [
                ("Days", "../../../dates/"),
                ("March 2025", "../../../months/2025-03/"),
                ("Tuesday 18", "../../../dates/2025-03-18/"),
            ],
        ),
    ],
)
def test_the_breadcrumb_leads_from_the_section_to_the_page(
    address: str, trail: list[tuple[str, str]]
) -> None:
    assert page_view(GIVEN, address).trail == tuple(LinkView(*link) for link in trail)


def test_the_other_order_of_a_day_is_below_the_day() -> None:
    papers = [paper(f"2025/{name}", name, rank=rank) for rank, name in enumerate("ab", 1)]
    voted = [
        replace(
            one,
            appearances=(
                replace(one.appearances[0], upvotes=place, history=(Votes(one.appearances[0].day, place),)),
            ),
        )
        for place, one in enumerate(papers, 1)
    ]
    trail = page_view(archive(*voted), "dates/2025-03-18/order/").trail
    assert trail[-2:] == (
        LinkView("Tuesday 18", "../../../dates/2025-03-18/"),
        LinkView("As listed", ""),
    )

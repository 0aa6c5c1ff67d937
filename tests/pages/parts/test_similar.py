"""Similar papers on a paper's page: what its record holds, and that a report left out shows nothing."""

from __future__ import annotations

from datetime import date

from daybook.insights import NO_INSIGHTS, Insights
from daybook.insights.similar import Similar
from daybook.model import Archive
from daybook.pages import plan_pages
from daybook.pages.base.planning import Planning
from daybook.pages.paper import PaperPage
from daybook.pages.parts.similar import SimilarPaper, newest_first, similar_papers, similar_view
from daybook.text.words import ENGLISH
from tests.made import paper

PAPERS = (paper("2031/a", "On $x^2$", "Words."), paper("2031/b", "<b>Kelp</b>", "More."))


def pages(insights: Insights) -> list[PaperPage]:
    return [
        page
        for page in plan_pages(Planning(Archive(PAPERS, ()), insights=insights))
        if isinstance(page, PaperPage)
    ]


def test_a_page_holds_what_it_shows() -> None:
    found = [[Similar(1, 140, ("kelp", "token merging"))], []]
    first, second = pages(Insights(similar=found))
    day = PAPERS[1].appearances[0].day if PAPERS[1].appearances else None
    assert first.similar == ((SimilarPaper("2031/b", "<b>Kelp</b>", day), ("kelp", "token merging")),)
    assert second.similar == ()


def test_a_score_alone_changes_no_page() -> None:
    one, other = ([[Similar(1, score, ("kelp",))], []] for score in (140, 150))
    hashes = {each.address: b"" for each in PAPERS}
    keys = [[page.key_fields(hashes) for page in pages(Insights(similar=found))] for found in (one, other)]
    assert keys[0] == keys[1]
    left_out = [page.key_fields(hashes) for page in pages(NO_INSIGHTS)]
    assert left_out[0] != keys[0][0]
    assert left_out[1] == keys[0][1]


def test_titles_are_plain() -> None:
    terms = ("kelp", "token merging")
    papers = [paper(address, "On $x^2$", days=()) for address in ("2031/a", "2030/b")]
    given = next(similar_papers(papers, [[Similar(0, 900, terms), Similar(1, 900, terms)]]))
    view, other = similar_view(given, "2031/own", ENGLISH)
    assert view.title == "On x²"
    assert view.terms == "kelp, token merging"
    assert (view.href, other.href) == ("../a/", "../../2030/b/")
    assert view.day == ""


def test_the_day_of_a_similar_paper_stays_in_one_line() -> None:
    given = ((SimilarPaper("2031/a", "A", date(2031, 3, 17)), ()),)
    assert [view.day for view in similar_view(given, "2031/own", ENGLISH)] == ["17\u00a0March\u00a02031"]


def test_a_script_gets_the_order_of_days() -> None:
    days = [date(2031, 3, 17), None, date(2031, 3, 18), date(2031, 3, 17)]
    given = tuple((SimilarPaper(f"2031/{place}", "A", day), ()) for place, day in enumerate(days))
    assert newest_first(given) == "2 0 3 1"
    assert newest_first(given[:1]) == ""


def test_a_report_that_is_left_out_shows_nothing() -> None:
    assert [page.similar for page in pages(NO_INSIGHTS)] == [(), ()]

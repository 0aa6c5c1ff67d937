"""Views of pages: what each says, and that text comes through whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from daybook.images.day_image import day_image
from daybook.model import Appearance, Archive, Day, Facts, Votes
from daybook.pages import plan_pages
from daybook.pages.base.frame import Frame, SiteView
from daybook.pages.base.links import LinkView
from daybook.pages.base.planning import Planning
from daybook.pages.parts.facts import outward_links
from daybook.problems import InputError
from daybook.settings import Settings
from daybook.text import addresses, slugs
from daybook.text.plain_text import count, one_line
from daybook.text.words import ENGLISH
from daybook.theme.templates import TemplateCall
from tests.made import HOSTILE, archive, paper

BASE = "https://reader.example/repo/"
FRAME = Frame(
    Settings(title="Days", base_url=BASE), SiteView("Days", "", "en", BASE, (), "1", "style", "script")
)


def view_of(given: Archive, path: str) -> Any:
    return context_of(given, path)["view"]


def context_of(given: Archive, path: str) -> Any:
    page = next(page for page in plan_pages(Planning(given)) if page.path == path)
    call = page.call(FRAME)
    assert isinstance(call, TemplateCall)
    return call.context


def test_while_no_identifier_is_known_a_paper_is_looked_for_by_its_title() -> None:
    view = view_of(archive(paper(title='A & B: "C"? 100% #1 é')), "papers/2025/one/index.html")
    quoted = "A+%26+B%3A+%22C%22%3F+100%25+%231+%C3%A9"
    places = [*view.actions, *view.places]
    assert all(place.href.endswith(quoted) and place.detail for place in places)
    assert [place.label for place in places] == [
        "Google Scholar",
        "Semantic Scholar",
        "arXiv",
    ]


def test_the_frame_of_a_page() -> None:
    context = context_of(archive(paper(abstract="word " * 100)), "papers/2025/one/index.html")
    page = context["page"]
    assert page.canonical == f"{BASE}papers/2025/one/"
    assert page.root == "../../../"
    assert page.title == "One Title"
    assert len(page.description) <= 155
    assert page.description.endswith("…")


def test_the_description_says_what_the_authors_did() -> None:
    abstract = "Ferries are slow.\n\nHowever, tides are not. We propose a *lamp*. It glows."
    one = replace(paper("2025/one"), abstract=abstract)
    assert context_of(archive(one), "papers/2025/one/index.html")["page"].description == (
        "We propose a lamp. It glows."
    )
    short = replace(one, facts=Facts(summary="A lamp."))
    assert context_of(archive(short), "papers/2025/one/index.html")["page"].description == "A lamp."


def test_a_card() -> None:
    one = paper(days=["2025-03-18", "2025-03-19", "2025-03-20"], facts=Facts(("A", "B", "C", "D", "E")))
    view = view_of(archive(one), "dates/2025-03-19/index.html")
    (card,) = view.cards
    assert (card.authors, card.rank, card.is_noted) == ("A, B, C and 2 more", 1, False)
    assert card.seen == LinkView("18 March 2025", "../../dates/2025-03-18/")
    assert (card.votes, card.bar, card.links, card.topics, card.is_new) == ("", 0, (), (), False)
    assert card.href == "../../papers/2025/one/"
    assert (view.previous.href, view.following.href) == ("../../dates/2025-03-18/", "../../dates/2025-03-20/")


def test_a_paper_says_in_which_journal_it_is() -> None:
    facts = Facts(authors=("Ada Mill",), venue="Journal of Moss \\& Clocks", published="2031")
    given = archive(paper(facts=facts))
    (card,) = view_of(given, "dates/2025-03-18/index.html").cards
    assert card.authors == "Ada Mill · Journal of Moss & Clocks"
    view = view_of(given, "papers/2025/one/index.html")
    assert view.venue == "Journal of Moss & Clocks"
    assert "Ada Mill. One Title. Journal of Moss & Clocks, 2031." in view.citation.plain


def test_what_a_card_says_of_votes_links_and_topics() -> None:
    facts = Facts(
        arxiv="3103.00001",
        code="https://github.com/example/moss",
        summary="Moss & clocks.",
        keywords=("a", "b", "c"),
    )
    voted = replace(paper("2025/a", facts=facts), tags=("mine",))
    voted = replace(voted, appearances=(replace(voted.appearances[0], upvotes=1204),))
    other = paper("2025/b", days=["2025-03-17", "2025-03-18"], rank=2)
    third = paper("2025/c", days=["2025-03-17", "2025-03-18"], rank=3)
    view = view_of(archive(voted, other, third), "dates/2025-03-18/index.html")
    one, two, _three = view.cards
    assert (one.votes, one.number_of_votes, one.bar, one.lead) == (
        "1,204 up-votes",
        "1,204",
        64,
        "Moss &amp; clocks.",
    )
    assert [link.label for link in one.links] == ["PDF", "arXiv", "Code"]
    assert (one.tags, one.topics) == ((LinkView("mine", "../../tags/mine/"),), (LinkView("a", ""),))
    assert (one.is_new, one.seen) == (True, None)
    assert (two.is_new, two.seen.label, two.votes) == (False, "17 March 2025", "")
    assert "One abstract." in two.abstract


def test_cards_have_abstracts_on_the_day_alone() -> None:
    given = archive(*(paper(f"2025/p{n}", abstract="word " * 2_000) for n in range(5)))
    assert [bool(card.abstract) for card in view_of(given, "dates/2025-03-18/index.html").cards] == [True] * 5
    assert not any(card.abstract for card in view_of(given, "index.html").newest.cards)


def test_a_page_of_too_much_text_has_no_abstracts() -> None:
    one, two = (paper(f"2025/{name}", abstract=name * length) for name, length in (("a", 60_000), ("b", 10)))
    given = archive(one, two)
    first, second = (view_of(given, f"dates/2025-03-18/{part}index.html") for part in ("", "2/"))
    assert [bool(card.abstract) for card in (*first.cards, *second.cards)] == [False, True]


@pytest.mark.parametrize(
    ("facts", "links"),
    [
        (Facts(), []),
        (Facts(arxiv="3103.00001"), ["https://arxiv.org/pdf/3103.00001", "https://arxiv.org/abs/3103.00001"]),
        (
            Facts(arxiv="hep-th/0301001"),
            ["https://arxiv.org/pdf/hep-th/0301001", "https://arxiv.org/abs/hep-th/0301001"],
        ),
        (Facts(doi="10.1000/a b"), ["https://doi.org/10.1000/a%20b"]),
        (
            Facts(link="https://openreview.net/forum?id=aB_1-x&noteId=2"),
            ["https://openreview.net/pdf?id=aB_1-x", "https://openreview.net/forum?id=aB_1-x&noteId=2"],
        ),
        (
            Facts(link="https://aclanthology.org/2031.acl-long.1/"),
            ["https://aclanthology.org/2031.acl-long.1.pdf", "https://aclanthology.org/2031.acl-long.1/"],
        ),
        (Facts(link="https://press.example/a.PDF"), ["https://press.example/a.PDF"]),
        (Facts(link="https://press.example/moss"), ["https://press.example/moss"]),
        (Facts(code="https://c.example/", project="https://c.example/"), ["https://c.example/"]),
    ],
)
def test_links_out_of_the_archive(facts: Facts, links: list[str]) -> None:
    assert [link.href for link in outward_links(facts, ENGLISH)] == links


def test_authors_after_the_twelfth_are_folded() -> None:
    names = tuple(f"Author {number}" for number in range(663))
    view = view_of(archive(paper(facts=Facts(authors=names))), "papers/2025/one/index.html")
    assert (len(view.authors), len(view.other_authors)) == (12, 651)
    assert tuple(author.label for author in (*view.authors, *view.other_authors)) == names


def test_each_text_has_the_language_of_its_own_script() -> None:
    one = paper(title="こけの時計", abstract="We grow moss.", facts=Facts(summary="苔が時を刻む時計です。"))
    view = view_of(archive(one), "papers/2025/one/index.html")
    assert (view.language, view.summary_language, view.abstract_language) == ("ja", "ja", "")
    (card,) = view_of(archive(one), "dates/2025-03-18/index.html").cards
    assert (card.language, card.lead_language) == ("ja", "")


def test_the_course_of_up_votes() -> None:
    history = (Votes(date(2025, 3, 18), 12), Votes(date(2025, 3, 20), 1041))
    one = paper()
    one = replace(one, appearances=(replace(one.appearances[0], upvotes=1041, history=history),))
    (shown,) = view_of(archive(one), "papers/2025/one/index.html").appearances
    assert (shown.upvotes, shown.course) == ("1,041 up-votes", "12 on 18 March 2025, 1,041 on 20 March 2025")


@pytest.mark.parametrize(
    ("published", "words"),
    [("2025-03-18", "18 March 2025"), ("2025-03", "March 2025"), ("2025", "2025"), ("", "")],
)
def test_dates_have_one_form(published: str, words: str) -> None:
    assert ENGLISH.partial_date(published) == words


def test_facts_of_a_paper_page() -> None:
    facts = Facts(
        code="https://github.com/example/moss",
        stars="1204",
        comment="9 pages",
        submitter="Di Ash",
        summary="Moss tells the time.",
        link="https://press.example/moss/1",
    )
    view = view_of(archive(paper(facts=facts)), "papers/2025/one/index.html")
    (code,) = next(fact.values for fact in view.facts if fact.label == "Code")
    assert (code.label, code.href, code.detail) == ("github.com/example/moss", facts.code, "1,204 stars")
    shown = {fact.label: [value.label for value in fact.values] for fact in view.facts}
    assert shown == {"Comments": ["9 pages"], "Submitted by": ["Di Ash"], "Code": ["github.com/example/moss"]}
    assert view.summary == "Moss tells the time."
    assert LinkView("press.example", facts.link, is_given=True) in view.actions
    assert "press.example" not in [place.label for place in view.places]
    assert "url = <" not in view.citation.bibtex
    assert "https://press.example/moss/1" in view.citation.bibtex


def test_two_digests_of_one_day_are_no_other_day() -> None:
    day = date(2025, 3, 18)
    given = replace(paper(), appearances=(Appearance(day, 1, "a"), Appearance(day, 4, "b")))
    (card,) = view_of(archive(given, marks=False), "dates/2025-03-18/index.html").cards
    assert (card.seen, card.rank) == (None, 1)


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("../../dates/2025-03-18.md", "../../../dates/2025-03-18/"),
        ("../2024/other.md#h-x", "../../../papers/2024/other/#h-x"),
        ("two.md", "../../../papers/2025/two/"),
        ("../../about.md", "../../../about/"),
        ("../../About.md", "../../About.md"),
        ("../../../secret.md", "../../../secret.md"),
        ("../../digests/2025/x.md", "../../digests/2025/x.md"),
        ("../../dates/2025-02-30.md", "../../dates/2025-02-30.md"),
        ("#h-x", "#h-x"),
        ("https://a.example/x.md", "https://a.example/x.md"),
        ("/about.md", "/about.md"),
        ("two%2Emd", "two%2Emd"),
    ],
)
def test_links_between_files_of_content_lead_to_their_pages(written: str, href: str) -> None:
    view = view_of(archive(paper(notes=f"[x]({written})")), "papers/2025/one/index.html")
    assert f'href="{href}"' in view.notes


def test_links_in_a_days_notes_work_on_every_page_that_shows_them() -> None:
    given = archive(paper())
    day = replace(given.days[0], notes_markdown="[x](../papers/2025/one.md)")
    given = replace(given, days=(day,))
    assert 'href="../../papers/2025/one/"' in view_of(given, "dates/2025-03-18/index.html").notes
    assert 'href="papers/2025/one/"' in view_of(given, "index.html").newest.notes


def test_notes_that_cannot_be_read_are_an_error_that_names_their_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Should a text come by the estimate of its effort."""
    monkeypatch.setattr("daybook.theme.markdown_cost.is_too_costly", lambda _text: False)
    given = archive(paper(notes="- " * 3000 + "a"))
    with pytest.raises(InputError) as caught:
        context_of(given, "papers/2025/one/index.html")
    assert caught.value.problems[0].path == "content/papers/2025/one.md"


def test_years_that_python_knows_at_all() -> None:
    for iso in ("0001-01-01", "9999-12-31"):
        view = view_of(archive(paper(f"{iso[:4]}/a", days=[iso])), f"months/{iso[:7]}/index.html")
        assert view.iso == iso[:7]


def test_the_list_of_all_days() -> None:
    days = ["2023-12-31", "2024-01-01", "2024-03-05"]
    view = view_of(
        archive(*(paper(f"2024/p{n}", days=[day]) for n, day in enumerate(days))), "dates/index.html"
    )
    assert [(year.label, [month.link.label for month in year.months]) for year in view.years] == [
        ("2024", ["January 2024", "March 2024"]),
        ("2023", ["December 2023"]),
    ]


@pytest.mark.parametrize(
    ("written", "on_its_page", "on_the_first"),
    [
        ("../about.md", "../../about/", "about/"),
        ("2025-03-17.md#h-a", "../../dates/2025-03-17/#h-a", "dates/2025-03-17/#h-a"),
        ("../../assets/a.svg", "../../assets/a.svg", "assets/a.svg"),
        ("a.txt?b#c", "a.txt?b#c", "dates/2025-03-18/a.txt?b#c"),
        ("./", "./", "dates/2025-03-18/"),
        ("../../", "../../", "./"),
        ("#h-a", "#h-a", "#h-a"),
        ("?q=a/b", "?q=a/b", "dates/2025-03-18/?q=a/b"),
        ("?q#h-a", "?q#h-a", "dates/2025-03-18/?q#h-a"),
        ("", "", "dates/2025-03-18/"),
        (".", ".", "dates/2025-03-18/"),
        ("..", "..", "dates/"),
        ("..#h-a", "..#h-a", "dates/#h-a"),
        ("../..", "../..", "./"),
        ("../.?q", "../.?q", "dates/?q"),
        ("a..", "a..", "dates/2025-03-18/a.."),
        ("/a", "/a", "/a"),
        ("//a.example/b", "//a.example/b", "//a.example/b"),
        ("../..//a.example/b", "../..//a.example/b", "a.example/b"),
        ("https://a.example/b.md", "https://a.example/b.md", "https://a.example/b.md"),
        ("mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example"),
        ("..\\b", "..\\b", "..\\b"),
    ],
)
def test_a_days_links_lead_to_one_place_wherever_it_is_shown(
    written: str, on_its_page: str, on_the_first: str
) -> None:
    day = Day(date(2025, 3, 18), notes_markdown=f"[x](<{written}>)")
    given = replace(archive(paper()), days=(day,))
    assert href_of(view_of(given, "dates/2025-03-18/index.html").notes) == on_its_page
    assert href_of(view_of(given, "index.html").newest.notes) == on_the_first


def href_of(html: str) -> str:
    """Of the first link."""
    return html.partition('href="')[2].partition('"')[0]


@pytest.mark.parametrize("written", ["../../javascript:alert(1)", "../..:x"])
def test_no_link_becomes_another_scheme_by_being_moved(written: str) -> None:
    day = Day(date(2025, 3, 18), notes_markdown=f'<a href="{written}">x</a>')
    given = replace(archive(paper()), days=(day,))
    for path in ("index.html", "dates/2025-03-18/index.html"):
        view = view_of(given, path)
        assert href_of((view.newest if path == "index.html" else view).notes) in ("", written)


def test_counts_in_words() -> None:
    assert [count(number, "paper") for number in (0, 1, 2310)] == ["0 papers", "1 paper", "2,310 papers"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_hostile_text_is_in_views_as_it_is(text: str) -> None:
    line = one_line(text)
    given = archive(replace(paper(title=line, abstract=line), tags=(line,)))
    assert view_of(given, "papers/2025/one/index.html").tags == (
        LinkView(line, f"../../../{addresses.tag(slugs.tag_slug(line))}"),
    )
    assert view_of(given, "dates/2025-03-18/index.html").cards[0].tags == (
        LinkView(line, f"../../{addresses.tag(slugs.tag_slug(line))}"),
    )


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("index.html", "2025-04-01"),
        ("dates/2025-03-18/index.html", "2025-03-18"),
        ("papers/2025/one/index.html", "2025-04-01"),
        ("papers/2025/two/index.html", "2025-03-18"),
    ],
)
def test_previews_of_links_show_the_newest_day(path: str, day: str) -> None:
    given = archive(paper("2025/one", days=["2025-03-18", "2025-04-01"]), paper("2025/two"))
    image = context_of(given, path)["page"].image
    assert image.address == f"{BASE}dates/{day}/card.png"
    assert image.address.removeprefix(BASE) in {page.path for page in plan_pages(Planning(given))}


@pytest.mark.parametrize("path", ["dates/index.html", "search/index.html", "404.html"])
def test_pages_of_no_day_have_no_picture(path: str) -> None:
    assert context_of(archive(paper("2025/one")), path)["page"].image is None


def test_a_picture_shows_the_votes_of_its_day() -> None:
    one = replace(paper("2025/one"), appearances=(Appearance(date(2025, 3, 18), 1, "a.json", 42),))
    (page,) = [page for page in plan_pages(Planning(archive(one))) if page.path.endswith("card.png")]
    call = page.call(FRAME)
    assert call == day_image(date(2025, 3, 18), 1, (42,), FRAME.site.colours)

"""Texts of pages as browsers, readers and Lynx save them, and what stands beside their papers."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from tests.digests.reading import reading

read = reading("2031/page.txt")

ABSTRACT = (
    "We study how gates of moss grow under lamplight, and present a method that orders them by weight, "
    "with experiments on three ponds. Our approach needs neither labels nor lanterns, and holds for every "
    "pond that we tried over two seasons of rain."
)
TITLES = ("Moss Gates by Lamplight", "Late Moss at Low Tide")


def _daily(published: str, authors: str = "6 authors", votes: str = "12") -> str:
    papers = "".join(
        f"{votes}\n\n{title}\n\n{ABSTRACT}\n\n{authors}\n\n·\n\n{published}\n\n3\n\n" for title in TITLES
    )
    return (
        f"Daily Papers\n\nby AK and the research community\n\nDaily\n\nWeekly\n\nMar 18\n\n{papers}Previous\n"
    )


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("Mar. 17, 2031", "2031-03-17"),
        ("March 17, 2031", "2031-03-17"),
        ("17 Mar 2031", "2031-03-17"),
        ("2031-03-17", "2031-03-17"),
        ("Published on March 17", "2031-03-17"),
        ("3 days ago", ""),
        ("17. März 2031", ""),
        ("2031年3月17日", ""),
    ],
)
def test_no_form_of_a_day_of_publication_is_a_day_of_the_page(published: str, expected: str) -> None:
    digest, problems = read(_daily(published))
    assert [(entry.day, entry.title, entry.upvotes) for entry in digest.entries] == [
        (date(2031, 3, 18), title, 12) for title in TITLES
    ]
    assert {entry.facts.published for entry in digest.entries} == {expected}
    assert {entry.abstract for entry in digest.entries} == {ABSTRACT}
    assert not problems


@pytest.mark.parametrize("authors", ["1 author", "6 Autoren", "6 auteurs", "6 autores", "6 位作者"])
def test_the_number_of_authors_in_the_language_of_the_browser(authors: str) -> None:
    digest, _problems = read(_daily("Mar 17, 2031", authors))
    assert [entry.title for entry in digest.entries] == list(TITLES)
    assert {entry.facts.organization for entry in digest.entries} == {""}


@pytest.mark.parametrize(("votes", "count"), [("1.2k", 1200), ("1,204", 1204), ("Upvote 57", 57), ("-", 0)])
def test_forms_of_up_votes(votes: str, count: int) -> None:
    digest, _problems = read(_daily("Mar 17, 2031", votes=votes))
    assert [(entry.title, entry.upvotes) for entry in digest.entries] == [(title, count) for title in TITLES]


def test_a_reader_that_keeps_links_and_pictures() -> None:
    page = "https://huggingface.co/papers/3103.0000"
    text = "# Daily Papers\n\nMar 18\n\n" + "".join(
        f"[![Image {n}](https://pictures.example/{n}.png)]({page}{n})\n\n"
        f"[Submitted by ![Image](https://pictures.example/h.png) heron]({page}{n})\n\n{n}4\n\n"
        f"### [{title}]({page}{n})\n\n*   +4\n\n"
        "[![Image](https://pictures.example/o.png) Moss Institute](https://huggingface.co/moss) · "
        "6 authors\n\n"
        f"[3]({page}{n}#community)\n\n"
        for n, title in enumerate(TITLES, 1)
    )
    digest, _problems = read(text, "2031-03-18.md")
    found = [(entry.title, entry.facts.arxiv, entry.upvotes) for entry in digest.entries]
    assert found == [(TITLES[0], "3103.00001", 14), (TITLES[1], "3103.00002", 24)]
    assert {entry.facts.organization for entry in digest.entries} == {"Moss Institute"}


LYNX = (
    "   #[1]alternate\n\n   [2]Hugging Face\n\nDaily Papers\n\n"
    "   by[3]AKand the research community\n   Mar 18\n\n"
    "   [4]Submitted by heron\n   (BUTTON) 124\n\n"
    "  [5]Moss Gates by Lamplight and by Other Lights That Burn Below Eaves in the\n   Long Winters\n\n"
    "     * +4\n\n   · 6 authors\n   [6]3\n\n"
    "   [7]Submitted by heron\n   (BUTTON) -\n\n  [8]Late Moss at Low Tide\n\n   · 1 author\n   [9]1\n\n"
    "References\n\n   1. https://huggingface.co/papers\n   2. https://huggingface.co/\n"
    "   3. https://huggingface.co/ak\n   4. https://huggingface.co/papers/3103.00001\n"
    "   5. https://huggingface.co/papers/3103.00001\n   6. https://huggingface.co/papers/3103.00001#community\n"
    "   7. https://huggingface.co/papers/3103.00002\n   8. https://huggingface.co/papers/3103.00002\n"
    "   9. https://huggingface.co/papers/3103.00002#community\n"
)


@pytest.mark.parametrize("text", [LYNX, LYNX.replace("References\n", "References\n\n   Visible links\n")])
def test_a_dump_of_lynx_and_one_of_elinks(text: str) -> None:
    digest, _problems = read(text)
    assert [(entry.title, entry.facts.arxiv, entry.upvotes) for entry in digest.entries] == [
        (f"{TITLES[0]} and by Other Lights That Burn Below Eaves in the Long Winters", "3103.00001", 124),
        (TITLES[1], "3103.00002", 0),
    ]


def test_a_dump_of_arxivs_page() -> None:
    text = (
        "   [1]arXiv logo\n\nShowing new listings for Tuesday, 18 March 2031\n\n   Total of 2 entries\n\n"
        "   [1] [2]arXiv:3103.00001 [[3]pdf, [4]other]\n\n"
        "          Title: Moss Gates by Lamplight and by Schr\\\"odinger's Lights Below Eaves in\n"
        "          the North\n          [5]Ada Mill, [6]Bo Reed\n"
        "          Comments: 9 pages, of which the last three list the moss of gates\n          "
        "alphabetically\n          Subjects: Sound (cs.SD)\n\n"
        "          We study gates of moss.\n\n"
        "   [2] [7]arXiv:3103.00002 (replaced) [[8]pdf]\n\n          Title: Late Moss\n"
        "          [5]Ada Mill\n          Subjects: Sound (cs.SD)\n\n"
        "   [9]About\n   [9]Help\n\nReferences\n\n"
        + "".join(f"   {n}. https://arxiv.org/abs/{n}\n" for n in range(1, 10))
    )
    digest, _problems = read(text)
    assert digest.entries[0].facts.categories == ("cs.SD",)
    assert [(entry.title, entry.facts.authors, entry.abstract) for entry in digest.entries] == [
        (
            "Moss Gates by Lamplight and by Schrödinger's Lights Below Eaves in the North",
            ("Ada Mill", "Bo Reed"),
            "We study gates of moss.",
        ),
        ("Late Moss", ("Ada Mill",), ""),
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "[ total of 1 entries: 1-1 ]\n[ showing up to 2000 entries per page: fewer | more ]\n\n"
        "Links to: arXiv, form interface, find, cs, recent, 3103, contact, help (Access key information)\n",
        "About\nHelp\ncontact arXivClick here to contact arXiv Contact\nCopyright\n",
    ],
)
def test_the_foot_of_arxivs_page_is_no_abstract(foot: str) -> None:
    text = (
        "New submissions for Tue, 18 Mar 31\n\n[1]  arXiv:3103.00001 [pdf, ps, other]\n    Title: Late Moss\n"
        f"    Authors: Ada Mill\n    Subjects: Sound (cs.SD)\n\n    We study moss.\n\n{foot}"
    )
    digest, _problems = read(text)
    assert [entry.abstract for entry in digest.entries] == ["We study moss."]


def test_numbers_between_titles_and_abstracts_are_no_papers() -> None:
    text = "Mar 18\n\n" + "".join(f"{title}\n\n{ABSTRACT}\n\n12\n\n-\n\n" for title in TITLES)
    digest, problems = read(text)
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [
        (title, ABSTRACT) for title in TITLES
    ]
    assert not problems


def test_short_notes_below_a_day_are_no_digest() -> None:
    text = (
        "Mar 18\n\nReading group\n\nAda presented results of the experiment, and we discussed the model.\n\n"
        "Next time\n\nBo will present a paper on ponds; the room is 4.\n"
    )
    digest, (problem,) = read_digest("2031-03-18.txt", text.encode(), date_hint("2031-03-18.txt", None))
    assert digest is None
    assert "no known form" in problem.what


def test_blanks_of_a_pages_layout() -> None:
    text = _daily("Mar\u00a017, 2031", "6\u00a0authors").replace("·", "\u200b·")
    text = text.replace("Mar 18", "Mar\u00a018\ufeff")
    digest, problems = read(text)
    assert [(entry.day, entry.title, entry.facts.published) for entry in digest.entries] == [
        (date(2031, 3, 18), title, "2031-03-17") for title in TITLES
    ]
    assert not problems


def test_ranks_go_on_where_a_day_stands_again() -> None:
    pages = (f"Mar 18\n\n{title}\n\n{ABSTRACT}\n\n" for title in TITLES)
    digest, problems = read("Get trending papers in your email inbox!\n\n" + "".join(pages))
    assert [(entry.title, entry.rank) for entry in digest.entries] == list(zip(TITLES, (1, 2), strict=True))
    assert not problems

"""Three papers in the forms in which readers keep them: notes, sheets, bookmarks, pages, feeds, exports."""

from __future__ import annotations

import json
from html import escape

import pytest

from daybook.model import Entry
from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18")

URL = "https://arxiv.org/abs/"
DOI = "10.1234/moss."
NAME = "Ada Mill"
LISTING = (
    "<html><body><h1>Clocks</h1><h3>Showing new listings for Tuesday, 18 March 2031</h3><dl>"
    + "".join(
        f'<dt><a href="{URL}{arxiv}" title="Abstract">arXiv:{arxiv}</a></dt><dd><div class="list-title">'
        f'<span class="descriptor">Title:</span>{title}</div><div class="list-authors">{names}</div>'
        f'<div class="list-subjects"><span class="descriptor">Subjects:</span> Logic (cs.LO)</div>'
        f'<p class="mathjax">{ABSTRACT}</p></dd>'
        for title, arxiv, names in PAPERS
    )
    + "</dl></body></html>"
)
HYDRATED = escape(
    json.dumps(
        {
            "paper": {
                "id": PAPERS[0][1],
                "title": TITLES[0],
                "summary": ABSTRACT,
                "authors": [{"name": "Ada Mill"}],
            }
        }
    )
)
COPIED = (
    f"Papers\narxiv:{PAPERS[0][1]}\n\n{TITLES[0]}\nPublished on Mar 17, 2031\n· Submitted by\nmoss\n"
    " on Mar 18\nUpvote\n41\nAuthors:\nAda Mill\n,\nBo Reed\n,\nCy Wood\nAbstract\n\nMoss is slow.\n"
    "AI-generated summary\n\n"
    f"{ABSTRACT}\n\nView arXiv page\nView PDF\nCommunity\n\nmoss\n2 days ago\n\nWe grow moss.\n"
)


def entries(text: str, path: str = "2031-03-18") -> tuple[Entry, ...]:
    return read(text, path)[0].entries


def facts(entry: Entry) -> tuple[str, str, tuple[str, ...], str]:
    return entry.title, entry.facts.arxiv, entry.facts.authors, entry.abstract


def listed(line: str, between: str = "\n\n") -> str:
    """Return the papers in a form with ``{t}``, ``{x}``, ``{a}`` and ``{s}``."""
    made = (
        line.replace("{t}", title).replace("{x}", arxiv).replace("{a}", names).replace("{s}", ABSTRACT)
        for title, arxiv, names in PAPERS
    )
    return between.join(made) + "\n"


def as_json(line: str) -> str:
    return f"[{listed(line, ', ')}]"


@pytest.mark.parametrize(
    "text",
    [
        listed("Authors: {a}\nTitle: {t}\nLink: https://arxiv.org/abs/{x}\nAbstract: {s}"),
        listed("**Authors:** {a}\n**Title:** {t}\n**Link:** https://arxiv.org/abs/{x}\n**Abstract:** {s}"),
        listed("*{a}*\n### [{t}](https://arxiv.org/abs/{x})\n{s}"),
        listed(
            "## [{t}](https://arxiv.org/abs/{x})\n\n*{a}*\n\n"
            "{{< details 'Abstract' >}}\n{s}\n{{< /details >}}"
        ),
        json.dumps({title: {"url": URL + x, "authors": a, "abstract": ABSTRACT} for title, x, a in PAPERS}),
        as_json('{"page_content": "…", "metadata": {"Title": "{t}", "Authors": "{a}", "Summary": "{s}",'
                ' "Entry ID": "{x}"}}'),
        as_json('{"score": 1, "metadata": {"title": "{t}", "authors": "{a}", "abstract": "{s}",'
                ' "arxiv": "{x}"}}'),
        as_json('{"json": {"title": "{t}", "link": "https://arxiv.org/abs/{x}", "creator": "{a}",'
                ' "contentSnippet": "arXiv:{x}v1 Announce Type: new \\nAbstract: {s}"}}'),
        listed('"{x}":\n  title: "{t}"\n  authors: "{a}"\n  abstract: "{s}"', "\n"),
        '<?xml version="1.0"?>\n<records xmlns="http://ads.example" retrieved="3">'
        + "".join(
            f"<record><bibcode>2031arXiv</bibcode><title>{t}</title>"
            + "".join(f"<author>{name}</author>" for name in a.split(", "))
            + f"<eprintid>arXiv:{x}</eprintid><abstract>{ABSTRACT}</abstract></record>"
            for t, x, a in PAPERS
        )
        + "</records>",
        "---\n---\n"
        + "".join(
            f"@article{{k{x},\n title={{{t}}},\n author={{{a.replace(', ', ' and ')}}},\n"
            f" abstract={{{ABSTRACT}}},\n"
            f" html={{{URL}{x}}},\n pdf={{k.pdf}}\n}}\n"
            for t, x, a in PAPERS
        ),
    ],
)  # fmt: skip
def test_each_paper_has_its_own_authors_and_abstract(text: str) -> None:
    expected = [(t, x, names, ABSTRACT) for (t, x, _), names in zip(PAPERS, AUTHORS, strict=True)]
    assert [facts(entry) for entry in entries(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        f"From: <Saved by Blink>\nSubject: Clocks\nDate: Tue, 18 Mar 2031 09:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n'
        f"Content-Location: https://arxiv.org/list/cs.CL/new\n\n{LISTING}\n--b--\n",
        json.dumps({arxiv: title for title, arxiv, _ in PAPERS}),
        json.dumps({title: URL + arxiv for title, arxiv, _ in PAPERS}),
        as_json('{"title": "{t}", "content": {"type": "link", "url": "https://arxiv.org/abs/{x}"}}'),
        "Added;Title\n" + listed('2031;"=HYPERLINK(""https://arxiv.org/abs/{x}""; ""{t}"")"', "\n"),
        'Title,Link\n' + listed('"{t}","=HYPERLINK(""https://arxiv.org/abs/{x}"",""arXiv"")"', "\n"),
        "# Daily Papers\n\n"
        + listed("[![](https://a.example/1.jpg) moss](https://huggingface.co/moss)\n\n### [{t}](https://huggingface.co/papers/{x})"
                 "\n\n[· 3 authors](https://huggingface.co/papers/{x})\n\n[2](https://huggingface.co/papers/{x}#community)"),
    ],
)  # fmt: skip
def test_each_paper_has_its_title_and_number(text: str) -> None:
    found = [(entry.title, entry.facts.arxiv) for entry in entries(text)]
    assert found == [(title, arxiv) for title, arxiv, _ in PAPERS]


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        (COPIED, AUTHORS[0]),
        (f'<!doctype html><div data-target="PaperPage" data-props="{HYDRATED}"></div>', ("Ada Mill",)),
        (
            f'---\ntitle: "{TITLES[0]}"\nsource: "{URL}{PAPERS[0][1]}"\nauthor:\n  - "[[Ada Mill]]"\n'
            f'description: "{ABSTRACT}"\ntags:\n  - "clippings"\n---\nMoss is slow.\n',
            ("Ada Mill",),
        ),
    ],
)
def test_one_paper_is_read_from_its_page_or_a_note(text: str, authors: tuple[str, ...]) -> None:
    assert [facts(entry) for entry in entries(text)] == [(TITLES[0], PAPERS[0][1], authors, ABSTRACT)]


def test_a_clipped_page_of_arxiv_has_no_abstract_in_its_description() -> None:
    head = f'---\ntitle: "{TITLES[0]}"\nsource: "{URL}{PAPERS[0][1]}"\n'
    text = f'{head}description: "Abstract page for arXiv paper 1"\n---\nMoss.\n'
    assert [entry.abstract for entry in entries(text)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "Reference Type:  Journal Article\nRecord Number: 1\nAuthor: Mill, Ada\nvan der Reed, Bo\n"
        f"Year: 2031\nTitle: {TITLES[0]}\nJournal: Moss Letters\nDOI: {DOI}1\nAbstract: {ABSTRACT}\n\n\n",
        f"TY  - JOUR\nA1  - Mill, Ada\nA1  - van der Reed, Bo\nPY  - 2031\nT1  - {TITLES[0]}\n"
        f"N2  - {ABSTRACT}\nM3  - doi:{DOI}1\nER  - \n",
        "references:\n  - type: article\n"
        f'    title: "{TITLES[0]}"\n    authors:\n      - family-names: Mill\n        given-names: Ada\n'
        "      - family-names: van der Reed\n        given-names: Bo\n"
        f'    doi: {DOI}1\n    abstract: "{ABSTRACT}"\n',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<rdf:Description><dc:title>{TITLES[0]}</dc:title><dc:creator>Mill, Ada</dc:creator>"
        f"<dc:creator>van der Reed, Bo</dc:creator><dc:description>{ABSTRACT}</dc:description>"
        f"<dc:identifier>DOI {DOI}1</dc:identifier>"
        "</rdf:Description></rdf:RDF>",
    ],
)  # fmt: skip
def test_an_export_of_a_reference_manager_is_read(text: str) -> None:
    ((title, doi, authors, abstract),) = [
        (entry.title, entry.facts.doi, entry.facts.authors, entry.abstract) for entry in entries(text)
    ]
    assert (title, doi, abstract) == (TITLES[0], f"{DOI}1", ABSTRACT)
    assert authors == ("Ada Mill", "Bo van der Reed")


@pytest.mark.parametrize(
    ("title", "link"),
    [
        ("{t} -- by {a}", "https://www.nber.org/papers/w39901"),
        ("TR31-012 |  {t} | {a}", "https://eccc.weizmann.ac.il/report/2031/012"),
        ("[moss-39901] {t}", "https://hal.science/moss-39901v1"),
    ],
)
def test_a_title_in_a_feed_has_no_number_and_no_authors(title: str, link: str) -> None:
    item = f"<item><title>{title}</title><link>{link}</link><description>{ABSTRACT}</description></item>"
    text = item.replace("{t}", TITLES[0]).replace("{a}", PAPERS[0][2])
    (found,) = entries(f"<rss version='2.0'><channel><title>Clocks</title>{text}</channel></rss>")
    assert found.title == TITLES[0]
    assert found.facts.authors == (AUTHORS[0] if "{a}" in title else ())


@pytest.mark.parametrize("name", ["Ada van den Reed", "Łucja Mill", "Bo ter Wood", "Şeyma Shed"])
def test_one_author_below_a_linked_title_may_have_particles_and_any_capitals(name: str) -> None:
    lines = (f'<p><a href="{URL}{x}">{t}</a><br><i>{name}</i></p>' for t, x, _ in PAPERS)
    found = entries(f"<html><body>{''.join(lines)}</body></html>")
    assert [entry.facts.authors for entry in found] == [(name,)] * len(PAPERS)

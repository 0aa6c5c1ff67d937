"""Buttons, dates, rules and calls beside linked titles are of no title and of no abstract."""

from __future__ import annotations

import pytest

from daybook.problems import Severity
from tests.digests.newsletters.test_newsletters import HEAD, entries, read, texts

LAMPS, ROPES = "https://arxiv.org/abs/3103.00001", "https://arxiv.org/abs/3103.00002"
OF_LAMPS = "We measure how far lamps on buoys are seen in fog."
OF_ROPES = "Ropes of hemp are pulled until they part."
SAVED = "<html><head>{}<title>Lists</title></head><body><p>Two papers</p>{}</body></html>"


def item(url: str, title: str, above: str, abstract: str) -> str:
    return f'<div><h3><a href="{url}">{title}</a></h3>{above}<p>{abstract}</p></div>'


@pytest.mark.parametrize("date", ["Oct 2031", "03 Nov 2031", "November 3, 2031"])
def test_a_date_below_a_title_is_no_abstract(date: str) -> None:
    found = entries(
        item(LAMPS, "Lamps in Fog at Sea", f"<p>{date}</p>", OF_LAMPS)
        + item(ROPES, "Ropes That Part at Night", f"<p>{date}</p>", OF_ROPES)
    )
    assert [text for _, text in texts(found)] == [OF_LAMPS, OF_ROPES]


def test_a_button_is_no_paper_and_the_foot_no_abstract() -> None:
    button = '<p><a href="https://list.example/save?id=1">Save to Library</a></p>'
    html = (
        item(LAMPS, "Lamps in Fog at Sea", "", OF_LAMPS)
        + button
        + item(ROPES, "Ropes That Part at Night", "", OF_ROPES)
        + button
        + '<p>Stop receiving emails <a href="https://list.example/x">here</a>, 9 Quay Road</p>'
    )
    assert texts(entries(html)) == [("Lamps in Fog at Sea", OF_LAMPS), ("Ropes That Part at Night", OF_ROPES)]


def test_words_that_end_with_a_link_to_the_paper() -> None:
    html = (
        "<p><b>Lamps:</b><br>Fog hides them.<br><b>Read more:</b> "
        f'<a href="{LAMPS}">Lamps in Fog at Sea (arXiv)</a>.</p><p>***</p>'
        "<p><b>A tale:</b> The last keeper wound the clock.</p><p>***</p>"
        "<p>Hemp parts at night.<br><b>Read more:</b> "
        '<a href="https://list.example/c?9">Ropes That Part at Night (arXiv, PDF)</a>.</p>'
    )
    digest, problems = read(HEAD.format("html") + html)
    assert texts(digest.entries) == [("Lamps in Fog at Sea", "")]
    assert [(problem.severity, "Ropes That Part at Night" in problem.what) for problem in problems] == [
        (Severity.WARNING, True)
    ]


def test_a_label_before_a_linked_title_is_no_abstract() -> None:
    html = f'<p>One paper: <a href="{LAMPS}">Lamps in Fog at Sea</a></p><p>Two ferries ran aground.</p>'
    html += f'<p>Another one: <a href="{ROPES}">Ropes That Part at Night</a> — {OF_ROPES}</p>'
    assert texts(entries(html)) == [
        ("Lamps in Fog at Sea", "Two ferries ran aground."),
        ("Ropes That Part at Night", OF_ROPES),
    ]


def buttons(url: str, number: int, title: str, abstract: str) -> str:
    return (
        f'<div><h2><a href="{url}">#{number}</a> <a href="/arxiv/{url[-10:]}">{title}</a>'
        " <a>[PDF<sup>4</sup>]</a> <a>[Copy]</a> <a>[REL]</a></h2><p><b>Authors</b>: Ada Mill, Bo Reed</p>"
        f"<p>{abstract}</p><p><b>Subjects</b>: Fog</p><p><b>Publish</b>: 2031-03-17 17:59:59 UTC</p></div>"
    )


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<base href="https://lists.example/a/">',
        '<link rel="canonical" href="https://lists.example/b">',
        '<meta property="og:url" content="https://lists.example/">',
    ],
)
def test_a_page_with_buttons_behind_titles(head: str) -> None:
    body = buttons(LAMPS, 1, "Lamps in Fog at Sea", OF_LAMPS) + buttons(
        ROPES, 2, "Ropes That Part at Night", OF_ROPES
    )
    digest, _ = read(SAVED.format(head, body), "2031-03-18.html")
    assert texts(digest.entries) == [
        ("Lamps in Fog at Sea", OF_LAMPS),
        ("Ropes That Part at Night", OF_ROPES),
    ]
    assert {entry.facts.authors for entry in digest.entries} == {("Ada Mill", "Bo Reed")}


def test_links_without_a_host_on_a_page_that_names_its_own() -> None:
    head = "<!-- saved from url=(0024)https://www.alphaxiv.org/ -->"
    body = "".join(
        f'<div><a href="/abs/{url[-10:]}">{title}</a><div><p>{abstract}</p></div></div>'
        for url, title, abstract in (
            (LAMPS, "Lamps in Fog at Sea", OF_LAMPS),
            (ROPES, "Ropes That Part at Night", OF_ROPES),
        )
    )
    digest, _ = read(SAVED.format(head, body), "2031-03-18.html")
    assert [entry.facts.arxiv for entry in digest.entries] == ["3103.00001", "3103.00002"]


def test_the_sender_of_each_message_is_no_title() -> None:
    body = "".join(
        f"<div><div>10:0{number}</div><div>Harbour Papers</div><div><b>{title}</b><br><br>{abstract}<br><br>"
        f'<a href="{url}">{url}</a></div></div>'
        for number, (url, title, abstract) in enumerate(
            [(LAMPS, "Lamps in Fog at Sea", OF_LAMPS), (ROPES, "Ropes That Part at Night", OF_ROPES)]
        )
    )
    digest, _ = read(SAVED.format("", f"<div>Harbour Papers</div>{body}"), "2031-03-18.html")
    assert texts(digest.entries) == [
        ("Lamps in Fog at Sea", OF_LAMPS),
        ("Ropes That Part at Night", OF_ROPES),
    ]


@pytest.mark.parametrize("is_linked", [True, False])
def test_one_author_where_others_list_several(*, is_linked: bool) -> None:
    papers = [
        (LAMPS, "Lamps in Fog at Sea", "Ada Mill, Bo Reed", OF_LAMPS),
        ("https://arxiv.org/abs/3103.00003", "Bells Below Water", "Cy Wood", OF_LAMPS),
        (ROPES, "Ropes That Part at Night", "Ada Mill, Di Shed", OF_ROPES),
    ]
    html = "".join(
        item(url, title, f"<p><em>{names}</em></p>", text)
        if is_linked
        else f'<h3>{title}</h3><p>{names}</p><p>{text}</p><p><a href="{url}">Read more</a></p>'
        for url, title, names, text in papers
    )
    assert [(one.title, ", ".join(one.facts.authors), one.abstract) for one in entries(html)] == [
        paper[1:] for paper in papers
    ]


def test_citations_in_an_alert_of_pubmed() -> None:
    host = "https://pubmed.ncbi.nlm.nih.gov"
    html = (
        f'<p>1. <a href="{host}/40000001/">Lamps in fog.</a></p><p>Mill A, Reed BC.<br>'
        "J Lamps. 2031 Mar 3. doi: 10.1234/lamps.1. Online ahead of print.<br>PMID: 40000001</p>"
        f'<p>2. <a href="{host}/40000002/">Ropes at night.</a></p><p>Wood CD, Shed E.<br>'
        "J Ropes. 2031 Mar 3.<br>PMID: 40000002</p>"
    )
    assert [(one.title, one.abstract, one.facts.authors) for one in entries(html)] == [
        ("Lamps in fog", "", ("A Mill", "BC Reed")),
        ("Ropes at night", "", ("CD Wood", "E Shed")),
    ]


def test_names_in_blocks_of_their_own() -> None:
    papers = [
        (LAMPS, "Lamps in Fog at Sea", "Ada Mill, Bo Reed"),
        ("https://arxiv.org/abs/3103.00003", "Bells Below Water", "Ada Mill, Cy Wood"),
        (ROPES, "Ropes That Part at Night", "Di Shed"),
    ]
    html = "".join(
        item(url, title, "".join(f"<div>{name}</div>" for name in names.split(", ")), OF_LAMPS)
        for url, title, names in papers
    )
    assert [(one.title, ", ".join(one.facts.authors), one.abstract) for one in entries(html)] == [
        (title, names, OF_LAMPS) for _, title, names in papers
    ]


def test_a_url_below_the_abstract_of_a_heading() -> None:
    html = f"<h3>Lamps in Fog at Sea</h3>Ada Mill, Bo Reed<p>{OF_LAMPS}</p><a href='{LAMPS}'>{LAMPS}</a>"
    assert texts(entries(html)) == [("Lamps in Fog at Sea", OF_LAMPS)]


def test_a_script_within_a_paragraph_leaves_no_sign() -> None:
    html = item(LAMPS, "Lamps in Fog at Sea", "", f"{OF_LAMPS}<script>let a = 1;</script>")
    html += item(ROPES, "Ropes That Part at Night", "", OF_ROPES)
    assert [text for _, text in texts(entries(html))] == [OF_LAMPS, OF_ROPES]


@pytest.mark.parametrize(
    "each",
    [
        "<a href='{url}'><img src='x'></a><h3><a href='{url}'>{title}</a></h3><p>{names}</p><p>{text}</p>",
        "<a href='{url}'><h3>{title}</h3></a><p>{names}</p><p>{text}</p>",
        "<p><span><a href='{url}.pdf'>pdf</a> <a href='{url}#b'>bib</a> <a href='#'>abs</a></span>"
        "<strong><a href='{url}'>{title}</a></strong><br>{names}</p><p>{text}</p>",
        "<p><a href='{url}'>{title}</a><br>({names})<br>Article No.: 4, pp 1-9</p><p>{text}</p>",
        "<p><a href='{url}'>{title}</a></p><p><a href='https://lamps.example/p'>{names}</a></p><p>{text}</p>",
        "<p><a href='{url}'>{title}</a> (3 minute read)</p><p>{names}</p><p>Lamp Days, 2031</p><p>{text}</p>",
        "<p><a href='{url}'>{title}</a></p><div>{names}</div><details>Abstract<p>{text}</p></details>",
        "<p><a href='{url}'>{url}</a></p><p><a href='{url}'>{title}</a></p><p>{names}</p><p>{text}</p>",
        "<div><a href='{url}'>[PDF] lamps.example.org</a></div><h3><a href='{url}'>{title}</a></h3>"
        "<p>{names}</p><p>{text}</p>",
    ],
    ids=[
        "a picture",
        "a heading in a link",
        "buttons",
        "parentheses",
        "linked names",
        "a venue",
        "a label",
        "a URL",
        "a host",
    ],
)
def test_what_stands_around_titles(each: str) -> None:
    papers = [
        ("https://aclanthology.org/2031.lamps-1.1", "Lamps in Fog at Sea", "Ada Mill, Bo Reed", OF_LAMPS),
        ("https://aclanthology.org/2031.lamps-1.2", "Bells Below Water", "Cy Wood", OF_LAMPS),
        ("https://aclanthology.org/2031.lamps-1.3", "Ropes at Night", "Ada Mill, Di Shed", OF_ROPES),
    ]
    html = "".join(
        each.format(url=url, title=title, names=names, text=text) for url, title, names, text in papers
    )
    assert [(one.title, ", ".join(one.facts.authors), one.abstract) for one in entries(html)] == [
        paper[1:] for paper in papers
    ]


def test_names_with_semicolons_between() -> None:
    html = item(LAMPS, "Lamps in Fog at Sea", "<p>Ada Mill; Bo Reed</p>", OF_LAMPS)
    assert [one.facts.authors for one in entries(html)] == [("Ada Mill", "Bo Reed")]

"""Links to papers in newsletters and alerts, and the text that belongs to each."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("news.eml")

HEAD = (
    "From: Moss <moss@list.example>\nTo: reader@home.example\nDate: Tue, 18 Mar 2031 10:00:00 +0000\n"
    "Content-Type: text/{}; charset=utf-8\n\n"
)
ONE, TWO, THREE = (
    "https://arxiv.org/abs/3103.00001",
    "https://journal.example/2",
    "https://doi.org/10.1234/fern.3",
)
FOOT = '<p>Sent with care to you. <a href="https://list.example/u">Unsubscribe</a></p><p>12 Moss Street</p>'
SCHOLAR_ITEM = (
    '<h3><span>[{form}]</span> <a href="http://scholar.google.com/scholar_url?url={url}&amp;hl=en&amp;sa=X"{css}>'
    '{title}</a></h3><div style="color:#006621">{byline}</div><div{sni}>{text}</div><div><table><tr><td><a'
    ' href="http://scholar.google.com/scholar_share?url={url}"><img alt="Save"></a></td><td><a'
    ' href="http://scholar.google.com/scholar_share?tw={url}">Twitter</a></td></tr></table></div><br>'
)


def scholar(*, with_classes: bool = True) -> str:
    css, sni = (' class="gse_alrt_title"', ' class="gse_alrt_sni"') if with_classes else ("", "")
    items = [
        (
            "PDF",
            ONE.replace("abs", "pdf"),
            "A <b>Moss</b> Clock",
            "A Mill, B Reed\u00a0- arXiv, 2031",
        ),
        (
            "HTML",
            "https://moss.example/2%3Fa%3Db",
            "Lichen Watches",
            "C Wood, D Lock… - Moss, 2031",
        ),
        ("BOOK", "https://dl.acm.org/doi/abs/10.1145/3.4", "Fern Dials", "E Weir - 2031 - books.example"),
    ]
    text = "We grow moss on the walls of clocks, <br>and <b>it</b> keeps time through … "
    found = [
        SCHOLAR_ITEM.format(form=form, url=url, title=title, byline=byline, css=css, sni=sni, text=text)
        for form, url, title, byline in items
    ]
    foot = '<p>This message was sent by Google Scholar.</p><p><a href="x">Cancel alert</a></p>'
    return HEAD.format("html") + "<html><body>" + "".join(found) + foot + "</body></html>"


SCHOLAR = scholar()
MAIL_TEXT = HEAD.format("plain") + (
    f"Moss News\n\nA Moss Clock\n{ONE}\nWe grow moss\non clocks.\n\n"
    f"Lichen Watches\n{TWO}\nLichens tell.\n\n"
    f"3) Fern Dials <{THREE}>\nFerns turn.\n\n-- \nMoss News, https://list.example/\n"
)


def entries(html: str) -> tuple[Entry, ...]:
    digest, problems = read(HEAD.format("html") + html)
    assert not problems
    return digest.entries


def texts(found: tuple[Entry, ...]) -> list[tuple[str, str]]:
    return [(entry.title, entry.abstract) for entry in found]


@pytest.mark.parametrize("with_classes", [True, False])
def test_an_alert_of_google_scholar(with_classes: bool) -> None:
    digest, problems = read(scholar(with_classes=with_classes))
    text = "We grow moss on the walls of clocks, and it keeps time through …"
    assert not problems
    assert texts(digest.entries) == [
        (title, text) for title in ("A Moss Clock", "Lichen Watches", "Fern Dials")
    ]
    one, two, three = (entry.facts for entry in digest.entries)
    assert (one.arxiv, one.authors, two.authors) == ("3103.00001", ("A Mill", "B Reed"), ("C Wood", "D Lock"))
    assert (two.arxiv, two.doi, three.doi) == ("", "", "10.1145/3.4")
    assert {entry.day for entry in digest.entries} == {date(2031, 3, 18)}


def test_the_mail_of_the_daily_papers() -> None:
    row = (
        '<tr><td><a href="https://huggingface.co/papers/3103.{0}?utm_source=mail"><img></a></td><td><a'
        ' href="https://huggingface.co/papers/3103.{0}?utm_source=mail">{1}</a><br>{2}</td></tr>'
    )
    rows = row.format("00001", "A Moss Clock", "▲ 23 · Submitted by ada") + row.format(
        "00002", "Lichen", "11"
    )
    found = entries(
        f"<h1>Daily Papers</h1><p>Hi Ada, the papers of today:</p><table>{rows}</table><p>View all papers on"
        ' <a href="https://huggingface.co/papers">Hugging Face</a></p><p>You are receiving this.</p>'
    )
    assert texts(found) == [("A Moss Clock", ""), ("Lichen", "")]
    assert [(entry.facts.arxiv, entry.upvotes) for entry in found] == [("3103.00001", 23), ("3103.00002", 11)]


def test_votes_before_titles() -> None:
    link = '<p>{} upvotes</p><p><a href="https://huggingface.co/papers/3103.0000{}">{}</a></p>'
    found = entries(link.format(5, 1, "A Moss Clock") + link.format(7, 2, "Lichen Watches"))
    assert [entry.upvotes for entry in found] == [5, 7]


EXPECTED = [
    ("A Moss Clock", "We grow moss on clocks."),
    ("Lichen Watches", "Lichens."),
    ("Fern Dials", ""),
]


@pytest.mark.parametrize(
    "html",
    [
        f'<p><a href="{ONE}">A Moss Clock</a><br>We grow moss<br>on clocks.<br><br>'
        f'<a href="{TWO}">Lichen Watches</a>'
        f'<br>Lichens.<br><br><a href="{THREE}">Fern<br>Dials</a></p>{FOOT}',
        f'<ul><li><a href="{ONE}">A Moss Clock</a>: We grow moss on clocks.</li>'
        f'<li>[PDF] <a href="{TWO}">Lichen Watches</a>'
        f' – Lichens.</li><li>3. <a href="{THREE}">Fern Dials</a></li></ul>{FOOT}',
        f'<h3><a href="{ONE}">1. A Moss Clock</a></h3>'
        f'<p>We grow moss on clocks.</p><h3><a href="{TWO}">Lichen Watches</a>'
        f"</h3><p>Lichens.</p>"
        f'<h2>More</h2><p>Of these:</p><h3><a href="{THREE}">Fern Dials</a></h3>{FOOT}',
        f"<h2>A Moss Clock</h2>"
        f'<p>We grow moss on clocks.</p><a href="{ONE}">Read it</a><h2>Lichen Watches</h2>'
        f"<p>Lichens.</p>"
        f'<a href="{TWO}">Read it</a><h2>Fern Dials</h2><p><a href="{THREE}">Read it</a></p>{FOOT}',
        f'<p><a href="{ONE}">A Moss Clock</a>'
        f' We grow moss on clocks. <a href="{TWO}">Lichen Watches</a>'
        f' Lichens. <a href="{THREE}">Fern Dials</a></p>{FOOT}',
    ],
    ids=["breaks", "a list", "headings", "calls", "a paragraph"],
)
def test_each_link_is_a_paper_with_the_text_below_it(html: str) -> None:
    html = html.replace("Read it", "Read the paper")
    found = entries(html)
    assert texts(found) == EXPECTED
    assert [(entry.facts.arxiv, entry.facts.doi) for entry in found] == [
        ("3103.00001", ""),
        ("", ""),
        ("", "10.1234/fern.3"),
    ]


def test_links_in_plain_text() -> None:
    digest, problems = read(MAIL_TEXT)
    assert not problems
    assert texts(digest.entries) == [
        *EXPECTED[:1],
        ("Lichen Watches", "Lichens tell."),
        ("Fern Dials", "Ferns turn."),
    ]


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            f"---- Forwarded message ----\nFrom: Moss\n\n> A Moss Clock\n> {ONE}\n> We grow moss.\n>\n>"
            f" * Lichen Watches: {ONE}2\n>   Lichens tell.\n>\n> [Fern Dials]({THREE}) Ferns turn.\n",
            [("A Moss Clock", "We grow moss.", ()), ("Lichen Watches", "Lichens tell.", ())],
        ),
        (
            "[1] A Moss Clock That Keeps Time in the Dark Corners of Old and Damp\n    Houses\n    Ada Mill,"
            f" Bo Reed\n    {ONE}\n\n    We grow moss.\n\n[2] Lichen Watches\n    Cy Wood\n"
            f"    {ONE}2\n\n    Lichens tell.\n",
            [
                (
                    "A Moss Clock That Keeps Time in the Dark Corners of Old and Damp Houses",
                    "We grow moss.",
                    ("Ada Mill", "Bo Reed"),
                ),
                ("Lichen Watches", "Lichens tell.", ("Cy Wood",)),
            ],
        ),
        (f"Moss News\nA Moss Clock\n{ONE}\nWe grow moss.\n", [("A Moss Clock", "We grow moss.", ())]),
        (
            f"A Moss Clock at Sea\nAda Mill\n{ONE}\n\nLichen watches of old\nBo van der Reed\nPages: 1-9\n"
            f"{TWO}\n\nMoss dials and what becomes of them in the damp houses of old\n"
            f"Cy Wood\n{THREE}\n\nCheers,\nDi\n",
            [
                ("A Moss Clock at Sea", "", ("Ada Mill",)),
                ("Lichen watches of old", "", ("Bo van der Reed",)),
                ("Moss dials and what becomes of them in the damp houses of old", "", ("Cy Wood",)),
            ],
        ),
        (
            f"{ONE}\nA Moss Clock at Sea\nAda Mill, Bo Reed\n\n{THREE}\nLichen Watches\nCy Wood\n",
            [("A Moss Clock at Sea", "", ("Ada Mill", "Bo Reed")), ("Lichen Watches", "", ("Cy Wood",))],
        ),
        (
            f"A Moss Clock at Sea\nOriginal research article\nAda Mill, Bo Reed\n{ONE}\n",
            [("A Moss Clock at Sea", "", ("Ada Mill", "Bo Reed"))],
        ),
        (
            f"Lichens\nDamp Moss Clocks\n{ONE}\n\nLichen watches of old\n{TWO}\n",
            [("Damp Moss Clocks", "", ()), ("Lichen watches of old", "", ())],
        ),
        (
            f"A Moss Clock at Sea\n{ONE}\n\nLichen Watches\n{TWO}\n\n"
            f"A Moss Clock at Sea\n{ONE}\n\nIt grows.\n",
            [("A Moss Clock at Sea", "It grows.", ()), ("Lichen Watches", "", ())],
        ),
        (
            f"A Moss Clock at Sea\n{ONE}\nWe grow moss.\n{ONE}\n",
            [("A Moss Clock at Sea", "We grow moss.", ())],
        ),
    ],
    ids=[
        *("quoted", "wrapped", "a heading", "one author each", "URLs above", "kinds", "no authors"),
        *("listed before", "URL again"),
    ],
)
def test_titles_above_urls(text: str, papers: list[tuple[str, str, tuple[str, ...]]]) -> None:
    digest, problems = read(HEAD.format("plain") + text)
    assert not problems
    found = [(entry.title, entry.abstract, entry.facts.authors) for entry in digest.entries]
    assert found[: len(papers)] == papers
    assert len(found) == len(papers) + ("Fern" in text)


def test_a_question_below_a_url_is_no_title() -> None:
    text = HEAD.format("plain") + f"Hi Bo,\n\n{ONE}\nwhat do you think\n\nAda\n"
    digest, _ = read(text)
    assert not digest.entries


def test_links_in_prose() -> None:
    found = entries(
        f'<p>In <a href="{ONE}">A Moss Clock</a>, Mill grows moss; see'
        ' <a href="https://github.com/m">the code</a>.</p>'
        f'<p>This week <a href="{ONE}2">Lichen Watches</a> and <a href="{THREE}">Fern Dials</a> are'
        " new.</p><p>Bye.</p>"
    )
    assert (
        texts(found)
        == [
            ("A Moss Clock", "In A Moss Clock, Mill grows moss; see the code."),
            ("Lichen Watches", ""),
            ("Fern Dials", ""),
        ]
        or texts(found)[0][1] == "In A Moss Clock, Mill grows moss; see the code."
    )


def test_links_of_one_paper_are_joined() -> None:
    (entry,) = entries(
        f'<li><a href="https://openreview.net/forum?id=q">A Moss Clock</a> We grow moss.'
        f' [<a href="{ONE}">arXiv</a>]'
        f' [<a href="https://openreview.net/pdf?id=q">PDF</a>] [<a href="https://github.com/m">code</a>]</li>{FOOT}'
    )
    assert (entry.title, entry.abstract, entry.facts.arxiv) == ("A Moss Clock", "We grow moss.", "3103.00001")


def test_most_links_that_stand_so_must_be_papers() -> None:
    item = '<h3><a href="{}">{}</a></h3><p>{}</p>'
    news = [
        item.format(f"https://news.example/{number}", f"Moss Rises by {number}", "Money.")
        for number in range(2)
    ]
    html = news[0] + item.format(ONE, "A Moss Clock", "We grow moss.") + news[1]
    digest, problems = read(HEAD.format("html") + html)
    assert texts(digest.entries) == [("A Moss Clock", "We grow moss.")]
    assert [problem.severity for problem in problems] == [Severity.WARNING] * 2
    assert "Moss Rises by 0" in problems[0].what


@pytest.mark.parametrize(
    "text",
    [
        f"Hello all,\n\nplease read our new paper on moss: {ONE}\n\nBest,\nAda\n",
        f"Hello,\n{ONE}\n",
        f"arXiv:3103.00001\n{ONE}\nmoss\n",
    ],
)
def test_prose_is_no_title(text: str) -> None:
    digest, problems = read(HEAD.format("plain") + text)
    assert (digest.entries, digest.rejected) == ((), 1)
    assert problems[0].what == "a link to arXiv:3103.00001 without a title"


@pytest.mark.parametrize(
    "text",
    ["", "Buy moss at https://shop.example/1 now.", "<a href='https://shop.example/1'>Moss in Pots</a>"],
)
def test_mails_without_papers(text: str) -> None:
    digest, problems = read_digest("a.eml", (HEAD.format("html") + text).encode(), date_hint("a.eml", None))
    assert digest is None
    assert "without papers" in problems[0].what


def fields(text: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [(one.title, one.abstract, one.facts.authors, one.facts.doi) for one in read(text)[0].entries]


def test_results_of_pubmed() -> None:
    text = HEAD.format("plain") + (
        "This message contains My NCBI what's new results.\n\n"
        "View complete results in PubMed: https://pubmed.ncbi.nlm.nih.gov/?term=moss\n"
        "Edit saved search settings: https://www.ncbi.nlm.nih.gov/sites/myncbi/\n"
        "Unsubscribe: https://www.ncbi.nlm.nih.gov/myncbi/u\n\n"
        "1. Moss Clocks That Run for Long\nand Late.\nMill A, Reed BC. J Moss. 2031. doi: 10.1234/moss.1."
        " Online ahead of print.\nPMID: 40000001\nhttps://pubmed.ncbi.nlm.nih.gov/40000001/\n\n"
        "2. Do Bells Ring?\nWood C. J Moss. 2031.\nPMID: 40000002\nhttps://pubmed.ncbi.nlm.nih.gov/40000002/\n"
    )
    assert fields(text) == [
        ("Moss Clocks That Run for Long and Late", "", ("A Mill", "BC Reed"), "10.1234/moss.1"),
        ("Do Bells Ring?", "", ("C Wood",), ""),
    ]


def test_contents_of_an_issue() -> None:
    base = "https://link.springer.com"
    text = HEAD.format("html") + (
        f'<h2>Articles</h2><p><a href="{base}/article/10.1234/m.1">Moss Clocks</a><br>Ada Mill, Bo Reed<br>'
        f'Pages 1-9</p><p><a href="{base}/article/10.1234/m.2">Late Bells</a><br>Cy Wood<br>Pages 10–12</p>'
        f'<p><a href="{base}/article/10.1234/m.3">Old Walls</a><br>Open Access</p>'
        f'<p><a href="{base}/journal/7">Visit the page of the journal for more</a></p>'
    )
    assert fields(text) == [
        ("Moss Clocks", "", ("Ada Mill", "Bo Reed"), "10.1234/m.1"),
        ("Late Bells", "", ("Cy Wood",), "10.1234/m.2"),
        ("Old Walls", "Open Access", (), "10.1234/m.3"),
    ]


def test_an_alert_of_semantic_scholar() -> None:
    link = "https://www.semanticscholar.org/paper/{}/{}?utm_source=alert_email"
    item = (
        '<tr><td><a href="{0}">{1}</a><div><span>Ada Mill</span>, <span>Bo Reed</span> · Moss · 3 March 2031'
        '</div><div><b>TLDR</b> Moss keeps time.</div><a href="{0}">View Paper</a></td></tr>'
    )
    titles = ["Moss Clocks", "Late Bells"]
    items = [item.format(link.format(number, number), title) for number, title in enumerate(titles)]
    text = HEAD.format("html") + "<table>" + "".join(items) + "</table>"
    assert fields(text) == [(title, "Moss keeps time.", ("Ada Mill", "Bo Reed"), "") for title in titles]


def test_likes_are_no_abstract() -> None:
    text = HEAD.format("html") + "".join(
        f'<h2>{title}</h2><p>13,412 Likes</p><p>Moss keeps time.</p><a href="{url}">READ THE PAPER</a>'
        for title, url in (("Moss Clocks", ONE), ("Fern Dials", THREE))
    )
    assert [abstract for _, abstract, _, _ in fields(text)] == ["Moss keeps time."] * 2


PAPER = f'<a href="{ONE}">Moss Clocks in Cold Harbours</a>'


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("plain", f"Hi Ada,\n\nHave you seen what our neighbours wrote? {ONE}\nIt is long.\n\nBo\n"),
        ("html", f"<p>Hi Ada,</p><p>have you seen {PAPER}? Let us talk at lunch.</p><p>Bo</p>"),
        ("html", f"<p>Dear Ada Mill,</p><p>Thank you for your order of {PAPER}.</p><p>Total: 31.50</p>"),
        ("html", f"<p>Your record has changed.</p><ul><li>Works: added {PAPER}</li></ul><p>View it.</p>"),
    ],
)
def test_a_letter_that_names_a_paper_gives_none(kind: str, words: str) -> None:
    digest, problems = read(HEAD.format(kind) + words)
    assert (digest.entries, digest.rejected) == ((), 1)
    assert "a letter that names a paper in passing" in problems[0].what


@pytest.mark.parametrize("before", ["", "New paper: ", "1. ", "[PDF] "])
def test_a_mail_of_one_paper_is_no_letter(before: str) -> None:
    text = HEAD.format("html") + f"<p>{before}{PAPER}</p><p>Moss keeps time where bells freeze.</p>"
    assert [title for title, *_ in fields(text)] == ["Moss Clocks in Cold Harbours"]


def test_types_and_authors_between_dots() -> None:
    base = "https://www.researchgate.net/publication/{}"
    text = HEAD.format("html") + "".join(
        f'<p><a href="{base.format(title)}">{title} of Ages</a></p>'
        "<p>Preprint · Mar 2031</p><p>Ada Mill · Bo Reed</p>"
        for title in ("Moss", "Bells")
    )
    assert fields(text) == [
        (f"{title} of Ages", "", ("Ada Mill", "Bo Reed"), "") for title in ("Moss", "Bells")
    ]

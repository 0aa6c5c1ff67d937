"""Feeds other than today's of arXiv: RSS 1.0, HTML descriptions, papers outside arXiv, JSON Feed."""

from __future__ import annotations

import json
from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("feed.xml")

DAY = date(2031, 3, 18)
OLD_RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://export.arxiv.org/rss/xx"><title>xx updates</title><link>http://arxiv.org/</link>
<dc:date>2031-03-18T20:30:00-05:00</dc:date></channel>
<item rdf:about="http://arxiv.org/abs/3103.00001">
<title>A Moss Clock: Erd\\H{o}s Time?. (arXiv:3103.00001v2 [xx.YY] CROSS LISTED)</title>
<link>http://arxiv.org/abs/3103.00001</link>
<description rdf:parseType="Literal">&lt;p&gt;We grow $a &amp;lt; b$ moss
on na\\"ive clocks.&lt;/p&gt;&lt;p&gt;It keeps time.&lt;/p&gt;
</description>
<dc:creator> &lt;a href="http://arxiv.org/find/xx/1/au:+Mill_A/0/1"&gt;Ada Mill&lt;/a&gt; (1), &lt;a
href="http://arxiv.org/find/xx/1/au:+Reed_B/0/1"&gt;Bo R\\'eed&lt;/a&gt; ((1) Moss Works)</dc:creator>
</item></rdf:RDF>"""
HTML_RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Moss</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link><description>{description}</description>
<guid isPermaLink="false">{guid}</guid><pubDate>Tue, 18 Mar 2031 10:00:00 GMT</pubDate></item>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Moss",
        "authors": [{"name": "The Moss Editors"}],
        "items": [
            {
                "id": "1",
                "url": "https://arxiv.org/abs/3103.00001",
                "title": "A Moss Clock",
                "content_html": "<p>We grow $a&lt;b$ moss.</p><p>It keeps <em>time</em>.</p>",
                "date_published": "2031-03-18T10:00:00-02:00",
                "authors": [{"name": "Ada Mill"}, {"name": "Bo Reed", "url": "https://reed.example"}],
                "tags": ["moss"],
            },
            {
                "id": "doi:10.1234/moss.1",
                "url": "https://journal.example/1",
                "title": "Moss Again",
                "content_text": "We grow <more> moss.",
                "date_modified": "2031-03-18T10:00:00Z",
                "author": {"name": "Cy Wood"},
            },
        ],
    }
)


def item(
    title: str, link: str = "https://arxiv.org/abs/3103.00001", description: str = "", guid: str = "1"
) -> str:
    return ITEM.format(title=title, link=link, description=description, guid=guid)


def only(*items: str) -> Entry:
    digest, problems = read(HTML_RSS.format(items="".join(items)))
    assert not problems
    (entry,) = digest.entries
    return entry


def test_arxiv_s_feed_of_before_2024() -> None:
    digest, problems = read(OLD_RSS)
    (entry,) = digest.entries
    assert not problems
    assert (entry.day, entry.title) == (DAY, "A Moss Clock: Erdős Time?")
    assert entry.abstract == "We grow $a < b$ moss on naïve clocks.\n\nIt keeps time."
    facts = entry.facts
    assert (facts.arxiv, facts.authors) == ("3103.00001", ("Ada Mill", "Bo Réed"))
    assert (facts.categories, facts.published) == (("xx.YY",), "")


@pytest.mark.parametrize(
    ("description", "abstract"),
    [
        ("&lt;p&gt;We grow moss.&lt;/p&gt;", "We grow moss."),
        (
            "<![CDATA[<div class='a'><p style=\"x\">We grow<br/>moss.</p>\n<!-- <b> --></div>]]>",
            "We grow moss.",
        ),
        ("&lt;p&gt;We &lt;b&gt;grow&lt;/b&gt; moss &amp;amp; $a&lt;b$.&lt;/p&gt;", "We grow moss & $a<b$."),
        ("We grow &lt;4% of x&lt;y and z&gt;a &amp;eacute;", "We grow <4% of x<y and z>a é"),
        (
            "<![CDATA[<b>Authors:</b> Ada Mill, Bo Reed<br>Categories: xx.YY<br><b>Abstract:</b>"
            " We grow moss.<br><br>It keeps time.<p><a href='x'>Read on arXiv</a></p>]]>",
            "We grow moss.\n\nIt keeps time.",
        ),
        ("<![CDATA[<p>▲ 12</p><h3>Abstract</h3><p>We grow moss.</p><p>PDF: x</p>]]>", "We grow moss."),
    ],
)
def test_descriptions_are_html(description: str, abstract: str) -> None:
    entry = only(item("&lt;i&gt;Moss&lt;/i&gt; Clocks &amp;amp; Time", description=description))
    assert (entry.title, entry.abstract) == ("Moss Clocks & Time", abstract)
    assert entry.facts.authors == (("Ada Mill", "Bo Reed") if "Authors" in description else ())
    assert entry.upvotes == (12 if "▲" in description else 0)


@pytest.mark.parametrize(
    ("link", "guid", "doi"),
    [
        ("https://journal.example/1", "doi:10.1234/moss.1", "10.1234/moss.1"),
        ("https://doi.org/10.1234/moss.1", "1", "10.1234/moss.1"),
        ("https://dl.acm.org/doi/abs/10.1145/1.2?x=y", "1", "10.1145/1.2"),
        ("https://www.biorxiv.org/content/10.1101/2031.03.01.1v2?rss=1", "1", "10.1101/2031.03.01.1"),
        ("https://www.biorxiv.org/cgi/content/short/2031.03.01.1v2?rss=1", "1", "10.1101/2031.03.01.1"),
        ("https://openreview.net/forum?id=moss", "1", ""),
        ("https://ieeexplore.ieee.org/document/1/", "1", ""),
    ],
)
def test_papers_outside_arxiv(link: str, guid: str, doi: str) -> None:
    entry = only(item("A Moss Clock", link, "We grow moss.", guid))
    assert (entry.title, entry.facts.doi, entry.facts.arxiv) == ("A Moss Clock", doi, "")


def test_a_feed_of_a_journal() -> None:
    prism = "http://prismstandard.org/namespaces/basic/2.0/"
    text = OLD_RSS.replace('xmlns:dc="', f'xmlns:prism="{prism}" xmlns:dc="')
    text = (
        text[: text.index("<item")]
        + """<item rdf:about="https://journal.example/moss-1">
<title>A Moss Clock</title><link>https://journal.example/moss-1</link><description>We grow moss.</description>
<dc:creator>Mill, A.</dc:creator><dc:creator>Reed, Bo</dc:creator>
<dc:identifier>doi:10.1234/moss.1</dc:identifier>
<prism:publicationDate>2031-03-11</prism:publicationDate></item></rdf:RDF>"""
    )
    entry = read(text)[0].entries[0]
    assert (entry.day, entry.facts.published) == (date(2031, 3, 11), "2031-03-11")
    assert (entry.facts.authors, entry.facts.doi) == (("A. Mill", "Bo Reed"), "10.1234/moss.1")


def test_a_feed_of_other_things_is_refused_whole() -> None:
    others = [item(f"Boots {number}", f"https://shop.example/{number}") for number in range(3)]
    text = HTML_RSS.format(items="".join([item("A Moss Clock"), *others]))
    digest, problems = read_digest("feed.xml", text.encode(), date_hint("2031-03-18.xml", None))
    assert digest is None
    assert [problem.what for problem in problems] == [
        "is a feed of 4 items, of which 1 link to a paper or have its DOI"
    ]
    feed = json.loads(JSON_FEED)
    feed["items"] = [
        {"id": "1", "title": "Boots", "content_text": "New boots.", "url": "https://shop.example/1"}
    ]
    assert (
        read_digest("2031-03-18.json", json.dumps(feed).encode(), date_hint("2031-03-18.json", None))[0]
        is None
    )


def test_each_item_of_a_feed_is_counted() -> None:
    items = [
        item("A Moss Clock"),
        item("", "https://arxiv.org/abs/3103.00002", "We grow."),
        item("Moss Notes", "x"),
    ]
    digest, problems = read(HTML_RSS.format(items="".join(items)))
    assert [entry.title for entry in digest.entries] == ["A Moss Clock", "Moss Notes"]
    assert (digest.rejected, "item 2 has no title: We grow." in problems[0].what) == (1, True)


@pytest.mark.parametrize("text", [JSON_FEED, JSON_FEED.replace("/", "\\/")])
def test_json_feed(text: str) -> None:
    digest, problems = read(text, "feed.json")
    one, two = digest.entries
    assert not problems
    assert (one.day, one.title, one.abstract) == (
        DAY,
        "A Moss Clock",
        "We grow $a<b$ moss.\n\nIt keeps time.",
    )
    assert (one.facts.arxiv, one.facts.authors) == ("3103.00001", ("Ada Mill", "Bo Reed"))
    assert (two.day, two.title, two.abstract) == (DAY, "Moss Again", "We grow <more> moss.")
    assert (two.facts.doi, two.facts.authors) == ("10.1234/moss.1", ("Cy Wood",))


def test_keys_of_json_feed_that_are_not_used_are_named() -> None:
    feed = json.loads(JSON_FEED)
    feed["items"][0] |= {"banner_image": "https://moss.example/1.png", "_moss": {"depth": 2}}
    feed["items"][1] |= {"banner_image": "https://moss.example/2.png", "language": "en"}
    _, (note,) = read(json.dumps(feed), "feed.json")
    assert note.what == "has fields that are not used: `banner_image`, `_moss`, `language`"
    assert note.severity is Severity.NOTE


def test_feed_keeps_remarks_and_links() -> None:
    items = [
        item("A Moss Clock", "https://press.example/moss?a=1", "We grow moss."),
        item("Moss Notes", "https://arxiv.org/abs/3103.00002", "We grow moss."),
    ]
    text = HTML_RSS.format(items="".join(items)).replace(
        "</item>",
        '<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">'
        "9 pages, {\\bf two} figures</arxiv:comment></item>",
    )
    digest, _ = read(text)
    found = [(entry.facts.link, entry.facts.comment) for entry in digest.entries]
    assert found == [("https://press.example/moss?a=1", "9 pages, two figures"), ("", "9 pages, two figures")]


def test_broken_items_of_json_feed() -> None:
    feed = json.loads(JSON_FEED)
    feed["items"].insert(1, "moss")
    digest, problems = read(json.dumps(feed), "feed.json")
    assert (len(digest.entries), digest.rejected) == (2, 1)
    assert "item 2 is not an object" in problems[0].what
    for items in ([], {}, None):
        text = json.dumps({**feed, "items": items})
        digest_or_none, problems = read_digest("feed.json", text.encode(), date_hint("feed.json", None))
        assert (digest_or_none, problems[0].what) == (None, "lists no papers")


@pytest.mark.parametrize("name", ["authors", "tags", "content", "summary_detail"])
def test_an_element_with_the_name_of_a_field_of_the_parser(name: str) -> None:
    text = HTML_RSS.format(items=item("A Moss Clock")).replace(
        "<guid", f"<{name}>Ada Mill;Bo Reed</{name}><guid"
    )
    entry = read(text)[0].entries[0]
    assert entry.title == "A Moss Clock"
    assert entry.facts.authors == (("Ada Mill", "Bo Reed") if name == "authors" else ())


@pytest.mark.parametrize(
    "citation",
    [
        "Moss Letters, Published online: 18 March 2031; doi:10.1234/moss.1",
        "Transactions on Moss, Volume 7, Issue 1, Page 1-9, March 2031.",
    ],
)
def test_a_journal_s_citation_is_no_abstract(citation: str) -> None:
    description = f"&lt;p&gt;{citation}&lt;/p&gt;We grow moss."
    text = HTML_RSS.format(items=item("A Moss Clock", description=description))
    assert read(text)[0].entries[0].abstract == "We grow moss."


def test_rdf_that_is_no_feed() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:bib="http://purl.org/net/biblio#">'
        "<bib:Article>moss</bib:Article></rdf:RDF>"
    )
    digest, problems = read_digest("moss.rdf", text.encode(), date_hint("2031-03-18.rdf", None))
    assert digest is None
    assert [problem.what for problem in problems] == [
        "is in no known form: it looks like a text without a list of papers"
    ]


REPEC = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<rss:channel rdf:about="http://lists.repec.org/mailman/listinfo/nep-xxx"><rss:title>Moss</rss:title>
<dc:date>2031-03-18</dc:date></rss:channel>
<rss:item><rss:title>Moss and Money</rss:title>
<rss:link>https://d.repec.org/n?u=RePEc:mos:wpaper:402&amp;r=xxx</rss:link>
<rss:description>It pays.</rss:description>
<dc:creator>Ada Mill</dc:creator><dc:creator>Bo Reed</dc:creator></rss:item>
<rss:item><rss:title>Moss on Clocks</rss:title>
<rss:link>https://d.repec.org/n?u=RePEc:arx:papers:3103.00001&amp;r=&amp;r=xxx</rss:link>
<rss:description>It grows.</rss:description><dc:creator>Ada Mill</dc:creator></rss:item></rdf:RDF>"""


def test_reports_of_economists() -> None:
    """RePEc's handle of a paper at arXiv holds its identifier."""
    digest, _ = read(REPEC, "nep.xml")
    assert [(entry.title, entry.facts.arxiv, entry.facts.authors) for entry in digest.entries] == [
        ("Moss and Money", "", ("Ada Mill", "Bo Reed")),
        ("Moss on Clocks", "3103.00001", ("Ada Mill",)),
    ]
    assert digest.entries[0].facts.link.startswith("https://d.repec.org/n?u=RePEc:mos:wpaper:402")


def test_a_post_on_hacker_news_has_no_authors_and_no_abstract() -> None:
    url = "https://arxiv.org/abs/3103.00001"
    text = f"&lt;p&gt;Article URL: &lt;a href='{url}'&gt;{url}&lt;/a&gt;&lt;p&gt;Points: 12&lt;/p&gt;"
    item = ITEM.format(title="A Moss Clock", link=url, description=text, guid="1")
    digest, _ = read(HTML_RSS.format(items=item.replace("<guid", "<dc:creator>mossy</dc:creator><guid")))
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.facts.authors) == ("A Moss Clock", "", ())


@pytest.mark.parametrize(
    ("ends", "kept"),
    [
        ((" | Moss Letters", " | Moss Letters"), ("", "")),
        ((" #1", " #2"), ("", "")),
        ((" | Moss Letters", " | Fern Letters"), (" | Moss Letters", " | Fern Letters")),
        ((" #1", ""), (" #1", "")),
    ],
)
def test_what_ends_every_title_of_a_feed(ends: tuple[str, str], kept: tuple[str, str]) -> None:
    items = "".join(
        ITEM.format(title=f"Moss {n}{end}", link=f"https://doi.org/10.1234/{n}", description="", guid=n)
        for n, end in enumerate(ends)
    )
    found = read(HTML_RSS.format(items=items))[0].entries
    assert [entry.title for entry in found] == [f"Moss {n}{end}" for n, end in enumerate(kept)]

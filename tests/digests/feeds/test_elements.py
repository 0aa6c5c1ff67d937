"""Parts of feeds: names that mean one thing, markup, prefixes, and what authors write around their names."""

from __future__ import annotations

import pytest

from daybook.digests.feeds.elements import Feed, FeedPart, parse_feed
from daybook.digests.syntax.xml_tree import XmlError

NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml"><p>We <i title="a">grow</i> 1 &lt; 2.</p></div>'


def parsed(text: str) -> Feed:
    feed = parse_feed(text.encode())
    assert feed is not None
    return feed


def rss(item: str) -> FeedPart:
    return parsed(f'<rss version="2.0" {NAMESPACES}><channel><item>{item}</item></channel></rss>').items[0]


def atom(entry: str) -> FeedPart:
    feed = parsed(f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES}><entry>{entry}</entry></feed>')
    assert feed.is_atom
    return feed.items[0]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>Mill, A.</author>", ["Mill, A."]),
        ("<author>ada@moss.example (Ada Mill)</author>", ["Ada Mill"]),
        ("<author>Ada Mill &lt;ada.m+x@sub.moss.example&gt;</author>", ["Ada Mill"]),
        ("<author>ada@moss.example</author>", [""]),
        ("<author>Ada@Moss</author>", ["Ada@Moss"]),
        ("<author><name>Ada Mill</name><email>a@b.example</email></author>", ["Ada Mill"]),
        ("<dc:creator>Ada Mill</dc:creator><dc:creator>Bo Reed</dc:creator>", ["Ada Mill", "Bo Reed"]),
        ("<contributor><name>Cy Wood</name></contributor><source><author>X</author></source>", []),
    ],
)
def test_authors(author: str, names: list[str]) -> None:
    assert rss(author).authors == atom(author).authors == names


@pytest.mark.parametrize(
    ("item", "summary", "content"),
    [
        ("<description>a</description><content:encoded>b</content:encoded>", "a", "b"),
        ("<content:encoded>b</content:encoded><dc:description>a</dc:description>", "a", "b"),
        ("<description/><content:encoded>b</content:encoded>", "", "b"),
        ("<summary>a</summary><summary>b</summary>", "a", "b"),
        ("<description><![CDATA[<p>a</p>]]></description>", "<p>a</p>", ""),
    ],
)
def test_summary_and_content(item: str, summary: str, content: str) -> None:
    part = rss(item)
    assert (part.summary, part.content) == (summary, content)


@pytest.mark.parametrize(
    ("entry", "summary", "is_text"),
    [
        ("<summary>a &lt; b &amp;amp; c</summary>", "a < b &amp; c", True),
        ("<summary type='html'>a &amp;lt; b</summary>", "a &lt; b", False),
        (
            f"<summary type='xhtml'>{XHTML}</summary>",
            XHTML.replace(' xmlns="http://www.w3.org/1999/xhtml"', ""),
            False,
        ),
        ("<summary type='xhtml'>1 &lt; 2</summary>", "1 &lt; 2", False),
        ("<description>a &lt; b</description>", "a < b", False),
    ],
)
def test_markup_of_a_summary(entry: str, summary: str, is_text: bool) -> None:
    part = atom(entry)
    assert (part.summary.replace(' xmlns="http://www.w3.org/1999/xhtml"', ""), part.is_text) == (
        summary,
        is_text,
    )
    if summary.startswith("a <"):  # RSS has no types: what looks like HTML is HTML
        assert rss("<summary>&lt;b&gt;a&lt;/b&gt;</summary>").is_text is False


def test_of_several_titles_the_feed_s_own_counts() -> None:
    part = rss("<media:title>b</media:title><media:group><title>c</title></media:group><title>a</title>")
    assert part.texts["title"] == "a"
    assert rss("<media:title>b</media:title>").texts == {"media_title": "b"}


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<link>https://a.example</link><guid>https://b.example</guid>", "https://a.example"),
        ("<guid>https://b.example</guid>", "https://b.example"),
        ("<guid isPermaLink='false'>b</guid>", ""),
        (
            "<link href='https://a.example'/><link rel='related' href='https://c.example'/>",
            "https://a.example",
        ),
        ("<link type='application/pdf' href='https://c.example'/>", ""),
        (
            "<link rel='alternate' type='text/html' href='https://a.example'/><link> </link>",
            "https://a.example",
        ),
    ],
)
def test_links(item: str, link: str) -> None:
    assert rss(item).texts.get("link", "") == link


def test_categories_come_once() -> None:
    part = rss(
        "<category>cs.XX</category><category term='cs.YY'/><dc:subject>cs.XX</dc:subject>"
        "<media:keywords>moss, clocks,</media:keywords>"
    )
    assert list(part.categories) == ["cs.XX", "cs.YY", "moss", "clocks"]


def test_prefixes_mean_what_their_element_says() -> None:
    text = (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><x><div xmlns="http://www.w3.org/1999/xhtml"/></x>'
        '<d:creator xmlns:d="http://purl.org/dc/elements/1.1/">Ada Mill</d:creator><d:creator>No</d:creator>'
        "<a:title>A</a:title></a:entry></a:feed>"
    )
    feed = parsed(text)
    (item,) = feed.items
    assert feed.is_atom
    assert (item.authors, item.texts["title"], item.texts["d_creator"]) == (["Ada Mill"], "A", "No")


def test_letters_that_programs_damaged() -> None:
    part = rss("<title>Caf\u00c3\u00a9</title><description>a \u0096 b\u0081</description>")
    assert (part.texts["title"], part.summary) == ("Café", "a – b\x81")


@pytest.mark.parametrize("text", ["<html/>", "<?xml version='1.0'?><opml><body/></opml>"])
def test_other_documents(text: str) -> None:
    assert parse_feed(text.encode()) is None


@pytest.mark.parametrize("end", ["<item>", "<item><title>B</ti", "<item><![CDATA[B"])
def test_a_document_that_is_cut_off(end: str) -> None:
    feed = parse_feed(f"<rss>\n<item><title>A</title></item>{end}".encode())
    assert feed is not None
    assert ([part.texts["title"] for part in feed.items], feed.cut_off) == (["A"], 2)


def test_white_space_before_the_declaration() -> None:
    before = "\n \r\n<?xml version='1.0'?>\n<rss><item><title>A</title></item>"
    feed = parsed(f"{before}</rss>")
    assert ([part.texts["title"] for part in feed.items], feed.cut_off) == (["A"], 0)
    assert parsed(before).cut_off == 4
    with pytest.raises(XmlError) as raised:
        parsed(f"{before}</x>")
    assert raised.value.line == 4


@pytest.mark.parametrize("end", ["<item></x>", "<!DOCTYPE x>"])
def test_a_document_that_is_wrong(end: str) -> None:
    with pytest.raises(XmlError):
        parse_feed(f"<rss>{end}".encode())
    with pytest.raises(XmlError, match="DOCTYPE"):
        parse_feed(b"<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss>&a;</rss>")

"""Readers never raise and never take long, whatever the bytes."""

from __future__ import annotations

import json
from functools import partial
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.digests import readers
from daybook.digests.bibliographies import bibtex, pubmed_text, ris, tagged_text
from daybook.digests.data import csv_tables, hf_json, json_papers, toml_papers, xml_records, yaml_papers
from daybook.digests.date_hint import DateHint
from daybook.digests.digest_file import ParsedDigest, decode_file
from daybook.digests.feeds import json_feed, rss_atom
from daybook.digests.mails import arxiv_announcement, eml, messages
from daybook.digests.markdown import lists
from daybook.digests.saved_pages import arxiv_listing, daily_papers, older_daily_papers, web_page
from daybook.problems import Problem, Severity
from daybook.text.identifiers import is_url
from daybook.text.plain_text import one_line, paragraphs, unsafe_offsets
from tests.digests.bibliographies.test_bibtex import ODD
from tests.digests.bibliographies.test_pubmed_text import ABSTRACTS, SUMMARIES
from tests.digests.bibliographies.test_tagged_lines import ENDNOTE, JSTOR, NBIB, REFER, WOS
from tests.digests.data.test_csv_tables import ZOTERO
from tests.digests.data.test_json_papers import FORMS as JSON_FORMS
from tests.digests.data.test_toml_papers import LISTED
from tests.digests.data.test_toml_papers import PAGE as TOML_PAGE
from tests.digests.data.test_xml_articles import ALL as ARTICLES
from tests.digests.data.test_xml_records import ALL as XML
from tests.digests.data.test_yaml_papers import KEYED, NOTE, SITE
from tests.digests.feeds.test_feeds import HTML_RSS, JSON_FEED, OLD_RSS
from tests.digests.mails.test_messages import DISCORD, SLACK, TELEGRAM
from tests.digests.markdown.test_markdown import ALL as MARKDOWN
from tests.digests.newsletters.test_newsletters import MAIL_TEXT, SCHOLAR
from tests.digests.saved_pages.test_web_pages import (
    DATA_PAGE,
    LINKED,
    LISTING_PAGE,
    PAGE,
    PLAIN,
    RECENT,
    REFERENCES,
)
from tests.digests.saved_pages.test_web_pages import LISTING as LISTING_TEXT
from tests.digests.test_forms import ATOM, BIBTEX, LISTING, MAIL, NEWSLETTER, RIS, RSS, TABLES, hf
from tests.digests.test_other_makes import ISSUE
from tests.effort import Cases, run_limited
from tests.hazards import tried

READERS = tuple(readers())
HINTS = (DateHint(), DateHint(2031), DateHint(2031, 3, 18), DateHint(2031, 2, 30))
WHOLE = {
    hf_json: [
        json.dumps([hf(1), hf(2)]),
        json.dumps([repr(hf())]),
        '{"count": 3, "data": [' + json.dumps(hf()) + "]}",
    ],
    rss_atom: [RSS, ATOM, OLD_RSS, HTML_RSS],
    json_feed: [JSON_FEED],
    messages: [TELEGRAM, SLACK, DISCORD],
    eml: [
        MAIL.format(plain=LISTING, html=NEWSLETTER, charset="utf-8"),
        MAIL.format(plain="", html="", charset="x"),
        "From moss\n".join(["", *[SCHOLAR] * 2]),
        MAIL_TEXT,
    ],
    arxiv_announcement: [LISTING],
    bibtex: [BIBTEX, ODD],
    ris: [RIS, JSTOR + RIS],
    tagged_text: [NBIB, ENDNOTE, REFER, WOS],
    json_papers: [*TABLES[3:], *(text for _, text in JSON_FORMS)],
    csv_tables: [*TABLES[:3], ZOTERO],
    web_page: [PAGE, DATA_PAGE, LISTING_PAGE, ISSUE],
    xml_records: [*XML, *ARTICLES],
    arxiv_listing: [LISTING_TEXT, RECENT],
    daily_papers: [PLAIN, LINKED, REFERENCES],
    pubmed_text: [ABSTRACTS, SUMMARIES],
    yaml_papers: [SITE, KEYED, NOTE],
    toml_papers: [LISTED, TOML_PAGE],
    lists: list(MARKDOWN.values()),
    older_daily_papers: [
        "new\n\nSubscribe\n\nMar 18\n\nA Moss Clock\n\nIt keeps time.\n\nAnother\n\nIt does not.\n"
    ],
}
SIGNS = rb"""{ } [ ] " ' \ < > & -- @ , = # \ud800 NaN 1e999 <![CDATA[ <!DOCTYPE ]]> Title: @article{
    {'paper': {"paper": =?utf-8?q?=00?= ((((((((((((((((((((""".split()
PIECES = st.sampled_from(
    [*SIGNS, b"", b"\0", b"\xff", b"\xe2\x80", b"\xc2\x85", b"\n\n", b"\r", b"\\\\\narXiv:", b"\nER  - "]
)


FIGURE = "random, damaged and large digests, each read by a reader"


def read(reader: ModuleType, data: bytes, hint: DateHint) -> None:
    """Parse a file, and check that the result is normalized."""
    tried(FIGURE)
    file = decode_file("digest", data, hint)
    if isinstance(file, Problem):
        return
    parsed = reader.read(file)
    if isinstance(parsed, Problem):
        parsed = ParsedDigest(problems=(parsed,))
    if parsed is None:
        return
    assert bool(parsed.rejected) <= any(problem.severity is Severity.ERROR for problem in parsed.problems)
    for problem in parsed.problems:
        assert not unsafe_offsets(str(problem))
        assert "\n" not in str(problem)
    for entry in parsed.entries:
        assert entry.title
        assert entry.title == one_line(entry.title)
        assert entry.abstract == paragraphs(entry.abstract)
        facts = entry.facts
        assert all(is_url(url) for url in (facts.code, facts.project) if url)
        assert all(
            name == one_line(name) != "" for name in (*facts.authors, *facts.keywords, *facts.categories)
        )


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rpartition(".")[2])
@given(data=st.binary(max_size=400) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_random_bytes(reader: ModuleType, data: bytes) -> None:
    for hint in HINTS:
        read(reader, data, hint)


@pytest.mark.hazard(58, 61)
@pytest.mark.parametrize("reader", WHOLE, ids=lambda reader: reader.__name__.rpartition(".")[2])
@given(choices=st.data())
def test_a_damaged_digest(reader: ModuleType, choices: st.DataObject) -> None:
    data = choices.draw(st.sampled_from(WHOLE[reader])).encode()
    for _ in range(choices.draw(st.integers(1, 3))):
        start = choices.draw(st.integers(0, len(data)))
        gone = choices.draw(st.sampled_from([0, 1, 2, 10, 200]))
        again = choices.draw(st.sampled_from([b"", data[start : start + 80] * 3]))
        data = data[:start] + choices.draw(PIECES) + again + data[start + gone :]
    for hint in HINTS:
        read(reader, data, hint)


NAMES = (
    "paper",
    "title",
    "summary",
    "authors",
    "name",
    "hidden",
    "id",
    "upvotes",
    "data",
    "submittedOnDailyAt",
    "author",
    "value",
    "abstract_inverted_index",
    "date-parts",
    "issued",
    "message",
    "content",
    "2503.00001",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)


@pytest.mark.hazard(53, "JSON of the wrong shape, a million authors")
@given(JSON)
def test_random_json(value: object) -> None:
    for text in (
        json.dumps(value),
        json.dumps([value]),
        json.dumps([repr(value)]),
        json.dumps({"paper": value}),
    ):
        for reader in (hf_json, json_papers):
            read(reader, text.encode(), HINTS[2])


MAIL_HEAD = "From: a@b.example\nDate: Tue, 18 Mar 2031 10:00:00 +0100\nMIME-Version: 1.0\n"
HTML_HEAD = f"{MAIL_HEAD}Content-Type: text/html\n\n"
PROLOG = "<?xml version='1.0'?>"
PAGE_HEAD = "<!doctype html><html><body>arXiv:"
LARGE = {
    "blank lines before YAML": "---\n" + "\n" * 300_000 + "title: a",
    "comments above YAML": "# a\r\n" * 60_000 + "title: a",
    "blank lines in JSON": "{" + "\n" * 300_000 + "}",
    "headings of HTML": "https://arxiv.org/abs/3103.00001\n" + "<h2>" * 60_000 + " " * 100_000 + "b\n",
    "titles in YAML": "- title: a\n" * 20_000,
    "deep YAML": "title: " + "[" * 100_000,
    "abstracts of PubMed": "1. A. B. 2031 PMID: 1\n\n" * 20_000,
    "names of PubMed": "1: " + "Mill A, " * 50_000 + "PMID: 1",
    "brackets": "[" * 100_000,
    "deep records": '{"paper":' * 40_000,
    "many broken records": "[" + '{"paper":x},' * 50_000 + "]",
    "many open strings": '[{"paper":"' * 30_000,
    "a string without end": '[{"paper":{"title":"a' + "x" * 500_000,
    "digits": '[{"paper":{"title":"a","upvotes":' + "9" * 100_000 + "}}]",
    "nested Python": "[\"{'paper':" + "(" * 100_000 + '"]',
    "quotes in Python": "[\"{'paper':'" + "\\\\'" * 100_000 + '"]',
    "quotes in a cell": 'title,authors\na,"[\'' + "\\'" * 100_000 + ']"\n',
    "open quotes in a cell": 'title,authors\na,"' + "['" * 100_000 + ']"\n',
    "words in a cell": 'title,categories\na,"' + "xx.YY " * 60_000 + '"\n',
    "blanks in a cell": "title,authors\na,\"['a'" + " " * 200_000 + "b]\"\n",
    "minuses in Python": "[\"{'paper':" + "-" * 100_000 + '1}"]',
    "an envelope of many names": "{" + '"a":1,' * 50_000 + '"data":[{"paper":{}}]}',
    "messages in messages": '{"message":' * 40_000,
    "topics in topics": '{"a":' * 900 + '[{"title":"a","doi":"b"}]' + "}" * 900,
    "names of a record": '{"title":"a","doi":"b"' + "".join(f',"{n}":1' for n in range(50_000)) + "}",
    "places of a word": '{"title":"a","abstract_inverted_index":{"b":[' + "1," * 100_000 + "1]}}",
    "open rows": '{"Moss":{"3103.00001":"|' + "**[" * 100_000 + '"}}',
    "open tags of a title": '{"doi":"10.1234/a","title":"</i>' + "<i " * 100_000 + '"}',
    "many rows": "title,abstract\n" + "a,b\n" * 20_000,
    "names without end": "title,authors\na,\"" + "Mill, " * 60_000 + '"\n',
    "elements in elements": f"{PROLOG}<rss>" + "<a>" * 100_000,
    "many attributes": f"{PROLOG}<rss " + " ".join(f"a{number}=''" for number in range(50_000)) + "/>",
    "many elements": f"{PROLOG}<rss>" + "<a/>" * 100_000 + "</rss>",
    "mail in mail": MAIL_HEAD + "Content-Type: message/rfc822\n\n" * 3_000,
    "brackets in a header": f"{MAIL_HEAD}To: " + "(" * 100_000 + "\n\nx",
    "a header of many lines": f"{MAIL_HEAD}Content-Type: text/plain;" + "\n a*0=b;" * 20_000 + "\n\nx",
    "many headers": MAIL_HEAD + "X-A: b\n" * 30_000 + "\n",
    "open tags": HTML_HEAD + "<a " * 100_000,
    "open comments": HTML_HEAD + "<!--" * 100_000,
    "open scripts": HTML_HEAD + "<script" * 50_000,
    "tags in tags of a page": PAGE_HEAD + "<div>" * 40_000,
    "open tags of a page": PAGE_HEAD + "<a " * 100_000,
    "open quotes of a page": PAGE_HEAD + "<a b='" * 100_000,
    "open comments of a page": PAGE_HEAD + "<!--" * 100_000,
    "declarations of a page": PAGE_HEAD + "<![a" * 100_000,
    "instructions of a page": PAGE_HEAD + "<?" * 100_000,
    "open scripts of a page": PAGE_HEAD + "<script></" * 50_000,
    "ends of a page": PAGE_HEAD + "</" * 100_000,
    "hidden in hidden": PAGE_HEAD + "<svg>" * 30_000 + "</svg>" * 30_000,
    "entities of a page": PAGE_HEAD + "&" * 300_000,
    "records of a page": "[1] arXiv:3103.00001 [pdf]\nTitle:\n" * 10_000,
    "dots of a page": "a\n·\nMar 18\n" * 30_000,
    "links of a page": "1 authors\n·\nMar 18\n" + "[" * 100_000 + "](" * 100_000,
    "URLs of a page": "1 authors\n·\nMar 18\n" + "http://a" * 50_000,
    "Markdown links": "- [Moss Clock](https://arxiv.org/abs/3103.00001)\n" * 8_000,
    "many links": "".join(f"- [Moss {n}](https://arxiv.org/abs/3103.{n:05})\n" for n in range(4_000)),
    "Markdown without end": "- [Moss](https://arxiv.org/abs/3103.00001)\n" + "a\n" * 30_000,
    "links without titles": "".join(f"https://arxiv.org/abs/3103.{n:05}\n" for n in range(4_000)),
    "rows of a table": "|a|b|\n|-|-|\n" + "|[Moss](https://arxiv.org/abs/3103.00001)|b|\n" * 8_000,
    "bars": "https://a\n|-|-|\n" + "|" * 300_000,
    "open brackets": "- [" * 100_000 + "https://a",
    "half links": "https://a [a](" * 30_000,
    "separators": "- Moss" + "|" * 100_000 + ":" * 100_000 + "a https://arxiv.org/abs/3103.00001\n",
    "commas of authors": "- [M](https://arxiv.org/abs/3103.00001)\n  - Authors: a" + "," * 100_000 + "b:c\n",
    "half anchors": "https://a <a href='b'>" * 20_000,
    "stars": "https://a " + "*a" * 100_000,
    "fences": "https://a\n" + "```\n" * 50_000,
    "links in links": HTML_HEAD + "<a href=https://arxiv.org/abs/3103.00001>x" * 10_000,
    "links in a block": HTML_HEAD
    + "".join(f"<a href=https://moss.example/{number}>Moss {number} Clock</a> " for number in range(8_000)),
    "URLs in a line": MAIL_HEAD + "\n" + "Moss https://arxiv.org/abs/3103.00001 " * 8_000,
    "mails in an mbox": "From moss\nFrom: a@b.example\nDate: x\n\n" * 4_000,
    "headings": HTML_HEAD + "<h2>Moss<p>a.<a href=https://arxiv.org/abs/3103.00001>pdf</a>" * 5_000,
    "links without end": HTML_HEAD + "<a href=" * 50_000 + ">",
    "blanks": MAIL_HEAD + "\n" + " " * 500_000,
    "entries in entries": "@article{a,title={" * 20_000,
    "fields without commas": "@article{a" + "\nb = {c}" * 60_000 + "}",
    "keys without commas": "@article{a b = {c}\n" * 20_000,
    "open quotes in an entry": "@article{a, title = " + '{"' * 60_000 + "}" * 60_000 + "}",
    "blanks in entries": ("@article{" + " " * 2_000 + "\n") * 200 + "@article{a, title={b}}",
    "braces": "@article{a,title=" + "{" * 100_000 + "}" * 100_000 + "}",
    "blanks between names": "@article{a,title={x},author={" + " " * 300_000 + "}}",
    "accents": "@article{a,title={" + '\\"{' * 30_000 + "}" * 30_000 + "}}",
    "commands": "@article{a,title={" + "\\foo[a]{" * 30_000 + "}" * 30_000 + "}}",
    "open links": "@article{a,title={" + "\\href{}{a" * 30_000 + "}" * 30_000 + "}}",
    "open formulas": "@article{a,abstract={" + "\\(a" * 60_000 + "}}",
    "strings of strings": "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60)),
    "records without end": "TY  - JOUR\nTI  - a\n" * 20_000,
    "records of PubMed": "PMID- 1\nTI  - a\n" * 20_000,
    "authors of the Web of Science": "PT J\nTI a\nAF" + " Mill, Ada\n  " * 100_000 + "\nER\n",
    "records without title": "%0 a\n%A b\n\n" * 20_000,
    "one long field": "TY  - JOUR\nTI  - a\n" + "x\n" * 150_000 + "ER  - \n",
    "open quotes": 'title,abstract\n"a","b\n' * 20_000,
    "quotes": "title,abstract\n" + '"' * 300_000,
    "commas": "title" + ",a" * 1_000 + "\n" + "," * 300_000,
    "backslashes": "\\\\\narXiv:x\n" * 10_000,
    "dashes": "-" * 500_000,
    "white lines": "a" + "\n \t" * 200_000 + "\n\nb",
    "many names": '[{"title": "a", "authors": [' + '"Ada Mill", ' * 1_000_000 + '"B"]}]',
    "a heading of marks": "# Moss\n\n# " + "#" * 300_000 + "\n- [M](https://arxiv.org/abs/3103.00001)\n",
    "signs before a link": "# Moss\n- " + "-" * 300_000 + " [Moss Clock](https://arxiv.org/abs/3103.00001)\n",
    "white space of an abstract": "%0 Journal Article\n%T Moss\n%X We grow" + " " * 300_000 + "moss.\n",
    "dots of authors": "title,authors,doi\na,Ada Mill" + "." * 300_000 + "b,10.1234/a\n",
    "an attachment": f"{MAIL_HEAD}Content-Transfer-Encoding: base64\n\n" + "YWJj" * 1_500_000,
}  # fmt: skip


def large_digests(share: str) -> Cases:
    """Every large text in one of so many readers, the next one for the next text."""
    for place, (name, text) in enumerate(LARGE.items()):
        for reader in READERS[place % int(share) :: int(share)]:
            yield f"{name}: {reader.__name__}", partial(read, reader, text.encode(), HINTS[2])


@pytest.mark.slow
@pytest.mark.hazard(51, "JSON nested without end")
@pytest.mark.hazard(60, "mail in mail in mail, brackets in a header")
@pytest.mark.hazard(62, "headers of thousands of words")
@pytest.mark.hazard(5, 52, 57)
def test_no_large_digest_takes_long(long: bool) -> None:
    share = 1 if long else 5
    cases = run_limited(large_digests, str(share))
    assert cases >= len(LARGE) * (len(READERS) // share)
    tried(FIGURE, cases)

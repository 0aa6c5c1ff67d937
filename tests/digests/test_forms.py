"""Each form of digest: its entries, its problems, and that a bad record affects no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from daybook.digests.bibliographies.bibtex import _authors
from daybook.model import Entry, Facts
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-18.txt")

DAY = date(2031, 3, 18)
ABSTRACT = "We grow moss on clocks.\nIt keeps time."


def arxiv_or_note(data: str, names: str) -> str:
    """Return the arXiv identifier of the only entry; without one, these are named as not used, if any."""
    digest, problems = read(data)
    (entry,) = digest.entries
    assert "arxiv" not in entry.facts.venue.lower()
    notes = [f"has fields that are not used: {names}"] if names and not entry.facts.arxiv else []
    assert [problem.what for problem in problems] == notes
    return entry.facts.arxiv


def only(data: str | bytes, path: str = "2031-03-18.txt") -> Entry:
    digest, problems = read(data, path)
    assert not problems
    (entry,) = digest.entries
    return entry


def hf(number: int = 1, **paper: object) -> dict[str, object]:
    """A record of the daily papers API."""
    known = {
        "id": f"3103.{number:05d}",
        "title": f"Moss Clock\n  number {number}",
        "summary": ABSTRACT,
        "authors": [{"name": "Ada Mill", "hidden": False}, {"name": "Bo Reed", "hidden": True}],
        "publishedAt": "2031-03-16T23:00:00.000Z",
        "submittedOnDailyAt": "2031-03-18T01:30:00.000Z",
        "upvotes": 7,
        "githubRepo": "https://github.com/example/moss",
        "projectPage": "https://moss.example/",
        "ai_keywords": ["moss", "clocks"],
        "organization": {"name": "mossworks", "fullname": "Moss Works"},
    }
    return {"paper": {**known, **paper}, "title": "Moss Clock, outer", "summary": "Shorter."}


HF_FACTS = Facts(
    authors=("Ada Mill",),
    arxiv="3103.00001",
    published="2031-03-16",
    keywords=("moss", "clocks"),
    organization="Moss Works",
    code="https://github.com/example/moss",
    project="https://moss.example/",
)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([hf()]),
        json.dumps([hf()], indent=4),
        json.dumps([repr(hf())]),
        json.dumps([json.dumps(hf())]),
        json.dumps({"status": "success", "date": "2031-03-01", "count": 1, "data": [repr(hf())]}),
        "\ufeff" + json.dumps([hf()]).replace("\n", "\r\n"),
    ],
)
def test_records_of_the_api_in_each_envelope(text: str) -> None:
    entry = only(text, "saved.json")
    assert entry == Entry(DAY, "Moss Clock number 1", ABSTRACT.replace("\n", " "), 1, entry.line, HF_FACTS, 7)


@pytest.mark.parametrize(
    ("paper", "path", "envelope", "day"),
    [
        ({}, "2031-03-20.json", "", DAY),
        ({"submittedOnDailyAt": None}, "2031-03-20.json", "2031-03-21", date(2031, 3, 20)),
        ({"submittedOnDailyAt": "soon"}, "saved.json", "2031-03-21", date(2031, 3, 21)),
    ],
)
def test_the_day_of_a_record(paper: dict[str, object], path: str, envelope: str, day: date) -> None:
    records = [hf(**paper)]
    text = json.dumps({"date": envelope, "data": records} if envelope else records)
    assert only(text, path).day == day


def test_a_record_is_not_dated_by_its_publication() -> None:
    digest, problems = read(json.dumps([hf(submittedOnDailyAt=None)]), "saved.json")
    assert (len(digest.entries), digest.rejected) == (0, 1)
    assert "without a day" in problems[0].what


BREAKS = [
    (
        "no brace",
        lambda text: text.replace('{"paper"', '"paper"', 1),
    ),
    ("a quote lost", lambda text: text.replace('"title"', '"title', 1)),
    ("a name twice", lambda text: text.replace('"upvotes": 7', '"upvotes": 7, "upvotes": 8', 1)),
    ("no title", lambda text: text.replace('"title"', '"label"', 2)),
    ("nothing", lambda _: "null"),
    ("a list", lambda _: "[]"),
    ("the text of a call", lambda _: json.dumps("{'paper': open('/etc/passwd')}")),
    ("deep", lambda _: '{"paper": ' + "[" * 5000 + "]" * 5000 + "}"),
]


@pytest.mark.hazard(52, "names twice, numbers that are none")
@pytest.mark.parametrize("place", [0, 2, 4])
@pytest.mark.parametrize("damage", [damage for _, damage in BREAKS], ids=[name for name, _ in BREAKS])
def test_a_broken_record_affects_no_other(damage: Callable[[str], str], place: int) -> None:
    texts = [json.dumps(hf(number)) for number in range(5)]
    texts[place] = damage(texts[place])
    digest, problems = read("[" + ",\n".join(texts) + "]", "2031-03-18.json")
    kept = {entry.facts.arxiv for entry in digest.entries}
    others = {f"3103.{number:05d}" for number in range(5) if number != place}
    assert others <= kept
    assert digest.rejected == 1
    assert problems[0].line == place + 1
    assert f"record {place + 1} " in problems[0].what


def test_a_broken_beginning_is_reported() -> None:
    digest, problems = read('[{"paper": {"title": x}}, {"title": {}}, "paper": 1]', "2031-03-18.json")
    assert not digest.entries
    assert problems[0].severity is Severity.ERROR


@pytest.mark.hazard(50)
def test_complete_records_of_a_truncated_file_are_read() -> None:
    text = json.dumps([hf(1), hf(2), hf(3)])
    digest, problems = read(text[:-300], "2031-03-18.json")
    assert [entry.facts.arxiv for entry in digest.entries] == ["3103.00001", "3103.00002"]
    assert "cut off" in problems[0].what


@pytest.mark.hazard(53)
def test_invalid_fields_are_left_out_with_a_warning() -> None:
    odd = hf(
        authors={"a": 1}, githubRepo="javascript:alert(1)", upvotes="many", id=5, ai_keywords=["x", None]
    )
    digest, problems = read(json.dumps([odd]))
    (entry,) = digest.entries
    assert entry.facts == Facts(
        published="2031-03-16", keywords=("x",), organization="Moss Works", project="https://moss.example/"
    )
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert sorted(problem.what.split("`")[1] for problem in problems) == [
        "arxiv",
        "authors",
        "code",
        "keywords",
        "upvotes",
    ]


def test_everything_else_of_the_api_is_kept_or_named() -> None:
    kept = hf(
        ai_summary="A clock\nof moss.",
        submittedOnDailyBy={"fullname": "Di Ash", "user": "di"},
        githubStars=1204,
        mediaUrls=["https://moss.example/1.png"],
        discussionId="",
    )
    older = {
        **hf(2),
        "submittedBy": "ed",
        "thumbnail": "https://moss.example/2.png",
        "mediaUrls": [],
    }
    digest, (note,) = read(json.dumps([kept, older]), "2031-03-18.json")
    found = [entry.facts for entry in digest.entries]
    assert (found[0].summary, found[0].submitter, found[0].stars) == ("A clock of moss.", "Di Ash", "1204")
    assert (found[1].summary, found[1].submitter, found[1].stars) == ("", "ed", "")
    assert note.what == "has fields that are not used: `mediaUrls`, `thumbnail`"
    assert note.severity is Severity.NOTE


@pytest.mark.hazard(47, "half a surrogate")
def test_lone_surrogates_become_replacement_characters() -> None:
    text = json.dumps([hf(title="X")]).replace('"X"', '"a \\ud800 b"')
    assert only(text).title == "a \ufffd b"


@pytest.mark.hazard(57, "XML that grows, reads files or nests")
@pytest.mark.hazard(58, "feeds that are half broken or of another encoding")
@pytest.mark.hazard(43)
@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        ("[]", "2031-03-22.json", "lists no papers"),
        ('{"error": "Too many requests"}', "x.json", "Too many requests"),
        ('{"some": "thing"}', "2031-03-18.json", "JSON without records"),
        ("<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "x.xml", "lists no papers"),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><rss>&b;</rss>", "x.xml", "DOCTYPE"),
        ("<?xml version='1.0'?><rss><channel>", "x.xml", "not well-formed"),
        ("<?xml version='1.0'?><svg/>", "x.xml", "no known form: it looks like XML"),
        ("#!/bin/sh\nexit 0\n", "2031-03-18.sh", "looks like source code"),
        ("title,abstract\n", "2031-03-18.csv", "no papers found"),
        ("From: a@b.example\nDate: Tue, 18 Mar 2031 10:00:00 +0000\n\nHello.", "x.eml", "without papers"),
    ],
)
def test_files_without_papers_have_a_problem(text: str, path: str, what: str) -> None:
    digest, problems = read_digest(path, text.encode(), date_hint(path, None))
    assert digest is None
    assert len(problems) == 1
    assert what in problems[0].what


RSS = """<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
<channel><title>xx.YY updates</title><item>
<title>On $a&lt;b$ &amp;amp; &lt;b&gt;moss&lt;/b&gt;</title>
<link>https://arxiv.org/abs/3103.00001</link>
<description>arXiv:3103.00001v2 Announce Type: new
Abstract: We grow &lt;4% moss.</description>
<guid isPermaLink="false">oai:arXiv.org:3103.00001v2</guid>
<category>xx.YY</category><category>xx.ZZ</category>
<pubDate>Tue, 18 Mar 2031 23:30:00 -0400</pubDate>
<dc:creator>Ada Mill, Bo Reed, Jr. and Cy Wood (Moss Works)</dc:creator><arxiv:DOI>10.1234/moss.1</arxiv:DOI>
</item></channel></rss>"""

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><title>Query</title>
<entry><id>http://arxiv.org/abs/{id}v3</id><title>On $a&lt;b$ &amp;amp; &lt;b&gt;moss&lt;/b&gt;</title>
<updated>2031-04-01T00:00:00Z</updated><published>2031-03-18T17:00:00Z</published>
<summary>  We grow &lt;4%
moss. </summary><author><name>Ada Mill</name></author><author><name>Bo Reed, Jr.</name></author>
<author><name>Cy Wood</name></author><category term="xx.YY"/><category term="xx.ZZ"/>
<arxiv:doi>10.1234/moss.1</arxiv:doi></entry></feed>"""

FEED_FACTS = Facts(
    ("Ada Mill", "Bo Reed, Jr.", "Cy Wood"), "3103.00001", "10.1234/moss.1", "", ("xx.YY", "xx.ZZ")
)


def test_a_feed_of_announcements() -> None:
    entry = only(RSS, "cs.xml")
    assert entry == Entry(DAY, "On $a<b$ &amp; <b>moss</b>", "We grow <4% moss.", 1, 0, FEED_FACTS)


def test_an_answer_of_the_query_api() -> None:
    entry = only(ATOM.replace("{id}", "3103.00001"), "query.atom")
    assert (entry.day, entry.title, entry.abstract) == (
        DAY,
        "On $a<b$ &amp; <b>moss</b>",
        "We grow <4% moss.",
    )
    assert entry.facts.published == "2031-03-18"
    assert entry.facts.authors == FEED_FACTS.authors
    assert only(ATOM.replace("{id}", "xx-yy/0301001"), "2031-05-01.atom").day == date(2031, 5, 1)


def test_an_error_of_the_query_api() -> None:
    text = ATOM.replace("On $a&lt;b$ &amp;amp; &lt;b&gt;moss&lt;/b&gt;", "Error")
    digest, problems = read_digest("x.atom", text.encode(), date_hint("x.atom", None))
    assert digest is None
    assert "error of the API" in problems[0].what


@pytest.mark.parametrize(
    "text",
    [
        '{"error": "Ask later"}',
        '{"error":"Unavailable","message":"Ask later"}',
        '{"code": 429, "message": "Ask later"}',
        '{"success": false, "status": "429", "detail": "Ask later", "retry_after": 60}',
        '{"error": {"code": 429, "message": "Ask later", "status": "BUSY"}}',
    ],
)
def test_an_error_in_place_of_papers(text: str) -> None:
    digest, problems = read_digest("2031-03-18.json", text.encode(), date_hint("2031-03-18.json", None))
    assert digest is None
    assert problems[0].what == "is an error of the API, not a day: Ask later"


def test_a_paper_with_a_message_is_no_error() -> None:
    record = {"title": "Moss on Quays", "arxiv": "3103.00001", "message": "read", "code": 1}
    digest, _ = read_digest("2031-03-18.json", json.dumps([record]).encode(), date_hint("x", 2031))
    assert digest is not None


@pytest.mark.hazard(58)
def test_a_feed_declares_its_encoding() -> None:
    text = RSS.replace("UTF-8", "ISO-8859-1").replace("Ada Mill", "Ada Müll")
    assert only(text.encode("latin-1"), "x.xml").facts.authors[0] == "Ada Müll"


LISTING = r"""------------------------------------------------------------------------------
Submissions to:
Moss Science
 received from  Fri 14 Mar 31 18:00:00 GMT  to  Mon 17 Mar 31 18:00:00 GMT
------------------------------------------------------------------------------
\\
arXiv:3103.00001
Date: Mon, 17 Mar 2031 01:02:03 GMT   (123kb)

Title: A Moss Clock
  that Keeps Time
Authors: Ada Mill (1), Bo Reed (1 and 2) ((1) Moss Works, (2) Clock House)
Categories: xx.YY xx.ZZ
Comments: 7 pages
DOI: 10.1234/moss.1
\\
  We grow moss
on clocks.
\\ ( https://arxiv.org/abs/3103.00001 ,  123kb)
------------------------------------------------------------------------------
\\
arXiv:3103.00002 (*cross-listing*)
Title: Another
Authors: Cy Wood
Categories: xx.ZZ
\\ ( https://arxiv.org/abs/3103.00002 ,  1kb)
%%--%%--%%
"""

MAIL = """Return-Path: <moss@list.example>
From: "Moss" <moss@list.example>
To: reader@home.example
Subject: =?utf-8?q?a=0d=0aBcc:x?=
Date: Tue, 18 Mar 2031 23:30:00 -0400
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="moss"

--moss
Content-Type: text/plain; charset=us-ascii

{plain}
--moss
Content-Type: text/html; charset={charset}
Content-Transfer-Encoding: 8bit

{html}
--moss--
"""


@pytest.mark.hazard(61, "line ends hidden in a subject", "no subject is shown")
@pytest.mark.parametrize("path", ["list.txt", "list.eml"])
def test_arxiv_s_listing(path: str) -> None:
    text = LISTING
    if path.endswith("eml"):
        text = MAIL.format(plain=LISTING, html="<p>x</p>", charset="utf-8")
    digest, problems = read(text, path)
    assert not problems
    one, two = digest.entries
    facts = Facts(
        authors=("Ada Mill", "Bo Reed"),
        arxiv="3103.00001",
        doi="10.1234/moss.1",
        published="2031-03-17",
        categories=("xx.YY", "xx.ZZ"),
        comment="7 pages",
    )
    assert (one.day, one.title, one.abstract) == (
        DAY,
        "A Moss Clock that Keeps Time",
        "We grow moss on clocks.",
    )
    assert one.facts == facts
    assert (two.title, two.abstract, two.rank) == ("Another", "", 2)


NEWSLETTER = """<html><head><title>News</title><style>a{}</style></head><body><h1>Today</h1>
<table><tr><td><a href="https://arxiv.org/abs/3103.00001v1"><img src=x></a> <a
href='https://click.example/?u=https%3A%2F%2Farxiv.org%2Fabs%2F3103.00001'>A <b>Moss</b> Clock &lt;i&gt; ü</a>
</td></tr></table><p>We grow &lt;4% moss.<br>It keeps time.</p>
<p><a href="https://arxiv.org/pdf/3103.00001">PDF</a>
<div>A Second Title Entirely</div>
<div>Its text. <a href="https://huggingface.co/papers/3103.00002">Read paper</a></div>
<p>And more moss.</p><p><a href="https://home.example">Unsubscribe</a> from moss. Not the paper's.</p>
<script>x</body>"""


@pytest.mark.hazard(59, "mail in a character set that nobody knows")
@pytest.mark.hazard(63)
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-klingon"])
def test_a_newsletter(charset: str) -> None:
    coding = "utf-8" if charset.startswith("x-") else charset
    text = MAIL.format(plain="See the HTML.", html=NEWSLETTER, charset=charset)
    digest, problems = read(text.encode(coding), "news.eml")
    assert [problem.severity for problem in problems] == [Severity.WARNING] * charset.startswith("x-")
    one, two = digest.entries
    assert (one.title, one.abstract) == ("A Moss Clock <i> ü", "We grow <4% moss. It keeps time.")
    assert (two.title, two.abstract) == ("A Second Title Entirely", "Its text.\n\nAnd more moss.")
    assert (one.facts.arxiv, two.facts.arxiv, one.day) == ("3103.00001", "3103.00002", DAY)


CALL = '<p><a href="https://arxiv.org/abs/3103.0000{}">Read paper</a></p>'
ONE, TWO = CALL.format(1), CALL.format(2)


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "<h1>Moss News of Today</h1><p>Hello.</p><h2>A <b>Moss</b> Clock</h2><p>We grow moss.</p>"
            f"<p>It keeps time.</p>{ONE}<h2>Mossy</h2><p>On moss.</p>{TWO}<p>More moss.</p>",
            [("A Moss Clock", "We grow moss.\n\nIt keeps time."), ("Mossy", "On moss.\n\nMore moss.")],
        ),
        (
            f"<h2>A Moss Clock</h2>{ONE}<p>We grow moss.</p><h2>Moss Again</h2>{TWO}<p>On it.</p>",
            [("A Moss Clock", "We grow moss."), ("Moss Again", "On it.")],
        ),
        (
            f"<h2>Papers on Moss</h2><p>All of this week.</p><div>A Moss Clock</div>{ONE}<p>We grow.</p>"
            f"<div>Moss Again</div>{TWO}<p>On it.</p>",
            [("A Moss Clock", "We grow."), ("Moss Again", "On it.")],
        ),
        (
            f"<h2>Papers on Moss</h2><div>A Moss Clock</div>{ONE}<h2>Clocks</h2><div>Moss Again</div>{TWO}",
            [("A Moss Clock", ""), ("Moss Again", "")],
        ),
        (
            "<h2>Papers on Moss</h2><p>All of this week.</p>"
            '<p><a href="https://arxiv.org/abs/3103.00001">A Moss Clock</a></p><p>We grow.</p>',
            [("A Moss Clock", "We grow.")],
        ),
    ],
    ids=[
        "sentences, then the link",
        "the link at once",
        "one heading of all",
        "headings of parts",
        "titles are links",
    ],
)
def test_headings_of_a_newsletter(text: str, papers: list[tuple[str, str]]) -> None:
    digest, problems = read(MAIL.format(plain="See the HTML.", html=text, charset="utf-8"), "news.eml")
    assert not problems
    assert [(entry.title, entry.abstract) for entry in digest.entries] == papers
    assert [entry.facts.arxiv for entry in digest.entries] == ["3103.00001", "3103.00002"][: len(papers)]


BIBTEX = r"""% a comment
@string{mw = "Moss Works"}
@article{mill31, title = {{M}oss \& {\"U}ber-Clocks of $a_{b}$ -- by G\"{o}del~and {\'E}mile},
  author = "Mill, Ada and {Moss and Clock Team} and Reed, Jr., Bo and others", year = 2031, month = mar,
  journal = mw # { Quarterly}, eprint = {3103.00001v2}, archivePrefix={arXiv}, primaryClass = {xx.YY},
  doi = {10.1234/MOSS.1}, keywords = {moss, clocks}, abstract = {We grow
  moss.}, date-added = {2031-03-18 10:00:00 +0000}}
@misc{broken, title = {never ends
@book{mill31, title = {Same key}, date-added = {2031-03-18}}
"""


def test_bibtex() -> None:
    digest, problems = read(BIBTEX, "references.bib")
    one, two = digest.entries
    assert one.title == "Moss & Über-Clocks of $a_{b}$ – by Gödel\u00a0and Émile"
    names = ("Ada Mill", "Moss and Clock Team", "Bo Reed, Jr.")
    assert one.facts == Facts(
        names,
        "3103.00001",
        "10.1234/MOSS.1",
        "2031-03",
        ("xx.YY",),
        ("moss", "clocks"),
        venue="Moss Works Quarterly",
    )
    assert (one.day, one.abstract, one.line) == (DAY, "We grow moss.", 3)
    assert two.title == "Same key"
    assert [(problem.line, digest.rejected) for problem in problems] == [(8, 1)]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (r"\textsc{MiniMoss}: \emph{In vitro} \textit {a}\textbf{b}", "MiniMoss: In vitro ab"),
        (r"{\bf Moss} {\em on \sc Clocks}", "Moss on Clocks"),
        (r"\url{https://a.example/x~y--z\_w}", "https://a.example/x~y--z_w"),
        (r"at \href{https://a.example/}{the \emph page}", "at the page (https://a.example/)"),
        (r"\href{https://a.example/}{https://a.example/}", "https://a.example/"),
        (r"\mbox{A-1} \ding{72}", r"A-1 \ding{72}"),
        (r"H\textsubscript{2}O, the 4\textsuperscript{th}", "H2O, the 4th"),
        (r"5\,000 hy\-phens, a\ b \\ c", "5\u202f000 hyphens, a b c"),
        ("``Moss'' --- `a'", "“Moss” — `a'"),
        (r"\foo{bar} baz {M}oss", r"\foo{bar} baz Moss"),
        (r"\foo[a]{b}{c} \foo*{{N}asa \"{o}}", r"\foo[a]{b}{c} \foo*{Nasa ö}"),
        (r"\textcolor{red}{M}oss", r"\textcolor{red}{M}oss"),
        (r"$\textbf{x}_{1}$ $$\emph{a}$$ \(x_{1}\,\)", r"$\textbf{x}_{1}$ $$\emph{a}$$ \(x_{1}\,\)"),
        (r"\$5 \{a\} \_ \~{}x \LaTeX{} \S 5", "$5 {a} _ ~x LaTeX §5"),
    ],
)
def test_latex_in_bibtex(given: str, shown: str) -> None:
    assert only(f"@misc{{a, title = {{{given}}}}}", "2031-03-18.bib").title == shown


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        (r"{\"O}zt{\"u}rk, Ali and {\'E}mile Mill", ("Ali Öztürk", "Émile Mill")),
        (r"{Moss, Clock and Co., Inc.} and {\"U}ber{\ss}, {Bo}", ("Moss, Clock and Co., Inc.", "Bo Überß")),
        (r"{\'O} {Moss, Inc.}, Ada", ("Ada Ó Moss, Inc.",)),
        (
            "Reed, Jr., Bo and O'Neil, Ann, Jr. and Mill, PhD, Ada",
            ("Bo Reed, Jr.", "Ann O'Neil, Jr.", "Ada Mill, PhD"),
        ),
        ("van der Moss, Jan and others", ("Jan van der Moss", "others")),
        ("{}} and {Mill, Ada", ("Mill, Ada",)),
    ],
)
def test_names_in_bibtex(given: str, authors: tuple[str, ...]) -> None:
    assert _authors(given) == list(authors)


ARXIV_FIELDS = [
    ("arXiv preprint arXiv:3103.00001", "3103.00001"),
    ("arXiv:3103.00001v2 [xx.YY], 2031.", "3103.00001"),
    ("arXiv e-prints", ""),
    ("arXiv preprint xx-yy/0301001", "xx-yy/0301001"),
    ("Available at https://arxiv.org/abs/3103.00001", "3103.00001"),
    ("arXiv:3103.00001, https://arxiv.org/pdf/3103.00001v1.pdf", "3103.00001"),
    ("arXiv:3103.00001 and arXiv:3103.00002", ""),
    ("arXiv:3103.00001, arXiv:3103.00002", ""),
    ("The code of arXiv:3103.00001", ""),
    ("Journal of Moss 3103.00001", ""),
    ("arXiv:310.1", ""),
]


@pytest.mark.parametrize(("value", "arxiv"), ARXIV_FIELDS)
def test_an_identifier_in_place_of_a_journal(value: str, arxiv: str) -> None:
    for key, note in (("journal", ""), ("note", "`note`"), ("howpublished", "`howpublished`")):
        assert arxiv_or_note(f"@misc{{a, title={{A}}, {key}={{{value}}}}}", note) == arxiv, key
    for tag in ("JO", "T2"):
        data = f"TY  - JOUR\nTI  - A\n{tag}  - {value}\nER  - \n"
        assert arxiv_or_note(data, "") == arxiv, tag


@pytest.mark.parametrize(
    ("fields", "arxiv"),
    [
        (r"howpublished = {\url{https://arxiv.org/abs/3103.00001}}", "3103.00001"),
        ("journal = {ArXiv}, volume = {abs/3103.00001}", "3103.00001"),
        ("journal = {Journal of Moss}, volume = {abs/3103.00001}", ""),
        ("arxivId = {3103.00001}", "3103.00001"),
        ("journal = {arXiv preprint arXiv:3103.00001}, eprint = {3103.00002}", "3103.00002"),
        ("journal = {arXiv:3103.00001}, note = {arXiv:3103.00002}", ""),
    ],
)
def test_identifiers_in_fields_of_bibtex(fields: str, arxiv: str) -> None:
    names = ", ".join(f"`{name}`" for name in ("note", "volume") if f"{name} =" in fields)
    assert arxiv_or_note(f"@misc{{a, title={{A}}, {fields}}}", names) == arxiv


RIS = """TY  - JOUR
TI  - A Moss Clock
AU  - Mill, Ada
AU  - Reed, Bo
PY  - 2031
DA  - 2031/03/18/
AB  - We grow moss.

More moss.
DO  - 10.1234/moss.1
UR  - https://arxiv.org/abs/3103.00001
KW  - moss
ER  -
TY  - JOUR
TI  - Cut off
"""


def test_ris() -> None:
    digest, problems = read(RIS, "references.ris")
    (entry,) = digest.entries
    authors = ("Ada Mill", "Bo Reed")
    facts = Facts(authors, "3103.00001", "10.1234/moss.1", "2031-03-18", (), ("moss",))
    assert entry == Entry(DAY, "A Moss Clock", "We grow moss.\n\nMore moss.", 1, 1, facts)
    assert [(problem.line, digest.rejected) for problem in problems] == [(14, 1)]


def test_latex_in_names_of_feeds_and_listings() -> None:
    names = r"J\'er\^ome Na\"{\i}m, A.~B.~Mill (1) and {\L}ukasz O'Neil ((1) Moss \& Co)"
    shown = ("Jérôme Naïm", "A. B. Mill", "Łukasz O'Neil")
    feed = RSS.replace("Ada Mill, Bo Reed, Jr. and Cy Wood (Moss Works)", names.replace("&", "&amp;"))
    assert only(feed, "cs.xml").facts.authors == shown
    query = ATOM.replace("{id}", "3103.00001").replace("Ada Mill", r"Na\"{\i}m Mill")
    assert only(query, "query.atom").facts.authors == ("Naïm Mill", "Bo Reed, Jr.", "Cy Wood")
    digest, _ = read(LISTING.replace("Cy Wood", names).replace("Another", r"Na\"{\i}ve"), "list.txt")
    assert (digest.entries[1].title, digest.entries[1].facts.authors) == ("Naïve", shown)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("O'Neil, Ann, Jr.", "Ann O'Neil, Jr."),
        ("Reed, Jr., Bo", "Bo Reed, Jr."),
        ("Mill, Ada, PhD", "Ada Mill, PhD"),
        ("Mill, Ada", "Ada Mill"),
        ("Moss Works", "Moss Works"),
    ],
)
def test_names_in_ris(name: str, shown: str) -> None:
    assert only(f"TY  - JOUR\nTI  - A\nAU  - {name}\nER  - \n").facts.authors == (shown,)


@pytest.mark.parametrize(
    ("blanks", "line", "abstract"),
    [
        (2, "AI - driven systems", "We grow AI - driven systems of moss."),
        (1, "AI - driven systems", "We grow AI - driven systems of moss."),
        (2, "VL - models", "We grow VL - models of moss."),
        (2, "ER - like cells", "We grow ER - like cells of moss."),
        (1, "ER - like cells", "We grow ER - like cells of moss."),
        (2, "KW - moss", "We grow"),
        (1, "KW - moss", "We grow"),
        (2, "ZZ  - moss", "We grow"),
    ],
)
def test_a_line_of_an_abstract_that_looks_like_a_tag(blanks: int, line: str, abstract: str) -> None:
    lines = ["TY", "TI", "AB", "UR", "ER"]
    values = ["JOUR", "A Moss Clock", f"We grow\n{line}\nof moss.", "https://arxiv.org/abs/3103.00001", ""]
    pairs = zip(lines, values, strict=True)
    digest, _unused = read("\n".join(f"{tag}{' ' * blanks}- {value}" for tag, value in pairs))
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.facts.arxiv) == ("A Moss Clock", abstract, "3103.00001")


TABLES = [
    "Date,Title,Authors,arXiv ID,Summary,Votes,Odd\n"
    '2031-03-18,"A ""Moss"" Clock",Ada Mill and Bo Reed,arXiv:3103.00001v1,"We grow\nmoss.",7,x\n',
    '"title";"date";"authors";"url";"abstract";"upvotes"\r\n'
    '"A ""Moss"" Clock";2031-03-18;"Mill, Ada; Reed, Bo";arxiv.org/abs/3103.00001;We grow moss.;7\r\n',
    "title\tdate\tauthors\tarxiv\tabstract\tupvotes\n"
    '"A ""Moss"" Clock"\t2031-03-18\tAda Mill, Bo Reed\t3103.00001\tWe grow moss.\t7\n',
    '{"title": "A \\"Moss\\" Clock", "date": "2031-03-18T10:00:00Z", "authors": ["Ada Mill", "Bo Reed"],'
    ' "id": "3103.00001", "abstract": "We grow\\nmoss.", "upvotes": 7}\n\n',
    '[{"title": "A \\"Moss\\" Clock", "date": "2031-03-18", "authors": "Ada Mill, Bo Reed",'
    ' "arxiv": "https://arxiv.org/pdf/3103.00001v9", "summary": "We grow moss.", "votes": 7}]',
]


@pytest.mark.parametrize("text", TABLES)
def test_tables(text: str) -> None:
    digest, _ = read(text, "table")
    (entry,) = digest.entries
    assert (entry.day, entry.title, entry.abstract, entry.upvotes) == (
        DAY,
        'A "Moss" Clock',
        "We grow moss.",
        7,
    )
    assert entry.facts == Facts(("Ada Mill", "Bo Reed"), "3103.00001")


CELLS = [
    ("categories", "Moss Learning; Clocks and Moss", ("Moss Learning", "Clocks and Moss")),
    ("categories", "Moss Learning, xx.YY", ("Moss Learning", "xx.YY")),
    ("categories", "Moss Learning", ("Moss Learning",)),
    ("categories", "xx.YY hep-th cond-mat.moss", ("xx.YY", "hep-th", "cond-mat.moss")),
    ("categories", "xx.YY xx.ZZ; Moss", ("xx.YY", "xx.ZZ", "Moss")),
    ("categories", "['xx.YY', 'xx.ZZ']", ("xx.YY", "xx.ZZ")),
    ("keywords", "['old moss', 'clocks']", ("old moss", "clocks")),
    ("authors", "['Ada Mill', 'Bo Reed, Jr.']", ("Ada Mill", "Bo Reed, Jr.")),
    ("authors", """["Ann O'Neil" 'Bo Reed'\n 'Cy \\'Wood\\'']""", ("Ann O'Neil", "Bo Reed", "Cy 'Wood'")),
    ("authors", "[{'name': 'Ada Mill'}]", ("Ada Mill",)),
    ("authors", "['Ada Mill'", ("['Ada Mill'",)),
    ("authors", "[Moss] Ada Mill", ("[Moss] Ada Mill",)),
]


@pytest.mark.parametrize(("column", "cell", "words"), CELLS)
def test_cells_with_several_words(column: str, cell: str, words: tuple[str, ...]) -> None:
    for text in (
        json.dumps({"title": "A", "abstract": "B", column: cell}),
        f'{column},title,abstract\n"{cell.replace(chr(34), chr(34) * 2)}",A,B\n',
    ):
        assert getattr(only(text).facts, column) == words


def test_authors_as_objects_in_a_table() -> None:
    people = [{"name": "Ada Mill", "id": 1}, {"name": "Bo Reed"}]
    assert only(json.dumps({"title": "A Moss Clock at Sea", "authors": people})).facts.authors == (
        "Ada Mill",
        "Bo Reed",
    )


@pytest.mark.parametrize("votes", ["12.0", "12", 12.0, 12, " 12 ", "", None, "nan", "-", 0, "0.0"])
def test_votes_in_a_table(votes: object) -> None:
    row = {"title": "A", "abstract": "B", "upvotes": votes}
    assert only(json.dumps(row)).upvotes == (12 if "12" in str(votes) else 0)
    assert only(f"title,doi,upvotes\nA,10.1234/a,{'' if votes is None else votes}\n").upvotes == (
        12 if "12" in str(votes) else 0
    )
    if isinstance(votes, float):
        assert only(json.dumps([hf(upvotes=votes)])).upvotes == 12


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"arxiv": "3103.1"}, "`arxiv` is no identifier: 3103.1"),
        ({"arxiv": 3103.1}, "`arxiv` is no identifier: 3103.1"),
        ({"arxiv": {"a": 1}}, "`arxiv` is no identifier: a value that is not text"),
        ({"arxiv": "moss", "url": "https://arxiv.org/abs/3103.00001"}, "`arxiv` is no identifier: moss"),
        ({"upvotes": "many"}, "`upvotes` is no number of votes: many"),
        ({"upvotes": -1}, "`upvotes` is no number of votes: -1"),
        ({"upvotes": 12.5}, "`upvotes` is no number of votes: 12.5"),
        ({"id": "17", "url": "https://doi.org/10.1234/moss.1"}, ""),
        ({"id": 17, "arxiv": "n/a", "url": "None"}, ""),
    ],
)
def test_cells_that_are_left_out_have_a_warning(row: dict[str, object], what: str) -> None:
    digest, problems = read(json.dumps({"title": "A", "abstract": "B", **row}))
    assert [(problem.what, problem.severity) for problem in problems] == [(what, Severity.WARNING)] * bool(
        what
    )
    assert digest.entries[0].facts.arxiv == ("3103.00001" if "3103.00001" in str(row.get("url")) else "")


def test_an_arxiv_column_is_preferred_to_id() -> None:
    for order in (["arxiv_id", "id"], ["id", "arxiv_id"]):
        row = {"title": "A", **{key: {"id": "3103.00002", "arxiv_id": "3103.00001"}[key] for key in order}}
        assert only(json.dumps(row)).facts.arxiv == "3103.00001"
        assert only(",".join(row) + "\n" + ",".join(row.values())).facts.arxiv == "3103.00001"


def test_a_bad_line_of_a_table_affects_no_other() -> None:
    lines = '{"title": "One", "doi": "10.1234/a"}\n{"title": \n[]\n{"title": "Two", "abstract": "B"}\n'
    digest, problems = read(lines)
    assert [entry.title for entry in digest.entries] == ["One", "Two"]
    assert [problem.line for problem in problems] == [2, 3]
    digest, problems = read('title,abstract\n"One"x,y\nTwo,z\nThree,a,b,c\nFour,d\n')
    assert [entry.title for entry in digest.entries] == ["Two", "Four"]
    assert [problem.line for problem in problems] == [2, 4]


def test_ranks_are_by_day() -> None:
    days = [("a", "18"), ("b", "19"), ("c", "18"), ("", "18"), ("d", "18")]
    rows = ["title,abstract,date", *(f"{title},x,2031-03-{day}" for title, day in days), "e,x,"]
    digest, problems = read("\n".join(rows), "table.csv")
    ranks = [(entry.title, entry.day.day, entry.rank) for entry in digest.entries]
    assert ranks == [("a", 18, 1), ("b", 19, 1), ("c", 18, 2), ("d", 18, 4)]
    assert digest.rejected == 2 == len(problems)

"""Two web pages in every form that people save: Hugging Face's daily papers and arXiv's listing."""

from __future__ import annotations

import json
from datetime import date
from html import escape

import pytest

from daybook.model import Entry
from tests.digests.reading import reading
from tests.digests.test_forms import hf

read = reading("2031-03-25.txt")

LONG = "We let moss grow on clocks and read the hour from its shade, in four towns and over two winters. " * 3
LATE = "Late bells are heard further than early ones; the reasons are laid out and weighed one by one. " * 3
PLAIN = f"""new

Get trending papers in your email inbox once a day!

Subscribe

Daily Papers

by AK and the research community

Daily

Weekly

Monthly

Trending Papers

Mar 25

12

Moss Clocks: Reading the Hour

{LONG}

3 authors

·

Oct 3, 2030

4

-

Late Bells

{LATE}

Moss Works

·

Mar 26

1,204

Are Hedges Enough?

A hedge is measured.

{LONG}

1 authors

·

Mar 20

2

Previous

System theme

Company

TOS

About
"""
"""The text of today's page; its second paper has an organization, its third an abstract of two paragraphs."""

COPIED = PLAIN.replace("\n\n", "\n")
"""As a browser copies it: each block is a line."""

LINKED = f"""# Daily Papers

## by [![](https://huggingface.co/front/ak.png)AK](https://huggingface.co/akhaliq) and the research community

- Daily
- Weekly

[Trending Papers](https://huggingface.co/papers/trending)

Mar 25

[12](https://huggingface.co/login?next=%2Fpapers%2F3103.00001)

### [Moss Clocks: Reading the Hour](https://huggingface.co/papers/3103.00001)

[{LONG.strip()}](https://huggingface.co/papers/3103.00001)

[- ![](https://huggingface.co/avatars/a.svg)\\
- 3 authors](https://huggingface.co/papers/3103.00001)

·

Oct 3, 2030[4](https://huggingface.co/papers/3103.00001#community)

[-](https://huggingface.co/login?next=%2Fpapers%2F3103.00002)

### [Late Bells](https://huggingface.co/papers/3103.00002)

[{LATE.strip()}](https://huggingface.co/papers/3103.00002)

[![mw](https://cdn.example/mw.png)Moss Works](https://huggingface.co/mw)

·

Mar 26
"""

REFERENCES = f"""* [ Models ][2]
* [ Daily Papers][3]
new

[Subscribe][4]

# Daily Papers

Mar 25
[
12
][5]

### [Moss Clocks: Reading the Hour][6]

[

{LONG[:96].strip()}
{LONG[97:].strip()}

][6]
[
* 3 authors
][6]
·
Oct 3, 2030 [ 4][7]
[
-
][8]

### [Late Bells][9]

[

{LATE.strip()}

][9]
[[mw] Moss Works][10]
·
Mar 26

[2]: https://huggingface.co/models
[6]: https://huggingface.co/papers/3103.00001
[9]: https://huggingface.co/papers/3103.00002
"""

URL_LINES = f"""Daily Papers

Mar 25

 [-] 12

https://huggingface.co/login?next=%2Fpapers%2F3103.00001

Moss Clocks: Reading the Hour

https://huggingface.co/papers/3103.00001

{LONG}

https://huggingface.co/papers/3103.00001

[

3 authors](https://huggingface.co/papers/3103.00001)

·

Oct 3, 2030

 [-] -

https://huggingface.co/login?next=%2Fpapers%2F3103.00002

Late Bells

https://huggingface.co/papers/3103.00002

{LATE}

 Moss Works

https://huggingface.co/mw

·

Mar 26
"""

TRENDING = f"""# Trending Papers

Submitted by

ada

### [Moss Clocks: Reading the Hour](https://huggingface.co/papers/3103.00001)

{LONG}

- 3 authors

· Published on Oct 3, 2030

[Upvote

12](https://huggingface.co/login?next=%2Fpapers%2F3103.00001)

[GitHub 131](https://github.com/example/moss) [arXiv Page](https://arxiv.org/abs/3103.00001)

Submitted by

bo

### [Late Bells](https://huggingface.co/papers/3103.00002)

{LATE}

[Moss Works](https://huggingface.co/mw) · Published on Mar 26, 2031
"""


def article(number: int, title: str, abstract: str, votes: str, foot: str) -> str:
    return f"""<article><a href="/papers/3103.0000{number}"><img src="x.png" alt=""></a><div><a
href="/login?next=%2Fpapers%2F3103.0000{number}"><svg><title>up</title></svg><div>{votes}</div></a>
<h3><a href="/papers/3103.0000{number}">{title}</a></h3>
<p>{escape(abstract)}</p><div>{foot}</div></div></article>"""


PAGE = f"""<!DOCTYPE html>
<html><head><title>Daily Papers - Hugging Face</title><script>var a = "<h3>none</h3>";</script></head>
<body><nav><a href="/models">Models</a></nav><h1>Daily Papers</h1><div><time>Mar 25</time></div>
{article(1, "Moss Clocks: Reading the Hour", LONG, "12", "<i>3 authors</i><div>·</div>Oct 3, 2030")}
{article(2, "Late Bells", LATE, "-", "<div>Moss Works</div>·<div>Mar 26</div>")}
<footer><a href="/tos">TOS</a></footer></body></html>"""

PROPS = escape(json.dumps({"dailyPapers": [hf(1), hf(2)], "dateString": "2031-03-18"}))
DATA_PAGE = f'<!doctype html>\n<html><body><div data-target="DailyPapers" data-props="{PROPS}"></div></html>'


def words(entry: Entry) -> tuple[str, str]:
    return entry.title, " ".join(entry.abstract.split())


@pytest.mark.parametrize("text", [PLAIN, COPIED], ids=["plain", "copied"])
def test_the_text_of_todays_page(text: str) -> None:
    digest, problems = read(text, "page.txt", 2031)
    assert problems == ()
    one, two, three = digest.entries
    assert {entry.day for entry in digest.entries} == {date(2031, 3, 25)}
    assert words(one) == ("Moss Clocks: Reading the Hour", LONG.strip())
    assert words(two) == ("Late Bells", LATE.strip())
    assert words(three) == ("Are Hedges Enough?", f"A hedge is measured. {LONG.strip()}")
    assert [entry.upvotes for entry in digest.entries] == [12, 0, 1204]
    assert [entry.facts.published for entry in digest.entries] == ["2030-10-03", "2030-03-26", "2031-03-20"]
    assert [entry.facts.organization for entry in digest.entries] == ["", "Moss Works", ""]


@pytest.mark.parametrize(
    ("text", "votes"),
    [(LINKED, 12), (REFERENCES, 12), (URL_LINES, 12), (TRENDING, 0), (PAGE, 12)],
    ids=["links", "reference links", "lines of URLs", "trending", "HTML"],
)
def test_a_page_with_links(text: str, votes: int) -> None:
    digest, problems = read(text)
    assert problems == ()
    one, two = digest.entries
    assert words(one) == ("Moss Clocks: Reading the Hour", LONG.strip())
    assert words(two) == ("Late Bells", LATE.strip())
    assert (one.upvotes, one.facts.arxiv, two.facts.arxiv) == (votes, "3103.00001", "3103.00002")
    assert one.facts.published == "2030-10-03"


def test_the_data_in_saved_html() -> None:
    digest, problems = read(DATA_PAGE, "Daily Papers - Hugging Face.html")
    assert problems == ()
    assert [entry.facts.arxiv for entry in digest.entries] == ["3103.00001", "3103.00002"]
    assert {(entry.day, entry.upvotes) for entry in digest.entries} == {(date(2031, 3, 18), 7)}


def test_papers_of_an_unknown_year_are_counted_with_one_problem() -> None:
    digest, problems = read(PLAIN, "page.txt")
    assert (digest.entries, digest.rejected, len(problems)) == ((), 3, 1)
    assert "the day Mar 25 has no year" in problems[0].what


LISTING = f"""Showing new listings for Tuesday, 25 March 2031
Total of 3 entries
Showing up to 2000 entries per page: fewer | more | all

New submissions (showing 1 of 1 entries)

[1] arXiv:3103.00001 [pdf, html, other]
    Title: Moss Clocks: Reading the Hour
    Ada Mill, Bo Reed
    Comments: 9 pages
    Subjects: Moss Science (xx.YY); Clocks (xx.ZZ)

    {LONG}

Cross submissions (showing 1 of 1 entries)

[2] arXiv:3103.00002 (cross-list from hep-th) [pdf, other]
    Title: Late Bells
    G\\"odel M\\"uller
    Subjects: Bells (hep-th)

    {LATE}

Replacement submissions (showing 1 of 1 entries)

[3] arXiv:3001.00003 (replaced) [pdf, html, other]
    Title: Old Hedges
    Cy Wood
    Subjects: Hedges (xx.YY)
Total of 3 entries
About
Help
"""
RECENT = """Authors and titles for recent submissions
* Tue, 25 Mar 2031
* Mon, 24 Mar 2031
Tue, 25 Mar 2031 (showing first 1 of 1 entries )
[1] arXiv:3103.00001 [pdf, html, other]
Title:
Moss Clocks: Reading the Hour
Authors: Ada Mill, Bo Reed
Subjects: Moss Science (xx.YY)
Mon, 24 Mar 2031 (showing 1 of 1 entries )
[2] arXiv:3103.00002 [pdf, html, other]
Title:
Late Bells
Authors: Cy Wood
Subjects: Bells (hep-th)
"""
LISTING_PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Moss Science</title></head><body><h1>Moss</h1>
<h3>Showing new listings for Tuesday, 25 March 2031</h3><dl id='articles'>
<h3>New submissions (showing 2 of 2 entries)</h3>
<dt><a name='item1'>[1]</a> <a href ="/abs/3103.00001" title="Abstract" id="3103.00001">arXiv:3103.00001</a>
[<a href="/pdf/3103.00001" title="Download PDF">pdf</a>, <a href="/format/3103.00001">other</a>]</dt>
<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span>
Moss Clocks: Reading the Hour
</div><div class='list-authors'><a href="/search?a">Ada Mill</a>, <a href="/search?b">Bo Reed</a></div>
<div class='list-subjects'><span class='descriptor'>Subjects:</span>
<span class="primary-subject">Moss Science (xx.YY)</span>; Clocks (xx.ZZ)</div>
<p class='mathjax'>{LONG}</p></div></dd>
<dt><a name='item2'>[2]</a><a href ="/abs/3103.00002">arXiv:3103.00002</a>
[<a href="/pdf/3103.00002">pdf</a>]</dt>
<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span>
On $a &lt; b$</div><div class='list-authors'><a href="/search?c">Cy Wood</a></div>
<div class='list-subjects'>Subjects: Bells (hep-th)</div></div></dd></dl></body></html>"""


@pytest.mark.parametrize("path", ["2031-03-25.txt", "listing.txt"])
def test_the_text_of_arxivs_listing(path: str) -> None:
    digest, problems = read(LISTING, path)
    assert problems == ()
    one, two, three = digest.entries
    assert words(one) == ("Moss Clocks: Reading the Hour", LONG.strip())
    assert (one.facts.arxiv, one.facts.authors) == ("3103.00001", ("Ada Mill", "Bo Reed"))
    assert one.facts.categories == ("xx.YY", "xx.ZZ")
    assert words(two) == ("Late Bells", LATE.strip())
    assert (two.facts.authors, two.facts.categories) == (("Gödel Müller",), ("hep-th",))
    assert (three.title, three.abstract, three.facts.arxiv) == ("Old Hedges", "", "3001.00003")
    assert {entry.day for entry in digest.entries} == {date(2031, 3, 25)}


def test_a_listing_of_several_days() -> None:
    digest, problems = read(RECENT, "2031-03-25.txt")
    assert problems == ()
    assert [(entry.day.day, entry.title, entry.facts.authors) for entry in digest.entries] == [
        (25, "Moss Clocks: Reading the Hour", ("Ada Mill", "Bo Reed")),
        (24, "Late Bells", ("Cy Wood",)),
    ]


def test_saved_html_of_arxivs_listing() -> None:
    digest, problems = read(LISTING_PAGE, "New submissions.html")
    assert problems == ()
    one, two = digest.entries
    assert words(one) == ("Moss Clocks: Reading the Hour", LONG.strip())
    assert (one.facts.authors, one.facts.categories) == (("Ada Mill", "Bo Reed"), ("xx.YY", "xx.ZZ"))
    assert (two.title, two.facts.arxiv, two.day) == ("On $a < b$", "3103.00002", date(2031, 3, 25))

"""arXiv's daily listing, as text and in mails: days, TeX, names, and that no record is lost."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.digests.fields.names import split_names
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("listing.txt")

RULE = "-" * 78
RECORD = r"""\\
{identifier}
Date: Wed, 5 Feb 2031 10:00:00 GMT   (12kb)

Title: {title}
Authors: {authors}
Categories: xx.YY
\\
  {abstract}
\\ ( {url} ,  12kb)
"""
HEAD = (
    "Submissions to:\nMoss\n received from  Tue  4 Feb {year} 18:00:00 GMT  to  {end} {year} 18:00:00 GMT\n"
)


def record(
    identifier: str = "arXiv:3102.00001",
    title: str = "A Moss Clock",
    authors: str = "Ada Mill",
    abstract: str = "We grow moss.",
    url: str = "https://arxiv.org/abs/x",
) -> str:
    text = RECORD.format(identifier=identifier, title=title, authors=authors, abstract=abstract, url=url)
    return text.replace("\n\nDate", "\nDate")


def listing(*records: str, end: str = "Wed  5 Feb", year: str = "31") -> str:
    return "\n".join([RULE, HEAD.format(end=end, year=year) + RULE, f"\n{RULE}\n".join(records) + RULE, ""])


@pytest.mark.parametrize(
    ("end", "year", "day"),
    [
        ("Mon 10 Feb", "31", date(2031, 2, 11)),
        ("Thu 13 Feb", "2031", date(2031, 2, 14)),
        ("Fri 14 Feb", "31", date(2031, 2, 17)),
        ("Sat 15 Feb", "31", date(2031, 2, 17)),
        ("Sun 16 Feb", "31", date(2031, 2, 17)),
        ("Wed 31 Dec", "97", date(1998, 1, 1)),
    ],
)
def test_the_day_is_that_of_the_announcement(end: str, year: str, day: date) -> None:
    text = listing(record(), end=end, year=year)
    for head in (
        "",
        "From: a@b.example\nSubject: xx daily\nDate: Sun, 16 Feb 31 00:51:30 GMT\n\n",
        "Date: Fri, 14 Feb 2031 20:51:30 -0400\nSubject: xx daily Subj-class mailing\n\n",
    ):
        digest, _ = read(head + text, "mail.eml" if head else "listing.txt")
        assert [entry.day for entry in digest.entries] == [day]
    assert read(text, "2031-02-20.txt")[0].entries[0].day == date(2031, 2, 20)


def test_a_mail_without_a_period_has_the_day_of_its_date() -> None:
    text = "From: a@b.example\nDate: Fri, 14 Feb 2031 00:51:30 GMT\n\n" + f"{RULE}\n{record()}{RULE}\n"
    assert read(text, "mail.eml")[0].entries[0].day == date(2031, 2, 14)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (r"B\'ezier Moss and Erd\H{o}s {Clocks}", "Bézier Moss and Erdős Clocks"),
        (r"Moss \& Clocks at ~5\% of $\alpha_{\'e}$~s", "Moss & Clocks at ~5% of $\\alpha_{\\'e}$\u00a0s"),
        (r"{\em Old} moss and $a<b$", "Old moss and $a<b$"),
        (r"na\"{\i}ve \O stby", "naïve Østby"),
    ],
)
def test_tex_becomes_text_outside_of_formulas(given: str, shown: str) -> None:
    digest, _ = read(listing(record(title=given, abstract=given)))
    assert (digest.entries[0].title, digest.entries[0].abstract) == (shown, shown)


@pytest.mark.parametrize(
    "authors",
    [
        "Ada Mill, Bo Reed, et al. (40 additional authors not shown)",
        "Ada Mill, Bo Reed et.al.",
        "Ada Mill and Bo Reed and et al",
        "Ada Mill, Bo Reed, and 38 others",
        "Ada Mill, Bo Reed, ...",
        "Ada Mill, Bo Reed and others",
    ],
)
def test_et_al_is_nobody(authors: str) -> None:
    assert read(listing(record(authors=authors)))[0].entries[0].facts.authors == ("Ada Mill", "Bo Reed")
    table = f'{{"title": "A Moss Clock at Sea", "authors": "{authors}", "date": "2031-02-05"}}'
    assert read(table, "a.jsonl")[0].entries[0].facts.authors == ("Ada Mill", "Bo Reed")


def test_names_that_look_like_et_al() -> None:
    assert split_names("Thomas More, Petet Al, Etal Reed") == ("Thomas More", "Petet Al", "Etal Reed")


def test_a_record_that_lost_its_identifier_is_read() -> None:
    lost = record("", "Moss Again", "Bo Reed").replace("\\\\\n\nDate", "\\\\\nDate")
    digest, problems = read(listing(record(), lost, record("arXiv:3102.00003", "Third")))
    assert [(entry.title, entry.facts.arxiv) for entry in digest.entries] == [
        ("A Moss Clock", "3102.00001"),
        ("Moss Again", ""),
        ("Third", "3102.00003"),
    ]
    (problem,) = problems
    assert (problem.severity, problem.line) == (Severity.WARNING, digest.entries[1].line)
    assert "Moss Again" in problem.what
    linked = lost.replace("abs/x", "abs/3102.00002")
    assert read(listing(record(), linked))[0].entries[1].facts.arxiv == "3102.00002"


@pytest.mark.parametrize(
    "damaged",
    [
        record("arXiv:3102.00002", "Two").replace("Title: Two\n", ""),
        "\\\\\narXiv:3102.00002\nDate: Wed, 5 Feb 2031 10:00:00 GMT\n",
    ],
)
def test_a_damaged_record_is_counted(damaged: str) -> None:
    digest, problems = read(listing(record(), damaged, record("arXiv:3102.00003", "Third")))
    assert [entry.title for entry in digest.entries] == ["A Moss Clock", "Third"]
    assert (digest.rejected, len(problems)) == (1, 1)
    assert "3102.00002" in problems[0].what


def test_a_listing_of_before_april_2007_without_abstracts() -> None:
    old = "\\\\\nPaper: {}\nFrom: Ada Mill <mill@moss.example>\nDate: Sat, 30 May 1998 00:02:05 GMT   (4kb)\n"
    old += "Date (revised v2): Mon, 31 Aug 1998 00:34:56 GMT   (2kb)\n\nTitle: {}\nAuthors: Ada Mill\n\\\\\n"
    text = (
        old.format("xx-yy/9806001", "A Moss Clock")
        + f"{RULE}\n"
        + old.format("xx-yy/9806002", "Again")
        + RULE
    )
    digest, problems = read(f"{RULE}\nPapers received as of Sat 30 May 98\n{RULE}\n{text}", "1998-06-01.txt")
    assert not problems
    assert [(entry.facts.arxiv, entry.abstract) for entry in digest.entries] == [
        ("xx-yy/9806001", ""),
        ("xx-yy/9806002", ""),
    ]
    assert digest.entries[0].facts.published == "1998-05-30"

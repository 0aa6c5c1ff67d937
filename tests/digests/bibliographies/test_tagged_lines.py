"""RIS, and the tagged text of PubMed, EndNote and the Web of Science."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Facts
from daybook.problems import Severity
from daybook.text.partial_dates import parse_partial_date
from tests.digests.reading import reading

read = reading("2031-03-18.txt")

NBIB = """
PMID- 90000001
OWN - NLM
DP  - 2031 Mar-Apr
TI  - A moss clock for
      slow readers.
LID - S0000-0000(31)1-2 [pii]
LID - 103640
LID - 10.1234/moss.1 [doi]
AB  - BACKGROUND: We grow moss.
      CONCLUSION: It
      keeps time.
FAU - Mill, Ada
AU  - Mill A
CN  - Moss Team
FAU - van der Reed, Bo C Jr
AU  - van der Reed BC Jr
OT  - moss
OT  - *clocks
CRDT- 2031/03/18 10:00
PHST- 2031/03/18 00:00 [received]

PMID- 90000002
TI  - Lichen answers slowly.
AU  - Mill AB
AU  - Reed B Jr
LID - 103641
DEP - 20310317
CRDT- 2031/03/17 10:00
"""
ENDNOTE = """%0 Journal Article
%T A Moss Clock
%A Mill, Ada
%A Moss Team,
%J arXiv preprint arXiv:3103.00001
%D 2031
%8 March 18
%X We grow moss.

It keeps time.
%K moss
clocks; time
%R 10.1234/moss.1

%0 Conference Proceedings
%A Reed, Bo
%T Lichen Answers Slowly
%U https://arxiv.org/abs/3103.00002
%8 18 March 2031
"""
REFER = """%A Ada Mill
%A Bo Reed
%T A Moss Clock
%D 2031

%T Lichen Answers
Slowly
%A Bo Reed
%D March 2031
"""
WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Mill, A
   Reed, B
AF Mill, Ada
   Reed, Bo
TI A Moss Clock for
   Slow Readers
SO JOURNAL OF MOSS
DE moss; slow clocks
AB We grow moss.
   It keeps time.
PD MAR 18
PY 2031
DI 10.1234/moss.1
UT WOS:000900000000001
DA 2031-03-19
ER

PT C
AU Wood, C
CA Moss Team
TI Lichen Answers Slowly
PD MAR-APR
PY 2031
ER

EF
"""


def test_pubmed() -> None:
    digest, problems = read(NBIB, "set.nbib")
    one, two = digest.entries
    assert [problem.what for problem in problems] == ["has fields that are not used: `OWN`, `PHST`"]
    assert (one.title, one.line, one.day) == ("A moss clock for slow readers", 2, date(2031, 3, 18))
    assert one.abstract == "BACKGROUND: We grow moss. CONCLUSION: It keeps time."
    names = ("Ada Mill", "Moss Team", "Bo C van der Reed, Jr")
    assert one.facts == Facts(names, "", "10.1234/moss.1", "2031-03", (), ("moss", "*clocks"))
    assert two.facts == Facts(
        ("AB Mill", "B Reed Jr"), published="2031-03-17", link="https://pubmed.ncbi.nlm.nih.gov/90000002/"
    )
    assert two.day == date(2031, 3, 17)


def test_endnote() -> None:
    digest, problems = read(ENDNOTE)
    one, two = digest.entries
    assert not problems
    assert (one.title, one.abstract) == ("A Moss Clock", "We grow moss.\n\nIt keeps time.")
    names, words = ("Ada Mill", "Moss Team"), ("moss", "clocks", "time")
    assert one.facts == Facts(names, "3103.00001", "10.1234/moss.1", "2031-03-18", (), words)
    assert two.facts == Facts(("Bo Reed",), "3103.00002", published="2031-03-18")


def test_refer() -> None:
    digest, problems = read(REFER)
    assert not problems
    assert [
        (entry.title, entry.facts.authors, entry.facts.published, entry.line) for entry in digest.entries
    ] == [
        ("A Moss Clock", ("Ada Mill", "Bo Reed"), "2031", 1),
        ("Lichen Answers Slowly", ("Bo Reed",), "2031-03", 6),
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_web_of_science(ends: str) -> None:
    digest, _problems = read(WOS.replace("\n", ends))
    one, two = digest.entries
    assert (one.title, one.abstract) == ("A Moss Clock for Slow Readers", "We grow moss. It keeps time.")
    assert one.facts == Facts(
        ("Ada Mill", "Bo Reed"),
        "",
        "10.1234/moss.1",
        "2031-03-18",
        (),
        ("moss", "slow clocks"),
        venue="JOURNAL OF MOSS",
    )
    assert two.facts == Facts(("C Wood", "Moss Team"), published="2031-03")


def test_the_day_of_an_export_of_the_web_of_science() -> None:
    digest, problems = read(WOS, "savedrecs.txt")
    assert [(entry.title[:6], entry.day) for entry in digest.entries] == [("A Moss", date(2031, 3, 19))]
    unused, undated = problems
    assert (undated.line, digest.rejected) == (21, 1)
    assert unused.what == "has fields that are not used: `UT`"


def ris(*lines: str) -> str:
    return "".join(f"{line}\n" for line in ("TY  - JOUR", "TI  - A Moss Clock", *lines, "ER  - "))


JSTOR = 'Provider: JSTOR http://www.jstor.org\nDatabase: JSTOR\nContent: text/plain; charset="us-ascii"\n\n\n'


@pytest.mark.parametrize("between", ["", "{}.\n", "<{}>\n", "Record #{} of 2\n", "\ufeff", "-----\n", "\n\n"])
def test_numbers_between_records(between: str) -> None:
    digest, problems = read("".join(between.format(number) + ris() + "\n" for number in (1, 2)))
    assert [entry.title for entry in digest.entries] == ["A Moss Clock"] * 2
    assert all("byte order" in problem.what for problem in problems)


def test_text_between_records_is_noted() -> None:
    digest, problems = read((JSTOR + ris("PY  - 2031", "AB  - We grow moss.")) * 2)
    assert len(digest.entries) == 2
    assert [(problem.line, problem.severity) for problem in problems] == [(1, Severity.NOTE)]
    assert "6 lines outside the records of RIS, such as Provider: JSTOR" in problems[0].what


@pytest.mark.parametrize("text", [ris(), ENDNOTE.split("\n\n")[2], NBIB, WOS.partition("PT C")[0]])
@pytest.mark.parametrize("above", [0, 30, 60])
def test_a_text_that_shows_an_example_of_records(text: str, above: int) -> None:
    lines = [f"This is line {number} of a manual of moss.\n" for number in range(60)]
    text = "".join([*lines[:above], text, "\n", *lines[above:]])
    digest, problems = read_digest("2031-03-18.txt", text.encode(), date_hint("2031-03-18.txt", None))
    assert digest is None
    assert "is mostly something else: 60 lines outside the records" in problems[-1].what


@pytest.mark.parametrize("gap", [" ", "  ", "   "])
@pytest.mark.parametrize("after", [" ", "\t"])
def test_blanks_around_the_hyphen(gap: str, after: str) -> None:
    digest, problems = read(ris("AU  - Mill, Ada", "PY  - 2031").replace("  - ", f"{gap}-{after}"))
    assert not problems
    assert digest.entries[0].facts == Facts(("Ada Mill",), published="2031")


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["DA  - Jun", "PY  - 2031"], "2031-06"),
        (["DA  - Nov 4", "PY  - 2031"], "2031-11-04"),
        (["PY  - 2031///"], "2031"),
        (["Y1  - 2031/06//"], "2031-06"),
        (["PY  - 2031/06/04/Summer"], "2031-06-04"),
        (["DA  - 12/03/2031", "PY  - 2031"], "2031"),
        (["PY  - 2031 Jun"], "2031-06"),
    ],
)
def test_dates_in_ris(lines: list[str], published: str) -> None:
    digest, problems = read(ris(*lines))
    assert not problems
    assert digest.entries[0].facts.published == published


def test_html_in_ris() -> None:
    digest, _ = read(ris("AB  - Moss &amp; <i>fern</i>").replace("TI  - A Moss", "TI  - A <em>Moss</em>"))
    assert (digest.entries[0].title, digest.entries[0].abstract) == ("A Moss Clock", "Moss & fern")


def test_several_values_in_ris() -> None:
    digest, problems = read(
        ris("AU  - Mill, Ada; van der Reed, Bo", "AB  - One.", "AB  - Two.", "AU  - et al.")
    )
    assert not problems
    assert digest.entries[0].facts.authors == ("Ada Mill", "Bo van der Reed")
    assert digest.entries[0].abstract == "One.\n\nTwo."


def test_a_record_of_ris_without_its_beginning_or_end() -> None:
    digest, problems = read("TI  - Lichen\nER  - \n" + ris() + "TY  - JOUR\nTI  - Moss\n" + ris())
    assert [entry.title for entry in digest.entries] == ["Lichen", "A Moss Clock", "A Moss Clock"]
    assert ([problem.line for problem in problems], digest.rejected) == ([6], 1)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("2031-03-18T10:00:00Z",), "2031-03-18"),
        (("18-Mar-2031",), "2031-03-18"),
        (("March 3rd, 2031",), "2031-03-03"),
        (("Sept. 3, 2031",), "2031-09-03"),
        (("June 12-15, 2031",), "2031-06"),
        (("Jan 28-Feb 3 2031",), "2031-01"),
        (("2031-02-30",), "2031-02"),
        (("2031-13-40",), "2031"),
        (("Marine Moss 2031",), "2031"),
        (("2003; c2003",), "2003"),
        (("March 2030", "2031"), "2030-03"),
        (("in press",), "in press"),
        (("", " / "), ""),
    ],
)
def test_partial_dates(texts: tuple[str, ...], found: str) -> None:
    assert parse_partial_date(*texts) == found


def test_keywords_in_one_value_and_a_heading_above_the_abstract() -> None:
    text = "TY  - JOUR\nTI  - Moss\nKW  - moss, clocks\nAB  - Abstract\nWe grow moss.\nER  - \n"
    digest, _ = read_digest("2031-03-18.ris", text.encode(), date_hint("2031-03-18.ris", None))
    assert digest is not None
    (entry,) = digest.entries
    assert (entry.abstract, entry.facts.keywords) == ("We grow moss.", ("moss", "clocks"))


NOTEEXPRESS = """\
{Reference Type}: Journal Article
{Title}: 苔的研究
{Author}: 张三;李四
{Journal}: 苔学报
{Year}: 2031
{Keywords}: 苔;钟
{Abstract}: 我们研究苔。
它长得慢。
{URL}: https://kns.example/1

{Reference Type}: Thesis
{Title}: 晚苔
{Author}: 王五
"""
CNKI = """\
SrcDatabase-来源库: 期刊
Title-题名: 苔的研究
Author-作者: 张三;李四;
Source-文献来源: 苔学报
Keyword-关键词: 苔;钟
Summary-摘要: 我们研究苔。
它长得慢。
PubTime-发表时间: 2031
URL-网址: https://kns.example/1

SrcDatabase-来源库: 博士
Title-题名: 晚苔
Author-作者: 王五;
"""


@pytest.mark.parametrize("text", [NOTEEXPRESS, CNKI])
def test_exports_of_cnki(text: str) -> None:
    digest, problems = read_digest("2031-03-18.txt", text.encode(), date_hint("2031-03-18.txt", None))
    assert digest is not None
    first, second = digest.entries
    assert (first.title, first.abstract.split()) == ("苔的研究", ["我们研究苔。", "它长得慢。"])
    assert first.facts == Facts(
        ("张三", "李四"), "", "", "2031", (), ("苔", "钟"), link="https://kns.example/1", venue="苔学报"
    )
    assert (second.title, second.facts.authors) == ("晚苔", ("王五",))
    assert problems == ()


LABELLED = """\
================
Title: Moss on Clocks
Authors: Ada Mill, Bo Reed
arXiv ID: 3103.00001
Abstract:
We grow moss.
It keeps time.
================
Title: Late Moss
Authors: Cy Wood
Published: 2031-03-17
URL: https://moss.example/2
Abstract: It grows late.
================
"""


def test_labelled_lines() -> None:
    digest, problems = read_digest("2031-03-18.txt", LABELLED.encode(), date_hint("2031-03-18.txt", None))
    assert digest is not None
    assert not problems
    first, second = digest.entries
    assert (first.title, first.abstract.split("\n")) == ("Moss on Clocks", ["We grow moss. It keeps time."])
    assert first.facts == Facts(("Ada Mill", "Bo Reed"), "3103.00001")
    assert second.facts == Facts(("Cy Wood",), published="2031-03-17", link="https://moss.example/2")
    assert second.abstract == "It grows late."


DIGITAL_COMMONS = """%T Moss on Clocks
%0 Journal Article
%A Mill, Ada
%U https://commons.example/moss/1
%X It grows.


%T Late Locks
%A Reed, Bo
%A Wood, Cy
%X Nobody waits.

%T Contents of Volume 3
%P i-ii

%T Reeds in Rivers
%0 Conference Paper
%A Fen, Di
%X They bend.
"""


def test_endnote_with_titles_first_gives_no_paper_the_words_of_another() -> None:
    digest, _ = read(DIGITAL_COMMONS, "2031-03-18.enw")
    assert [(entry.title, entry.facts.authors, entry.abstract) for entry in digest.entries] == [
        ("Moss on Clocks", ("Ada Mill",), "It grows."),
        ("Late Locks", ("Bo Reed", "Cy Wood"), "Nobody waits."),
        ("Contents of Volume 3", (), ""),
        ("Reeds in Rivers", ("Di Fen",), "They bend."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "%0 Journal Article\n%T A\n%A Mill, Ada\n%0 Book\n%T B\n%A Reed, Bo\n",
        "%0 Journal Article\n\n%T A\n%A Mill, Ada\n\n%0 Book\n%T B\n%A Reed, Bo\n",
        "%A Mill, Ada\n%T A\n\n%A Reed, Bo\n%T B\n",
        "%T A\n%A Mill, Ada\n%D 2031\n%0 Book\n%T B\n%A Reed, Bo\n",
    ],
    ids=["types alone", "a blank line below a type", "no types", "a type ends a record without one"],
)
def test_where_records_of_endnote_begin(text: str) -> None:
    digest, _ = read(text, "2031-03-18.enw")
    found = [(entry.title, entry.facts.authors) for entry in digest.entries]
    assert found == [("A", ("Ada Mill",)), ("B", ("Bo Reed",))]


def test_ris_with_tags_of_more_letters() -> None:
    """As PsycINFO writes them, also in the second line, which shows that the file is RIS."""
    text = "Database: Moss\n\nTY  - JOUR\nPMID  - 31031801\nT1  - Moss on Clocks\nA1  - Mill, Ada\nER  - \n"
    digest, problems = read(text, "2031-03-18.ris")
    assert [(entry.title, entry.facts.authors) for entry in digest.entries] == [
        ("Moss on Clocks", ("Ada Mill",))
    ]
    assert any("`PMID`" in problem.what for problem in problems)

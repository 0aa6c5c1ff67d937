"""Defects and habits of exports: of LaTeX, identifiers, ends of records, types, names and columns."""

from __future__ import annotations

import json
from datetime import date

import pytest

from daybook.digests.fields.names import OTHERS, split_names
from daybook.text.identifiers import arxiv_id, doi_name
from daybook.text.latex import latex_to_text
from tests.digests.reading import reading

read = reading("2031-03-18.json")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Nguy{\~{\^e}}n", "Nguyễn"),
        (r"Tr{\`{\^{a}}}n", "Trần"),
        (r"L{\d{\^o}}c", "Lộc"),
        (r"moss at {\ensuremath{\alpha}} = 2", r"moss at $\alpha$ = 2"),
        (r"\ensuremath{\mathrm{Fe}}-moss", r"$\mathrm{Fe}$-moss"),
    ],
)
def test_accents_upon_accents_and_formulas_without_dollars(text: str, expected: str) -> None:
    assert latex_to_text(text) == expected


def test_identifiers_as_pages_say_to_cite_them() -> None:
    assert arxiv_id("arXiv:3103.00001v2 [cs.CL]") == "3103.00001"
    assert arxiv_id("hep-th/9901001 [hep-th]") == "hep-th/9901001"
    assert arxiv_id("3103.00001 [see also]") == ""
    assert doi_name("https://doi.org/10.1000%2Fmoss.1") == "10.1000/moss.1"


def test_bibtex_with_a_category_behind_the_identifier_and_an_encoded_link() -> None:
    text = (
        "@misc{a, title={Moss Gates}, author={Mill, Ada}, eprint={3103.00001 [cs.LG]}, year=2031}\n"
        "@misc{b, title={Late Moss}, author={Mill, Ada}, url={https://doi.org/10.1000%2Fmoss.2}, year=2031}\n"
    )
    digest, _problems = read(text, "2031-03-18.bib")
    assert [(entry.facts.arxiv, entry.facts.doi, entry.facts.link) for entry in digest.entries] == [
        ("3103.00001", "", ""),
        ("", "10.1000/moss.2", ""),
    ]


def test_ris_of_a_program_that_ends_no_record() -> None:
    text = (
        "1.\nTY - JOUR\nTI - Moss Gates\nAU - Mill, Ada\nDO - 10.1000/moss.1\n\n"
        "2.\nTY - JOUR\nTI - Late Moss\nAU - Reed, Bo\n"
    )
    digest, problems = read(text, "2031-03-18.ris")
    assert [entry.title for entry in digest.entries] == ["Moss Gates", "Late Moss"]
    assert (digest.rejected, problems) == (0, ())
    digest, problems = read(text.replace("moss.1\n", "moss.1\nER - \n"), "2031-03-18.ris")
    assert ([entry.title for entry in digest.entries], digest.rejected) == (["Moss Gates"], 1)
    assert "without its end" in problems[0].what


def test_columns_in_spanish() -> None:
    text = 'Título;Autores;Resumen;Año\nMusgo en los relojes;"Mill, Ada; Reed, Bo";Medimos musgo.;2031\n'
    digest, _problems = read(text, "2031-03-18.csv")
    (entry,) = digest.entries
    assert (entry.title, entry.facts.authors, entry.abstract) == (
        "Musgo en los relojes",
        ("Ada Mill", "Bo Reed"),
        "Medimos musgo.",
    )


def test_what_crossref_and_csl_list_beside_papers() -> None:
    paper = {
        "title": ["Moss Gates"],
        "author": [{"given": "Ada", "family": "Mill"}],
        "issued": {"raw": "2031"},
    }
    others = [
        {**paper, "type": kind, "DOI": f"10.1000/{kind}"}
        for kind in ("journal", "peer-review", "component", "proceedings")
    ]
    page = {**paper, "type": "webpage", "URL": "https://moss.example/gates"}
    items = [{**paper, "type": "journal-article", "DOI": "10.1000/moss.1"}, *others, page]
    digest, problems = read(json.dumps({"message": {"items": items}}))
    assert [entry.facts.doi for entry in digest.entries] == ["10.1000/moss.1"]
    assert any("5 items of other kinds" in problem.what for problem in problems)


@pytest.mark.parametrize("day", ["20310317", "2031/03/17", "2031-03-17"])
def test_papers_keyed_by_day_then_by_topic(day: str) -> None:
    paper = {"title": "Moss Gates", "authors": ["Ada Mill"], "url": "https://arxiv.org/abs/3103.00001"}
    digest, _problems = read(json.dumps({day: {"Moss": [paper]}}), "all.json")
    (entry,) = digest.entries
    assert entry.day == date(2031, 3, 17)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("李明，王芳", ("李明", "王芳")),
        ("李明、王芳", ("李明", "王芳")),
        ("李明；王芳等", ("李明", "王芳", OTHERS)),
        ("Ada Mill · Bo Reed", ("Ada Mill", "Bo Reed")),
        ("Ada Mill / Bo Reed", ("Ada Mill", "Bo Reed")),
        ("Ada Mill1,2, Bo Reed2", ("Ada Mill", "Bo Reed")),
        ("Ada Mill <ada@moss.example>, Bo Reed", ("Ada Mill", "Bo Reed")),
        ("Ada Mill, Bo Reed, +3", ("Ada Mill", "Bo Reed", OTHERS)),
        ("Ada Mill u. a.", ("Ada Mill", OTHERS)),
        ("The Moss Collaboration: A. Mill, B. Reed", ("The Moss Collaboration", "A. Mill", "B. Reed")),
        ("Mill, Ada, Jr.", ("Ada Mill, Jr.",)),
        ("Mill, Ada (Moss)*; Reed, Bo (Lock)", ("Ada Mill", "Bo Reed")),
        ("Mill, Ada/Reed, Bo", ("Ada Mill", "Bo Reed")),
        ("Mill-Reed, Ada/B", ("Ada/B Mill-Reed",)),
        ("R2D2 Wood, Cy Lock", ("R2D2 Wood", "Cy Lock")),
    ],
)
def test_lists_of_names(line: str, names: tuple[str, ...]) -> None:
    assert split_names(line) == names


def test_fields_of_names() -> None:
    authors = [
        {"surname": "Mill", "given_names": "A."},
        {"last_name": "Reed", "first_name": "Bo", "middle_name": "C."},
        {"full_name": "Wood, Cy, Jr."},
    ]
    digest, _problems = read(
        json.dumps([{"title": "Moss Gates", "abstract": "We grow.", "authors": authors}])
    )
    assert digest.entries[0].facts.authors == ("A. Mill", "Bo C. Reed", "Cy Wood, Jr.")


def test_a_bar_within_a_cell_cuts_no_abstract() -> None:
    arxiv = "https://arxiv.org/abs/3103.0000"
    text = (
        "| **Title** | **Abstract** | **Comment** |\n| --- | --- | --- |\n"
        f"| **[Moss Gates]({arxiv}1)** | We grow moss | and measure it. | 9 pages |\n"
        f"| **[Late Moss]({arxiv}2)** | We read the tide. | 4 pages |\n"
        f"| **[Third Moss]({arxiv}3)** | We \\| they. | |\n"
    )
    digest, problems = read(text, "2031-03-18.md")
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [
        ("Late Moss", "We read the tide."),
        ("Third Moss", "We | they."),
    ]
    assert digest.rejected == 1
    assert (problems[0].line, "4 cells under 3 columns" in problems[0].what) == (3, True)


def test_html_that_a_feed_escapes_twice() -> None:
    text = (
        '<rss version="2.0"><channel><title>Moss</title><link>https://moss.example</link>'
        "<item><title>Moss Gates</title><link>https://arxiv.org/abs/3103.00001</link>"
        "<description>&amp;lt;p&amp;gt;We grow &amp;lt;b&amp;gt;moss&amp;lt;/b&amp;gt;.&amp;lt;/p&amp;gt;"
        "</description>"
        "<pubDate>Tue, 18 Mar 2031 08:00:00 GMT</pubDate></item></channel></rss>"
    )
    digest, _problems = read(text, "feed.xml")
    assert [entry.abstract for entry in digest.entries] == ["We grow moss."]


def test_names_that_are_cut_off_in_bibtex_without_and() -> None:
    digest, _problems = read("@misc{a, title={Moss}, author={Mill, A. et al.}, year=2031}", "2031-03-18.bib")
    (entry,) = digest.entries
    assert (entry.facts.authors, entry.has_more_authors) == (("A. Mill",), True)


def test_names_in_a_table_of_arxivs_snapshot_are_latex() -> None:
    text = (
        'id,submitter,authors,title,abstract\n3103.00001,A. Mill,"A. Mill, B. Re\\""ed",Moss Gates,We grow.\n'
    )
    digest, _problems = read(text, "2031-03-18.csv")
    assert digest.entries[0].facts.authors == ("A. Mill", "B. Reëd")


def test_the_issue_before_a_title_of_mdpi() -> None:
    text = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Moss</title>'
        "<link>https://www.mdpi.com</link><description>x</description><item>"
        "<title>Moss, Vol. 18, Pages 1417: Late Moss: A Study</title><link>https://www.mdpi.com/1/18/3/1417</link>"
        "<description>&lt;p&gt;&lt;b&gt;Moss&lt;/b&gt; doi: 10.3390/moss18031417&lt;/p&gt;"
        "&lt;p&gt;We grow.&lt;/p&gt;</description><dc:creator>Ada Mill</dc:creator>"
        "<dc:date>2031-03-18</dc:date><dc:identifier>doi: 10.3390/moss18031417</dc:identifier>"
        "</item></channel></rss>"
    )
    digest, _problems = read(text, "feed.xml")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.facts.doi) == (
        "Late Moss: A Study",
        "We grow.",
        "10.3390/moss18031417",
    )

"""CSV of reference managers and of publishers, and of other things."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Facts
from daybook.problems import Severity
from tests.digests.test_forms import DAY, read

ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","DOI","Url","Abstract Note","Date","Date Added",'
    '"Extra","Manual Tags","Automatic Tags"\n'
    '"AA","preprint","2031","Mill, Ada; Reed, Bo","Moss","","http://arxiv.org/abs/3103.00001",'
    '"We grow moss.","2031-03-02","2031-03-18 09:12:44","","moss; clocks","Computer Science"\n'
    '"AB","report","2030","García Márquez, Ana Lea","Late Moss","","https://moss.example/2","It grows.",'
    '"May 2030","2031-03-18 09:13:44","","",""\n'
    '"AC","preprint","2029","Wood, Cy","Third Moss","","","Slowly.","","2031-03-18 09:14:44",'
    '"arXiv:3103.00003 [cs]","",""\n'
)


def test_zotero() -> None:
    digest, problems = read(ZOTERO, "library.csv")
    assert {entry.day for entry in digest.entries} == {DAY}
    assert [entry.facts for entry in digest.entries] == [
        Facts(("Ada Mill", "Bo Reed"), "3103.00001", published="2031-03-02", keywords=("moss", "clocks")),
        Facts(("Ana Lea García Márquez",), published="2030", link="https://moss.example/2"),
        Facts(("Cy Wood",), "3103.00003", published="2029"),
    ]
    assert [entry.abstract for entry in digest.entries] == ["We grow moss.", "It grows.", "Slowly."]
    (note,) = problems
    assert note.severity is Severity.NOTE
    assert note.what == "has fields that are not used: `Key`, `Item Type`, `Automatic Tags`"


@pytest.mark.parametrize(
    ("text", "title", "facts", "unused"),
    [
        (
            'Document Title,Authors,Author Affiliations,Publication Year,Abstract,DOI,PDF Link,'
            'Author Keywords\n"Moss","A. Mill; B. Reed","Moss Works",2031,"We grow.",10.1234/moss.1,'
            'https://ieee.example/1,moss;clocks\n',
            "Moss",
            Facts(("A. Mill", "B. Reed"), "", "10.1234/moss.1", "2031", keywords=("moss", "clocks")),
            "Author Affiliations",
        ),
        (
            "Publication Type\tAuthors\tAuthor Full Names\tArticle Title\tPublication Date\t"
            "Publication Year\tDOI\nJ\tMill, A; Reed, B\tMill, Ada; Reed, Bo\tMoss\tMAR 4\t2031\t"
            "10.1234/moss.1\n",
            "Moss",
            Facts(("Ada Mill", "Bo Reed"), "", "10.1234/moss.1", "2031"),
            "Publication Type",
        ),
        (
            "PT\tAU\tAF\tTI\tSO\tDE\tAB\tPY\tDI\nJ\tMill, A\tMill, Ada\tMoss\tMosses\tmoss; clocks\t"
            "We grow.\t2031\t10.1234/moss.1\n",
            "Moss",
            Facts(("Ada Mill",), "", "10.1234/moss.1", "2031", keywords=("moss", "clocks"), venue="Mosses"),
            "PT",
        ),
        (
            "Item Title,Publication Title,Item DOI,Authors,Publication Year,URL,Content Type\n"
            "Moss,Mosses,10.1234/moss.1,Ada MillBo McReed,2031,http://link.springer.com/10.1234/moss.1,Article\n",
            "Moss",
            Facts(("Ada Mill", "Bo McReed"), "", "10.1234/moss.1", "2031", venue="Mosses"),
            "Content Type",
        ),
        (
            'Lens ID,Title,Date Published,Publication Year,Author/s,Abstract,DOI\n1,Moss,2031-03-02,2031,'
            '"Ada Mill; Bo Reed",We grow.,10.1234/moss.1\n',
            "Moss",
            Facts(("Ada Mill", "Bo Reed"), "", "10.1234/moss.1", "2031-03-02"),
            "Lens ID",
        ),
        (
            '"Authors","Author full names","Title","Year","DOI","Link","Abstract","Author Keywords","EID"\n'
            '"Mill A.; Reed B.","Mill, Ada (57); Reed, Bo (58)","Moss",2031,"10.1234/moss.1",'
            '"https://www.scopus.com/1?doi=10.1234%2fmoss.1","We grow.","moss; clocks","2-s2.0"\n',
            "Moss",
            Facts(("Ada Mill", "Bo Reed"), "", "10.1234/moss.1", "2031", keywords=("moss", "clocks")),
            "EID",
        ),
        (
            'PMID,Title,Authors,Citation,Publication Year,Create Date,DOI\n1,Moss.,"Mill A, Reed BC.",'
            "M. 2031,2031,2031/03/02,10.1234/moss.1\n",
            "Moss",
            Facts(("A Mill", "BC Reed"), "", "10.1234/moss.1", "2031"),
            "Citation",
        ),
        (
            "sep=;\nTitle;Authors;PaperURL;Rank\nMoss;Ada Mill, Bo Reed;https://arxiv.org/abs/3103.00001;4\n",
            "Moss",
            Facts(("Ada Mill", "Bo Reed"), "3103.00001"),
            "Rank",
        ),
        (
            "id,Title,Link,Scores\n1,Moss,https://openreview.net/forum?id=aBc,6 8\n",
            "Moss",
            Facts(link="https://openreview.net/forum?id=aBc"),
            "Scores",
        ),
    ],
)  # fmt: skip
def test_columns_of_services(text: str, title: str, facts: Facts, unused: str) -> None:
    digest, problems = read(text, "2031-03-18.csv")
    (entry,) = digest.entries
    assert (entry.title, entry.facts) == (title, facts)
    assert {problem.severity for problem in problems} == {Severity.NOTE}
    assert f"`{unused}`" in problems[0].what


def test_the_best_of_several_columns_is_used() -> None:
    header = "Title,Description,Abstract,Authors,Author Full Names\n"
    digest, _ = read(f"{header}Moss,short,We grow.,A. Mill,Ada Mill\nLate,s,,B. Reed,\n", "2031-03-18.csv")
    assert [(entry.abstract, entry.facts.authors) for entry in digest.entries] == [
        ("We grow.", ("Ada Mill",)),
        ("s", ("B. Reed",)),
    ]


def test_a_link_is_not_warned_of_row_by_row() -> None:
    rows = ["Title,DOI,Link", *(f"Moss {n},10.1234/moss.{n},https://scopus.example/{n}" for n in range(40))]
    digest, problems = read("\n".join(rows), "2031-03-18.csv")
    assert len(digest.entries) == 40
    (note,) = problems
    assert "40 in `Link`" in note.what
    assert note.severity is Severity.NOTE


NO_PAPERS = [
    "Order ID,Date,Title,Quantity,Price\n1,2031-03-18,Gate,4,9.99\n2,2031-03-18,Lock,1,3.50\n",
    "Title,Author,ISBN,Price\nGates,Ada Mill,978,9\n",
    "Handle,Title,Vendor,Tags\ngate,Iron Gate,Mill,iron\n",
    "Title,Artist,Album,Duration\nMoss,Bo Reed,Clocks,3:20\n",
    "Title,URL,Date\nMoss shop,https://shop.example/,2031-03-18\nNews,https://news.example/,2031-03-18\n",
    "Job Title,Name,Salary\nGatekeeper,Ada Mill,4\n",
    "votes, title, abstract, `3 authors`\nRun the gate.\nIt opens at noon, and closes at night.\n",
]


@pytest.mark.parametrize("text", NO_PAPERS)
def test_other_tables_give_no_papers(text: str) -> None:
    path = "2031-03-18.csv"
    digest, problems = read_digest(path, text.encode(), date_hint(path, None))
    assert digest is None
    assert [problem.severity for problem in problems] == [Severity.ERROR]


def test_a_row_without_a_link_in_a_list_of_links() -> None:
    text = "Title,Link,Presenter\nMoss,https://arxiv.org/abs/3103.00001,Ada\nTBD,,Bo\n"
    text += "Lichen,https://arxiv.org/abs/3103.00002,Cy\n"
    digest, problems = read(text, "2031-03-18.csv")
    assert [entry.title for entry in digest.entries] == ["Moss", "Lichen"]
    assert digest.rejected == 1
    assert [(one.line, one.what) for one in problems if one.severity is Severity.ERROR] == [
        (3, "a row without a link: TBD")
    ]


def test_files_of_zotero_are_no_papers() -> None:
    text = (
        'Item Type,Title,Author,Url\npreprint,Moss,"Mill, Ada",https://arxiv.org/abs/3103.00001\n'
        "attachment,Full Text PDF,,https://arxiv.org/pdf/3103.00001\n"
    )
    digest, problems = read(text, "2031-03-18.csv")
    assert [entry.title for entry in digest.entries] == ["Moss"]
    assert "has 1 item of other kinds, such as attachments, books, reviews or web pages" in [
        problem.what for problem in problems
    ]


def test_a_table_of_which_most_rows_are_broken_is_refused() -> None:
    text = "title,abstract\na,b,c\nd,e,f\ng,h\n"
    digest, problems = read_digest("2031-03-18.csv", text.encode(), date_hint("2031-03-18.csv", None))
    assert digest is None
    assert "2 of 3 records cannot be read: a row of 3 cells under 2 columns" in problems[0].what


TRANSLATED = {
    "Zotero in German": (
        "Schlüssel,Eintragsart,Veröffentlichungsjahr,Autor,Titel,DOI,Zusammenfassung,Hinzugefügt am\n"
        '"AB","preprint","2031","Mill, Ada; Reed, Bo","Moss","10.1234/m.1","We grow moss.",'
        '"2031-03-18 09:00:00"\n'
    ),
    "French": (
        "Titre;Auteurs;Année;Revue;DOI;Résumé;Mots-clés\n"
        "Moss;Ada Mill, Bo Reed;2031;Moss Days;10.1234/m.1;We grow moss.;moss\n"
    ),
    "Spanish": (
        "Título,Autores,Año,DOI,Resumen,Palabras clave\n"
        "Moss,Ada Mill; Bo Reed,2031,10.1234/m.1,We grow moss.,\n"
    ),
    "CNKI": "题名,作者,来源,发表时间,摘要,DOI\nMoss,Ada Mill; Bo Reed,苔,2031,We grow moss.,10.1234/m.1\n",
    "Japanese": "タイトル,著者,発行年,要約,DOI\nMoss,Ada Mill; Bo Reed,2031,We grow moss.,10.1234/m.1\n",
}


@pytest.mark.parametrize("text", TRANSLATED.values(), ids=TRANSLATED)
def test_columns_in_other_languages(text: str) -> None:
    digest, problems = read(text, "2031-03-18.csv")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract) == ("Moss", "We grow moss.")
    assert entry.facts.authors == ("Ada Mill", "Bo Reed")
    assert (entry.facts.doi, entry.facts.published) == ("10.1234/m.1", "2031")
    assert not any(problem.severity > Severity.NOTE for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "Titel;Autoren;Jahr;Verlag\nMoos;Ada Mill;2031;Ufer\n",
        "标题,作者,价格,出版社\n苔,Ada Mill,12,岸\n",
        "Titre,Auteur,Date\nMousse,Ada Mill,2031-03-18\n",
        "titre;auteur;date;résumé;lien\nMousse;Ada Mill;2031-03-18;Elle pousse;https://presse.example/1\n",
        "Typ,Titel,Autor,Zusammenfassung,Datum\nFehler,Tor klemmt,Ada Mill,Es klemmt.,18.03.2031\n",
        "标题,作者,来源,发布时间,摘要,链接\n苔,张三,日报,2031-03-18,苔长了。,https://weixin.example/1\n",
    ],
)
def test_books_and_posts_in_other_languages(text: str) -> None:
    digest, (problem,) = read_digest("2031-03-18.csv", text.encode(), date_hint("2031-03-18.csv", None))
    assert digest is None
    assert "something else than papers" in problem.what


def test_commas_within_parentheses_of_keywords() -> None:
    table = 'title,abstract,keywords\nMoss on Clocks,It grows.,"clock (growth, decay), moss; time (of day)"\n'
    (entry,) = read(table, "2031-03-18.csv")[0].entries
    assert entry.facts.keywords == ("clock (growth, decay)", "moss", "time (of day)")


def test_the_header_of_a_second_file_is_no_record() -> None:
    table = "Title,Authors,DOI\nMoss Gates,Ada Mill,10.1234/m.{0}\nLate Moss,Bo Reed,10.1234/n.{0}\n"
    digest, problems = read(table.format(1) + table.format(2), "2031-03-18.csv")
    assert [entry.title for entry in digest.entries] == ["Moss Gates", "Late Moss"] * 2
    assert (digest.rejected, problems) == (0, ())


def test_a_quote_that_never_ends_in_a_list_of_names() -> None:
    """To try each quote in it as the beginning of a name would take the square of its length."""
    text = "title,authors\nLamps,\"['" + "\\'" * 250_000 + ']"\n'
    digest, (problem,) = read_digest("2031-03-18.csv", text.encode(), date_hint("2031-03-18.csv", None))
    assert digest is None
    assert "may be something else than papers" in problem.what


@pytest.mark.parametrize("name", ["DOI link", "DOI URL", "DOIs", "Digital Object Identifier"])
def test_links_to_a_doi(name: str) -> None:
    digest, _ = read(
        f"Paper title,Author(s),{name}\nMoss on Clocks,Ada Mill,https://doi.org/10.1234/moss.1\n"
    )
    assert [entry.facts.doi for entry in digest.entries] == ["10.1234/moss.1"]


def test_a_row_with_nothing_but_a_title_is_no_paper_beside_others() -> None:
    table = "Title,Authors,DOI\nMoss,Ada Mill,10.1234/moss.1\nSeen at the bay\nMoss,,10.1234/moss.2\n"
    digest, (problem,) = read(table, "2031-03-18.csv")
    assert ([entry.title for entry in digest.entries], digest.rejected) == (["Moss", "Moss"], 1)
    assert (problem.line, problem.what) == (3, "a record with nothing but a title: Seen at the bay")


def test_links_of_a_chinese_table_and_the_day_of_pubmed() -> None:
    chinese = "序号,论文标题,作者,论文链接\n1,Moss on Clocks,Ada Mill,https://arxiv.org/abs/3103.00001\n"
    assert [entry.facts.arxiv for entry in read(chinese, "2031-03-18.csv")[0].entries] == ["3103.00001"]
    pubmed = "PMID,Title,Authors,Create Date,DOI\n1,Moss.,Mill A,2031/03/18,10.1234/moss.1\n"
    assert [str(entry.day) for entry in read(pubmed, "csv-moss-set.csv")[0].entries] == ["2031-03-18"]

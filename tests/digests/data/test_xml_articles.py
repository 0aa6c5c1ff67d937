"""Articles in XML of publishers and libraries, each in its own form."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.digests.data.xml_forms import FORMS
from daybook.model import Facts
from daybook.problems import Severity
from tests.digests.data import test_xml_records
from tests.digests.test_forms import read

DOI = "10.1234/moss.1"
NAMES = "<name><surname>Mill</surname><given-names>Ada</given-names></name>"
JATS = f"""<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//MOSS//DTD Moss//EN" "moss.dtd">
<article article-type="research-article"><front><article-meta>
<article-id pub-id-type="pmc">31</article-id><article-id pub-id-type="doi">{DOI}</article-id>
<title-group><article-title>Moss on <italic>clocks</italic></article-title></title-group>
<contrib-group><contrib contrib-type="author">{NAMES}</contrib>
<contrib contrib-type="author"><collab>Moss Works</collab></contrib>
<contrib contrib-type="editor">{NAMES.replace("Mill", "Wood")}</contrib></contrib-group>
<pub-date><year>2031</year></pub-date><pub-date><day>5</day><month>3</month><year>2031</year></pub-date>
<abstract abstract-type="graphical"><p>A picture.</p></abstract>
<abstract><sec><title>Aim</title><p>We grow moss.</p></sec><sec><title>Results</title><p>It grew.</p></sec>
</abstract><kwd-group><kwd>moss</kwd></kwd-group></article-meta></front>
<body><sec><title>Introduction</title><p>Moss is old.</p></sec></body></article>"""
PMC = "<pmc-articleset>" + JATS[JATS.index("<article ") :].replace(DOI, "") + "</pmc-articleset>"
RECORD = f"""<doi_record><crossref><journal><journal_article><titles><title>Moss on clocks</title></titles>
<contributors><person_name contributor_role="author"><given_name>Ada</given_name><surname>Mill</surname>
</person_name><person_name contributor_role="editor"><surname>Wood</surname></person_name></contributors>
<jats:abstract xmlns:jats="http://moss.example/jats"><jats:p>We grow moss.</jats:p></jats:abstract>
<publication_date><month>3</month><day>5</day><year>2031</year></publication_date>
<doi_data><doi>{DOI}</doi></doi_data></journal_article></journal></crossref></doi_record>"""
CROSSREF = f"<doi_records>{RECORD}</doi_records>"
CROSSREF_ANSWER = (
    f"<crossref_result><query_result><body><query>{RECORD}</query></body></query_result></crossref_result>"
)
DATACITE = f"""<resource xmlns="http://moss.example/kernel-4">
<identifier identifierType="DOI">{DOI}</identifier>
<creators><creator><creatorName>Mill, Ada</creatorName></creator></creators>
<titles><title>Moss on clocks</title></titles><publicationYear>2031</publicationYear>
<descriptions><description descriptionType="Other">x</description>
<description descriptionType="Abstract">We grow moss.</description></descriptions></resource>"""
ANALYTIC = """<analytic><title level="a">Moss on clocks</title><author><persName><forename>Ada</forename>
<forename>Bea</forename><surname>Mill</surname></persName></author></analytic>"""
TEI = f"""<TEI xmlns="http://moss.example/tei"><teiHeader><fileDesc><titleStmt><title>Moss</title></titleStmt>
<sourceDesc><biblStruct>{ANALYTIC}<monogr><imprint><date when="2031-03-05"/></imprint></monogr>
<idno type="arXiv">arXiv:3103.00001[xx.YY]</idno></biblStruct></sourceDesc></fileDesc>
<profileDesc><abstract><p>We grow moss.</p></abstract></profileDesc></teiHeader>
<text><body><p>Moss is old.</p></body></text></TEI>"""
REFERENCES = f"""<listBibl xmlns="http://moss.example/tei"><biblStruct>
{ANALYTIC.replace("</analytic>", f'<idno type="DOI">{DOI}</idno></analytic>')}
<monogr><title level="j">Moss Days</title><imprint><date>2031</date></imprint></monogr>
</biblStruct></listBibl>"""
MARC_RECORD = f"""<record><leader>0</leader>
<datafield tag="024"><subfield code="a">{DOI}</subfield></datafield>
<datafield tag="100"><subfield code="a">Mill, Ada,</subfield></datafield>
<datafield tag="245"><subfield code="a">Moss on clocks /</subfield></datafield>
<datafield tag="260"><subfield code="c">2031</subfield></datafield>
<datafield tag="520"><subfield code="a">We grow moss.</subfield></datafield>
<datafield tag="653"><subfield code="a">moss</subfield></datafield>
<datafield tag="700"><subfield code="a">Reed, Bo</subfield></datafield></record>"""
MARC = f"<collection>{MARC_RECORD}</collection>"
OAI = """<OAI-PMH><ListRecords><record><header><datestamp>2031-03-18</datestamp></header>
<metadata>{}</metadata></record></ListRecords></OAI-PMH>"""
OPML = """<opml version="2.0"><head><title>Starred</title></head><body><outline text="Papers">
<outline text="Moss on clocks" url="https://arxiv.org/abs/3103.00001"/>
<outline text="We moved" url="https://moss.example/moved"/></outline>
<outline type="rss" text="Moss Days" xmlUrl="https://moss.example/feed"/></body></opml>"""
GROW = "We grow moss."
ALL = (JATS, PMC, CROSSREF, CROSSREF_ANSWER, DATACITE, TEI, REFERENCES, MARC, MARC_RECORD, OPML)


@pytest.mark.parametrize(
    ("text", "abstract", "facts"),
    [
        (
            JATS,
            "Aim: We grow moss.\n\nResults: It grew.",
            Facts(("Ada Mill", "Moss Works"), "", DOI, "2031-03-05", keywords=("moss",)),
        ),
        (
            PMC,
            "Aim: We grow moss.\n\nResults: It grew.",
            Facts(
                ("Ada Mill", "Moss Works"),
                published="2031-03-05",
                keywords=("moss",),
                link="https://pmc.ncbi.nlm.nih.gov/articles/PMC31/",
            ),
        ),
        (CROSSREF, GROW, Facts(("Ada Mill",), "", DOI, "2031-03-05")),
        (CROSSREF_ANSWER, GROW, Facts(("Ada Mill",), "", DOI, "2031-03-05")),
        (DATACITE, GROW, Facts(("Ada Mill",), "", DOI, "2031")),
        (OAI.format(DATACITE), GROW, Facts(("Ada Mill",), "", DOI, "2031")),
        (TEI, GROW, Facts(("Ada Bea Mill",), "3103.00001", published="2031-03-05")),
        (REFERENCES, "", Facts(("Ada Bea Mill",), "", DOI, "2031")),
        (MARC, GROW, Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031", keywords=("moss",))),
        (MARC_RECORD, GROW, Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031", keywords=("moss",))),
        (OAI.format(MARC_RECORD), GROW, Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031", keywords=("moss",))),
        (OPML, "", Facts((), "3103.00001")),
    ],
)  # fmt: skip
def test_a_record(text: str, abstract: str, facts: Facts) -> None:
    digest, problems = read(text, "2031-03-18.xml")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.facts) == ("Moss on clocks", abstract, facts)
    assert {problem.severity for problem in problems} <= {Severity.NOTE}


def test_other_items_of_an_outline_are_counted() -> None:
    _digest, (note,) = read(OPML, "2031-03-18.opml")
    assert note.what.startswith("has 1 item of other kinds")


@pytest.mark.parametrize(
    "text",
    [
        "<article><info><title>Moss</title></info><para>Moss is old.</para></article>",
        "<record><title>Moss</title></record>",
        "<resource><title>Moss</title></resource>",
        "<TEI><teiHeader><fileDesc><titleStmt><title>Oars</title></titleStmt></fileDesc></teiHeader></TEI>",
        "<opml><body><outline type='rss' text='Moss' xmlUrl='https://moss.example/feed'/></body></opml>",
    ],
)
def test_other_documents_that_begin_so(text: str) -> None:
    digest, (problem,) = read_digest("2031-03-18.xml", text.encode(), date_hint("2031-03-18.xml", None))
    assert digest is None
    assert "in no known form" in problem.what


def test_each_form_has_a_record() -> None:
    texts = [text.lower().replace("<rdf:", "<") for text in (*ALL, *test_xml_records.ALL)]
    assert all(any(f"<{root}" in text for text in texts) for root, _form in FORMS)


BOOKS = {
    "EndNote": "<xml><records>{}<record><ref-type name='Book'>6</ref-type><titles><title>Moss at Home</title>"
    "</titles></record></records></xml>",
    "Zotero": "<rdf:RDF>{}<bib:Book><z:itemType>book</z:itemType><dc:identifier>ISBN 1</dc:identifier>"
    "<dc:title>Moss at Home</dc:title></bib:Book></rdf:RDF>",
    "MODS": "<modsCollection>{}<mods><titleInfo><title>Moss at Home</title></titleInfo>"
    "<identifier type='isbn'>1</identifier></mods></modsCollection>",
    "MARC": "<collection>{}<record><datafield tag='020'><subfield code='a'>1</subfield></datafield>"
    "<datafield tag='245'><subfield code='a'>Moss at Home</subfield></datafield></record></collection>",
}
PAPERS = {
    "EndNote": f"<record><ref-type name='Book'>6</ref-type><titles><title>Moss</title></titles>"
    f"<electronic-resource-num>{DOI}</electronic-resource-num></record>",
    "Zotero": f"<bib:Book><z:itemType>book</z:itemType><dc:identifier>DOI {DOI}</dc:identifier>"
    "<dc:title>Moss</dc:title></bib:Book>",
    "MODS": f"<mods><titleInfo><title>Moss</title></titleInfo><identifier type='isbn'>1</identifier>"
    f"<identifier type='doi'>{DOI}</identifier></mods>",
    "MARC": MARC_RECORD.replace("Moss on clocks /", "Moss"),
}


@pytest.mark.parametrize("form", list(BOOKS))
def test_a_book_is_a_paper_only_with_an_identifier_of_one(form: str) -> None:
    digest, problems = read(BOOKS[form].replace("{}", PAPERS[form]), "2031-03-18.xml")
    assert [entry.title for entry in digest.entries] == ["Moss"]
    assert digest.rejected == 0
    assert any(problem.what.startswith("has 1 item of other kinds") for problem in problems)


@pytest.mark.parametrize("form", list(BOOKS))
def test_a_list_of_books_alone_is_refused(form: str) -> None:
    path = "2031-03-18.xml"
    digest, (problem,) = read_digest(path, BOOKS[form].replace("{}", "").encode(), date_hint(path, None))
    assert digest is None
    assert problem.what == "has 1 item of other kinds, such as books, and no paper"

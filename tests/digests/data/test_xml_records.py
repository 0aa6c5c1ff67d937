"""Records in XML of databases and reference managers, each in its own form."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Facts
from daybook.problems import Severity
from tests.digests.test_forms import read

DOI = "10.1234/moss.1"
PUBMED = f"""<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//MOSS//DTD Moss//EN" "https://moss.example/moss.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">31</PMID>
<Article><Journal><Title>Moss Days</Title><JournalIssue><PubDate><Year>2031</Year><Month>Mar</Month>
</PubDate>
</JournalIssue></Journal>
<ArticleTitle>Growth of <i>Bryum</i> in CO<sub>2</sub> &amp; caf&eacute;s.</ArticleTitle>
<ELocationID EIdType="doi">{DOI}</ELocationID><Abstract><AbstractText Label="AIM">Moss grows.</AbstractText>
<AbstractText Label="RESULTS">It does (p&lt;0.05) <b>well</b>.</AbstractText></Abstract>
<AuthorList><Author><LastName>Mill</LastName><ForeName>Ada B</ForeName><Initials>AB</Initials></Author>
<Author><CollectiveName>Moss Works</CollectiveName></Author></AuthorList>
<ArticleDate><Year>2031</Year><Month>03</Month><Day>5</Day></ArticleDate></Article>
<KeywordList><Keyword>moss</Keyword></KeywordList></MedlineCitation>
<PubmedData><History><PubMedPubDate PubStatus="entrez"><Year>2031</Year><Month>3</Month><Day>18</Day>
</PubMedPubDate></History><ReferenceList><Reference><ArticleIdList>
<ArticleId IdType="doi">10.1234/other</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>"""
PUBMED_ALONE = (
    PUBMED[PUBMED.index("<PubmedArticle>") :].removesuffix("</PubmedArticleSet>").replace("&eacute;", "é")
)
PUBMED_BOOK = """<PubmedBookArticle><BookDocument><PMID>32</PMID><Book><BookTitle>Lamps at sea.</BookTitle>
</Book><AuthorList><Author><LastName>Mill</LastName><ForeName>Ada</ForeName></Author></AuthorList>
</BookDocument></PubmedBookArticle>"""
ENDNOTE = f"""<?xml version="1.0"?><xml><records><record><rec-number>1</rec-number>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author>
<style face="normal">Mill, Ada</style>
</author><author>Reed, Bo</author></authors></contributors><titles><title>
<style face="normal">Moss on </style>
<style face="italic">clocks</style></title></titles><dates><year>2031</year><pub-dates><date>Mar 5</date>
</pub-dates>
</dates><abstract>We grow moss.</abstract><electronic-resource-num>{DOI}</electronic-resource-num>
</record></records></xml>"""
DBLP = f"""<?xml version="1.0"?><dblp><article key="journals/moss/1" mdate="2031-03-18">
<author>Ada Mill</author>
<author>Bo Reed 0002</author><title>Moss on clocks.</title><year>2031</year>
<ee>https://doi.org/{DOI}</ee></article></dblp>"""
DBLP_PERSON = f"""<?xml version="1.0"?><dblpperson name="Ada Mill" n="1"><person key="homepages/1">
<author>Ada Mill</author></person><r><article key="journals/moss/1"><author>Ada Mill</author>
<author>Bo Reed 0002</author><title>Moss on clocks.</title><year>2031</year>
<ee>https://doi.org/{DOI}</ee></article></r></dblpperson>"""
DBLP_ANSWER = f"""<?xml version="1.0"?><result><hits total="1"><hit score="1"><info><authors>
<author pid="1">Ada Mill</author>
<author pid="2">Bo Reed 0002</author></authors><title>Moss on clocks.</title><year>2031</year>
<doi>{DOI}</doi></info></hit>
</hits></result>"""
EUROPE = f"""<responseWrapper><resultList><result><pmid>31</pmid><doi>{DOI}</doi>
<title>Moss on clocks.</title>
<authorString>Mill A, Reed B.</authorString><abstractText>&lt;h4&gt;Aim&lt;/h4&gt;We grow.</abstractText>
<firstPublicationDate>2031-03-05</firstPublicationDate></result></resultList></responseWrapper>"""
ZOTERO = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://moss.example/z#"
 xmlns:dc="http://moss.example/dc/"><rdf:Description rdf:about="http://arxiv.org/abs/3103.00001">
<z:itemType>preprint</z:itemType><bib:authors><rdf:Seq><rdf:li><foaf:Person>
<foaf:surname>Mill</foaf:surname>
<foaf:givenName>Ada</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<dc:title>Moss on clocks</dc:title>
<dcterms:abstract>We grow.</dcterms:abstract><dc:date>2031-03-05</dc:date></rdf:Description>
<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><dc:title>Full Text</dc:title>
</z:Attachment>
</rdf:RDF>"""
OAI = r"""<OAI-PMH xmlns="http://moss.example/OAI/"><ListRecords><record><header>
<identifier>oai:3103.00001</identifier>
<datestamp>2031-03-18</datestamp></header><metadata><arXiv><id>3103.00001</id>
<created>2031-03-05</created><authors>
<author><keyname>R\'eed</keyname><forenames>Bo</forenames></author></authors><title>Erd\H{o}s moss</title>
<categories>xx.YY xx.ZZ</categories><comments>9 pages</comments><abstract> We grow. </abstract></arXiv>
</metadata></record>
<record><header status="deleted"><identifier>oai:3103.00002</identifier></header></record></ListRecords>
</OAI-PMH>"""
CORE = f"""<OAI-PMH><GetRecord><record><header><datestamp>2031-03-18T10:00:00Z</datestamp></header>
<metadata><oai_dc:dc>
<dc:title>Moss on clocks</dc:title><dc:creator>Mill, Ada</dc:creator><dc:creator>Reed, Bo</dc:creator>
<dc:description>We grow.</dc:description><dc:date>2031-03-05</dc:date>
<dc:identifier>doi:{DOI}</dc:identifier>
</oai_dc:dc></metadata></record></GetRecord></OAI-PMH>"""
ANTHOLOGY = """<?xml version='1.0'?><collection id="2031.moss"><volume id="long"><meta>
<booktitle>Moss</booktitle></meta>
<paper id="1"><title>Moss on <fixed-case>C</fixed-case>locks</title><author><first>Ada</first>
<last>Mill</last></author>
<abstract>We grow moss.</abstract><url>2031.moss-long.1</url></paper></volume></collection>"""
MODS_RECORD = f"""<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo>
<title>Moss on clocks</title></titleInfo>
<titleInfo type="alternative"><title>Moss</title></titleInfo><name type="personal">
<namePart type="given">Ada</namePart><namePart type="family">Mill</namePart>
<role><roleTerm type="text">author</roleTerm></role></name>
<name type="personal"><namePart>Bo Reed</namePart></name>
<name type="personal"><namePart>Cy Wood</namePart><role><roleTerm type="code">edt</roleTerm></role></name>
<relatedItem type="host"><titleInfo><title>Moss Days</title></titleInfo>
<originInfo><dateIssued>2031-03</dateIssued></originInfo></relatedItem>
<abstract>We grow moss.</abstract><identifier type="doi">{DOI}</identifier>
<location><url>https://moss.example/1</url></location></mods>"""
MODS = f'<?xml version="1.0"?><modsCollection>{MODS_RECORD}</modsCollection>'
ALL = (
    *(PUBMED, PUBMED_ALONE, PUBMED_BOOK),
    *(ENDNOTE, DBLP, DBLP_PERSON, DBLP_ANSWER, EUROPE, ZOTERO, OAI, CORE, ANTHOLOGY),
    *(MODS, MODS_RECORD),
)
"""Others are in `test_xml_articles`."""


@pytest.mark.parametrize(
    ("text", "title", "abstract", "facts"),
    [
        (
            PUBMED,
            "Growth of Bryum in CO2 & cafés",
            "AIM: Moss grows. RESULTS: It does (p<0.05) well.",
            Facts(("Ada B Mill", "Moss Works"), "", DOI, "2031-03-05", keywords=("moss",), venue="Moss Days"),
        ),
        (
            ENDNOTE,
            "Moss on clocks",
            "We grow moss.",
            Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031-03-05"),
        ),
        (DBLP, "Moss on clocks", "", Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031")),
        (DBLP_PERSON, "Moss on clocks", "", Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031")),
        (DBLP_ANSWER, "Moss on clocks", "", Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031")),
        (EUROPE, "Moss on clocks", "Aim\n\nWe grow.", Facts(("A Mill", "B Reed"), "", DOI, "2031-03-05")),
        (ZOTERO, "Moss on clocks", "We grow.", Facts(("Ada Mill",), "3103.00001", published="2031-03-05")),
        (
            OAI,
            "Erdős moss",
            "We grow.",
            Facts(("Bo Réed",), "3103.00001", "", "2031-03-05", ("xx.YY", "xx.ZZ"), comment="9 pages"),
        ),
        (MODS, "Moss on clocks", "We grow moss.", Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031-03")),
        (MODS_RECORD, "Moss on clocks", "We grow moss.", Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031-03")),
        (CORE, "Moss on clocks", "We grow.", Facts(("Ada Mill", "Bo Reed"), "", DOI, "2031-03-05")),
        (
            ANTHOLOGY,
            "Moss on Clocks",
            "We grow moss.",
            Facts(("Ada Mill",), link="https://aclanthology.org/2031.moss-long.1/"),
        ),
    ],
)  # fmt: skip
def test_a_record(text: str, title: str, abstract: str, facts: Facts) -> None:
    digest, problems = read(text, "2031-03-18.xml")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.facts) == (title, abstract, facts)
    assert {problem.severity for problem in problems} <= {Severity.NOTE}


def test_an_article_of_pubmed_without_its_set() -> None:
    alone, _ = read(PUBMED_ALONE, "2031-03-18.xml")
    among, _ = read(PUBMED, "2031-03-18.xml")
    assert alone.entries == among.entries
    (book,) = read(PUBMED_BOOK, "2031-03-18.xml")[0].entries
    assert (book.title, book.facts.authors) == ("Lamps at sea", ("Ada Mill",))


@pytest.mark.parametrize("text", [PUBMED, PUBMED_ALONE, OAI, CORE])
def test_the_day_without_a_name_is_when_the_service_got_it(text: str) -> None:
    digest, _problems = read(text, "answer.xml")
    assert [entry.day.isoformat() for entry in digest.entries] == ["2031-03-18"]


def test_what_is_not_read_is_named() -> None:
    _digest, problems = read(PUBMED, "2031-03-18.xml")
    assert [problem.what for problem in problems] == ["has fields that are not used: `ArticleId`"]


@pytest.mark.parametrize(
    "text",
    [
        "<xml><records><record><title>Oar</title><price>3</price></record></records></xml>",
        "<result><hits><hit><info><title>Oar</title></info></hit></hits></result>",
        "<rdf:RDF><foaf:Person><foaf:name>Ada</foaf:name></foaf:Person></rdf:RDF>",
        "<collection><book><title>Oar</title></book></collection>",
    ],
)
def test_other_documents_that_begin_so(text: str) -> None:
    digest, (problem,) = read_digest("2031-03-18.xml", text.encode(), date_hint("2031-03-18.xml", None))
    assert digest is None
    assert "in no known form" in problem.what


@pytest.mark.hazard(57)
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<!DOCTYPE dblp [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><dblp>&a;</dblp>", "DOCTYPE"),
        ("<dblp>" + "<article>" * 200, "nested"),
        ("<dblp><article>" + "<a/>" * 60_000 + "</article></dblp>", "elements"),
        ("<dblp><article>", "not well-formed"),
        ("<dblp></dblp>", "lists no papers"),
        ("<dblp><article><year>2031</year><author>Ada</author></article></dblp>", "cannot be read"),
    ],
)
def test_documents_that_are_hostile_or_broken(text: str, what: str) -> None:
    digest, (problem,) = read_digest("2031-03-18.xml", text.encode(), date_hint("2031-03-18.xml", None))
    assert digest is None
    assert what in problem.what


@pytest.mark.parametrize(
    "text",
    [
        f"<dblp><article><title>Moss</title><ee>https://doi.org/{DOI}</ee></article><article><title>Late",
        f"<rss><item><title>Moss</title><link>https://doi.org/{DOI}</link></item><item><title>Late",
    ],
)
def test_what_is_whole_of_a_document_that_is_cut_off(text: str) -> None:
    digest, problems = read_digest("2031-03-18.xml", text.encode(), date_hint("2031-03-18.xml", None))
    assert digest is not None
    assert [(entry.title, entry.facts.doi) for entry in digest.entries] == [("Moss", DOI)]
    assert digest.rejected == 1
    assert "is cut off below 1 record" in problems[0].what


def test_zotero_in_bibliontology_names_authors_elsewhere() -> None:
    """Shape: the test of Zotero's translator, https://github.com/zotero/translators."""
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/z#"'
        ' xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:foaf="http://xmlns.com/foaf/0.1/"><z:UserItem rdf:about="http://zotero.org/1"/>'
        '<bibo:AcademicArticle rdf:about="https://arxiv.org/abs/3103.00001"><dcterms:title>Moss</dcterms:title>'
        "<dcterms:abstract>We grow moss.</dcterms:abstract><bibo:authorList><rdf:Seq>"
        '<rdf:li rdf:nodeID="n5"/><rdf:li rdf:nodeID="n7"/></rdf:Seq></bibo:authorList><dcterms:isPartOf>'
        "<bibo:Issue><dcterms:date>2031</dcterms:date></bibo:Issue></dcterms:isPartOf></bibo:AcademicArticle>"
        '<foaf:Person rdf:nodeID="n7"><foaf:surname>Reed</foaf:surname></foaf:Person><foaf:Person'
        ' rdf:nodeID="n5"><foaf:givenname>Ada</foaf:givenname><foaf:surname>Mill</foaf:surname></foaf:Person>'
        "</rdf:RDF>"
    )
    digest, _ = read_digest("2031-03-18.rdf", rdf.encode(), date_hint("2031-03-18.rdf", None))
    assert digest
    assert [(entry.title, entry.abstract, entry.facts) for entry in digest.entries] == [
        ("Moss", "We grow moss.", Facts(("Ada Mill", "Reed"), "3103.00001", published="2031"))
    ]

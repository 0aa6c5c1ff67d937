"""The place of a paper in a journal or book, as each form gives it."""

from __future__ import annotations

import json

import pytest

from daybook.problems import Severity
from tests.digests.test_forms import read

WHOLE = "Moss Days, vol. 12, no. 3, pp. 45–67"
DOI = "10.1234/moss.1"
WORK = {"title": "A Moss Clock for Slow Readers", "doi": DOI}
TITLE = "A Moss Clock for Slow Readers"
RIS = (
    f"TY  - JOUR\nTI  - {TITLE}\nJF  - Moss Days\nVL  - 12\nIS  - 3\nSP  - 45\nEP  - 67\nDO  - {DOI}\n"
    "ER  - \n"
)
WOS = (
    f"FN Clarivate\nVR 1.0\nPT J\nAU Mill, A\nTI {TITLE}\nSO Moss Days\nVL 12\nIS 3\nBP 45\nEP 67\nDI {DOI}\n"
    "ER\n\nEF\n"
)
NBIB = (
    f"PMID- 31234567\nTI  - {TITLE}.\nFAU - Mill, Ada\nJT  - Moss Days\nVI  - 12\nIP  - 3\nPG  - 45-67\n"
    f"LID - {DOI} [doi]\n"
)
ENDNOTE = f"%0 Journal Article\n%T {TITLE}\n%A Mill, Ada\n%J Moss Days\n%V 12\n%N 3\n%P 45-67\n%R {DOI}\n"
PUBMED = f"""<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>31234567</PMID><Article><Journal>
<Title>Moss Days</Title><JournalIssue><Volume>12</Volume><Issue>3</Issue></JournalIssue></Journal>
<ArticleTitle>{TITLE}.</ArticleTitle><Pagination><MedlinePgn>45-67</MedlinePgn></Pagination></Article>
</MedlineCitation></PubmedArticle></PubmedArticleSet>"""
DBLP = f"""<dblp><article key="journals/moss/Mill31"><author>Ada Mill</author><title>{TITLE}.</title>
<volume>12</volume><pages>45-67</pages><journal>Moss Days</journal><number>3</number><ee>https://doi.org/{DOI}</ee></article></dblp>"""
JATS = f"""<article><front><journal-meta><journal-title-group><journal-title>Moss Days</journal-title>
</journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">{DOI}</article-id><title-group>
<article-title>{TITLE}</article-title></title-group><volume>12</volume><issue>3</issue><fpage>45</fpage>
<lpage>67</lpage></article-meta></front></article>"""
UNIXREF = f"""<doi_records><doi_record><crossref><journal><journal_metadata><full_title>Moss Days</full_title>
</journal_metadata><journal_issue><journal_volume><volume>12</volume></journal_volume><issue>3</issue>
</journal_issue><journal_article><titles><title>{TITLE}</title></titles><pages><first_page>45</first_page>
<last_page>67</last_page></pages><doi_data><doi>{DOI}</doi></doi_data></journal_article></journal></crossref>
</doi_record></doi_records>"""
FEED = f"""<rss version="2.0" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel>
<title>Moss Days</title><item><title>{TITLE}</title><link>https://doi.org/{DOI}</link>
<prism:publicationName>Moss Days</prism:publicationName><prism:volume>12</prism:volume>
<prism:number>3</prism:number><prism:startingPage>45</prism:startingPage><prism:endingPage>67</prism:endingPage>
</item></channel></rss>"""
BIBTEX = "@%s{moss, title={%s}, doi={%s}, %s}\n"


def bibtex(kind: str, fields: str) -> str:
    return BIBTEX % (kind, TITLE, DOI, fields)


@pytest.mark.parametrize(
    ("name", "text", "venue"),
    [
        ("a.ris", RIS, WHOLE),
        ("a.txt", WOS, WHOLE),
        ("a.nbib", NBIB, WHOLE),
        ("a.enw", ENDNOTE, WHOLE),
        ("a.bib", bibtex("article", "journal={Moss Days}, volume=12, number={3}, pages={45--67}"), WHOLE),
        (
            "a.bib",
            bibtex("inproceedings", "booktitle={Moss Conf}, pages={45-67}, series={LM}"),
            "Moss Conf, pp. 45–67",
        ),
        (
            "a.bib",
            bibtex("article", "journal={Moss Days}, volume={83}, eid={084004}"),
            "Moss Days, vol. 83, p. 084004",
        ),
        ("a.bib", bibtex("misc", "volume={12}, pages={45--67}"), ""),
        ("a.bib", bibtex("article", "journal={CoRR}, volume={abs/3103.00001}"), ""),
        (
            "zotero.csv",
            '"Title","DOI","Publication Title","Pages","Issue","Volume"\n'
            f'"{TITLE}","{DOI}","Moss Days","45-67","3","12"\n',
            WHOLE,
        ),
        (
            "scopus.csv",
            "Title,DOI,Source title,Volume,Issue,Art. No.,Page start,Page end\n"
            f"{TITLE},{DOI},Moss Days,12,3,,45,67\n",
            WHOLE,
        ),
        (
            "ieee.csv",
            "Document Title,DOI,Publication Title,Volume,Issue,Start Page,End Page\n"
            f"{TITLE},{DOI},Moss Days,12,3,45,67\n",
            WHOLE,
        ),
        ("issues.csv", f"title,doi,journal,issue\n{TITLE},{DOI},Moss Days,3\n", "Moss Days, no. 3"),
        ("reports.csv", f"title,doi,journal,number\n{TITLE},{DOI},Moss Days,TR-3\n", "Moss Days"),
        (
            "jabref.csv",
            f"title,doi,journal,volume,number\n{TITLE},{DOI},Moss Days,12,3\n",
            "Moss Days, vol. 12, no. 3",
        ),
        ("counts.csv", f"title,doi,venue,pages\n{TITLE},{DOI},Moss Days,12\n", "Moss Days"),
        (
            "csl.json",
            [{**WORK, "container-title": "Moss Days", "volume": "12", "issue": "3", "page": "45-67"}],
            WHOLE,
        ),
        (
            "openalex.json",
            [
                {
                    **WORK,
                    "primary_location": {"source": {"display_name": "Moss Days"}},
                    "journal": "Moss Days",
                    "biblio": {"volume": "12", "issue": "3", "first_page": "45", "last_page": "67"},
                }
            ],
            WHOLE,
        ),
        (
            "s2.json",
            [{**WORK, "journal": {"name": "Moss Days", "volume": "12", "pages": "45-67"}}],
            "Moss Days, vol. 12, pp. 45–67",
        ),
        ("pubmed.xml", PUBMED, WHOLE),
        ("dblp.xml", DBLP, WHOLE),
        ("jats.xml", JATS, WHOLE),
        ("crossref.xml", UNIXREF, WHOLE),
        ("feed.xml", FEED, WHOLE),
        (
            "europe-pmc.json",
            [
                {
                    **WORK,
                    "authorString": "Mill A.",
                    "journalInfo": {"issue": "3", "volume": "12", "journal": {"title": "Moss Days"}},
                    "pageInfo": "45-67",
                }
            ],
            WHOLE,
        ),
        (
            "ads.json",
            [
                {
                    **WORK,
                    "pub": "Moss Days",
                    "volume": "12",
                    "issue": "3",
                    "page": ["45"],
                    "page_range": "45-67",
                }
            ],
            WHOLE,
        ),
    ],
)
def test_a_place_is_kept(name: str, text: str | list[object], venue: str) -> None:
    digest, problems = read(text if isinstance(text, str) else json.dumps(text), f"2031-03-18/{name}")
    (entry,) = digest.entries
    assert entry.facts.venue == venue
    assert all(problem.severity is Severity.NOTE for problem in problems)
    assert not venue.startswith("Moss Days, vol") or "volume" not in str(problems)


def test_a_place_without_a_venue_is_named() -> None:
    _, problems = read(bibtex("misc", "volume={12}, pages={45--67}"), "2031-03-18/a.bib")
    assert [problem.what for problem in problems] == ["has fields that are not used: `pages`, `volume`"]

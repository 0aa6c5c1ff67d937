"""Files of more services and programs, each with the spelling that is its own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry
from daybook.problems import Severity
from tests.digests.test_forms import hf, read

ABSTRACT = "We grow moss on clocks, and it keeps the time of three harbours."
MOSS = "Moss on Clocks"


def entries(text: str, path: str) -> tuple[Entry, ...]:
    """Return the papers of a file that nothing is lost of."""
    digest, problems = read(text, path)
    assert not digest.rejected
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]
    return digest.entries


def facts(entry: Entry, names: str) -> list[object]:
    return [getattr(entry.facts, name) for name in names.split()]


JSON: dict[str, tuple[Any, str, list[object]]] = {
    "HAL": (
        {
            "response": {
                "docs": [
                    {
                        "title_s": [MOSS],
                        "abstract_s": [ABSTRACT],
                        "authFullName_s": ["Ada Mill", "Bo Reed"],
                        "producedDate_s": "2031-03-04",
                        "doiId_s": "10.1234/1",
                        "arxivId_s": "3103.00001",
                    }
                ]
            }
        },
        "authors arxiv doi published",
        [("Ada Mill", "Bo Reed"), "3103.00001", "10.1234/1", "2031-03-04"],
    ),
    "PLOS": (
        {
            "response": {
                "docs": [
                    {
                        "id": "10.1371/journal.moss.1",
                        "title_display": "Moss <i>on</i> Clocks",
                        "author_display": ["Ada Mill"],
                        "abstract": [f"\n{ABSTRACT}\n"],
                    }
                ]
            }
        },
        "authors doi",
        [("Ada Mill",), "10.1371/journal.moss.1"],
    ),
    "bioRxiv's published preprints": (
        {
            "collection": [
                {
                    "biorxiv_doi": "10.1101/2031.03.16.1",
                    "published_doi": "10.1234/1",
                    "preprint_title": MOSS,
                    "preprint_authors": "Mill, A.; Reed, B. C.",
                    "preprint_abstract": ABSTRACT,
                    "preprint_date": "2031-03-01",
                }
            ]
        },
        "authors doi published",
        [("A. Mill", "B. C. Reed"), "10.1101/2031.03.16.1", "2031-03-01"],
    ),
    "Zenodo": (
        {
            "hits": {
                "hits": [
                    {
                        "id": 7,
                        "doi": "10.5281/zenodo.7",
                        "title": MOSS,
                        "metadata": {
                            "title": MOSS,
                            "description": f"<p>{ABSTRACT}</p>",
                            "creators": [{"name": "Mill, Ada", "affiliation": "Moss Works"}],
                        },
                    }
                ]
            }
        },
        "authors doi",
        [("Ada Mill",), "10.5281/zenodo.7"],
    ),
    "Zenodo since 2023": (
        [
            {
                "pids": {"doi": {"identifier": "10.5281/zenodo.8"}},
                "metadata": {
                    "title": MOSS,
                    "description": f"<p>{ABSTRACT}</p>",
                    "creators": [{"person_or_org": {"given_name": "Ada", "family_name": "Mill"}}],
                },
            }
        ],
        "authors doi",
        [("Ada Mill",), "10.5281/zenodo.8"],
    ),
    "DOAJ": (
        [{"bibjson": {"title": MOSS, "identifier": [{"type": "doi", "id": "10.1234/1"}], "abstract": ""}}],
        "doi",
        ["10.1234/1"],
    ),
    "a reader of feeds": (
        {
            "items": [
                {
                    "title": MOSS,
                    "published": 1931500800,
                    "canonical": [{"href": "https://arxiv.org/abs/3103.00001"}],
                    "alternate": [{"href": "https://arxiv.org/abs/3103.00001", "type": "text/html"}],
                    "summary": {"content": f"arXiv:3103.00001v1 Announce Type: new\nAbstract: {ABSTRACT}"},
                    "author": "Ada Mill, Bo Reed",
                }
            ]
        },
        "authors arxiv published",
        [("Ada Mill", "Bo Reed"), "3103.00001", "2031-03-17"],
    ),
    "OSF": (
        {
            "data": [
                {
                    "id": "mo551",
                    "attributes": {"title": MOSS, "description": ABSTRACT},
                    "links": {"preprint_doi": "https://doi.org/10.31219/osf.io/mo551"},
                }
            ]
        },
        "doi",
        ["10.31219/osf.io/mo551"],
    ),
    "CORE": (
        [{"title": MOSS, "abstract": ABSTRACT, "downloadUrl": "http://arxiv.org/abs/3103.00001"}],
        "arxiv",
        ["3103.00001"],
    ),
    "Dimensions": (
        {"publications": [{"title": MOSS, "doi": "10.1234/1", "date": "2031-03-17", "year": 2031}]},
        "doi published",
        ["10.1234/1", "2031-03-17"],
    ),
    "feedparser": (
        [{"title": MOSS, "abstract": "", "authors": [{"name": "Ada Mill"}], "tags": [{"term": "cs.CL"}]}],
        "categories keywords",
        [("cs.CL",), ()],
    ),
    "daily-arXiv with summaries": (
        [{"id": "3103.00001", "title": MOSS, "authors": [], "AI": {"tldr": "It grows.", "method": "-"}}],
        "arxiv summary",
        ["3103.00001", "It grows."],
    ),
    "Europe PMC": (
        {
            "resultList": {
                "result": [
                    {
                        "title": f"{MOSS}.",
                        "doi": "10.1234/1",
                        "abstractText": f"<h4>Aim</h4>{ABSTRACT}",
                        "authorList": {"author": [{"firstName": "Ada", "lastName": "Mill"},
                                                  {"collectiveName": "Moss Team"}]},
                        "keywordList": {"keyword": ["moss"]},
                    }
                ]
            }
        },
        "authors keywords",
        [("Ada Mill", "Moss Team"), ("moss",)],
    ),
    "ADS": (
        [{"bibcode": "2031M", "title": [MOSS], "author": ["Mill, A."], "abstract": "&gt;5 z"}],
        "authors",
        [("A. Mill",)],
    ),
    "bioRxiv's DOI of publication": (
        {"collection": [{"doi": "10.1101/1", "title": MOSS, "abstract": ABSTRACT, "published": "10.1234/1"}]},
        "doi published",
        ["10.1101/1", ""],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", JSON)
def test_answers_of_services(name: str) -> None:
    value, names, expected = JSON[name]
    (entry,) = entries(json.dumps(value), "2031-03-18.json")
    assert entry.title == MOSS
    assert entry.abstract in (ABSTRACT, f"Aim\n\n{ABSTRACT}", ">5 z", "")
    assert facts(entry, names) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            'Authors,Title,DOI,EID\n"Mill A., van der Reed B.C.",Moss,10.1234/1,2-s2.0-1\n',
            "authors doi",
            [("A. Mill", "B.C. van der Reed"), "10.1234/1"],
        ),
        ("Authors,Title,DOI\n[No author name available],Moss,10.1234/1\n", "authors", [()]),
        (
            "title,authorships.author.display_name,open_access.oa_url,doi\n"
            "Moss,Ada Mill|Bo Reed,https://arxiv.org/pdf/3103.00001,10.1234/1\n",
            "authors arxiv",
            [("Ada Mill", "Bo Reed"), "3103.00001"],
        ),
        (
            "title,year,month,day,abstract,pubmed_id\nMoss,2031,3,4,It grows.,4000\n",
            "published link",
            ["2031-03-04", "https://pubmed.ncbi.nlm.nih.gov/4000/"],
        ),
        ("Title,DOI,Published Year\nMoss,10.1234/1,2031\n", "published", ["2031"]),
        ("Article Title,Abstract,Publication Date\nMoss,It grows.,20310304\n", "published", ["2031-03-04"]),
        (
            "titles,summaries,terms\nMoss,It grows.,\"['cs.CV', 'cs.LG']\"\n",
            "categories",
            [("cs.CV", "cs.LG")],
        ),
        (
            "title,abstract,authors\nMoss,It grows.,\"[arxiv.Result.Author('Ada Mill'), "
            "arxiv.Result.Author('Bo O\\'Reed')]\"\n",
            "authors",
            [("Ada Mill", "Bo O'Reed")],
        ),
        ('Title,DOI,Authors\nMoss,10.1234/1,"Ada Mill\nBo Reed"\n', "authors", [("Ada Mill", "Bo Reed")]),
    ],
)
def test_tables_of_services(text: str, names: str, expected: list[object]) -> None:
    (entry,) = entries(text, "2031-03-18.csv")
    assert (entry.title, entry.abstract) == ("Moss", "It grows." if "It grows." in text else "")
    assert facts(entry, names) == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.bib", "Scopus\nEXPORT DATE: 18 March 2031\n@misc{a,\ntitle={Moss},\ndoi={10.1234/1}\n}\n"),
        (
            "a.ris",
            "TY  - JOUR\nTI  - Moss\nDO  - 10.1234/1\nN1  - Export Date: 18 March 2031\nER  - \n",
        ),
        ("a.csv", '"About the data: Exported on Mar 18, 2031. Criteria: moss"\nTitle,DOI\nMoss,10.1234/1\n'),
        ("a.csv", 'Name,Created,Link\nMoss,"March 18, 2031 9:12 AM",https://arxiv.org/abs/3103.00001\n'),
        ("a.csv", "title,url,time_added\nMoss,https://arxiv.org/abs/3103.00001,1931587200\n"),
        (
            "a.csv",
            "title,url,created,favorite\nMoss,https://arxiv.org/abs/3103.00001,2031-03-18T09:00:00Z,false\n",
        ),
        ("a.txt", "PT\tAU\tTI\tDI\tDA\nJ\tMill, A\tMoss\t10.1234/1\t2031-03-18\n"),
        ("journals/2031_03_18.md", "- [Moss on Clocks](https://arxiv.org/abs/3103.00001)\n"),
    ],
)
def test_the_day_on_which_a_file_was_made(path: str, text: str) -> None:
    (entry,) = read(text, path)[0].entries
    assert (entry.title.split()[0], str(entry.day)) == ("Moss", "2031-03-18")


def test_refworks() -> None:
    text = (
        "RT Journal Article\nSR Electronic\nA1 Mill, Ada\nA1 Reed, Bo\nT1 Moss on\nClocks\nJF bioRxiv\n"
        "YR 2031\nFD March 17\nDO 10.1101/1\nAB It grows.\n\nRT Journal Article\nT1 Lichen\nDO 10.1101/2\n"
    )
    one, two = entries(text, "2031-03-18.txt")
    assert (one.title, one.abstract, two.title) == (MOSS, "It grows.", "Lichen")
    assert facts(one, "authors doi published") == [("Ada Mill", "Bo Reed"), "10.1101/1", "2031-03-17"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("[Moss on clocks].", "Moss on clocks"),
        ("[Moss] on [Clocks]", "[Moss] on [Clocks]"),
        ("Moss on Clocks | OpenReview", MOSS),
        ("Moss on Clocks [pdf]", MOSS),
        ("[cs.CL] Moss on Clocks", MOSS),
        ("Paper page - Moss on Clocks", MOSS),
        ("[论文解读] Moss on Clocks", MOSS),
        ("\U0001f525 【每日论文速递】Moss on Clocks", MOSS),
        ("\u26a1\ufe0f Moss on Clocks", "\u26a1\ufe0f Moss on Clocks"),
        ("[论文解读]", "论文解读"),
        ("【苔藓】Moss on Clocks", "【苔藓】Moss on Clocks"),
        ("Moss on Clocks | IEEE Conference Publication | IEEE Xplore", MOSS),
        ("Moss on&nbsp;Clocks&#8212;Why", "Moss on Clocks—Why"),
    ],
)
def test_titles_of_pages_and_databases(title: str, expected: str) -> None:
    (entry,) = entries(f"TY  - JOUR\nTI  - {title}\nDO  - 10.1234/1\nER  - \n", "2031-03-18.ris")
    assert entry.title.rstrip(".") == expected


def test_volumes_comments_and_numbers_of_names_in_bibtex() -> None:
    text = (
        "% @misc{old, title={Old moss}, doi={10.1234/9}}\n"
        "@inproceedings{a, title={Moss}, author={Ada Mill 0002 and Bo Reed}, crossref={conf/moss}}\n"
        "@proceedings{conf/moss, title={Moss Days}, editor={Cy Wood}, year=2031}\n"
    )
    digest, problems = read(text, "2031-03-18.bib")
    assert [(entry.title, entry.facts.authors) for entry in digest.entries] == [
        ("Moss", ("Ada Mill", "Bo Reed"))
    ]
    assert "has 1 volume in which papers appeared" in [problem.what for problem in problems]


def test_a_record_of_dblp_without_a_year_is_a_paper() -> None:
    text = (
        "<dblp><article key='a'><author>Ada Mill</author><title>Moss.</title></article>"
        "<www key='b'><author>Ada Mill</author><title>Home Page</title></www></dblp>"
    )
    digest, problems = read(text, "2031-03-18.xml")
    assert [entry.title for entry in digest.entries] == ["Moss"]
    assert ["has 1 item of other kinds" in problem.what for problem in problems] == [True]


@pytest.mark.parametrize(
    ("kind", "url", "papers"),
    [("webpage", "https://moss.example", 1), ("webpage", "https://arxiv.org/abs/3103.00002", 2)],
)
def test_a_web_page_in_zotero_is_a_paper_only_if_it_links_to_one(kind: str, url: str, papers: int) -> None:
    items = [
        {"itemType": "preprint", "title": "Moss", "DOI": "10.1234/1", "creators": []},
        {"itemType": kind, "title": "Lichen", "url": url, "creators": []},
    ]
    assert len(entries(json.dumps({"items": items}), "2031-03-18.json")) == papers


def test_reviews_in_openreview_are_no_papers() -> None:
    paper = {"forum": "a", "content": {"title": {"value": MOSS}, "abstract": {"value": ABSTRACT}}}
    reviews = [
        {"forum": "a", "replyto": "a", "content": content}
        for content in ({"title": "Good"}, {"review": "Good"})
    ]
    (entry,) = entries(json.dumps({"notes": [paper, *reviews]}), "2031-03-18.json")
    assert entry.facts.link == "https://openreview.net/forum?id=a"


@pytest.mark.parametrize("separator", ["", "\n"])
def test_answers_that_were_appended_to_a_file(separator: str) -> None:
    answers = [json.dumps([hf(number)]) for number in (1, 2, 3)]
    digest, _ = read(separator.join(answers), "2031-03-18.json")
    assert [entry.facts.arxiv for entry in digest.entries] == ["3103.00001", "3103.00002", "3103.00003"]
    objects = [
        json.dumps({"data": [{"title": f"Moss {n}", "doi": f"10.1234/{n}"}]}, indent=1) for n in (1, 2)
    ]
    digest, _ = read(separator.join(objects), "2031-03-18.json")
    assert [entry.facts.doi for entry in digest.entries] == ["10.1234/1", "10.1234/2"]


def test_text_below_an_array_is_reported() -> None:
    digest, problems = read_digest(
        "2031-03-18.json", f"{json.dumps([hf(1)])}\n</pre>".encode(), date_hint("2031-03-18.json", None)
    )
    assert digest is not None
    assert (len(digest.entries), digest.rejected) == (1, 1)
    assert "record 2 is text below the records" in [problem.what for problem in problems]


def test_votes_and_authors_in_feeds_of_titles() -> None:
    feed = (
        "<rss version='2.0'><channel><item><title>Moss (57 upvotes)</title>"
        "<link>https://arxiv.org/abs/3103.00001</link>"
        "<description>&lt;p&gt;Publication date: May 2031&lt;/p&gt;"
        "&lt;p&gt;Author(s): Ada Mill, Bo Reed&lt;/p&gt;"
        "</description><pubDate>Tue, 18 Mar 2031 00:00:00 GMT</pubDate></item></channel></rss>"
    )
    (entry,) = entries(feed, "a.xml")
    assert (entry.title, entry.upvotes, entry.abstract) == ("Moss", 57, "")
    assert entry.facts.authors == ("Ada Mill", "Bo Reed")


def test_the_whole_abstract_of_a_feed_comes_before_its_summary() -> None:
    content = "<h2>Abstract</h2><p>It grows, and it keeps the time.</p><p>PMID: 4000 | DOI: 10.1234/1</p>"
    feed = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item>"
        "<title>Moss</title><link>https://doi.org/10.1234/1</link><description>It grows...</description>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"
    )
    (entry,) = entries(feed, "2031-03-18.xml")
    assert entry.abstract == "It grows, and it keeps the time."

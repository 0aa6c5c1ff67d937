"""The elements of articles in XML of publishers and libraries, as the fields that `rows` reads in JSON too.

JATS (https://jats.nlm.nih.gov), as PubMed Central and publishers give it; Crossref's UNIXREF; DataCite's
schema; TEI, as GROBID and Zotero write it; MARC 21 of libraries and INSPIRE
(https://www.loc.gov/marc/bibliographic/).
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from daybook.digests.syntax.xml_tree import Fields, Node
from daybook.text.partial_dates import join_date

_OF_CROSSREF = (
    "journal/journal_article", "conference/conference_paper", "posted_content", "book/content_item",
    "dissertation", "report-paper/report-paper_metadata",
)  # fmt: skip


def _date(node: Node) -> str:
    return join_date(*map(node.text, ("year", "month", "day")))


def _authors(nodes: Iterable[Node], attribute: str) -> list[Node]:
    """Return the persons who have no other role than an author's."""
    return [node for node in nodes if node.attributes.get(attribute, "author") == "author"]


def _abstract(node: Node) -> str:
    """Return the text of an abstract, whose sections begin with their titles."""
    if sections := node.all("sec"):
        return "\n\n".join(f"{section.text('title')}: {' '.join(section.texts('p'))}" for section in sections)
    return "\n\n".join(node.texts("p")) or node.whole()


def jats(node: Node) -> Fields | None:
    found = [*node.all("front/article-meta"), *node.all("front-stub")]
    if not found:
        return None
    node.is_read = False
    node.all("body"), node.all("back")
    article = found[0]
    abstracts = [part for part in article.all("abstract") if "abstract-type" not in part.attributes]
    numbers = (article.valued("article-id", "pub-id-type", kind) for kind in ("pmc", "pmcid"))
    number = next(chain(*numbers), "")
    return {
        "title": article.text("title-group/article-title"),
        "abstract": "".join(map(_abstract, abstracts[:1])),
        "authors": [
            author.text("collab", "string-name")
            or {
                "family": author.text("name/surname", "name-alternatives/name/surname"),
                "given": author.text("name/given-names", "name-alternatives/name/given-names"),
                "suffix": author.text("name/suffix"),
            }
            for author in _authors(article.all("contrib-group/contrib"), "contrib-type")
        ],
        "doi": article.value("article-id", "pub-id-type", "doi"),
        "pmcid": f"PMC{number.removeprefix('PMC')}" if number else "",
        "published": max(map(_date, article.all("pub-date")), key=len, default=""),
        "keywords": article.texts("kwd-group/kwd"),
        "journal": node.text("front/journal-meta/journal-title-group/journal-title"),
        **article.fields("volume", "issue"),
        "first page": article.text("fpage", "elocation-id"),
        "last page": article.text("lpage"),
    }


def crossref(node: Node) -> Fields | None:
    found = [part for path in _OF_CROSSREF for part in node.all(f"crossref/{path}")]
    if not found:
        return None
    article = found[0]
    authors = _authors(article.all("contributors/person_name"), "contributor_role")
    dates = [*article.all("publication_date"), *article.all("posted_date")]
    return {
        "title": article.text("titles/title"),
        "abstract": "".join(map(_abstract, article.all("abstract")[:1])),
        "authors": [author.person("surname", "given_name") for author in authors],
        "doi": article.text("doi_data/doi"),
        "published": max(map(_date, dates), key=len, default=""),
        "journal": node.text(
            "crossref/journal/journal_metadata/full_title",
            "crossref/conference/proceedings_metadata/proceedings_title",
        ),
        "volume": node.text("crossref/journal/journal_issue/journal_volume/volume"),
        "issue": node.text("crossref/journal/journal_issue/issue"),
        "first page": article.text("pages/first_page"),
        "last page": article.text("pages/last_page"),
    }


def datacite(node: Node) -> Fields | None:
    """Parse DataCite's ``resource``, also within OAI-PMH."""
    ids = node.all("identifier")
    if not ids:
        return None
    other = node.all("alternateIdentifiers/alternateIdentifier")
    return {
        "title": node.text("titles/title"),
        "abstract": node.value("descriptions/description", "descriptionType", "Abstract"),
        "authors": node.texts("creators/creator/creatorName"),
        "doi": node.value("identifier", "identifierType", "DOI"),
        "urls": [part.whole() for part in [*ids, *other] if part.whole().startswith("http")],
        "published": node.text("publicationYear"),
        "keywords": node.texts("subjects/subject"),
    }


def tei(node: Node) -> Fields | None:
    """Parse the header of a document, or a reference of a list."""
    node.is_read = False
    struct = (node.all("teiHeader/fileDesc/sourceDesc/biblStruct") or [node])[0]
    node.all("text")
    if not struct.all("analytic"):
        return None

    def identifier(kind: str) -> str:
        places = ("idno", "analytic/idno", "monogr/idno")
        return next(filter(None, (struct.value(place, "type", kind) for place in places)), "")

    authors = struct.all("analytic/author") or struct.all("monogr/author")
    persons = [(author.all("persName") or [author])[0] for author in authors]
    dates = (date.attributes.get("when") for date in struct.all("monogr/imprint/date"))
    abstracts = node.all("profileDesc/abstract") or node.all("teiHeader/profileDesc/abstract")
    return {
        "title": struct.text("analytic/title", "monogr/title"),
        "abstract": "\n\n".join(map(_abstract, abstracts)),
        "authors": [
            {"family": person.text("surname"), "given": " ".join(person.texts("forename"))}
            for person in persons
        ],
        "doi": identifier("DOI"),
        "arxiv": identifier("arXiv").replace("[", " [", 1),
        "published": next(filter(None, dates), None) or struct.text("monogr/imprint/date"),
    }


def marc(node: Node) -> Fields | None:
    """Parse a ``record`` of MARC 21, also within OAI-PMH."""
    fields = node.all("datafield")
    if not fields:
        return None

    def values(tag: str, *codes: str) -> Iterator[str]:
        for field in fields:
            parts = (part for code in codes for part in field.valued("subfield", "code", code))
            if field.attributes.get("tag") == tag and (text := " ".join(parts).strip(" /:,")):
                yield text

    numbers = [*values("024", "a"), *values("037", "a")]
    if next(values("020", "a"), "") and not numbers:
        return {}  # a book
    return {
        "title": next(values("245", "a", "b"), ""),
        "abstract": next(values("520", "a"), ""),
        "creators": [*values("100", "a"), *values("700", "a")],
        "doi": next((number for number in numbers if number.startswith("10.")), ""),
        "arxiv": next((number for number in numbers if number.casefold().startswith("arxiv:")), ""),
        "urls": [url for url in values("856", "u") if url.startswith("http")],
        "published": next(chain(values("260", "c"), values("264", "c")), ""),
        "keywords": [*values("653", "a"), *values("650", "a")],
    }

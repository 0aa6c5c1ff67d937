"""The elements of records in XML, by service, as the fields that `rows` reads in JSON too.

Sources: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html, EndNote's RSXML.dtd,
https://dblp.org/xml/dblp.dtd, https://europepmc.org/RestfulWebService, Zotero's RDF, and
http://www.openarchives.org/OAI/openarchivesprotocol.html with arXiv's forms ``arXiv``, ``arXivRaw`` and
``oai_dc``; the ACL Anthology's files, https://github.com/acl-org/acl-anthology; MODS of its pages, of Zotero
and of libraries, https://www.loc.gov/standards/mods/.
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from daybook.digests.syntax.xml_tree import Node

Fields = dict[str, Any]

_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
_ARTICLES = ("MedlineCitation/Article", "BookDocument")
_PAPERS_OF_DBLP = frozenset(
    {"article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis"}
)
_OTHERS_OF_DBLP = frozenset({"proceedings", "www", "data"})


class XmlForm(Struct, frozen=True):
    """The place of records in a document, and the function that reads one."""

    depth: int
    """Elements around a record."""
    fields: Callable[[Node], Fields | None]
    """Return the fields of a record, or None if it is of another form."""
    names: frozenset[str] = frozenset()
    """Of records; all if empty."""
    others: frozenset[str] = frozenset()
    """Names of elements in the place of records that are no papers."""
    is_sure: bool = True
    """Whether the first element shows the form."""

    def begins(self, name: str) -> bool:
        """Return whether an element at the depth of records is one."""
        return not self.names or name in self.names


def _pubmed(node: Node) -> Fields:
    """Parse ``PubmedArticle`` or ``PubmedBookArticle``."""
    article = next((found for path in _ARTICLES for found in node.all(path)), node)
    article.is_read = node.is_read = False
    citation = next(iter(node.all("MedlineCitation")), article)
    citation.is_read = False
    number = citation.text("PMID") or article.text("PMID")
    dois = [
        *_with(article.all("ELocationID"), "EIdType", "doi"),
        *_with(node.all("PubmedData/ArticleIdList/ArticleId"), "IdType", "doi"),
    ]
    entered = [
        item
        for item in node.all("PubmedData/History/PubMedPubDate")
        if item.attributes.get("PubStatus") == "entrez"
    ]
    title = article.text("ArticleTitle", "VernacularTitle", "Book/BookTitle")
    return {
        "title": title.removesuffix(".") if not title.endswith("..") else title,
        "abstractText": " ".join(_labelled(part) for part in article.all("Abstract/AbstractText")),
        "authors": [_pubmed_name(author) for author in article.all("AuthorList/Author")],
        "doi": next(iter(dois), ""),
        "url": f"{_PUBMED}{number}/" if number and not dois else "",
        "published": next(
            filter(
                None, map(_date, [*article.all("ArticleDate"), *article.all("Journal/JournalIssue/PubDate")])
            ),
            "",
        ),
        "keywords": citation.texts("KeywordList/Keyword"),
        "dateAdded": next(map(_date, entered), ""),
    }


def _labelled(part: Node) -> str:
    label = part.attributes.get("Label", "")
    return f"{label}: {part.whole()}" if label and label != "UNLABELLED" else part.whole()


def _pubmed_name(author: Node) -> str | Fields:
    return author.text("CollectiveName") or {
        "family": author.text("LastName"),
        "given": author.text("ForeName", "Initials"),
        "suffix": author.text("Suffix"),
    }


def _date(node: Node) -> str:
    """Return a date of PubMed, whose month is a number or a word."""
    parts = [node.text("Year"), node.text("Month"), node.text("Day")]
    if parts[1].isdecimal():
        return "-".join(part.zfill(2) for part in parts if part)
    return " ".join(filter(None, parts)) or node.text("MedlineDate")


def _endnote(node: Node) -> Fields | None:
    if not node.all("ref-type"):
        return None
    return {
        "title": node.text("titles/title"),
        "abstract": node.text("abstract"),
        "authors": node.texts("contributors/authors/author"),
        "doi": node.text("electronic-resource-num"),
        "urls": node.texts("urls/related-urls/url"),
        "published": " ".join([node.text("dates/pub-dates/date"), node.text("dates/year")]).strip(),
        "keywords": node.texts("keywords/keyword"),
        "journal": node.text("periodical/full-title", "titles/secondary-title"),
    }


def _dblp(node: Node) -> Fields:
    authors = node.texts("authors/author") or node.texts("author")
    return {
        "title": node.text("title").removesuffix("."),
        "authors": [{"@pid": "", "text": author} for author in authors],
        "doi": node.text("doi"),
        "urls": node.texts("ee"),
        "published": node.text("year"),
    }


def _dblp_hit(node: Node) -> Fields | None:
    fields = _dblp(node)
    return fields if fields["authors"] or fields["urls"] else None


def _europe_pmc(node: Node) -> Fields:
    number = node.text("pmid")
    return {
        "title": node.text("title"),
        "abstractText": node.text("abstractText"),
        "authorString": node.text("authorString"),
        "doi": node.text("doi"),
        "pmid": number,
        "url": f"{_PUBMED}{number}/" if number else "",
        "published": node.text("firstPublicationDate", "pubYear"),
        "keywords": node.texts("keywordList/keyword"),
        "dateAdded": node.text("firstIndexDate", "dateOfCreation"),
    }


def _zotero(node: Node) -> Fields | None:
    kind = node.text("itemType")
    if kind in ("", "attachment", "note", "annotation"):
        return None
    identifiers = [*node.texts("identifier"), node.attributes.get("rdf:about", "")]
    return {
        "title": node.text("title"),
        "abstractNote": node.text("abstract"),
        "creators": [
            {"family": person.text("surname"), "given": person.text("givenName", "givenname")}
            for person in node.all("authors/Seq/li/Person")
        ],
        "DOI": next((text[4:] for text in identifiers if text.startswith("DOI ")), ""),
        "urls": [text for text in identifiers if text.startswith("http")],
        "published": node.text("date"),
        "dateAdded": node.text("dateSubmitted")[:10],
        "keywords": node.texts("subject"),
        "extra": node.text("description"),
    }


def _oai(node: Node) -> Fields | None:
    header, metadata = node.all("header"), node.all("metadata")
    inner = [part for found in metadata for part in found.parts if isinstance(part, Node)]
    if not header or not inner:
        return None
    node.is_read = False
    metadata[0].is_read = inner[0].is_read = False
    added = header[0].text("datestamp")[:10]
    return {**(_dublin_core(inner[0]) if inner[0].name == "dc" else _arxiv(inner[0])), "dateAdded": added}


def _arxiv(node: Node) -> Fields:
    names = [
        [author.text("keyname"), author.text("forenames"), author.text("suffix")]
        for author in node.all("authors/author")
    ]
    authors: Fields = {"authorsParsed": names} if names else {"authors": node.text("authors")}
    return {
        **authors,
        "title": node.text("title"),
        "abstract": node.text("abstract"),
        "arxiv": node.text("id"),
        "doi": node.text("doi"),
        "published": node.text("created", "version/date"),
        "categories": node.text("categories"),
        "comments": node.text("comments"),
        "submitter": node.text("submitter"),
    }


def _dublin_core(node: Node) -> Fields:
    identifiers = node.texts("identifier")
    return {
        "title": node.text("title"),
        "abstract": next(iter(node.texts("description")), ""),
        "creators": node.texts("creator"),
        "doi": next((text[4:] for text in identifiers if text.lower().startswith("doi:")), ""),
        "urls": [text for text in identifiers if text.startswith("http")],
        "published": next(iter(node.texts("date")), ""),
        "categories": node.texts("subject"),
    }


def _anthology(node: Node) -> Fields | None:
    url = node.text("url")
    return {
        "title": node.text("title"),
        "abstract": node.text("abstract"),
        "authors": [
            {"given": author.text("first"), "family": author.text("last")} for author in node.all("author")
        ],
        "doi": node.text("doi"),
        "url": url if "://" in url else f"https://aclanthology.org/{url}/" if url else "",
    }


def _mods(node: Node) -> Fields:
    titles = [title for title in node.all("titleInfo") if not title.attributes.get("type")]
    title = [titles[0].text("title"), titles[0].text("subTitle")] if titles else []
    links = [*node.all("location"), *node.all("identifier")]
    return {
        "title": ": ".join(filter(None, title)),
        "abstract": node.text("abstract"),
        "authors": [_mods_name(name) for name in node.all("name") if _is_author(name)],
        "doi": next(iter(_with(node.all("identifier"), "type", "doi")), ""),
        "urls": [text for link in links if (text := link.text("url") or link.whole()).startswith("http")],
        "published": node.text(
            "originInfo/dateIssued", "relatedItem/originInfo/dateIssued", "relatedItem/part/date"
        ),
        "keywords": node.texts("subject/topic"),
    }


def _is_author(name: Node) -> bool:
    roles = name.texts("role/roleTerm")
    return not roles or any(role.lower() in ("author", "aut", "creator", "cre") for role in roles)


def _mods_name(name: Node) -> str | Fields:
    parts = name.all("namePart")
    given, family = (" ".join(_with(parts, "type", kind)) for kind in ("given", "family"))
    return {"given": given, "family": family} if family else " ".join(part.whole() for part in parts)


def _with(nodes: Iterable[Node], attribute: str, value: str) -> list[str]:
    """Return the texts of the elements with a value of an attribute."""
    return [node.whole() for node in nodes if node.attributes.get(attribute) == value]


_ARTICLES_OF_PUBMED = frozenset({"PubmedArticle", "PubmedBookArticle"})
FORMS: dict[str, XmlForm] = {
    "pubmedarticleset": XmlForm(1, _pubmed, _ARTICLES_OF_PUBMED),
    "pubmedarticle": XmlForm(0, _pubmed, _ARTICLES_OF_PUBMED),
    "pubmedbookarticle": XmlForm(0, _pubmed, _ARTICLES_OF_PUBMED),
    "xml": XmlForm(2, _endnote, frozenset({"record"}), is_sure=False),
    "dblp": XmlForm(1, _dblp, _PAPERS_OF_DBLP, _OTHERS_OF_DBLP),
    "dblpperson": XmlForm(2, _dblp, _PAPERS_OF_DBLP, _OTHERS_OF_DBLP),
    "result": XmlForm(3, _dblp_hit, frozenset({"info"}), is_sure=False),
    "responsewrapper": XmlForm(2, _europe_pmc, frozenset({"result"})),
    "collection": XmlForm(2, _anthology, frozenset({"paper"}), is_sure=False),
    "modscollection": XmlForm(1, _mods, frozenset({"mods"})),
    "mods": XmlForm(0, _mods, frozenset({"mods"})),
    "rdf": XmlForm(1, _zotero, is_sure=False),
    "oai-pmh": XmlForm(2, _oai, frozenset({"record"})),
}
"""By the first element of a document, in lower case."""

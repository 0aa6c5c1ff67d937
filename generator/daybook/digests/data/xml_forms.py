"""The forms of records in XML, by the first element of a document.

OAI-PMH (http://www.openarchives.org/OAI/openarchivesprotocol.html) has records of several forms: arXiv's
``arXiv`` and ``arXivRaw``, ``oai_dc``, and those of `xml_articles`.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from daybook.digests.data import xml_articles as articles
from daybook.digests.data import xml_databases as databases
from daybook.digests.fields.paper_links import paper_link
from daybook.digests.syntax.xml_tree import Fields, Node
from daybook.text.identifiers import doi_name

_DOI_LABEL = re.compile(r"^doi[: ]\s*", re.IGNORECASE)
_PAPERS_OF_DBLP = frozenset(
    {"article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis"}
)
_OTHERS_OF_DBLP = frozenset({"proceedings", "www", "data"})


class XmlForm(Struct, frozen=True):
    """The place of records in a document, and the function that reads one."""

    depth: int
    """Elements around a record."""
    fields: Callable[[Node], Fields | list[Fields] | None]
    """Return the fields of a record or of several, none of another item; None for another form."""
    names: frozenset[str] = frozenset()
    """Of records; all if empty."""
    others: frozenset[str] = frozenset()
    """Names of elements in the place of records that are no papers."""
    is_sure: bool = True
    """Whether the first element shows the form."""


def _oai(node: Node) -> Fields | None:
    header, metadata = node.all("header"), node.all("metadata")
    inner = [part for found in metadata for part in found.parts if isinstance(part, Node)]
    if not header or not inner:
        return None
    node.is_read = False
    metadata[0].is_read = inner[0].is_read = False
    added = header[0].text("datestamp")[:10]
    fields = _OF_OAI.get(inner[0].name, _arxiv)(inner[0])
    return {**fields, "dateAdded": added} if fields else None


def _arxiv(node: Node) -> Fields:
    parts = ("keyname", "forenames", "suffix")
    names = [[author.text(part) for part in parts] for author in node.all("authors/author")]
    authors: Fields = {"authorsParsed": names} if names else {"authors": node.text("authors")}
    return {
        **authors,
        **node.fields("title", "abstract", "doi", "categories", "comments", "submitter"),
        "arxiv": node.text("id"),
        "published": node.text("created", "version/date"),
    }


def _dublin_core(node: Node) -> Fields:
    identifiers = node.texts("identifier")
    return {
        "title": node.text("title"),
        "abstract": node.text("description"),
        "creators": node.texts("creator"),
        "doi": next(filter(None, (doi_name(_DOI_LABEL.sub("", text)) for text in identifiers)), ""),
        "urls": [text for text in identifiers if text.startswith("http")],
        "published": node.text("date"),
        "categories": node.texts("subject"),
    }


_OF_OAI: dict[str, Callable[[Node], Fields | None]] = {
    "dc": _dublin_core,
    "article": articles.jats,
    "record": articles.marc,
    "resource": articles.datacite,
}


def _opml(node: Node) -> list[Fields]:
    """Parse the items of an outline that link to papers; others with a link have no fields."""
    found: list[Fields] = []
    for item in node.all("outline"):
        url, title = item.attributes.get("url", ""), item.attributes.get("text", "")
        if url:
            found.append({"title": title, "url": url} if paper_link(url).is_paper else {})
        found += _opml(item)
    return found


_ARTICLES_OF_PUBMED = frozenset({"PubmedArticle", "PubmedBookArticle"})
_ARTICLE, _RECORD = frozenset({"article"}), frozenset({"record"})
FORMS = (
    ("pubmedarticleset", XmlForm(1, databases.pubmed, _ARTICLES_OF_PUBMED)),
    ("pubmedarticle", XmlForm(0, databases.pubmed, _ARTICLES_OF_PUBMED)),
    ("pubmedbookarticle", XmlForm(0, databases.pubmed, _ARTICLES_OF_PUBMED)),
    ("xml", XmlForm(2, databases.endnote, _RECORD, is_sure=False)),
    ("dblp", XmlForm(1, databases.dblp, _PAPERS_OF_DBLP, _OTHERS_OF_DBLP)),
    ("dblpperson", XmlForm(2, databases.dblp, _PAPERS_OF_DBLP, _OTHERS_OF_DBLP)),
    ("result", XmlForm(3, databases.dblp_hit, frozenset({"info"}), is_sure=False)),
    ("responsewrapper", XmlForm(2, databases.europe_pmc, frozenset({"result"}))),
    ("collection", XmlForm(2, databases.anthology, frozenset({"paper"}), is_sure=False)),
    ("collection", XmlForm(1, articles.marc, _RECORD, is_sure=False)),
    ("record", XmlForm(0, articles.marc, _RECORD, is_sure=False)),
    ("article", XmlForm(0, articles.jats, _ARTICLE, is_sure=False)),
    ("pmc-articleset", XmlForm(1, articles.jats, _ARTICLE)),
    ("doi_records", XmlForm(1, articles.crossref, frozenset({"doi_record"}))),
    ("crossref_result", XmlForm(4, articles.crossref, frozenset({"doi_record"}))),
    ("resource", XmlForm(0, articles.datacite, is_sure=False)),
    ("tei", XmlForm(0, articles.tei, is_sure=False)),
    ("listbibl", XmlForm(1, articles.tei, frozenset({"biblStruct"}), is_sure=False)),
    ("opml", XmlForm(1, _opml, frozenset({"body"}), is_sure=False)),
    ("modscollection", XmlForm(1, databases.mods, frozenset({"mods"}))),
    ("mods", XmlForm(0, databases.mods, frozenset({"mods"}))),
    ("rdf", XmlForm(1, databases.zotero, is_sure=False)),
    ("rdf", XmlForm(0, databases.bibliontology, is_sure=False)),
    ("rdf", XmlForm(1, _dublin_core, frozenset({"Description"}), is_sure=False)),
    ("records", XmlForm(1, databases.ads, _RECORD, is_sure=False)),
    ("oai-pmh", XmlForm(2, _oai, _RECORD)),
)
"""With the first element of a document, in lower case; the first form that has records counts."""

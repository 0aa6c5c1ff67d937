"""The elements of records in XML of databases and reference managers, as fields that `rows` reads in JSON.

Sources: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html, EndNote's RSXML.dtd,
https://dblp.org/xml/dblp.dtd, https://europepmc.org/RestfulWebService, Zotero's RDF, the ACL Anthology's
files, https://github.com/acl-org/acl-anthology; MODS of its pages, of Zotero and of libraries,
https://www.loc.gov/standards/mods/.
"""

from collections.abc import Mapping

from daybook.digests.syntax.xml_tree import Fields, Node
from daybook.text.partial_dates import join_date

_BOOKS = frozenset({"Book", "Edited Book", "Electronic Book"})
"""Types of EndNote. A book without an identifier of a paper has no fields, and is counted."""
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"


def pubmed(node: Node) -> Fields:
    """Parse ``PubmedArticle`` or ``PubmedBookArticle``."""
    article = (node.all("MedlineCitation/Article") or node.all("BookDocument") or [node])[0]
    article.is_read = node.is_read = False
    citation = (node.all("MedlineCitation") or [article])[0]
    citation.is_read = False
    number = citation.text("PMID") or article.text("PMID")
    listed = node.value("PubmedData/ArticleIdList/ArticleId", "IdType", "doi")
    doi = article.value("ELocationID", "EIdType", "doi") or listed
    days = {day.attributes.get("PubStatus"): day for day in node.all("PubmedData/History/PubMedPubDate")}
    dates = [*article.all("ArticleDate"), *article.all("Journal/JournalIssue/PubDate")]
    title = article.text("ArticleTitle", "VernacularTitle", "Book/BookTitle")
    return {
        "title": title.removesuffix(".") if not title.endswith("..") else title,
        "abstractText": " ".join(_labelled(part) for part in article.all("Abstract/AbstractText")),
        "authors": [_pubmed_name(author) for author in article.all("AuthorList/Author")],
        "doi": doi,
        "url": f"{_PUBMED}{number}/" if number and not doi else "",
        "published": next(filter(None, map(_date, dates)), ""),
        "keywords": citation.texts("KeywordList/Keyword"),
        "journal": article.text("Journal/Title", "Book/BookTitle"),
        "volume": article.text("Journal/JournalIssue/Volume"),
        "issue": article.text("Journal/JournalIssue/Issue"),
        "pages": article.text("Pagination/MedlinePgn"),
        "dateAdded": _date(days["entrez"]) if "entrez" in days else "",
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
    return join_date(*map(node.text, ("Year", "Month", "Day"))) or node.text("MedlineDate")


def endnote(node: Node) -> Fields | None:
    kinds = node.all("ref-type")
    if not kinds:
        return None
    if kinds[0].attributes.get("name") in _BOOKS and not node.text("electronic-resource-num"):
        return {}
    return {
        "title": node.text("titles/title"),
        "abstract": node.text("abstract"),
        "authors": node.texts("contributors/authors/author"),
        "doi": node.text("electronic-resource-num"),
        "urls": node.texts("urls/related-urls/url"),
        "published": " ".join([node.text("dates/pub-dates/date"), node.text("dates/year")]).strip(),
        "keywords": node.texts("keywords/keyword"),
        "journal": node.text("periodical/full-title", "titles/secondary-title"),
        "issue": node.text("number"),
        **node.fields("volume", "pages"),
    }


def ads(node: Node) -> Fields | None:
    """Parse a record of NASA ADS (RefXML), whose identifiers are those of arXiv or DOIs."""
    if not node.text("bibcode"):
        return None
    return {
        **node.fields("title", "abstract", "journal", "volume", "url"),
        "authors": node.texts("author"),
        "arxiv": node.text("eprintid"),
        "doi": node.text("DOI"),
        "published": node.text("pubdate"),
        "keywords": node.texts("keywords/keyword"),
        "pages": node.text("page"),
    }


def dblp(node: Node) -> Fields:
    authors = node.texts("authors/author") or node.texts("author")
    return {
        "title": node.text("title").removesuffix("."),
        "authors": [{"@pid": "", "text": author} for author in authors],
        "doi": node.text("doi"),
        "urls": node.texts("ee"),
        "journal": node.text("journal", "booktitle", "venue"),
        **node.fields("volume", "number", "pages"),
        "published": node.text("year"),
    }


def dblp_hit(node: Node) -> Fields | None:
    fields = dblp(node)
    return fields if fields["authors"] or fields["urls"] else None


def europe_pmc(node: Node) -> Fields:
    number = node.text("pmid")
    return {
        **node.fields("title", "abstractText", "authorString", "doi", "pmid"),
        "url": f"{_PUBMED}{number}/" if number else "",
        "published": node.text("firstPublicationDate", "pubYear"),
        "keywords": node.texts("keywordList/keyword"),
        "journal": node.text("journalTitle", "journalInfo/journal/title"),
        "volume": node.text("journalVolume", "journalInfo/volume"),
        "issue": node.text("issue", "journalInfo/issue"),
        "pages": node.text("pageInfo"),
        "dateAdded": node.text("firstIndexDate", "dateOfCreation"),
    }


def zotero(node: Node) -> Fields | None:
    kind = node.text("itemType")
    if kind in ("", "attachment", "note", "annotation"):
        return None
    identifiers = [*node.texts("identifier"), node.attributes.get("rdf:about", "")]
    if kind == "book" and not any(text.startswith("DOI ") for text in identifiers):
        return {}
    return {
        "title": node.text("title"),
        "abstractNote": node.text("abstract"),
        "creators": [_person_of_zotero(person) for person in node.all("authors/Seq/li/Person")],
        "DOI": next((text[4:] for text in identifiers if text.startswith("DOI ")), node.text("doi")),
        "urls": [text for text in identifiers if text.startswith("http")],
        "published": node.text("date"),
        "dateAdded": node.text("dateSubmitted")[:10],
        "keywords": node.texts("subject"),
        "extra": node.text("description"),
    }


def _person_of_zotero(node: Node) -> Fields:
    return node.person("surname", "givenName", "givenname")


def bibliontology(node: Node) -> list[Fields]:
    """Parse the whole of Zotero's Bibliontology RDF, in which items name their authors by identifiers."""
    people = {person.attributes.get("rdf:nodeID", ""): person for person in node.all("Person")}
    items = [part for part in node.parts if isinstance(part, Node) and part.all("authorList")]
    return [_of_bibliontology(item, people) for item in items]


def _of_bibliontology(item: Node, people: Mapping[str, Node]) -> Fields:
    named = (people.get(entry.attributes.get("rdf:nodeID", "")) for entry in item.all("authorList/Seq/li"))
    authors = [*filter(None, named), *item.all("authorList/Seq/li/Person")]
    return {
        "title": item.text("title"),
        "abstractNote": item.text("abstract"),
        "creators": [_person_of_zotero(person) for person in authors],
        "DOI": item.text("doi"),
        "urls": [item.text("uri"), item.attributes.get("rdf:about", "")],
        "published": item.text("date", "isPartOf/Issue/date"),
    }


def anthology(node: Node) -> Fields | None:
    url = node.text("url")
    return {
        **node.fields("title", "abstract", "doi"),
        "authors": [author.person("last", "first") for author in node.all("author")],
        "url": url if "://" in url else f"https://aclanthology.org/{url}/" if url else "",
    }


def mods(node: Node) -> Fields:
    if node.valued("identifier", "type", "isbn") and not node.valued("identifier", "type", "doi"):
        return {}
    titles = [title for title in node.all("titleInfo") if not title.attributes.get("type")]
    title = [titles[0].text("title"), titles[0].text("subTitle")] if titles else []
    links = [*node.all("location"), *node.all("identifier")]
    return {
        "title": ": ".join(filter(None, title)),
        "abstract": node.text("abstract"),
        "authors": [_mods_name(name) for name in node.all("name") if _is_author(name)],
        "doi": node.value("identifier", "type", "doi"),
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
    given, family = (" ".join(name.valued("namePart", "type", kind)) for kind in ("given", "family"))
    return {"given": given, "family": family} if family else " ".join(name.texts("namePart"))

"""Names of columns and of keys of JSON by their meaning, as reference managers and services spell them.

The names are those of CSV files of Zotero, Web of Science (also its two-letter field tags), IEEE Xplore,
Springer, Lens, Scopus and PubMed, and of JSON in CSL (also Crossref's), Zotero's, OpenAlex's, Semantic
Scholar's, OpenReview's, DataCite's, Europe PMC's, Papers With Code's and arXiv's (metadata snapshot) form.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import chain

from daybook.digests.fields.translations import TRANSLATED

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title", "papertitle", "documenttitle", "articletitle", "itemtitle", "papername", "displayname",
        "titles", "titleen", "preprinttitle", "ti", "name",
    ),
    "abstract": (
        "abstract", "abstracts", "abstractnote", "abstracttext", "abstractinvertedindex", "summary", "ab",
        "abstracten", "paperabstract", "preprintabstract", "summaries", "descriptions", "description",
        "contentsnippet",
    ),
    "day": (
        "dateadded", "addedat", "added", "submittedondailyat", "saveddate", "timeadded", "announcementdate",
        "announceddate", "rundate", "fetchedat", "fetchdate", "crawledat", "crawldate", "createdate", "day",
        "da", "date",
    ),
    "authors": (
        "authorfullnames", "authorsparsed", "authorships", "authors", "author", "creators", "af", "au",
        "authornames", "leadauthors", "paperauthors", "allauthors", "authorlist", "authorstring", "zauthors",
        "creator", "authfullname", "preprintauthors", "authorshipsauthordisplayname",
        "authorshipsrawauthorname",
    ),
    "arxiv": ("arxiv", "arxivid", "paperarxivid", "universalpaperid"),
    "doi": (
        "doi", "itemdoi", "dois", "doiid", "biorxivdoi", "digitalobjectidentifier", "di", "doilink", "doiurl",
    ),
    "published": (
        "published", "publishedat", "publicationdate", "datepublished", "publisheddate", "issued", "pdate",
        "publishedonline", "publishedprint", "posted", "versions", "firstpublicationdate", "odate",
        "coverdate", "epubdate", "pubdate", "preprintdate", "produceddate", "earliestdate", "yearpublished",
        "publicationyear", "publishedyear", "year", "pubyear", "py", "cdate",
    ),
    "categories": ("categories", "categorycode", "category", "primarycategory", "preprintcategory", "terms"),
    "keywords": (
        "manualtags", "authorkeywords", "keywords", "keyword", "tags", "aikeywords", "tasks", "subjects",
        "keywordlist", "de",
    ),
    "organization": ("organization", "organisation", "affiliation", "organizationinfo"),
    "code": ("code", "github", "githubrepo", "githuburl", "repository", "repourl", "codeurl", "codelink"),
    "project": ("project", "projectpage", "homepage"),
    "upvotes": ("upvotes", "votes"),
    "summary": (
        "tldr", "aisummary", "onesentencesummary", "ai", "takeaway", "abstractsummary", "papersummary",
    ),
    "comment": ("comment", "comments", "arxivcomment", "authorcomments"),
    "submitter": ("submitter", "submittedondailyby", "submittedby"),
    "stars": ("githubstars", "codestars", "stars"),
    "venue": (
        "journal", "journaltitle", "containertitle", "publicationtitle", "sourcetitle", "fulljournalname",
        "journalbook", "booktitle", "proceedingstitle", "conferencename", "venue", "conference", "so", "pub",
        "journalinfo",
    ),
    "volume": ("volume", "journalvolume", "vl"),
    "issue": ("issue", "issuenumber", "journalissue", "is"),
    "pages": ("pages", "pagerange", "page", "pagination", "pageinfo", "articlenumber", "artno", "ar"),
    "first page": ("firstpage", "startpage", "pagestart", "startingpage", "bp"),
    "last page": ("lastpage", "endpage", "pageend", "endingpage", "ep"),
}  # fmt: skip
"""For each field the names that it can have, the best first."""
LINKS = (
    "arxivurl", "arxivlink", "absurl", "urlabs", "paperurlabs", "ee", "url", "link", "urls", "links",
    "paperurl", "paperlink", "articleurl", "puburl", "documenturl", "abs", "eprint", "externalurl",
    "sourceurl", "landingpageurl", "entryid", "primarylocation", "locations", "id", "paperid", "paper",
    "preprint", "preprinturl", "preprintlink", "canonical", "alternate", "uri", "downloadurl",
    "sourcefulltexturls", "openaccessoaurl", "primarylocationlandingpageurl", "consensuslink",
    "eprinturl", "pdf", "pdfurl", "pdflink", "urlpdf", "paperurlpdf", "openaccesspdf", "bestoalocation",
    "openaccess", "titlelink",
)  # fmt: skip
"""Names of links to the paper, and of identifiers that can be links or identifiers of arXiv."""
IDENTIFIERS = ("externalids", "ids", "identifiers", "articleids", "identifier", "serialnumber")
"""Names of objects, or of lists of a type and a value, that hold an identifier of each registry."""
REFERENCES = (
    "extra", "note", "number", "journal", "journaltitle", "journalref", "publication", "publicationtitle",
    "containertitle", "venue", "reportnumber", "identifier",
)  # fmt: skip
"""Names of fields in which a reference to arXiv can stand alone."""
ENTRY_DATES = frozenset(FIELDS["day"]) - {"date", "da"} | {"urlabs"}
"""If a row has one of these, its ``date`` is the date of publication."""
_TAGS = frozenset({"ti", "ab", "au", "af", "da", "di", "py", "de", "so", "vl", "is", "bp", "ep", "ar"})
"""Field tags of Web of Science, which mean their fields only if there are ``ti`` and ``au``."""
_OF_PAPERS = frozenset({
    *FIELDS["arxiv"], *FIELDS["doi"], "abstract", "abstractnote", "abstracttext", "abstractinvertedindex",
    "abstracten", "paperabstract", "externalids", "authorships", "authorsparsed", "authorfullnames", "pmid",
    "pubmedid", "pmcid", "lensid", "utuniquewosid", "corpusid", "serialnumber", "containertitle", "au",
})  # fmt: skip
_SURELY_OF_PAPERS = _OF_PAPERS - {"abstract"}
"""Those that show papers whatever their values are: lists of people and talks have abstracts as well."""
_AUTHORS = frozenset({
    "authors", "authornames", "leadauthors", "paperauthors", "allauthors", "authorlist", "authorstring",
})  # fmt: skip
_JOURNALS = frozenset({
    "journal", "publication", "publicationtitle", "booktitle", "proceeding", "sourcetitle", "issued",
    "itemtype",
})  # fmt: skip
"""Names that show papers only with one or several authors."""
_VENUES = _JOURNALS | {"venue", "conference"}
"""Those that show papers only with several authors too: a talk has one, and a venue."""
_OF_OTHERS = frozenset({
    "price", "quantity", "qty", "sku", "amount", "cost", "revenue", "total", "currency", "stock", "vendor",
    "customer", "orderid", "isbn", "isbn13", "rating", "averagerating", "artist", "album", "director", "cast",
    "genre", "genres", "duration", "episode", "salary", "company", "dependencies", "scripts", "engines",
    "audio", "audiourl", "printtype", "pagecount", "time", "starttime", "endtime", "room", "speaker",
    "speakers", "channel", "inventor", "inventors", "assignee", "assignees", "patentnumber", "views",
    "podcast", "video", "videourl", "playlist", "awardnumber", "grantnumber", "pi", "principalinvestigator",
    "searchstring", "searchquery", "event", "email", "budget", "startdate", "enddate", "awardamount",
    "license", "licence",
})  # fmt: skip
"""Names in lists of books, goods, songs, films, talks, people or grants, which can have titles too."""
_OF_POSTS = frozenset({"excerpt", "featureimage", "featuredimage", "readingtime", "readtime", "commentcount"})
_OF_NEWS = frozenset({"headline", "byline", "snippet", "leadparagraph", "weburl", "sectionname", "newsdesk"})
_OF_CONFERENCES = frozenset({
    "session", "track", "award", "awards", "poster", "posterid", "papernumber", "papertype", "presentation",
    "presentationtype", "decision", "area", "primaryarea", "bib", "bibtex", "citation", "citations", "supp",
    "citationcount", "citedby", "conference", "venue", "venueid", "leadauthors", "paperauthors", "allauthors",
})  # fmt: skip
"""Names in a conference's list of papers, and in no other list of titles and authors."""
_KNOWN = frozenset(chain(*FIELDS.values(), LINKS, IDENTIFIERS, REFERENCES, ENTRY_DATES, _JOURNALS)) | {
    "type", "source", "pages", "volume", "issue", "month", "affiliations", "institutions", "abbr", "image",
    "topic", "topics", "slides", "video", "score", "relevance", "language", "titlezh", "authorids",
}  # fmt: skip
"""Names in lists of papers, some of which other lists have too."""
_UNSURE_TITLES = frozenset({"name"})
"""Titles only among names that papers alone have."""
_PREFIX = re.compile(r"(?:dc|dcterms|prism|citation)[:._]|arxiv:|\[[\w-]{0,9}\]$", re.IGNORECASE)
"""Of Dublin Core, PRISM, arXiv's elements and Google Scholar's tags: ``dc:title``, ``citation_title``."""
_SUFFIX = re.compile(r"_(?:s|t|display)$")
"""Of the types of Solr: HAL's ``title_s``, PLOS's ``title_display``."""


@lru_cache(maxsize=20_000)
def normal_name(name: str) -> str:
    """Return a name in English and lower case without spaces and punctuation: ``Author/s``, ``Autoren``."""
    normal = re.sub(r"[\W_]+", "", _SUFFIX.sub("", _PREFIX.sub("", name[:200])).casefold())
    return TRANSLATED.get(normal, normal)


def known_names(names: Collection[str]) -> set[str]:
    """Return normal names, without field tags of Web of Science that are not of its form."""
    found = {normal_name(name) for name in names} - {""}
    return found if {"ti", "au"} <= found else found - _TAGS


def has_title(names: Collection[str]) -> bool:
    """Return whether one of the normal names means a title."""
    found = set(names) & set(FIELDS["title"])
    return bool(found - _UNSURE_TITLES) or bool(found and not _OF_PAPERS.isdisjoint(names))


def are_surely_of_papers(names: Collection[str]) -> bool:
    """Return whether one of the normal names is of nothing but papers, whatever its values are."""
    return not _SURELY_OF_PAPERS.isdisjoint(names)


def has_journal(names: Collection[str]) -> bool:
    """Return whether one of the normal names is of a place of publication, and not of a talk."""
    return not _JOURNALS.isdisjoint(names)


def are_all_known(names: Collection[str]) -> bool:
    """Return whether all normal names are those that lists of papers have, or one is of a conference."""
    found = set(names)
    return not found.isdisjoint(_OF_CONFERENCES) or found <= _KNOWN


def are_of_papers(names: Collection[str]) -> bool:
    """Return whether the normal names, apart from the title, show that the rows are papers."""
    found = set(names)
    has_authors = not found.isdisjoint(FIELDS["authors"])
    is_of_books = "publisher" in found and found.isdisjoint(_VENUES)
    if not found.isdisjoint(_OF_NEWS):
        found -= {"abstract"}
    if not (has_authors or found.isdisjoint(_OF_OTHERS)):
        found -= {"abstract"}  # of a talk or a grant
    return not found.isdisjoint(_OF_PAPERS) or (
        has_authors
        and not found.isdisjoint(_AUTHORS | _VENUES)
        and found.isdisjoint(_OF_OTHERS | _OF_POSTS)
        and not is_of_books
    )

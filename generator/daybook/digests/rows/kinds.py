"""Decide whether a row of a table, or an object of JSON, is a paper, another item, or a program's words."""

import re
from collections.abc import Collection

from daybook.digests.digest_file import DigestFile
from daybook.digests.fields import cells
from daybook.digests.fields.abstracts import count_phrases, speaks_to_reader
from daybook.digests.fields.link_titles import is_pdf
from daybook.digests.fields.names import NAMES, split_names
from daybook.digests.fields.paper_links import paper_link
from daybook.digests.rows import field_names, values
from daybook.digests.rows.row import Row
from daybook.problems import Problem, Severity, shown
from daybook.text.identifiers import arxiv_id, doi_name, is_url
from daybook.text.plain_text import one_line

REMEDY = (
    "if they are papers, give them their `doi`, `arxiv` or link, or `authors` and `abstract`; "
    "else keep the file out of the digests"
)
_FEW_WORDS = 4
"""Words at most of a phrase that is no abstract, and fewest of a title that is a sign of a paper."""
_FEW_SPACES = 2
"""The fewest in a title that is a sign of a paper beside an author of one word."""
_USER = re.compile(r"[a-z0-9_-]*")
_SOME_WORDS = 12
"""The fewest in an English abstract that has a phrase of abstracts, or a ``we``, if it is a paper's."""
_WE = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_REGISTERED = (*field_names.FIELDS["arxiv"], *field_names.FIELDS["doi"])
"""Names of identifiers, which are no sign of a paper where their value is none."""
_BESIDE_OTHERS = frozenset({"name", "venue", "location", "start", "end", "partners"})
"""Names beside the abstracts of people, events and projects, which have no authors."""
_LONGEST = 5_000
"""Characters of an abstract that are read for its phrases."""
ATTACHMENTS = ("attachment", "note", "annotation")
"""Types of Zotero's items that belong to another item."""
_NO_PAPERS = frozenset({
    "artwork", "audioRecording", "blogPost", "computerProgram", "email", "film", "forumPost",
    "instantMessage", "map", "podcast", "radioBroadcast", "tvBroadcast", "videoRecording", "webpage",
})  # fmt: skip
"""Types of Zotero's items that are papers only if they link to one."""
_NO_PAPERS_OF_CSL = frozenset({
    "broadcast", "graphic", "interview", "map", "motion_picture", "musical_score", "personal_communication",
    "post", "post-weblog", "software", "song", "webpage",
})  # fmt: skip
"""The same in CSL-JSON."""
_NO_PAPERS_OF_DEPOSITS = frozenset({"software", "image", "video", "audiovisual", "sound", "physicalobject"})
_NEVER_PAPERS = frozenset({
    "book-series", "book-set", "component", "database", "grant", "journal", "journal-issue", "journal-volume",
    "paratext", "peer-review", "proceedings", "proceedings-series", "report-series",
})  # fmt: skip
"""Types of Crossref and OpenAlex that have a DOI, and are no papers."""
_OF_CSL = frozenset({"issued", "accessed", "authorships", "containertitle"})
"""Fields that only items of CSL-JSON, Crossref or OpenAlex have."""


def is_attachment(row: Row) -> bool:
    """Return whether a row is an item that is no paper; count it if so."""
    found = is_of_other_item(row)
    row.tally.attachments += found
    return found


def is_of_other_item(row: Row) -> bool:
    """Return whether a row is an item of Zotero, or a note of OpenReview, that is no paper."""
    kind = values.text_value(row.value("itemtype"))
    is_other = kind in _NO_PAPERS and not (links_to_paper(row) or {"doi", "arxiv"} & row.fields.keys())
    is_other = is_other or _is_of_csl(row) or _is_deposit(row)
    return kind in ATTACHMENTS or "replyto" in row.fields or is_other


def _is_of_csl(row: Row) -> bool:
    """Return whether an item of CSL-JSON, Crossref or OpenAlex is of another type than papers."""
    if _OF_CSL.isdisjoint(row.fields):
        return False
    kind = values.text_value(row.value("type"))
    has_paper = links_to_paper(row) or "doi" in row.fields
    return kind in _NEVER_PAPERS or (kind in _NO_PAPERS_OF_CSL and not has_paper)


def _is_deposit(row: Row) -> bool:
    """Return whether a deposit in Zenodo, or one that DataCite names, is a program, a picture or a film."""
    for name, key in (("resourcetype", "type"), ("types", "resourceTypeGeneral")):
        value = row.value(name)
        kind = value.get(key) if isinstance(value, dict) else None
        if isinstance(kind, str) and kind.casefold() in _NO_PAPERS_OF_DEPOSITS:
            return True
    return False


def links_to_paper(row: Row) -> bool:
    """Return whether a row holds an identifier or the link of a paper."""
    return any(arxiv_id(text) or doi_name(text) or paper_link(text).is_paper for text in _links(row))


def links_to_pdf(row: Row) -> bool:
    """Return whether a row has the link of a PDF, on whatever host."""
    return any(is_url(text) and is_pdf(text) for text in _links(row))


def _links(row: Row) -> list[str]:
    listed = (row.value(name) for name in field_names.LINKS if name in row.fields)
    return [text for value in listed for text in values.link_values(value)]


def is_of_phrases(row: Row) -> bool:
    """Return whether a row is of a program's words: ``{"title": "Titel", "abstract": "Inhalt", …}``.

    Its authors are no names, and its abstract is a phrase; without one, authors and title are words.
    """
    authors = row.fields.get("authors", row.named("author"))[1]
    title, abstract = (row.value(name) for name in ("title", "abstract"))
    if not (isinstance(title, str) and isinstance(authors, str) and _WORDS.fullmatch(authors)):
        return False
    if not isinstance(abstract, str):
        return abstract is None and " " not in authors and title.count(" ") < _FEW_SPACES
    return not NAMES.fullmatch(authors) and len(abstract.split()) <= _FEW_WORDS


def reads_like_paper(names: Collection[str], row: Row) -> bool:
    """Return whether a row of fields with these normal names is a paper by what it says.

    The names of lists of courses, books, people or events can be those of papers. Where authors are the only
    sign, a paper has several, a title of some words and no field of another kind, or it has a place of
    publication or the link of a PDF; where it is an abstract, it is in the words of papers, or short or in
    another language, and beside neither a person's name nor a place. An abstract that speaks to its reader is
    of a course.
    """
    identifiers = {name: values.text_value(row.value(name)) for name in _REGISTERED if name in row.fields}
    words = {name for name, text in identifiers.items() if not any(map(str.isdigit, text))}  # such as `DOI`
    names = set(names) - words
    if not field_names.are_of_papers(names) or (is_of_phrases(row) and words == identifiers.keys()):
        return False
    registries = (row.value(name) for name in field_names.IDENTIFIERS)
    if field_names.are_surely_of_papers(names) or any(isinstance(one, (list, dict)) for one in registries):
        return True
    listed = next(row.choices("authors"), ("", None))[1]
    authors = _number_of_authors(listed)
    if listed and not authors and "abstract" not in names:
        return False
    if authors and (field_names.has_journal(row.fields) or links_to_pdf(row) or has_arxiv_category(row)):
        return True
    abstract = values.abstract_value(next(row.choices("abstract"), ("", ""))[1])[:_LONGEST]
    if count_phrases(abstract) > ("abstract" not in names):
        return True
    if speaks_to_reader(abstract):
        return False
    is_other = abstract.isascii() and abstract.count(" ") >= _SOME_WORDS and not _WE.search(abstract)
    if "abstract" in names and (authors or not (is_other or _BESIDE_OTHERS & row.fields.keys())):
        return True
    title = values.text_value(next(row.choices("title"), ("", ""))[1])
    is_long = title.count(" ") + 1 >= _FEW_WORDS or not title.isascii()
    return authors > 1 and is_long and field_names.are_all_known(row.fields)


def _number_of_authors(value: object) -> int:
    """Return how many persons are named; names of users in small letters are no persons'."""
    if isinstance(value, str):
        value = split_names(value)
    names = [value] if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else []
    return sum(not (isinstance(name, str) and _USER.fullmatch(name)) for name in names)


def has_arxiv_category(row: Row) -> bool:
    """Return whether all categories of a row are arXiv's."""
    found = cells.categories(values.list_value(next(row.choices("categories"), ("", None))[1]))
    return isinstance(found, list) and bool(found) and all(map(cells.is_category, map(str, found)))


def find_other(file: DigestFile, row: Row, line: int) -> Problem | None:
    """Return a problem of a row that links to no paper, in a file where only links show papers."""
    if links_to_paper(row) or links_to_pdf(row):
        return None
    title = shown(one_line(values.text_value(row.first("title"))))
    if row.fields.keys().isdisjoint(field_names.LINKS):
        return Problem(file.path, line, f"a row without a link: {title}", "add one to the paper")
    what, remedy = f"a row that is no known paper: {title}", "left out; add it by hand if it is one"
    return Problem(file.path, line, what, remedy, Severity.WARNING)

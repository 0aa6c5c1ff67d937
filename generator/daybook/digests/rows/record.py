"""Turn a row of a table, or an object of JSON, into a record by the names of its fields."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from daybook.digests.digest_file import DigestFile
from daybook.digests.fields import cells
from daybook.digests.fields.entry_lines import after_announcement
from daybook.digests.fields.names import initials_first
from daybook.digests.fields.paper_links import is_code
from daybook.digests.records import Record, choose_day, parse_count
from daybook.digests.rows import values
from daybook.digests.rows.field_names import ENTRY_DATES
from daybook.digests.rows.identifiers import find_identifiers, shown_value
from daybook.digests.rows.row import Row
from daybook.digests.syntax.html_text import markup_to_text
from daybook.problems import shown
from daybook.text.dates import iso_day
from daybook.text.identifiers import doi_name, is_url
from daybook.text.latex import latex_to_line, latex_to_text
from daybook.text.partial_dates import join_date, parse_partial_date
from daybook.text.plain_text import one_line, with_subtitle
from daybook.text.venue import write_venue

_LATEX_FIELDS = frozenset({"authorsparsed", "submitter"})
"""Of arXiv's metadata snapshot, whose texts are LaTeX."""
_ELEMENT = re.compile(
    r"\s*<(?:p|div|jats:[\w-]{1,20})(?:\s[^<>]{0,200})?>[^\0]{0,20000}</(?:p|div|jats:[\w-]{1,20})>\s*\Z",
    re.IGNORECASE,
)
"""A text that begins and ends with an element of HTML or JATS."""
_HTML_FIELDS = frozenset(
    {"issued", "authorships", "abstractinvertedindex", "abstracttext", "descriptions", "bibcode", "creators"}
    | {"alternate"}
)
"""Of CSL, Crossref, OpenAlex, Europe PMC, DataCite, ADS, Zenodo and readers of feeds, with HTML or JATS.

Databases that write HTML write ``DOI`` so.
"""
_NOTION_TIME = re.compile(r"[A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4} [0-9]{1,2}:[0-9]{2} [AP]M")
_TEXTS = ("organization", "project", "stars")
"""Fields of one line that are kept as they are."""
_STOPPED_TITLES = frozenset({"pmid", "articleids", "abstracttext", "ee"})
"""Of PubMed, Europe PMC and DBLP, which end titles with a full stop."""
_OF_PUBMED = frozenset({"pmid", "articleids"})
"""Of PubMed, whose names are families with initials: ``Mill AB``."""
_OF_POSTS = frozenset({"points", "subreddit", "numcomments", "permalink", "descendants"})
"""Of Hacker News and Reddit, whose author posted the link."""
_POST = re.compile(r"^\[[A-Z]{1,3}\]\s+(?=\S)|\s+\[(?:pdf|video)\]$")
"""What Reddit and Hacker News write around a title: ``[R] A Title``, ``A Title [pdf]``."""
_ABOUT_PAGE = re.compile(r"\AAbstract page for arXiv paper [0-9].{0,600}\Z", re.DOTALL)
"""What arXiv's pages give as their description."""
_READERS_OWN = re.compile(r"user/\S+/(?:label|state)/")
"""What readers of feeds note on an item, among its categories."""


class Context(Struct):
    """Facts that are the same for all rows of a file, or that follow from the place of one row."""

    file: DigestFile
    family_first: bool = False
    """Authors are written ``Mill, Ada`` in this file."""
    exported: date | None = None
    """The day on which a database wrote the file."""


def make_record(
    context: Context, row: Row, line: int, day: date | None = None, topics: tuple[str, ...] = ()
) -> Record:
    """Make a record. ``day`` and ``topics`` are those under which the row stands in its file."""
    reasons = ((name, cells.unreadable(value)) for name, value in row.fields.values())
    warnings = [f"`{shown(name, 60)}` {reason}" for name, reason in reasons if reason]
    link, identifiers = find_identifiers(row, warnings)
    day = choose_day(context.file, day or _entry_day(row) or context.exported)
    convert = _converter(row)
    facts: dict[str, object] = {
        **identifiers,
        "authors": _authors(context, row),
        "published": _published(row, day),
        **_subjects(row, topics),
        **{key: values.text_value(row.first(key)) for key in _TEXTS},
        "submitter": convert(values.text_value(row.first("submitter"))),
        "venue": _venue(row, convert),
        "summary": _summary(row),
        "code": _code(row),
        "link": link,
        "comment": _comment(row, convert),
    }
    votes = parse_count(cell := row.first("upvotes"))
    if votes is None and cell is not None:
        warnings.append(f"`upvotes` is no number of votes: {shown_value(cell)}")
    return Record(
        title=_title(row, convert),
        abstract=_ABOUT_PAGE.sub(
            "", after_announcement(convert(values.abstract_value(row.first("abstract"))))[1]
        ),
        day=day,
        facts=facts,
        upvotes=votes or 0,
        line=line,
        warnings=tuple(warnings),
    )


def _title(row: Row, convert: Callable[[str], str]) -> str:
    """Return the title with its subtitle, without what sites and databases write around it."""
    title = one_line(convert(values.text_value(row.first("title"))))
    if "subtitle" in row.fields:
        title = with_subtitle(title, one_line(convert(values.text_value(row.take("subtitle")))))
    if not _OF_POSTS.isdisjoint(row.fields):
        title = _POST.sub("", title)
    is_stopped = title.endswith(".") and not (title.endswith("..") or _STOPPED_TITLES.isdisjoint(row.fields))
    return title[:-1] if is_stopped else title


def _summary(row: Row) -> str:
    """Return the summary in a sentence; a field ``summary`` counts as one only beside an abstract."""
    found, value = values.text_value(row.first("summary")), row.value("summary")
    is_beside = row.fields.get("abstract", ("", value))[1] != value
    beside = values.text_value(row.take("summary")) if is_beside else ""
    return found or beside


def _code(row: Row) -> str:
    """Return the address of the code; Zotero's ``repository`` is the name of an archive of papers."""
    if not is_url(values.text_value(row.value("repository"))):
        row.fields.pop("repository", None)
    linked = (row.fields[link][1] for link in ("links", "url", "link", "urls") if link in row.fields)
    found = (url for value in linked for url in values.link_values(value, with_others=True) if is_code(url))
    return values.text_value(row.first("code")) or next(found, "")


def _comment(row: Row, convert: Callable[[str], str]) -> str:
    """Return the authors' remark; fields of the same name can hold a number, or what readers said."""
    found = next(row.choices("comment"), ("", None))[1]
    if not isinstance(found, str) or found.strip().isdecimal():
        return ""
    return convert(values.text_value(row.first("comment")))


def _venue(row: Row, convert: Callable[[str], str]) -> str:
    """Return the venue with the place there, which OpenAlex and Europe PMC have in an object."""
    venue = row.first("venue")
    objects = (value for value in (venue, row.value("biblio")) if isinstance(value, dict))
    inner = next(objects, {})
    name = convert(values.text_value(venue) or values.text_value(inner.get("journal")))
    if not name:
        return ""
    row.take("biblio")
    volume, issue, pages, first, last = (
        values.text_value(row.first(field) or inner.get(field.replace(" ", "_")))
        for field in ("volume", "issue", "pages", "first page", "last page")
    )
    if volume and not issue:
        issue = values.text_value(row.take("number"))  # else it can be a report's
    return write_venue(name, volume, issue, pages or f"{first}–{last}")


def _authors(context: Context, row: Row) -> object:
    names = values.author_values(row.first("authors"), family_first=context.family_first)
    if not _OF_POSTS.isdisjoint(row.fields) and isinstance(names, list) and len(names) == 1:
        return names if " " in str(names[0]) else []  # a user of the site, not the paper's author
    are_texts = isinstance(names, list) and all(isinstance(name, str) for name in names)
    if isinstance(names, list) and are_texts and not _OF_PUBMED.isdisjoint(row.fields):
        return [initials_first(name.removesuffix(".")) for name in names]
    if not _LATEX_FIELDS.isdisjoint(row.fields) and isinstance(names, (list, tuple)):
        return [latex_to_line(name) if isinstance(name, str) else name for name in names]
    return names


def _published(row: Row, day: date | None) -> str:
    """Return the first exact date, else the first in words, else any value, which will be warned of.

    If no field is named so, a ``date`` that differs from the record's day is the date of publication. A year
    in another field adds nothing, and counts as used.
    """
    found = [choice for choice in row.choices("published") if not doi_name(values.text_value(choice[1]))]
    year = values.text_value(row.value("year"))[:4]
    own_name, value = row.named("date")
    is_of_year = bool(year) and values.date_value(value).startswith(f"{year}-")
    if own_name and (is_of_year or not ENTRY_DATES.isdisjoint(row.fields)):
        found.insert(0, (own_name, value))
    if year and "month" in row.fields:
        columns = (row.fields[name] for name in ("year", "month", "day") if name in row.fields)
        names, parts = zip(*columns, strict=True)
        texts = (values.text_value(part).removesuffix(".0").strip() for part in parts)
        if dated := parse_partial_date(join_date(*texts)):
            row.tally.used.update(names)
            found.insert(0, ("", dated))
    for parse in (values.date_value, values.free_date, values.text_value):
        if text := next(filter(None, (parse(value) for _, value in found)), ""):
            used = (name for name, value in found if (part := parse(value)) and text.startswith(part))
            row.tally.used.update(used)
            return text
    dated = values.date_value(value)
    row.tally.used.update([own_name] if dated else [])
    return "" if iso_day(dated) == day else dated


def _created(row: Row) -> Iterator[tuple[str, str]]:
    """Yield when a row was created, as Notion (``March 18, 2031 9:12 AM``) and Raindrop write it."""
    for name in ("created", "createdtime"):
        own_name, value = row.named(name)
        if isinstance(value, (int, float)) and "pubtype" in row.fields:  # Paperpile's seconds since 1970
            yield own_name, values.date_value(str(int(value)))
        if isinstance(value, str) and _NOTION_TIME.fullmatch(value):
            yield own_name, values.free_date(value)
        elif "favorite" in row.fields:
            yield own_name, values.date_value(value)


def _entry_day(row: Row) -> date | None:
    """Return the day on which the row was added to a list."""
    for own_name, value in (*row.choices("day"), *_created(row)):
        if day := iso_day(values.date_value(value)):
            row.tally.used.add(own_name)
            return day
    return None


def _subjects(row: Row, topics: tuple[str, ...]) -> dict[str, object]:
    """Return categories and keywords; if there are no categories, arXiv's among the tags take their place."""
    found, words = _categories(row), cells.keywords(values.list_value(row.first("keywords")))
    if not found and isinstance(words, list):
        found = [word for word in words if isinstance(word, str) and cells.is_category(word)]
        words = [word for word in words if word not in found]
    named = [topic for topic in topics if cells.is_category(topic)]
    return {"categories": found or named, "keywords": words or [word for word in topics if word not in named]}


def _categories(row: Row) -> object:
    found = cells.categories(values.list_value(row.first("categories")))
    if not isinstance(found, list):
        return found
    found = [item for item in found if not (isinstance(item, str) and _READERS_OWN.match(item))]
    codes = [item for item in found if isinstance(item, str) and cells.is_class_code(item)]
    row.tally.codes.update(codes)
    return [item for item in found if item not in codes] if codes else found


def _converter(row: Row) -> Callable[[str], str]:
    """Return a function that converts the texts of services that write LaTeX or HTML; other texts stay."""
    if not _LATEX_FIELDS.isdisjoint(row.fields):
        return latex_to_text
    is_html = not _HTML_FIELDS.isdisjoint(row.fields) or any(
        name == "DOI" or name.endswith("_display") for name, _ in row.fields.values()
    )
    abstract = row.first("abstract")
    is_whole = isinstance(abstract, str) and _ELEMENT.match(abstract)
    return markup_to_text if is_html or is_whole else str

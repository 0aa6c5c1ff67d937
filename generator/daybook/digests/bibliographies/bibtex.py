"""Reader of BibTeX files, such as reference managers write, of entries of any type.

The arXiv identifier is in ``eprint`` or ``arxivid``, in a link, or alone in the journal's name or a note. The
day comes from the file's name, else it is the day on which the entry was added (``date-added``, ``timestamp``
…), else its whole ``date``, else the day of the export (Scopus).
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from daybook.digests.bibliographies.bibtex_entries import BibtexEntry, parse_bibliography
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import are_cut_off, join_name, name_in_fields, split_names
from daybook.digests.fields.paper_links import is_code, paper_link
from daybook.digests.records import Record, choose_day, collect, note_unused
from daybook.digests.syntax.html_text import markup_to_text
from daybook.digests.tally import note_other_items
from daybook.problems import Problem
from daybook.text.dates import iso_day
from daybook.text.identifiers import arxiv_id, arxiv_in_reference, arxiv_in_url, doi_name, is_url
from daybook.text.latex import latex_to_line, latex_to_text
from daybook.text.partial_dates import export_day, join_date, parse_partial_date
from daybook.text.plain_text import with_subtitle
from daybook.text.venue import is_part, write_venue

NAME = "BibTeX"

_ENTRY = re.compile(
    r"^[ \t]*@(?:[a-z]{2,30}[ \t]*\{"
    r"|(?:article|book|in[a-z]{4,12}|conference|proceedings|manual|misc|online|unpublished|[a-z]{2,12}thesis"
    r"|(?:tech)?report)[ \t]*\()"
    r"\s*+(?:[^,={}\n]*+,|[^\s,={}]++\s|)\s*+[a-z][\w-]*+\s*+=\s*+[{\"\w]",
    re.MULTILINE | re.IGNORECASE,
)
"""An entry with its first field; others than ``@article(`` are rarely in parentheses, but decorators are."""
_FENCED = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*\n\s*@", re.MULTILINE)
_PREAMBLE_LIMIT = 20_000
"""Characters in which the first entry must begin; text before it is a comment."""
_NO_PAPERS = frozenset({
    "online", "electronic", "webpage", "www", "software", "softwareversion", "softwaremodule", "codefragment",
    "video", "movie", "audio", "music", "artwork", "image", "performance", "map", "letter",
})  # fmt: skip
"""Types of entries that are papers only if they link to one, as with Zotero's items."""
_BOOKS = frozenset({"book", "mvbook", "booklet", "collection", "mvcollection", "proceedings", "manual"})
"""Those of which the same holds if they have a publisher or an ISBN."""
_DAY_FIELDS = ("date-added", "added-at", "posted-at", "creationdate", "timestamp", "date")
"""Of BibDesk, BibSonomy, CiteULike, JabRef, JabRef and DBLP, biblatex."""
_NUMBERS = ("eprint", "arxivid", "arxiv")
_LINKS = ("url", "howpublished", "html", "link", "pdf")
"""Also of al-folio's sites; only addresses count."""
_IDENTIFIERS = frozenset({"author", "doi", "url", "primaryclass", "eprintclass", *_NUMBERS})
"""Fields whose text would change as LaTeX."""
_MAY_NAME_ARXIV = ("journal", "volume", "howpublished", "note")
_VENUES = ("journal", "journaltitle", "booktitle")
_PLACES = (("volume",), ("number", "issue"), ("pages", "eid", "articleno"))
_USED = _IDENTIFIERS.union(
    _DAY_FIELDS,
    _VENUES,
    ("title", "subtitle", "abstract", "keywords", "year", "month", "day"),
    ("crossref", "archiveprefix", "eprinttype"),
)
_ESCAPED = re.compile(
    r"\{?\\text(?P<text>less|greater)(?:\{\}|\b\s?)\}?|\$(?P<math>[<>])\$|&(?P<entity>[lg]t);"
    r"|\\url\b|\\(?=[_%&#$<>{}~])|[{}]"
)
_SIGNS = {"less": "<", "greater": ">", "lt": "<", "gt": ">", "<": "<", ">": ">"}
_CROSSREF_SIGNS = {"mathsemicolon": ";", "mathplus": "+", "less": "<", "greater": ">"}
_CROSSREF_SIGN = re.compile(rf"\$\\({'|'.join(_CROSSREF_SIGNS)})\$")
"""Signs in BibTeX by doi.org, which are no formulas."""
_NUMBERED = re.compile(r" [0-9]{4}$")
"""DBLP's number after a name that several people have."""
_NAME_PART = re.compile(r"\s*(family|given|prefix|suffix)\s*=\s*", re.IGNORECASE)


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a BibTeX file; None if it is something else."""
    text = file.text.replace("\r\n", "\n").replace("\r", "\n")
    if not _ENTRY.search(text, 0, _PREAMBLE_LIMIT):
        return None
    found = parse_bibliography(file.path, text)
    failed = [entry for entry in found.entries if isinstance(entry, Problem)]
    if 2 * len(failed) > len(found.entries):
        what = f"{len(failed):,} of {len(found.entries):,} entries are not BibTeX, or never end"
        return Problem(file.path, failed[0].line, what, "correct them, or save the file again")
    if 2 * found.unread_lines > sum(1 for line in text.split("\n") if line.strip()):
        if _FENCED.search(text):
            return None  # a document that shows how to cite something
        what = f"is mostly something else: {found.unread_lines:,} lines outside the entries of BibTeX"
        return Problem(file.path, 1, what, "keep only the entries")
    papers = [entry for entry in found.entries if isinstance(entry, Problem) or not _is_other(entry)]
    exported = export_day(text[: text.find("@")])
    entries = (entry if isinstance(entry, Problem) else _record(file, entry, exported) for entry in papers)
    unused = {name for entry in papers if isinstance(entry, BibtexEntry) for name in _unused(entry)}
    others = note_other_items(file.path, len(found.entries) - len(papers))
    return collect(file, [*found.warnings, *entries, *note_unused(file.path, sorted(unused), 1), *others])


def _is_other(entry: BibtexEntry) -> bool:
    """Return whether an entry is of a book, a web page or the like, without the identifier of a paper."""
    is_book = entry.kind in _BOOKS and not entry.fields.keys().isdisjoint(("publisher", "isbn"))
    if not (is_book or entry.kind in _NO_PAPERS) or "doi" in entry.fields:
        return False
    link, eprint = _link(entry.fields), _identifier(entry.fields.get("eprint", ""))
    return not (arxiv_id(eprint) or paper_link(link).is_paper or _arxiv(entry.fields))


def _unused(entry: BibtexEntry) -> Iterable[str]:
    """Return the names of an entry's fields that its record is not made from."""
    used = _USED.union(_MAY_NAME_ARXIV if _arxiv(entry.fields) else ())
    if any(map(entry.fields.get, _VENUES)):
        volume = entry.fields.get("volume")
        used = used.union(*(_PLACES[1:] if volume and not is_part(volume) else _PLACES))
    link = _link(entry.fields)
    used |= {name for name in _LINKS if link and _identifier(entry.fields.get(name, "")) == link}
    return entry.fields.keys() - used


def _record(file: DigestFile, entry: BibtexEntry, exported: date | None) -> Record:
    raw = entry.fields
    fields = {key: _plain(value) for key, value in raw.items() if key not in _IDENTIFIERS}
    link, eprint, doi = _link(raw), *(_identifier(raw.get(key, "")) for key in ("eprint", "doi"))
    own = next(filter(None, (arxiv_id(_identifier(raw.get(key, ""))) for key in _NUMBERS)), "")
    days = (iso_day(parse_partial_date(fields.get(key, ""))) for key in _DAY_FIELDS)
    parts = (fields.get(key, "").strip() for key in ("year", "month", "day"))
    category = _identifier(raw.get("primaryclass") or raw.get("eprintclass", ""))
    has_code = is_code(link) and is_url(link)
    facts = {
        "authors": _authors(raw.get("author", "")),
        "arxiv": own or arxiv_in_url(link) or _arxiv(raw),
        "doi": doi or doi_name(link),
        "published": parse_partial_date(fields.get("date", ""), join_date(*parts)),
        "categories": [category] if arxiv_id(eprint) and category else [],
        "keywords": re.split("[,;]", fields.get("keywords", "")),
        "code": link if has_code else "",
        "link": link if is_url(link) and not has_code else "",
        "venue": write_venue(_first(fields, _VENUES), *(_first(fields, names) for names in _PLACES)),
    }
    day = choose_day(file, next(filter(None, (*days, exported)), None))
    names = ("title", "subtitle", "abstract")
    title, subtitle, abstract = (markup_to_text(fields.get(name, "")) for name in names)
    return Record(with_subtitle(title, subtitle), abstract, day, facts, 0, entry.line, entry.warnings)


def _first(fields: Mapping[str, str], names: Iterable[str]) -> str:
    return next(filter(None, map(fields.get, names)), "")


def _link(fields: Mapping[str, str]) -> str:
    """Return the field ``url``, or else another field that is a URL."""
    url, *others = (_identifier(fields.get(key, "")) for key in _LINKS)
    return url or next(filter(is_url, others), "")


def _plain(value: str) -> str:
    return latex_to_text(_CROSSREF_SIGN.sub(lambda match: _CROSSREF_SIGNS[match[1]], value))


def _identifier(value: str) -> str:
    """Return an identifier or URL without the braces and backslashes that protect its characters."""
    return _ESCAPED.sub(lambda match: _SIGNS.get(match[match.lastgroup or 0], ""), value).strip()


def _arxiv(fields: Mapping[str, str]) -> str:
    """Find an identifier in the journal's name, where Google Scholar exports it, or in a note."""
    journal, volume, *notes = (_plain(fields.get(key, "")) for key in _MAY_NAME_ARXIV)
    issue = f"{journal} {volume}" if volume.startswith("abs/") else journal
    return arxiv_in_url(journal) or arxiv_in_reference(issue, *notes)


def _authors(value: str) -> list[str]:
    """Split at ``and`` outside braces; if there is none, split several names at commas or semicolons."""
    line = " ".join(value.split())
    parts = _split_outside_braces(" and ", line)
    if len(parts) == 1 and are_cut_off([line]):
        return list(split_names(latex_to_line(line)))
    if len(parts) == 1 and not _NAME_PART.match(line):
        commas = _split_outside_braces(",", line)
        if len(_split_outside_braces(r"(?<!\\);", line)) > 1 or len(commas) > 3:
            return list(split_names(latex_to_line(line)))
    names = (latex_to_line(_given_name_first(part.strip())) for part in parts)
    return [_NUMBERED.sub("", name) for name in names if name]


def _given_name_first(name: str) -> str:
    """Reorder a name, unless all of it is in braces."""
    if len(_split_outside_braces("[^{}]", name)) == 1:
        return name
    parts = _split_outside_braces(",", name)
    named = {match[1].lower(): part[match.end() :] for part in parts if (match := _NAME_PART.match(part))}
    if "family" in named:  # biblatex's extended form
        return name_in_fields({**named, "non-dropping-particle": named.get("prefix", "")})
    return join_name(parts)


def _split_outside_braces(separator: str, text: str) -> list[str]:
    """Split at matches of a pattern that are not in braces."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"[{{}}]|{separator}", text, re.IGNORECASE):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]

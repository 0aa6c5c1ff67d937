"""Describe a file that is no digest, so that its message names the cause and the remedy."""

import csv
import re
from itertools import takewhile

from daybook.text.identifiers import arxiv_id, arxiv_in_url, doi_in_url, doi_name
from daybook.text.plain_text import count

_DATABASES = (
    ("Scopus", re.compile(r"\A\s*Scopus[ \t]*\n+EXPORT DATE:")),
    ("ProQuest", re.compile(r"\A(?:[^\n]*\n){0,60}?Document 1 of [0-9]+[ \t]*\n")),
    ("EBSCO", re.compile(r"\A\s*Record: 1[ \t]*\n\s*Title:")),
    ("Ovid", re.compile(r"\A(?:[^\n]*\n){0,20}?<1>[ \t]*\n[A-Z][A-Za-z ]{2,40}\n {2}")),
    ("the Cochrane Library", re.compile(r"\A(?:[^\n]*\n){0,12}?Record #1 of [0-9]+[ \t]*\n")),
    ("SciFinder", re.compile(r"\A\s*START_RECORD[ \t]*\nFIELD ")),
)
"""Databases by the beginnings of their exports in plain text, which are made to be read by people."""
_OTHER_FORMS = (
    ("a diff", re.compile(r"\A(?:diff --git |Index: |--- \S.*\n\+\+\+ |From [0-9a-f]{40} )")),
    ("a calendar", re.compile(r"\A\s*BEGIN:VCALENDAR")),
    ("a list of contacts", re.compile(r"\A\s*BEGIN:VCARD")),
    ("subtitles", re.compile(r"\A\s*(?:WEBVTT|[0-9]+\s*\n[0-9:]{7,8}[.,][0-9]{3} --> )")),
    ("a LaTeX document", re.compile(r"\A(?:[^\n]*\n){0,40}?[ \t]*\\documentclass\b")),
    ("a manual page", re.compile(r"\A(?:\.\\\"[^\n]*\n){0,20}\.TH ")),
    ("a list of tasks", re.compile(r"\A(?:x |\([A-Z]\) )[0-9]{4}-[0-9]{2}-[0-9]{2} ")),
    ("XML of another kind", re.compile(r"\A\s*<(?:\?xml|svg|opml|urlset)\b")),
    (
        "a log in JSON",
        re.compile(r'\A\s*\{[^\n]{0,500}?"(?:level|levelname|severity)"\s*:\s*"(?i:debug|info|warn|err)'),
    ),
    ("GeoJSON", re.compile(r'\A\s*\{\s*"type"\s*:\s*"(?:FeatureCollection|Feature|Topology)"')),
    ("a browser's record of requests", re.compile(r'\A\s*\{\s*"log"\s*:\s*\{\s*"version"\s*:')),
    (
        "the citation of a program",
        re.compile(r"""\A[^\0]{0,2000}?(?:^|[{,])\s{0,20}["']?cff-version["']?[ \t]*:""", re.MULTILINE),
    ),
    ("a Jupyter notebook", re.compile(r'\A\s*\{[\s\S]{0,200000}"nbformat"\s*:')),
)
"""Forms that hold no list of papers, whatever is in them, by their first lines."""
_LIKELY_FORMS = (
    (
        "JSON without records that have a `title`",
        re.compile(r"\A\s*(?:\{\s*[\"}]|\[\s*(?:[{\"\]]|\[\s*[\[{\"0-9]))"),
    ),
    (
        "a list whose links to arXiv have lost their identifiers",
        re.compile(r"arxiv\.org/(?:abs|pdf)/[)>\]\s]", re.IGNORECASE),
    ),
    ("a dump of a database", re.compile(r"^(?:CREATE TABLE|INSERT INTO|COPY \S+ \()", re.MULTILINE)),
    (
        "source code",
        re.compile(
            r"\A#!|^(?:import [\w.{*]|from [\w.]+ import |#include\b|package [\w.]+;?$|(?:pub )?(?:fn|mod) \w"
            r"|def \w+\(|class \w+[(:{]|func \w|function \w|const \w+ =|module \w|require |library\(|FROM \w"
            r"|@media\b)",
            re.MULTILINE,
        ),
    ),
    (
        "a log or a chat",
        re.compile(
            r"^(?:\[?[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]|\S+ - - \[|commit [0-9a-f]{7,40}$"
            r"|[A-Z][a-z]{2} [ 0-3][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} "
            r"|\[?(?:[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},? )?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\]? \S)",
            re.MULTILINE,
        ),
    ),
    (
        "settings, or a list of packages",
        re.compile(r"^(?:\[\[?[\w. \"-]+\]\]?$|[\w-]+(?:==|>=)[0-9])", re.MULTILINE),
    ),
)
_NAMED_MOST = 3
"""Identifiers in the address of a message."""
_REMEDY = (
    "keep it out of the digests; "
    "papers are read from BibTeX, RIS, CSV, JSON, feeds, mails, Markdown, and saved pages"
)
_LIST_REMEDY = (
    "write each paper as `- [Title](link)`, if they are the digest's; else keep it out of the digests"
)
_PRINTED = re.compile(r"\A\s*(?:\[\s*)?\{\s*'\w")
_TABLE_LINES, _LEAST_COLUMNS = 6, 3
_TABLE_REMEDY = (
    "if it lists papers, name its columns in the first line, such as `title`, `authors`, `abstract`, `link`"
)


def is_other_form(text: str) -> bool:
    """Return whether a text begins as only files of forms do that hold no list of papers."""
    return any(sign.match(text) for _, sign in (*_OTHER_FORMS, *_DATABASES))


def describe(text: str) -> tuple[str, str]:
    """Return what a text is that no reader reads, and what to do with it."""
    if listed := _bare_list(text):
        return listed
    head = text[:20_000]
    if _PRINTED.match(head):
        return "is what Python prints of a list or a dict, and no JSON", "write it with `json.dump`"
    if database := next((name for name, sign in _DATABASES if sign.match(head)), ""):
        return f"is an export of {database} as plain text", "export the same as RIS, BibTeX or CSV"
    found = next((name for name, sign in (*_OTHER_FORMS, *_LIKELY_FORMS) if sign.search(head)), "")
    if not found and _is_table(head):
        return "is a table without a column `title`", _TABLE_REMEDY
    if not found and sum(bool(arxiv_in_url(word) or doi_in_url(word)) for word in head.split()) > 1:
        return "links to papers, but it cannot be told which words are their titles", _LIST_REMEDY
    return f"is in no known form: it looks like {found or 'a text without a list of papers'}", _REMEDY


def _is_table(text: str) -> bool:
    """Return whether the first lines have the same number of cells."""
    lines = [line for line in text.splitlines() if line.strip()][:_TABLE_LINES]
    for delimiter in ",;\t":
        rows = list(csv.reader(lines, delimiter=delimiter))
        counts = {len(row) for row in rows}
        is_prose = any(cell.startswith(" ") for row in rows for cell in row)
        if len(rows) > 1 and len(counts) == 1 and min(counts) >= _LEAST_COLUMNS and not is_prose:
            return True
    return False


def _bare_list(text: str) -> tuple[str, str] | None:
    """Return the problem of a list of identifiers or links alone, which says where their records are."""
    lines = [line.strip().lstrip("-*+• ").rstrip(",; ") for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or len(lines) > 100_000:
        return None
    for kind, parse, address in _REGISTRIES:
        found = list(takewhile(bool, map(parse, lines)))
        if len(found) == len(lines):
            listed = ",".join(found[:_NAMED_MOST]) + ",…" * (len(found) > _NAMED_MOST)
            what = f"is a list of {count(len(found), kind)}, without titles"
            return what, f"save what {address.format(listed)} answers, and import that"
    return None


def _arxiv(line: str) -> str:
    return arxiv_id(line) or (arxiv_in_url(line) if " " not in line else "")


def _doi(line: str) -> str:
    doi = doi_name(line)
    return f"doi:{doi}" if doi else ""


def _pmid(line: str) -> str:
    match = re.fullmatch(r"(?:PMID:? ?)?([0-9]{7,8})", line, re.IGNORECASE | re.ASCII)
    return match[1] if match else ""


_REGISTRIES = (
    ("arXiv identifier", _arxiv, "https://export.arxiv.org/api/query?max_results=200&id_list={}"),
    ("DOI", _doi, "https://api.crossref.org/works?rows=200&filter={}"),
    (
        "number",
        _pmid,
        "PubMed (if they are its own) at https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id={}",
    ),
)
"""The kinds of identifiers that a line can be, and the address that answers with the records of several."""

"""Reader of PubMed's text, as "Save" writes it in the formats "Abstract (text)" and "Summary (text)".

Records are numbered. An abstract's has paragraphs: the journal with the day, the title, the authors with the
numbers of their affiliations, these affiliations, the abstract, copyright and identifiers. A summary's is one
paragraph: ``1: Mill A, Reed B. A title. J Moss. 2031 Mar 4;7(1):2-9. doi: 10.1234/moss.1. PMID: 40000001.``

The day comes from the file's name: the text says only when a paper was published.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import initials_first
from daybook.digests.records import Record, choose_day, collect_unless_broken
from daybook.problems import Problem
from daybook.text.partial_dates import parse_partial_date
from daybook.text.plain_text import one_line, split_lines

NAME = "PubMed's text of abstracts or summaries"

_FIRST = re.compile(r"\s*1([.:]) +\S")
_PMID = re.compile(r"\bPMID: ?([0-9]{1,9})\b")
_DOI = re.compile(r"\bdoi: ?(10\.[0-9]{4,9}/\S+?)\.?(?=\s|$)", re.IGNORECASE)
_ISSUE = re.compile(
    r"(?P<journal>[^.?!]{2,150})\. (?P<date>(?:19|20)[0-9]{2}(?: [A-Z][a-z]{2}(?: [0-9]{1,2})?)?)\b"
)
"""A journal with the day of an issue: ``J Moss. 2031 Mar 4``."""
_STOPS = (".", "?", "!")
_NAME = r"[^\W\d_][^.,;:]{0,60}? [A-Z]{1,4}(?: (?:Jr|Sr|[23][nr]d|II|III|IV))?"
_NAMES = re.compile(rf"(?:{_NAME}(?:, {_NAME}){{0,300}}(?:, et al)?)(?:; [^.]{{2,200}})?")
_AFFILIATION_NUMBERS = re.compile(r"(?:\([0-9]{1,3}\))+")
_NO_ABSTRACT = re.compile(
    r"(?:Author information|Collaborators|Comment (?:in|on)|Update (?:in|of)|Erratum (?:in|for)"
    r"|Republished (?:in|from)|Conflict of interest statement|DOI|PMID|PMCID|Free (?:PMC|full)|Publisher):"
    r"|©|Copyright\b",
    re.IGNORECASE,
)


class _Numbered(Struct, frozen=True):
    """A record without its number, and its line."""

    line: int
    text: str


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a text of PubMed; None if its records are not numbered, or most have no ``PMID``."""
    start = _FIRST.match(file.text)
    if not start or not _PMID.search(file.text):
        return None
    parts = list(_split(file.text, start[1]))
    if 2 * sum(_PMID.search(part.text) is not None for part in parts) <= len(parts):
        return None
    parse = _summary if start[1] == ":" else _abstract
    return collect_unless_broken(file, (parse(file, part) for part in parts))


def _split(text: str, sign: str) -> Iterator[_Numbered]:
    """Yield the records: each begins, below a blank line, with the number that follows the last one's."""
    number, first, lines, is_below_blank = 1, 1, list[str](), True
    for place, line in enumerate(split_lines(text), 1):
        if is_below_blank and line.startswith(f"{number}{sign} "):
            if lines:
                yield _Numbered(first, "\n".join(lines))
            first, lines = place, [line.partition(" ")[2]]
            number += 1
        elif lines:
            lines.append(line)
        is_below_blank = not line.strip()
    yield _Numbered(first, "\n".join(lines))


def _abstract(file: DigestFile, part: _Numbered) -> Record | Problem:
    issue, *paragraphs = (one_line(one) for one in re.split(r"\n[ \t]*\n", part.text) if one.strip())
    if not paragraphs or not (found := _ISSUE.search(issue)):
        return _broken(file, part)
    title, *paragraphs = (text for text in paragraphs if not text.startswith("[Article in "))
    authors: list[str] = []
    if paragraphs and _NAMES.fullmatch(names := _AFFILIATION_NUMBERS.sub("", paragraphs[0]).rstrip(".")):
        authors, paragraphs = _split_names(names), paragraphs[1:]
    abstract = [text for text in paragraphs if not _NO_ABSTRACT.match(text)]
    facts = _facts(part, authors, found["date"])
    return _record(file, part, title, "\n\n".join(abstract), facts)


def _summary(file: DigestFile, part: _Numbered) -> Record | Problem:
    text = one_line(part.text)
    names = _NAMES.match(text)
    end = names.end() if names and text.startswith(". ", names.end()) else 0
    authors, rest = _split_names(text[:end]) if end else [], text[end:].removeprefix(". ")
    issue = next((one for one in _ISSUE.finditer(rest) if rest[: one.start()].endswith(_STOPS)), None)
    if not issue:
        return _broken(file, part)
    return _record(file, part, rest[: issue.start()].strip(), "", _facts(part, authors, issue["date"]))


def _record(file: DigestFile, part: _Numbered, title: str, abstract: str, facts: dict[str, object]) -> Record:
    return Record(title.removesuffix("."), abstract, choose_day(file, None), facts, line=part.line)


def _facts(part: _Numbered, authors: list[str], published: str) -> dict[str, object]:
    doi, pmid = _DOI.search(part.text), _PMID.search(part.text)
    return {
        "authors": authors,
        "doi": doi[1] if doi else "",
        "link": f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/" if pmid else "",
        "published": parse_partial_date(published),
    }


def _split_names(text: str) -> list[str]:
    """Return the names of ``Mill A, Reed B Jr; The Moss Group`` with the given name first."""
    people, _, group = text.partition("; ")
    return [*map(initials_first, people.split(", ")), *([group] if group else [])]


def _broken(file: DigestFile, part: _Numbered) -> Problem:
    return Problem(file.path, part.line, "a record without journal, day and title", "save it again, whole")

"""Check and normalize the records of any form of digest, and turn them into entries.

A reader yields a `Record` for each record that it can parse and a `Problem` for each that it cannot, and
passes them to `collect`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import accumulate
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import drop_nobody
from daybook.model import Entry, Facts, Origin
from daybook.problems import Problem, Severity, shown
from daybook.text.identifiers import arxiv_id, arxiv_of_doi, doi_name, is_url, partial_date
from daybook.text.latex import is_name_with_accents, latex_to_line
from daybook.text.plain_text import count, one_line, one_lines, paragraphs, shorten

_COUNT = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.0{1,9})?", re.ASCII)
_IDENTIFIER_FIRST = re.compile(r"\A\[(?:arXiv:)?([\w./-]{5,30})\] (?=\S)", re.IGNORECASE)
_IDENTIFIER_LAST = re.compile(r"\(arXiv:([\w./-]{5,30})[^()]{0,60}\)\Z", re.IGNORECASE)
"""What arXiv's feeds wrote behind titles until 2024: ``A Title. (arXiv:3103.00001v1 [cs.CL])``."""
_SITE_FIRST = re.compile(r"Paper page - |\[[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Z]{2}\] (?=\S)")
"""The name of a site before the title of its page, or arXiv's category before a title."""
_SITE_LAST = re.compile(
    r"\s(?:[|–-]\s(?:ACL Anthology|arXiv(?:\.org)?|alphaXiv|bioRxiv|Hugging Face|medRxiv"
    r"|(?:IEEE (?:Conference Publication|Journals & Magazine) \| )?IEEE Xplore|OpenReview|Papers With Code"
    r"|PMC|PubMed|ScienceDirect|Semantic Scholar|SpringerLink)|\[(?:pdf|PDF)\])\Z"
)
"""The name of a site after the title of its page, or the format of a link."""
_PICTURES = r"(?:[\u2600-\u27bf\U0001f000-\U0001faff][\u200d\ufe0f]{0,2})+\s*"
_PICTURE_FIRST = rf"\A{_PICTURES}(?=\S)"
_QUOTED = re.compile(r"[\"“]([^\"“”]{8,})[\"”]")
"""How a list sets a title."""
_LABEL_FIRST = (
    rf"\A(?:{_PICTURES})?[\[【［〔][^\[\]【】［］〔〕]{{0,10}}(?:论文|論文|논문|解读|解讀|速递|速遞|速览|精读|速读|导读)"
    r"[^\[\]【】［］〔〕]{0,10}[\]】］〕]\s*(?=\S)"
)
"""A word such as ``[论文解读]`` that a list writes before each title."""
_ABSTRACT_LABEL = re.compile(r"\s*abstract\s*(?:[:：.—–]|-\s|\n)\s*(?=\S)", re.IGNORECASE)
"""Before the words of an abstract: ``Abstract: We grow moss.``"""
_NO_VENUE = re.compile(
    r".*\b(?:arxiv|withdrawn|rejected)\b|(?:corr|submitted|under review)\b|abs/|\W*\d+\W*\Z", re.IGNORECASE
)
"""What services name as the journal of a preprint or of a submission, and a number alone."""
TITLE_LIMIT = 2_000
ABSTRACT_LIMIT = 200_000
_FIELD_LIMIT = 4_000
_MOST_NAMES = 60
_LIST_LIMITS = {"authors": (5_000, 150), "categories": (50, 60), "keywords": (100, 100)}
"""Most items of a list, and most characters of an item."""
_LONGEST_LIST = 100_000
"""Characters; front matter may have twenty times as many, of which one that is escaped takes ten."""
_OF_PAPERS = ("authors", "arxiv", "doi", "link", "code", "project", "summary", "comment")
_BARE = "add its link or authors, or remove it"
_FREE, _FREE_EACH = 1_500, 150
"""Characters of a text that need not be understood: in all, and for each paper."""


class Record(Struct, frozen=True):
    """A record as a reader parsed it, before its text is normalized and its facts are checked."""

    title: str
    abstract: str = ""
    day: date | None = None
    """None if neither the record nor the file's path gives it."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """Any values under the names of `Facts`, for `make_facts`."""
    upvotes: int = 0
    line: int = 0
    """Of the record in the file, from 1; 0 if the form has no lines."""
    warnings: tuple[str, ...] = ()
    """Other fields that were left out, each with the reason."""
    origin: Origin = Origin.RECORD


def collect(file: DigestFile, records: Iterable[Record | Problem]) -> ParsedDigest:
    """Make a parsed digest of records, ranked by their order on each day.

    An error among them is a record that could not be parsed, and counts as rejected. Several may have one.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    ranks: Counter[date] = Counter()
    undated: list[Record] = []
    for record in records:
        if isinstance(record, Problem):
            problems.append(record)
            continue
        if record.day is None:
            undated.append(record)
            continue
        ranks[record.day] += 1
        entry, entry_problems = _entry(file.path, record, record.day, ranks[record.day])
        entries += [entry] if entry else []
        problems += entry_problems
    rejected = sum(problem.severity is Severity.ERROR for problem in problems) + len(undated)
    if undated:
        count = "a record" if len(undated) == 1 else f"{len(undated):,} records"
        what = f"{count} without a day, such as {shown(one_line(undated[0].title))}"
        remedy = "name the file or its folder for its day, such as 2025-03-18"
        problems.append(Problem(file.path, undated[0].line, what, remedy))
    return ParsedDigest(tuple(entries), rejected, tuple(dict.fromkeys(problems)))


def _entry(path: str, record: Record, day: date, rank: int) -> tuple[Entry | None, list[Problem]]:
    """Make an entry with its warnings, or an error."""
    label = _ABSTRACT_LABEL.match(record.abstract)
    title, abstract = one_line(record.title), paragraphs(record.abstract[label.end() if label else 0 :])
    if not title:
        return None, [Problem(path, record.line, "a record without a title", "give it one, or remove it")]
    for name, text, limit in (("a title", title, TITLE_LIMIT), ("an abstract", abstract, ABSTRACT_LIMIT)):
        if len(text) > limit:
            what = f"{name} of {len(text):,} characters"
            return None, [Problem(path, record.line, what, f"cut it to {limit:,}")]
    facts, more_authors, warnings = make_facts(record.facts)
    problems = [
        Problem(path, record.line, what, f"left out of {shown(title)}; correct it", Severity.WARNING)
        for what in (*warnings, *record.warnings)
    ]
    if record.origin < Origin.RECORD:  # a record has what the authors wrote
        title, abstract = (re.sub(_PICTURE_FIRST, "", text) for text in (title, abstract))
        title = quoted[1] if (quoted := _QUOTED.fullmatch(title)) else title
    title = _bare_title(title, facts.arxiv)
    entry = Entry(day, title, abstract, rank, record.line, facts, record.upvotes, record.origin, more_authors)
    return entry, problems


def _bare_title(title: str, arxiv: str) -> str:
    """Return a title without what a list or a browser adds, and without the brackets of a translated one.

    ``[论文解读] A Title``, ``[3103.00001] A Title``, ``A Title | OpenReview``, and PubMed's ``[A Title]``.
    """
    if not title[0].isalnum():
        title = re.sub(_LABEL_FIRST, "", title)
    for pattern in (_IDENTIFIER_FIRST, _IDENTIFIER_LAST):
        match = pattern.search(title)
        if match and arxiv and arxiv_id(match[1]) == arxiv:
            title = title[match.end() :] or title[: match.start()].rstrip().removesuffix(".") or title
    if title.startswith("[") and title.endswith(("]", "].")) and title.count("[") == 1:
        return title.strip("[]. ") or title
    site = _SITE_FIRST.match(title)
    return _SITE_LAST.sub("", title[site.end() if site else 0 :]) or title


def collect_unless_broken(
    file: DigestFile, found: Iterable[Record | Problem], notes: Callable[[], Iterable[Problem]] = tuple
) -> ParsedDigest | Problem:
    """Make a parsed digest of records and of the notes on them that are made last.

    A problem for the whole file if more of its records are broken than are not.
    """
    records = _without_bare(file.path, list(found))
    errors = [item for item in records if isinstance(item, Problem) and item.severity is Severity.ERROR]
    good = sum(isinstance(item, Record) and bool(item.title) for item in records)
    number = sum(isinstance(item, Record) for item in records) + len(errors)
    if number - good <= good:
        return collect(file, [*records, *notes()])
    first = f": {errors[0].what}" if errors else " for want of a title"
    what = f"{number - good:,} of {count(number, 'record')} cannot be read{first}"
    return Problem(file.path, errors[0].line if errors else 1, what, "correct the file: none of it was read")


def _without_bare(path: str, records: list[Record | Problem]) -> list[Record | Problem]:
    """Return records; where most have more than a title, those with a title alone become problems."""
    bare = [
        isinstance(item, Record)
        and bool(item.title)
        and not (item.abstract or item.upvotes or any(item.facts.get(name) for name in _OF_PAPERS))
        for item in records
    ]
    if 2 * sum(bare) >= len(records):
        return records
    return [
        Problem(path, item.line, f"a record with nothing but a title: {shown(item.title)}", _BARE)
        if is_bare and isinstance(item, Record)
        else item
        for item, is_bare in zip(records, bare, strict=True)
    ]


def is_mostly_read(understood: int, papers: int, total: int) -> bool:
    """Return whether so many characters of a text are of its papers that it is a list of them.

    Some need not be understood, such as those of an introduction.
    """
    return 2 * understood + min(_FREE, _FREE_EACH * papers) >= total


def choose_day(file: DigestFile, record_day: date | None, *, alone: bool = True) -> date | None:
    """Return the day in the file's path, else the record's own; the latter first if there are several."""
    return file.hint.exact_day or record_day if alone else record_day or file.hint.exact_day


def text_of(record: Mapping[str, Any], key: str) -> str:
    """Return a field that is text; an empty string for any other value."""
    value = record.get(key)
    return value if isinstance(value, str) else ""


def parse_count(value: object) -> int | None:
    """Parse a number below 10⁹, also in a string, as ``12.0`` or ``1,234``; None for any other value."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    match = _COUNT.fullmatch(str(value).strip())
    return int(match[1].replace(",", "")) if match else None


def make_facts(fields: Mapping[str, object]) -> tuple[Facts, bool, tuple[str, ...]]:
    """Make facts of raw values under the names of `Facts`.

    Also return whether the list of authors says that there are more, and a warning for each value left out.
    Valid values are lists of text for ``authors``, ``categories`` and ``keywords``, and text for the others.
    """
    warnings: list[str] = []
    doi = _parse_text(fields, "doi", doi_name, warnings)
    arxiv = _parse_text(fields, "arxiv", arxiv_id, warnings)
    names = _parse_list(fields, "authors", warnings)
    if "\\" in "".join(names):  # services leave some accents as LaTeX wrote them
        plain = (latex_to_line(name) if is_name_with_accents(name) else name for name in names)
        names = tuple(filter(None, plain))
    facts = Facts(
        authors=tuple(drop_nobody(names)),
        arxiv=arxiv or arxiv_of_doi(doi),
        doi="" if arxiv_of_doi(doi) else doi,
        published=_parse_text(fields, "published", partial_date, warnings),
        categories=_parse_list(fields, "categories", warnings),
        keywords=_parse_list(fields, "keywords", warnings),
        organization=_parse_text(fields, "organization", lambda text: text[:200], warnings),
        code=_parse_text(fields, "code", _parse_url, warnings),
        project=_parse_text(fields, "project", _parse_url, warnings),
        link="" if arxiv or doi else _parse_text(fields, "link", _parse_url, warnings),
        summary=_parse_text(fields, "summary", lambda text: shorten(text, 1_000), warnings),
        comment=_parse_text(fields, "comment", lambda text: shorten(text, 1_000), warnings),
        submitter=_parse_text(fields, "submitter", lambda text: text[:200], warnings),
        stars=str(parse_count(fields.get("stars")) or ""),
        venue=_parse_text(fields, "venue", lambda text: text[:300], warnings),
    )
    if _NO_VENUE.match(facts.venue):
        facts = replace(facts, venue="")
    return facts, facts.authors != names, tuple(warnings)


def note_unused(path: str, names: Iterable[str], line: int = 0) -> Iterator[Problem]:
    """Yield a note of the fields that no record used, if there are any."""
    unused = list(names)
    if not unused:
        return
    names = (f"`{shown(name, 60)}`" if name else "one without a name" for name in unused[:_MOST_NAMES])
    listed = ", ".join(names)
    listed += f" and {len(unused) - _MOST_NAMES:,} more" * (len(unused) > _MOST_NAMES)
    what = f"has fields that are not used: {listed}"
    yield Problem(path, line, what, "read without them", Severity.NOTE)


def _parse_url(text: str) -> str:
    return text if is_url(text) and len(text) <= 2_000 else ""


def _parse_text(
    fields: Mapping[str, object], key: str, parse: Callable[[str], str], warnings: list[str]
) -> str:
    """Parse a field of one line; ``parse`` returns an empty string if the text is not valid."""
    value = fields.get(key)
    if value is None or value == "":
        return ""
    text = one_line(value[:_FIELD_LIMIT]) if isinstance(value, str) else ""
    parsed = parse(text) if text else ""
    if text and not parsed:
        warnings.append(f"`{key}` is not of its form: {shown(text)}")
    elif not isinstance(value, str):
        warnings.append(f"`{key}` is not text")
    return parsed


def _parse_list(fields: Mapping[str, object], key: str, warnings: list[str]) -> tuple[str, ...]:
    value = fields.get(key)
    if value is None or value == "":
        return ()
    most, longest = _LIST_LIMITS[key]
    if not isinstance(value, (list, tuple)):
        warnings.append(f"`{key}` is not a list")
        return ()
    items = value[: 2 * most]
    texts = [item[:_FIELD_LIMIT] for item in items if isinstance(item, str)]
    words = list(dict.fromkeys(filter(None, one_lines(texts))))
    short = [word for word in words if len(word) <= longest][:most]
    kept = [
        word for word, end in zip(short, accumulate(map(len, short)), strict=True) if end <= _LONGEST_LIST
    ]
    if len(kept) < len(words) or len(texts) < len(items):
        warnings.append(f"`{key}` has more than {most:,} items, is too long, or has one that is no name")
    return tuple(kept)

"""Reader of e-mail (``.eml``, or ``.mbox`` with several mails): arXiv's daily listing, and newsletters and
alerts with links to papers.

In most mails a link stands below its paper's title, so that the text after it is the abstract. Plain text in
which each paper ends with its link is read as a list in Markdown: else each paper got the words of the next.

The day comes from the file's name, unless the file has several mails; else from the announcement of a
listing; else from the mail's ``Date``, in its sender's time zone.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import asdict

from daybook.digests.date_hint import DateHint
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.entry_lines import is_labelled
from daybook.digests.mails import arxiv_announcement
from daybook.digests.mails.web_archive import is_web_archive
from daybook.digests.markdown import lists
from daybook.digests.newsletters.issue import parse_newsletter
from daybook.digests.other_files import is_other_form
from daybook.digests.records import Record, choose_day, collect
from daybook.model import Origin
from daybook.problems import Problem, Severity
from daybook.text.plain_text import count

NAME = "e-mail of arXiv's listing, or of a newsletter with links to papers"

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?")
_MAIL_HEADERS = frozenset(
    {b"from", b"to", b"date", b"subject", b"received", b"message-id", b"mime-version", b"content-type"}
    | {b"return-path", b"delivered-to", b"reply-to"}
)
_MAX_HEADER_BYTES = 256 * 1024
_ANY_DAY = date(2000, 1, 1)
_REMEDY = "save the whole mail, as it came; or, where a click counter hides addresses, the newsletter's page"


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse e-mail; None if the file is something else."""
    if not _is_mail(file.data) or is_web_archive(file.data) or is_other_form(file.text):
        return None
    from daybook.digests.mails.parts import split_mailbox  # slow to load, rarely needed

    mails = split_mailbox(file.data)
    records: list[Record | Problem] = []
    empty: list[Problem] = []
    for line, data in mails:
        found = _records(file, data, line, alone=len(mails) == 1)
        if found:
            records += found
        else:
            what = "is a mail without papers: neither arXiv's listing, nor links that show papers' addresses"
            empty.append(Problem(file.path, line, what, _REMEDY))
    if len(empty) == len(mails):
        return empty[0]
    if empty:
        what = f"{count(len(empty), 'mail')} of {len(mails):,} without papers"
        records.append(Problem(file.path, empty[0].line, what, "the others were read", Severity.NOTE))
    return collect(file, records)


def _records(file: DigestFile, data: bytes, line: int, *, alone: bool) -> list[Record | Problem]:
    """Return the records of a mail that begins in a line of the file; empty if it has none."""
    head = re.split(rb"\r?\n\r?\n", data[: _MAX_HEADER_BYTES + 1], maxsplit=1)[0]
    if len(head) > _MAX_HEADER_BYTES:
        return [Problem(file.path, line, f"has more than {_MAX_HEADER_BYTES:,} bytes of headers", _REMEDY)]
    from daybook.digests.mails.parts import parse_mail

    parts = parse_mail(data)
    if parts is None:
        return [Problem(file.path, line, "is a mail that cannot be parsed", _REMEDY)]

    records: list[Record | Problem] = []
    for part in parts:
        text = arxiv_announcement.unquoted(part.text)
        if part.kind == "plain" and arxiv_announcement.is_listing(text):
            own = arxiv_announcement.announcement_day(text) or part.day
            start = max(0, data.find(part.text[:200].encode()))
            first_line = line + data.count(b"\n", 0, start)
            day = choose_day(file, own, alone=alone)
            records += arxiv_announcement.parse_listing(file.path, text, day, first_line)
    if not records:
        texts = [(part.kind, part.text, choose_day(file, part.day, alone=alone)) for part in parts]
        records = _of_texts(file.path, texts, "html")
        if not any(isinstance(record, Record) for record in records):
            records = _of_texts(file.path, texts, "plain") or records or _of_lists(file.path, texts)
    found = filter(None, (part.warning for part in parts))
    warnings = [Problem(file.path, line, what, "the rest was read", Severity.WARNING) for what in found]
    return [*warnings, *records] if records else []


def _of_texts(path: str, texts: Iterable[tuple[str, str, date | None]], kind: str) -> list[Record | Problem]:
    """Return the papers in the texts of a kind, each given with its kind and its day."""
    records: list[Record | Problem] = []
    for own, text, day in texts:
        if own == kind:
            found = list(parse_newsletter(kind, text, path, day))
            is_turned = kind == "plain" and _has_links_below(found)
            records += _list_in_text(path, text, day) if is_turned else found
    return records


def _of_lists(path: str, texts: Iterable[tuple[str, str, date | None]]) -> list[Record | Problem]:
    """Return the papers that a text names without links, by labels or identifiers, if there are several."""
    listed = (_list_in_text(path, text, day) for kind, text, day in texts if kind == "plain")
    several = (found for found in listed if sum(isinstance(one, Record) for one in found) > 1)
    return next(several, [])


def _has_links_below(found: Sequence[Record | Problem]) -> bool:
    """Return whether most titles are ends of abstracts, and nothing stands below the last link."""
    papers = [record for record in found if isinstance(record, Record)]
    if not papers or papers[-1].abstract:
        return False
    return 2 * sum(one.title.endswith(".") or is_labelled(one.title) for one in papers) > len(papers)


def _list_in_text(path: str, text: str, day: date | None) -> list[Record | Problem]:
    """Return the papers of a list in Markdown or of labelled lines; a problem if the text has neither."""
    known = day or _ANY_DAY
    parsed = lists.read(DigestFile(path, b"", text, DateHint(known.year, known.month, known.day)))
    if not (isinstance(parsed, ParsedDigest) and parsed.entries):
        what = "has links below abstracts, without labels or numbers that tell one paper from the next"
        return [Problem(path, 0, what, "send the list as Markdown, or save it in another form")]
    papers = [
        Record(one.title, one.abstract, day, asdict(one.facts), one.upvotes, origin=Origin.LIST)
        for one in parsed.entries
    ]
    return [*papers, *parsed.problems]


def _is_mail(data: bytes) -> bool:
    """Return whether a file begins with two headers of a mail, after an optional ``From `` line (mbox)."""
    found = set()
    for line in data[:20_000].removeprefix(b"\xef\xbb\xbf").splitlines()[:80]:
        match = _HEADER.match(line)
        if match:
            found.add(match[1].lower())
        elif not line.startswith((b" ", b"\t", b"From ", b">From ")):
            break
    return len(found & _MAIL_HEADERS) >= 2

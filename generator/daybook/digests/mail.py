"""Reader of e-mail (``.eml``): arXiv's daily listing, and newsletters with links to papers.

The day is that of the file's name, else of the mail's ``Date`` in its sender's time zone.
"""

from __future__ import annotations

import re

from daybook.digests import listing_mail
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.newsletter import parse_newsletter
from daybook.digests.records import choose_day, collect
from daybook.problems import Problem, Severity

NAME = "e-mail of arXiv's listing, or of a newsletter with links to papers"

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?")
_MAIL_HEADERS = frozenset(
    {b"from", b"to", b"date", b"subject", b"received", b"message-id", b"mime-version", b"content-type"}
    | {b"return-path", b"delivered-to", b"reply-to"}
)
_MAX_HEADER_BYTES = 256 * 1024


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse an e-mail; None if the file is none."""
    if not _is_mail(file.data):
        return None
    head = re.split(rb"\r?\n\r?\n", file.data[: _MAX_HEADER_BYTES + 1], maxsplit=1)[0]
    if len(head) > _MAX_HEADER_BYTES:
        return _problem(file, f"has more than {_MAX_HEADER_BYTES:,} bytes of headers")
    from daybook.digests.mail_parts import parse_mail  # slow to load, rarely needed

    mail = parse_mail(file.data)
    if mail is None:
        return _problem(file, "is a mail that cannot be parsed")
    day = choose_day(file, mail.date)
    warnings = [
        Problem(file.path, 0, part.warning, "the rest was read", Severity.WARNING)
        for part in mail.parts
        if part.warning
    ]
    for part in mail.parts:
        if part.kind == "plain" and listing_mail.is_listing(part.text):
            return collect(file, [*warnings, *listing_mail.parse_listing(file.path, part.text, day)])
    for kind in ("html", "plain"):
        texts = [part.text for part in mail.parts if part.kind == kind]
        records = [record for text in texts for record in parse_newsletter(kind, text, file.path, day)]
        if records:
            return collect(file, [*warnings, *records])
    what = "is a mail without papers: neither arXiv's listing, nor links to arXiv or Hugging Face"
    return _problem(file, what)


def _problem(file: DigestFile, what: str) -> Problem:
    return Problem(file.path, 1, what, "save the whole mail, as it came")


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

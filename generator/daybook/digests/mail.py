"""Reader of saved e-mail (``.eml``): arXiv's daily listing, and newsletters that link papers' titles.

The day is the one in the file's name, else the mail's ``Date``, as its sender's clock had it.
"""

from __future__ import annotations

import re

from daybook.digests import listing_mail
from daybook.digests.records import collect, day_of
from daybook.digests.source import Reading, Source
from daybook.problems import Problem, Severity

NAME = "e-mail of arXiv's listing, or of a newsletter with links to papers"

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?")
_OF_MAIL = frozenset(
    {b"from", b"to", b"date", b"subject", b"received", b"message-id", b"mime-version", b"content-type"}
    | {b"return-path", b"delivered-to", b"reply-to"}
)
_MOST_HEADERS = 256 * 1024


def read(source: Source) -> Reading | None:
    """Read a saved mail."""
    if not _is_mail(source.data):
        return None
    head = re.split(rb"\r?\n\r?\n", source.data[: _MOST_HEADERS + 1], maxsplit=1)[0]
    if len(head) > _MOST_HEADERS:
        return _fault(source, f"has more than {_MOST_HEADERS:,} bytes of headers")
    from daybook.digests.mail_parts import take_apart  # slow to load, and few digests are mails
    from daybook.digests.newsletter import newsletter_records

    mail = take_apart(source.data)
    if mail is None:
        return _fault(source, "is a mail whose parts cannot be taken apart")
    parts, day = mail.texts, day_of(source, mail.date)
    notes = [
        Problem(source.path, 0, what, "the rest was read", Severity.WARNING) for _, _, what in parts if what
    ]
    for kind, text, _ in parts:
        if kind == "plain" and listing_mail.is_listing(text):
            return collect(source, [*notes, *listing_mail.records(source.path, text, day)])
    for form in ("html", "plain"):
        texts = [text for kind, text, _ in parts if kind == form]
        found = [record for text in texts for record in newsletter_records(form, text, source.path, day)]
        if found:
            return collect(source, [*notes, *found])
    what = "is a mail without papers: neither arXiv's listing, nor links to arXiv or Hugging Face"
    return _fault(source, what)


def _fault(source: Source, what: str) -> Reading:
    return Reading((), 0, (Problem(source.path, 1, what, "save the whole mail, as it came"),))


def _is_mail(data: bytes) -> bool:
    """Whether a file begins with at least two headers of a mail, after the line some programs put first."""
    found = set()
    for line in data[:20_000].removeprefix(b"\xef\xbb\xbf").splitlines()[:80]:
        match = _HEADER.match(line)
        if match:
            found.add(match[1].lower())
        elif not line.startswith((b" ", b"\t", b"From ", b">From ")):
            break
    return len(found & _OF_MAIL) >= 2

"""Reader of saved e-mail (``.eml``): arXiv's daily listing, and newsletters that link papers' titles.

Of a mail only its date and its texts matter; nothing is shown as HTML, and attachments are never opened.
Headers are read by the older of the standard library's policies: the newer one takes them apart by a grammar
that is quadratic, and recursive, in what a sender writes. Parts in a character set that nobody knows are read
as UTF-8. The day is the one in the file's name, else the mail's ``Date``, as its sender's clock had it.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import date
from email.message import Message
from email.utils import parsedate_tz

from generator.digests import listing_mail
from generator.digests.newsletter import newsletter_records
from generator.digests.records import collect, day_of
from generator.digests.source import Reading, Source, make_day
from generator.problems import Problem, Severity

NAME = "e-mail of arXiv's listing, or of a newsletter with links to papers"

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?")
_OF_MAIL = frozenset(
    {b"from", b"to", b"date", b"subject", b"received", b"message-id", b"mime-version", b"content-type"}
    | {b"return-path", b"delivered-to", b"reply-to"}
)
_MOST_HEADERS = 256 * 1024
_MOST_PART = 5 * 1024 * 1024
_DEEPEST = 20


def read(source: Source) -> Reading | None:
    """Read a saved mail."""
    if not _is_mail(source.data):
        return None
    head = re.split(rb"\r?\n\r?\n", source.data[: _MOST_HEADERS + 1], maxsplit=1)[0]
    if len(head) > _MOST_HEADERS:
        return _fault(source, f"has more than {_MOST_HEADERS:,} bytes of headers")
    try:
        mail = email.message_from_bytes(source.data, policy=email.policy.compat32)
        parts = list(_texts(mail))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return _fault(source, "is a mail whose parts cannot be taken apart")
    day = day_of(source, _date(mail))
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


def _texts(mail: Message, depth: int = 0) -> Iterator[tuple[str, str, str]]:
    """The texts of a mail: ``plain`` or ``html``, the text, and what was wrong with it.

    Of alternatives all are given: which of them names papers shows later.
    """
    if depth > _DEEPEST:
        raise RecursionError("mail in mail in mail")
    payload = mail.get_payload()
    if isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _texts(part, depth + 1)
        return
    kind = mail.get_content_type()
    if kind not in ("text/plain", "text/html") or mail.get_content_disposition() == "attachment":
        return
    data = mail.get_payload(decode=True)
    if not isinstance(data, bytes):
        return
    if len(data) > _MOST_PART:
        yield kind[5:], "", f"has a part of {len(data):,} bytes, which was passed over"
        return
    text, what = _decoded(data, mail.get_content_charset("utf-8"))
    yield kind[5:], text, what


def _decoded(data: bytes, charset: str) -> tuple[str, str]:
    try:
        return data.decode(charset, "replace"), ""
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace"), "has a part in a character set nobody here knows"


def _date(mail: Message) -> date | None:
    try:
        parts = parsedate_tz(str(mail.get("Date", ""))[:100])
        return make_day(*parts[:3]) if parts else None
    except (ValueError, IndexError, TypeError):
        return None

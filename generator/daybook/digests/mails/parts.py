"""Parse e-mails into their dates and text parts; attachments are ignored.

Uses the ``compat32`` policy of the standard library, as its newer policies parse headers recursively and in
quadratic time. `mailbox` of the standard library reads mboxes from a path only, so they are split here.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import date
from email.message import Message
from typing import Literal

from msgspec import Struct

from daybook.digests.encoding import codec_of, declared_codec
from daybook.text.dates import mail_day

_MAX_PART_BYTES = 5 * 1024 * 1024
_MAX_DEPTH = 20
_MAX_VALUE = 1_000
"""Characters of a header that are read; `email` takes the square of their number for parameters."""
_MBOX_START = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,300}\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}:)"
)
_MBOX_ESCAPE = re.compile(rb"^>(?=>*From )", re.MULTILINE)


class Part(Struct, frozen=True):
    """A text part of a mail."""

    kind: Literal["plain", "html"]
    text: str
    day: date | None
    """Of the ``Date`` of the innermost mail that holds it, in the sender's time zone."""
    warning: str = ""


class _ShortHeaders(email.policy.Compat32):
    """The policy ``compat32`` with the beginnings of headers."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_VALUE]


def split_mailbox(data: bytes) -> list[tuple[int, bytes]]:
    """Return the mails of an mbox (RFC 4155), or the only mail, each with the number of its first line."""
    starts = [match.start() for match in _MBOX_START.finditer(data)]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    mails: list[tuple[int, bytes]] = []
    line = 1
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        mail = data[start:end]
        mails.append((line, _MBOX_ESCAPE.sub(b"", mail) if len(starts) > 1 else mail))
        line += mail.count(b"\n")
    return mails


def parse_mail(data: bytes) -> tuple[Part, ...] | None:
    """Return the text parts of a mail, every alternative of ``multipart/alternative``; None if that fails."""
    try:
        return tuple(_parts(email.message_from_bytes(data, policy=_ShortHeaders()), None))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return None


def _parts(mail: Message, outer_day: date | None, depth: int = 0) -> Iterator[Part]:
    if depth > _MAX_DEPTH:
        raise RecursionError("mail in mail in mail")
    day = mail_day(str(mail.get("Date", ""))) or outer_day
    if mail.is_multipart():  # `get_payload` of another mail decodes it, with any codec
        for part in mail.get_payload():
            if isinstance(part, Message):
                yield from _parts(part, day, depth + 1)
        return
    content_type = mail.get_content_type()
    if content_type not in ("text/plain", "text/html") or mail.get_content_disposition() == "attachment":
        return
    data = mail.get_payload(decode=True)
    if not isinstance(data, bytes):
        return
    kind: Literal["plain", "html"] = "html" if content_type == "text/html" else "plain"
    if len(data) > _MAX_PART_BYTES:
        yield Part(kind, "", day, f"has a part of {len(data):,} bytes, which was skipped")
        return
    declared = mail.get_content_charset() or (declared_codec(data) if kind == "html" else "")
    text, warning = _decode(data, declared)
    yield Part(kind, text, day, warning)


def _decode(data: bytes, declared: str) -> tuple[str, str]:
    """Decode a part by the character set that it declares, else as UTF-8 or, if it has none, Windows-1252."""
    name, warning = codec_of(declared), ""
    if declared and not name:
        name, warning = "utf-8", "has a part in an unknown character set, read as UTF-8"
    if not name or name == "ascii":
        text = data.decode("utf-8", "replace")
        is_utf8 = "\ufffd" not in text or not text.replace("\ufffd", "").isascii()
        name = "utf-8" if is_utf8 else "cp1252"
    try:
        return data.decode(name), warning
    except ValueError:
        text = data.decode(name, "replace")
    count, line = text.count("\ufffd"), text.count("\n", 0, text.find("\ufffd")) + 1
    what = f"has a part with {count:,} bytes that are not {name}, the first in line {line:,} of it"
    return text, warning or what

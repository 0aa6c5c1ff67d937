"""Parse an e-mail into its date and its text parts; attachments are ignored.

Uses the ``compat32`` policy of the standard library: that of the newer policies parses headers in quadratic
time and recursively.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import date
from email.message import Message
from typing import Literal

from msgspec import Struct

from daybook.text.dates import mail_day

_MAX_PART_BYTES = 5 * 1024 * 1024
_MAX_DEPTH = 20


class Part(Struct, frozen=True):
    """A text part of a mail."""

    kind: Literal["plain", "html"]
    text: str
    warning: str = ""


class Mail(Struct, frozen=True):
    """The text parts and the date of a mail."""

    parts: tuple[Part, ...]
    """Includes every alternative of a ``multipart/alternative``."""
    date: date | None


def parse_mail(data: bytes) -> Mail | None:
    """Parse a mail; None if that fails."""
    try:
        mail = email.message_from_bytes(data, policy=email.policy.compat32)
        return Mail(tuple(_parts(mail)), mail_day(str(mail.get("Date", ""))))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return None


def _parts(mail: Message, depth: int = 0) -> Iterator[Part]:
    if depth > _MAX_DEPTH:
        raise RecursionError("mail in mail in mail")
    payload = mail.get_payload()
    if isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
        return
    content_type = mail.get_content_type()
    if content_type not in ("text/plain", "text/html") or mail.get_content_disposition() == "attachment":
        return
    data = mail.get_payload(decode=True)
    if not isinstance(data, bytes):
        return
    kind: Literal["plain", "html"] = "html" if content_type == "text/html" else "plain"
    if len(data) > _MAX_PART_BYTES:
        yield Part(kind, "", f"has a part of {len(data):,} bytes, which was skipped")
        return
    try:
        yield Part(kind, data.decode(mail.get_content_charset("utf-8"), "replace"))
    except (LookupError, ValueError):
        warning = "has a part in an unknown character set, read as UTF-8"
        yield Part(kind, data.decode("utf-8", "replace"), warning)

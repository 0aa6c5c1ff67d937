"""A mail taken apart: its date and its texts; nothing is shown as HTML, and attachments are never opened.

Headers are read by the older of the standard library's policies: the newer one takes them apart by a grammar
that is quadratic, and recursive, in what a sender writes. Parts in a character set that nobody knows are read
as UTF-8.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import date
from email.message import Message

from msgspec import Struct

from daybook.text.dates import mail_day

_MOST_PART = 5 * 1024 * 1024
_DEEPEST = 20

Text = tuple[str, str, str]
"""``plain`` or ``html``, the text, and what was wrong with it."""


class Mail(Struct, frozen=True):
    """What matters of a mail."""

    texts: tuple[Text, ...]
    date: date | None


def take_apart(data: bytes) -> Mail | None:
    """Give the parts of a mail; None where they cannot be taken apart."""
    try:
        mail = email.message_from_bytes(data, policy=email.policy.compat32)
        return Mail(tuple(_texts(mail)), mail_day(str(mail.get("Date", ""))))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return None


def _texts(mail: Message, depth: int = 0) -> Iterator[Text]:
    """Of alternatives all are given: which of them names papers shows later."""
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

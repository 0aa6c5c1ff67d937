"""Reader of the messages of a chat or channel, as Telegram Desktop exports them (``result.json``).

Each message is read like a mail of that day. Source: https://core.telegram.org/import-export
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.newsletters.issue import parse_newsletter
from daybook.digests.records import Record, collect, text_of
from daybook.digests.syntax import json_text
from daybook.problems import Problem, Severity
from daybook.text.dates import iso_day
from daybook.text.plain_text import count

NAME = "messages that Telegram exports, with links to papers"

_SIGN = re.compile(
    r"\s*\{[^{}\[\]]{0,2000}\"type\"\s*:\s*\"(?:saved_messages|(?:personal|bot)_chat|(?:private|public)_\w{5,10})\""
    r"[^{}\[\]]{0,2000}\"messages\"\s*:\s*\["
)
_BOLD_LINE = re.compile(r"(?:(?<=<br>)|^)<b>((?:(?!<br>).){3,400}?)(?:<br>)*</b>(?:<br>|$)")


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse the papers of messages; None if the file is something else."""
    parsed = json_text.parse(file.text) if _SIGN.match(file.text) else None
    if not parsed:
        return None
    messages = [item.value for item in parsed.items if isinstance(item.value, dict)]
    if len(messages) == 1 and isinstance(inner := messages[0].get("messages"), list):
        messages = [message for message in inner if isinstance(message, dict)]
    read = [(message, list(_papers(file, message))) for message in messages]
    found = [item for _, items in read for item in items]
    if not any(isinstance(item, Record) for item in found):
        what = f"has {count(len(messages), 'message')}, none of which links to a paper with its title"
        return Problem(file.path, 1, what, "add the papers by hand")
    others = sum(not items for _, items in read)
    what = f"has {count(others, 'message')} that name no paper"
    notes = [Problem(file.path, 1, what, "read without them", Severity.NOTE)] if others else []
    return collect(file, [*found, *notes])


def _papers(file: DigestFile, message: Mapping[str, Any]) -> Iterator[Record | Problem]:
    parts = message.get("text_entities") or message.get("text")
    text = "".join(map(_html, parts if isinstance(parts, list) else [parts]))
    text = _BOLD_LINE.sub(r"<h3>\1</h3>", text).replace("<br><br>", "<p>")
    yield from parse_newsletter("html", text, file.path, iso_day(text_of(message, "date")))


def _html(part: object) -> str:
    """Return a part of a message, which is a text or has a type, as HTML."""
    fields = part if isinstance(part, dict) else {"text": part}
    text, kind = html.escape(text_of(fields, "text")).replace("\n", "<br>"), fields.get("type")
    url = html.escape(text_of(fields, "href")) or (text if kind == "link" else "")
    if url:
        return f'<a href="{url}">{text}</a>'
    return f"<b>{text}</b>" if kind == "bold" else text

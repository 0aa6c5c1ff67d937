"""Reader of the messages of a chat or channel, as Telegram, Slack or DiscordChatExporter export them in JSON.

Each message is read like a mail of that day: its text, or what the program shows of the page it links to.
Sources: https://core.telegram.org/import-export, https://docs.slack.dev/messaging/formatting-message-text
"""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.newsletters.issue import parse_newsletter
from daybook.digests.records import Record, collect, text_of
from daybook.digests.syntax import json_text
from daybook.problems import Problem, Severity
from daybook.text.dates import iso_day
from daybook.text.plain_text import count

NAME = "messages that Telegram, Slack or Discord exports, with links to papers"

_SIGN = re.compile(
    r"\s*\{[^{}\[\]]{0,2000}\"type\"\s*:\s*\"(?:saved_messages|(?:personal|bot)_chat|(?:private|public)_\w{5,10})\""
    r"[^{}\[\]]{0,2000}\"messages\"\s*:\s*\["
    r"|\s*\{\s*\"guild\"\s*:\s*\{[^{}]{0,1000}\},\s*\"channel\"\s*:\s*\{"
    r"|\s*\[\s*\{(?=[^\0]{0,9000}?\"type\"\s*:\s*\"message\")(?=[^\0]{0,9000}?\"ts\"\s*:\s*\"[0-9]{9,11}\.[0-9])"
)
_BOLD_LINE = re.compile(r"(?:(?<=<br>)|^)<b>((?:(?!<br>).){3,400}?)(?:<br>)*</b>(?:<br>|$)")
_SLACK_LINK = re.compile(r"<(https?://[^\s<>|]{4,2000})(?:\|([^<>|]{1,1000}))?>")
_BOLD = re.compile(r"(?<![\w*])\*{1,2}([^\s*][^*\n]{1,400})\*{1,2}(?![\w*])")
_URL = re.compile(r"\[([^\[\]]{1,400})\]\((https?://[^\s()]{4,2000})\)|(https?://[^\s<>\")\]]{4,2000})")
"""A link of Markdown, or an address alone."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse the papers of messages; None if the file is something else."""
    parsed = json_text.parse(file.text) if _SIGN.match(file.text) else None
    if not parsed:
        return None
    messages = [item.value for item in parsed.items if isinstance(item.value, dict)]
    if len(messages) == 1 and isinstance(inner := messages[0].get("messages"), list):
        messages = [message for message in inner if isinstance(message, dict)]
    read = [list(parse_newsletter("html", _html(message), file.path, _day(message))) for message in messages]
    found = list(chain.from_iterable(read))
    if not any(isinstance(item, Record) for item in found):
        what = f"has {count(len(messages), 'message')}, none of which links to a paper with its title"
        return Problem(file.path, 1, what, "add the papers by hand")
    others = read.count([])
    what = f"has {count(others, 'message')} that name no paper"
    notes = [Problem(file.path, 1, what, "read without them", Severity.NOTE)] if others else []
    return collect(file, [*found, *notes])


def _html(message: Mapping[str, Any]) -> str:
    """Return the pages that a message shows, or else its text, as HTML."""
    text = _shown_pages(message) or _BOLD_LINE.sub(r"<h3>\1</h3>", _text(message))
    return text.replace("<br><br>", "<p>")


def _day(message: Mapping[str, Any]) -> date | None:
    seconds = text_of(message, "ts").partition(".")[0]
    if seconds.isdecimal() and len(seconds) < 12:  # Slack's, since 1970
        return datetime.fromtimestamp(int(seconds), UTC).date()
    return iso_day(text_of(message, "date") or text_of(message, "timestamp"))


def _shown_pages(message: Mapping[str, Any]) -> str:
    """Return the pages that Slack or Discord shows below a message, as HTML."""
    shown = message.get("attachments") if "ts" in message else message.get("embeds")
    pages = ""
    for page in shown if isinstance(shown, list) else []:
        fields = page if isinstance(page, dict) else {}
        url, title = text_of(fields, "title_link") or text_of(fields, "url"), text_of(fields, "title")
        text = text_of(fields, "text") or text_of(fields, "description")
        if url and title:
            pages += f"<h3>{_link(html.escape(url), html.escape(title))}</h3><p>{html.escape(text)}</p>"
    return pages


def _text(message: Mapping[str, Any]) -> str:
    """Return the text of a message as HTML."""
    if "ts" in message:
        text = _BOLD.sub(r"<b>\1</b>", text_of(message, "text")).replace("\n", "<br>")
        return _SLACK_LINK.sub(lambda match: _link(match[1], match[2]), text)
    if content := text_of(message, "content"):
        text = _BOLD.sub(r"<b>\1</b>", html.escape(content, quote=False)).replace("\n", "<br>")
        return _URL.sub(lambda match: _link(match[2] or match[3], match[1]), text)
    parts = message.get("text_entities") or message.get("text")
    listed: Sequence[object] = parts if isinstance(parts, list) else [parts]
    return "".join(map(_part, listed))


def _link(url: str, text: str | None) -> str:
    return f'<a href="{url}">{text or url}</a>'


def _part(part: object) -> str:
    """Return a part of a message of Telegram, which is a text or has a type, as HTML."""
    fields = part if isinstance(part, dict) else {"text": part}
    text, kind = html.escape(text_of(fields, "text")).replace("\n", "<br>"), fields.get("type")
    url = html.escape(text_of(fields, "href")) or (text if kind == "link" else "")
    if url:
        return _link(url, text)
    return f"<b>{text}</b>" if kind == "bold" else text

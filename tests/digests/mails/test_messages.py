"""Messages of a chat or channel, as programs export them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("result.json")
URL = "https://arxiv.org/abs/3103.0000"


def entity(text: str, kind: str = "plain", **more: str) -> dict[str, str]:
    return {"type": kind, "text": text, **more}


def export(*texts: list[dict[str, str]]) -> str:
    messages: list[dict[str, Any]] = [
        {"id": number, "type": "message", "date": f"2031-03-{number:02}T08:00:00", "text_entities": text}
        for number, text in enumerate(texts, 18)
    ]
    made = {"id": 1, "type": "service", "date": "2031-03-01T08:00:00", "title": "Moss", "text": ""}
    chat = {"name": "Moss", "type": "public_channel", "id": 7, "messages": [made, *messages]}
    return json.dumps(chat, indent=1)


TELEGRAM = export(
    [
        entity("Moss on Clocks", "bold"),
        entity("\nAda Mill, Bo Reed\n\nWe grow moss & ferns.\n\n"),
        entity(f"{URL}1", "link"),
    ],
    [entity("See you <tomorrow>!")],
    [entity("Late Locks, Early Keys", "text_link", href=f"{URL}2"), entity("\nWe lock late.")],
)


HELLO = [{"type": "message", "text": f"hello {n}", "ts": f"193155840{n}.0001"} for n in range(3)]
OF_MOSS = f"*Moss on Clocks*\n<{URL}1>\nWe grow moss &amp; ferns."
LATE = "Late Locks, Early Keys"
SLACK = json.dumps(
    [
        *HELLO,
        {"type": "message", "text": OF_MOSS, "ts": "1931558400.100200"},
        {
            "type": "message",
            "text": f"<{URL}2>",
            "ts": "1931731200.1",
            "attachments": [{"title": LATE, "title_link": f"{URL}2", "text": "We lock late."}],
        },
    ]
)
EMBED = {"title": LATE, "url": f"{URL}2", "description": "We lock late."}
DAYS = ("2031-03-18T08:00:00+00:00", "2031-03-20T08:00:00+00:00")
DISCORD = json.dumps(
    {
        "guild": {"id": "1", "name": "Moss"},
        "channel": {"id": "2", "name": "papers"},
        "messages": [
            *({"id": str(n), "timestamp": DAYS[0], "content": "hello"} for n in range(3)),
            {
                "id": "4",
                "timestamp": DAYS[0],
                "content": f"[Moss on Clocks]({URL}1)\nWe grow moss & ferns.",
            },
            {"id": "5", "timestamp": DAYS[1], "content": f"{URL}2", "embeds": [EMBED]},
        ],
    }
)


@pytest.mark.parametrize("text", [SLACK, DISCORD], ids=["Slack", "Discord"])
def test_text_or_the_page_that_is_shown(text: str) -> None:
    digest, (note,) = read(text)
    assert [(entry.day, entry.title, entry.abstract, entry.facts.arxiv) for entry in digest.entries] == [
        (date(2031, 3, 18), "Moss on Clocks", "We grow moss & ferns.", "3103.00001"),
        (date(2031, 3, 20), "Late Locks, Early Keys", "We lock late.", "3103.00002"),
    ]
    assert note.what == "has 3 messages that name no paper"


def test_each_message_is_read_on_its_day() -> None:
    digest, (note,) = read(TELEGRAM)
    assert [(entry.day, entry.title, entry.abstract, entry.facts.authors) for entry in digest.entries] == [
        (date(2031, 3, 18), "Moss on Clocks", "We grow moss & ferns.", ("Ada Mill", "Bo Reed")),
        (date(2031, 3, 20), "Late Locks, Early Keys", "We lock late.", ()),
    ]
    assert [entry.facts.arxiv for entry in digest.entries] == ["3103.00001", "3103.00002"]
    assert (note.severity, note.what) == (Severity.NOTE, "has 2 messages that name no paper")


def test_messages_without_papers_are_refused_together() -> None:
    text = export([entity("Hello")], [entity("Nice paper: "), entity(f"{URL}3", "link")])
    digest, (problem,) = read_digest("result.json", text.encode(), date_hint("result.json", None))
    assert digest is None
    assert problem.severity is Severity.ERROR
    assert "3 messages, none of which links to a paper with its title" in problem.what


def test_names_apart_from_the_link_are_of_the_title_above() -> None:
    text = export(
        [entity("Moss on Clocks", "bold"), entity("\nAda Mill, Bo Reed\n\n"), entity(f"{URL}1", "link")]
    )
    digest, _ = read(text)
    assert [(entry.title, entry.facts.authors) for entry in digest.entries] == [
        ("Moss on Clocks", ("Ada Mill", "Bo Reed"))
    ]

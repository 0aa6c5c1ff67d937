"""Invented digests of one day in several forms, of papers that come again, corrected or spelt otherwise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from tests.made import digest_text

DAYS = ("2025-03-17", "2025-03-18", "2025-04-01", "2026-01-05")
_TITLES = (
    "Moss Clock: Telling Time from Moss",
    "A Survey of Surveys",
    "Lamps <b>and</b> Łódź & Other Lights",
    "日本語の題",
    "Moss Clock: Telling Time from Moss",  # another paper of the same title
    "Ferries, Late",
    "On $x < y$ and {{ braces }}",
    "The Last Snail",
)
_SUBJECTS = ("moss", "survey", "lamp", "kanji", "otherclock", "ferry", "brace", "snail")


@dataclass(frozen=True)
class Listed:
    """A paper as one digest lists it."""

    number: int
    shouted: bool = False
    """Spelt in another way."""
    corrected: int = 0
    """Which wording of its abstract."""

    @property
    def title(self) -> str:
        return _TITLES[self.number].upper() if self.shouted else _TITLES[self.number]

    @property
    def abstract(self) -> str:
        subject = _SUBJECTS[self.number]
        words = " ".join(f"{subject}{number}" for number in range(24))
        return f"We study {words}." + f" Version {self.corrected} of it." * bool(self.corrected)

    @property
    def arxiv(self) -> str:
        return f"2503.{self.number + 1:05d}"


LISTED = st.lists(
    st.builds(
        Listed, st.integers(0, len(_TITLES) - 1), st.sampled_from([False, False, True]), st.integers(0, 2)
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda paper: paper.number,
)


def as_text(day: str, papers: list[Listed]) -> str:
    """The saved text of a page."""
    months = {"01": "Jan", "03": "Mar", "04": "Apr"}
    head = f"{months[day[5:7]]} {int(day[8:])}"
    return digest_text(head, [(paper.title, paper.abstract) for paper in papers])


def as_json(day: str, papers: list[Listed]) -> str:
    """Answers of a daily papers' service, with identifiers and names."""
    records = [
        {
            "paper": {
                "id": paper.arxiv,
                "title": paper.title,
                "summary": paper.abstract,
                "authors": [{"name": f"Ada {_SUBJECTS[paper.number].title()}"}],
                "submittedOnDailyAt": f"{day}T01:30:00.000Z",
                "upvotes": paper.number * 7,
                "ai_keywords": ["invented", _SUBJECTS[paper.number]],
            }
        }
        for paper in papers
    ]
    return json.dumps(records)


def as_mail(day: str, papers: list[Listed]) -> str:
    """A newsletter."""
    parts = "".join(
        f'<h2><a href="https://arxiv.org/abs/{paper.arxiv}">{_escaped(paper.title)}</a></h2>\n'
        f"<p>{_escaped(paper.abstract)}</p>\n"
        for paper in papers
    )
    sent = date.fromisoformat(day).strftime("%a, %d %b %Y")
    head = f"From: a@list.example\nDate: {sent} 08:00:00 +0000\nSubject: Papers\nMIME-Version: 1.0\n"
    head += "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    return f"{head}\n<html><body>\n{parts}</body></html>\n"


def as_broken(day: str, papers: list[Listed]) -> str:
    """Records of which the first cannot be read."""
    whole = as_json(day, papers)
    return whole.replace('"title"', '"label"', 1)


def as_nothing(day: str, papers: list[Listed]) -> str:
    """No digest at all."""
    return f"{day}, {len(papers)}\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


FORMS = {"txt": as_text, "json": as_json, "eml": as_mail}
FAULTY = {"txt": as_nothing, "json": as_broken}

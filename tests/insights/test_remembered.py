"""Reports with what is remembered: the same as from nothing, whatever happened to the archive in between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack
from msgspec.structs import replace

from daybook.content.decisions import Decisions
from daybook.content.topics_toml import DecidedTopic, TopicDecisions
from daybook.insights import Earlier, Memory, renew_insights, texts
from daybook.insights.texts import PaperText
from daybook.model import Appearance, Archive, Facts, Paper
from daybook.settings import Settings

SUBJECTS = ("otter holt", "kelp forest", "self-supervised looms", "glacier melt", "tide table", "knot theory")
DECIDED = Decisions(TopicDecisions((DecidedTopic("Looms", ("knot theory",)),), ("kelp forest",)))
Change = tuple[str, int, int]
"""What happens, to which paper or on which day, and with which subject."""
CHANGES = st.tuples(
    st.sampled_from(["day", "add", "remove", "title", "abstract", "keyword", "tag", "votes", "decide"]),
    st.integers(0, 40),
    st.integers(0, 5),
)


def made(number: int, day: int, subject: int) -> Paper:
    """Return a paper on two subjects."""
    one, two = SUBJECTS[subject], SUBJECTS[(subject + number % 3) % len(SUBJECTS)]
    return Paper(
        address=f"2025/p{number * 7 % 100:02}-{number}",
        title=f"A {one} and w{number % 11}x",
        abstract=f"On the {two} of w{number % 7}y, w{number}z and the {one}.",
        appearances=(Appearance(date(2025, 3, 1) + timedelta(day), 1, "x", number),),
    )


def archive(count: int) -> list[Paper]:
    """Return papers of which five are on each day."""
    return [made(number, number // 5, number * number % len(SUBJECTS)) for number in range(count)]


def changed(papers: list[Paper], change: Change, number: int) -> list[Paper]:
    """Return the papers after a change; ``number`` is that of no paper."""
    what, at, subject = change
    if what == "day":
        return [*papers, *(made(number + more, 40 + number, subject) for more in range(at % 4))]
    if what == "add":
        return [*papers, made(number, at // 5, subject)]
    if not papers or what == "decide":
        return papers
    at %= len(papers)
    one, phrase = papers[at], SUBJECTS[subject]
    new = {
        "title": {"title": f"The {phrase}"},
        "abstract": {"abstract": f"{one.abstract} A new{number}word of {phrase}."},
        "keyword": {"facts": Facts(keywords=(phrase,))},
        "tag": {"tags": (phrase, "mine")},
        "votes": {"appearances": (replace(one.appearances[0], upvotes=999),)},
    }.get(what)
    return [*papers[:at], *([replace(one, **new)] if new else []), *papers[at + 1 :]]


@given(st.integers(0, 40), st.lists(CHANGES, min_size=1, max_size=4))
def test_reports_are_those_of_a_build_from_nothing(count: int, changes: list[Change]) -> None:
    papers, decisions = archive(count), Decisions()
    _, remembered = renew_insights(Archive(tuple(papers), ()), decisions, Settings(), Earlier())
    for number, change in enumerate(changes, 1):
        papers = changed(papers, change, 100 * number)
        decisions = DECIDED if change[0] == "decide" else decisions
        given_now = Archive(tuple(papers), ())
        saved = msgpack.decode(msgpack.encode(remembered), type=Memory)
        found, remembered = renew_insights(given_now, decisions, Settings(), Earlier(memory=saved))
        anew, known = renew_insights(given_now, decisions, Settings(), Earlier())
        assert found == anew
        assert remembered == known


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (("day", 3, 1), 3),
        (("votes", 2, 0), 0),
        (("remove", 42, 0), 0),
        (("abstract", 42, 0), 1),
        (("title", 41, 0), 2),
        (("keyword", 42, 2), 1),
        (("title", 2, 3), 43),
    ],
    ids=["a day", "up-votes", "removed", "newest edited", "a newer one edited", "keyword", "an old title"],
)
def test_papers_are_read_from_the_first_one_that_changed(
    change: Change, read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as it is none of the oldest ones: of these 43 papers, 40."""
    papers = archive(43)
    now = Archive(tuple(changed(papers, change, 300)), ())
    _, remembered = renew_insights(Archive(tuple(papers), ()), Decisions(), Settings(), Earlier())
    seen = []
    monkeypatch.setattr(texts, "PaperText", lambda *text: [seen.append(text), PaperText(*text)][1])
    renew_insights(now, Decisions(), Settings(), Earlier(memory=remembered))
    assert len(seen) == read


def test_what_is_left_out_is_still_remembered() -> None:
    given_now = Archive(tuple(archive(20)), ())
    remembered = renew_insights(given_now, Decisions(), Settings(), Earlier())[1]
    out = Settings(leave_out=("similar", "topics", "map"))
    assert renew_insights(given_now, Decisions(), out, Earlier(memory=remembered))[1] == remembered

"""Decisions that match no paper are found, with the nearest name; all others are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from daybook.commands.shared.unmatched import unmatched_decisions
from daybook.content.decisions import Decisions
from daybook.content.people_toml import DecidedPerson, read_people
from daybook.content.topics_toml import DecidedTopic, TopicDecisions, read_topics
from daybook.insights import Insights
from daybook.insights.people import People
from daybook.insights.topics import Topic, Topics
from daybook.insights.unmatched import Unmatched, unmatched_people, unmatched_topics
from daybook.model import Facts
from tests.made import paper

ONE = Facts(authors=("Ilse Tarn", "Bo Reed"))
TWO = Facts(authors=("Tärn, Ilse",), keywords=("tide",))
PAPERS = [
    paper("2031/one", "Moss clocks on walls", "We grow Fine-tuned Clocks.", facts=ONE),
    replace(paper("2031/two", "Ferries", "A paper.", facts=TWO), tags=("queue",)),
]
MOSS = Topic("clocks", "Moss clocks", "", ("2031/one",))
TOPICS = Topics((MOSS, Topic("ferry", "Ferry", "", ("2031/two",))))
NO_TOPIC, NO_WORDS = "no paper is about this topic", "no paper has these words"
NOT_AN_AUTHOR = "no paper has an author of this name"
NOT_OF_THESE = "none of its `papers` has an author of this name"


@pytest.mark.parametrize(
    ("names", "on", "expected"),
    [
        (("Ilse Tarn",), (), []),
        (("ILSE  TARN",), (), []),
        (("Ilse Vey", "Ilse Tarn"), (), []),
        (("Ilse Tarm",), (), [("Ilse Tarm", NOT_AN_AUTHOR, "Ilse Tarn", True)]),
        (("Nobody Here", "None There"), (), [("Nobody Here", NOT_AN_AUTHOR, "", True)]),
        (("Ilse Tarn", "Bo Rede"), (), [("Bo Rede", NOT_AN_AUTHOR, "Bo Reed", False)]),
        (("Bo Reed",), ("2031/one",), []),
        (("Bo Reed",), ("2031/two",), [("Bo Reed", NOT_OF_THESE, "", True)]),
        (
            ("Bo Reed",),
            ("2031/one", "2031/tow"),
            [("2031/tow", "the archive has no such paper", "2031/two", True)],
        ),
    ],
)
def test_people(
    names: tuple[str, ...], on: tuple[str, ...], expected: list[tuple[str, str, str, bool]]
) -> None:
    found = list(unmatched_people(PAPERS, [DecidedPerson(names[0], names, on)]))
    assert found == [Unmatched(*one) for one in expected]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        (TopicDecisions(), []),
        (TopicDecisions((DecidedTopic("Moss clocks"),)), []),
        (
            TopicDecisions((DecidedTopic("Moss clock"),)),
            [("Moss clock", NO_TOPIC, "Moss clocks")],
        ),
        (TopicDecisions(hidden=("Fine tuned clock", "tide", "Queues", "ferry")), []),
        (TopicDecisions(hidden=("fery",)), [("fery", NO_WORDS, "Ferry")]),
        (TopicDecisions(hidden=("walls we",)), [("walls we", NO_WORDS, "")]),
        (
            TopicDecisions((DecidedTopic("Ferry", ("ferries", "boats")),)),
            [("boats", NO_WORDS, "")],
        ),
        (TopicDecisions((DecidedTopic("Lost", ("boats",)),)), [("Lost", NO_TOPIC, "")]),
    ],
)
def test_topics(decisions: TopicDecisions, expected: list[tuple[str, str, str]]) -> None:
    found = [(one.name, one.what, one.nearest) for one in unmatched_topics(PAPERS, TOPICS, decisions)]
    assert found == expected


def test_problems_have_lines(tmp_path: Path) -> None:
    people = b'[[people]]\r\nname = "Ilse Tarn"\r\nalso = ["I. Tarm"]\r\n'
    topics = b'# mine\nhide = ["fery"]\n'
    (tmp_path / "people.toml").write_bytes(people)
    (tmp_path / "topics.toml").write_bytes(topics)
    decisions = Decisions(read_topics("t", topics)[0], read_people("p", people)[0])
    found = unmatched_decisions(tmp_path, decisions, PAPERS, Insights(topics=TOPICS, people=People()))
    assert [str(one).removeprefix(f"{tmp_path.as_posix()}/") for one in found] == [
        "people.toml:3: note: no paper has an author of this name: I. Tarm; did you mean Ilse Tarn?",
        "topics.toml:2: warning: no paper has these words: fery; did you mean Ferry?",
    ]
    assert not list(unmatched_decisions(tmp_path, decisions, PAPERS, Insights()))

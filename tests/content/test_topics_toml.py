"""What people decide about topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.content.decisions import Decisions, load_decisions
from daybook.content.topics_toml import DecidedTopic, TopicDecisions, read_topics
from daybook.problems import UsageError


def faults(data: bytes) -> list[str]:
    _, problems = read_topics("c/topics.toml", data)
    return list(map(str, problems))


def test_no_file_no_decisions(tmp_path: Path) -> None:
    assert load_decisions(tmp_path) == Decisions()


def test_all_decisions(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text(
        'hide = ["square metre"]\n[[topics]]\nname = "Slow  light"\nalso = ["lanterns"]\naddress = "light"\n'
        '[[topics]]\nname = "Knots"\n',
        "utf-8",
    )
    expected = (DecidedTopic("Slow light", ("lanterns",), "light"), DecidedTopic("Knots"))
    assert load_decisions(tmp_path).topics == TopicDecisions(expected, ("square metre",))


def test_all_mistakes_are_reported_with_their_lines() -> None:
    data = (
        b'hidden = 1\nhide = "x"\n\n[[topics]]\nname = "Ab"\nalsso = ["b"]\n[[topics]]\nalso = ["c"]\n'
        b'[[topics]]\nname = "D"\nalso = "e"\n[[topics]]\nname = "F"\nalso = ["AB"]\naddress = "F/"\n'
        b'[[topics]]\nname = "G"\naddress = "g"\n[[topics]]\nname = "H"\naddress = "g"\n'
    )
    assert faults(data) == [
        "c/topics.toml:1: `hidden` is not known here; did you mean `hide`?",
        'c/topics.toml:2: `hide` is not a list of names; write it in brackets: ["…"]',
        "c/topics.toml:6: a topic has no `alsso`; did you mean `also`?",
        "c/topics.toml:7: the topic has no `name`, a line of text; give it one",
        'c/topics.toml:11: `also` of D is not a list of other names; write it in brackets: ["…"]',
        "c/topics.toml:15: `address` of F cannot be one; use lower-case letters, digits and hyphens",
        "c/topics.toml:14: AB is also a name of Ab; give it to one of them",
        "c/topics.toml:21: `address` of H is also that of G; give it to one of them",
    ]


@pytest.mark.parametrize("data", [b"= 1", b"\xff", b"[" * 3000])
def test_what_is_not_toml_is_one_mistake(data: bytes) -> None:
    (fault,) = faults(data)
    what = "UTF-8" if data == b"\xff" else "TOML"
    assert fault.startswith(f"c/topics.toml:1: is not {what}")


def test_topics_that_are_no_tables() -> None:
    assert faults(b"topics = 3") == [
        "c/topics.toml:1: `topics` is not a list of tables `[[topics]]`; correct it"
    ]


def test_a_folder_with_mistakes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_bytes(b"x = 1")
    with pytest.raises(UsageError):
        load_decisions(tmp_path)

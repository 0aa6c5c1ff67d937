"""What people decide about people."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.content.decisions import load_decisions
from daybook.content.people_toml import DecidedPerson, read_people


def faults(data: str) -> list[str]:
    _, problems = read_people("c/people.toml", data.encode())
    return list(map(str, problems))


def test_all_decisions(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text(
        '[[people]]\nname = "Ilse  Tarn"\nalso = ["I. Tarn", "Ilse Tarn"]\naddress = "ilse"\n'
        '[[people]]\nname = "Wei Li (Averil)"\nalso = ["Wei Li"]\npapers = ["2025/one", "2025/two"]\n'
        '[[people]]\nname = "Wei Li"\n',
        "utf-8",
    )
    assert load_decisions(tmp_path).people == (
        DecidedPerson("Ilse Tarn", ("Ilse Tarn", "I. Tarn"), slug="ilse"),
        DecidedPerson("Wei Li (Averil)", ("Wei Li (Averil)", "Wei Li"), ("2025/one", "2025/two")),
        DecidedPerson("Wei Li", ("Wei Li",)),
    )


def test_all_mistakes_are_reported_with_their_lines() -> None:
    text = (
        'persons = 1\n[[people]]\nname = "Ilse Tarn"\nnames = ["b"]\n[[people]]\nalso = ["c"]\n'
        '[[people]]\nname = "D"\nalso = "e"\n[[people]]\nname = "F"\nalso = ["ÍLSE tarn"]\n'
        'address = "names"\n'
        '[[people]]\nname = "G"\npapers = ["one", "2025/a"]\n[[people]]\nname = "g."\npapers = ["2025/a"]\n'
        '[[people]]\nname = "..."\n'
        '[[people]]\nname = "H"\naddress = "h"\n[[people]]\nname = "I"\naddress = "h"\n'
    )
    assert faults(text) == [
        "c/people.toml:1: `persons` is not known here; known are people",
        "c/people.toml:4: a person has no `names`; did you mean `name`?",
        "c/people.toml:5: the person has no `name`, a line of text; give one",
        'c/people.toml:9: `also` of D is not a list of lines of text; write it in brackets: ["…"]',
        "c/people.toml:13: `address` of F cannot be one; use lower-case letters, digits and hyphens",
        "c/people.toml:12: ÍLSE tarn is also a name of Ilse Tarn; give it to one of them",
        "c/people.toml:16: is no paper's address: one; write it as 2025/some-paper",
        "c/people.toml:18: g. is also a name of G on 2025/a; give it to one of them",
        "c/people.toml:21: the person has no `name`, a line of text; give one",
        "c/people.toml:27: `address` of I is also that of H; give it to one of them",
    ]


@pytest.mark.parametrize("text", ["people = 3", "people = [1]"])
def test_people_that_are_no_tables(text: str) -> None:
    assert faults(text) == ["c/people.toml:1: `people` is not a list of tables `[[people]]`; correct it"]


def test_what_is_not_toml_is_one_mistake() -> None:
    (fault,) = faults("= 1")
    assert fault.startswith("c/people.toml:1: is not TOML")

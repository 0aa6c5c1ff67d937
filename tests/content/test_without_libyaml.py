"""Where PyYAML was installed without libyaml, its own parser and writer do the same."""

from __future__ import annotations

import pytest
import yaml

from daybook.content.front_matter import read
from daybook.content.front_matter_value import FrontMatterError
from daybook.content.front_matter_writer import write
from daybook.digests.syntax import yaml_text

CLASSES = ("CBaseLoader", "CSafeDumper")
FIELDS = {
    "title": "Moss\x07 on\u2028 \U0001f33f “Clocks”",
    "authors": ["Ada Mill", "Bo Reed"],
    "arxiv": "3103.00010",
    "abstract": "one\ntwo: 'three'\n",
}


def without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CLASSES:
        monkeypatch.delattr(yaml, name)


def test_fields_are_written_and_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    header = write(FIELDS)
    without_libyaml(monkeypatch)
    assert write(FIELDS) == header
    assert read(f"---\n{header}---\nBody").fields == FIELDS


@pytest.mark.parametrize(
    "header", ["a: b\nb: c: d", "a: b\nb: 'c", "a: b\nb: [c", "a: b\na: c", "a: b\nb: *c"]
)
def test_a_fault_is_on_the_same_line(header: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FrontMatterError) as found:
        read(f"---\n{header}\n---\n")
    without_libyaml(monkeypatch)
    with pytest.raises(FrontMatterError) as alone:
        read(f"---\n{header}\n---\n")
    assert (alone.value.line, alone.value.remedy) == (found.value.line, found.value.remedy)


def test_control_characters_are_a_fault_too(monkeypatch: pytest.MonkeyPatch) -> None:
    without_libyaml(monkeypatch)
    with pytest.raises(FrontMatterError, match="not YAML"):
        read("---\na: \x01\n---\n")
    with pytest.raises(yaml_text.YamlError):
        yaml_text.parse("a: \x01\n")


def test_digests_are_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "- {title: Moss, arxiv: 3103.00010}\n- title: >-\n    Late\n    locks\n  day: 2031-03-18\n"
    items = yaml_text.parse(text)
    without_libyaml(monkeypatch)
    assert yaml_text.parse(text) == items

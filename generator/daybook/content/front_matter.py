"""Front matter: the lines between ``---`` and ``---`` at the top of a page, in YAML (1.1, by libyaml).

Every scalar is a string, so that ``2401.00010`` keeps its zeros and ``no`` stays a word. Anchors, tags
and deep nesting are refused: a page's front matter is a flat list of facts, and a bomb has no place in it.
Writing changes only the keys that change: comments, order and keys unknown to us stay as a person left them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from msgspec import Struct

from daybook.content import own_form
from daybook.content.own_form import write as write
from daybook.problems import Problem, shown

Value = str | list["Value"] | dict[str, "Value"]

_MOST_CHARACTERS = 1_000_000
_DEEPEST = 8
_OPENING = "---"
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
_LONGEST_LINE = 4_000
"""Characters of a line in which a comment is looked for: quotes that never end cost their square."""
_TEXT_BLOCK = re.compile(r":[ \t]+[|>][0-9+-]{0,2}[ \t]*(?:#|$)")
_KEY_LINE = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s#\-\[\]{},][^\n]*?):(?:\s|$)")


class Page(Struct, frozen=True):
    """A page's text in its two halves."""

    fields: Mapping[str, Value]
    lines: Mapping[str, int]
    """Line of each top-level key, from 1."""
    header: str
    """The text of the front matter, without its fences."""
    body: str
    body_line: int
    """Line on which the body starts."""
    newline: str = "\n"
    """The line end of the file, which a change keeps; ``header`` and ``body`` have LF alone."""

    @property
    def text(self) -> str:
        """The page's text as a change of nothing would leave it."""
        return join(self.header, self.body, self.newline)


class _Refused(Exception):
    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy


def read(path: str, text: str) -> tuple[Page | None, Problem | None]:
    """Split a page and read its front matter; a page without any has no fields."""
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith(_OPENING + "\n"):
        return Page({}, {}, "", text, 1, newline), None
    end = text.find("\n---\n", len(_OPENING))
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        return None, Problem(path, 1, "front matter that never ends", "close it with a line of `---`")
    header, body = text[len(_OPENING) + 1 : end + 1], text[end + 5 :]
    try:
        fields, lines = _load(header)
    except _Refused as fault:
        return None, Problem(path, fault.line + 1, fault.what, fault.remedy)
    return Page(fields, lines, header, body, header.count("\n") + 3, newline), None


def join(header: str, body: str, newline: str = "\n") -> str:
    """Give the text of a page from its halves."""
    return f"{_OPENING}\n{header}{_OPENING}\n{body}".replace("\n", newline)


def _load(header: str) -> tuple[dict[str, Value], dict[str, int]]:
    if len(header) > _MOST_CHARACTERS:
        raise _Refused(
            1, f"front matter of {len(header):,} characters", f"keep it under {_MOST_CHARACTERS:,}"
        )
    if known := own_form.read(header):
        return known
    lines: dict[str, int] = {}
    try:
        events = yaml.parse(header, Loader=yaml.CSafeLoader)
        value = _document(events, lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise _Refused(
            mark.line + 1 if mark else 1, f"front matter is not YAML: {shown(what)}", "correct it"
        ) from error
    if not isinstance(value, dict):
        raise _Refused(1, "front matter is not a list of `key: value` lines", "give each line a key")
    return value, lines


def _document(events: Any, lines: dict[str, int]) -> Value:
    """Build the value from libyaml's events: no recursion, so that no nesting can exhaust the stack."""
    stack: list[Value] = []
    keys: list[str | None] = []
    root: Value = {}

    def add(value: Value, line: int) -> None:
        nonlocal root
        if not stack:
            root = value
        elif isinstance(stack[-1], list):
            stack[-1].append(value)
        elif isinstance(stack[-1], dict) and keys[-1] is not None:
            stack[-1][keys[-1]] = value
            keys[-1] = None
        elif isinstance(stack[-1], dict) and isinstance(value, str):
            if value in stack[-1]:
                raise _Refused(line, f"the key `{shown(value)}` stands twice", "keep one of the two")
            if len(stack) == 1:
                lines[value] = line + 1
            keys[-1] = value
        else:
            raise _Refused(line, "a key that is not a word", "give it a plain name")

    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(line, "an anchor or alias (`&`, `*`)", "quote the value")
        if getattr(event, "tag", None):
            raise _Refused(line, "a tag (`!`)", "quote the value")
        if isinstance(event, yaml.DocumentStartEvent) and root:
            raise _Refused(line, "a second document", "leave out the line of `---`")
        if isinstance(event, yaml.ScalarEvent):
            add(event.value, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) >= _DEEPEST:
                raise _Refused(line, "nesting too deep", "keep it flat")
            value: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
            add(value, line)
            stack.append(value)
            keys.append(None)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
            keys.pop()
    return root


def replace(header: str, changes: Mapping[str, Any], behind_new: str = "") -> str:
    """Give ``header`` with the keys of ``changes`` set anew; all other lines stay, to the letter.

    A key that is not there is added before the key ``behind_new``, or at the end. Raises ValueError where
    the result would not read back as meant: the header is then too unusual to be changed line by line.
    """
    before, _ = _load(header)
    lines = header.splitlines(keepends=True)
    for key, value in changes.items():
        block = write({key: value}).splitlines(keepends=True)
        start, end = _block(lines, key)
        if start == end and behind_new:
            start = end = _block(lines, behind_new)[0]
        lines[start:end] = _with_comments(lines[start:end], block)
    after = "".join(lines)
    try:
        meant = _load(after)[0] == {**before, **_plain(changes)}
    except _Refused:
        meant = False
    if not meant:
        raise ValueError("front matter cannot be changed line by line")
    return after


def _block(lines: list[str], key: str) -> tuple[int, int]:
    """The lines of a top-level key: its own, and those below that belong to its value."""
    name = re.escape(key)
    its_line = re.compile(rf"(?:{name}|\"{name}\"|'{name}')[ \t]*:(?:\s|$)")
    for start, line in enumerate(lines):
        if its_line.match(line):
            end = start + 1
            while end < len(lines) and not _KEY_LINE.match(lines[end]):
                end += 1
            while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
                end -= 1
            return start, end
    return len(lines), len(lines)


def _with_comments(before: list[str], after: list[str]) -> list[str]:
    """The new lines of a key, with the comments of the old: behind the key or the same item, else above."""
    if not before or _TEXT_BLOCK.search(before[0]):
        return after  # what looks like a comment there is text
    above, lines = [], [line.rstrip("\n") for line in after]
    for number, line in enumerate(map(str.rstrip, before)):
        bare = _bare(line)
        comment = line[len(bare) :]
        if comment and number == 0:
            lines[0] += comment
        elif comment and bare and bare in lines:
            lines[lines.index(bare)] = line
        elif comment:
            above.append(comment.strip())
    return [f"{line}\n" for line in (*above, *lines)]


def _bare(line: str) -> str:
    """A line without its comment, and the blanks before that."""
    if "#" not in line or len(line) > _LONGEST_LINE:
        return line
    masked = _QUOTED.sub(lambda text: "x" * len(text[0]), line)
    found = _COMMENT.search(masked)
    return line[: found.start()].rstrip() if found else line


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value]

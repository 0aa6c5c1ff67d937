"""Front matter, written: new front matter, and changes of single keys in front matter that people edited.

A change keeps all other lines: comments, the order of the keys, and keys that Daybook does not know. Values
are written in one form, each string in double quotes on one line, ten times faster than by a YAML emitter:

    title: "A title"
    authors:
    - "Ada Mill"
    appearances:
    - day: "2025-03-18"
      rank: "1"
    imported:
      title: "A title"
"""

import re
from collections.abc import Mapping
from typing import Any

from daybook.content.front_matter import ParsedPage, join
from daybook.content.front_matter_value import FrontMatterError
from daybook.problems import Problem

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
_LONGEST_LINE = 4_000
"""Longer lines are not searched for a comment: unclosed quotes take time quadratic in their number."""
_BLOCK_SCALAR = re.compile(r":[ \t]+[|>][0-9+-]{0,2}[ \t]*(?:#|$)")
_KEY_LINE = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s#\-\[\]{},][^\n]*?):(?:\s|$)")


def write(fields: Mapping[str, Any], indent: str = "") -> str:
    """Return the lines of ``fields``, whose values are strings, or lists or mappings of values."""
    return "".join(
        [
            f'{indent}{key}: "{value}"\n' if isinstance(value, str) and _is_simple(value)
            else f"{indent}{key}:{_value(value, indent)}"
            for key, value in fields.items()
        ]
    )  # fmt: skip


def _value(value: Any, indent: str) -> str:
    """Return what follows a key's colon."""
    if isinstance(value, str):
        return f" {_quoted(value)}\n"
    if not isinstance(value, (list, tuple)):
        return f"\n{write(value, f'{indent}  ')}" if value else " {}\n"
    if not value:
        return " []\n"
    dash = f"\n{indent}- "
    if not isinstance(value[0], str):
        return "".join([f"{dash}{write(item, f'{indent}  ').strip()}" for item in value]) + "\n"
    if _is_simple("".join(value)):  # as names of authors and keywords are
        items = f'"{dash}"'.join(value)
        return f'{dash}"{items}"\n'
    return f"{dash}{dash.join(map(_quoted, value))}\n"


def _is_simple(text: str) -> bool:
    """Return whether a text needs no escape between double quotes; faster than a pattern."""
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text


def _quoted(text: str) -> str:
    """Return a string in double quotes; libyaml escapes one with characters that cannot be seen."""
    if text.isprintable():
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    import yaml  # slow to load, rarely needed

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    dumped = yaml.dump(text, Dumper=dumper, default_style='"', allow_unicode=True, width=2**31 - 1)
    return str(dumped)[:-1]


def rewrite(text: str, page: ParsedPage, fields: Mapping[str, Any], body: str, insert_before: str) -> str:
    """Return a parsed page's ``text`` with new fields and body. Raises ValueError as `change` does."""
    changes = {key: value for key, value in fields.items() if page.fields.get(key) != value}
    if not changes and body == page.body:
        return text
    header = change(page.header, changes, insert_before) if page.header else write(changes)
    return join(header, body, page.newline)


def unchangeable(path: str) -> Problem:
    """Return the problem of a page whose front matter cannot be changed line by line."""
    remedy = "write it plainly: one key a line, lists in the form Daybook writes"
    return Problem(path, 1, "front matter too unusual to be changed", remedy)


def change(header: str, changes: Mapping[str, Any], insert_before: str = "") -> str:
    """Return ``header`` with the keys of ``changes`` replaced; all other lines stay the same.

    A key whose value is None is taken out. A new key is inserted before the key ``insert_before``, or at the
    end. Raises ValueError if the result would not read back as intended: the header is then too unusual to be
    changed line by line.
    """
    from daybook.content.front_matter_yaml import parse  # slow to load, and new pages do without

    before, _ = parse(header)
    lines = header.splitlines(keepends=True)
    for key, value in changes.items():
        start, end = _block(lines, key)
        if value is None:
            del lines[start:end]
            continue
        block = write({key: value}).splitlines(keepends=True)
        if start == end and insert_before:
            start = end = _block(lines, insert_before)[0]
        lines[start:end] = _with_comments(lines[start:end], block)
    after = "".join(lines)
    given = {key: value for key, value in changes.items() if value is not None}
    left = {key: value for key, value in before.items() if key not in changes}
    try:
        is_right = parse(after)[0] == {**left, **parse(write(given))[0]}
    except FrontMatterError:
        is_right = False
    if not is_right:
        raise ValueError("front matter cannot be changed line by line")
    return after


def _block(lines: list[str], key: str) -> tuple[int, int]:
    """Return the range of lines of a top-level key and its value; an empty range if there is none."""
    name = re.escape(key)
    key_line = re.compile(rf"(?:{name}|\"{name}\"|'{name}')[ \t]*:(?:\s|$)")
    for start, line in enumerate(lines):
        if key_line.match(line):
            end = start + 1
            while end < len(lines) and not _KEY_LINE.match(lines[end]):
                end += 1
            while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
                end -= 1
            return start, end
    return len(lines), len(lines)


def _with_comments(before: list[str], after: list[str]) -> list[str]:
    """Return a key's new lines with its old comments: after the key or the same item, else above the key."""
    if not before or _BLOCK_SCALAR.search(before[0]):
        return after  # a `#` in a block scalar is text
    above, lines = [], [line.rstrip("\n") for line in after]
    for number, line in enumerate(map(str.rstrip, before)):
        bare = _without_comment(line)
        comment = line[len(bare) :]
        if comment and number == 0:
            lines[0] += comment
        elif comment and bare and bare in lines:
            lines[lines.index(bare)] = line
        elif comment:
            above.append(comment.strip())
    return [f"{line}\n" for line in (*above, *lines)]


def _without_comment(line: str) -> str:
    """Return a line without its comment and the blanks before it."""
    if "#" not in line or len(line) > _LONGEST_LINE:
        return line
    masked = _QUOTED.sub(lambda text: "x" * len(text[0]), line)
    found = _COMMENT.search(masked)
    return line[: found.start()].rstrip() if found else line

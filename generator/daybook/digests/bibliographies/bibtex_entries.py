"""Parse the entries of a BibTeX file into fields of LaTeX text.

bibtexparser splits the file. In addition, as reference managers and people write it: entries without a key, a
missing comma after a key or a field, repeated fields (the first counts, as for BibTeX) and ``crossref``.
"""

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from daybook.problems import Problem, Severity, shown
from daybook.text.plain_text import count

_NO_COMMA = re.compile(
    r"^([ \t]*@(?!string\b|comment\b|preamble\b)[A-Za-z]{2,30}[ \t]*[{(])"
    r"([ \t]*+[^\s,={}()\"]++(?=\s++[A-Za-z][\w-]*+\s*+=)|(?=\s*+[A-Za-z][\w-]*+\s*+=))",
    re.MULTILINE | re.IGNORECASE,
)
"""The beginning of an entry with no comma after its key, or no key."""
_COMMENTED = re.compile(r"^[ \t]*%[ \t%]*@[A-Za-z]{2,30}[ \t]*[{(].*$", re.MULTILINE)
"""The beginning of an entry that somebody commented out, which BibTeX itself would read."""
_COMMAS = re.compile(r"(?<=[}\"0-9]),(?:\s*+,)++(?=\s*+(?:[A-Za-z][\w-]*+\s*+=|[})]))")
"""Two commas or more between fields."""
_FIELD = re.compile(r"\s*+(?:%[^\n]*\n\s*+)*+([A-Za-z][\w:+./-]*+)\s*+=\s*+")
_LOOSE_FIELD = re.compile(r"^[ \t]*,?[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"]", re.MULTILINE)
_UNREAD = re.compile(r"^[^\S\n]*[^\s%]", re.MULTILINE)
"""The beginning of a line with more than a comment of LaTeX."""
_WORD = re.compile(r"[^\s,#{}\"=]++")
_LOOSE_REMEDY = "correct the braces or quotation marks of the entry above"
_BLANK = re.compile(r"\s*+(#?)\s*+")
_BRACE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_LONGEST_STRING = 10_000
"""Characters of an ``@string``, which may repeat others."""
_NAMES_OF_VOLUMES = ("crossref", "booktitle")
_PROCEEDINGS = ("proceedings", "mvproceedings")
_INHERITED = ("year", "month", "day", "date")
"""Fields that an entry takes from the one in its ``crossref``."""


class BibtexEntry(Struct, frozen=True):
    """An entry; its fields have lower-case names and no delimiters around their values."""

    line: int
    kind: str
    """Its type in lower case: ``article``."""
    key: str
    fields: Mapping[str, str]
    warnings: tuple[str, ...] = ()


class Bibliography(Struct, frozen=True):
    """The content of a BibTeX file."""

    entries: tuple[BibtexEntry | Problem, ...]
    """In their order; a problem for each entry that cannot be parsed."""
    unread_lines: int
    """Lines in no entry that could be parsed, without blank ones and those that begin with a percent sign."""
    warnings: tuple[Problem, ...]


def parse_bibliography(path: str, text: str) -> Bibliography:
    """Parse a BibTeX file."""
    found: list[BibtexEntry | Problem] = []
    warnings: list[Problem] = []
    unread_lines = 0
    text = _COMMENTED.sub(lambda match: match[0].replace("@", " "), text)
    text = _COMMAS.sub(lambda match: "," + match[0].replace(",", ""), text)
    for block in _parse_blocks(path, _NO_COMMA.sub(r"\1\2,", text)):
        if isinstance(block, tuple):
            line, comment = block
            failed_above = bool(found) and isinstance(found[-1], Problem)
            loose = None if failed_above else _LOOSE_FIELD.search(comment)
            if loose:
                line += comment.count("\n", 0, loose.start())
                what = f"a field outside any entry: {shown(loose[0].strip())}"
                warnings.append(Problem(path, line, what, _LOOSE_REMEDY, Severity.WARNING))
            else:
                unread_lines += len(_UNREAD.findall(comment))
        else:
            found.append(block)
            unread_lines += isinstance(block, Problem)
    parents = {entry.key.casefold(): entry for entry in found if isinstance(entry, BibtexEntry)}
    entries = [_inherit(entry, parents) if isinstance(entry, BibtexEntry) else entry for entry in found]
    named = {one.fields.get(name, "").casefold() for one in parents.values() for name in _NAMES_OF_VOLUMES}
    papers = [entry for entry in entries if isinstance(entry, Problem) or not _is_volume(entry, named)]
    if len(papers) < len(entries):
        what = f"has {count(len(entries) - len(papers), 'volume')} in which papers appeared"
        warnings.append(Problem(path, 1, what, "read without them", Severity.NOTE))
    return Bibliography(tuple(papers), unread_lines, tuple(warnings))


def _is_volume(entry: BibtexEntry, named: Collection[str]) -> bool:
    """Return whether an entry without authors is of proceedings, or another names it by its key or title.

    The latter counts only if it has editors.
    """
    names = {entry.key.casefold(), entry.fields.get("title", "").casefold()} - {""}
    is_named = "editor" in entry.fields and not names.isdisjoint(named)
    return "author" not in entry.fields and (entry.kind in _PROCEEDINGS or is_named)


def _inherit(entry: BibtexEntry, entries: Mapping[str, BibtexEntry]) -> BibtexEntry:
    parent = entries.get(entry.fields.get("crossref", "").casefold())
    if parent is None or any(entry.fields.get(name) for name in _INHERITED):
        return entry
    inherited = {name: parent.fields[name] for name in _INHERITED if name in parent.fields}
    return replace(entry, fields={**inherited, **entry.fields})


def _parse_blocks(path: str, text: str) -> Iterator[BibtexEntry | Problem | tuple[int, str]]:
    """Yield entries, problems of those that cannot be parsed, and comments with their first lines."""
    from bibtexparser.entrypoint import parse_string  # slow to load, rarely needed
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock, String

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    strings: dict[str, str] = {}
    for block in parse_string(text, []).blocks:
        while isinstance(block, ParsingFailedBlock) and block.ignore_error_block:
            block = block.ignore_error_block
        line = (block.start_line or 0) + 1
        if isinstance(block, Entry):
            yield _entry(block, line, strings)
        elif isinstance(block, String):
            value = _parse_value(block.value, 0, strings)[0]
            strings[block.key.casefold()] = value[:_LONGEST_STRING]
        elif isinstance(block, ParsingFailedBlock):
            what = "an entry that is not BibTeX, or never ends"
            yield Problem(path, line, what, "correct it; the others were read")
        elif isinstance(block, ImplicitComment):
            yield line, block.comment


def _entry(block: Any, line: int, strings: Mapping[str, str]) -> BibtexEntry:
    fields: dict[str, str] = {}
    repeated: dict[str, None] = {}
    for field in block.fields:
        name, position = field.key, 0
        while name:
            value, position = _parse_value(field.value, position, strings)
            name = name.casefold()
            if fields.setdefault(name, value) != value:
                repeated[name] = None
            following = _FIELD.match(field.value, position)
            name, position = (following[1], following.end()) if following else ("", 0)
    warnings = (f"`{name}` is repeated, and its first value counts" for name in repeated)
    return BibtexEntry(line, block.entry_type.casefold(), block.key, fields, tuple(warnings))


def _parse_value(raw: str, start: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """Return the text of a value, such as ``mar # "~4"``, and the offset after it.

    If the text after it is not another field, as below a missing comma, all is the value.
    """
    parts: list[str] = []
    position = start
    while position < len(raw):
        if raw[position] in '{"':
            end = _closing(raw, position)
            parts.append(raw[position + 1 : end])
            end += 1
        elif word := _WORD.match(raw, position):
            parts.append(strings.get(word[0].casefold(), word[0]))
            end = word.end()
        else:
            break
        blank = _BLANK.match(raw, end)
        position = blank.end() if blank else end
        if not (blank and blank[1]):
            break
    if position >= len(raw) or raw[position] == "%" or _FIELD.match(raw, position):
        return "".join(parts), position
    enclosed = raw[start] + raw[-1] in ("{}", '""')
    return (raw[start + 1 : -1] if enclosed else raw[start:]), len(raw)


def _closing(raw: str, start: int) -> int:
    """Return the offset of the brace or quotation mark that closes the one at ``start``."""
    opening, depth = raw[start], 0
    for match in _BRACE.finditer(raw, start + 1):
        if match[0] == '"' and opening == '"' and depth == 0:
            return match.start()
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            if depth == 0 and opening == "{":
                return match.start()
            depth = max(0, depth - 1)
    return len(raw)

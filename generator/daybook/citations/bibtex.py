"""A paper's entry in BibTeX, after the form arXiv gives (``@misc`` with ``eprint`` and ``archivePrefix``)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from daybook.model import Paper
from daybook.text.plain_text import undirected

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_TO_ESCAPE = re.compile(r"[\\{}&%$#_~^]")
_FORMULA = re.compile(r"(\$[^$\s](?:[^$]{0,200}[^$\s])?\$(?![0-9]))")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Entry(Struct, frozen=True):
    """A BibTeX entry; values stand as in its text, in braces unless they are a month's name."""

    key: str
    fields: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The entry as BibTeX reads it."""
        lines = ",\n".join(f"  {name} = {value}" for name, value in self.fields)
        return f"@misc{{{self.key},\n{lines}\n}}\n"


def bibtex(paper: Paper, url: str) -> Entry:
    """Give the entry of a paper; ``url`` is its page, cited where nothing better is known.

    The key is made of the paper's address, which never changes.
    """
    facts = paper.facts
    year, slug = paper.address.split("/")
    published = facts.published or (paper.appearances[0].day.isoformat() if paper.appearances else year)
    month = re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2]).*", published)
    fields = (
        ("title", f"{{{{{escape(undirected(paper.title))}}}}}"),
        ("author", f"{{{' and '.join(_name(name) for name in facts.authors)}}}" if facts.authors else ""),
        ("year", f"{{{published[:4]}}}"),
        ("month", _MONTHS[int(month[1]) - 1] if month else ""),
        ("eprint", f"{{{facts.arxiv}}}" if facts.arxiv else ""),
        ("archivePrefix", "{arXiv}" if facts.arxiv else ""),
        ("doi", f"{{{escape(facts.doi)}}}" if facts.doi else ""),
        ("url", f"{{{f'https://arxiv.org/abs/{facts.arxiv}' if facts.arxiv else url}}}"),
    )
    return Entry(f"{slug}-{year}", tuple((name, value) for name, value in fields if value))


def escape(text: str) -> str:
    """Escape text for LaTeX; a formula between dollar signs with balanced braces stays one.

    BibTeX counts every brace, also one behind a backslash: a lone one gets its name instead.
    """
    escaped = _escaped(text, _SPECIAL)
    return escaped if _balanced(escaped) else _escaped(text, _SPECIAL | _LONE_BRACES)


def _escaped(text: str, special: Mapping[str, str]) -> str:
    return "".join(
        part
        if index % 2 and _balanced(part) and "%" not in part
        else _TO_ESCAPE.sub(lambda match: special[match[0]], part)
        for index, part in enumerate(_FORMULA.split(text))
    )


def _name(name: str) -> str:
    """A name that holds the word "and" would be taken for two."""
    escaped = escape(undirected(name))
    return f"{{{escaped}}}" if re.search(r"\band\b", name, re.IGNORECASE) else escaped


def _balanced(text: str) -> bool:
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0

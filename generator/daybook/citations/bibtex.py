"""A paper's BibTeX entry, in the form arXiv gives (``@misc`` with ``eprint`` and ``archivePrefix``)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from daybook.model import Facts, Paper
from daybook.text.plain_text import strip_bidi
from daybook.theme.code import PLACEHOLDER, bibtex_html

_SPECIAL = str.maketrans(
    {
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
)
_UNBALANCED_BRACES = str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
_FORMULA = re.compile(r"(\$[^$\s](?:[^$]{0,200}[^$\s])?\$(?![0-9]))")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class BibtexEntry(Struct, frozen=True):
    """A BibTeX entry; a value is in braces unless it is a month's name."""

    key: str
    fields: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The entry in BibTeX's syntax."""
        lines = ",\n".join(f"  {name} = {value}" for name, value in self.fields)
        return f"@misc{{{self.key},\n{lines}\n}}\n"

    @property
    def html(self) -> Markup:
        """The text with syntax highlighting, as the content of a ``<pre>``.

        Entries differ only in their values, so the lexer reads each list of field names once, with
        placeholders for the values: to lex 100,000 entries would take longer than to render their pages.
        """
        blank = tuple(
            (name, f"{{{PLACEHOLDER}}}" if value.startswith("{") else PLACEHOLDER)
            for name, value in self.fields
        )
        inner = [value[1:-1] if value.startswith("{") else value for _, value in self.fields]
        return bibtex_html(BibtexEntry(PLACEHOLDER, blank).text, [self.key, *inner])


def bibtex_entry(paper: Paper, url: str) -> BibtexEntry:
    """Return the entry of a paper; ``url`` is the paper's page, cited if there is no arXiv identifier.

    The citation key is made from the paper's address, which never changes.
    """
    facts = paper.facts
    year, slug = paper.address.split("/")
    published = facts.published or (paper.appearances[0].day.isoformat() if paper.appearances else year)
    month = re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2]).*", published)
    fields = (
        ("title", f"{{{{{escape(strip_bidi(paper.title))}}}}}"),
        ("author", f"{{{' and '.join(_authors(paper))}}}" if facts.authors else ""),
        ("year", f"{{{published[:4]}}}"),
        ("month", _MONTHS[int(month[1]) - 1] if month else ""),
        ("eprint", f"{{{facts.arxiv}}}" if facts.arxiv else ""),
        ("archivePrefix", "{arXiv}" if facts.arxiv else ""),
        ("doi", f"{{{escape(facts.doi)}}}" if facts.doi else ""),
        ("url", f"{{{_url(facts) or url}}}"),
    )
    return BibtexEntry(f"{slug}-{year}", tuple((name, value) for name, value in fields if value))


def _authors(paper: Paper) -> list[str]:
    others = ["others"] if paper.has_more_authors else []
    return [*map(_name, paper.facts.authors), *others]


def _url(facts: Facts) -> str:
    """Return the paper's own address, with the signs that would end a field of BibTeX escaped."""
    link = facts.link.translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"})
    return f"https://arxiv.org/abs/{facts.arxiv}" if facts.arxiv else link


def escape(text: str) -> str:
    """Escape text for LaTeX, except formulas between dollar signs whose braces balance.

    BibTeX counts every brace, even after a backslash, so an unbalanced brace is written as a command.
    """
    escaped = _escaped(text, _SPECIAL)
    return escaped if _balanced(escaped) else _escaped(text, _SPECIAL | _UNBALANCED_BRACES)


def _escaped(text: str, special: Mapping[int, str]) -> str:
    return "".join(
        part if index % 2 and _balanced(part) and "%" not in part else part.translate(special)
        for index, part in enumerate(_FORMULA.split(text))
    )


def _name(name: str) -> str:
    """Escape an author's name; in braces if it contains "and", which separates names.

    BibTeX reads ``Bo Reed, Jr.`` as the given name ``Jr.``, so a suffix follows the family name (BibTeX's
    ``btxdoc``, section 4).
    """
    whole, _, suffix = name.rpartition(", ")
    first, *others = whole.split(" ")
    if _SUFFIX.fullmatch(suffix) and others and "," not in whole:
        start = next((at for at, word in enumerate(others) if word[:1].islower()), len(others) - 1)
        name = f"{' '.join(others[start:])}, {suffix}, {' '.join([first, *others[:start]])}"
    escaped = escape(strip_bidi(name))
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

"""Texts made to stop parsers, after cmark's list of pathological inputs, as rules that make any length."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

Form = Callable[[int], str]


def repeat(piece: str, end: str = "") -> Form:
    """Return the rule that repeats a piece up to a number of characters."""
    return lambda size: piece * (size // len(piece)) + end


def nest(opening: str, closing: str) -> Form:
    """Return the rule of so many openings and as many closings."""
    return lambda size: "a".join(side * (size // len(opening + closing)) for side in (opening, closing))


def number(piece: str) -> Form:
    """Return the rule that repeats a piece with its number for ``{n}``, and the next for ``{m}``."""
    return lambda size: "".join(piece.format(n=n, m=n + 1) for n in range(size // (len(piece) + 1)))


PIECES = {
    "lists in lists in lists": "* a\n¦- a\n¦+ a\n\n¦> a\n¦> - a\n¦1. a\n¦a\n: b\n\n¦- - -\n",
    "thousands of open brackets": "a]¦[a¦[ a_¦[ (¦[¦(¦)¦{¦}¦{a: ¦[a, ",
    "images and links that never close": '![¦![a][¦[](¦[a](<b¦[a](b¦[a](b "c',
    "CDATA and declarations that never close": "<?¦<!A ¦<![CDATA[¦<![",
    "tags and attributes that never close": (
        '<a ¦<a b="¦<¦</¦<div>¦<b>¦<p>\n¦</div>¦<table><tr><td>¦<entry>¦&lt;¦&¦&#x41¦&amp;'
    ),
    "runs of backticks": "`¦` ¦``a` ",
    "a fence and thousands of blanks": "```\n¦~~~ a\n¦```a\n¦ ¦\t¦\n¦a  \n¦    a\n¦\r\n¦\x85",
    "one footnote, named thousands of times": "[^1]",
    "hundreds of abbreviations": "*[A]: b\n",
    "thousands of links": (
        "[link](x) ¦[a][b] ¦**x [a*b**c*](d)¦[a]: u\n¦http://a.b/ ¦<http://a¦<http://a.b> ¦<a@b ¦http://a.b/c("
        "¦https://¦@"
    ),
    "half a closing tag, comments of word processors": "<!-- ",
    "macros of TeX": (
        "{\\em ¦\\textbf{¦\\'¦\\frac{¦\\{¦$¦$a¦\\¦\\[¦\\(¦$a$¦$x^¦$((¦\\foo{¦\\href{a}{¦x^{¦x_{¦``a''"
        "¦`a'¦~a¦---¦textbf{¦https://a.b/`¦https://a.b/{¦$\\hat$¦$\\left($¦[a](http"
    ),
    "emphasis": "a** b¦a_ ¦_a ¦**a ¦**a_* ¦a**bc* ¦*a_ ¦*¦_¦**a¦a*¦*_¦***a ¦~¦^",
    "tables and headings": "|¦|a¦a|b\n-|-\n¦# a\n¦#¦a\n-\n¦a\n=\n¦-¦=",
    "letters and words": "abc\0¦word and ¦a¦'¦\"¦:¦\U0001f600¦İ¦ and ¦\\u0041",
    "fields of digests": (
        '@a{b,\n¦a: b\n¦&a *a ¦!a ¦TI  - a\n¦arXiv:2503.00001\n¦{"a":¦"a",¦Mar 18\n\n¦a\n\n¦2025-03-18 '
        "¦=?utf-8?q?a?= ¦--a\n"
    ),
}
"""Pieces that are repeated, by group; the first eleven groups are named as hazards."""
MORE: dict[str, dict[str, Form]] = {
    "lists in lists in lists": {
        "quotes in quotes": repeat("> ", "a"),
        "lists in lists": repeat("- ", "a"),
        "numbered lists": repeat("1. ", "a"),
        "lists in quotes": repeat("- > ", "a"),
        "definitions in definitions": lambda size: "a\n" + ": " * (size // 2) + "b",
        "deeper quotes": lambda size: "".join("> " * depth + "a\n" for depth in range(1, isqrt(size))),
        "deeper lists": lambda size: "".join("  " * depth + "* a\n" for depth in range(isqrt(size))),
    },
    "thousands of open brackets": {
        "brackets in brackets": nest("[", "]"),
        "braces in braces": nest("{", "}"),
    },
    "runs of backticks": {
        "longer code spans": lambda size: "".join("e" + "`" * width for width in range(1, isqrt(2 * size))),
    },
    "a fence and thousands of blanks": {
        "code that begins with blanks": lambda size: "```" + " " * (size - 3),
        "code of brackets": lambda size: "```python\n" + "(" * size + "\n```",
        "code of blank lines": lambda size: "```c\n" + " \n" * (size // 2) + "\n```",
        "many blocks of code": repeat("```js\n/(a\n```\n\n"),
    },
    "one footnote, named thousands of times": {
        "one footnote": repeat("[^1]", "\n\n[^1]: a"),
        "footnotes": number("[^{n}]: a\n\n"),
        "footnotes of footnotes": number("[^{n}]: [^{m}]\n\n"),
    },
    "hundreds of abbreviations": {"abbreviations": number("*[A{n}]: b\n")},
    "thousands of links": {
        "references": lambda size: number("[{n}]: x\n")(size // 2) + number("[{n}] ")(size // 2),
    },
    "half a closing tag, comments of word processors": {
        "unclosed comments": lambda n: "</" + "<!--" * (n // 4)
    },
    "emphasis": {"strong in emphasis": nest("*a **a ", " a** a*")},
    "tables and headings": {
        "a wide table": lambda size: "|a" * (size // 4) + "\n" + "|-" * (size // 4) + "\n",
        "a table of short rows": lambda size: (
            "|".join("a" * isqrt(size)) + "\n" + "|".join("-" * isqrt(size)) + "\n" + "a\n" * (size // 2)
        ),
        "headings": number("# {n}\n"),
        "underlined at the end": lambda size: "a\n" * (size // 2) + "===",
    },
    "letters and words": {"marks on a letter": lambda size: "a" + "\u0301\u0316" * (size // 2)},
}
FORMS = {
    group: {ascii(piece): repeat(piece) for piece in pieces.split("¦")} | MORE.get(group, {})
    for group, pieces in PIECES.items()
}
"""By group and name; the first eleven groups are hazards 1 to 11."""

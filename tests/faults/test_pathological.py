"""Text that is made to stop parsers, 64 kB of it, through everything that reads: quick, and in linear time.

The forms are those of cmark's list of pathological inputs and more, each written here as a rule to make any
length of it. A measurement that is too long is taken again, as machines are busy; what grows with the square
stays too long however often it is tried.
"""

from __future__ import annotations

import gc
import json
import math
import re
import time
from collections.abc import Callable
from math import isqrt
from statistics import median

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from daybook.archive import matching
from daybook.citations.bibtex import bibtex_entry
from daybook.content import front_matter, front_matter_writer, imported
from daybook.digests import date_hint, read_digest
from daybook.model import Facts
from daybook.pages.paper import segments
from daybook.problems import Severity, shown
from daybook.text import addresses, plain_text
from daybook.text.latex import latex_to_text
from daybook.theme import code as highlighting
from daybook.theme import markdown, markdown_cost
from tests.made import content_of, digest_text, paper

SIZE = 65_536
LIMIT = 0.25
"""Seconds of the processor for `SIZE` characters, at the pace at which `reference` takes `REFERENCE`."""
REFERENCE = 0.031
GROWTH = 2.3
TRIES = 6

Form = Callable[[int], str]


def again(piece: str, end: str = "") -> Form:
    return lambda size: piece * (size // len(piece)) + end


REPEATED = (
    *(
        "a** b",
        "a_ ",
        "_a ",
        "**a ",
        "**a_* ",
        "a**bc* ",
        "a]",
        "[a",
        "*a_ ",
        "[ a_",
        "[ (",
        "[",
        "![",
        "![a][",
    ),
    *("[](", "[a](<b", "[a](b", '[a](b "c', "[link](x) ", "[a][b] ", "**x [a*b**c*](d)", "[^1]", "[a]: u\n"),
    *(
        "abc\0",
        "`",
        "` ",
        "``a` ",
        "```\n",
        "~~~ a\n",
        "```a\n",
        "<!-- ",
        "<?",
        "<!A ",
        "<![CDATA[",
        "<![",
        "<a ",
    ),
    *(
        '<a b="',
        "<",
        "</",
        "<div>",
        "<b>",
        "<p>\n",
        "</div>",
        "&",
        "&#x41",
        "&amp;",
        "|",
        "|a",
        "a|b\n-|-\n",
        "# a\n",
    ),
    *(
        "#",
        "a\n-\n",
        "a\n=\n",
        "- - -\n",
        "-",
        "=",
        " ",
        "\t",
        "\n",
        "a  \n",
        "\\",
        "\\[",
        "word and ",
        "a",
        "a\n: b\n\n",
    ),
    *(
        "http://a.b/ ",
        "<http://a",
        "<http://a.b> ",
        "<a@b ",
        "'",
        '"',
        "(",
        ")",
        "$",
        "$a",
        "~",
        "^",
        ":",
        "*",
        "_",
    ),
    *(
        "* a\n",
        "**a",
        "a*",
        "*_",
        "***a ",
        "+ a\n\n",
        "    a\n",
        "> a\n",
        "> - a\n",
        "1. a\n",
        "\U0001f600",
        "{",
        "}",
    ),
    *(
        "{\\em ",
        "\\textbf{",
        "\\'",
        "\\frac{",
        "\\{",
        " and ",
        "http://a.b/c(",
        "https://",
        "@",
        "@a{b,\n",
        "a: b\n",
    ),
    *(
        "- a\n",
        "[a, ",
        "{a: ",
        "&a *a ",
        "!a ",
        "<entry>",
        "&lt;",
        "<table><tr><td>",
        "TI  - a\n",
        "arXiv:2503.00001\n",
    ),
    *(
        '{"a":',
        '"a",',
        "\\u0041",
        "Mar 18\n\n",
        "a\n\n",
        "2025-03-18 ",
        "=?utf-8?q?a?= ",
        "--a\n",
        "\r\n",
        "\x85",
        "İ",
    ),
)
FORMS: dict[str, Form] = {
    **{ascii(piece): again(piece) for piece in REPEATED},
    "strong in emphasis": lambda size: "*a **a " * (size // 14) + "b" + " a** a*" * (size // 14),
    "brackets in brackets": lambda size: "[" * (size // 2) + "a" + "]" * (size // 2),
    "braces in braces": lambda size: "{" * (size // 2) + "a" + "}" * (size // 2),
    "quotes in quotes": again("> ", "a"),
    "lists in lists": again("- ", "a"),
    "numbered lists": again("1. ", "a"),
    "lists in quotes": again("- > ", "a"),
    "definitions in definitions": lambda size: "a\n" + ": " * (size // 2) + "b",
    "deeper quotes": lambda size: "".join("> " * depth + "a\n" for depth in range(1, isqrt(size))),
    "deeper lists": lambda size: "".join("  " * depth + "* a\n" for depth in range(isqrt(size))),
    "longer code spans": lambda size: "".join("e" + "`" * width for width in range(1, isqrt(2 * size))),
    "code that begins with blanks": lambda size: "```" + " " * (size - 3),
    "unclosed comments": lambda size: "</" + "<!--" * (size // 4),
    "a wide table": lambda size: "|a" * (size // 4) + "\n" + "|-" * (size // 4) + "\n",
    "a table of short rows": lambda size: (
        "|".join("a" * isqrt(size)) + "\n" + "|".join("-" * isqrt(size)) + "\n" + "a\n" * (size // 2)
    ),
    "one footnote": lambda size: "[^1]" * (size // 4) + "\n\n[^1]: a",
    "footnotes": lambda size: "".join(f"[^{number}]: a\n\n" for number in range(size // 12)),
    "footnotes of footnotes": lambda size: "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(size // 18)),
    "references": lambda size: (
        "".join(f"[{n}]: x\n" for n in range(size // 18)) + "".join(f"[{n}] " for n in range(size // 18))
    ),
    "abbreviations": lambda size: "".join(f"*[A{number}]: b\n" for number in range(size // 12)),
    "headings": lambda size: "".join(f"# {number}\n" for number in range(size // 7)),
    "underlined at the end": lambda size: "a\n" * (size // 2) + "===",
    "marks on a letter": lambda size: "a" + "\u0301\u0316" * (size // 2),
    "code of brackets": lambda size: "```python\n" + "(" * size + "\n```",
    "code of blank lines": lambda size: "```c\n" + " \n" * (size // 2) + "\n```",
    "many blocks of code": again("```js\n/(a\n```\n\n"),
}


def seconds(work: Callable[[str], object], given: str) -> float:
    gc.disable()  # else what all other tests left in memory is looked through meanwhile
    try:
        start = time.process_time()
        work(given)
        return time.process_time() - start
    finally:
        gc.enable()


_WORD = re.compile(r"\w+")


def reference(_given: str) -> None:
    """Work of a kind and an amount that never change."""
    words: dict[str, int] = {}
    for number in range(20_000):
        for word in _WORD.findall(f"a{number} of {number % 97} words"):
            words[word] = words.get(word, 0) + 1


def evened(taken: float) -> float:
    """Seconds as they would be at full pace, which a machine's host may halve for minutes."""
    return taken / max(1.0, median(seconds(reference, "") for _ in range(TRIES)) / REFERENCE)


def measured(work: Callable[[str], object], form: Form) -> tuple[float, float]:
    """The seconds for `SIZE`, and how many times as long twice as much takes: the best of a few tries."""
    once, twice = form(SIZE), form(2 * SIZE)
    short = seconds(work, once)
    long = seconds(work, twice)
    for _ in range(TRIES):
        if short <= LIMIT and long <= max(GROWTH * short, 0.05):
            break
        short, long = min(short, seconds(work, once)), min(long, seconds(work, twice))
    growth = long / max(short, 0.05 / GROWTH)
    if growth <= GROWTH:
        return short, growth
    # What just fits the processor's cache is slower beyond it, once: four times as much tells that apart.
    # Each is set beside one taken at once before it, at the same pace of the machine.
    longer = form(4 * SIZE)
    pairs = [(seconds(work, once), seconds(work, longer)) for _ in range(TRIES)]
    return short, math.sqrt(median(four_times / one for one, four_times in pairs))


def faults(work: Callable[[str], object], start: int = 0, step: int = 1) -> list[str]:
    """The forms that take too long, or too much longer when there is twice as much."""
    found = []
    for name, form in list(FORMS.items())[start::step]:
        short, growth = measured(work, form)
        if growth > GROWTH or (short > LIMIT and evened(short) > LIMIT):
            found.append(f"{name}: {short:.3f} s, x {growth:.2f}")
    return found


def notes(given: str) -> None:
    try:
        markdown.plain_text(markdown.render(given, str))
    except ValueError as error:
        assert "nested too deep" in str(error)


@pytest.mark.hazard(1, "lists in lists in lists")
@pytest.mark.hazard(2, "thousands of open brackets")
@pytest.mark.hazard(3, "images and links that never close")
@pytest.mark.hazard(4, "CDATA and declarations that never close")
@pytest.mark.hazard(5, "tags and attributes that never close")
@pytest.mark.hazard(6, "runs of backticks")
@pytest.mark.hazard(7, "a fence and thousands of blanks")
@pytest.mark.hazard(8, "one footnote, named thousands of times")
@pytest.mark.hazard(9, "hundreds of abbreviations")
@pytest.mark.hazard(10, "thousands of links")
@pytest.mark.hazard(11, "half a closing tag, comments of word processors")
def test_notes() -> None:
    assert faults(notes) == []


def test_what_is_too_long_is_shown_plain_and_told() -> None:
    hostile = "[" * 20_000 + " <b>x</b>"
    assert markdown.render(hostile, str) == f'<pre tabindex="0">{"[" * 20_000} &lt;b&gt;x&lt;/b&gt;</pre>'
    for path, start in (
        ("about.md", ""),
        ("dates/2025-03-18.md", ""),
        ("papers/2025/a.md", "---\ntitle: T\n---\n"),
    ):
        (problem,) = content_of([(path, f"{start}{hostile}\n".encode())]).problems
        assert (problem.path, problem.severity) == (path, Severity.WARNING)
        assert "takes too long" in problem.what


def test_long_notes_are_still_markdown() -> None:
    """Ten thousand words with all that notes have: the bound is far from what people write."""
    words = "We *liked* it, **much**: see [the paper](https://a.example/x), `code()`, a < b & c_d[^1]. " * 4
    items = "- an item with [a link](https://a.example/y) and words\n" * 8
    long = f"## Head\n\n{words}\n\n{items}\n|a|b|\n|-|-|\n|1|2|\n\n" * 40 + "\n[^1]: Note.\n"
    assert len(long) > 30_000
    assert markdown_cost.estimate_seconds(long) < markdown_cost.MOST_SECONDS
    assert "<h2" in markdown.render(long, str)


PIECES = (
    "(",
    "{",
    '"',
    "'",
    "/*",
    "<!--",
    "#",
    "a",
    "a ",
    "a.",
    "0",
    "\\",
    "*/",
    "enum ",
    "class a",
    "<?php ",
    ";",
)


LEXERS = {get_lexer_by_name(language).name: language for language in sorted(highlighting.LANGUAGES)}


@pytest.mark.hazard(12, "code that keeps a lexer busy")
@pytest.mark.parametrize("language", LEXERS.values(), ids=LEXERS.keys())
def test_each_language_is_quick_on_the_code_that_it_is_given(language: str) -> None:
    """At the bound on size, in lines as long as they may be, and as short."""
    lexer = get_lexer_by_name(language)
    slow = []
    for piece in PIECES:
        for line in (f"{piece}\n", piece * (300 // len(piece)) + "\n"):
            code = (line * highlighting.MOST_CODE)[: highlighting.MOST_CODE]
            taken = LIMIT + 1
            for _ in range(TRIES):
                taken = min(taken, seconds(lambda given: highlight(given, lexer, HtmlFormatter()), code))
                if taken <= LIMIT:
                    break
            if taken > LIMIT and evened(taken) > LIMIT:
                slow.append(f"{piece!r}: {taken:.2f} s")
    assert slow == []


def of_digest(name: str, form: Callable[[str], str]) -> Callable[[str], object]:
    return lambda given: read_digest(name, form(given).encode("utf-8", "replace"), date_hint(name, None))


def _record(given: str) -> str:
    fields = ("abstract", "authors", "organization", "code", "arxiv", "doi", "keywords", "published")
    return json.dumps([{"title": given[:1900], **dict.fromkeys(fields, given), "date": "2025-03-18"}])


def _xml(given: str) -> str:
    return given.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")


_RSS = '<rss version="2.0"><channel><link>http://arxiv.org/</link><item><title>'
READERS: dict[str, Callable[[str], object]] = {
    "one line": plain_text.one_line,
    "paragraphs": plain_text.paragraphs,
    "LaTeX text": latex_to_text,
    "title's key": matching.title_key.__wrapped__,
    "abstracts": lambda given: matching.abstracts_agree(given, given + "b"),
    "slug": addresses.slug,
    "a message": shown,
    "shorten": lambda given: plain_text.shorten(given, 200),
    "bare addresses": lambda given: segments(plain_text.one_line(given)),
    "citation": lambda given: (
        bibtex_entry(paper(title=given[:2000], facts=Facts(authors=(given,), doi=given)), "u").text
    ),
    "imported": lambda given: imported.read(
        imported.write_paper(plain_text.one_line(given), plain_text.paragraphs(given))
    ),
    "imported, as it stands": lambda given: imported.read(
        f"<!-- daybook: imported -->\n<h1>T</h1>\n{given}\n<!-- daybook: end -->\n"
    ),
    "front matter": lambda given: front_matter.read("a.md", f"---\n{given}\n---\nb"),
    "a value": lambda given: front_matter.read(
        "a.md", front_matter.join(front_matter_writer.write({"a": plain_text.paragraphs(given)}), "")
    ),
    "a page": lambda given: content_of([("papers/2025/a.md", f"---\ntitle: T\n---\n{given}".encode())]),
    "JSON": of_digest("2025-03-18.json", _record),
    "broken JSON": of_digest("2025-03-18.json", lambda given: "[" + given),
    "JSON Lines": of_digest("2025-03-18.jsonl", lambda given: '{"title": "t"}\n' + given),
    "CSV": of_digest("2025-03-18.csv", lambda given: f'title,abstract\nt,"{given}'),
    "BibTeX": of_digest("2025-03-18.bib", lambda given: f"@article{{a, title={{T}}, author={{{given}}}}}"),
    "RIS": of_digest("2025-03-18.ris", lambda given: f"TY  - JOUR\nTI  - {given}\nER  - \n"),
    "RSS": of_digest(
        "2025-03-18.xml",
        lambda given: (
            f"{_RSS}{_xml(given)}</title><link>http://arxiv.org/abs/2503.00001</link></item></channel></rss>"
        ),
    ),
    "broken RSS": of_digest("2025-03-18.xml", lambda given: _RSS + given),
    "mail": of_digest(
        "2025-03-18.eml",
        lambda given: (
            "From: a@b.example\nSubject: x\nContent-Type: text/html\n\n"
            f"<a href='https://arxiv.org/abs/2503.00001'>{given}</a>"
        ),
    ),
    "listing": of_digest(
        "2025-03-18.eml",
        lambda given: (
            "From: no-reply@arxiv.org\nSubject: cs daily\n\n\\\\\narXiv:2503.00001\n"
            f"Date: x\n\nTitle: {given}\nAuthors: {given}\n\\\\\n{given}"
        ),
    ),
    "saved text": of_digest(
        "2025-03-18.txt", lambda given: digest_text("Mar 18", [("Title", given), ("b", given)])
    ),
}


@pytest.mark.hazard(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15)
@pytest.mark.parametrize("reader", READERS)
def test_readers(reader: str, long: bool) -> None:
    """Each with a share of the forms; with ``--long`` with all of them."""
    share = 1 if long else 6
    assert faults(READERS[reader], list(READERS).index(reader) % share, share) == []


@pytest.mark.parametrize("power", [1.5, 2.0])
def test_what_grows_faster_is_seen(power: float) -> None:
    """The control: a pretended reader whose steps grow with the square, or half as fast."""

    def slow(given: str) -> None:
        for _ in range(int(len(given) ** power * 1_000_000 / SIZE**power)):
            pass

    # One in a few may fall into a moment in which the machine's pace changes.
    assert median(measured(slow, again("a"))[1] for _ in range(5)) > GROWTH

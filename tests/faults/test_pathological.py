"""Texts made to stop parsers, through every reader: none takes long, and twice as much takes twice the work.

A child process reads `SIZE` characters of each form under a limit on its processor time: work that grows with
the square, also in C code, does not end within it. Counted lines show Python that grows faster than the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from daybook.archive import matching
from daybook.citations.bibtex import bibtex_entry
from daybook.citations.citation import citation_of
from daybook.content import front_matter, front_matter_writer, imported
from daybook.digests import date_hint, read_digest
from daybook.model import Facts
from daybook.problems import Severity, shown
from daybook.text import formatted, lead, plain_text, slugs
from daybook.text.latex import latex_to_text
from daybook.theme import code as highlighting
from daybook.theme import markdown, markdown_cost
from tests.effort import Cases, count_lines, run_limited
from tests.faults.forms import FORMS, Form, repeat
from tests.hazards import tried
from tests.made import content_of, digest_text, paper

SIZE = 262_144
SMALL = 4_096
GROWTH = 2.3
"""For twice as many characters; work that grows with the power 1.5 comes to 2.8."""
SHARE = 24
"""One of so many pairs of a reader and a form is tried without ``--long``; of Markdown every one."""


def notes(given: str) -> None:
    try:
        markdown.plain_text(markdown.render(given, str))
    except ValueError as error:
        assert "nested too deep" in str(error)


def of_digest(name: str, form: Callable[[str], str]) -> Callable[[str], object]:
    return lambda given: read_digest(name, form(given).encode("utf-8", "replace"), date_hint(name, None))


def _record(given: str) -> str:
    fields = ("abstract", "authors", "organization", "code", "arxiv", "doi", "keywords", "published")
    return json.dumps([{"title": given[:1900], **dict.fromkeys(fields, given), "date": "2025-03-18"}])


def _xml(given: str) -> str:
    return given.replace("&", "&amp;").replace("<", "&lt;").replace("\0", "")


_RSS = '<rss version="2.0"><channel><link>http://arxiv.org/</link><item><title>'
READERS: dict[str, Callable[[str], object]] = {
    "notes": notes,
    "one line": plain_text.one_line,
    "paragraphs": plain_text.paragraphs,
    "LaTeX text": latex_to_text,
    "title's key": matching.title_key.__wrapped__,
    "abstracts": lambda given: matching.abstracts_agree(given, given + "b"),
    "slug": slugs.slug,
    "a message": shown,
    "shorten": lambda given: plain_text.shorten(given, 200),
    "plain form": lambda given: formatted.plain(plain_text.one_line(given)),
    "abstract": lambda given: formatted.block_html(plain_text.paragraphs(given)),
    "lead": lambda given: lead.lead_html(plain_text.one_line(given), 300),
    "citation": lambda given: bibtex_entry(
        citation_of(paper(title=given[:2000], facts=Facts((given,), doi=given)), "u")
    ),
    "imported": lambda given: imported.read(
        imported.write_paper(plain_text.one_line(given), plain_text.paragraphs(given))
    ),
    "imported, as it stands": lambda given: imported.read(
        f"<!-- daybook: imported -->\n<h1>T</h1>\n{given}\n<!-- daybook: end -->\n"
    ),
    "front matter": lambda given: content_of([("papers/2025/a.md", f"---\n{given}\n---\nb".encode())]),
    "a value": lambda given: front_matter.read(
        front_matter.join(front_matter_writer.write({"a": plain_text.paragraphs(given)}), "")
    ),
    "a page": lambda given: content_of([("papers/2025/a.md", f"---\ntitle: T\n---\n{given}".encode())]),
    "JSON": of_digest("2025-03-18.json", _record),
    "broken JSON": of_digest("2025-03-18.json", lambda given: "[" + given),
    "JSON Lines": of_digest("2025-03-18.jsonl", lambda given: '{"title": "t", "abstract": "a"}\n' + given),
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


def pairs(group: str, share: int) -> list[tuple[str, Callable[[str], object], Form]]:
    """Return names, readers and forms of a group: each pair, or a share of them."""
    return [
        (f"{reader}: {name}", work, form)
        for number, (reader, work) in enumerate(READERS.items())
        for place, (name, form) in enumerate(FORMS[group].items())
        if not number or (number + place) % share == 0
    ]


def texts_of(group: str, share: str) -> Cases:
    for name, work, form in pairs(group, int(share)):
        yield name, partial(work, form(SIZE))


GROUPS = [
    *(pytest.param(group, marks=pytest.mark.hazard(n, group)) for n, group in enumerate(list(FORMS)[:11], 1)),
    pytest.param("macros of TeX", marks=pytest.mark.hazard(15)),
    *list(FORMS)[12:],
]


@pytest.mark.parametrize("group", GROUPS)
def test_no_text_takes_a_reader_long(group: str, long: bool) -> None:
    tried("pathological texts of 256 kB", run_limited(texts_of, group, str(1 if long else SHARE)))


@pytest.mark.parametrize("group", FORMS)
def test_twice_as_much_text_runs_twice_as_many_lines(group: str, long: bool) -> None:
    grown = {}
    for name, work, form in pairs(group, 1 if long else SHARE):
        grown[name] = growth(work, form)
    assert {name: times for name, times in grown.items() if times > GROWTH} == {}


def growth(work: Callable[[str], object], form: Form) -> float:
    """Return how many times as many lines run for twice as many characters.

    What only begins between the two sizes, up to a limit, does not grow: it is seen by doubling them again.
    """
    work(form(10))  # what is made once, such as compiled patterns, is made before
    lines = [count_lines(partial(work, form(size))) for size in (SMALL, 2 * SMALL)]
    if lines[1] > GROWTH * max(lines[0], 500):
        lines = [lines[1], count_lines(partial(work, form(4 * SMALL)))]
    return lines[1] / max(lines[0], 500)


def squares() -> Cases:
    yield "a short one", lambda: re.search("a*b", "a" * 100)
    yield "a long one", lambda: re.search("a*b", "a" * SIZE)


def test_a_pattern_that_takes_the_square_is_stopped() -> None:
    with pytest.raises(AssertionError, match=r"a long one.*exit code -24"):
        run_limited(squares, seconds=1)


@pytest.mark.parametrize("power", [1.5, 2.0])
def test_lines_that_grow_faster_are_seen(power: float) -> None:
    def slow(given: str) -> None:
        for _ in range(int(len(given) ** power / 100)):
            pass

    assert growth(slow, repeat("a")) > GROWTH


def test_markdown_that_takes_too_long_is_shown_plain_with_a_warning() -> None:
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


CODE = (
    *("(", "{", '"', "'", "/*", "<!--", "#", "a", "a ", "a.", "0", "\\", "*/", "enum ", "class a", "<?php "),
    ";",
)


def code_of_each_language(share: str) -> Cases:
    """Give each lexer as much code as it may get, in lines as long as they may be, and as short."""
    lexers = {(lexer := get_lexer_by_name(name)).name: lexer for name in sorted(highlighting.LANGUAGES)}
    for number, (language, lexer) in enumerate(lexers.items()):
        for piece in CODE[number % int(share) :: int(share)]:
            for line in (f"{piece}\n", piece * (300 // len(piece)) + "\n"):
                code = (line * highlighting.MOST_CODE)[: highlighting.MOST_CODE]
                yield f"{language}: {line[:8]}", partial(highlight, code, lexer, HtmlFormatter())


@pytest.mark.hazard(12, "code that keeps a lexer busy")
def test_no_code_takes_a_lexer_long(long: bool) -> None:
    assert run_limited(code_of_each_language, "1" if long else "8") > len(highlighting.LANGUAGES)

"""Each place in a digest where a text can stand: values, elements, attributes, lines, cells, headers.

The places are those of the tests' digests, one for each form of digest and each variant of it, and those of
all names that readers know.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from daybook.digests.data import hf_json, json_papers
from daybook.digests.feeds import elements, json_feed, rss_atom
from daybook.digests.mails import eml
from daybook.digests.rows.field_names import FIELDS, IDENTIFIERS, LINKS, REFERENCES
from daybook.digests.saved_pages import web_page
from tests.digests.test_hostile_digests import WHOLE

Place = Callable[[str], str]
"""Gives the digest that has a text at the place."""
_PIECES = (
    "-¦a¦0¦/¦.¦,¦\"¦'¦(¦[¦{¦$¦&¦#¦<¦>¦|¦*¦`¦~¦^¦%¦--¦''¦\\¦\\\\¦a,¦a;¦a.¦a-¦a_¦a@¦a:¦a=¦0-¦(a¦$a$¦&a¦{\\¦\\{¦\\'"
    '¦\\"¦</¦<b>¦<![¦<?¦&amp;¦[a](¦**a¦@a{¦;a=b¦;a*0=b¦https://a/(¦10.1234/a¦\u0301\u0316¦\u00ad¦İ'
    "¦ ¦\t¦\n¦\n\n¦a ¦a, ¦<a ¦<!-- ¦http://a ¦ and ¦et al. ¦a (b) ¦a\n- ¦=?utf-8?q?a?= ¦arXiv:2503.00001 "
    "¦Mar 18 ¦2025-03-18 ¦Authors: ¦a b. ¦Ada Mill, ¦Mill, Ada; "
)
PIECES = _PIECES.split("¦")
"""Repeated, they have kept parsers of names, dates, addresses and markup busy."""
_MARKED = (rss_atom, web_page)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[A-Za-z0-9][^\s<>{}|\"]*")
_SPAN = re.compile(
    r">(?P<text>[^<>\n]*[^<>\s][^<>]*)</?(?P<name>[\w:!-]+)|(?P<key>[\w:-]+)=\"(?P<value>[^\"]*)\""
)
_RECORD: dict[str, Any] = {"title": "A Moss Clock", "abstract": "We grow moss.", "date": "2031-03-18"}
_MAIL = "From: a@b.example\nDate: Tue, 18 Mar 2031 10:00:00 +0000\nMIME-Version: 1.0"
_HEADERS = (
    *("From: ", "To: ", "Subject: ", "Subject: =?utf-8?q?", "Message-ID: <", "List-Id: ", "Date: Tue, "),
    *("Content-Type: ", "Content-Type: text/html; a=", 'Content-Type: text/html; charset="', "Received: "),
    *("Content-Disposition: ", "Content-Disposition: inline; filename=", "Content-Transfer-Encoding: "),
    *('Content-Type: multipart/mixed; boundary="', "Content-Type: message/rfc822; a="),
)
_LINK = "https://arxiv.org/abs/3103.00001"


def places() -> Iterator[tuple[str, Place]]:
    """Yield the name of each place once, and its digest."""
    seen: set[str] = set()
    for reader, samples in WHOLE.items():
        form = reader.__name__.rpartition(".")[2]
        for number, sample in enumerate(samples):
            for name, place in _in_sample(reader, sample[:6000]):
                if (label := f"{form}: {name}") not in seen:
                    seen.add(label)
                    yield f"{label} ({number})", place
    yield from _known_names()


def _in_sample(reader: object, sample: str) -> Iterator[tuple[str, Place]]:
    if reader in (hf_json, json_feed, json_papers):
        try:
            yield from _in_json(json.loads(sample))
        except ValueError:
            yield from _in_lines(sample)
    elif reader in _MARKED:
        yield from _in_markup(sample, html.escape if reader is rss_atom else str)
    else:
        yield from _in_lines(sample)
        if reader is eml:
            yield from _in_markup(sample, str)


def _in_json(whole: Any) -> Iterator[tuple[str, Place]]:
    def leaves(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            if isinstance(inner, (dict, list)) and inner:
                yield from leaves(inner, (*path, key))
            else:
                yield (*path, key)

    def at(path: tuple[Any, ...]) -> Place:
        def put(text: str) -> str:
            made = json.loads(json.dumps(whole))
            inner = made
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = text
            return json.dumps(made)

        return put

    for path in leaves(whole, ()) if isinstance(whole, (dict, list)) else ():
        yield ".".join(str(key) for key in path if isinstance(key, str)), at(path)


def _in_markup(sample: str, escape: Callable[[str], str]) -> Iterator[tuple[str, Place]]:
    for match in _SPAN.finditer(sample):
        group = "text" if match["key"] is None else "value"
        name = match["name"] or f"attribute {match['key']}"
        yield name, _around(sample, match.start(group), match.end(group), escape)


def _in_lines(sample: str) -> Iterator[tuple[str, Place]]:
    """Yield the first and the last word of each line; what stands before a word names it."""
    for line in _LINE.finditer(sample):
        words = list(_WORD.finditer(sample, line.start(), line.end()))
        for match in {words[0], words[-1]} if words else ():
            yield ascii(sample[line.start() : match.start()][-14:]), _around(sample, *match.span(), str)


def _around(sample: str, start: int, end: int, escape: Callable[[str], str]) -> Place:
    return lambda text: sample[:start] + escape(text).replace("\0", "") + sample[end:]


def _known_names() -> Iterator[tuple[str, Place]]:
    """Yield an element, a key and a column for each name that a reader knows."""
    head = " ".join(f'xmlns:{prefix}="{uri}"' for uri, prefix in elements.PREFIXES.items() if prefix)
    for name in (*elements.NAMES, "authors", "rights", "prism_doi", "arxiv_comment", "source", "name"):
        tag = name.replace("_", ":", 1) if name.partition("_")[0] in elements.PREFIXES.values() else name
        for root, item in (("rss", "item"), ('feed xmlns="http://www.w3.org/2005/Atom"', "entry")):
            start = f"<{root} {head}><{item}><title>A Moss Clock</title><link>{_LINK}</link><{tag}>"
            end = f"</{tag}></{item}></{root.split()[0]}>"
            yield f"{root[:4]}: {tag}", lambda text, start=start, end=end: f"{start}{html.escape(text)}{end}"
    for header in _HEADERS:
        end = "\n\n<a href='https://arxiv.org/abs/3103.00001'>A Moss Clock</a>\n"
        yield f"mail: {header}", lambda text, header=header, end=end: f"{_MAIL}\n{header}{text}{end}"
        yield (
            f"part of a mail: {header}",
            lambda text, header=header, end=end: (
                f"{_MAIL}\nContent-Type: multipart/mixed; boundary=x\n\n--x\n{header}{text}{end}--x--\n"
            ),
        )
    for key in sorted({*chain(*FIELDS.values()), *LINKS, *IDENTIFIERS, *REFERENCES}):
        yield f"JSON: {key}", lambda text, key=key: json.dumps([{**_RECORD, key: text}])
    for key in sorted({*(names[0] for names in FIELDS.values()), LINKS[0], *REFERENCES}):
        yield f"JSON: {key}, listed", lambda text, key=key: json.dumps([{**_RECORD, key: [text, text]}])
        yield f"CSV: {key}", lambda text, key=key: f'title,date,{key}\nA,2031-03-18,"{text}"\n'
        yield f"BibTeX: {key}", lambda text, key=key: f"@article{{a, title={{A}}, {key}={{{text}}}}}"

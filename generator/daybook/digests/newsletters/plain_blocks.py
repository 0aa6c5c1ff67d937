"""Split plain text into blocks of text with links."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.link_titles import is_sentence
from daybook.digests.fields.names import NAMES, initials_first
from daybook.digests.fields.paper_links import PaperLink, paper_link
from daybook.digests.newsletters.blocks import Block, Span
from daybook.digests.newsletters.links import NUMBER
from daybook.text.plain_text import one_line

_TEXT_URL = re.compile(r"https?://[^\s<>\"]{1,2000}")
_BEFORE_MENTIONS = re.compile(
    r"(?:^|.*\s)(?:about|also|and|as|at|by|from|in|is|like|of|on|read|see|seen|that|the|this|to|using|via|with)\s*"
)
"""Words before a URL in the middle of a sentence, with which no title ends."""
_TOLD = re.compile(r"(?:I|We|You)(?:['’][a-z]{1,2})? [a-z]")
"""The beginning of a sentence that goes on with a title."""
_LABEL_END = re.compile(r"[:–—|<({\[-]\s*\Z")
_URL_EDGE = " \t()[]<{:-–—•*#"
_URL_END = ".,;:)]}>"
_MARK = re.compile(r"\A(?:\s*>)*\s*(?:[*•–+-]\s+)?")
"""Marks of quoted mails and of list items."""
_EMPHASIS = re.compile(r"\A\s*(\*{1,3}|_{1,3})([^\s*_][^*_]{0,2000})\1\s*\Z")
"""A line of Markdown in italics or bold type."""
_PMID = re.compile(r"PMID: [0-9]{1,9}")
"""The line above a link in the mails of PubMed, below title, authors and journal."""
_DOI = re.compile(r"\bdoi: (10\.[0-9]{4,9}/\S{1,200}?)\.?(?=\s|$)")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_FEW_LINES = 3
"""Lines of a title with its authors."""
_FEWEST_TURNED = 2


def plain_blocks(text: str) -> list[Block]:
    """Return the lines of plain text that have text or links as blocks."""
    blocks = _blocks(_with_urls_last(text))
    return [block for block in blocks if any(span.link or span.text.strip() for span in block.spans)]


def _with_urls_last(text: str) -> str:
    """Return a text with URLs below titles, if most paragraphs with URLs have one above a title."""
    paragraphs = _BLANK.split(text)
    turned = [_with_url_last(paragraph) for paragraph in paragraphs]
    changed = sum(one != other for one, other in zip(paragraphs, turned, strict=True))
    linked = sum("://" in paragraph for paragraph in paragraphs)
    return "\n\n".join(turned) if 2 * changed > linked and changed >= _FEWEST_TURNED else text


def _with_url_last(paragraph: str) -> str:
    """Return a paragraph of a paper's URL, its title, and perhaps its authors, with the URL last."""
    first, *others = paragraph.strip("\n").split("\n")
    url = _TEXT_URL.fullmatch(_MARK.sub("", first).strip())
    if not url or not 0 < len(others) <= _FEW_LINES or not _link(url).is_paper or "://" in "".join(others):
        return paragraph
    if is_sentence(others[-1].strip()):
        return paragraph
    title, *names = others
    listed = [f"Authors: {line}" if NAMES.fullmatch(line.strip()) else line for line in names]
    return "\n".join([title, *listed, first])


def _blocks(text: str) -> Iterator[Block]:
    """Return the lines of plain text as blocks; the entries of PubMed have their titles linked."""
    above: list[str] = []
    continues = False
    for raw in f"{text}\n".split("\n"):
        line = _MARK.sub("", raw)
        urls = list(_TEXT_URL.finditer(line))
        if line.strip() and not urls:
            above.append(line)
            continue
        if urls and (entry := _pubmed_entry(above)):
            rest, title, names = entry
            doi = _DOI.search(" ".join(map(one_line, above)))
            link = _link(urls[0])
            yield from _line_blocks(rest, continues)
            yield Block((Span(title, replace(link, doi=doi[1]) if doi else link, "apart"),), "plain")
            yield Block((Span(f"Authors: {names}"),), "plain")
        else:
            yield from _line_blocks(above, continues)
            yield Block(tuple(_line_spans(line, urls)), "plain", 0, continues or bool(above))
        above, continues = [], bool(urls)


def _line_blocks(lines: Sequence[str], continues: bool) -> Iterator[Block]:
    for number, line in enumerate(lines):
        text = _EMPHASIS.sub(r"\2", line).replace("**", "")
        yield Block((Span(text),), "plain", 0, continues or number > 0)


def _line_spans(line: str, urls: Sequence[re.Match[str]]) -> Iterator[Span]:
    """Return the spans of a line with its URLs."""
    end = 0
    for match in urls:
        before = line[end : match.start()]
        label = one_line(before).strip(_URL_EDGE)
        label = label.rstrip(",") if NUMBER.match(label) else label
        after = (match[0][len(match[0].rstrip(_URL_END)) :] + line[match.end() :]).lstrip(")]>")
        is_mention = _BEFORE_MENTIONS.fullmatch(before[-100:]) or after.startswith((",", ";"))
        is_label = not (is_mention or is_call(label) or label[:1].islower() or _TOLD.match(label))
        if not is_label:
            yield Span(before)
        css = "line" if _LABEL_END.search(before[-20:]) or not before.strip() else "words"
        yield Span(label if is_label else "", _link(match), css if is_label else "")
        end = match.end()
    yield Span(line[end:].lstrip(")]>"))


def _pubmed_entry(lines: list[str]) -> tuple[list[str], str, str] | None:
    """Return the lines before an entry of PubMed, its title and its authors; None for other lines."""
    texts = [one_line(line) for line in lines]
    start = next((n for n in reversed(range(len(texts))) if NUMBER.match(texts[n])), -1)
    if start < 0 or not _PMID.fullmatch(texts[-1]):
        return None
    end = next((n for n in range(start, len(texts) - 1) if texts[n].endswith((".", "?", "!"))), start)
    title = " ".join(texts[start : end + 1]).removesuffix(".")
    names = " ".join(texts[end + 1 : -1]).partition(". ")[0]
    return lines[:start], title, ", ".join(initials_first(name.strip()) for name in names.split(","))


def _link(url: re.Match[str]) -> PaperLink:
    return paper_link(url[0].rstrip(_URL_END))

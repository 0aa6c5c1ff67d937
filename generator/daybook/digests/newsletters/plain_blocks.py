"""Split plain text into blocks of text with links."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import authors_in, is_fact
from daybook.digests.fields.link_titles import is_sentence
from daybook.digests.fields.names import NAMES, initials_first
from daybook.digests.fields.paper_links import PaperLink, paper_link
from daybook.digests.newsletters.blocks import Block, Span
from daybook.text.plain_text import one_line

_TEXT_URL = re.compile(r"https?://[^\s<>\"]{1,2000}")
_BEFORE_MENTIONS = re.compile(
    r"(?:^|.*\s)(?:about|also|and|as|at|by|from|in|is|like|of|on|read|see|seen|that|the|this|to|using|via|with)\s*"
)
"""Words before a URL in the middle of a sentence, with which no title ends."""
_LABEL_END = re.compile(r"[:–—|<({\[-]\s*\Z")
_URL_EDGE = " \t()[]<{:-–—•*#"
_URL_END = ".,;:)]}>"
_MARK = re.compile(r"\A(?:\s*>)*\s*(?:[*•–+-]\s+)?")
"""Marks of quoted mails and of list items."""
_EMPHASIS = re.compile(r"\A\s*(\*{1,3}|_{1,3})([^\s*_][^*_]{0,2000})\1\s*\Z")
"""A line of Markdown in italics or bold type."""
_NUMBERED = re.compile(r"[\[(]?[0-9]{1,3}[.)\]]\s")
_PMID = re.compile(r"PMID: [0-9]{1,9}")
"""The line above a link in the mails of PubMed, below title, authors and journal."""
_DOI = re.compile(r"\bdoi: (10\.[0-9]{4,9}/\S{1,200}?)\.?(?=\s|$)")
FOOTNOTE = re.compile(r"\s*\[[0-9]{1,3}\]:?\s*")
"""The number of a note before a URL, whose title is not the text above."""
_BYLINE = re.compile(r"\S.{1,200}? - .{0,200}\b(?:19|20)[0-9]{2}\b.{0,60}")
"""Authors, journal and year below a title in Google Scholar's mails."""
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_FEW_LINES = 3
"""Lines of a title with its authors."""
_FEWEST_TURNED = 2
_SEVERAL = re.compile(", | and ")
_WRAPPED, _LONGEST_TITLE = 60, 400
"""Characters of a line that may go on below, and of a title."""


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


class _Part(Struct, frozen=True):
    """A blank line or one with URLs, and the lines of its paragraph above it, below the last URL."""

    above: list[str]
    line: str
    urls: list[re.Match[str]]

    @property
    def is_below_title(self) -> bool:
        """Whether the first URL stands alone, or below a call, and so the title above it."""
        before = self.line[: self.urls[0].start()] if self.urls else ""
        is_alone = is_call(before) and not FOOTNOTE.fullmatch(before)
        return bool(self.urls and self.above) and is_alone


def _parts(text: str) -> Iterator[_Part]:
    above: list[str] = []
    for raw in f"{text}\n".split("\n"):
        line = _MARK.sub("", raw)
        urls = list(_TEXT_URL.finditer(line))
        if line.strip() and not urls:
            above.append(line)
            continue
        yield _Part(above, line, urls)
        above = []


def _blocks(text: str) -> Iterator[Block]:
    """Return the lines of plain text as blocks; a URL's text is that before it, else the title above it."""
    parts = list(_parts(text))
    may_be_one = _names_are_last([part.above for part in parts if part.is_below_title])
    continues = False
    for part in parts:
        above, line, urls = part.above, part.line, part.urls
        if part.is_below_title:
            link = _link(urls[0])
            excerpt: list[str] = []
            if link.is_scholar and (entry := _scholar_entry(above)):
                rest, title, names, excerpt = entry
            else:
                rest, title, names = _pubmed_entry(above) or _title_above(above, may_be_one=may_be_one)
            if doi := _PMID.fullmatch(above[-1].strip()) and _DOI.search(" ".join(map(one_line, above))):
                link = replace(link, doi=doi[1])
            yield from _line_blocks(rest, continues)
            yield Block((Span(title, link, "above"),), "plain")
            yield Block((Span(f"Authors: {names}" if names else ""),), "plain")
            yield from _line_blocks(excerpt, continues=False)
            yield Block(tuple(_line_spans(line[urls[0].end() :], urls[1:], urls[0].end())), "plain")
        else:
            yield from _line_blocks(above, continues)
            yield Block(tuple(_line_spans(line, urls, 0)), "plain", 0, continues or bool(above))
        continues = bool(urls)


def _line_blocks(lines: Sequence[str], continues: bool) -> Iterator[Block]:
    for number, line in enumerate(lines):
        yield Block((Span(_EMPHASIS.sub(r"\2", line)),), "plain", 0, continues or number > 0)


def _line_spans(line: str, urls: Sequence[re.Match[str]], offset: int) -> Iterator[Span]:
    """Return the spans of a line, or of its rest from an offset, with its URLs."""
    end = 0
    for match in urls:
        before = line[end : match.start() - offset]
        label = one_line(before).strip(_URL_EDGE)
        label = label.rstrip(",") if _NUMBERED.match(label) else label
        after = (match[0][len(match[0].rstrip(_URL_END)) :] + line[match.end() - offset :]).lstrip(")]>")
        is_mention = _BEFORE_MENTIONS.fullmatch(before[-100:]) or after.startswith((",", ";"))
        is_label = not (is_mention or is_call(label) or label[:1].islower())
        if not is_label:
            yield Span(before)
        css = "line" if _LABEL_END.search(before[-20:]) or not before.strip() else "words"
        yield Span(label if is_label else "", _link(match), css if is_label else "")
        end = match.end() - offset
    yield Span(line[end:].lstrip(")]>"))


def _pubmed_entry(lines: list[str]) -> tuple[list[str], str, str] | None:
    """Return the lines before an entry of PubMed, its title and its authors; None for other lines."""
    texts = [one_line(line) for line in lines]
    start = next((n for n in reversed(range(len(texts))) if _NUMBERED.match(texts[n])), -1)
    if start < 0 or not _PMID.fullmatch(texts[-1]):
        return None
    end = next((n for n in range(start, len(texts) - 1) if texts[n].endswith((".", "?", "!"))), start)
    title = " ".join(texts[start : end + 1]).removesuffix(".")
    names = " ".join(texts[end + 1 : -1]).partition(". ")[0]
    return lines[:start], title, ", ".join(initials_first(name.strip()) for name in names.split(","))


def _scholar_entry(lines: list[str]) -> tuple[list[str], str, str, list[str]] | None:
    """Return the lines before an entry of Google Scholar, its title, its authors, and its excerpt."""
    texts = [one_line(line).replace("\u00a0", " ") for line in lines]
    place = next((n for n in reversed(range(1, len(texts))) if _BYLINE.fullmatch(texts[n])), 0)
    if not place:
        return None
    rest, title, _ = _title_above(lines[:place])
    return rest, title, texts[place].partition(" - ")[0], texts[place + 1 :]


def _names_are_last(entries: Sequence[list[str]]) -> bool:
    """Return whether names, of one author or several, stand below most titles of the lines above URLs.

    A line below a long one may go on with its title, and is no sign.
    """
    texts = (_without_facts(lines)[0] for lines in entries)
    found = [len(lines) > 1 and _is_named(lines) for lines in texts if not _may_wrap(lines)]
    return 2 * sum(found) > len(found)


def _without_facts(lines: Sequence[str]) -> tuple[list[str], str]:
    """Return lines without labelled ones at the end, such as ``Pages: 1-9``, and the authors in these."""
    texts = [one_line(line) for line in lines]
    listed = ""
    while len(texts) > 1 and (is_fact(texts[-1]) or authors_in(texts[-1])):
        listed = listed or ", ".join(authors_in(texts[-1]))
        texts.pop()
    return texts, listed


def _may_wrap(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and len(texts[-2]) >= _WRAPPED and not _SEVERAL.search(texts[-1])


def _is_named(texts: Sequence[str]) -> bool:
    """Return whether the last of some lines may be names, and the one before a title, and no heading."""
    is_title = len(texts[-2].split()) > 2 and not texts[-2].endswith((":", ",", ".", "!"))
    return is_title and NAMES.fullmatch(texts[-1][:_LONGEST_TITLE]) is not None


def _title_above(lines: list[str], *, may_be_one: bool = False) -> tuple[list[str], str, str]:
    """Return the lines before a title, the title, and names below it, in the lines above a URL.

    With ``may_be_one`` a single name counts.
    """
    texts, listed = _without_facts(lines)
    is_named = len(texts) > 1 and NAMES.fullmatch(texts[-1][:_LONGEST_TITLE])
    is_sure = may_be_one or _SEVERAL.search(texts[-1]) or any(map(_NUMBERED.match, texts[-3:-1]))
    names = texts.pop() if is_named and is_sure else ""
    texts, _ = _without_facts(texts)  # between title and names
    start = len(texts) - 1
    while (
        start > 0
        and not _NUMBERED.match(texts[start])
        and (len(texts[start - 1]) >= _WRAPPED or _NUMBERED.match(texts[start - 1]))
    ):
        start -= 1
    title = " ".join(texts[start:])
    return lines[:start], title if len(title) <= _LONGEST_TITLE else texts[-1], listed or names


def _link(url: re.Match[str]) -> PaperLink:
    return paper_link(url[0].rstrip(_URL_END))

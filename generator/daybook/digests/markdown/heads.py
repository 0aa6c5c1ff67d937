"""Find where papers begin in a Markdown digest: at a title that is a link, or at the title above a link.

Titles above links are of one kind in a file: on the link's own line, headings of one level, bold lines, or
any line directly above. It is the kind of which most links have exactly one since the link before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import is_foot
from daybook.digests.fields.link_titles import is_title, may_be_paper, paper_key
from daybook.digests.fields.names import split_names
from daybook.digests.markdown.fields import names_in
from daybook.digests.markdown.inline import plain
from daybook.digests.markdown.labels import FIELD_OF_LABEL, label_of
from daybook.digests.markdown.lines import Line, cited_title
from daybook.digests.markdown.name_lists import are_mostly_names, are_names
from daybook.digests.markdown.titles import (
    clean_title,
    is_below_title,
    is_journal,
    is_label,
    is_mention_of_paper,
    lists_authors,
    own_title,
    quoted_title,
)
from daybook.text.plain_text import ends_sentence

_TEXT = ("text", "item")
_FEWEST_WORDS = 2
"""Fewest words of a title that links to a host that is not known for papers."""
_FEWEST_LABELS = 2
"""Labelled lines below the title of a note."""
_ABOUT = frozenset({"metadata", "info", "information", "details"})
"""Headings above the labelled lines of a note."""
_PAIR, _LABEL = re.compile(r"\w[\w ]{1,24}: ?\S"), re.compile(r"(?!)")
"""A line with any label, as below such a heading, and none."""
_LONGEST_NAME = 3
"""Words of a link that may be a person's name, behind other names."""
_WITHIN_SENTENCE = re.compile(
    "in|on|at|of|the|a|an|and|or|from|is|are|see|our|to|by|with|for|as|this|that|which|also|here|its"
)
"""Words with which no title ends."""
_LONGEST_SIGNS = 300
"""Characters before a title; a pattern that splits them takes the square."""


class Head(Struct):
    """The line with a paper's title."""

    index: int
    title: str
    url: str
    link_index: int
    """Of the line with the link, which may be below."""


def find_heads(lines: Sequence[Line]) -> tuple[list[Head], list[int], int]:
    """Return the papers of the lines in their order, the lines whose paper has no title, and the mentions."""
    heads = _linked_titles(lines)
    links, strays, mentions = _other_links(lines, heads)
    titled, untitled = _titles_above(lines, links, sorted(head.index for head in heads))
    untitled = sorted([*untitled, *strays])
    if note := _note(lines, links):
        return [note], [], mentions
    if (
        len(heads) == 1
        and not titled
        and (lines[heads[0].index].kind, lines[heads[0].index].level) == ("heading", 1)
    ):
        return [], untitled, mentions
    return sorted([*heads, *titled], key=lambda head: head.index), untitled, mentions


def _other_links(
    lines: Sequence[Line], heads: Sequence[Head]
) -> tuple[list[tuple[int, str]], list[int], int]:
    """Return the links to papers whose text is no title, the items with another text, and the mentions."""
    known = {paper_key(head.url) for head in heads}
    kinds = {(lines[head.index].kind, lines[head.index].level) for head in heads}
    owner = {head.index: head.url for head in heads}
    links: list[tuple[int, str]] = []
    strays: list[int] = []
    mentions = 0
    current = ""
    for index, line in enumerate(lines):
        if index in owner:
            current = owner[index]
            continue
        is_item = line.kind == "item" and (line.kind, line.level) in kinds
        for span in line.spans:
            key = paper_key(span.url)
            if not key or key in known:
                continue
            known.add(key)
            if current and not paper_key(current).startswith(("arxiv:", "doi:")):
                continue  # an identifier of the paper above
            if is_mention_of_paper(line) and not (index and is_below_title(lines[index - 1], line)):
                mentions += 1
            elif is_label(line, plain(span.text)):
                links.append((index, span.url))
            elif is_item:
                strays.append(index)
            else:
                mentions += 1
            break
    return links, strays, mentions


def _note(lines: Sequence[Line], links: Sequence[tuple[int, str]]) -> Head | None:
    """Return the paper of a note about it alone, as Notion exports one: a heading, then labelled lines.

    One of them is the text's first link to a paper.
    """
    first = next((index for index, line in enumerate(lines) if line.kind != "blank"), 0)
    if len(links) != 1 or not lines or (lines[first].kind, lines[first].level) != ("heading", 1):
        return None
    index, url = links[0]
    whole = [line for line in lines[first + 1 : index + 1] if line.kind != "blank"]
    above = [line for line in whole if line.kind != "heading" or line.text.casefold() not in _ABOUT]
    pair = _PAIR if len(above) < len(whole) else _LABEL
    value = (label_of(lines[index]) or ("", ""))[1]
    if value and not value.startswith((url, _first_link(lines[index]))):
        return None
    labelled = [label_of(line) or pair.match(line.text) for line in (*above, *lines[index + 1 : index + 2])]
    title = clean_title(lines[first].text)
    if len(labelled) < _FEWEST_LABELS or not all(labelled[: len(above)]) or not is_title(title):
        return None
    return Head(first, title, url, index) if labelled[-1] or len(above) >= _FEWEST_LABELS else None


def _first_link(line: Line) -> str:
    return next((plain(span.text) for span in line.spans if paper_key(span.url)), "")


def _linked_titles(lines: Sequence[Line]) -> list[Head]:
    """Find lines that begin with a link whose text is a title.

    If most lines of a kind in a section link to papers, the others are papers too, on whatever host.
    """
    found: list[tuple[Head, tuple[int, str, int]]] = []
    shapes: Counter[tuple[int, str, int]] = Counter()
    seen: set[str] = set()
    section = 0
    for index, line in enumerate(lines):
        if line.kind == "heading" and not any(span.url for span in line.spans):
            section = index
        link = next((number for number, span in enumerate(line.spans) if span.url), None)
        if line.kind == "row" or link is None or not _is_lead(line, link):
            continue
        span = line.spans[link]
        title, key = clean_title(cited_title(span.text) or plain(span.text)), paper_key(span.url)
        is_other = not key and (is_foot(title) or len(title.split()) < _FEWEST_WORDS)
        is_glued = (
            line.kind == "text" and line.spans[link + 1 :][:1] and line.spans[link + 1].text[:1].isalpha()
        )
        if is_other or not is_title(title) or not may_be_paper(span.url) or (key or span.url) in seen:
            continue
        if is_journal(line, title):
            continue
        if is_glued:  # within a sentence of a language without spaces there
            continue
        seen.add(key or span.url)
        shape = (section, line.kind, line.level)
        shapes[shape] += 1 if key else -1
        found.append((Head(index, title, span.url, index), shape))
    return [head for head, shape in found if paper_key(head.url) or shapes[shape] > 0]


def _is_lead(line: Line, link: int) -> bool:
    """Return whether only numbers, signs or a short tag in brackets stand before a link."""
    before = plain("".join(span.text for span in line.spans[:link])).strip()
    if (label := label_of(line)) and FIELD_OF_LABEL.get(label[0]) in ("title", "link"):
        return not any(map(str.isalpha, before.partition(":")[2]))
    signs = r"[\W\d_]*(?:\[[^\[\]]{1,20}\]|\([^()]{1,20}\))?[\W\d_]*"
    if len(before) <= _LONGEST_SIGNS and re.fullmatch(signs, before):
        return True
    return len(line.spans[link].text.split()) > _LONGEST_NAME and are_mostly_names(before)


def _titles_above(
    lines: Sequence[Line], links: list[tuple[int, str]], owners: list[int]
) -> tuple[list[Head], list[int]]:
    gaps: list[dict[tuple[str, int], list[tuple[int, str]]]] = []
    previous = -1
    marks = iter(owners)
    mark = next(marks, len(lines))
    for index, _ in links:
        while mark < index:
            previous, mark = max(previous, mark), next(marks, len(lines))
        gaps.append(_candidates(lines, previous + 1, index))
        previous = index
    modes: Counter[tuple[str, int]] = Counter()
    for gap in gaps:
        modes.update(mode for mode, found in gap.items() if len(found) == 1 or mode[0] in ("own", "above"))
    if modes[("heading", 1)] == 1:
        del modes[("heading", 1)]  # the title of the file
    order = {"own": 5, "heading": 4, "strong": 3, "item": 2, "above": 1}
    best = max(modes, key=lambda mode: (modes[mode], order[mode[0]], mode[1]), default=("own", 0))
    heads: list[Head] = []
    untitled: list[int] = []
    for (index, url), gap in zip(links, gaps, strict=True):
        above = [one for one in gap.get(("strong", 0), []) if one[0] == index - 1]
        is_byline = above and names_in(lines[index].text)
        found = above if is_byline else gap.get(("own", 0)) or gap.get(best) or above
        found = (
            found or [one for titles in gap.values() for one in titles if _is_above(lines, one[0], index)][:1]
        )
        if found:
            heads.append(Head(found[-1][0], found[-1][1], url, index))
        elif not (heads and heads[-1].link_index == index - 1):  # else another link of the paper above
            untitled.append(index)
    return heads, untitled


def _is_above(lines: Sequence[Line], start: int, end: int) -> bool:
    """Return whether a line is an item, and the lines below it up to ``end`` are its own text."""
    below = lines[start + 1 : end + 1]
    return lines[start].kind == "item" and all(line.kind == "text" and line.level for line in below)


def _candidates(lines: Sequence[Line], start: int, end: int) -> dict[tuple[str, int], list[tuple[int, str]]]:
    """Return the titles that lines ``start`` to ``end`` may hold for a link on the last, by their kind."""
    found: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for index in range(max(start, end - 300), end + 1):
        line = lines[index]
        label = label_of(line) if line.kind in ("heading", "item", "text") else None
        if index == end and (own := own_title(line)):
            found[("own", 0)] = [(index, own)]
        if line.kind == "row" or line.kind == "blank":
            continue
        if label and FIELD_OF_LABEL.get(label[0]) == "title":
            if is_title(title := clean_title(label[1])):
                found.setdefault(("strong", 0), []).append((index, title))
            continue
        if line.kind == "heading":  # begins another part, below which items above name no paper
            found = {mode: titles for mode, titles in found.items() if mode[0] != "item"}
        title = clean_title(line.text if line.kind == "heading" else line.strong)
        if title and is_title(title) and not label:
            mode = ("heading", line.level) if line.kind == "heading" else ("strong", 0)
            found.setdefault(mode, []).append((index, title))
        if index < end and line.kind == "item" and not (title or label) and len(line.text.split()) > 1:
            item = clean_title(quoted_title(line.text))
            if is_title(item) and not line.text.endswith("。"):
                found.setdefault(("item", line.level), []).append((index, item))
    strong = found.get(("strong", 0), [])
    if len(strong) > 1 and (titles := [one for one in strong if not lists_authors(lines[one[0]])]):
        found[("strong", 0)] = titles
    above = _title_above(lines, start, end)
    words = plain(" ".join(span.text for span in lines[end].spans if not span.url))
    if above and (is_call(words) or label_of(lines[end])):
        found[("above", 0)] = [above]
    return found


def _title_above(lines: Sequence[Line], start: int, end: int) -> tuple[int, str] | None:
    """Return the first line of the text directly above a link.

    None if that text begins right below the link before, so that a part of it may be of the paper before, or
    if it is a single line apart from the link, with authors' names.
    """
    last = end - 1
    while last >= start and lines[last].kind == "blank":
        last -= 1
    if last < start or lines[last].kind not in _TEXT:
        return None
    first = last
    while first > start and lines[first - 1].kind in _TEXT:
        first -= 1
    text = lines[first].text
    if first < last and first == start > 0:
        return None
    if lines[end].kind == lines[first].kind == "item" and lines[end].level == lines[first].level:
        return None
    if first == last < end - 1 and are_names(text) and all(" " in name for name in split_names(text)[:9]):
        return None
    if label_of(lines[first]) or ends_sentence(text) or not is_title(text):
        return None
    if (
        text.endswith((":", ",", "："))
        or _WITHIN_SENTENCE.fullmatch(text.rpartition(" ")[2])
        or (first < last and lines[first + 1].text[:1].islower())
    ):
        return None  # the beginning of a sentence
    title = clean_title(text)
    is_long = len(title.split()) > 2 or (first < last and are_names(lines[first + 1].text))
    return (first, title) if is_long else None

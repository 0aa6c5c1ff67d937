"""Find where papers begin in a Markdown digest: at a title that is a link, or that stands apart from one."""

import re
from collections import Counter
from collections.abc import Sequence

from daybook.digests.fields.entry_lines import is_foot
from daybook.digests.fields.link_titles import is_cited, is_identifier, is_title, may_be_paper, paper_key
from daybook.digests.fields.name_lists import are_mostly_names
from daybook.digests.markdown.inline import plain, plain_text
from daybook.digests.markdown.labelled import labelled_heads
from daybook.digests.markdown.labels import FIELD_OF_LABEL, label_of
from daybook.digests.markdown.lines import Line, cited_title
from daybook.digests.markdown.titles import (
    clean_title,
    is_below_title,
    is_journal,
    is_label,
    is_mention_of_paper,
)
from daybook.digests.markdown.titles_apart import Head, titles_apart

_FEWEST_WORDS = 2
"""Fewest words of a title that links to a host that is not known for papers."""
_FEWEST_LABELS = 2
"""Labelled lines below the title of a note."""
_ABOUT = frozenset({"metadata", "info", "information", "details"})
"""Headings above the labelled lines of a note."""
_PAIR, _LABEL = re.compile(r"\w[\w ]{1,24}: ?\S"), re.compile(r"(?!)")
"""A line with any label, as below such a heading or among others, and none."""
_LONGEST_NAME = 3
"""Words of a link that may be a person's name, behind other names."""
_LONGEST_SIGNS, _LONGEST_CELL = 300, 20
"""Characters before a title, of which a pattern takes the square, and of a date or topic before a bar."""


def find_heads(lines: Sequence[Line]) -> tuple[list[Head], list[int], int]:
    """Return the papers in order, the lines of links without a title, and the number of mentions."""
    heads = _linked_titles(lines)
    links, strays, mentions = _other_links(lines, heads)
    titled, untitled = titles_apart(lines, links, sorted(head.index for head in heads))
    untitled = sorted([*untitled, *strays])
    if note := _note(lines, links):
        return [note], [], mentions
    if len(labelled := labelled_heads(lines)) > len(heads) + len(titled):
        return labelled, [], 0
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
    """Return links whose text is a label, items whose links have another text, and the number of mentions."""
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
    is_table = len(above) < len(whole) or sum(map(bool, map(label_of, above))) >= _FEWEST_LABELS
    pair = _PAIR if is_table else _LABEL
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
        is_other = is_identifier(title) or (
            not key and (is_foot(title) or len(title.split()) < _FEWEST_WORDS)
        )
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
    before = plain_text(line.spans[:link]).strip()
    if (label := label_of(line)) and FIELD_OF_LABEL.get(label[0]) in ("title", "link"):
        return not any(map(str.isalpha, before.partition(":")[2]))
    signs = r"[\W\d_]*(?:\[[^\[\]]{1,20}\]|\([^()]{1,20}\))?[\W\d_]*"
    if before.endswith("|") and max(map(len, before.split("|"))) <= _LONGEST_CELL:
        return True
    if len(before) <= _LONGEST_SIGNS and (re.fullmatch(signs, before) or is_cited(before.strip(" .:,—–-"))):
        return True
    return len(line.spans[link].text.split()) > _LONGEST_NAME and are_mostly_names(before)

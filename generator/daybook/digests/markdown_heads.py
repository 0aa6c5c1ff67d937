"""Find where papers begin in a Markdown digest: at a title that is a link, or at the title above a link.

Titles above links are of one kind in a file: on the link's own line, headings of one level, bold lines, or
any line directly above. It is the kind of which most links have exactly one since the link before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from daybook.digests.entry_lines import is_foot
from daybook.digests.link_titles import is_call, is_identifier, is_title, may_be_paper, paper_key
from daybook.digests.markdown_beside import title_of_reference
from daybook.digests.markdown_fields import FIELD_OF_LABEL, are_names, label_of, names_in
from daybook.digests.markdown_lines import Line
from daybook.digests.markdown_text import plain
from daybook.digests.names import split_names
from daybook.text.plain_text import ends_sentence

_NUMBER = re.compile(
    r"^(?:\W*\b[0-9]{1,3}[.)、:]\s+|\[[0-9]{1,3}\]\s+|[0-9]\ufe0f?\u20e3\s*|[^\w\"'“‘(\[<$【]+)"
)
_SIGNS = re.compile(r"^[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\s]+")
"""Pictures between a number and a title."""
_VENUE = re.compile(r"^[(\[【](?:[\w'’&./-]{1,20} ){0,4}[\w'’&./-]{0,20}[0-9]{2}[)\]】]\s*(?=\S)")
"""``(MossConf 2031)`` or ``[MossConf'31]`` before a title."""
_AUTHOR_AFTER = re.compile(r", [^\W\d_a-z][^\d,.]{1,40} et\.? al\.?$")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
"""After a title in bold type, as after a sentence."""
_SEPARATORS = " \t-–—:：|,;([（【·"
_UNCLOSED = re.compile(r"\s*[(（\[][^()（）\[\]]{0,60}$")
_QUOTED = re.compile(r"^\w[^\"“]{0,300}[\"“]([^\"”]{10,300}?)[,.]?[\"”]")
_TEXT = ("text", "item")
_FEWEST_WORDS = 2
"""Fewest words of a title that links to a host that is not known for papers."""
_MOST_WORDS = 14
"""Most words in addition to a link; with more of them the link is a mention."""
_FEWEST_LABELS = 2
"""Labelled lines below the title of a note."""
_ABOUT = frozenset({"metadata", "info", "information", "details"})
"""Headings above the labelled lines of a note."""
_PAIR, _LABEL = re.compile(r"\w[\w ]{1,24}: ?\S"), re.compile(r"(?!)")
"""A line with any label, as below such a heading, and none."""
_LONGEST_SIGNS = 300
"""Characters before a title; a pattern that splits them takes the square."""


class Head(Struct):
    """The line with a paper's title."""

    index: int
    title: str
    url: str
    link_index: int
    """Of the line with the link, which may be below."""


def clean_title(text: str) -> str:
    """Return a title without its number and brackets."""
    title = _SIGNS.sub("", _NUMBER.sub("", text.strip(), count=1), count=1)
    title = _UNCLOSED.sub("", _VENUE.sub("", title, count=1)).rstrip(_SEPARATORS)
    title = _AUTHOR_AFTER.sub("", title)
    if title.startswith("[") and title.endswith("]") and title.count("[") == 1:
        title = title[1:-1]
    return _STOP.sub("", title.strip())


def _quoted(text: str) -> str:
    """Return the title in ``Ada Mill, "A Title," 2031``, else the text."""
    match = _QUOTED.search(text)
    return match[1] if match else text


def find_heads(lines: Sequence[Line]) -> tuple[list[Head], list[int], int]:
    """Return the papers of the lines in their order, the lines whose paper has no title, and the mentions."""
    heads = _linked_titles(lines)
    known = {paper_key(head.url) for head in heads}
    links: list[tuple[int, str]] = []
    mentions = 0
    owner = {head.index: head.url for head in heads}
    current = ""
    for index, line in enumerate(lines):
        if index in owner:
            current = owner[index]
            continue
        for span in line.spans:
            key = paper_key(span.url)
            if not key or key in known:
                continue
            known.add(key)
            if current and not paper_key(current).startswith(("arxiv:", "doi:")):
                continue  # an identifier of the paper above
            if _is_mention(line) or not (is_call(span.text) or is_identifier(span.text)):
                mentions += 1
            else:
                links.append((index, span.url))
            break
    titled, untitled = _titles_above(lines, links, sorted(owner))
    if note := _note(lines, links):
        return [note], [], mentions
    if (
        len(heads) == 1
        and not titled
        and (lines[heads[0].index].kind, lines[heads[0].index].level) == ("heading", 1)
    ):
        return [], untitled, mentions
    return sorted([*heads, *titled], key=lambda head: head.index), untitled, mentions


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
    labelled = [label_of(line) or pair.match(line.text) for line in (*above, *lines[index + 1 : index + 2])]
    title = clean_title(lines[first].text)
    if len(labelled) < _FEWEST_LABELS or not all(labelled[: len(above)]) or not is_title(title):
        return None
    return Head(first, title, url, index) if labelled[-1] or len(above) >= _FEWEST_LABELS else None


def _is_mention(line: Line) -> bool:
    """Return whether a link is within a sentence."""
    if _own_title(line):
        return False
    words = " ".join(span.text for span in line.spans if not span.url).split()
    link = next(number for number, span in enumerate(line.spans) if paper_key(span.url))
    before = plain("".join(span.text for span in line.spans[:link]))
    is_sentence = len(before.split()) > 1 and not (
        is_call(before)
        or label_of(line)
        or before.rstrip().endswith(".")
        or before.endswith(tuple(_SEPARATORS))
    )
    return len(words) > _MOST_WORDS or (line.kind == "text" and is_sentence)


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
        title, key = clean_title(plain(span.text)), paper_key(span.url)
        is_other = not key and (is_foot(title) or len(title.split()) < _FEWEST_WORDS)
        if is_other or not is_title(title) or not may_be_paper(span.url) or (key or span.url) in seen:
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
    return len(before) <= _LONGEST_SIGNS and re.fullmatch(signs, before) is not None


def _own_title(line: Line) -> str:
    """Return the title on the line of its link: in bold type, or the text before it in a heading or item."""
    label = label_of(line)
    if title := _title_after(line):
        return title
    if line.strong and not label:
        title = clean_title(line.strong)
        return title if is_title(title) and FIELD_OF_LABEL.get(title.casefold()) is None else ""
    link = next((number for number, span in enumerate(line.spans) if paper_key(span.url)), 0)
    if line.kind not in ("heading", "item") or not link or label:
        return ""
    before = plain("".join(span.text for span in line.spans[:link] if not is_call(span.text)))
    title = clean_title(title_of_reference(clean_title(before)))
    return title if is_title(title) and len(title.split()) > 1 else ""


def _title_after(line: Line) -> str:
    """Return the title behind a link whose text is an identifier: ``[3103.00001](…) A Title``."""
    first = next((n for n, span in enumerate(line.spans) if any(map(str.isalnum, span.text))), 0)
    if not line.spans or not (
        paper_key(line.spans[first].url) and is_identifier(plain(line.spans[first].text))
    ):
        return ""
    rest = plain("".join(span.text for span in line.spans[first + 1 :] if not span.url))
    title = clean_title(rest.lstrip(_SEPARATORS + "*])"))
    return title if is_title(title) and len(title.split()) > 1 and not ends_sentence(title) else ""


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
        if found:
            heads.append(Head(found[-1][0], found[-1][1], url, index))
        else:
            untitled.append(index)
    return heads, untitled


def _candidates(lines: Sequence[Line], start: int, end: int) -> dict[tuple[str, int], list[tuple[int, str]]]:
    """Return the titles that lines ``start`` to ``end`` may hold for a link on the last, by their kind."""
    found: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for index in range(max(start, end - 300), end + 1):
        line = lines[index]
        label = label_of(line) if line.kind in ("heading", "item", "text") else None
        if index == end and (own := _own_title(line)):
            found[("own", 0)] = [(index, own)]
        if line.kind == "row" or line.kind == "blank":
            continue
        if label and FIELD_OF_LABEL.get(label[0]) == "title":
            if is_title(title := clean_title(label[1])):
                found.setdefault(("strong", 0), []).append((index, title))
            continue
        title = clean_title(line.text if line.kind == "heading" else line.strong)
        if title and is_title(title) and not label:
            mode = ("heading", line.level) if line.kind == "heading" else ("strong", 0)
            found.setdefault(mode, []).append((index, title))
        if index < end and line.kind == "item" and not (title or label) and len(line.text.split()) > 1:
            item = clean_title(_quoted(line.text))
            if is_title(item) and not line.text.endswith("。"):
                found.setdefault(("item", line.level), []).append((index, item))
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
    title = clean_title(text)
    is_long = len(title.split()) > 2 or (first < last and are_names(lines[first + 1].text))
    return (first, title) if is_long else None

"""Find titles that stand apart from the links to their papers: above them, or directly below.

Titles above links are of one kind in a file: on the link's own line, headings of one level, bold lines, or
any line directly above. It is the kind of which most links have exactly one since the link before, or, of
headings, the last one. A heading that several papers have, such as ``Resources``, is no title.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise

from msgspec import Struct

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import is_fact
from daybook.digests.fields.link_titles import is_sentence, is_title, paper_key
from daybook.digests.fields.name_lists import are_names
from daybook.digests.fields.names import split_names
from daybook.digests.markdown.bylines import names_in
from daybook.digests.markdown.inline import plain
from daybook.digests.markdown.labels import FIELD_OF_LABEL, label_of
from daybook.digests.markdown.lines import Line
from daybook.digests.markdown.titles import clean_title, lists_authors, own_title, quoted_title

_TEXT = ("text", "item")
_WITHIN_SENTENCE = re.compile(
    "in|on|at|of|the|a|an|and|or|from|is|are|see|our|to|by|with|for|as|this|that|which|also|here|its"
)
"""Words with which no title ends."""
_REGISTRIES = ("arxiv:", "doi:")
_OWN = ("own", 0)
"""The kind of titles on the lines of their links."""
_FEWEST_BELOW = 2
_FAR = 300
"""Lines from a title to its link at most."""
_Candidates = dict[tuple[str, int], list[tuple[int, str]]]
"""Lines that may be titles, with these, by the kind of line and its level."""


class Head(Struct):
    """The line with a paper's title."""

    index: int
    title: str
    url: str
    link_index: int
    """Of the line with the link, which may be below, or above."""


def titles_apart(
    lines: Sequence[Line], links: list[tuple[int, str]], owners: list[int]
) -> tuple[list[Head], list[int]]:
    """Return the papers of links whose titles are other texts, and the lines of links without any title.

    ``owners`` are the lines of papers whose titles are links.
    """
    gaps: list[_Candidates] = []
    previous = -1
    marks = iter(owners)
    mark = next(marks, len(lines))
    for index, _ in links:
        while mark < index:
            previous, mark = max(previous, mark), next(marks, len(lines))
        gaps.append(_candidates(lines, previous + 1, index))
        previous = index
    gaps = _without_repeated(gaps)
    best = _usual_kind(gaps)
    if below := _titles_below(lines, links, gaps, best):
        return below
    heads: list[Head] = []
    untitled: list[int] = []
    for (index, url), gap in zip(links, gaps, strict=True):
        above = [one for one in gap.get(("strong", 0), []) if one[0] == index - 1]
        is_byline = above and names_in(lines[index].text)
        found = above if is_byline else gap.get(_OWN) or gap.get(best) or above
        found = (
            found or [one for titles in gap.values() for one in titles if _is_above(lines, one[0], index)][:1]
        )
        if found:
            heads.append(Head(found[-1][0], found[-1][1], url, index))
        elif not (heads and heads[-1].link_index == index - 1 and _may_be_one(heads[-1].url, url)):
            untitled.append(index)
    return heads, untitled


def _usual_kind(gaps: Sequence[_Candidates]) -> tuple[str, int]:
    """Return the kind of which most links have one title, or, of headings, the last."""
    modes: Counter[tuple[str, int]] = Counter()
    for gap in gaps:
        headings = {found[-1][0]: mode for mode, found in gap.items() if mode[0] == "heading"}
        sure = {("own", 0), ("above", 0), headings[max(headings)] if headings else _OWN}
        modes.update(mode for mode, found in gap.items() if len(found) == 1 or mode in sure)
    if modes[("heading", 1)] == 1:
        del modes[("heading", 1)]  # the title of the file
    order = {"own": 5, "heading": 4, "strong": 3, "item": 2, "above": 1}
    best = max(modes, key=lambda mode: (modes[mode], order[mode[0]], mode[1]), default=_OWN)
    return _headings_of_others(gaps) if best == _OWN else best


def _without_repeated(gaps: Sequence[_Candidates]) -> list[_Candidates]:
    """Return the candidates without headings of the same words above several links."""
    headings = ({one for mode in gap if mode[0] == "heading" for _, one in gap[mode]} for gap in gaps)
    times = Counter(chain.from_iterable(headings))
    return [
        {mode: kept for mode, found in gap.items() if (kept := [one for one in found if times[one[1]] < 2])}
        for gap in gaps
    ]


def _headings_of_others(gaps: Sequence[_Candidates]) -> tuple[str, int]:
    """Return headings that are the titles of all links without a title on their line; else ``_OWN``.

    Headings of a level that is above titles on links' lines too are those of sections.
    """
    sections = {mode for gap in gaps if _OWN in gap for mode in gap}
    others = [gap for gap in gaps if _OWN not in gap]
    modes = Counter(mode for gap in others for mode, found in gap.items() if len(found) == 1)
    found = [mode for mode in modes if mode[0] == "heading" and modes[mode] == len(others) > 1]
    return max((mode for mode in found if mode not in sections), default=_OWN)


def _may_be_one(url: str, other: str) -> bool:
    """Return whether links may lead to one paper: not to two of arXiv, nor to two DOIs."""
    keys = paper_key(url), paper_key(other)
    return keys[0] == keys[1] or not any(all(key.startswith(one) for key in keys) for one in _REGISTRIES)


def _titles_below(
    lines: Sequence[Line],
    links: Sequence[tuple[int, str]],
    gaps: Sequence[_Candidates],
    mode: tuple[str, int],
) -> tuple[list[Head], list[int]] | None:
    """Return the papers and the links without a title, if most links stand directly above their titles.

    Then the first link has no title above it, and other text is between titles and the links below them.
    """
    if len(links) < _FEWEST_BELOW or mode in gaps[0] or mode[0] not in ("heading", "strong", "item"):
        return None
    last = links[-1][0]
    tail = _candidates(lines, last + 1, min(len(lines) - 1, last + _FAR)) if last + 1 < len(lines) else {}
    heads: list[Head] = []
    untitled: list[int] = []
    for (index, url), gap in zip(links, (*gaps[1:], tail), strict=True):
        place, title = next(iter(gap.get(mode, [])), (-1, ""))
        if place > index and all(line.kind == "blank" for line in lines[index + 1 : place]):
            heads.append(Head(place, title, url, index))
        else:
            untitled.append(index)
    places = {head.link_index: head.index for head in heads}
    apart = sum(
        any(line.kind != "blank" for line in lines[places[index] + 1 : end])
        for (index, _), (end, _) in pairwise(links)
        if index in places
    )
    return (heads, untitled) if len(heads) > len(untitled) and 2 * apart >= len(links) - 1 else None


def _is_above(lines: Sequence[Line], start: int, end: int) -> bool:
    """Return whether a line is an item, and the lines below it up to ``end`` are its own text."""
    below = lines[start + 1 : end + 1]
    return lines[start].kind == "item" and all(line.kind == "text" and line.level for line in below)


def _candidates(lines: Sequence[Line], start: int, end: int) -> _Candidates:
    """Return the titles that lines ``start`` to ``end`` may hold for a link on the last, by their kind."""
    found: _Candidates = {}
    for index in range(max(start, end - _FAR), end + 1):
        line = lines[index]
        label = label_of(line) if line.kind in ("heading", "item", "text") else None
        is_below = index > start and (lines[index - 1].kind == "heading" or lines[index - 1].strong)
        if index == end and (own := own_title(line)) and not (is_below and are_names(own)):
            found[_OWN] = [(index, own)]
        if line.kind == "row" or line.kind == "blank":
            continue
        is_paper = (
            label and label[0] in ("paper", "论文", "論文", "논문") and not any(s.url for s in line.spans)
        )
        if label and (is_paper or FIELD_OF_LABEL.get(label[0]) == "title"):
            if is_title(title := clean_title(label[1])):
                is_repeated = index > start and clean_title(lines[index - 1].text) == title  # as in Logseq
                found.setdefault(("strong", 0), []).append((index - is_repeated, title))
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
    """Return the first line of the text directly above a link, or above authors' names apart from both.

    None if that text begins right below the link before, so that it may belong to the paper before, or
    if it is names alone.
    """
    first, last = _paragraph(lines, start, end - 1)
    is_apart = last < end - 1
    if is_apart and start < first == last and _names_alone(lines[first].text):
        first, last = _paragraph(lines, start, first - 1)
        is_apart = False
    if last < start or lines[last].kind not in _TEXT:
        return None
    while first < last and is_fact(lines[first].text.strip("[]")):
        first += 1
    text = lines[first].text
    if first < last and first == start > 0:
        return None
    if lines[end].kind == lines[first].kind == "item" and lines[end].level == lines[first].level:
        return None
    if first == last and is_apart and _names_alone(text):
        return None
    if label_of(lines[first]) or is_sentence(text) or not is_title(text):
        return None
    if (
        text.endswith((":", ",", "："))
        or _WITHIN_SENTENCE.fullmatch(text.rpartition(" ")[2])
        or (first < last and lines[first + 1].text[:1].islower())
    ):
        return None  # the beginning of a sentence
    title = clean_title(text)
    is_long = len(title.split()) > 2 or (title and first < last and are_names(lines[first + 1].text))
    return (first, title) if is_long else None


def _paragraph(lines: Sequence[Line], start: int, last: int) -> tuple[int, int]:
    """Return the first and the last line of the text at or above a line, not above ``start``."""
    while last >= start and lines[last].kind == "blank":
        last -= 1
    first = last
    while first > start and lines[first - 1].kind in _TEXT:
        first -= 1
    return first, last


def _names_alone(text: str) -> bool:
    """Return whether a line is authors' names: ``by Ada Mill, Bo Reed``."""
    names = names_in(text)
    return bool(names) and all(" " in name for name in split_names(names)[:9])

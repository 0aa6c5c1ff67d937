"""Find papers by labelled authors, on whatever host they are.

Beside the authors is an abstract, or the link of a PDF or a paper. Together they are signs of papers alone:
books and posts have no abstract, talks have speakers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from daybook.digests.fields.link_titles import is_pdf, is_title, may_be_paper, paper_key
from daybook.digests.markdown.labels import FIELD_OF_LABEL, label_of
from daybook.digests.markdown.lines import Line
from daybook.digests.markdown.titles import clean_title
from daybook.digests.markdown.titles_apart import Head

_AUTHORS = "|".join(re.escape(label) for label, field in FIELD_OF_LABEL.items() if field == "authors")
_LABELLED = re.compile(
    rf"^[^\w\n]{{0,9}}(?:{_AUTHORS})[*_ ]{{0,3}}[:：]|\|\W{{0,9}}(?:{_AUTHORS})\W{{0,9}}\|",
    re.IGNORECASE | re.MULTILINE,
)


def may_have_labels(text: str) -> bool:
    """Return whether a text may have labelled authors, or a column of them: a quick test."""
    return _LABELLED.search(text) is not None


def leads_to_paper(urls: Iterable[str]) -> bool:
    """Return whether one of the links beside authors is that of a paper or of a PDF."""
    return any(paper_key(url) or is_pdf(url) for url in urls)


def labelled_heads(lines: Sequence[Line]) -> list[Head]:
    """Return the papers with labelled authors, if they are most titles of a kind: of that with most."""
    best: list[Head] = []
    for titles in _titles(lines):
        ends = [*(index for index, _ in titles[1:]), len(lines)]
        heads = [_head(lines, *title, end) for title, end in zip(titles, ends, strict=True)]
        found = [head for head in heads if head]
        if 2 * len(found) > len(titles) and len(found) > len(best):
            best = found
    return best


def _titles(lines: Sequence[Line]) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines that may be titles, with these: those labelled so, then those of each kind."""
    kinds: dict[tuple[str, int], list[tuple[int, str]]] = {("label", 0): []}
    for index, line in enumerate(lines):
        label = label_of(line)
        is_bold = line.kind == "text" and line.strong == line.text
        text = label[1] if label else line.text
        if not is_title(text) or not (title := clean_title(text)):
            continue
        if label and FIELD_OF_LABEL.get(label[0]) == "title":
            kinds["label", 0].append((index, title))
        elif not label and (line.kind in ("heading", "item") or is_bold):
            kinds.setdefault((line.kind, line.level), []).append((index, title))
    yield from filter(None, kinds.values())


def _head(lines: Sequence[Line], index: int, title: str, end: int) -> Head | None:
    """Return the paper of a title, whose lines end at ``end`` or the next heading without a label."""
    below = range(index + 1, end)
    other = (number for number in below if lines[number].kind == "heading" and not label_of(lines[number]))
    block = lines[index + 1 : next(other, end)]
    fields = {FIELD_OF_LABEL.get(label[0]) for label in map(label_of, block) if label}
    urls = [span.url for line in (lines[index], *block) for span in line.spans if may_be_paper(span.url)]
    if "authors" not in fields or not ("abstract" in fields or leads_to_paper(urls)):
        return None
    return Head(index, title, next(filter(paper_key, urls), next(iter(urls), "")), index)

"""Give links the titles directly above them, perhaps with authors and facts between."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import authors_in, is_fact, is_labelled, is_venue_line
from daybook.digests.fields.names import NAMES
from daybook.digests.fields.paper_links import PaperLink
from daybook.digests.newsletters.blocks import Block, Span
from daybook.digests.newsletters.links import (
    MIN_TITLE,
    NUMBER,
    adds,
    is_foot_block,
    is_own_title,
    is_title,
    linked_text,
)
from daybook.text.plain_text import one_line

_FOOTNOTE = re.compile(r"\s*\[[0-9]{1,3}\]:?\s*")
"""The number of a note before a URL, whose title is not the text above."""
_BYLINE = re.compile(r"\S.{1,200}? - .{0,200}\b(?:19|20)[0-9]{2}\b.{0,60}")
"""Authors, journal and year below a title in Google Scholar's mails."""
_SEVERAL = re.compile(", | and ")
_WRAPPED, _LONGEST_TITLE = 60, 400
"""Characters of a line that may go on below, and of a title."""


class Gap(Struct):
    """A link to a paper without a linked title, and the text above it."""

    link: PaperLink
    place: int
    """The index of its block."""
    above: range
    """The indexes of the blocks since the last link to a paper."""


def link_titles_above(blocks: Sequence[Block], gaps: Sequence[Gap]) -> list[Block]:
    """Return the blocks with links on the titles directly above links; the lines of a title are one block.

    What stands above a further link to a paper is a title only if it is the same as above the first. A
    heading is none if the line below the link has another paper's.
    """
    listed = {one.place for one, other in pairwise(gaps) if not other.above and _differ(one.link, other.link)}
    signature = (n for n, block in enumerate(blocks) if block.kind == "plain" and block.text == "--")
    end = next(signature, len(blocks))
    unsigned = (gap for gap in gaps if gap.place < end or is_below_line(blocks[gap.place]))
    entries = [(gap, places) for gap in unsigned if (places := _places_above(blocks, gap))]
    texts = [[blocks[index].text for index in places] for _, places in entries]
    has_names = _names_are_last(texts)
    titles: dict[str, str] = {}
    made: dict[int, Block | None] = {}
    for (gap, places), lines in zip(entries, texts, strict=True):
        block = blocks[gap.place]
        is_plain = block.kind == "plain"
        may_be_one = has_names or (not is_plain and blocks[places[-1]].continues)
        after = _end_of_entry(lines, gap.link) or _end_of_title(lines, may_be_one=may_be_one)
        start = _start_of_title(lines, after) if is_plain else after - 1
        title = " ".join(lines[start:after])
        head = blocks[places[after - 1]]
        least = 2 if head.level or is_below_line(block) else MIN_TITLE
        is_text = is_labelled(title) or (after < len(lines) and title.endswith((".", "…")))
        is_own = block.spans[0].css == "doi"
        is_other = not (head.level or is_own) and one_line(linked_text(head)) == title
        is_other = is_other or (head.level > 0 and gap.place in listed)
        if is_other or (is_text and not is_plain) or not is_title(title, least):
            continue
        if titles.setdefault(gap.link.key, title) == title:
            made |= dict.fromkeys(places[start:after])
            made[places[after - 1]] = replace(head, spans=(Span(title, gap.link, "apart"),))
    return [kept for index, block in enumerate(blocks) if (kept := made.get(index, block))]


def is_below_line(block: Block) -> bool:
    """Return whether a URL stands alone in a line of plain text, directly below another line."""
    return block.kind == "plain" and block.continues and is_call(block.text)


def _differ(one: PaperLink, other: PaperLink) -> bool:
    return one.key != other.key and not adds(other, one)


def _places_above(blocks: Sequence[Block], gap: Gap) -> list[int]:
    """Return the lines of the paragraph above a link, with a heading above, if they may hold its title."""
    block = blocks[gap.place]
    first = next(number for number, span in enumerate(block.spans) if span.link)
    is_note = _FOOTNOTE.fullmatch("".join(span.text for span in block.spans[:first]))
    text = one_line("".join(span.text for span in block.spans if not is_call(span.text)))
    places = [index for index in gap.above if blocks[index].text]
    if not places or is_own_title(block, text) or is_note or is_foot_block(blocks[places[-1]]):
        return []
    start = len(places) - 1
    while start > 0 and (blocks[places[start]].continues or blocks[places[start - 1]].level):
        start -= 1
    last = blocks[places[start]].text
    if start == len(places) - 1 and block.kind != "plain" and (is_venue_line(last) or is_fact(last)):
        start = max(0, start - 2)
    return places[start:]


def _names_are_last(entries: Sequence[Sequence[str]]) -> bool:
    """Return whether names, of one author or several, stand below most titles of the lines above links.

    A line below a long one may go on with its title, and is no sign.
    """
    texts = [lines[: _without_facts(lines)] for lines in entries]
    found = [len(lines) > 1 and _is_named(lines) for lines in texts if not _may_wrap(lines)]
    return 2 * sum(found) > len(found)


def _may_wrap(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and len(texts[-2]) >= _WRAPPED and not _SEVERAL.search(texts[-1])


def _is_named(texts: Sequence[str]) -> bool:
    """Return whether the last of some lines may be names, and the one before a title, and no heading."""
    is_title = len(texts[-2].split()) > 2 and not texts[-2].endswith((":", ",", ".", "!"))
    return is_title and NAMES.fullmatch(texts[-1][:_LONGEST_TITLE]) is not None


def _without_facts(texts: Sequence[str]) -> int:
    """Return how many lines are left without labelled ones at the end, such as ``Pages: 1-9``."""
    end = len(texts)
    while end > 1 and (
        is_fact(texts[end - 1]) or authors_in(texts[end - 1]) or is_venue_line(texts[end - 1])
    ):
        end -= 1
    return end


def _end_of_entry(texts: Sequence[str], link: PaperLink) -> int:
    """Return how many lines there are up to a title of Google Scholar, above its byline; 0 without one."""
    lines = [text.replace("\u00a0", " ") for text in texts] if link.is_scholar else []
    return max((n for n, line in enumerate(lines) if _BYLINE.fullmatch(line)), default=0)


def _end_of_title(texts: Sequence[str], *, may_be_one: bool) -> int:
    """Return how many lines there are up to a title, above names and facts; a single name may be none."""
    end = _without_facts(texts)
    is_named = end > 1 and NAMES.fullmatch(texts[end - 1][:_LONGEST_TITLE])
    is_below_number = any(map(NUMBER.match, texts[max(0, end - 3) : end - 1]))
    is_sure = may_be_one or is_below_number or _SEVERAL.search(texts[end - 1])
    return _without_facts(texts[: end - 1]) if is_named and is_sure else end


def _start_of_title(texts: Sequence[str], end: int) -> int:
    """Return the first line of a title that goes over several lines of plain text."""
    start = end - 1
    while (
        start > 0
        and not NUMBER.match(texts[start])
        and (len(texts[start - 1]) >= _WRAPPED or NUMBER.match(texts[start - 1]))
    ):
        start -= 1
    return start if sum(map(len, texts[start:end])) <= _LONGEST_TITLE else end - 1

"""Give links to the titles that they belong to, where other text is between.

A link without words of its own has its title directly above in most mails. Others have a heading, sentences
and the link; or a title, authors, labelled lines such as ``TLDR: …`` and the link. Where abstracts end above
links, each paper would get the words of the next one; so the title is found by the order of all blocks, or
none is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import is_fact, is_labelled
from daybook.digests.fields.link_titles import is_prose, is_sentence
from daybook.digests.fields.paper_links import PaperLink
from daybook.digests.fields.references import title_of_reference
from daybook.digests.newsletters.blocks import Block, Span
from daybook.digests.newsletters.links import (
    ARTICLE,
    RULE,
    Links,
    adds,
    is_first_in,
    is_foot_block,
    is_title,
    leads_away,
    title_of,
)
from daybook.digests.newsletters.names import names_in_byline, names_in_line
from daybook.digests.newsletters.titles_above import Gap, is_below_line, link_titles_above
from daybook.text.plain_text import ends_sentence, one_line

_FEWEST = 2
_WORD = re.compile(r"[^\W\d_]")
_GOES_ON = re.compile(r",? (?!and\b)[a-z]")


class _Card(Struct):
    """The blocks above a link without a title, by their indexes."""

    link: PaperLink
    title: int
    names: int
    """0 if no line of names is below the title."""
    is_labelled: bool
    """Whether a labelled line is between them and the link."""


def link_titles(blocks: Sequence[Block]) -> Sequence[Block] | None:
    """Return the blocks with links on the titles; as they are, if titles are linked or directly above links.

    None if it is not clear which title belongs to which link.
    """
    links = Links(blocks)
    if all(links.titles.values()):
        return blocks
    gaps = list({gap.link.key: gap for gap in reversed(list(_gaps(blocks, links)))}.values())[::-1]
    if own := _own_titles(blocks, gaps):
        return [own.get(index, block) for index, block in enumerate(blocks)]
    if counted := _counted_titles(blocks, gaps):
        return [counted.get(index, block) for index, block in enumerate(blocks)]
    cards = _cards(blocks, gaps)
    titles = {card.title: card.link for card in cards} | dict(_headings(blocks, gaps))
    is_unclear = _FEWEST <= len(gaps) == len(links.titles) and not any(links.titles.values())
    if is_unclear and not titles and all(block.kind != "plain" for block in blocks):
        ordered = _link_by_order(blocks, gaps)
        if ordered is not blocks:
            return ordered
    linked = _linked(blocks, titles)
    for card in cards:
        if card.names:
            linked[card.names] = replace(blocks[card.names], kind="names")
    return link_titles_above(linked, list(_gaps(linked, Links(linked) if titles else links)))


def _linked(blocks: Sequence[Block], titles: Mapping[int, PaperLink]) -> list[Block]:
    return [
        replace(block, spans=(Span(block.text, titles[index], "apart"),)) if index in titles else block
        for index, block in enumerate(blocks)
    ]


def _gaps(blocks: Sequence[Block], links: Links) -> Iterator[Gap]:
    """Yield the links to papers without a title, except those that add to the title above."""
    titled: PaperLink | None = None
    start = level = 0
    for index, block in enumerate(blocks):
        found = [span.link for span in block.spans if span.link and links.has(span)]
        if not found:
            titled = None if titled and _ends_paper(block, links, level) else titled
            continue
        link = next((link for link in found if links.titles[link.key]), found[0])
        if links.titles[link.key]:
            titled, level = link, block.level
        elif (is_below_line(block) or not (titled and adds(link, titled))) and not _is_of_sentence(
            block, link
        ):
            yield Gap(link, index, range(start, index))
        start = index + 1


def _ends_paper(block: Block, links: Links, level: int) -> bool:
    """Return whether a block ends a paper whose title has a level: a heading, a rule, a foot or an advert."""
    if block.level and block.level <= (level or 6):
        return True
    is_apart = RULE.fullmatch(block.text) or is_foot_block(block)
    return bool(is_apart) or leads_away(block, links, is_below_text=True, is_scholar=False)


def _is_of_sentence(block: Block, link: PaperLink) -> bool:
    """Return whether a link's text is words of a sentence: ``They built <a>a clock</a>``."""
    place = next(n for n, span in enumerate(block.spans) if span.link and span.link.key == link.key)
    text = one_line(block.spans[place].text)
    after = "".join(span.text for span in block.spans[place + 1 :])
    goes_on = (text[:1].islower() and "://" not in text) or _GOES_ON.match(after)
    return bool(text and goes_on) and not (is_call(text) or is_first_in(block, place))


def _own_titles(blocks: Sequence[Block], gaps: Sequence[Gap]) -> dict[int, Block]:
    """Return lines of a title and a link, with the link on the title, if such lines follow one another."""
    own = {gap.place: line for gap in gaps if (line := _own_title(blocks[gap.place], gap.link))}
    follow = sum(not gap.above or is_prose(blocks[gap.above[-1]].text) for gap in gaps[1:])
    return own if follow and 2 * follow >= len(gaps) - 1 and 2 * len(own) > len(gaps) else {}


def _counted_titles(blocks: Sequence[Block], gaps: Sequence[Gap]) -> dict[int, Block]:
    """Return the titles whose own link leads to a counter of clicks or a reader's page, linked to the papers.

    They are alone in a block above the paper's link, or before it in its block.
    """
    found: dict[int, Block] = {}
    for gap in gaps:
        places = (gap.place, *reversed(gap.above))
        titles = {index: title for index in places if (title := _counted_title(blocks[index], gap, index))}
        others = (index for index, title in titles.items() if not names_in_line(title, may_be_one=True))
        if titles:
            index = next(others, next(iter(titles)))
            after = blocks[index].spans if index == gap.place else ()
            after = after[[span.link is not None for span in after].index(True) + 1 :] if after else ()
            found[index] = replace(blocks[index], spans=(Span(titles[index], gap.link, "apart"), *after))
    different = {block.spans[0].text for block in found.values()}
    return found if len(different) >= _FEWEST and 2 * len(different) > len(gaps) else {}


def _counted_title(block: Block, gap: Gap, index: int) -> str:
    """Return the title with which a block begins, if its link is not the paper's; else an empty string."""
    first = next((span for span in block.spans if any(map(str.isalpha, span.text))), None)
    title = title_of(first, True) if first and first.link and first.link != gap.link else ""
    is_alone = index == gap.place or not _WORD.search(ARTICLE.sub("", block.text).replace(title, ""))
    return title if " " in title and is_alone else ""


def _own_title(block: Block, link: PaperLink) -> Block | None:
    before = takewhile(lambda span: not span.link, block.spans)
    text = one_line("".join(span.text for span in before)).rstrip(" [(|:,–—-")
    title = title_of_reference(text)
    is_named = title == text and names_in_line(title, may_be_one=True)
    is_other = " " not in title or is_sentence(title) or is_named
    if block.kind == "plain" or block.level or is_other or not is_title(title, 2):
        return None
    return replace(block, spans=(Span(text, link, "apart"), *(span for span in block.spans if span.link)))


def _headings(blocks: Sequence[Block], gaps: Iterable[Gap]) -> Mapping[int, PaperLink]:
    """Return the papers whose title is a heading, by the index of its block.

    Below such a heading are sentences, then a link such as "Read the paper". Returns nothing if a link of
    this kind has no heading of its own: then a heading may belong to several papers.
    """
    found: dict[int, PaperLink] = {}
    for gap in gaps:
        headings = [index for index in gap.above if blocks[index].level and is_title(blocks[index].text, 2)]
        if not headings:
            return {}
        texts = [blocks[index].text for index in range(headings[-1] + 1, gap.place) if blocks[index].text]
        spans = blocks[gap.place].spans
        call = "".join(span.text for span in spans if span.link and span.link.key == gap.link.key)
        if (is_call(call) or "://" in call) and texts and ends_sentence(texts[-1]):
            found[headings[-1]] = gap.link
    return found


def _cards(blocks: Sequence[Block], gaps: Iterable[Gap]) -> list[_Card]:
    """Return the papers whose titles are neither links nor directly above them.

    Below the title is a labelled line, or a line of authors, as below most titles of the mail.
    """
    cards = [card for gap in gaps if (card := _card(blocks, gap))]
    several = sum(len(names_in_byline(blocks[card.names].text)) > 1 for card in cards if card.names)
    has_names = 2 * several > len(cards) > 1
    return [card for card in cards if card.is_labelled or (has_names and card.names)]


def _card(blocks: Sequence[Block], gap: Gap) -> _Card | None:
    paragraphs = [index for index in gap.above if index == gap.above.start or not blocks[index].continues]
    plain = [index for index in paragraphs if not is_labelled(blocks[index].text)]
    is_named = len(plain) > 1 and blocks[plain[-2]].level != 1 and names_in_byline(blocks[plain[-1]].text)
    place = plain[-2] if is_named else plain[-1] if plain else -1
    if place < 0 or not is_title(blocks[place].text, 2) or blocks[place].text.endswith((".", "…")):
        return None
    below = range(plain[-1] + 1, gap.place) if blocks[gap.place].kind != "plain" else ()
    are_labelled = paragraphs[-1] > plain[-1] or any(is_labelled(blocks[index].text) for index in below)
    return _Card(gap.link, place, plain[-1] if is_named else 0, are_labelled)


def _link_by_order(blocks: Sequence[Block], gaps: Sequence[Gap]) -> Sequence[Block] | None:
    """Return the blocks with links on the titles that begin the texts between links, if links stand alone."""
    repeated = _repeated(blocks)
    below = range(gaps[-1].place + 1, len(blocks))
    tail = takewhile(lambda index: not is_foot_block(blocks[index]), below)
    groups = [_texts(blocks, above, repeated) for above in (*(gap.above for gap in gaps), tail)]
    between = groups[1:-1]
    if not all(is_call(_words(blocks[gap.place])) for gap in gaps) or not all(between):
        return blocks
    headed = sum(_is_headed(blocks, gap, group) for gap, group in zip(gaps, groups, strict=False))
    if 2 * headed > len(gaps) or not any(len(group) > 1 for group in between):
        return blocks
    if 2 * sum(_ends_text(blocks[group[-1]]) for group in between) <= len(between):
        return blocks
    is_below = len(groups[0]) > 1 and _ends_text(blocks[groups[0][-1]])
    is_above = len(groups[-1]) > 1
    if is_below == is_above:
        return None
    size = Counter(map(len, between)).most_common(1)[0][0]
    own = [groups[0][-size:], *between] if is_below else groups[1:]
    titles = [group[0] for group in own]
    if any(not is_title(blocks[index].text, 2) or _ends_text(blocks[index]) for index in titles):
        return None
    linked = _linked(blocks, dict(zip(titles, (gap.link for gap in gaps), strict=True)))
    return [block for block in linked if block.text not in repeated]


def _texts(blocks: Sequence[Block], places: Iterable[int], repeated: frozenset[str]) -> list[int]:
    """Return the blocks that may be of a paper: no headings, calls, facts, or what stands again elsewhere."""
    return [
        index
        for index in places
        if not (blocks[index].level or blocks[index].text in repeated or is_call(_words(blocks[index])))
        and (is_labelled(blocks[index].text) or not is_fact(blocks[index].text))
    ]


def _is_headed(blocks: Sequence[Block], gap: Gap, texts: Sequence[int]) -> bool:
    """Return whether a heading is between a link and the text above it."""
    return any(blocks[index].level for index in gap.above if index > max(texts, default=-1))


def _repeated(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the texts of several blocks without links, such as the sender of each message of a chat."""
    counts = Counter(block.text for block in blocks if not any(span.link for span in block.spans))
    return frozenset(
        text for text, number in counts.items() if number > 1 and not (is_labelled(text) or is_call(text))
    )


def _words(block: Block) -> str:
    """Return the text of a block without URLs that are shown."""
    return "".join(span.text for span in block.spans if "://" not in span.text)


def _ends_text(block: Block) -> bool:
    return block.text.endswith((".", "…")) or is_labelled(block.text)

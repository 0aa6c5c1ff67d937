"""Give links to the titles they belong to, where other text is between: the link below the abstract.

A link without words of its own has its title above it in most mails. Where abstracts end above links, each
paper would get the words of the next one; so the title is found by the order of all blocks, or none is.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import is_fact, is_labelled
from daybook.digests.fields.paper_links import PaperLink
from daybook.digests.newsletters.blocks import Block, Span
from daybook.digests.newsletters.cards import title_cards
from daybook.digests.newsletters.links import Links, is_foot_block, is_title, title_headings

_FEWEST = 2
_Groups = list[list[int]]
"""Indexes of the blocks of text before the first link, between links, and after the last one."""


def link_titles(blocks: Sequence[Block]) -> Sequence[Block] | None:
    """Return the blocks with links on the titles; as they are, if titles are linked, headings or above links.

    None if it is not clear which title belongs to which link.
    """
    links = Links(blocks)
    if len(links.titles) < _FEWEST or any(links.titles.values()):
        return blocks
    if title_headings(blocks, links) or title_cards(blocks, links).titles:
        return blocks
    found, groups = _group(blocks, links)
    between = groups[1:-1]
    if len(found) < len(links.titles) or not all(between) or not any(len(group) > 1 for group in between):
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
    linked = list(blocks)
    for index, link in zip(titles, found, strict=True):
        linked[index] = replace(blocks[index], spans=(Span(blocks[index].text, link, "apart"),))
    repeated = _repeated(blocks)
    return [block for block in linked if block.text not in repeated]


def _repeated(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the texts of several blocks without links, such as the sender of each message of a chat."""
    counts = Counter(block.text for block in blocks if not any(span.link for span in block.spans))
    return frozenset(
        text for text, number in counts.items() if number > 1 and not (is_labelled(text) or is_call(text))
    )


def _group(blocks: Sequence[Block], links: Links) -> tuple[list[PaperLink], _Groups]:
    """Return the papers whose links stand in blocks without other words, and the blocks of text around.

    No papers, if most links are directly below a heading.
    """
    found: dict[str, PaperLink] = {}
    groups: _Groups = [[]]
    is_below_heading, headed = False, 0
    repeated = _repeated(blocks)
    for index, block in enumerate(blocks):
        new = [span.link for span in block.spans if span.link and links.has(span)]
        new = [link for link in new if link.key not in found]
        if new and is_call(_words(block)):
            found[new[0].key] = new[0]
            headed += is_below_heading
            groups.append([])
        elif is_foot_block(block):
            break
        elif block.text in repeated:
            continue
        elif block.level:
            is_below_heading = True
        elif not is_call(_words(block)) and (is_labelled(block.text) or not is_fact(block.text)):
            groups[-1].append(index)
            is_below_heading = False
    return [] if 2 * headed > len(found) else list(found.values()), groups


def _words(block: Block) -> str:
    """Return the text of a block without URLs that are shown."""
    return "".join(span.text for span in block.spans if "://" not in span.text)


def _ends_text(block: Block) -> bool:
    return block.text.endswith((".", "…")) or is_labelled(block.text)

"""Find papers of a newsletter whose titles are no links, but stand above links, with authors between."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from daybook.digests.fields.entry_lines import is_labelled
from daybook.digests.fields.paper_links import PaperLink
from daybook.digests.newsletters.blocks import Block
from daybook.digests.newsletters.links import Links, adds, is_title
from daybook.digests.newsletters.names import names_in_byline


class Cards(Struct, frozen=True):
    """The titles and authors above labelled lines such as ``TLDR: …`` and a link such as "PDF"."""

    titles: Mapping[int, PaperLink]
    """The papers, by the indexes of the blocks with their titles."""
    names: Collection[int]
    """Indexes of the blocks below titles that begin with authors' names."""


class _Card(Struct):
    """The blocks above a link without a title, by their indexes."""

    link: PaperLink
    title: int
    names: int
    """0 if no line of names is below the title."""
    is_labelled: bool
    """Whether a labelled line is between them and the link."""


def title_cards(blocks: Sequence[Block], links: Links) -> Cards:
    """Return the papers whose titles are neither links nor directly above them.

    Below the title is a labelled line, or a line of authors, as below most titles of the mail.
    """
    cards: list[_Card] = []
    seen: set[str] = set()
    titled: PaperLink | None = None
    paragraphs: list[int] = []
    """Blocks since the last link that begin one."""
    for index, block in enumerate(blocks):
        new = next((span.link for span in block.spans if span.link and links.has(span)), None)
        if new is None:
            paragraphs += [] if block.continues and paragraphs else [index]
            continue
        if links.titles[new.key]:
            titled = new
        elif new.key not in seen and not (titled and adds(new, titled)):
            card = _card(blocks, paragraphs, new)
            cards += [card] if card else []
        seen.add(new.key)
        paragraphs = []
    several = sum(len(names_in_byline(blocks[card.names].text)) > 1 for card in cards if card.names)
    has_names = 2 * several > len(cards) > 1
    found = [card for card in cards if card.is_labelled or (has_names and card.names)]
    return Cards({card.title: card.link for card in found}, {card.names for card in found if card.names})


def _card(blocks: Sequence[Block], paragraphs: Sequence[int], link: PaperLink) -> _Card | None:
    plain = [place for place in paragraphs if not is_labelled(blocks[place].text)]
    is_named = len(plain) > 1 and blocks[plain[-2]].level != 1 and names_in_byline(blocks[plain[-1]].text)
    place = plain[-2] if is_named else plain[-1] if plain else -1
    if place < 0 or not is_title(blocks[place].text, 2) or blocks[place].text.endswith((".", "…")):
        return None
    return _Card(link, place, plain[-1] if is_named else 0, paragraphs[-1] > plain[-1])


def above_in_rows(blocks: Sequence[Block], links: Links) -> Collection[int]:
    """Return the indexes of cells that stand before the first title in their row of a table."""
    first: dict[int, int] = {}
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        for link in (span.link for span in block.spans if span.link and links.has(span)):
            if link.key not in seen and links.titles[link.key] and block.row:
                first.setdefault(block.row, index)
            seen.add(link.key)
    return {index for index, block in enumerate(blocks) if index < first.get(block.row, 0)}

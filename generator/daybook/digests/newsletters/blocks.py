"""The blocks of text with links that a newsletter is split into."""

from functools import cached_property

from msgspec import Struct

from daybook.digests.fields.paper_links import PaperLink
from daybook.text.plain_text import one_line


class Span(Struct, frozen=True):
    """Text of a block, with the link that it has, if any."""

    text: str
    link: PaperLink | None = None
    css: str = ""
    """Class of the link; ``doi`` for a DOI that is alone in its block."""


class Block(Struct, frozen=True, dict=True):
    """Text between two tags that are not inline, or a line of plain text."""

    spans: tuple[Span, ...]
    kind: str
    """The last opening tag before it; ``plain`` for plain text."""
    level: int = 0
    """The level of a heading, from 1; 0 for another block."""
    continues: bool = False
    """Whether only one ``<br>`` or line end separates it from the block before."""
    place: int = 0
    """The number of the outermost list of HTML that it is in, from 1; 0 outside of lists."""
    row: int = 0
    """The number of the innermost row of a table that it is in, from 1; 0 outside of tables."""

    @cached_property
    def text(self) -> str:
        """All its text as one line."""
        return one_line("".join(span.text for span in self.spans))

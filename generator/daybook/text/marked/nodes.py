"""The tree that marked text is read into."""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct


class Style(StrEnum):
    """The style of a run of text; the value is its HTML element."""

    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code"
    UNDERLINED = "u"


class Text(Struct, frozen=True, gc=False):
    """Characters as a reader shall see them."""

    text: str


class Formula(Struct, frozen=True, gc=False):
    """A formula that could be converted."""

    source: str
    """LaTeX without its delimiters."""
    mathml: str
    """Checked; see `formulas`."""


class Styled(Struct, frozen=True):
    style: Style
    children: tuple["Node", ...]


class Script(Struct, frozen=True):
    """A sub- or superscript outside formulas, of the text before it."""

    is_raised: bool
    children: tuple["Node", ...]


class Link(Struct, frozen=True):
    """A URL that may be followed; its children are the label, which is mostly the URL again."""

    href: str
    children: tuple["Node", ...]


Marked: TypeAlias = Formula | Styled | Script | Link
"""What is more than characters."""
Node: TypeAlias = Text | Marked
Nodes: TypeAlias = tuple[Node, ...]


class Paragraph(Struct, frozen=True):
    children: Nodes


class ItemList(Struct, frozen=True):
    """A list of at least two items."""

    start: int
    """Number of the first item; 0 if the items have no numbers."""
    items: tuple[Nodes, ...]


Block: TypeAlias = Paragraph | ItemList

"""Write nodes as plain text."""

from daybook.text.marked.formula_text import formula_text, lowered, raised
from daybook.text.marked.nodes import Formula, Link, Marked, Nodes, Script, Styled, Text


def plain_form(nodes: Nodes) -> str:
    """Return nodes as plain text: formulas in one line, labels of links with their URL, no emphasis."""
    return "".join([node.text if isinstance(node, Text) else _plain(node) for node in nodes])


def _plain(node: Marked) -> str:
    match node:
        case Formula(mathml=mathml):
            return formula_text(mathml)
        case Styled(children=children):
            return plain_form(children)
        case Script(is_raised=is_raised, children=children):
            text = plain_form(children)
            return raised(text) if is_raised else lowered(text)
        case Link(href=href, children=children):
            label = plain_form(children)
            is_url = label.rstrip("./") in (href.rstrip("./"), href.partition("://")[2].rstrip("./"))
            return label if is_url else f"{label} ({href})"

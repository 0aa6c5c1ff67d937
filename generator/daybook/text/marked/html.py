"""Write nodes as HTML. All text is escaped; the tags are those of this module and of `formulas`."""

import re

from markupsafe import Markup, escape

from daybook.text.marked.formula_text import formula_text
from daybook.text.marked.nodes import Block, Formula, Link, Marked, Nodes, Paragraph, Script, Styled, Text

_BESIDE = r"[^\s<>&;]{0,12}"
_FORMULA = re.compile(rf"(?P<before>{_BESIDE})<math[ >].*?</math>(?P<after>{_BESIDE})", re.DOTALL)
"""A formula and what stands beside it without a space."""


def inline(nodes: Nodes, has_links: bool) -> str:
    """Return phrasing content; without links, only their labels."""
    html = _inline(nodes, has_links)
    return _FORMULA.sub(_unbroken, html) if "<math" in html else html


def _unbroken(formula: re.Match[str]) -> str:
    """Keep a formula and the signs beside it in one line: browsers break it before a full stop."""
    return f'<span class="nobr">{formula[0]}</span>' if formula["before"] or formula["after"] else formula[0]


def _inline(nodes: Nodes, has_links: bool) -> str:
    return "".join(
        [str(escape(node.text)) if isinstance(node, Text) else _element(node, has_links) for node in nodes]
    )


def block(content: Block) -> str:
    """Return a paragraph or a list."""
    if isinstance(content, Paragraph):
        return f'<p dir="auto">{inline(content.children, True)}</p>'
    items = "".join(f'<li dir="auto">{inline(item, True)}</li>' for item in content.items)
    if not content.start:
        return f"<ul>{items}</ul>"
    return f"<ol>{items}</ol>" if content.start == 1 else f'<ol start="{content.start}">{items}</ol>'


def _element(node: Marked, has_links: bool) -> str:
    match node:
        case Formula(mathml=mathml) if has_links:
            return mathml
        case Formula(mathml=mathml):  # Chromium leaves a formula without a label out of a link's name
            return mathml.replace("<math>", f'<math aria-label="{escape(formula_text(mathml))}">', 1)
        case Styled(style=style, children=children):
            return f"<{style.value}>{_inline(children, has_links)}</{style.value}>"
        case Script(is_raised=is_raised, children=children):
            name = "sup" if is_raised else "sub"
            return f"<{name}>{_inline(children, has_links)}</{name}>"
        case Link(href=href, children=children):
            label = _inline(children, has_links=False)
            if not has_links:
                return label
            return f'<a href="{escape(href)}" rel="nofollow noreferrer ugc">{label}</a>'


def markup(html: str) -> Markup:
    """Return HTML of this module for templates."""
    return Markup(html)  # noqa: S704  # all text in it is escaped

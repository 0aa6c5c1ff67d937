"""Write nodes as LaTeX, for BibTeX: formulas as the source has them, styles as commands, text escaped.

Nothing else of the source reaches the reader's TeX, which would open the file of an ``\\input``.
"""

import re

from daybook.text.latex import escape, is_balanced
from daybook.text.marked.formula_text import formula_text
from daybook.text.marked.formulas import without_comments
from daybook.text.marked.nodes import Formula, Link, Node, Nodes, Script, Style, Styled, Text

_COMMANDS = {
    Style.EMPHASIS: "emph",
    Style.STRONG: "textbf",
    Style.CODE: "texttt",
    Style.UNDERLINED: "underline",
}
_RUNS = (
    r"\\(?:(?:new|renew|provide)?command|input|include|immediate|open(?:in|out)|read|write|special|[egx]?def|let"
    r"|csname|catcode|loop|repeat|directlua|expandafter|begin|end|usepackage|href|url|par)(?![A-Za-z])"
)
"""Commands that no formula of a title needs: they define, open, write or repeat."""


def latex_form(nodes: Nodes) -> str:
    """Return nodes as LaTeX whose braces balance as BibTeX counts them."""
    return "".join(map(_latex, nodes))


def _latex(node: Node) -> str:
    match node:
        case Text(text=text):
            return escape(text)
        case Formula(source=source, mathml=mathml):
            is_safe = is_balanced(source) and not re.search(_RUNS, source)
            return f"${without_comments(source)}$" if is_safe else escape(formula_text(mathml))
        case Styled(style=style, children=children):
            return f"\\{_COMMANDS[style]}{{{latex_form(children)}}}"
        case Script(is_raised=is_raised, children=children):
            return f"\\text{'super' if is_raised else 'sub'}script{{{latex_form(children)}}}"
        case Link(children=children):
            return latex_form(children)

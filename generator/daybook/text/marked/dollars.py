"""Distinguish formulas between dollar signs from prices."""

import re

from daybook.text.marked.formula_text import symbol
from daybook.text.marked.formulas import LONGEST, mathml
from daybook.text.marked.nodes import Formula, Script, Text
from daybook.text.marked.passage import Passage

_SIGN = re.compile(r"[\\^_=<>{}]")
"""No price has any of these."""
_SHORT = re.compile(
    r"[^\W\d_]{1,8}(?:'*|@[A-Za-z0-9]{1,3})"
    r"|(?:(?<![A-Za-z])[^\W\d_](?![A-Za-z])|[0-9]+%?|[-+*/,.|:;!'@()\[\] ])+"
)
"""Formulas without a sign: names, measures (pass@k), numbers and single letters with operators."""
_WORDS = re.compile(
    r"(?<![\\{A-Za-z])[A-Za-z]{2,}[,.;:)]* +\(?[A-Za-z]{2,}(?![A-Za-z{])|(?<= )[a-z]{2,}(?= )"
)
"""Two words of prose, or one between spaces."""
_SCRIPT = re.compile(
    r"(?P<mark>[\^_])(?:\{ ?(?P<braced>-?[0-9A-Za-z*+.]{1,20}) ?\}|(?P<bare>[0-9A-Za-z*+])"
    r"|\{? ?\\(?P<name>circ|dagger|prime|star|ast) ?\}?)"
)
"""A formula that is only the script of a word, as in ``A$^2$Search``, ``kpc$^{-1}$`` or ``37$^\\circ$C``."""
_NO_PROSE = re.compile(r"\\[A-Za-z]+\*?\s*\{[^{}]*\}|(?<![\\A-Za-z])d[a-np-z](?![A-Za-z])")
"""Text within a formula, and differentials: ``\\int x \\, dx = 1``."""


def dollar(passage: Passage, at: int) -> int:
    """Read a formula between dollar signs."""
    text = passage.text
    if text.startswith("$$$", at):
        stop = at
        while passage.at(stop) == "$":
            stop += 1
        passage.write(text[at:stop])
        return stop
    start = at + 2 if text.startswith("$$", at) else at + 1
    mark = text[at:start]
    close = _closing(text, start, min(passage.end, start + LONGEST + 2), mark)
    if close < 0:
        return at
    latex, stop = text[start:close], close + len(mark)
    if mark == "$" and not is_formula(latex, passage.at(stop)):
        return at
    if script := _SCRIPT.fullmatch(latex):
        name, chars = script["name"], script["braced"] or script["bare"]
        content = Text(symbol(name) if name else chars.replace("-", "−"))
        is_raised = script["mark"] == "^"
        passage.add(content if is_raised and content.text == "°" else Script(is_raised, (content,)))
        return stop
    return formula(passage, latex, at, stop)


def formula(passage: Passage, latex: str, at: int, stop: int) -> int:
    """Add a formula, or its source, from ``at`` to ``stop``, if it cannot be converted; return its end."""
    latex = latex.strip()
    if not latex:
        return at
    if converted := mathml(latex):
        passage.add(Formula(latex, converted))
    else:
        passage.write(passage.text[at:stop])
    return stop


def _closing(text: str, start: int, limit: int, mark: str) -> int:
    """Return the next mark that no backslash escapes; -1 if there is none before ``limit``."""
    close = text.find(mark, start, limit)
    while close > start and text[close - 1] == "\\":
        close = text.find(mark, close + 1, limit)
    return close


def is_formula(latex: str, following: str) -> bool:
    """Decide by the rules of pandoc's ``tex_math_dollars``, and by signs of a formula.

    Unlike there, a digit may follow a formula with a sign (``$\\sim$600``).
    """
    if not latex or latex[0].isspace() or latex[-1].isspace():
        return False
    if not _SIGN.search(latex):
        return not following.isdigit() and _SHORT.fullmatch(latex) is not None
    return not (_WORDS.search(latex) and _WORDS.search(_NO_PROSE.sub(" ", latex)))

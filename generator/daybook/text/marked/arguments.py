"""Read the commands of LaTeX that have arguments in braces."""

import re
from collections.abc import Callable

from daybook.text.bare_urls import is_followed
from daybook.text.latex_tables import unescape_url
from daybook.text.marked.formulas import LONGEST, mathml
from daybook.text.marked.nodes import Formula, Script, Style, Styled, Text
from daybook.text.marked.passage import Passage

_COLOUR = re.compile(r"[a-z]*(?:![0-9]+)*|[A-Z][a-z]+|[0-9., ]+")
_DISPLAYED = re.compile(r"(?:equation|displaymath|math|align|eqnarray|gather|multline)\*?")
"""Environments of formulas."""
_LABEL = re.compile(r"\\(?:label\{[^{}]*\}|(?:nonumber|notag)(?![A-Za-z]))")
_STYLES = {
    **dict.fromkeys(("emph", "em", "textit", "it", "itshape", "textsl", "sl", "slshape"), Style.EMPHASIS),
    **dict.fromkeys(("textbf", "bf", "bfseries", "mathbf"), Style.STRONG),
    **dict.fromkeys(("texttt", "tt", "ttfamily"), Style.CODE),
    **dict.fromkeys(("underline", "uline"), Style.UNDERLINED),
}


def styled(passage: Passage, name: str, start: int, end: int) -> None:
    """Add a part of the text in the style of a command."""
    children = passage.read(start, end)
    style = _STYLES.get(name)
    passage.add(*((Styled(style, children),) if style and children else children))


def unknown(passage: Passage, name: str, brace: int, close: int) -> int:
    """Read a command of formulas that stands outside them; of a macro of the author keep the argument."""
    second = passage.closing(close + 1)
    for stop in (second + 1, close + 1):
        latex = f"\\{name}{passage.text[brace:stop]}"
        if 0 < stop - brace < LONGEST and (converted := mathml(latex)):
            passage.add(Formula(latex, converted))
            return stop
    passage.add(*passage.read(brace + 1, close))
    return close + 1


def _url(passage: Passage, _name: str, brace: int, close: int) -> int:
    url = unescape_url(passage.text[brace + 1 : close].strip())
    if is_followed(url):
        passage.link(url, close, close)
    else:
        passage.write(url)
    return close + 1


def _href(passage: Passage, name: str, brace: int, close: int) -> int:
    second = close + 1
    label_end = passage.closing(second)
    if label_end < 0:
        return _url(passage, name, brace, close)
    url = unescape_url(passage.text[brace + 1 : close].strip())
    if is_followed(url):
        passage.link(url, second + 1, label_end)
    else:
        passage.add(*passage.read(second + 1, label_end), Text(f" ({url})" if url else ""))
    return label_end + 1


def _second(passage: Passage, _name: str, brace: int, close: int) -> int:
    """Read the second argument, as the first one is a colour; without it keep any other word."""
    end = passage.closing(close + 1)
    if end < 0:
        if not _COLOUR.fullmatch(passage.text, brace + 1, close):
            passage.write(passage.text[brace + 1 : close])
        return close + 1
    passage.add(*passage.read(close + 2, end))
    return end + 1


def _reference(passage: Passage, _name: str, brace: int, close: int) -> int:
    passage.write(f"[{passage.text[brace + 1 : close]}]")
    return close + 1


def _footnote(passage: Passage, _name: str, brace: int, close: int) -> int:
    passage.add(Text(" ("), *passage.read(brace + 1, close), Text(")"))
    return close + 1


def _script(passage: Passage, name: str, brace: int, close: int) -> int:
    passage.add(Script(name == "textsuperscript", passage.read(brace + 1, close)))
    return close + 1


def _environment(passage: Passage, _name: str, brace: int, close: int) -> int:
    """Read the formula of an environment; of any other one, only the command is dropped."""
    name, limit = passage.text[brace + 1 : close], min(passage.end, close + LONGEST)
    end = passage.text.find(f"\\end{{{name}}}", close, limit) if _DISPLAYED.fullmatch(name) else -1
    latex = _LABEL.sub("", passage.text[close + 1 : max(end, 0)]).strip()
    if "&" in latex or "\\\\" in latex:
        latex = f"\\begin{{aligned}}{latex}\\end{{aligned}}"
    converted = mathml(latex) if latex else ""
    if not converted:
        return close + 1
    passage.add(Formula(latex, converted))
    return end + len(f"\\end{{{name}}}")


def _nothing(_passage: Passage, _name: str, _brace: int, close: int) -> int:
    return close + 1


ARGUMENTS: dict[str, Callable[[Passage, str, int, int], int]] = {
    **dict.fromkeys(("url", "path", "nolinkurl"), _url),
    **dict.fromkeys(("cite", "citep", "citet", "ref", "cref", "Cref", "autoref"), _reference),
    **dict.fromkeys(("textcolor", "color", "colorbox"), _second),
    **dict.fromkeys(("textsuperscript", "textsubscript"), _script),
    "begin": _environment,
    **dict.fromkeys(("end", "label", "hspace", "vspace"), _nothing),
    "href": _href,
    "footnote": _footnote,
}
"""Given the name, the opening brace and the closing one, each adds nodes and returns where to go on."""

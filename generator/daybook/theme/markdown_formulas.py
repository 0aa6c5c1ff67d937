"""Formulas between dollar signs in Markdown, by the rules of abstracts, as MathML.

While Markdown is read a formula is a token, so that the allow-list for what people write needs no MathML: it
is put in its place afterwards, checked by a list of its own.
"""

import re
from xml.etree.ElementTree import Element  # only as a type

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markupsafe import escape

from daybook.text.marked.dollars import is_formula
from daybook.text.marked.formulas import LONGEST, mathml

_FORMULA = rf"(?<![\\$/=?&])(\$\$?)(?!\$)((?:[^$\\]|\\.){{1,{LONGEST}}}?)\1(?!\$)"
_TOKEN = "\ue000{}\ue001"  # noqa: S105
_TAG_OR_TOKEN = re.compile(r'(<(?:"[^"]*"|[^">])*>)|\ue000([0-9a-f]+)\ue001')
_TOKEN_ALONE = re.compile(r"\ue000([0-9a-f]+)\ue001")
_BEFORE_ESCAPES, _NAME = 185, "formula"


class FormulaExtension(Extension):
    """Reads formulas after code and before escapes, links and emphasis."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]  # the class has one list for all
        md.inlinePatterns.register(_Formulas(_FORMULA, md), _NAME, _BEFORE_ESCAPES)


class _Formulas(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # as the library's own inline processors
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        mark, latex = m[1], m[2]
        following = data[m.end() : m.end() + 1]
        if (mark == "$" and not is_formula(latex, following)) or not mathml(latex.strip()):
            return None, None, None
        return _TOKEN.format(m[0].encode("utf-8").hex()), m.start(), m.end()


def with_sources(text: str) -> str:
    """Return text with the source of formulas in place of their tokens."""
    return _TOKEN_ALONE.sub(lambda match: _source(match[1]), text)


def put_back(html: str) -> str:
    """Return HTML with formulas in place of their tokens; in a tag, as in a picture's words, their source."""
    if "\ue000" not in html:
        return html
    return _TAG_OR_TOKEN.sub(lambda match: _in_tag(match[1]) if match[1] else _shown(match[2]), html)


def _in_tag(tag: str) -> str:
    return _TOKEN_ALONE.sub(lambda match: str(escape(_source(match[1]))), tag)


def _shown(token: str) -> str:
    source = _source(token)
    latex = source.strip("$").strip()
    return (mathml(latex) if latex else "") or str(escape(source))


def _source(token: str) -> str:
    try:
        return bytes.fromhex(token).decode("utf-8")
    except ValueError:  # written by a person
        return ""

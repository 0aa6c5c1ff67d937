"""Parse a page of the site and find errors in its HTML.

The grammar is stricter than HTML's: all elements are closed, attributes quoted, ampersands and angle brackets
in text escaped. So text that was not escaped is an error. The nesting rules are those of the HTML standard
(whatwg.org, "Elements of HTML") for the elements that the site uses.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from daybook.text.marked import formulas

_TOKEN = re.compile(
    r"(?P<text>[^<]+)"
    r"|<!--(?P<comment>(?:(?!--|<!).)*)-->"
    r"|<(?P<doctype>!doctype html)>"
    r"|</(?P<end>[a-z][a-z0-9]*)>"
    r"|<(?P<start>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[a-z][a-z0-9:-]*(?:=\"[^\"<]*\")?)*)\s*(?P<closed>/?)>",
    re.DOTALL | re.IGNORECASE,
)
_REFUSED = ("srcdoc", "formaction", "ping", "srcset")
_ATTRIBUTE = re.compile(r"\s+([a-z][a-z0-9:-]*)(?:=\"([^\"<]*)\")?", re.IGNORECASE)
_BARE_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_NOT_IN_TEXT = ((_BARE_AMPERSAND, "an ampersand that is not escaped"), (_CONTROL, "a control character"))
_VOID, _FORBIDDEN, _BLOCKS, _PHRASING_ONLY = (
    frozenset(names.split())
    for names in (
        "area base br col embed hr img input link meta source track wbr",
        "applet base embed frame iframe object style template",
        "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6"
        " header hr main nav ol p pre section table ul",
        "p h1 h2 h3 h4 h5 h6 pre span button label",
    )
)
_PARENTS = {
    "li": {"ol", "ul", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody", "tfoot", "table"},
    "td": {"tr"},
    "th": {"tr"},
    "summary": {"details"},
    "option": {"select", "optgroup", "datalist"},
    "legend": {"fieldset"},
    "title": {"head"},
}
_ONLY_CHILDREN = {
    "ol": {"li", "template"},
    "ul": {"li", "template"},
    "dl": {"dt", "dd", "div"},
    "tr": {"td", "th"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
}
_IN_MATH = formulas.ELEMENTS - {"math"}
_IN_SVG = frozenset({"circle", "g", "line", "path", "polyline", "rect", "text"})
"""Shapes and text; what loads, runs or holds HTML is not drawn."""
_OTHER_HOST = re.compile(r"\s*(?:(?!data:image/)[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_DATA = {"type": "application/ld+json"}
"""Attributes of a script that holds data (HTML standard, 4.12.1: a data block)."""
_SENDS_ON = re.compile(r"0; url=((?:\.\./)+[a-z0-9/-]+/)")
"""The refresh on the page of a renamed paper or a moved day."""
_NOT_LOADED = {"canonical", "alternate", "author", "license", "next", "prev"}
"""Relations of a <link> whose target browsers do not load."""


class HtmlPage:
    """The links, ids and errors of a page; parsing takes linear time and never raises."""

    def __init__(self, text: str) -> None:
        self.links: list[tuple[int, str]] = []
        """Line and URL of each link or loaded resource."""
        self.ids: set[str] = set()
        self.canonical = ""
        self.sends_to = ""
        """Where the page sends its readers, from itself; empty for a page that they stay on."""
        self.errors: list[tuple[int, str]] = []
        """Line and description."""
        self._open: list[str] = []
        self._depths: Counter[str] = Counter()
        """How many elements of each name are open."""
        self._counts: Counter[str] = Counter()
        self._line = 1
        self._policies = 0
        self._is_data = False
        """Whether the last script holds data, which browsers do not run."""
        self._head_start: list[str] = []  # the first two elements of the head
        self._parse(text)
        self._check_document(text)

    def _error(self, what: str, lines_below: int = 0) -> None:
        self.errors.append((self._line + lines_below, what))

    def _parse(self, text: str) -> None:
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                shown = text[position : position + 40].split("\n")[0]
                self._error(f"markup that is not HTML: {shown}")
                position += 1
                continue
            if match["text"]:
                self._text(match["text"])
            elif match["start"]:
                self._start(match["start"].lower(), match["attributes"])
                if match["closed"]:
                    self._close(match["start"].lower())
            elif match["end"]:
                self._end(match["end"].lower())
            elif match["doctype"] and position:
                self._error("a doctype that is not at the top")
            self._line += match[0].count("\n")
            position = match.end()
        for name in reversed(self._open):
            self._error(f"<{name}> is never closed")

    def _text(self, text: str) -> None:
        for pattern, what in _NOT_IN_TEXT:
            if found := pattern.search(text):
                self._error(what, text.count("\n", 0, found.start()))
        parent = self._open[-1] if self._open else ""
        if text.strip() and (parent in _ONLY_CHILDREN or parent in ("", "html", "head")):
            self._error(f"text directly in <{parent or 'the page'}>")
        if parent == "script" and not self._is_data and text.strip():
            self._error("a script in the page itself")
        if parent == "script" and self._is_data and not _is_json(text):
            self._error("data that are not JSON")

    def _start(self, name: str, source: str) -> None:
        attributes: dict[str, str] = {}
        for key, value in _ATTRIBUTE.findall(source):
            if key.lower() in attributes:
                self._error(f"<{name}> has two attributes {key}")
            attributes[key.lower()] = html.unescape(value)
            if _BARE_AMPERSAND.search(value):
                self._error(f"an ampersand in {key} that is not escaped")
        self._check_nesting(name)
        for what in _attribute_errors(name, attributes):
            self._error(what)
        self._collect(name, attributes)
        self._is_data = name == "script" and attributes == _DATA
        self._counts[name] += 1
        if name not in _VOID:
            self._open.append(name)
            self._depths[name] += 1

    def _check_nesting(self, name: str) -> None:
        parent = self._open[-1] if self._open else ""
        if name in _FORBIDDEN:
            self._error(f"<{name}> is not allowed")
        in_math, in_text = self._depths["math"] > 0, self._depths["mtext"] > 0
        if in_math and name not in (formulas.TEXT_ELEMENTS if in_text else _IN_MATH):
            self._error(f"<{name}> inside <{'mtext' if in_text else 'math'}>")
        if name in _IN_MATH and not in_math:
            self._error(f"<{name}> outside <math>")
        if self._depths["svg"] and name not in _IN_SVG | {"a"}:
            self._error(f"<{name}> inside <svg>")
        if name in _IN_SVG and not self._depths["svg"]:
            self._error(f"<{name}> outside <svg>")
        if name in _PARENTS and parent not in _PARENTS[name]:
            self._error(f"<{name}> in <{parent}>")
        if parent in _ONLY_CHILDREN and name not in _ONLY_CHILDREN[parent]:
            self._error(f"<{name}> directly in <{parent}>")
        if name in _BLOCKS and (around := next((one for one in self._open if one in _PHRASING_ONLY), None)):
            self._error(f"<{name}> inside <{around}>")
        if name in ("a", "button", "form", "label") and name in self._open:
            self._error(f"<{name}> inside <{name}>")

    def _collect(self, name: str, attributes: dict[str, str]) -> None:
        if identifier := attributes.get("id"):
            if identifier in self.ids:
                self._error(f"the id {identifier} is used twice")
            self.ids.add(identifier)
        is_download = "download" in attributes and attributes.get("href", "").startswith("data:application/")
        for key in ("href", "src", "srcset", "action"):
            if key in attributes and not (name == "a" and is_download):
                self.links.append((self._line, attributes[key]))
        if name == "meta" and (found := _SENDS_ON.fullmatch(attributes.get("content", ""))):
            self.sends_to = found[1]
            self.links.append((self._line, found[1]))
        if name == "link" and attributes.get("rel") == "canonical":
            self.canonical = attributes.get("href", "")
        if self._open[1:2] == ["head"] and len(self._head_start) < 2:
            purpose = attributes.get("charset", attributes.get("http-equiv", ""))
            self._head_start.append(f"{name} {purpose}".lower())
        if name == "meta" and attributes.get("http-equiv", "").lower() == "content-security-policy":
            self._policies += 1
            policy = attributes.get("content", "")
            if "default-src 'none'" not in policy or re.search(r"unsafe-|\*|https?:", policy):
                self._error("a security policy without default-src 'none', or one that allows too much")

    def _close(self, name: str) -> None:
        """End an element whose start tag ends with a slash, which only counts in SVG."""
        if name == "svg" or name in _IN_SVG:
            self._end(name)
        else:
            self._error(f"<{name}> that closes itself")

    def _end(self, name: str) -> None:
        if name not in self._open:
            self._error(f"</{name}> without a start")
            return
        while (last := self._open.pop()) != name:
            self._depths[last] -= 1
            self._error(f"<{last}> is not closed before </{name}>")
        self._depths[name] -= 1

    def _check_document(self, text: str) -> None:
        self._line = 1
        if not text[:15].lower().startswith("<!doctype html>"):
            self._error("no doctype")
        for name in ("html", "head", "title", "body", "main", "h1"):
            if self._counts[name] != 1:
                self._error(f"{self._counts[name]} <{name}> in place of one")
        if self._policies != 1 or self._head_start != ["meta utf-8", "meta content-security-policy"]:
            self._error("the head does not begin with charset and the security policy")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _attribute_errors(name: str, attributes: dict[str, str]) -> Iterator[str]:
    for key, value in attributes.items():
        is_one_file = name == "source" and key == "srcset" and not re.search(r"[\s,]", value)
        is_refused = key == "style" or key.startswith("on") or key in _REFUSED
        if is_refused and not is_one_file:
            yield f"the attribute {key} is not allowed"
        if name in formulas.ELEMENTS and key in ("href", "id", "class"):
            yield f"the attribute {key} is not allowed in formulas"
        if _CONTROL.search(value):
            yield f"a control character in {key}"
        if _OTHER_HOST.match(value) and _loads(name, key, attributes):
            yield f"<{name}> loads from another host, or sends to one"
        if key == "id" and (not value or re.search(r"\s", value)):
            yield "an id that is empty or holds white space"
    if name == "html" and not attributes.get("lang"):
        yield "<html> without lang"
    if name == "img" and "alt" not in attributes:
        yield "<img> without alt"
    is_module = attributes.get("src") and attributes.get("type") == "module"
    if name == "script" and not is_module and attributes != _DATA:
        yield "a script that is not a module of the site"
    is_refresh = name == "meta" and attributes.get("http-equiv", "").lower() == "refresh"
    if is_refresh and not _SENDS_ON.fullmatch(attributes.get("content", "")):
        yield "a page that redirects its reader to an address that is not of the site"


def _loads(name: str, key: str, attributes: Mapping[str, str]) -> bool:
    """Return whether a browser loads the URL of an attribute, or sends to it, without a click."""
    if key == "href":
        return name == "link" and not set(attributes.get("rel", "").split()) <= _NOT_LOADED
    return key in ("src", "srcset", "action", "data", "poster", "background")

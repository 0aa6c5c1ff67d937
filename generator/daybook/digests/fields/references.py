"""Find the title in a reference, of which the rest is authors and a place of publication."""

import re
from functools import lru_cache

from daybook.digests.fields.name_lists import are_names
from daybook.digests.fields.names import split_names

QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』《》", '"'))
QUOTED = re.compile(r"(\w[^\"]{2,300}?)[\s,.:]{0,5}\"\s?([^\"]{3,300}?)[,.]?\s?\"")
_QUOTED_FIRST = re.compile(r"\"\s?([^\"]{3,300}?)[,.]?\s?\"[\s,.:;，、：；–—-]{0,5}(\w.*)")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2}[.?!])\.?\s+|(?<=\))\.\s+|\s+\|\s+")
_YEAR_LAST = re.compile(r"\W{0,5}(?:19|20)[0-9]{2}[a-z]?\W{0,5}$")
_YEAR_FIRST = re.compile(r"\(?(?:19|20)[0-9]{2}[a-z]?\)?\.\s+(?=\S)")
"""Between authors and title in the style of the ACM."""
_TYPE = re.compile(r"\s?\[(?:[A-Z]|EB|DB)(?:/OL)?\]\.?(?:\s.{0,300})?$")
"""Behind a title, with what follows, in the style of GB/T 7714: ``A Title[J]. Moss Days, 2031``."""
_OF_VENUE = re.compile(
    r"(?:in|proc|proceedings|journal|transactions|advances|conference|international|arxiv|corr|nature|science)\b"
    r"|(?:\S{1,20} ){0,5}\S{0,20}[0-9]{2}\W*$",
    re.IGNORECASE,
)
"""The beginning of a place of publication, or one of few words with a year."""
_INVERTED_FIRST = re.compile(
    r"\A((?:[a-z'’]{1,4} ){0,3}[^\W\d_a-z][\w'’-]+)"
    r", ([^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w.'’-]*){0,2})(?=,|$)"
)
"""The first author in the styles of Chicago and of the MLA: ``Mill, Ada, and Bo Reed``."""
_CITED = re.compile(
    r"\W{0,4}[0-9]{0,3}\W{0,4}(?:(?:[a-z'’]{1,4} ){0,3}[^\W\d_a-z][\w'’-]{1,30}(?: [^\W\d_a-z][\w'’-]{1,30})?"
    r", (?:[^\W\d_a-z]\.[ -]?){1,4}(?:, |,? ?(?:and|&) | et al\.)?){1,60}"
)
"""Authors, as the styles of the APA and of Springer write them: ``Mill, A., & Reed, B.``"""
_GIVEN_FIRST = re.compile(
    r"\W{0,4}[0-9]{0,3}\W{0,4}(?:[^\W\d_a-z][\w'’-]{1,30} ){1,2}[^\W\d_a-z][\w'’-]{1,30}"
    r", (?:[^\W\d_a-z]\.[ -]?){1,4}[^\W\d_a-z][\w'’-]{1,30}(?:,| and )"
)
"""Names of which the second has initials, and no family and its initials: ``Ada Mill, B. C. Reed, …``"""
_VANCOUVER = re.compile(
    r"\W{0,4}[0-9]{0,3}\W{0,4}(?:(?:[a-z'’]{1,4} ){0,3}[^\W\d_a-z][\w'’ -]{1,40} [A-Z]{1,3}, ){1,60}"
    r"(?:(?:[a-z'’]{1,4} ){0,3}[^\W\d_a-z][\w'’ -]{1,40} [A-Z]{1,3}|et al)\.(?= [^\W\d_a-z])"
)
"""Several authors, as journals of medicine write them: ``Mill AB, Reed C.``"""
_TITLE = re.compile(
    r"\s?(?:\((?:19|20)[0-9]{2}[a-z]?\))?[.:,]?\s*([\"“]?[^\W\d_a-z$].{3,400}?)(?:(?<=[^\W\d_]{2}[.?!])\s.*|$)"
)
"""The title behind them: ``(2031). A Title. Moss Days.``"""
_BETWEEN, _COLUMNS = (" | ", " — ", " – "), 2
_SEVERAL = re.compile(r",|\b(?:and|und|et)\b|&")
"""Between two names."""
_LONGEST = 2_000
"""Characters of a reference."""


def title_of_reference(text: str) -> str:
    """Return the title in ``Ada Mill, Bo Reed. A Title. MossConf 2031``, or before its authors, or quoted.

    Any other text is returned as it is.
    """
    if len(text) > _LONGEST:
        return text
    text = _TYPE.sub("", text)
    quoted = text.translate(QUOTES)
    if (match := QUOTED.match(quoted)) and (names_before_quote(match[1]) or _is_one_name(match[1], quoted)):
        return match[2]
    if (match := _QUOTED_FIRST.match(quoted)) and are_names(_YEAR_LAST.sub("", match[2]).rstrip(" ,.，")):
        return match[1]
    cited = None if _GIVEN_FIRST.match(text) else _CITED.match(text) or _VANCOUVER.match(text)
    if cited and (match := _TITLE.match(text, cited.end())):
        return match[1].rstrip(".")
    for separator in _BETWEEN:
        parts = text.split(separator)
        others = [part for part in parts if not (names_before(part) or _YEAR_LAST.fullmatch(part))]
        if separator == " | " and len(parts) > _COLUMNS:
            others = [part for part in others if " " in part]
        if len(others) == 1 < len(parts):
            return others[0].strip()
    first, *rest = _SENTENCE_END.split(text)
    if not rest:
        return text
    if _YEAR_FIRST.match(rest[0]) and are_names(first.rstrip(".")):
        return _YEAR_FIRST.sub("", rest[0]).rstrip(".")
    is_dated = first.endswith(")") and are_names(_YEAR_LAST.sub("", first).rstrip(" ,"))
    if ((names_before(first) and "," in first) or is_dated) and not _OF_VENUE.match(rest[0]):
        return rest[0].rstrip(".")
    return first.rstrip(".") if names_before(rest[0]) else text


def _is_one_name(above: str, quoted: str) -> bool:
    """Return whether one author stands before a title in quotes: ``Ada Mill: "A Title". MossConf``."""
    name = above.rstrip(" ,.:")
    return " " in name and are_names(name) and quoted[len(name) : len(name) + 2] in (": ", ", ", ". ")


def is_citation(text: str) -> bool:
    """Return whether a text is a reference that begins with authors, of which a title is a part."""
    return _CITED.match(text) is not None


@lru_cache(maxsize=100)
def names_before(text: str) -> str:
    """Return the names that a text lists before a title; empty if it is no list of several."""
    if len(text) > _LONGEST or not _SEVERAL.search(text):
        return ""
    names = _YEAR_LAST.sub("", text.strip(' ,.:;"“')).rstrip(" ,")
    return names if are_names(names) and len(split_names(names)) > 1 else ""


def names_before_quote(text: str) -> str:
    """Return the names before a title in quotes, of which the first may be inverted."""
    turned = _INVERTED_FIRST.sub(r"\2 \1", _YEAR_LAST.sub("", text).rstrip(" ,."), count=1)
    return names_before(text) or (turned if text[:1] != turned[:1] and are_names(turned) else "")

"""Parse what stands beside a title on its line: authors, a venue, votes; and the title of a reference."""

import re
from collections.abc import Iterator
from functools import lru_cache

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import split_votes, votes_in
from daybook.digests.fields.link_titles import paper_key
from daybook.digests.fields.names import split_names
from daybook.digests.markdown.fields import names_in
from daybook.digests.markdown.inline import plain, plain_text
from daybook.digests.markdown.lines import Line
from daybook.digests.markdown.name_lists import are_mostly_names, are_names

_EMPTY = re.compile(r"[(\[]\s*(?:[|,;/·]\s*)*[)\]]")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』《》", '"'))
_QUOTED = re.compile(r"(\w[^\"]{2,300}?)[\s,.:]{0,5}\"\s?([^\"]{3,300}?)[,.]?\s?\"")
_QUOTED_FIRST = re.compile(r"\"\s?([^\"]{3,300}?)[,.]?\s?\"[\s,.:;–—-]{1,5}(\w.*)")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2}[.?!])\.?\s+|(?<=\))\.\s+|\s+\|\s+")
_YEAR_LAST = re.compile(r"\W{0,5}(?:19|20)[0-9]{2}[a-z]?\W{0,5}$")
_OF_VENUE = re.compile(
    r"(?:in|proc|proceedings|journal|transactions|advances|conference|international|arxiv|corr|nature|science)\b"
    r"|(?:\S{1,20} ){0,5}\S{0,20}[0-9]{2}\W*$",
    re.IGNORECASE,
)
"""The beginning of a place of publication, or one of few words with a year."""
_IN_PARENTHESES = re.compile(r"\s*\(([^()]{1,60}[0-9]{2}[^()]{0,20})\)(?=\s*[:,.–—-]\s)")
_WORD_AFTER = re.compile(r"\s([a-z]{2,20})\b")
_NO_SENTENCE = frozenset(
    {"by", "in", "at", "from", "on", "et", "with", "via", "for", "accepted", "published", "submitted"}
)
_SENTENCE = 8
"""Words before a link that is within a text."""
_NAME_LAST = re.compile(r"(.+)(?:\. | \(| \| )([^()|]{3,80}?)\)?")
"""``A Title. Ada Mill``, ``A Title (Ada Mill)``, ``A Title | Ada Mill``"""
_INVERTED_FIRST = re.compile(
    r"\A((?:[a-z'’]{1,4} ){0,3}[^\W\d_a-z][\w'’-]+)"
    r", ([^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w.'’-]*){0,2})(?=,|$)"
)
"""The first author in the styles of Chicago and of the MLA: ``Mill, Ada, and Bo Reed``."""
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
    quoted = text.translate(_QUOTES)
    if (match := _QUOTED.match(quoted)) and _names_before_quote(match[1]):
        return match[2]
    if (match := _QUOTED_FIRST.match(quoted)) and are_names(match[2].rstrip(" ,.")):
        return match[1]
    before, _, last = text.rpartition(" | ")
    if before and _names_before(last):
        return before
    first, *rest = _SENTENCE_END.split(text)
    if not rest:
        return text
    if _names_before(first) and "," in first and not _OF_VENUE.match(rest[0]):
        return rest[0].rstrip(".")
    return first.rstrip(".") if _names_before(rest[0]) else text


@lru_cache(maxsize=100)
def _names_before(text: str) -> str:
    """Return the names that a text lists before a title; empty if it is no list of several."""
    if len(text) > _LONGEST or not _SEVERAL.search(text):
        return ""
    names = _YEAR_LAST.sub("", text.strip(' ,.:;"“')).rstrip(" ,")
    return names if are_names(names) and len(split_names(names)) > 1 else ""


def _names_before_quote(text: str) -> str:
    """Return the names before a title in quotes, of which the first may be inverted."""
    turned = _INVERTED_FIRST.sub(r"\2 \1", _YEAR_LAST.sub("", text).rstrip(" ,."), count=1)
    return _names_before(text) or (turned if text[:1] != turned[:1] and are_names(turned) else "")


def rest_of(line: Line, title: str) -> Line:
    """Return a line without its title and links, which may hold authors or a summary."""
    if names := _names_before_link(line, title):
        return Line("text", line.number, f"Authors: {names}")
    rest = plain(" ".join(_texts(line)))
    above, found, below = rest.partition(title)
    if found and (
        authors := _names_before(above) or (_is_quote(above) and _names_before_quote(above.rstrip()[:-1]))
    ):
        return Line("text", line.number, authors)
    if behind := names_in(_linked_behind(line, title)):
        return Line("text", line.number, f"Authors: {behind}")
    goes_on = _goes_on(line, title)
    rest = _without_venue(_EMPTY.sub("", below if found else rest))
    rest = re.sub(r"^[\W\d_]+", "", rest).rstrip(" ([|·•,:–—-")
    names = names_in(rest)
    is_byline = bool(names) and names != rest  # with a venue
    is_text = line.kind != "heading" and (is_byline or goes_on or (len(rest.split()) > 3 and _is_prose(rest)))
    rest = names if is_byline else f"{title} {rest}" if goes_on and rest else rest
    return Line("text" if is_text else "blank", line.number, rest if is_text else "")


def title_and_name(line: Line, title: str) -> tuple[str, str]:
    """Return a title and the names, also a single one, that stand alone beside it; empty if there are none.

    They may be in the title's text: ``A Title. Ada Mill``.
    """
    above, found, below = plain(" ".join(_texts(line))).partition(title)
    for part in (below, above) if found else (above,):
        if names := names_in(re.sub(r"^[\W\d_]+", "", _EMPTY.sub("", part)).rstrip(" ([|·•,.:–—-")):
            return title, names
    if (quoted := _QUOTED.fullmatch(title.translate(_QUOTES))) and names_in(quoted[1]):
        return quoted[2], quoted[1]
    match = _NAME_LAST.fullmatch(title)
    is_named = match is not None and len(match[1].split()) > 1 and names_in(match[2])
    return (match[1], match[2]) if match and is_named else (title, "")


def _linked_behind(line: Line, title: str) -> str:
    """Return what the text of a link says behind its title: ``[A Title (Ada Mill, Bo Reed)](…)``."""
    texts = (plain(span.text) for span in line.spans if span.url)
    return next((text.partition(title)[2] for text in texts if title in text), "").strip(" ()|,.–—-")


def _is_quote(above: str) -> bool:
    return above.rstrip().translate(_QUOTES).endswith('"')


def _without_venue(rest: str) -> str:
    """Return the text behind a title without a venue and year in parentheses at its start."""
    match = _IN_PARENTHESES.match(rest)
    return rest[match.end() :] if match and not names_in(match[1]) else rest


def _texts(line: Line) -> Iterator[str]:
    """Yield the texts of a line outside of links, and the texts of links inside its sentences."""
    words = 0
    for span in line.spans:
        is_of_text = words >= _SENTENCE and not (paper_key(span.url) or is_call(span.text))
        if not span.url or is_of_text:
            words += len(span.text.split())
            yield span.text


def _goes_on(line: Line, title: str) -> bool:
    """Return whether a linked title begins a sentence: ``[A Title](…) shows that moss grows``."""
    link = next((n for n, span in enumerate(line.spans) if span.url and title in plain(span.text)), -1)
    after = line.spans[link + 1].text if 0 <= link < len(line.spans) - 1 else ""
    match = _WORD_AFTER.match(after)
    return line.kind != "heading" and match is not None and match[1] not in _NO_SENTENCE


def _names_before_link(line: Line, title: str) -> str:
    """Return the names before a link with the title: ``Ada Mill, Bo Reed [A Title](…)``; else nothing."""
    link = next((n for n, span in enumerate(line.spans) if span.url and title in plain(span.text)), 0)
    before = plain_text(line.spans[:link]).strip(" ,.:;|–—-")
    before = re.sub(r"^[\W\d_]+", "", before)
    return before if are_mostly_names(before) else ""


def _is_prose(text: str) -> bool:
    """Return whether a text is more than a place of publication, such as ``ACL 2031. Cy Wood et al.``."""
    words = [word for word in text.split() if word.islower() and word.strip(".,") not in ("et", "al", "and")]
    return not text.isascii() or len(words) > 1 or are_names(text)


def votes_of(line: Line) -> int:
    """Return the up-votes in a paper's line: ``(▲57)`` after its title, or ``▲ 57`` before it."""
    texts = [plain(span.text) for span in line.spans]
    found = (split_votes(text)[1] or votes_in(text.strip(" ()[]-–—·|:")) for text in texts)
    return next(filter(None, found), 0)

"""Parse what stands beside a title on its line: authors, a venue, votes."""

import re
from collections.abc import Iterator

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import split_votes, votes_in
from daybook.digests.fields.link_titles import is_cited, paper_key
from daybook.digests.fields.name_lists import are_mostly_names, are_names, is_byline
from daybook.digests.fields.references import QUOTED, QUOTES, names_before, names_before_quote
from daybook.digests.markdown.bylines import names_in
from daybook.digests.markdown.inline import plain, plain_text
from daybook.digests.markdown.lines import Line

_EMPTY = re.compile(r"[(\[]\s*(?:[|,;/·]\s*)*[)\]]")
_IN_PARENTHESES = re.compile(r"\s*\(([^()]{1,60}[0-9]{2}[^()]{0,20})\)(?=\s*[:,.–—-]\s)")
_VENUE_IN_CODE = re.compile(r"(?<=[*_])\s+(?=`)")
"""Between names in italics and a place of publication: ``*Ada Mill* `MossConf 2031` ``."""
_LABELS_BEHIND = re.compile(r"[,;|]? (?:paper|code|pdf|link|project)s?: ?,?.*$", re.IGNORECASE)
_EDGE = re.compile(r"(?:[\s.,(]{1,4}(?:19|20)[0-9]{2}[a-z]?)?[\s()\[|·•,.:\"“”„«»「」『』《》–—-]*$")
"""A year and signs behind a name."""
_WORD_AFTER = re.compile(r"\s([a-z]{2,20})\b")
_NO_SENTENCE = frozenset(
    {"by", "in", "at", "from", "on", "et", "with", "via", "for", "accepted", "published", "submitted"}
)
_SENTENCE = 8
"""Words before a link that is within a text."""
_NAME_LAST = re.compile(r"(.+)(?:\. | \(| [|—–] )([^()|]{3,80}?)\)?")
"""``A Title. Ada Mill``, ``A Title (Ada Mill)``, ``A Title | Ada Mill``"""


def rest_of(line: Line, title: str) -> Line:
    """Return a line without its title and links, which may hold authors or a summary."""
    if names := _names_before_link(line, title):
        return Line("text", line.number, f"Authors: {names}")
    rest = plain(_VENUE_IN_CODE.sub(", ", " ".join(_texts(line))))
    above, found, below = rest.partition(title)
    if found and (
        authors := names_before(above) or (_is_quote(above) and names_before_quote(above.rstrip()[:-1]))
    ):
        return Line("text", line.number, authors)
    if behind := names_in(_linked_behind(line, title)):
        return Line("text", line.number, f"Authors: {behind}")
    goes_on = _goes_on(line, title)
    rest = _without_venue(_EMPTY.sub("", below if found else rest))
    rest = re.sub(r"^[\W\d_]+", "", rest).replace("、", ", ").rstrip(" ([|·•,，:–—-")
    names = names_in(rest) or names_in(_LABELS_BEHIND.sub("", rest))
    is_byline = bool(names) and names != rest  # with a venue
    is_text = (
        line.kind != "heading"
        and not is_cited(rest.rstrip(")"))
        and (is_byline or goes_on or (len(rest.split()) > 3 and _is_prose(rest)))
    )
    rest = names if is_byline else f"{title} {rest}" if goes_on and rest else rest
    return Line("text" if is_text else "blank", line.number, rest if is_text else "")


def title_and_name(line: Line, title: str) -> tuple[str, str]:
    """Return a title and the names, also a single one, that stand alone beside it; empty if there are none.

    They may be in the title's text: ``A Title. Ada Mill``.
    """
    above, found, below = plain(" ".join(_texts(line))).partition(title)
    for part in (below, above) if found else (above,):
        if names := names_in(_EDGE.sub("", re.sub(r"^[\W\d_]+", "", _EMPTY.sub("", part)))):
            return title, names
    if (quoted := QUOTED.fullmatch(title.translate(QUOTES))) and names_in(quoted[1]):
        return quoted[2], quoted[1]
    match = _NAME_LAST.fullmatch(title)
    is_named = match is not None and len(match[1].split()) > 1 and names_in(match[2])
    return (match[1], match[2]) if match and is_named else (title, "")


def name_before_text(text: str) -> tuple[str, str]:
    """Split ``Ada Mill. We grow moss.`` into the name and the rest; the name is empty without one."""
    first, stop, rest = text.partition(". ")
    return (first, rest) if stop and names_in(first) else ("", text)


def _linked_behind(line: Line, title: str) -> str:
    """Return what the text of a link says behind its title: ``[A Title (Ada Mill, Bo Reed)](…)``."""
    texts = (plain(span.text) for span in line.spans if span.url)
    return next((text.partition(title)[2] for text in texts if title in text), "").strip(" ()|,.–—-")


def _is_quote(above: str) -> bool:
    return above.rstrip().translate(QUOTES).endswith('"')


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
    return not text.isascii() or len(words) > 1 or are_names(text) or is_byline(text)


def votes_of(line: Line) -> int:
    """Return the up-votes in a paper's line: ``(▲57)`` after its title, or ``▲ 57`` before it."""
    texts = [plain(span.text) for span in line.spans]
    found = (split_votes(text)[1] or votes_in(text.strip(" ()[]-–—·|:")) for text in texts)
    return next(filter(None, found), 0)

"""Find authors' names in the line below a title of a newsletter or an alert."""

import re

from daybook.digests.fields.names import NAMES, split_names

_DEGREE = re.compile(r", (?:MD|PhD|ScD|DrPH|DPhil|MPH|MSc?|BSc?|MBBS|MBA|RN)(?=[,;]|$)")
"""Behind names in journals of medicine: ``Ada Mill, MD, PhD; Bo Reed, MPH``."""
DOT = re.compile(r"\s{1,4}[·•|]\s{1,4}")
_MARK_AFTER = re.compile(r"(?<=\w)[*†‡§]{1,3}(?=[,\s]|$)")
"""Of the authors to whom letters go, or who did the same work."""
AFFILIATION = re.compile(
    r"(?<=\w), [^,;]{0,60}\b(?:universi|institut|college|school|academ|laborator|hospital).{0,100}$",
    re.IGNORECASE,
)
"""Behind the name of one author in a line: ``Ada Mill, University of Moss``."""
_FEW = 6
"""Words at most of a field, a journal or a date after authors."""
_NO_NAME = re.compile(
    r"\b(?:access|article|award|best|conference|free|journal|open|oral|paper|poster|preprint|read|research|review"
    r"|spotlight|workshop)\b",
    re.IGNORECASE,
)
"""Words of a line of capitalized words that is no name."""
_VENUE_START = re.compile(r"\s*;\s|\s[-–—]\s|(?<=\w{3})\.\s")
"""Between the authors of a line and what follows, such as a place of publication."""
_FAMILY = r"(?:[a-z'’]{1,4} ){0,3}[^\W\d_a-z][\w'’-]{1,30}, "
_INVERTED = re.compile(
    rf"(?:{_FAMILY}(?:[^\W\d_a-z]\.[ -]?){{1,4}}(?:, |$)){{1,60}}"
    rf"|(?:{_FAMILY}[^\W\d_a-z][\w. '’-]{{0,30}}(?:; |$)){{2,60}}"
)
"""``Mill, A., Reed, B. C.`` and ``Mill, Ada; Reed, Bo``."""
SCHOLAR_LINE = re.compile(r"\S.{1,200}? - .{0,200}\b(?:19|20)[0-9]{2} - \S{3,80}")
"""Authors, place of publication, year and host below a title on Google Scholar's pages."""


def names_in_byline(text: str) -> tuple[str, ...]:
    """Return the authors in a line that may go on with a place of publication: ``Ada Mill; Moss Days``."""
    return names_in_line(_VENUE_START.split(text, maxsplit=1)[0], may_be_one=True)


def scholar_names(text: str) -> tuple[str, ...]:
    """Return the authors in a line of Google Scholar's alerts: ``A Mill, B Reed - arXiv preprint, 2031``."""
    names, dash, _ = text.replace("\u00a0", " ").partition(" - ")
    return split_names(names) if dash else ()


def names_in_line(text: str, *, may_be_one: bool) -> tuple[str, ...]:
    """Return the authors in a line such as ``Ada Mill, Bo Reed · Clocks · 3 March 2031``.

    With ``may_be_one`` a single name counts, such as one that ``<br>`` separates from the title.
    """
    if _INVERTED.fullmatch(text) and (len(found := split_names(text)) > 1 or may_be_one):
        return found
    is_enclosed = text.startswith("(") and text.find(")") == len(text) - 1
    text = _DEGREE.sub("", text)
    text = _MARK_AFTER.sub("", (text[1:-1] if is_enclosed else text).replace("; ", ", ")).rstrip(" ,")
    names, *rest = DOT.split(text)
    if rest and all(NAMES.fullmatch(part) and not _NO_NAME.search(part) for part in (names, *rest)):
        names, rest = ", ".join([names, *rest]), []
    if any(len(part.split()) > _FEW for part in rest):
        return ()
    names = AFFILIATION.sub("", names)
    found = split_names(names) if NAMES.fullmatch(names) and not _NO_NAME.search(names) else ()
    return found if len(found) > 1 or may_be_one or rest else ()

"""Find a paper's title on a line, and clean it of numbers, signs and venues."""

import re

from daybook.digests.fields.calls import is_call, without_calls
from daybook.digests.fields.entry_lines import split_votes
from daybook.digests.fields.link_titles import (
    is_cited,
    is_identifier,
    is_sentence,
    is_title,
    is_venue,
    paper_key,
)
from daybook.digests.fields.name_lists import are_family_names, are_mostly_names, are_names, is_byline
from daybook.digests.fields.references import title_of_reference
from daybook.digests.markdown.inline import plain, plain_text
from daybook.digests.markdown.labels import FIELD_OF_LABEL, label_of
from daybook.digests.markdown.lines import Line

_NUMBER = re.compile(
    r"^(?:\W*#[0-9]{1,3}\s+|\W*\b(?:[0-9]{1,3}/)?[0-9]{1,3}(?:[.):/]{1,2}\s+|[、．]\s*)|\[[0-9]{1,3}\]\s+|【[0-9]{1,3}】\s*|\W*\b0[0-9]\s+|[0-9]\ufe0f?\u20e3\s*|[^\w\"'“‘(\[<$【„«「『《]+)"
)
_SIGNS = re.compile(r"^[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\s]+")
"""Pictures between a number and a title."""
_VENUE = re.compile(r"^[(\[【](?:[\w'’&./-]{1,20} ){0,4}[\w'’&./-]{0,20}[0-9]{2}[)\]】]\s*(?=\S)")
"""``(MossConf 2031)`` or ``[MossConf'31]`` before a title."""
_YEAR_VENUE = re.compile(
    r"^[(\[][’']?[0-9]{2}(?:[0-9]{2})? [A-Za-z][\w-]{1,14}[)\]]\s*(?=\S)"
    r"|^\([\w.-]{0,30}[0-9][\w.-]{0,30}_[\w.-]{1,30}\)\s*(?=\S)"
)
"""``(31 MossConf)`` or a file's name, ``(2031.03_arXiv_Moss)``, before a title."""
_VENUE_AFTER = re.compile(
    r"\s*[(\[](?:[A-Za-z][\w'’&. -]{1,30} (?:19|20)[0-9]{2}\b[^()\[\]]{0,40}|arXiv[^()\[\]]{0,30})[)\]]$"
    r"|[,.] in [A-Z][^,.]{1,60}? ?(?:(?:19|20)[0-9]{2}|[’'][0-9]{2})\.?$"
)
"""``(MossConf 2031)``, ``(arXiv 3103.00001)`` or ``, in MossConf 2031.`` behind a title."""
_IDENTIFIER_BEFORE = re.compile(
    r"^\[?(?:arXiv:)?[0-9]{4}\.[0-9]{4,5}(?:v[0-9])?\]?\s*[—–:|-]+\s*(?=\S)", re.IGNORECASE
)
_AUTHOR_AFTER = re.compile(r", [^\W\d_a-z][^\d,.]{1,40} et\.? al\.?$")
_AFTER_STOP = re.compile(r"(?<=[^\W\d_]{3}\.) ?\([^()]{2,80}\)\.?$")
"""``(Moss University)`` behind a title that ends with a full stop."""
_IN_PARENTHESES = re.compile(r" \(([^()]{3,1000})\)$")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
"""After a title in bold type, as after a sentence."""
_GOES_ON = re.compile(r"[a-z]{2,20}\s")
"""The first word of the rest of a sentence behind a link."""
SEPARATORS = " \t-–—:：|,;([（【·"
_UNCLOSED = re.compile(r"\s*[(（\[][^()（）\[\]]{0,60}$")
_QUOTED = re.compile(
    r"^\w[^\"“„«「『《]{0,300}[\"“„«「『《]\s?([^\"”“»」』》]{10,300}?)[,.]?\s?[\"”“»」』》]"
)
_LONGEST_NAME = 3
"""Words of a person's name."""
_MOST_WORDS = 14
"""Most words in addition to a link; with more of them the link is a mention."""


def clean_title(text: str) -> str:
    """Return a title without its number, up-votes and brackets."""
    title = _NUMBER.sub("", split_votes(without_calls(text.strip()))[0], count=1)
    title = _SIGNS.sub("", split_votes(title)[0], count=1)
    for pattern in (_IDENTIFIER_BEFORE, _VENUE, _YEAR_VENUE):
        title = pattern.sub("", title, count=1)
    title = _UNCLOSED.sub("", _VENUE_AFTER.sub("", title)).rstrip(SEPARATORS)
    title = _AFTER_STOP.sub("", _AUTHOR_AFTER.sub("", title))
    if (behind := _IN_PARENTHESES.search(title)) and (are_mostly_names(behind[1]) or is_cited(behind[1])):
        title = title[: behind.start()]
    if title[:1] + title[-1:] in ("[]", "《》", "「」") and title.count(title[0]) == 1:
        title = title[1:-1]
    return _STOP.sub("", title.strip())


def quoted_title(text: str) -> str:
    """Return the title in ``Ada Mill, "A Title," 2031``, else the text."""
    match = _QUOTED.search(text)
    return match[1] if match else text


def is_mention_of_paper(line: Line) -> bool:
    """Return whether a link is within a sentence."""
    if own_title(line):
        return False
    words = " ".join(span.text for span in line.spans if not span.url).split()
    link = next(number for number, span in enumerate(line.spans) if paper_key(span.url))
    label = label_of(line)
    if label and FIELD_OF_LABEL.get(label[0]) == "authors" and is_call(line.spans[link].text):
        return False
    before = plain_text(line.spans[:link])
    is_sentence = len(before.split()) > 1 and not (
        is_call(before) or label or before.rstrip().endswith(".") or before.endswith(tuple(SEPARATORS))
    )
    return len(words) > _MOST_WORDS or (line.kind == "text" and is_sentence)


def own_title(line: Line) -> str:
    """Return the title on the line of its link: in bold type, or the text before it in a heading or item."""
    label = label_of(line)
    if title := _title_after(line):
        return title
    if line.strong and not label:
        title = clean_title(line.strong)
        return title if is_title(title) and FIELD_OF_LABEL.get(title.casefold()) is None else ""
    link = next((number for number, span in enumerate(line.spans) if paper_key(span.url)), 0)
    if line.kind not in ("heading", "item") or not link or (label and label[0] in FIELD_OF_LABEL):
        return ""
    before = plain_text(span for span in line.spans[:link] if not is_call(span.text))
    if label:  # a method's name before the title in quotes
        title = quoted_title(before)
        return title if title != before and is_title(title) else ""
    title = clean_title(title_of_reference(clean_title(before)))
    return title if is_title(title) and len(title.split()) > 1 else ""


def _title_after(line: Line) -> str:
    """Return the title behind a link whose text is an identifier: ``[3103.00001](…) A Title``."""
    first = next((n for n, span in enumerate(line.spans) if span.url or any(map(str.isalnum, span.text))), 0)
    text = plain(line.spans[first].text) if line.spans else ""
    is_bare = not text and line.kind == "item"
    if not line.spans or not (paper_key(line.spans[first].url) and (is_bare or is_identifier(text))):
        return ""
    rest = plain_text(span for span in line.spans[first + 1 :] if not span.url)
    title = clean_title(rest.lstrip(SEPARATORS + "*])"))
    title = clean_title(line.strong) if title.startswith(line.strong or "\0") else title
    is_names = are_family_names(title) or (are_names(title) and "," in title)
    is_other = is_names or is_sentence(title) or _GOES_ON.match(title)
    return title if is_title(title) and len(title.split()) > 1 and not is_other else ""


def lists_authors(line: Line) -> bool:
    """Return whether a line lists authors, one of them in bold type: ``**Ada Mill**, Bo Reed``."""
    return len(line.strong.split()) <= _LONGEST_NAME and line.text != line.strong and are_names(line.text)


def is_journal(line: Line, text: str) -> bool:
    """Return whether a link in the lines below an item is named by a journal's letters: ``MNRAS``."""
    return line.kind == "text" and bool(line.level) and text.isupper() and " " not in text


def is_label(line: Line, text: str) -> bool:
    """Return whether a link's text says where it leads, and is no title."""
    return is_call(text) or is_identifier(text) or is_venue(text) or is_journal(line, text)


def is_below_title(above: Line, line: Line) -> bool:
    """Return whether a line of authors and a venue stands directly below one that may be their title."""
    return (above.kind in ("heading", "item") or bool(above.strong)) and is_byline(line.text)

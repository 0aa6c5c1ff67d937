"""Decide which texts of links are titles, and which links lead to papers."""

import re

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.paper_links import is_other_host, paper_link
from daybook.text.identifiers import arxiv_id, doi_name
from daybook.text.plain_text import ends_sentence

_VENUE = re.compile(r"(?:[A-Z][\w&-]{1,20},? ?){1,3}(?:[’'][0-9]{2}|(?:19|20)[0-9]{2})(?:[ -]\w{1,12})?")
_JOURNAL = re.compile(r"(?:[A-Z][A-Za-z&]{0,12} ){0,3}(?:[A-Z][a-z]{0,8}\. ?){2,6}")
"""``Nat. Moss. Lett.``, ``SIAM J. Sci. Moss.``"""
_CITED = re.compile(
    r"[^\W\d_a-z][\w'’-]{1,30}(?:(?:,? & |,? and |, )[^\W\d_a-z][\w'’-]{1,30}){0,3}"
    r"(?:,| (?:et al|u\. ?a|y otros)\.?,?| [Cc]ollaboration,?| (?=\()) ?\(?(?:19|20)[0-9]{2}[a-z]?\)?"
)
"""``Mill et al., 2031``, ``Mill & Reed (2031)``"""
_TO_READERS = re.compile(r"\b(?:any(?:body|one)|some(?:body|one)|this|us|we|you|your)\b")
"""In a question that is no title; a title has these words in capitals."""
CUT = re.compile(r"\b(?:an?|and|by|from|of|or|the|via|[Ss]ee)$")
"""The last word of a part of a sentence."""
_SENTENCES = re.compile(r"[a-z]{3}\. [A-Z]")
_MOST, _LEAST, _LONG = 400, 3, 12
_URL_END = re.compile(r"[\s<>\"|`]+")
_URL_START = re.compile(r"(?=https?://)")


def paper_key(url: str) -> str:
    """Return ``arxiv:…``, ``doi:…`` or a paper's URL; empty for other links."""
    link = paper_link(url)
    if link.arxiv or link.doi:
        return f"arxiv:{link.arxiv}" if link.arxiv else f"doi:{link.doi}"
    return link.url if link.is_paper else ""


def has_paper_link(text: str) -> bool:
    """Return whether a word of a text may link to a paper; also true of some that do not.

    A quick test: to parse the Markdown of a text takes ten times as long.
    """
    hinted = [  # written out, as every word of every digest is looked at
        run
        for run in text.lower().split()
        if "://" in run or "10." in run or "arxiv" in run or "huggingface" in run
    ]
    words = (word for run in hinted for word in _URL_END.split(run))
    return any(paper_key(part) for word in words for part in (word, *_URL_START.split(word)[1:]))


def may_be_paper(url: str) -> bool:
    """Return whether a URL in a list of papers may be another paper's, though its host is not known."""
    return url.startswith(("http://", "https://")) and (bool(paper_key(url)) or not is_other_host(url))


def is_pdf(url: str) -> bool:
    """Return whether a URL is that of a PDF, on whatever host."""
    return url.partition("?")[0].lower().endswith(".pdf")


def is_venue(text: str) -> bool:
    """Return whether a link's text is a place of publication: ``Moss 2031``, ``Moss'31``, ``Moss. Lett.``"""
    bare = text.strip("[]`* ")
    return (_VENUE.fullmatch(bare) or _JOURNAL.fullmatch(bare)) is not None


def is_identifier(text: str) -> bool:
    """Return whether a link's text is a URL or an identifier, and so not a title."""
    return bool("://" in text or arxiv_id(text.strip("[]`* ")) or doi_name(text.strip("[]`* ")))


def is_title(text: str) -> bool:
    """Return whether a text may be a title."""
    is_field = ":: " in text  # of a note in Obsidian, with others behind it
    is_other = "://" in text or is_field or is_cited(text) or is_prose(text) or CUT.search(text)
    return _LEAST <= len(text) <= _MOST and not (is_other or is_call(text))


def is_prose(text: str) -> bool:
    """Return whether a text is of several sentences, as an abstract is."""
    return text.endswith(".") and text.count(" ") > _LONG and _SENTENCES.search(text) is not None


def is_cited(text: str) -> bool:
    """Return whether a text names a paper by authors and year."""
    return _CITED.fullmatch(text) is not None


def is_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does, and is no title that asks: ``Does Moss Sleep?``"""
    is_question = text.endswith("?") and " " in text and not _TO_READERS.search(text)
    return ends_sentence(text) and not is_question

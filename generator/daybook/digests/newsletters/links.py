"""Decide which links of a newsletter lead to papers, and which texts are titles.

A link leads to a paper if its URL has an identifier or a publisher's host (`paper_links`), or if it stands
where most links that stand so lead to papers.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from daybook.digests.fields import link_titles
from daybook.digests.fields.calls import is_call
from daybook.digests.fields.entry_lines import is_foot
from daybook.digests.fields.link_titles import is_prose, is_sentence
from daybook.digests.fields.paper_links import PaperLink, is_other_host
from daybook.digests.fields.references import title_of_reference
from daybook.digests.newsletters.blocks import Block, Span
from daybook.digests.newsletters.names import names_in_line
from daybook.text.identifiers import arxiv_id, doi_name
from daybook.text.plain_text import ends_sentence, one_line

_WORD = re.compile(r"[^\W\d_]+")
MIN_TITLE = 8
"""Characters at least of a title that no markup marks as one."""
_MAX_TITLE = 400
_FORMAT = re.compile(r"^\W*(?:\[[^\W\d_]{1,12}\]|title\s?:)\s*", re.IGNORECASE)
"""Google Scholar's ``[PDF]`` or ``[图书]`` before a title, or a label."""
ARTICLE = re.compile(
    r"\s*\((?:[0-9]{1,3} minutes? read|GitHub Repo|Sponsor|Tool|Video|Website)\)$|\s+\[(?:pdf|PDF)\]$"
    r"|\s*\((?:a|bio|med|chem)rxiv(?:,? pdf)?\)$|\s*\([0-9]{1,3}% relevant\)$",
    re.IGNORECASE,
)
"""What a newsletter says of a link behind its title; of papers too."""
_BIBCODE = re.compile(r"(?:19|20)[0-9]{2}[A-Za-z&.]{5}[\w.]{9}[A-Z.]")
"""The number of a paper in NASA's library: ``2031arXiv310300010M``."""
_HOST = re.compile(r"(?:[\w-]{1,40}\.){1,4}(?:cn|com|de|edu|eu|fr|gov|io|jp|net|org|uk)", re.IGNORECASE)
"""Of a file, behind Google Scholar's ``[PDF]``."""
_ARCHIVE = re.compile(r"\((?:a|bio|med|chem)rxiv(?:,? pdf)?\)$", re.IGNORECASE)
"""The name of an archive behind the title of a paper, whatever the link is."""
RULE = re.compile(r"[*_=~#•·–—-](?:\s?[*_=~#•·–—-]){2,}")
"""A line of signs between two parts."""
NUMBER = re.compile(r"^(?:[\[(]?[0-9]{1,3}[.)\]]\s+|[0-9]{1,3}[、．]\s*|【[0-9]{1,3}】\s*)")
_PROSE = re.compile(
    r"(?:please|check out|hello|hi|dear|thanks|see also)[ ,:]|.*[,:]$|.*\barXiv:[0-9]{4}\.[0-9]{4,5}"
    r"|(?-i:[A-Z][A-Z0-9])(?:$| {1,3}- )"
    r"|(?:my|our|the|this|a|their) (?:\w+ ){0,2}(?:paper|article|preprint|study|work)s?$",
    re.IGNORECASE,
)
"""What is no title in spite of its length, such as the tags of RIS."""
_LABEL_WORDS = 4
"""Most words before a colon that are a label."""
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|guten tag|bonjour|salut|hola|ciao|olá|привет|您好|你好)"
    r"\b.{0,40}[,!，！]",
    re.IGNORECASE,
)
_FOOT_URL = re.compile(
    r"unsub(?:scri|\b)|opt-?out|abmeld|abbestell|d[eé]sinscri|scholar_alerts|/preferences\b|manage[-_]?subscri",
    re.IGNORECASE,
)
"""In the URLs of a mail's foot, in whatever language its words are."""
_Role = tuple[str, str, str]
"""The place of a link: the kind of its block, its class, its position, or its words if they are no title."""


class Links:
    """The links of a mail that lead to papers."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.titles: dict[str, str] = {}
        """Of each paper, by its link's key; empty if no link has one."""
        self.unknown: dict[str, str] = {}
        """Titles of links that stand where titles of papers do, but lead to none that is known."""
        roles: Counter[_Role] = Counter()
        others: dict[_Role, dict[str, str]] = {}
        for block, span, link, place in _linked_spans(blocks):
            title = title_of(span, place == "first")
            role = (block.kind, span.css, place if title else _words(span.text))
            stands_out = place and " " in title if title else role[2] or block.kind == "plain"
            if link.is_paper:
                roles[role] += bool(stands_out and not self.titles.get(link.key))
                self.titles[link.key] = self.titles.get(link.key) or title
            elif title and _ARCHIVE.search(span.text.strip()[-40:]):
                self.unknown[link.key] = title
            elif stands_out and not is_other_host(link.url) and not ARTICLE.search(span.text[-40:]):
                others.setdefault(role, {}).setdefault(link.key, title)
        for role, titles in others.items():
            names = (names_in_line(title, may_be_one=False) for title in titles.values())
            if 2 * sum(map(bool, names)) > len(titles):
                continue  # of authors' pages
            if roles[role] >= len(titles):
                self.titles.update((key, title) for key, title in titles.items() if key not in self.titles)
            elif roles[role]:
                self.unknown.update((key, title) for key, title in titles.items() if title)

    def has(self, span: Span) -> bool:
        """Return whether a span links to a paper."""
        return span.link is not None and span.link.key in self.titles


def _linked_spans(blocks: Sequence[Block]) -> Iterator[tuple[Block, Span, PaperLink, str]]:
    """Return the links with their blocks and places: ``first`` in it, after a ``sentence``, or neither.

    Links in the mail's foot, up to the next link to a paper, are left out.
    """
    is_below_foot = False
    for block in blocks:
        is_foot_here = is_foot_block(block)
        before: str | None = ""
        previous = ""
        for span in block.spans:
            if span.link:
                is_below_foot = not span.link.is_paper and (is_below_foot or is_foot_here)
            if span.link and not is_below_foot:
                place = "first" if before is not None else "sentence" if ends_sentence(previous) else ""
                yield block, span, span.link, place
            if before is not None and not (span.link and is_call(span.text)):
                before += span.text[:_MAX_TITLE]
                before = before if _is_label(before) else None
            previous = span.text


def is_first_in(block: Block, position: int) -> bool:
    """Return whether a span is the first with words in its block, but for ``[PDF]`` or ``Read more:``.

    Of calls, one at least must be linked: ``In`` alone begins a sentence.
    """
    above = block.spans[:position]
    has_calls = any(span.link and span.text.strip() and is_call(span.text) for span in above)
    spans = (span.text for span in above if not ((span.link or has_calls) and is_call(span.text)))
    before = "".join(spans).strip()
    return _is_label(before) or _is_short_label(before)


def is_own_title(block: Block, text: str) -> bool:
    """Return whether the text of a block is the title of what it links to: ``A Title (paper | code)``."""
    first = next((position for position, span in enumerate(block.spans) if span.link), 0)
    before = one_line("".join(span.text for span in block.spans[:first])).rstrip(" ([|·–—-")
    is_whole = bool(block.level) or bool(before and NUMBER.match(before))
    return is_whole and is_title(text, 2) and not (is_sentence(text) or text.endswith(":"))


def linked_text(block: Block) -> str:
    """Return the text of a block's links."""
    return "".join(span.text for span in block.spans if span.link)


def is_in_letter(link: PaperLink, blocks: Sequence[Block]) -> bool:
    """Return whether the only paper of a mail is named in passing, as a colleague or a shop names one.

    Its link is in a sentence, or below words of a plain text that begins with a greeting.
    """
    places = [
        (block, place)
        for block in blocks
        for place, span in enumerate(block.spans)
        if span.link and span.link.key == link.key and span.css != "apart"
    ]
    first = next((block.text for block in blocks if block.text), "")
    styles = [block.spans[place] for block, place in places]
    if _GREETING.fullmatch(first) and any(span.css in ("line", "words") for span in styles):
        return True
    if any(span.css == "words" and not is_title(span.text) for span in styles):
        return True
    return all(_is_in_sentence(block, place) for block, place in places)


def _is_in_sentence(block: Block, position: int) -> bool:
    """Return whether words come before a link in its block, other than a label such as ``New paper:``."""
    before = one_line("".join(span.text for span in block.spans[:position]))
    return not (block.level or _is_short_label(before) or is_first_in(block, position))


def _is_short_label(text: str) -> bool:
    return text.endswith(":") and text.count(" ") < _LABEL_WORDS


def leads_away(block: Block, links: Links, *, is_below_text: bool, is_scholar: bool) -> bool:
    """Return whether a block is about something else than the paper above.

    It has a link where papers have theirs, or is a sentence below others that begins with a link. In a mail
    of Google Scholar a paper has one paragraph, so that any further paragraph is about something else.
    """
    if any(span.link and span.link.key in links.unknown for span in block.spans):
        return True
    if is_scholar and is_below_text and not block.continues:
        return True
    first = next((span for span in block.spans if span.text.strip()), None)
    if not is_below_text or first is None or not first.link or links.has(first) or is_call(first.text):
        return False
    return " " in first.text.strip() and block.text != one_line(first.text)


def _is_label(text: str) -> bool:
    return not _WORD.search(_FORMAT.sub("", text[: 4 * _MAX_TITLE]))


def title_of(span: Span, is_first: bool) -> str:
    """Return the title that a link's text is, or an empty string."""
    text = ARTICLE.sub("", NUMBER.sub("", _FORMAT.sub("", one_line(span.text))))
    label, colon, rest = text.partition(": ")
    text = rest if colon and " " in label and is_call(label) else text
    is_phrase = not is_first and (" " not in text or text[:1].islower())  # of the sentence around
    return text if is_title(text, 2 if is_first else MIN_TITLE) and not is_phrase else ""


def is_foot_block(block: Block) -> bool:
    """Return whether a block is of the mail's foot, or the line above a signature (RFC 3676, section 4.3)."""
    urls = [span.link.url for span in block.spans if span.link]
    is_for_readers = any(map(_FOOT_URL.search, urls)) and not any(
        span.link.is_paper for span in block.spans if span.link
    )
    return is_for_readers or is_foot(block.text) or (block.kind == "plain" and block.text == "--")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text[:_MAX_TITLE].casefold()))


def is_title(text: str, min_length: int = MIN_TITLE) -> bool:
    """Return whether a text, or the title in it if it is a reference, may be a title."""
    line = one_line(text)
    is_identifier = arxiv_id(line) or doi_name(line) or _HOST.fullmatch(line) or _BIBCODE.fullmatch(line)
    if len(line) < min_length or is_identifier or _PROSE.match(line[:_MAX_TITLE]):
        return False
    return link_titles.is_title(title_of_reference(line) if is_prose(line) else line)


def adds(link: PaperLink, known: PaperLink) -> bool:
    """Return whether a link adds an identifier to a paper's link, or none that contradicts it."""
    return not (link.arxiv and known.arxiv) and not (link.doi and known.doi)


class MergedLinks:
    """The links of papers, with the identifiers of links to the same paper, such as "arXiv"."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._merged: dict[str, PaperLink] = {}
        self._keys: set[str] = set()

    def of(self, link: PaperLink) -> PaperLink:
        """Return the link of a paper with all its identifiers."""
        return self._merged.get(link.key, link)

    def has(self, link: PaperLink) -> bool:
        """Return whether a link was merged into that of a paper."""
        return link.key in self._keys

    def merge(self, link: PaperLink, titled: PaperLink) -> bool:
        """Merge a link such as "PDF" into that of a paper with a title; return False if it is of another."""
        known = self.of(titled)
        if self._links.titles[link.key] or not adds(link, known):
            return False
        self._merged[titled.key] = replace(known, arxiv=known.arxiv or link.arxiv, doi=known.doi or link.doi)
        self._keys.add(link.key)
        return True


def above_in_rows(blocks: Sequence[Block], links: Links) -> Collection[int]:
    """Return the indexes of cells that stand before the first title in their row of a table."""
    first: dict[int, int] = {}
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        for link in (span.link for span in block.spans if span.link and links.has(span)):
            if link.key not in seen and links.titles[link.key] and block.row:
                first.setdefault(block.row, index)
            seen.add(link.key)
    return {index for index, block in enumerate(blocks) if index < first.get(block.row, 0)}

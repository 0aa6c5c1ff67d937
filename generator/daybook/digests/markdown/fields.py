"""Parse the fields of a paper in a Markdown digest: ``- **Authors**: …``, columns of a table, an abstract."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from daybook.digests.fields.abstracts import count_phrases
from daybook.digests.fields.calls import is_call
from daybook.digests.fields.cells import categories, is_empty
from daybook.digests.fields.entry_lines import is_fact, is_foot, is_venue_line, votes_in
from daybook.digests.fields.link_titles import paper_key
from daybook.digests.fields.name_lists import MORE_AUTHORS, are_names
from daybook.digests.fields.names import OTHERS, split_names
from daybook.digests.markdown.bylines import BY, names_in, without_sign
from daybook.digests.markdown.inline import plain, plain_text
from daybook.digests.markdown.labels import FIELD_OF_LABEL, label_beside, label_of
from daybook.digests.markdown.lines import Line
from daybook.text.partial_dates import parse_partial_date
from daybook.text.plain_text import ends_sentence

_ORGANIZATION_SIGN = re.compile(r"[🏢🏛🏫🎓]\ufe0f?\s*(?=\w)")
_STARS = re.compile(r"[⭐★🌟]\ufe0f?\s*([0-9][0-9,]{0,9})")
_PASSING = re.compile(
    r"[💬👀🔁]\ufe0f?\s*[0-9][0-9.,k]{0,9}"
    r"|[0-9]{1,3} ?(?:[hdwy]|mo|min|hours?|days?|weeks?|months?|years?) ago",
    re.IGNORECASE,
)
"""Counts of comments and views, and ages, which change with each look at the page."""
_NOTHING = "-"
"""In place of such a fact."""
_NAMES_GO_ON = re.compile(r"(?:and|&) (.+?)\.?")
"""The last of names in the line below the others."""
_SUBMITTED = re.compile(r"\W*submitted by:? (\S.{0,60})", re.IGNORECASE)
_SUBMITTED_ON = re.compile(r"\W*(?:submitted|published|posted)(?: on)?:? ([\w ,.-]{6,30}?)\W*", re.IGNORECASE)
_OF_DAILY_PAPERS = re.compile(r"https?://huggingface\.co/papers/")
_HASHTAGS = re.compile(r"(?:#[\w-]{1,60}\s*){1,30}")
_SUBJECT = re.compile(
    r"(?<![\w.])[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Za-z-]{2,12}(?![\w.])|\b(?:hep|astro|cond|gr|quant)-[a-z]{2,3}\b"
)
_LAST_STOP = re.compile(r"(?<=[^\W\d_]{2})(?<!\bJr)(?<!\bSr)(?<!\bal)\.\s*$")
"""After the last name of a list, not of an abbreviation."""
_LONGEST_END = 60
"""Characters of the end of a list that says that there are more authors."""
_ISO = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
_OF_SUMMARY = re.compile(r"(motivation|methods?|results?|conclusions?|limitations?)\s*[:：]", re.IGNORECASE)
"""Labels of the parts of a summary, of which the first is a sentence: ``TL;DR: …``."""
_INITIAL = re.compile(r"(?:^|[ .-])[^\W\d_a-z]$")
"""The end of a part of a name, at which no list of names ends: ``Ada Mill, B``."""
_SIGNS = frozenset("·•|💬👀🔁👍▲⬆")
"""Between facts, or before their numbers."""
_BETWEEN_FACTS = re.compile(r"\s[·•|]\s|\s(?=[💬👀🔁👍▲⬆⭐★🌟])")
_MOST_VENUE_WORDS, _MOST_WORDS_OF_CALL = 6, 3
_PARAGRAPHS = ("abstract", "summary", "text", "more")
"""Fields of several paragraphs."""
_VERB = re.compile(r" [a-z]{4,}")
"""In a short sentence behind names, a word that places of publication do not have."""
_SENTENCE = 8
"""Words at least of a line whose URLs belong to its text."""


def record_fields(lines: Iterable[Line]) -> tuple[dict[str, str], set[str]]:
    """Return the fields of a paper's lines below its title as text, and the labels that are not used."""
    found: dict[str, list[str]] = {}
    unused: set[str] = set()
    field = ""
    above: Line | None = None
    more: set[str] = set()
    is_apart = False
    for line in chain.from_iterable(map(_facts_apart, lines)):
        was_apart, is_apart = is_apart, False
        if fact := _submission(line.text):
            found[fact[0]] = [fact[1]]
        elif _has_links_alone(line) or _HASHTAGS.fullmatch(line.text):
            continue
        elif line.kind == "blank":
            is_apart = field == "unused" and above is not None and len(above.text.split()) < _SENTENCE
            if field in _PARAGRAPHS:
                found.setdefault(field, []).append("")
        elif labelled := label_of(line):
            unused |= set() if labelled[0] in FIELD_OF_LABEL else {labelled[0]}
            field = _add_labelled(found, line, *labelled, field)
            above = line if labelled[1] or any(span.url for span in line.spans) else None
        elif field in ("abstract", "summary", "text", "") and (label := label_beside(line, above)):
            unused.add(label)
            field = "unused"
        elif field in ("", "text") and not any(found.get("text", ())) and is_venue_line(line.text):
            continue
        elif field in ("", "text") and (fact := _unlabelled(line.text, found)):
            found[fact[0]] = [fact[1]]
        elif line.kind == "heading":
            field = "unused"
            unused.add(line.text.casefold())
        elif field in (*_PARAGRAPHS, "") or (was_apart and _is_abstract(line, found)):
            field = _add_text(found, more, line, field if field in _PARAGRAPHS else "text")
        elif field != "unused":
            found.setdefault(field, []).append(line.text)
            field = "text"
    fields, is_used = _joined(found)
    return fields, unused if is_used else unused | more


def _is_abstract(line: Line, found: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a paragraph below a short fact such as ``Relevance: 8`` is the paper's first text."""
    return found.keys().isdisjoint(_PARAGRAPHS) and count_phrases(line.text) > 1


def _unlabelled(text: str, found: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """Return field and value of a line without a label: names, an organization, categories, another fact."""
    is_first = not any(found.get("text", ()))
    if is_first and "authors" not in found and (names := names_in(text)):
        return "authors", names
    if is_first and "authors" in found and (match := _NAMES_GO_ON.fullmatch(text)) and are_names(match[1]):
        return "authors", f"{found['authors'][0]} {text}"
    if is_first and (match := _ORGANIZATION_SIGN.match(text)):
        return "organization", text[match.end() :]
    if "categories" not in found and _are_categories(text):
        return "categories", text
    return ("other", text) if is_fact(text) else None


def _submission(text: str) -> tuple[str, str] | None:
    """Return the field and value of ``Submitted by Ada Mill`` and ``Submitted on 18 Mar 2031``."""
    if submitter := _SUBMITTED.match(text):
        return "submitter", submitter[1]
    dated = _SUBMITTED_ON.fullmatch(text)
    date = parse_partial_date(dated[1]) if dated else ""
    return ("published", date) if date else None


def _add_labelled(found: dict[str, list[str]], line: Line, label: str, value: str, section: str) -> str:
    """Add the value of a labelled line, and return the field that the lines below continue.

    An unknown label in a ``section`` that is not used ends none.
    """
    field = FIELD_OF_LABEL.get(label, "")
    if not field and (section == "unused" or (value and is_empty(value))):
        return section
    if field and not is_empty(value):
        value = _with_addresses(line, value) if field in ("abstract", "summary") else value
        found.setdefault(field, []).append(value)
    if field not in ("abstract", "summary") and (value or any(span.url for span in line.spans)):
        return "text" if field else "unused"
    return field


def _add_text(found: dict[str, list[str]], more: set[str], line: Line, field: str) -> str:
    """Add a line to a field of text; return the field, which the further parts of a summary change."""
    if field == "summary" and (match := _OF_SUMMARY.match(line.text)):
        field = "more"
        more.add(match[1].casefold())
    found.setdefault(field, []).append("• " * (line.kind == "item") + _with_addresses(line, line.text))
    return field


def _joined(found: Mapping[str, Iterable[str]]) -> tuple[dict[str, str], bool]:
    """Join the lines of each field; also return whether the further parts of a summary were used.

    They are used if there is no abstract.
    """
    texts = {name: "\n".join(parts).strip() for name, parts in found.items()}
    rest = texts.pop("more", "")
    is_used = "abstract" not in texts
    if rest and is_used:
        texts["summary"] = f"{texts['summary']}\n\n{rest}"
    return {
        name: text.removeprefix("• ") if text.count("• ") == 1 else text for name, text in texts.items()
    }, is_used


def _facts_apart(line: Line) -> Iterator[Line]:
    """Yield a line, or each of its facts with its label: ``👥 Ada Mill, Bo Reed · cs.CL · 👍 57``."""
    for separator in (" - ", ";", ". "):
        names, found, rest = line.text.partition(separator)
        while separator == ". " and _INITIAL.search(names[-3:]) and found:
            more, found, rest = rest.partition(separator)
            names = f"{names}. {more}"
        is_said = len(rest.split()) >= _SENTENCE or (ends_sentence(rest) and _VERB.search(rest))
        is_text = separator == " - " or is_said or is_venue_line(rest)
        are_several = is_text and (", " in names or MORE_AUTHORS.search(names))
        bare = BY.sub("", names)
        if found and rest and (are_several or bare != names) and are_names(bare):
            yield Line("text", line.number, f"Authors: {bare}")
            yield Line("text", line.number, rest.strip())
            return
    beside = plain_text(span for span in line.spans if not paper_key(span.url)).strip(" ,.:|·–—-")
    if line.kind == "text" and beside != line.text and len(split_names(beside)) > 1 and are_names(beside):
        yield Line("text", line.number, f"Authors: {beside}")
        return
    may_be = line.kind in ("text", "item") and not _SIGNS.isdisjoint(line.text)
    parts = _BETWEEN_FACTS.split(line.text) if may_be else []
    if parts and parts[0].isdecimal() and any(_OF_DAILY_PAPERS.match(span.url) for span in line.spans):
        yield Line("text", line.number, f"Votes: {parts[0]}")
        return
    if len(parts) > 1 and all(map(are_names, parts)):
        yield Line("text", line.number, f"Authors: {'; '.join(parts)}")
        return
    labelled = [_labelled(part.strip()) for part in parts]
    if not (labelled and all(labelled)):
        yield line
        return
    for text in labelled:
        if text != _NOTHING:
            yield Line("text", line.number, text, line.spans)


def _labelled(text: str) -> str:
    """Return a fact with its label: names, categories, votes or another fact; else an empty text."""
    bare = without_sign(text)
    if are_names(bare):
        return f"Authors: {bare}"
    if _are_categories(bare):
        return f"Categories: {bare}"
    if _ISO.fullmatch(bare):
        return f"Published: {bare}"
    if match := _STARS.fullmatch(text):
        return f"Stars: {match[1].replace(',', '')}"
    if _PASSING.fullmatch(text):
        return _NOTHING
    votes = votes_in(text)
    return f"Votes: {votes}" if votes is not None else text if label_of(Line("text", 0, text)) else ""


def _are_categories(text: str) -> bool:
    """Return whether a text is a list of categories of arXiv alone: ``cs.CL, cs.LG``."""
    return bool(text) and all(map(_SUBJECT.fullmatch, re.split(r"[\s,]+", text)))


def is_translated(line: Line) -> bool:
    """Return whether a line has a label of a value in another language: ``Abstract (ZH): …``."""
    label = label_of(line)
    return label is not None and label[0].endswith((")", "）"))


def _with_addresses(line: Line, text: str) -> str:
    """Return the text, which is a line or its end, with the URLs that the line's sentences contain."""
    is_sentence = len(text.split()) >= _SENTENCE
    spans = [
        span.url if is_sentence and not span.text and not paper_key(span.url) else span.text
        for span in line.spans
    ]
    start = line.text.rfind(text)
    return plain("".join(spans))[max(start, 0) :] if any(map(str.strip, spans)) else text


def _has_links_alone(line: Line) -> bool:
    """Return whether a line has links, and no words but such as "Read the paper", a date or a venue."""
    if not any(span.url for span in line.spans) or label_of(line):
        return False
    words = " ".join(span.text for span in line.spans if not span.url).split()
    is_paper = any(paper_key(span.url) and is_call(span.text) for span in line.spans)
    words = [word for word in words if any(map(str.isalnum, word))]
    is_short = all(len(span.text.split()) <= _MOST_WORDS_OF_CALL for span in line.spans if span.url)
    return (
        is_call(line.text)
        or (not words and is_short and not any(span.url and not span.text for span in line.spans))
        or (not words and is_foot(line.text))
        or (is_paper and len(words) <= _MOST_VENUE_WORDS and not names_in(line.text))
    )


def make_raw_facts(fields: Mapping[str, str]) -> dict[str, object]:
    """Return facts for a record of the text of its fields."""
    dated = _ISO.search(fields.get("published", "")) or _YEAR.fullmatch(fields.get("published", ""))
    subjects = _SUBJECT.findall(fields.get("categories", ""))
    authors = _LAST_STOP.sub("", fields.get("authors", ""))
    others = [OTHERS] if MORE_AUTHORS.search(authors[-_LONGEST_END:]) else []
    return {
        "authors": [*split_names(MORE_AUTHORS.sub("", authors)), *others],
        "categories": subjects or categories(fields.get("categories", "")),
        "keywords": re.split("[;,，、]", fields.get("keywords", "")),
        "published": dated[0] if dated else "",
        "organization": fields.get("organization", ""),
        "comment": fields.get("comment", ""),
        "submitter": fields.get("submitter", ""),
        "stars": fields.get("stars", ""),
        "venue": fields.get("venue", ""),
    }

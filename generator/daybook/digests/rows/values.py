"""Parse values of cells and of JSON: texts, names, dates and links, in the shapes of the services.

Shapes are those of CSL (``{"family": …, "given": …}``, ``{"date-parts": [[2021, 1, 4]]}``), OpenAlex
(``{"author": {"display_name": …}}``, inverted abstracts), OpenReview (``{"value": …}``, milliseconds), Zotero
(``{"firstName": …, "lastName": …}``) and arXiv's snapshot (``["Mill", "Ada", ""]``).
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from daybook.digests.fields import cells
from daybook.digests.fields.names import NAMES, join_name, name_in_fields, split_names
from daybook.text.dates import mail_day
from daybook.text.identifiers import partial_date
from daybook.text.partial_dates import parse_partial_date

_TEXT_KEYS = (
    "value", "title", "description", "display_name", "displayName", "fullname", "name", "text", "keyword",
    "tag", "term", "word", "subject", "url", "raw", "literal", "creator", "p", "tldr", "summary", "content",
    "#text", "@term", "rich_text", "plain_text",
)  # fmt: skip
_LINK_KEYS = (
    "url", "URL", "href", "landing_page_url", "pdf_url", "oa_url", "value", "preprint_doi", "html", "doi",
)  # fmt: skip
_LABEL_KEYS = ("label", "short", "action", "name", "type")
_OTHER_LABEL = re.compile(
    r"\b(?:code|github|gitlab|repo(?:sitory)?|slides?|video|poster|(?:web)?site|home(?:page)?|project|data(?:set)?s?|demo|talk"
    r"|blog|media|press|bib(?:tex)?|docs?|documentation|thread|twitter|try)\b",
    re.IGNORECASE,
)
"""Of links that lead to something beside the paper."""
_NAME_PART = r"['’. -]*[^\W\d_](?:[^\W\d_]|['’. -])*"
_LINKED_NOTE = r"\A\[\[([^\W\d_][^\[\]<>|]{1,80})\]\]\Z"
"""How Obsidian links a person's note: ``[[Ada Mill]]``."""
_INVERTED_NAME = re.compile(rf"{_NAME_PART}(?:,{_NAME_PART}){{1,2}}")
"""``Mill, Ada`` and ``Mill, Ada, Jr.``; a text with other signs is a name to the letter."""
_FAMILY_GIVEN = re.compile(rf"{_NAME_PART},{_NAME_PART}")
"""How all items of a list are written if they are inverted: ``García Márquez, Ana Lea``."""
_BESIDE_NAME = re.compile(
    rf"(?:{NAMES.pattern})\s?(?:\([^()<>]{{2,100}}\)|<[^<>\s]{{1,100}}@[^<>\s]{{1,100}}>|[¹²³⁰⁴-⁹]{{1,3}})"
)
"""A name with its affiliation, an address or the number of a note behind it."""
_NUMBERED_NAME = re.compile(r" [0-9]{4}$")
"""DBLP's number after a name that several people have: ``Ada Mill 0001``."""
_PERSONS = ("author", "person_or_org", "node")
_AUTHOR_TYPES = ("author", "presenter", "programmer", "contributor")
"""Types of creators in Zotero."""
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20|21)[0-9]{2}(?![0-9])")
_NUMBERS = re.compile(
    r"[0-9]{4}[/.][0-9]{1,2}(?:[/.][0-9]{1,2})?(?![0-9/.])"
    r"|(?:19|20|21)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$"
)
"""``2031/3/18``, ``20310318``"""
_WORD = re.compile(r"[A-Za-z]{3,9}\b")
_DATE_LENGTH = 60
_MILLISECONDS = 10**11
"""Greater numbers are milliseconds since 1970."""
_SECONDS = re.compile(r"[0-9]{9,10}")
"""Since 1970, as Pocket and readers of feeds write them."""


def text_value(value: object) -> str:
    """Return a text, a number as text, or the first text of a list or of an object's usual keys."""
    if value is None or isinstance(value, str):
        return value or ""
    for _ in range(5):
        if isinstance(value, list):
            runs = [item.get("plain_text") for item in value if isinstance(item, dict)]
            whole = "".join(run for run in runs if isinstance(run, str))  # of Notion's text
            value = whole or next((item for item in value if item), None)
        elif isinstance(value, dict):
            value = next((value[key] for key in _TEXT_KEYS if value.get(key)), None)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def list_value(value: object) -> object:
    """Return the items of a list as texts; return any other value, and unknown items, unchanged."""
    value = _unwrap(value)
    if isinstance(value, dict) and len(value) == 1:
        value = next((inner for inner in value.values() if isinstance(inner, list)), value)
    if isinstance(value, dict) and "@term" in value:
        value = [value]
    if not isinstance(value, list):
        return value
    return [text_value(item) or item if isinstance(item, dict) else item for item in value]


def abstract_value(value: object) -> str:
    """Return an abstract, also of an index from each word to its places (OpenAlex)."""
    if isinstance(value, list):  # DataCite: of several types
        kinds = [item for item in value if isinstance(item, dict)]
        value = next((item for item in kinds if item.get("descriptionType") == "Abstract"), value)
    if isinstance(value, list) and all(isinstance(item, dict) and "cite_spans" in item for item in value):
        return "\n\n".join(text_value(item) for item in value)  # paragraphs of S2ORC
    if isinstance(value, dict) and value and all(isinstance(places, list) for places in value.values()):
        places = ((place, word) for word, found in value.items() for place in found)
        return " ".join(word for _, word in sorted(pair for pair in places if isinstance(pair[0], int)))
    return text_value(value)


def author_values(value: object, *, family_first: bool = False) -> object:
    """Return the authors' names; with ``family_first``, a comma is part of a name: ``Mill, Ada``.

    A value of another type is returned unchanged, and so is an item that is no name.
    """
    value = _unwrap(value)
    if isinstance(value, dict):
        value = next((inner for inner in value.values() if isinstance(inner, (list, dict))), value)
        value = value if isinstance(value, list) else [value]
    if not isinstance(value, list):
        return cells.authors(value, family_first=family_first)
    if len(value) > 1 and all(isinstance(item, str) and _FAMILY_GIVEN.fullmatch(item) for item in value):
        return [join_name(item.split(",")) for item in value]
    names = [name for item in value if (name := _person(item)) != ""]
    whole = names[0] if len(names) == 1 else None
    is_several = isinstance(whole, str) and re.search(", | and ", whole) and NAMES.fullmatch(whole)
    return list(split_names(str(whole))) if is_several else names


def _person(item: object) -> object:
    """Return a person's name; an empty text for one who is no author."""
    if isinstance(item, str):
        item = cells.without_author_object(re.sub(_LINKED_NOTE, r"\1", item))
        is_more = _INVERTED_NAME.fullmatch(item[:200]) or _BESIDE_NAME.fullmatch(item[:200])
        names = split_names(item) if is_more else ()
        return names[0] if len(names) == 1 else item
    if isinstance(item, list) and 1 < len(item) <= 4 and all(isinstance(part, str) for part in item):
        family, given, suffix = [*item, ""][:3]
        return " ".join(part for part in (given, family, suffix) if part)
    if not isinstance(item, dict):
        return item
    if item.get("hidden") is True or item.get("creatorType", "author") not in _AUTHOR_TYPES:
        return ""
    person = next((item[key] for key in _PERSONS if isinstance(item.get(key), dict)), item)
    name = name_in_fields(person) or text_value(person)
    return _person(_NUMBERED_NAME.sub("", name) if "@pid" in item else name) or item


def date_value(value: object) -> str:
    """Return a date in one of the exact forms as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, else nothing."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            named = [text_value(value.get(name)) or None for name in ("year", "month", "day")]  # as ORCID
            if parts := value.get("date-parts") or ([named] if named[0] else None):
                return _date_of_parts(parts)
            value = value.get("created") or value.get("date-time") or value.get("$date") or text_value(value)
    if isinstance(value, float) and value == int(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= _MILLISECONDS:
        return _date_of_milliseconds(value)
    text = str(value).strip()[:_DATE_LENGTH] if isinstance(value, (str, int)) else ""
    if re.fullmatch(r"[0-9]{4}\.0", text):  # a year in a table that was written by pandas
        return text[:4]
    if _SECONDS.fullmatch(text):
        return _date_of_milliseconds(int(text) * 1000)
    if match := _NUMBERS.match(text):
        return parse_partial_date(match[0])
    day = mail_day(text) if ":" in text else None
    date = partial_date(text)
    is_part = len(date) == 4 and _WORD.search(text)  # with its month in words, which `free_date` reads
    return ("" if is_part else date) or (day.isoformat() if day else "")


def free_date(value: object) -> str:
    """Return the date in words such as ``June 2020`` or ``4 Jan 2021``; empty if there is no year."""
    text = text_value(value)[:_DATE_LENGTH]
    return parse_partial_date(text) if len(_YEAR.findall(text)) == 1 else ""


def link_values(value: object, *, with_others: bool = False) -> Iterator[str]:
    """Yield the links in a value: a text, or lists and objects of them, also ``{"PDF": "https://…"}``.

    Those that are labelled as of code, slides, data or a site are left out, unless ``with_others``.
    """
    for item in value[:50] if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item.strip()
        elif isinstance(item, dict):
            labels = (item.get(key) for key in _LABEL_KEYS)
            label = " ".join(text for text in labels if isinstance(text, str))
            found = {key: item[key] for key in _LINK_KEYS if key in item}
            for key, text in (found or item).items():
                is_link = isinstance(text, str) and (found or text.startswith(("http://", "https://")))
                if is_link and (with_others or not _OTHER_LABEL.search(label if found else str(key))):
                    yield text.strip()


def _unwrap(value: object) -> object:
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _date_of_parts(parts: object) -> str:
    """Return a date of CSL's form, ``[["2021", 1, 4]]``."""
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, (list, tuple)):
        return ""
    numbers = [str(part) for part in first[:3] if part is not None]
    if not numbers or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in numbers):
        return ""
    return partial_date("-".join([numbers[0].zfill(4), *(part.zfill(2) for part in numbers[1:])]))


def _date_of_milliseconds(value: int) -> str:
    try:
        return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""

"""Check the values of settings: each function returns a value in its form, or raises ValueError.

A message continues a sentence that begins with the key; what follows its semicolon is the remedy. Further
arguments are the keys and places within the value that lead to what is wrong.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from daybook.model import Link
from daybook.problems import did_you_mean, shown
from daybook.text.identifiers import is_url
from daybook.text.plain_text import one_line

_PATH = r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?"
"""Path of a base URL: no empty segment, no ``.`` and no ``..``."""
_MOST_TEXT = 2_000
"""Characters of the text in the foot: it is on every page."""

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
Check = Callable[[object], object]


def line(value: object) -> str:
    """Return a line of text."""
    if not isinstance(value, str) or not one_line(value):
        raise ValueError("is not a line of text")
    return one_line(value)


def markdown(value: object) -> str:
    """Return a short text in Markdown."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is not a text in Markdown")
    if len(value) > _MOST_TEXT:
        raise ValueError(f"has {len(value):,} characters, on every page; write at most {_MOST_TEXT:,}")
    return value.strip()


def language(value: object) -> str:
    """Return a language tag of BCP 47."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value):
        raise ValueError("is not a language tag such as en or pt-BR")
    return value


def base_url(value: object) -> str:
    """Return the base URL with a slash at its end."""
    wrong = "is not an address such as https://user.github.io/repo/"
    if not isinstance(value, str) or not is_url(value) or not value.startswith("http"):
        raise ValueError(wrong)
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise ValueError(wrong) from error
    if parts.query or parts.fragment:
        raise ValueError(wrong)
    if not re.fullmatch(_PATH, parts.path):
        raise ValueError("has a path that cannot hold a site: use letters, digits, -, . and _")
    if parts.path.lower().endswith((".html", ".htm")):
        raise ValueError("is the address of a page, not of a folder")
    return value if value.endswith("/") else f"{value}/"


def links(value: object) -> tuple[Link, ...]:
    """Return a list of labelled addresses."""
    if not isinstance(value, list):
        raise ValueError("is not a list of tables with `label` and `url`")
    found = []
    for place, item in enumerate(value):
        if not isinstance(item, Mapping) or set(item) != {"label", "url"}:
            others = sorted(item.keys() - {"label", "url"}) if isinstance(item, Mapping) else []
            raise ValueError("has an entry without exactly `label` and `url`", place, *others[:1])
        for key, given in item.items():
            if not isinstance(given, str) or not one_line(given):
                raise ValueError(f"has a `{key}` that is not a line of text", place, key)
        link = Link(one_line(item["label"]), one_line(item["url"]))
        if not is_url(link.url):
            raise ValueError(f"has an address that cannot be followed: {shown(link.url)}", place, "url")
        found.append(link)
    return tuple(found)


def colour(value: object) -> str:
    """Return a colour as ``#rrggbb``."""
    if not isinstance(value, str) or not re.fullmatch("#[0-9A-Fa-f]{6}", value):
        raise ValueError("is not a colour such as #1f5c99")
    return value.lower()


def static_file(*endings: str) -> Check:
    """Return a check of the path of a file below ``content/static/``."""

    def check(value: object) -> str:
        path = line(value).removeprefix("static/").removeprefix("content/static/")
        if "\\" in path or any(part in ("", ".", "..") for part in path.split("/")):
            raise ValueError("is not the path of a file in content/static, such as logo.svg")
        if not path.lower().endswith(endings):
            raise ValueError(f"is no picture that can be used; save it as {' or '.join(endings)}")
        return path

    return check


def one_of(*known: str) -> Check:
    """Return a check of a word."""

    def check(value: object) -> str:
        if value not in known:
            raise ValueError(f"is not one of {', '.join(known)}")
        return str(value)

    return check


def web_address(value: object) -> str:
    """Return an address of the web, without a slash at its end."""
    if not isinstance(value, str) or not is_url(value) or not value.startswith("http") or "#" in value:
        raise ValueError("is not an address such as https://github.com/you/papers")
    return value.rstrip("/").removesuffix(".git")


def path_in_url(value: object) -> str:
    """Return a path, as of a branch or a folder, without slashes at its ends."""
    path = line(value).strip("/")
    if not re.fullmatch(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*", path) or ".." in path.split("/"):
        raise ValueError("is not a name of letters, digits, -, ., _ and /")
    return path


def sources(value: object) -> tuple[str, ...]:
    """Return names of services to fetch from."""
    found = _words(value, '["hf", "arxiv:cs.CL"]')
    for place, name in enumerate(found):
        is_feed = is_url(name) and name.startswith(("https://", "http://"))
        if not is_feed and not re.fullmatch(r"hf|arxiv:[a-z][A-Za-z.-]*(?:\+[a-z][A-Za-z.-]*)*", name):
            known = "write hf, arxiv:CATEGORY such as arxiv:cs.CL, or the address of a feed"
            raise ValueError(f"names {shown(name)}, which is no source; {known}", place)
    return found


def names(value: object) -> tuple[str, ...]:
    """Return a list of names of the navigation, each once."""
    return _words(value, '["map", "about"]')


def _words(value: object, example: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and one_line(name) for name in value):
        raise ValueError(f"is not a list such as {example}")
    return tuple(dict.fromkeys(map(one_line, value)))


def parts_of_site(*known: str) -> Check:
    """Return a check of a list of ``known`` parts of a site, which come in the order of these."""

    def check(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise ValueError('is not a list such as ["map", "trends"]')
        for place, name in enumerate(value):
            if name not in known:
                remedy = did_you_mean(name, known, f"known are {', '.join(known)}")
                raise ValueError(
                    f"names a part of the site that is not known: {shown(name)}; {remedy}", place
                )
        return tuple(name for name in known if name in value)

    return check


def number(least: int, most: int) -> Check:
    """Return a check of a whole number within bounds."""

    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"is not a whole number from {least} to {most}")
        return value

    return check


def phrases(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a table of phrases, each with its forms."""
    if not isinstance(value, Mapping):
        raise ValueError('is not a table; write "All days" = "Every day" below a line `[strings]`')
    found = []
    for phrase, text in value.items():
        forms = text if isinstance(text, list) else [text]
        if not forms or not all(isinstance(form, str) and one_line(form) for form in forms):
            what = f"has no text for {shown(phrase)}; write a line, or a list of plural forms"
            raise ValueError(what, phrase)
        found.append((phrase, tuple(map(one_line, forms))))
    return tuple(found)

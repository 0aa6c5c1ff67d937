"""Settings of an archive: ``content/site.toml``, typed, with all its mistakes reported at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from daybook.model import Link
from daybook.problems import Problem, UsageError, merge_conflict, nearest, shown
from daybook.text.conflicts import conflict_line
from daybook.text.identifiers import is_url
from daybook.text.plain_text import one_line

DEFAULT_BASE_URL = "http://127.0.0.1:8000/"
"""Where `daybook serve` shows the site."""
_PLACE = re.compile(r" \(at line ([0-9]+), column [0-9]+\)| \(at end of document\)")
"""What tomllib adds to a message."""
_PATH = r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?"
"""Path of a base URL: no empty segment, no ``.`` and no ``..``."""


REPORTS = ("topics", "people", "similar", "trending", "map", "trends")
"""What `leave_out` can name."""


class Settings(Struct, frozen=True):
    """Settings of the site as a whole."""

    title: str = "Daybook"
    description: str = "An archive of daily research papers"
    language: str = "en"
    base_url: str = DEFAULT_BASE_URL
    """Absolute, with a slash at its end."""
    links: tuple[Link, ...] = ()
    leave_out: tuple[str, ...] = ()
    """Reports that the site does without, of `REPORTS`."""
    feed_ids: str = ""
    """The base URL that ids in feeds begin with, if not `base_url`: the former one of a site that moved."""

    @property
    def base_path(self) -> str:
        """The path of the base URL, such as ``/repo/``."""
        return urlsplit(self.base_url).path

    @property
    def id_base(self) -> str:
        """What the ids in feeds begin with: readers take an entry with another id for a new one."""
        return self.feed_ids or self.base_url


def read_settings(path: str, data: bytes | None, base_url: str | None = None) -> Settings:
    """Parse settings; ``data`` is None if there is no file, and ``base_url`` overrides the file's.

    Raises UsageError with a problem for each mistake.
    """
    problems: list[Problem] = []
    settings: dict[str, Any] = {}
    for key, value in parse_toml(path, data or b"").items():
        line = line_of(data or b"", key)
        if key not in _CHECKS:
            near = nearest(key, _CHECKS)
            remedy = f"did you mean `{near}`?" if near else f"known are {', '.join(sorted(_CHECKS))}"
            problems.append(Problem(path, line, f"the setting `{shown(key)}` is not known", remedy))
            continue
        try:
            settings[key] = _CHECKS[key](value)
        except ValueError as error:
            problems.append(Problem(path, line, f"`{key}` {error}", "correct it"))
    if base_url is not None:
        try:
            settings["base_url"] = _base_url(base_url)
        except ValueError as error:
            problems.append(Problem("--base-url", 0, f"{shown(base_url)} {error}", "correct it"))
    if problems:
        raise UsageError(problems)
    return replace(Settings(), **settings)


def parse_toml(path: str, data: bytes) -> dict[str, Any]:
    """Return the values of a TOML file. Raises UsageError if it is none."""
    if line := conflict_line(data.decode("utf-8", "replace")):
        raise UsageError([merge_conflict(path, line)])
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line, reason = data.count(b"\n", 0, error.start) + 1, str(error)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        named = _PLACE.search(str(error))
        line = int(named[1]) if named and named[1] else data.count(b"\n") + 1
        reason = _PLACE.sub("", str(error))
    remedy = "put text into quotes" if "Invalid value" in reason else "correct it"
    raise UsageError([Problem(path, line, f"is not TOML: {shown(reason)}", remedy)])


def line_of(data: bytes, key: str) -> int:
    """Return the first line that sets a key or begins a table of its name, from 1; 1 if none does."""
    found = re.search(rb"^\s*(?:\[\[?\s*)?[\"']?" + re.escape(key.encode()) + rb"\b", data, re.MULTILINE)
    return data.count(b"\n", 0, found.end()) + 1 if found else 1


def _text(value: object) -> str:
    if not isinstance(value, str) or not one_line(value):
        raise ValueError("is not a line of text")
    return one_line(value)


def _language(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value):
        raise ValueError("is not a language tag such as en or pt-BR")
    return value


def _base_url(value: object) -> str:
    """Return the base URL with a slash at its end."""
    wrong = "is not an address such as https://user.github.io/repo/"
    if not isinstance(value, str) or not is_url(value) or not value.startswith("http"):
        raise ValueError(wrong)
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise ValueError(wrong) from error
    if parts.query or parts.fragment or not re.fullmatch(_PATH, parts.path):
        raise ValueError("has a path that cannot hold a site: use letters, digits, -, . and _")
    return value if value.endswith("/") else f"{value}/"


def _links(value: object) -> tuple[Link, ...]:
    if not isinstance(value, list):
        raise ValueError("is not a list of tables `[[links]]` with `label` and `url`")
    links = []
    for item in value:
        if not isinstance(item, Mapping) or set(item) != {"label", "url"}:
            raise ValueError("has an entry without exactly `label` and `url`")
        url = _text(item["url"])
        if not is_url(url):
            raise ValueError(f"has an address that cannot be followed: {shown(url)}")
        links.append(Link(_text(item["label"]), url))
    return tuple(links)


def _reports(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError('is not a list such as ["map", "trends"]')
    for name in value:
        if name not in REPORTS:
            near = nearest(name, REPORTS)
            known = f"did you mean {near}?" if near else f"known are {', '.join(REPORTS)}"
            raise ValueError(f"names a report that is not known: {shown(name)}; {known}")
    return tuple(name for name in REPORTS if name in value)


_CHECKS: Mapping[str, Callable[[object], object]] = {
    "title": _text,
    "description": _text,
    "language": _language,
    "base_url": _base_url,
    "links": _links,
    "leave_out": _reports,
    "feed_ids": _base_url,
}
"""For each setting, a function that returns its value or raises ValueError."""

"""Fields of front matter as typed values; a value of another form is reported and left out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from daybook.content.front_matter import ParsedPage
from daybook.content.front_matter_value import Value
from daybook.model import Facts, Link
from daybook.problems import Problem, Severity, did_you_mean, shown
from daybook.text.identifiers import arxiv_id, doi_name, is_url, partial_date
from daybook.text.plain_text import one_line

Record = TypeVar("Record")
_IDENTIFIERS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "arxiv": (arxiv_id, "2401.00010"),
    "doi": (doi_name, "10.1000/182"),
}
"""The check of an identifier, and an example of it."""

_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class FieldParser:
    """Parses the fields of one page and collects their problems; a missing field is empty."""

    def __init__(self, path: str, page: ParsedPage) -> None:
        self.path, self.page = path, page
        self.problems: list[Problem] = []

    def report(self, key: str, what: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        """Add a problem with the line of a field."""
        self.problems.append(Problem(self.path, self.page.lines.get(key, 1), what, remedy, severity))

    def check_keys(self, known: set[str]) -> None:
        """Report keys that are not known; those that begin with ``x-`` are people's own."""
        known = known | {"draft"}
        for key in self.page.fields:
            if key not in known and not key.startswith("x-"):
                keep = "nothing reads it; begin it with `x-` to keep it"
                remedy = did_you_mean(key, known, keep, mark="`")
                self.report(key, f"the key `{shown(key)}` is not known", remedy)

    def flag(self, key: str) -> bool:
        """Return a field that is true or false; any other value is reported, and counts as true."""
        value = self.page.fields.get(key, "false")
        word = value.strip().lower() if isinstance(value, str) else ""
        if word not in _FLAGS:
            what = f"`{key}` is neither true nor false, and taken for true"
            self.report(key, what, "write `true` or `false`")
        return _FLAGS.get(word, True)

    def text(self, key: str) -> str:
        """Return a field of one line."""
        value = self.page.fields.get(key, "")
        if value == "":
            return ""
        if not isinstance(value, str):
            self.report(key, f"`{key}` is not a line of text", "write one value")
            return ""
        return one_line(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of words, written as a YAML list or as one line with commas."""
        value = self.page.fields.get(key, [])
        items = value.split(",") if isinstance(value, str) else value
        texts = [item for item in items if isinstance(item, str)]
        if isinstance(value, dict) or len(texts) < len(items):
            self.report(key, f"`{key}` is not a list of words", "write `[one, two]`")
            return ()
        return tuple(dict.fromkeys([one_line(text) for text in texts if text.strip()]))

    def pictures(self) -> tuple[tuple[str, str], ...]:
        """Return ``pictures``: the names of files, each with a line that says what it shows."""
        value = self.page.fields.get("pictures", {})
        if not isinstance(value, dict) or not all(isinstance(words, str) for words in value.values()):
            what = "`pictures` does not say what each file shows"
            self.report("pictures", what, "write `one.png: what it shows`")
            return ()
        return tuple((str(name), one_line(str(words))) for name, words in value.items())

    def checked(self, key: str, check: Callable[[str], str], example: str) -> str:
        """Return a field of one line in the form that ``check`` returns, which is empty for a wrong value."""
        value = self.text(key)
        result = check(value) if value else ""
        if value and not result:
            self.report(key, f"`{key}` is not of its form: {shown(value)}", f"write it like {example}")
        return result

    def identifiers(self, key: str) -> tuple[str, ...]:
        """Return the identifiers of ``arxiv`` or ``doi``, written as one value or as a list."""
        check, example = _IDENTIFIERS[key]
        if not isinstance(self.page.fields.get(key, ""), list):
            return tuple(filter(None, [self.checked(key, check, example)]))
        values = {value: check(value) for value in self.texts(key)}
        for value in (value for value, result in values.items() if not result):
            self.report(key, f"`{key}` is not of its form: {shown(value)}", f"write it like {example}")
        return tuple(dict.fromkeys(filter(None, values.values())))

    def url(self, key: str) -> str:
        """Return a field that is a URL."""
        return self.checked(key, lambda text: text if is_url(text) else "", "https://example.org/page")

    def links(self) -> tuple[Link, ...]:
        """Return ``links``, written as a mapping of label to URL or as a list of ``{label, url}``."""
        value = self.page.fields.get("links", [])
        pairs: Iterable[tuple[Value, Value]] = value.items() if isinstance(value, dict) else ()
        if isinstance(value, list):
            labelled = (item if isinstance(item, dict) else {"label": item, "url": item} for item in value)
            pairs = ((item.get("label", ""), item.get("url", "")) for item in labelled)
        links = []
        for label, url in pairs:
            if isinstance(label, str) and isinstance(url, str) and is_url(url.strip()):
                links.append(Link(one_line(label) or url.strip(), url.strip()))
            else:
                what = f"a link that cannot be followed: {shown(str(url))}"
                self.report("links", what, "use http, https or mailto")
        return tuple(links)

    def facts(self, identifiers: Mapping[str, Sequence[str]]) -> Facts:
        """Return the bibliographic fields of a paper, given its ``identifiers`` by key."""
        return Facts(
            authors=self.texts("authors"),
            arxiv=next(iter(identifiers["arxiv"]), ""),
            doi=next(iter(identifiers["doi"]), ""),
            published=self.checked("published", _published, "2025-03-18"),
            categories=self.texts("categories"),
            keywords=self.texts("keywords"),
            organization=self.text("organization"),
            code=self.url("code"),
            project=self.url("project"),
            link=self.url("link"),
            summary=self.text("summary"),
            comment=self.text("comment"),
            submitter=self.text("submitter"),
            stars=self.checked("stars", _number, "1204"),
            venue=self.text("venue"),
        )

    def records(
        self, key: str, make: Callable[[Mapping[str, str]], Record | None], what: str
    ) -> list[Record]:
        """Return what ``make`` returns for each mapping of a list; None is reported as an error."""
        value = self.page.fields.get(key, [])
        records = []
        for item in value if isinstance(value, list) else [value]:
            fields = item if isinstance(item, dict) and all(isinstance(v, str) for v in item.values()) else {}
            record = make({name: str(value) for name, value in fields.items()})
            if record is None:
                remedy = "restore the lines as they were"
                self.report(key, f"{what} that cannot be read", remedy, Severity.ERROR)
            else:
                records.append(record)
        return records


def _number(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{1,9}", text) else ""


def _published(text: str) -> str:
    return text if partial_date(text) == text else ""

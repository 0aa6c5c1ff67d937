"""Settings of an archive: ``content/site.toml``, typed, with all its mistakes reported at once."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from daybook.model import Link
from daybook.problems import Problem, UsageError, did_you_mean, shown
from daybook.settings import values
from daybook.settings.toml import line_of, parse_toml
from daybook.settings.values import Check

DEFAULT_BASE_URL = "http://127.0.0.1:8000/"
"""Where `daybook serve` shows the site."""

EDITORS = {
    "github": "{url}/edit/{branch}/{path}",
    "gitlab": "{url}/-/edit/{branch}/{path}",
    "forgejo": "{url}/_edit/{branch}/{path}",
}
"""For each form of repository, where a file can be edited; Codeberg and Gitea have Forgejo's."""
_HOSTS = {
    "github": "github",
    "gitlab": "gitlab",
    "codeberg": "forgejo",
    "forgejo": "forgejo",
    "gitea": "forgejo",
}
"""Words in the names of hosts, and the form of their repositories' pages."""
REPORTS = ("topics", "people", "similar", "trending", "map", "trends")
"""What is worked out of an archive."""
PARTS = (
    *REPORTS,
    "weeks",
    "citations",
    "abstracts",
    "pictures",
    "tags",
    "topic-feeds",
    "person-feeds",
    "triage",
)
"""Parts of a site, which `leave_out` can name."""


class Lengths(Struct, frozen=True):
    """How much is shown: ``[lengths]``."""

    home_papers: int = 12
    """Papers of the newest day on the home page."""
    home_days: int = 10
    """Days before it."""
    feed_days: int = 14
    """Days in the feed of days."""
    feed_papers: int = 200
    """Papers in the feed of papers, after which no other day begins."""
    list_feed_papers: int = 20
    """Papers in the feed of a topic, a person or an organisation."""


class Nav(Struct, frozen=True):
    """The navigation: ``[nav]``. Entries are called by their names: see `pages.base.navigation`."""

    order: tuple[str, ...] = ()
    """The first entries."""
    foot: tuple[str, ...] = ()
    """Entries in the foot."""
    hidden: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    """To other sites, as entries of the navigation."""


class Logo(Struct, frozen=True):
    """A picture in place of the site's name: ``[logo]``. Its files are in ``content/static``."""

    file: str = ""
    """Empty for none."""
    dark: str = ""
    """For the dark palette, if it is another."""
    label: str = ""
    """What it shows, in words; empty for the site's title."""


class Fetch(Struct, frozen=True):
    """What `daybook fetch` asks for: ``[fetch]``."""

    sources: tuple[str, ...] = ()
    """Services by their names; empty for the usual one."""


class Repository(Struct, frozen=True):
    """Where the files of content can be edited: ``[repository]``."""

    url: str = ""
    """Empty for none."""
    branch: str = "main"
    folder: str = "content"
    """The content folder's path in it."""
    form: str = ""
    """Of the addresses of its editor, of `EDITORS`; empty if the host's name says it."""

    @property
    def editor(self) -> str:
        """The form of the addresses of its editor; empty if it is not known."""
        host = urlsplit(self.url).hostname or ""
        named = (form for word, form in _HOSTS.items() if word in host)
        return EDITORS.get(self.form or next(named, ""), "")

    def edit_address(self, path: str) -> str:
        """Return where a file of content can be edited; empty without a repository."""
        if not (self.url and path):
            return ""
        place = path if self.folder == "." else f"{self.folder}/{path}"
        return self.editor.format(url=self.url, branch=self.branch, path=place)


class Settings(Struct, frozen=True):
    """Settings of the site as a whole."""

    title: str = "Daybook"
    description: str = "An archive of daily research papers"
    language: str = "en"
    base_url: str = DEFAULT_BASE_URL
    """Absolute, with a slash at its end."""
    links: tuple[Link, ...] = ()
    leave_out: tuple[str, ...] = ()
    """What the site does without, of `PARTS`."""
    feed_ids: str = ""
    """The base URL that ids in feeds begin with, if not `base_url`: the former one of a site that moved."""
    lengths: Lengths = Lengths()
    nav: Nav = Nav()
    strings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Phrases of the interface and one's own for each: ``[strings]``. A phrase that counts has several."""
    logo: Logo = Logo()
    icon: str = ""
    """A file in ``content/static`` in place of the theme's icon."""
    accent: str = ""
    """A colour in place of the theme's red, as ``#rrggbb``."""
    accent_dark: str = ""
    """The same in the dark palette; empty for one made of ``accent``."""
    foot: str = ""
    """Markdown for the foot of every page."""
    repository: Repository = Repository()
    fetch: Fetch = Fetch()

    @property
    def base_path(self) -> str:
        """The path of the base URL, such as ``/repo/``."""
        return urlsplit(self.base_url).path

    @property
    def id_base(self) -> str:
        """What the ids in feeds begin with: readers take an entry with another id for a new one."""
        return self.feed_ids or self.base_url

    def has(self, part: str) -> bool:
        """Return whether the site has one of `PARTS`."""
        return part not in self.leave_out


DEFAULTS = Settings()
"""Those of an archive that sets nothing."""
_LENGTHS: Mapping[str, Check] = {
    "home_papers": values.number(1, 40),
    "home_days": values.number(0, 60),
    "feed_days": values.number(1, 60),
    "feed_papers": values.number(10, 300),
    "list_feed_papers": values.number(1, 100),
}
_NAV: Mapping[str, Check] = {
    "order": values.names,
    "foot": values.names,
    "hidden": values.names,
    "links": values.links,
}
_LOGO: Mapping[str, Check] = {
    "file": values.static_file(*values.PICTURES),
    "dark": values.static_file(*values.PICTURES),
    "label": values.line,
}
_REPOSITORY: Mapping[str, Check] = {
    "url": values.web_address,
    "branch": values.path_in_url,
    "folder": values.path_in_url,
    "form": values.one_of(*EDITORS),
}
_CHECKS: Mapping[str, Check] = {
    "title": values.line,
    "description": values.line,
    "language": values.language,
    "base_url": values.base_url,
    "links": values.links,
    "leave_out": values.some_of(PARTS, "a part of the site"),
    "feed_ids": values.base_url,
    "strings": values.phrases,
    "icon": values.static_file(".svg", ".png"),
    "accent": values.colour,
    "accent_dark": values.colour,
    "foot": values.markdown,
}
"""For each setting, a function that returns its value or raises ValueError."""
_TABLES: Mapping[str, tuple[type[Struct], Mapping[str, Check]]] = {
    "lengths": (Lengths, _LENGTHS),
    "nav": (Nav, _NAV),
    "fetch": (Fetch, {"sources": values.sources}),
    "logo": (Logo, _LOGO),
    "repository": (Repository, _REPOSITORY),
}
"""For each table of settings, its record and what checks its keys."""


def read_settings(path: str, data: bytes, base_url: str | None = None) -> Settings:
    """Parse settings; ``base_url`` overrides the file's.

    Raises UsageError with a problem for each mistake.
    """
    reader = _Reader(path, data)
    settings = reader.table(parse_toml(path, data), _CHECKS)
    if base_url is not None:
        try:
            settings["base_url"] = values.base_url(base_url)
        except ValueError as error:
            reader.problems.append(Problem("--base-url", 0, f"{shown(base_url)} {error}", "correct it"))
    if not reader.problems:
        reader.compare(settings)
    if reader.problems:
        raise UsageError(reader.problems)
    return replace(DEFAULTS, **settings)


class _Reader:
    """Reads the tables of a file and collects their problems."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path, self.data = path, data
        self.problems: list[Problem] = []

    def table(
        self, given: Mapping[str, object], checks: Mapping[str, Check], name: str = ""
    ) -> dict[str, Any]:
        """Return the checked values of a table; ``name`` is empty for the file itself."""
        found: dict[str, Any] = {}
        known = [*checks, *(_TABLES if not name else ())]
        for key, value in given.items():
            if key in checks:
                try:
                    found[key] = checks[key](value)
                except ValueError as error:
                    what, _, remedy = str(error).partition("; ")
                    self._report(name, key, f"`{_full(name, key)}` {what}", remedy or "correct it")
            elif not name and key in _TABLES:
                found[key] = self._record(key, value)
            else:
                remedy = did_you_mean(key, known, f"known are {', '.join(sorted(known))}", mark="`")
                self._report(name, key, f"the setting `{shown(_full(name, key))}` is not known", remedy)
        return found

    def compare(self, settings: Mapping[str, Any]) -> None:
        """Report settings that need another."""
        if "accent_dark" in settings and "accent" not in settings:
            self._report("", "accent_dark", "`accent_dark` is set without `accent`", "set both")
        logo, repository = settings.get("logo", Logo()), settings.get("repository", Repository())
        if "logo" in settings and not logo.file:
            self._report("", "logo", "`logo` has no `file`", "name a picture in content/static")
        if "repository" in settings and not repository.url:
            self._report("", "repository", "`repository` has no `url`", "give the address of its web page")
        elif repository.url and not repository.editor:
            what = f"`repository.url` is of a host that is not known: {shown(repository.url)}"
            self._report("repository", "url", what, f"set `form` to one of {', '.join(EDITORS)}")

    def _record(self, name: str, value: object) -> Struct:
        record, checks = _TABLES[name]
        if isinstance(value, Mapping):
            return record(**self.table(value, checks, name))
        self._report("", name, f"`{name}` is not a table", f"write its keys below a line `[{name}]`")
        return record()

    def _report(self, table: str, key: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line_of(self.data, key, table), what, remedy))


def _full(table: str, key: str) -> str:
    return f"{table}.{key}" if table else key

"""Settings of an archive: ``content/site.toml``, typed, with all its mistakes reported at once.

A record is a table of the file. Beside the type of each value is the function of `values` that checks it.
"""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from daybook.model import Link
from daybook.problems import Problem, UsageError, did_you_mean, shown
from daybook.settings import values
from daybook.settings.toml import TomlFile, parse_toml

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

    home_papers: Annotated[int, values.number(1, 40)] = 12
    """Papers of the newest day on the home page."""
    home_days: Annotated[int, values.number(0, 60)] = 10
    """Days before it."""
    feed_days: Annotated[int, values.number(1, 60)] = 14
    """Days in the feed of days."""
    feed_papers: Annotated[int, values.number(10, 300)] = 200
    """Papers in the feed of papers, after which no other day begins."""
    list_feed_papers: Annotated[int, values.number(1, 100)] = 20
    """Papers in the feed of a topic, a person or an organisation."""


class Nav(Struct, frozen=True):
    """The navigation: ``[nav]``. Entries are called by their names: see `pages.base.navigation`."""

    order: Annotated[tuple[str, ...], values.names] = ()
    """The first entries."""
    foot: Annotated[tuple[str, ...], values.names] = ()
    """Entries in the foot."""
    hidden: Annotated[tuple[str, ...], values.names] = ()
    links: Annotated[tuple[Link, ...], values.links] = ()
    """To other sites, as entries of the navigation."""


class Logo(Struct, frozen=True):
    """A picture in place of the site's name: ``[logo]``. Its files are in ``content/static``."""

    file: Annotated[str, values.static_file(*values.PICTURES)] = ""
    """Empty for none."""
    dark: Annotated[str, values.static_file(*values.PICTURES)] = ""
    """For the dark palette, if it is another."""
    label: Annotated[str, values.line] = ""
    """What it shows, in words; empty for the site's title."""


class Fetch(Struct, frozen=True):
    """What `daybook fetch` asks for: ``[fetch]``."""

    sources: Annotated[tuple[str, ...], values.sources] = ()
    """Services by their names; empty for the usual one."""


class Repository(Struct, frozen=True):
    """Where the files of content can be edited: ``[repository]``."""

    url: Annotated[str, values.web_address] = ""
    """Empty for none."""
    branch: Annotated[str, values.path_in_url] = "main"
    folder: Annotated[str, values.path_in_url] = "content"
    """The content folder's path in it."""
    form: Annotated[str, values.one_of(*EDITORS)] = ""
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

    title: Annotated[str, values.line] = "Daybook"
    description: Annotated[str, values.line] = "An archive of daily research papers"
    language: Annotated[str, values.language] = "en"
    base_url: Annotated[str, values.base_url] = DEFAULT_BASE_URL
    """Absolute, with a slash at its end."""
    links: Annotated[tuple[Link, ...], values.links] = ()
    leave_out: Annotated[tuple[str, ...], values.parts_of_site(*PARTS)] = ()
    """What the site does without, of `PARTS`."""
    feed_ids: Annotated[str, values.base_url] = ""
    """The base URL that ids in feeds begin with, if not `base_url`: the former one of a site that moved."""
    lengths: Lengths = Lengths()
    nav: Nav = Nav()
    strings: Annotated[tuple[tuple[str, tuple[str, ...]], ...], values.phrases] = ()
    """Phrases of the interface and one's own for each: ``[strings]``. A phrase that counts has several."""
    logo: Logo = Logo()
    icon: Annotated[str, values.static_file(".svg", ".png")] = ""
    """A file in ``content/static`` in place of the theme's icon."""
    accent: Annotated[str, values.colour] = ""
    """A colour in place of the theme's red, as ``#rrggbb``."""
    accent_dark: Annotated[str, values.colour] = ""
    """The same in the dark palette; empty for one made of ``accent``."""
    foot: Annotated[str, values.markdown] = ""
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


def read_settings(path: str, data: bytes, base_url: str | None = None) -> Settings:
    """Parse settings; ``base_url`` overrides the file's.

    Raises UsageError with a problem for each mistake.
    """
    reader = _Reader(TomlFile(path, data))
    settings = reader.table(Settings, parse_toml(path, data))
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

    def __init__(self, file: TomlFile) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def table(self, record: type[Struct], given: Mapping[str, object], *above: str) -> dict[str, Any]:
        """Return the checked values of a record's table; ``above`` are the keys that lead to it."""
        found: dict[str, Any] = {}
        known = record.__annotations__
        for key, value in given.items():
            name = ".".join((*above, key))
            if key not in known:
                remedy = did_you_mean(key, known, f"known are {', '.join(sorted(known))}", mark="`")
                self._report(f"the setting `{shown(name)}` is not known", remedy, *above, key)
            elif isinstance(known[key], type):
                found[key] = self._record(known[key], key, value)
            else:
                (check,) = known[key].__metadata__
                try:
                    found[key] = check(value)
                except ValueError as error:
                    what, *within = error.args
                    what, _, remedy = what.partition("; ")
                    self._report(f"`{name}` {what}", remedy or "correct it", *above, key, *within)
        return found

    def compare(self, settings: Mapping[str, Any]) -> None:
        """Report settings that need another."""
        if "accent_dark" in settings and "accent" not in settings:
            self._report("`accent_dark` is set without `accent`", "set both", "accent_dark")
        logo, repository = settings.get("logo", Logo()), settings.get("repository", Repository())
        if "logo" in settings and not logo.file:
            self._report("`logo` has no `file`", "name a picture in content/static", "logo")
        if "repository" in settings and not repository.url:
            self._report("`repository` has no `url`", "give the address of its web page", "repository")
        elif repository.url and not repository.editor:
            what = f"`repository.url` is of a host that is not known: {shown(repository.url)}"
            self._report(what, f"set `form` to one of {', '.join(EDITORS)}", "repository", "url")

    def _record(self, record: type[Struct], name: str, value: object) -> Struct:
        if isinstance(value, Mapping):
            return record(**self.table(record, value, name))
        self._report(f"`{name}` is not a table", f"write its keys below a line `[{name}]`", name)
        return record()

    def _report(self, what: str, remedy: str, *path: str | int) -> None:
        self.problems.append(self.file.problem(path, what, remedy))

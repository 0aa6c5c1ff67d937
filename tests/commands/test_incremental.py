"""After any changes to an archive, its site equals the one that a clean build makes, byte for byte.

A state machine changes content, theme and settings as people, digests and accidents do, and damages or
replaces the caches. After each step the site is built and compared with that of a copy without caches.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from msgspec import Struct
from msgspec.structs import replace

from daybook.archive import new_digests
from daybook.archive.importing import import_digests
from daybook.commands.build import search_index
from daybook.commands.build.build import build
from daybook.commands.build.options import Built, Options, Removals
from daybook.content import folder as reading
from daybook.disk.lock import work_folder
from daybook.model import Counts
from daybook.pages.base import rendering
from daybook.problems import DaybookError, UsageError
from daybook.site.swap import TRANSIENT, rollback
from tests.commands.invented_days import DAYS, FAULTY, FORMS, LISTED, Listed
from tests.conftest import ROOT
from tests.made import files_of

NUMBER = st.integers(0, 99)
SETTINGS = (
    None,
    'title = "Days"\nbase_url = "https://reader.example/repo/"\n',
    'title = "Tage"\nlanguage = "de"\nbase_url = "https://reader.example/"\n',
    'title = "Days"\n[[links]]\nlabel = "Foot"\nurl = "https://foot.example/"\n',
    'titel = "A key that is not known"\n',
)
THEME = ROOT / "theme" / "templates"
SPACE = "xmlns='http://www.w3.org/2000/svg'"
OVERRIDES = {
    "static/css/99-own.css": ("p { margin: 0 }\n", "p { margin: 1px }\n"),
    "static/own.txt": ("one\n", "two\n"),
    "static/favicon.svg": (f"<svg {SPACE} width='9' height='9'/>", "<svg"),
    "static/css/10-tokens.css": (":root { --paper: #ffffff; }", ":root { --paper: #eeeeee; }"),
    "static/js/site.js": ('import "./search/index/text.js";\n', "\n"),
    "templates/404.html": ("<!doctype html>\n<title>{{ site.title }}</title>\n", "{{ nothing_such }}\n"),
    "templates/paper.html": ((THEME / "paper.html").read_text("utf-8") + "\n", "{% if %}\n"),
    "templates/_card.html": ((THEME / "_card.html").read_text("utf-8") + "<!-- own -->\n",) * 2,
}


class Request(Struct, frozen=True):
    """Options of a build, and thresholds of its stages."""

    jobs: int = 1
    stock: bool = False
    removals: Removals = "ignore"
    few: int = 0
    """Number of pages from which on the pool renders them."""
    small: int = 0
    """Number of papers from which on the pool computes the index."""


REQUEST = st.one_of(
    st.none(),
    st.builds(
        Request,
        st.sampled_from([1, 1, 1, 1, 2]),
        st.sampled_from([False, False, True]),
        st.sampled_from(["ignore", "allow", "refuse"]),
        st.sampled_from([0, 500]),
        st.sampled_from([0, 500]),
    ),
)


def shown_files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder except hidden ones, by path."""
    return {path: data for path, data in files_of(folder).items() if not PurePath(path).name.startswith(".")}


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return what changes if anything in a folder is written."""
    found = {}
    for place in (folder, *folder.rglob("*")):
        status = place.lstat()
        found[str(place)] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def step(**given: Any) -> Callable[[Callable[..., None]], Any]:
    """Make a rule of a change; mostly, a build and a comparison follow it."""

    def decorator(change: Callable[..., None]) -> Any:
        def run_step(machine: Any, how: Request | None, **values: Any) -> None:
            change(machine, **values)
            if how:
                machine.build_and_compare(how)

        run_step.__name__ = change.__name__
        return rule(how=REQUEST, **given)(run_step)

    return decorator


class ArchiveMachine(RuleBasedStateMachine):
    """An archive that people, digests and accidents change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="daybook-incremental-"))
        self.content, self.site, self.theme = (self.folder / name for name in ("content", "site", "theme"))
        self.copy = self.folder / "from-nothing" / "content"
        (self.content / "digests").mkdir(parents=True)
        self.theme.mkdir()
        self.written = 0
        self.words: dict[str, dict[str, str]] = {}
        """What a person wrote, by page and by place in it."""
        self.saved: list[tuple[dict[str, bytes], dict[str, dict[str, str]]]] = []
        self.saved_caches: list[dict[Path, bytes]] = []
        self.messages: tuple[str, ...] = ()
        self.write_digest("txt", 0, [Listed(0), Listed(1)], 0)
        self.build_and_compare(Request())

    def teardown(self) -> None:
        try:
            self.build_and_compare(Request())
        finally:
            shutil.rmtree(self.folder)

    # --- digests

    def write_digest(self, form: str, day: int, papers: list[Listed], copy: int) -> None:
        """Write a new digest, or replace one of this name."""
        name = f"{DAYS[day]}{f'-{copy}' if copy else ''}.{form}"
        self.write(f"digests/{DAYS[day][:4]}/{name}", FORMS[form](DAYS[day], papers).encode())

    @step(
        form=st.sampled_from(sorted(FORMS)),
        day=st.integers(0, len(DAYS) - 1),
        papers=LISTED,
        copy=st.integers(0, 1),
    )
    def add_digest(self, form: str, day: int, papers: list[Listed], copy: int) -> None:
        self.write_digest(form, day, papers, copy)

    @step(form=st.sampled_from(sorted(FAULTY)), day=st.integers(0, len(DAYS) - 1), papers=LISTED)
    def add_unreadable_digest(self, form: str, day: int, papers: list[Listed]) -> None:
        self.write(f"digests/{DAYS[day][:4]}/{DAYS[day]}-x.{form}", FAULTY[form](DAYS[day], papers).encode())

    @step(number=NUMBER)
    def delete_digest(self, number: int) -> None:
        if place := self.pick("digests", number):
            place.unlink()

    @rule(papers=LISTED, form=st.sampled_from(sorted(FORMS)), day=st.integers(0, len(DAYS) - 1))
    def import_folder(self, papers: list[Listed], form: str, day: int) -> None:
        """Import a folder into the archive and into its copy, which has no caches."""
        incoming = self.folder / "incoming"
        incoming.mkdir(exist_ok=True)
        (incoming / f"{DAYS[day]}.{form}").write_text(FORMS[form](DAYS[day], papers), "utf-8")
        self.copy_content()
        results = []
        for content in (self.content, self.copy):
            try:
                results.append(import_digests(content, [incoming]))
            except UsageError:
                return
        one, other = results
        assert shown_files(self.content) == shown_files(self.copy)
        found, expected = (
            (done.counts, done.digests, done.known, sorted(done.written)) for done in (one, other)
        )
        assert found == expected
        assert self.plain(one.problems) == self.plain(other.problems)
        counts = one.counts
        assert counts.records == counts.papers + counts.repeats + counts.left_out + counts.rejected
        again = import_digests(self.content, [incoming])
        assert (again.counts.papers, again.counts.repeats, len(again.written)) == (0, 0, 0)
        self.check_words()

    # --- edits of pages

    @step(number=NUMBER)
    def correct_title(self, number: int) -> None:
        def change(text: str, word: str) -> str:
            start, end = text.find("<h1>"), text.find("</h1>")
            return f"{text[: start + 4]}Title {word}{text[end:]}" if 0 <= start < end else text

        self.edit("papers", number, "title", change)

    @step(number=NUMBER, folder=st.sampled_from(["papers", "dates"]))
    def add_note(self, number: int, folder: str) -> None:
        self.edit(
            folder, number, "note", lambda text, word: f"{text}\nA *note* {word}[^1].\n\n[^1]: Below.\n"
        )

    @step(number=NUMBER)
    def add_tag(self, number: int) -> None:
        def change(text: str, word: str) -> str:
            kept = [line for line in text.split("\n") if not line.startswith("tags: ")]
            return "\n".join([kept[0], f"tags: [{word}, moss]", *kept[1:]])

        self.edit("papers", number, "tag", change)

    @step(number=NUMBER, key=st.sampled_from(["title", "own", "arxiv"]))
    def add_line_of_front_matter(self, number: int, key: str) -> None:
        """Add a new key, or repeat one: then the page cannot be read."""
        self.edit("papers", number, "", lambda text, word: text.replace("---\n", f"---\n{key}: {word}\n", 1))

    @step(number=NUMBER)
    def reorder_front_matter(self, number: int) -> None:
        def change(text: str, _: str) -> str:
            head, fence, body = text.removeprefix("---\n").partition("---\n")
            blocks: list[str] = []
            for line in head.splitlines(keepends=True):
                if line[0] in " -" and blocks:
                    blocks[-1] += line
                else:
                    blocks.append(line)
            return "---\n" + "".join(reversed(blocks)) + fence + body

        self.edit("papers", number, "", change)

    @step(
        number=NUMBER, folder=st.sampled_from(["papers", "dates"]), mark=st.sampled_from(["\r\n", "\ufeff"])
    )
    def change_line_ends_or_add_mark(self, number: int, folder: str, mark: str) -> None:
        if place := self.pick(folder, number):
            data = place.read_bytes()
            if mark == "\ufeff":
                data = mark.encode() + data.removeprefix(mark.encode())
            else:
                data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            place.write_bytes(data)

    @step(number=NUMBER, folder=st.sampled_from(["papers", "dates"]))
    def delete_page(self, number: int, folder: str) -> None:
        if place := self.pick(folder, number):
            self.words.pop(self.name(place), None)
            place.unlink()

    @step(number=NUMBER)
    def delete_paper_with_all_digests(self, number: int) -> None:
        if place := self.pick("papers", number):
            self.words.pop(self.name(place), None)
            place.unlink()
            shutil.rmtree(self.content / "digests", ignore_errors=True)

    @step(number=NUMBER, name=st.sampled_from(["2025/moved", "2025/a-survey-of-surveys-2", "2026/Bad Name"]))
    def rename_page(self, number: int, name: str) -> None:
        target = self.content / "papers" / f"{name}.md"
        if (place := self.pick("papers", number)) and not target.exists():
            target.parent.mkdir(exist_ok=True)
            place.rename(target)
            self.words[self.name(target)] = self.words.pop(self.name(place), {})

    @step(
        name=st.sampled_from(["about", "colophon"]),
        text=st.sampled_from(["", "# One\n", "A *b*.\n", "---\n"]),
    )
    def write_text_page(self, name: str, text: str) -> None:
        self.write(f"{name}.md", text.encode())

    @step(name=st.sampled_from(["about", "colophon"]))
    def delete_text_page(self, name: str) -> None:
        (self.content / f"{name}.md").unlink(missing_ok=True)

    @step(number=NUMBER, same=st.booleans())
    def touch_file(self, number: int, same: bool) -> None:
        """Write a file again with the same bytes, with a new or an old time."""
        if place := self.pick(".", number):
            data = place.read_bytes()
            place.unlink()
            place.write_bytes(data)
            if same:
                os.utime(place, (1, 1))

    @step()
    def save_content(self) -> None:
        words = {page: dict(places) for page, places in self.words.items()}
        self.saved.append((shown_files(self.content), words))

    @step(number=NUMBER)
    def restore_content(self, number: int) -> None:
        if self.saved:
            self.restore(*self.saved[number % len(self.saved)])

    # --- theme and settings

    @step(text=st.sampled_from(SETTINGS))
    def change_settings(self, text: str | None) -> None:
        (self.content / "site.toml").unlink(missing_ok=True)
        if text is not None:
            self.write("site.toml", text.encode())

    @step(name=st.sampled_from(sorted(OVERRIDES)), which=st.integers(0, 2))
    def change_theme(self, name: str, which: int) -> None:
        place = self.theme / name
        place.unlink(missing_ok=True)
        if which < 2:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(OVERRIDES[name][which], "utf-8")

    # --- caches and the site

    def cache_files(self) -> list[Path]:
        """Return the files that builds leave for later ones."""
        found = []
        for folder in (work_folder(self.content), work_folder(self.site)):
            for place in sorted(folder.rglob("*")):
                passing = place.relative_to(folder).parts[0] in (*TRANSIENT, "previous")
                if place.is_file() and place.name != "lock" and not passing:
                    found.append(place)
        return found

    @step(
        number=NUMBER,
        harm=st.sampled_from(["gone", "empty", "cut", "one bit", "noise"]),
        where=st.floats(0, 1),
    )
    def damage_cache(self, number: int, harm: str, where: float) -> None:
        if not (files := self.cache_files()):
            return
        place = files[number % len(files)]
        data = bytearray(place.read_bytes())
        spot = min(int(where * len(data)), len(data) - 1)
        if harm == "gone" or not data:
            place.unlink()
            return
        if harm == "one bit":
            data[spot] ^= 1
        place.write_bytes({"empty": b"", "cut": data[:spot], "noise": b"\x93\xc4" * spot}.get(harm, data))

    @step()
    def delete_caches(self) -> None:
        for folder in (work_folder(self.content), work_folder(self.site)):
            shutil.rmtree(folder, ignore_errors=True)

    @step()
    def copy_caches_of_another_archive(self) -> None:
        """Use the caches of the copy, from its last build."""
        pairs = ((self.content, self.copy), (self.site, self.fresh))
        for ours, theirs in ((work_folder(one), work_folder(other)) for one, other in pairs):
            for place in self.cache_files():
                other = theirs / os.path.relpath(place, ours)
                if place.is_relative_to(ours) and other.is_file():
                    place.write_bytes(other.read_bytes())

    @step(number=NUMBER)
    def restore_caches(self, number: int) -> None:
        if self.saved_caches:
            for place, data in self.saved_caches[number % len(self.saved_caches)].items():
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(data)

    @step()
    def roll_back_site(self) -> None:
        try:
            rollback(self.site)
        except UsageError:
            return

    @step(number=NUMBER, gone=st.booleans())
    def damage_site(self, number: int, gone: bool) -> None:
        places = sorted(place for place in self.site.rglob("*") if place.is_file() and place.name[0] != ".")
        if places:
            place = places[number % len(places)]
            place.unlink()
            if not gone:
                place.write_bytes(b"harm")

    # --- builds and comparisons

    @property
    def fresh(self) -> Path:
        return self.folder / "from-nothing" / "site"

    def write(self, path: str, data: bytes) -> None:
        place = self.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)

    def name(self, place: Path) -> str:
        return place.relative_to(self.content).as_posix()

    def pick(self, folder: str, number: int) -> Path | None:
        places = sorted(place for place in (self.content / folder).rglob("*") if place.is_file())
        return places[number % len(places)] if places else None

    def edit(self, folder: str, number: int, where: str, change: Callable[[str, str], str]) -> None:
        """Change a page's text with a new word at ``where``; keep its line ends and byte order mark."""
        place = self.pick(folder, number)
        if not place:
            return
        self.written += 1
        word = f"word{self.written}x"
        data = place.read_bytes()
        text = data.decode("utf-8-sig")
        after = change(text.replace("\r\n", "\n"), word)
        if "\r\n" in text:
            after = after.replace("\n", "\r\n")
        place.write_bytes(data[: 3 * data.startswith(b"\xef\xbb\xbf")] + after.encode())
        if where and word in after:
            here = f"{where}{self.written}" if where == "note" else where
            self.words.setdefault(self.name(place), {})[here] = word

    def restore(self, files: dict[str, bytes], words: dict[str, dict[str, str]]) -> None:
        for path in shown_files(self.content).keys() - files.keys():
            (self.content / path).unlink()
        now = shown_files(self.content)
        for path, data in files.items():
            if now.get(path) != data:
                self.write(path, data)
        self.words = {page: dict(places) for page, places in words.items()}

    def copy_content(self) -> None:
        """Copy the content without its caches."""
        shutil.rmtree(self.folder / "from-nothing", ignore_errors=True)
        shutil.copytree(self.content, self.copy)

    def options(self, how: Request) -> Options:
        return Options(
            self.content,
            self.site,
            self.theme,
            jobs=how.jobs,
            removals=how.removals,
            stock_index=how.stock,
        )

    def plain(self, problems: Any) -> tuple[str, ...]:
        """Return the texts of problems, with the paths of the archive in those of the copy."""
        return tuple(str(problem).replace(str(self.copy), str(self.content)) for problem in problems)

    def outcome(self, options: Options) -> Built | tuple[str, ...]:
        try:
            return build(options)
        except DaybookError as error:
            return self.plain(error.problems)

    def build_and_compare(self, how: Request) -> None:
        self.copy_content()
        rendering.FEW = how.few
        search_index._MANY = how.small
        before = shown_files(self.site) if self.site.exists() else {}
        options = self.options(how)
        built = self.outcome(options)
        if isinstance(built, tuple) and all("would be gone from the site" in line for line in built):
            assert how.removals == "refuse"
            assert shown_files(self.site) == before
            self.build_and_compare(replace(how, removals="allow"))
            return
        if isinstance(built, tuple) and any("no paper is taken for removed" in line for line in built):
            assert how.removals == "allow"
            assert shown_files(self.site) == before
            return
        if (self.content / "removed.txt").exists():
            shutil.copyfile(self.content / "removed.txt", self.copy / "removed.txt")
        full = self.outcome(
            replace(
                options, content_dir=self.copy, output_dir=self.fresh, clean=True, jobs=1, removals="ignore"
            )
        )
        assert shown_files(self.content) == shown_files(self.copy)
        if isinstance(built, tuple) or isinstance(full, tuple):
            assert built == full
            assert (shown_files(self.site) if self.site.exists() else {}) == before
            self.restore_good_content()
            return
        self.compare(built, full)
        self.check_words()
        self.check_that_a_second_build_writes_nothing(options)
        self.saved_caches.append({place: place.read_bytes() for place in self.cache_files()})
        self.good = (shown_files(self.content), {page: dict(places) for page, places in self.words.items()})

    def compare(self, built: Built, full: Built) -> None:
        site, fresh = shown_files(self.site), shown_files(self.fresh)
        assert sorted(site) == sorted(fresh)
        assert [path for path in site if site[path] != fresh[path]] == []
        assert (built.papers, built.days) == (full.papers, full.days)
        assert built.published.size == full.published.size
        assert built.published.written + built.published.unchanged == full.published.pages
        messages = self.plain(built.problems)
        same = built.counts == Counts() and not built.published.written and messages == self.messages
        assert same or (built.counts, messages) == (full.counts, self.plain(full.problems))
        self.messages = messages

    def check_words(self) -> None:
        """Check that nothing a person wrote is lost."""
        for page, places in self.words.items():
            text = (self.content / page).read_text("utf-8")
            assert [word for word in places.values() if word not in text] == [], page

    def check_that_a_second_build_writes_nothing(self, options: Options) -> None:
        before = state(self.content), state(self.site)
        again = build(options)
        assert (again.published.written, again.published.removed) == (0, 0)
        assert again.published.size == build(options).published.size
        assert (state(self.content), state(self.site)) == before

    def restore_good_content(self) -> None:
        """Restore the last content that could be published."""
        self.restore(*self.good)
        for name in OVERRIDES:
            (self.theme / name).unlink(missing_ok=True)


@pytest.mark.slow
@pytest.mark.hazard(66, 80)
def test_site_of_a_changed_archive_equals_a_clean_build(monkeypatch: pytest.MonkeyPatch, long: bool) -> None:
    for module, few in (
        (rendering, "FEW"),
        (search_index, "_MANY"),
        (reading, "_MANY"),
        (new_digests, "_MUCH"),
    ):
        monkeypatch.setattr(module, few, 0)  # use workers for any amount
    examples, steps = (1000, 40) if long else (8, 14)
    some = settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(ArchiveMachine, settings=some)

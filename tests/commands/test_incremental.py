"""Whatever was done to an archive, its site is the one that is made of it from nothing, byte for byte.

A machine of states: content, theme and settings are changed as people, digests and accidents change them;
what builds remember is damaged, taken from elsewhere or from earlier; and after each step the site is built
and compared with one that is made of a copy of the content in a folder that remembers nothing.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
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
from daybook.pages import rendering
from daybook.problems import DaybookError, UsageError
from daybook.search import update as search_update
from daybook.site.releases import TRANSIENT, rollback
from tests.commands.invented_days import DAYS, FAULTY, FORMS, LISTED, Listed
from tests.conftest import ROOT

NUMBER = st.integers(0, 99)
SETTINGS = (
    None,
    'title = "Days"\nbase_url = "https://reader.example/repo/"\n',
    'title = "Tage"\nlanguage = "de"\nbase_url = "https://reader.example/"\n',
    'title = "Days"\n[[links]]\nlabel = "Foot"\nurl = "https://foot.example/"\n',
    'titel = "A key that is not known"\n',
)
THEME = ROOT / "theme" / "templates"
OVERRIDES = {
    "static/css/99-own.css": ("p { margin: 0 }\n", "p { margin: 1px }\n"),
    "static/own.txt": ("one\n", "two\n"),
    "static/js/site.js": ('import "./search/index/text.js";\n', "\n"),
    "templates/404.html": ("<!doctype html>\n<title>{{ site.title }}</title>\n", "{{ nothing_such }}\n"),
    "templates/paper.html": ((THEME / "paper.html").read_text("utf-8") + "\n", "{% if %}\n"),
    "templates/_card.html": ((THEME / "_card.html").read_text("utf-8") + "<!-- own -->\n",) * 2,
}


class How(Struct, frozen=True):
    """How a build is asked for."""

    jobs: int = 1
    stock: bool = False
    removals: Removals = "ignore"
    few: int = 0
    """Number of pages from which on the pool renders them."""
    small: int = 0
    """Number of papers from which on the pool computes the index."""
    share: int = 0
    """Nought where memories are carried on however much changed; else as they are of large archives."""


HOW = st.one_of(
    st.none(),
    st.builds(
        How,
        st.sampled_from([1, 1, 1, 1, 2]),
        st.sampled_from([False, False, True]),
        st.sampled_from(["ignore", "remember", "refuse"]),
        st.sampled_from([0, 500]),
        st.sampled_from([0, 500]),
        st.sampled_from([0, 0, 10]),
    ),
)


def held(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but those whose names begin with a dot."""
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in folder.rglob("*")
        if place.is_file() and not place.name.startswith(".")
    }


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What tells whether anything in a folder was written."""
    found = {}
    for place in (folder, *folder.rglob("*")):
        status = place.lstat()
        found[str(place)] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def step(**given: Any) -> Callable[[Callable[..., None]], Any]:
    """A rule that changes something and, mostly, builds and compares."""

    def decorated(change: Callable[..., None]) -> Any:
        def stepped(machine: Any, how: How | None, **values: Any) -> None:
            change(machine, **values)
            if how:
                machine.build_and_compare(how)

        stepped.__name__ = change.__name__
        return rule(how=HOW, **given)(stepped)

    return decorated


class ArchiveMachine(RuleBasedStateMachine):
    """An archive somebody works on."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="daybook-incremental-"))
        self.content, self.site, self.theme = (self.folder / name for name in ("content", "site", "theme"))
        self.copy = self.folder / "from-nothing" / "content"
        (self.content / "digests").mkdir(parents=True)
        self.theme.mkdir()
        self.written = 0
        self.words: dict[str, dict[str, str]] = {}
        """What a person wrote: by page, and by the place in it."""
        self.saved: list[tuple[dict[str, bytes], dict[str, dict[str, str]]]] = []
        self.memories: list[dict[Path, bytes]] = []
        self.told: tuple[str, ...] = ()
        self.add_digest("txt", 0, [Listed(0), Listed(1)], 0)
        self.build_and_compare(How())

    def teardown(self) -> None:
        try:
            self.build_and_compare(How())
        finally:
            shutil.rmtree(self.folder)

    # --- what digests do

    def add_digest(self, form: str, day: int, papers: list[Listed], copy: int) -> None:
        """A new file, or another one in the place of a file of this name."""
        name = f"{DAYS[day]}{f'-{copy}' if copy else ''}.{form}"
        self.write(f"digests/{DAYS[day][:4]}/{name}", FORMS[form](DAYS[day], papers).encode())

    @step(
        form=st.sampled_from(sorted(FORMS)),
        day=st.integers(0, len(DAYS) - 1),
        papers=LISTED,
        copy=st.integers(0, 1),
    )
    def a_digest(self, form: str, day: int, papers: list[Listed], copy: int) -> None:
        self.add_digest(form, day, papers, copy)

    @step(form=st.sampled_from(sorted(FAULTY)), day=st.integers(0, len(DAYS) - 1), papers=LISTED)
    def a_digest_that_cannot_be_read(self, form: str, day: int, papers: list[Listed]) -> None:
        self.write(f"digests/{DAYS[day][:4]}/{DAYS[day]}-x.{form}", FAULTY[form](DAYS[day], papers).encode())

    @step(number=NUMBER)
    def a_digest_gone(self, number: int) -> None:
        if place := self.pick("digests", number):
            place.unlink()

    @rule(papers=LISTED, form=st.sampled_from(sorted(FORMS)), day=st.integers(0, len(DAYS) - 1))
    def an_import(self, papers: list[Listed], form: str, day: int) -> None:
        """`daybook import` of a folder beside the archive: the same with memory and without."""
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
        assert held(self.content) == held(self.copy)
        told, same = ((done.counts, done.digests, done.known, sorted(done.written)) for done in (one, other))
        assert told == same
        assert self.plain(one.problems) == self.plain(other.problems)
        counts = one.counts
        assert counts.records == counts.papers + counts.repeats + counts.rejected
        again = import_digests(self.content, [incoming])
        assert (again.counts.papers, again.counts.repeats, len(again.written)) == (0, 0, 0)
        self.look_for_words()

    # --- what people do to pages

    @step(number=NUMBER)
    def a_title_corrected(self, number: int) -> None:
        def change(text: str, word: str) -> str:
            start, end = text.find("<h1>"), text.find("</h1>")
            return f"{text[: start + 4]}Title {word}{text[end:]}" if 0 <= start < end else text

        self.edit("papers", number, "title", change)

    @step(number=NUMBER, folder=st.sampled_from(["papers", "dates"]))
    def a_note(self, number: int, folder: str) -> None:
        self.edit(
            folder, number, "note", lambda text, word: f"{text}\nA *note* {word}[^1].\n\n[^1]: Below.\n"
        )

    @step(number=NUMBER)
    def a_tag(self, number: int) -> None:
        def change(text: str, word: str) -> str:
            kept = [line for line in text.split("\n") if not line.startswith("tags: ")]
            return "\n".join([kept[0], f"tags: [{word}, moss]", *kept[1:]])

        self.edit("papers", number, "tag", change)

    @step(number=NUMBER, key=st.sampled_from(["title", "own", "arxiv"]))
    def a_line_of_front_matter(self, number: int, key: str) -> None:
        """A key of one's own, or one that may be there already: then the page cannot be read."""
        self.edit("papers", number, "", lambda text, word: text.replace("---\n", f"---\n{key}: {word}\n", 1))

    @step(number=NUMBER)
    def front_matter_in_another_order(self, number: int) -> None:
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
    def other_line_ends_or_a_mark(self, number: int, folder: str, mark: str) -> None:
        if place := self.pick(folder, number):
            data = place.read_bytes()
            if mark == "\ufeff":
                data = mark.encode() + data.removeprefix(mark.encode())
            else:
                data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            place.write_bytes(data)

    @step(number=NUMBER, folder=st.sampled_from(["papers", "dates"]))
    def a_page_gone(self, number: int, folder: str) -> None:
        if place := self.pick(folder, number):
            self.words.pop(self.name(place), None)
            place.unlink()

    @step(number=NUMBER)
    def a_paper_gone_with_its_digests(self, number: int) -> None:
        if place := self.pick("papers", number):
            self.words.pop(self.name(place), None)
            place.unlink()
            shutil.rmtree(self.content / "digests", ignore_errors=True)

    @step(number=NUMBER, name=st.sampled_from(["2025/moved", "2025/a-survey-of-surveys-2", "2026/Bad Name"]))
    def a_page_renamed(self, number: int, name: str) -> None:
        target = self.content / "papers" / f"{name}.md"
        if (place := self.pick("papers", number)) and not target.exists():
            target.parent.mkdir(exist_ok=True)
            place.rename(target)
            self.words[self.name(target)] = self.words.pop(self.name(place), {})

    @step(
        name=st.sampled_from(["about", "colophon"]),
        text=st.sampled_from(["", "# One\n", "A *b*.\n", "---\n"]),
    )
    def a_text_page(self, name: str, text: str) -> None:
        self.write(f"{name}.md", text.encode())

    @step(name=st.sampled_from(["about", "colophon"]))
    def a_text_page_gone(self, name: str) -> None:
        (self.content / f"{name}.md").unlink(missing_ok=True)

    @step(number=NUMBER, same=st.booleans())
    def a_touch(self, number: int, same: bool) -> None:
        """A file written anew as it was, or given an old time."""
        if place := self.pick(".", number):
            data = place.read_bytes()
            place.unlink()
            place.write_bytes(data)
            if same:
                os.utime(place, (1, 1))

    @step()
    def a_state_kept(self) -> None:
        words = {page: dict(places) for page, places in self.words.items()}
        self.saved.append((held(self.content), words))

    @step(number=NUMBER)
    def an_older_state(self, number: int) -> None:
        if self.saved:
            self.restore(*self.saved[number % len(self.saved)])

    # --- what is done to the site's looks and settings

    @step(text=st.sampled_from(SETTINGS))
    def other_settings(self, text: str | None) -> None:
        (self.content / "site.toml").unlink(missing_ok=True)
        if text is not None:
            self.write("site.toml", text.encode())

    @step(name=st.sampled_from(sorted(OVERRIDES)), which=st.integers(0, 2))
    def the_theme(self, name: str, which: int) -> None:
        place = self.theme / name
        place.unlink(missing_ok=True)
        if which < 2:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(OVERRIDES[name][which], "utf-8")

    # --- what happens to that which builds remember

    def memory(self) -> list[Path]:
        """The files that builds leave for later ones."""
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
    def a_memory_damaged(self, number: int, harm: str, where: float) -> None:
        if not (files := self.memory()):
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
    def no_memory(self) -> None:
        for folder in (work_folder(self.content), work_folder(self.site)):
            shutil.rmtree(folder, ignore_errors=True)

    @step()
    def a_memory_of_another_archive(self) -> None:
        """That of the copy, as it was when it was last built."""
        pairs = ((self.content, self.copy), (self.site, self.fresh))
        for ours, theirs in ((work_folder(one), work_folder(other)) for one, other in pairs):
            for place in self.memory():
                other = theirs / os.path.relpath(place, ours)
                if place.is_relative_to(ours) and other.is_file():
                    place.write_bytes(other.read_bytes())

    @step(number=NUMBER)
    def an_older_memory(self, number: int) -> None:
        if self.memories:
            for place, data in self.memories[number % len(self.memories)].items():
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(data)

    @step()
    def the_site_before(self) -> None:
        try:
            rollback(self.site)
        except UsageError:
            return

    @step(number=NUMBER, gone=st.booleans())
    def the_site_damaged(self, number: int, gone: bool) -> None:
        places = sorted(place for place in self.site.rglob("*") if place.is_file() and place.name[0] != ".")
        if places:
            place = places[number % len(places)]
            place.unlink()
            if not gone:
                place.write_bytes(b"harm")

    # --- how it is looked at

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
        """Change a page's text and keep its line ends and mark; a word of its own goes in at ``where``."""
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
        for path in held(self.content).keys() - files.keys():
            (self.content / path).unlink()
        now = held(self.content)
        for path, data in files.items():
            if now.get(path) != data:
                self.write(path, data)
        self.words = {page: dict(places) for page, places in words.items()}

    def copy_content(self) -> None:
        """The content as it is, where nothing is remembered of it."""
        shutil.rmtree(self.folder / "from-nothing", ignore_errors=True)
        shutil.copytree(self.content, self.copy)

    def options(self, how: How) -> Options:
        return Options(
            self.content,
            self.site,
            self.theme,
            jobs=how.jobs,
            removals=how.removals,
            stock_index=how.stock,
        )

    def plain(self, problems: Any) -> tuple[str, ...]:
        """Problems in words, the same of the copy as of the archive."""
        return tuple(str(problem).replace(str(self.copy), str(self.content)) for problem in problems)

    def outcome(self, options: Options) -> Built | tuple[str, ...]:
        try:
            return build(options)
        except DaybookError as error:
            return self.plain(error.problems)

    def build_and_compare(self, how: How) -> None:
        self.copy_content()
        rendering.FEW = how.few
        search_index._MANY = how.small
        search_update._CHANGED_SHARE = search_update._ADDED_SHARE = how.share
        before = held(self.site) if self.site.exists() else {}
        options = self.options(how)
        built = self.outcome(options)
        if isinstance(built, tuple) and all("would be gone from the site" in line for line in built):
            assert how.removals == "refuse"
            assert held(self.site) == before
            self.build_and_compare(replace(how, removals="remember"))
            return
        if isinstance(built, tuple) and any("no paper is taken for removed" in line for line in built):
            assert how.removals == "remember"
            assert held(self.site) == before
            return
        if (self.content / "removed.txt").exists():
            shutil.copyfile(self.content / "removed.txt", self.copy / "removed.txt")
        full = self.outcome(
            replace(
                options, content_dir=self.copy, output_dir=self.fresh, clean=True, jobs=1, removals="ignore"
            )
        )
        assert held(self.content) == held(self.copy)
        if isinstance(built, tuple) or isinstance(full, tuple):
            assert built == full
            assert (held(self.site) if self.site.exists() else {}) == before
            self.mend()
            return
        self.compare(built, full)
        self.look_for_words()
        self.nothing_is_written_again(options)
        self.memories.append({place: place.read_bytes() for place in self.memory()})
        self.good = (held(self.content), {page: dict(places) for page, places in self.words.items()})

    def compare(self, built: Built, full: Built) -> None:
        site, fresh = held(self.site), held(self.fresh)
        assert sorted(site) == sorted(fresh)
        assert [path for path in site if site[path] != fresh[path]] == []
        assert (built.papers, built.days) == (full.papers, full.days)
        assert built.published.size == full.published.size
        assert built.published.written + built.published.unchanged == full.published.pages
        told = self.plain(built.problems)
        same = built.counts == Counts() and not built.published.written and told == self.told
        assert same or (built.counts, told) == (full.counts, self.plain(full.problems))
        self.told = told

    def look_for_words(self) -> None:
        """Nothing that a person wrote is lost."""
        for page, places in self.words.items():
            text = (self.content / page).read_text("utf-8")
            assert [word for word in places.values() if word not in text] == [], page

    def nothing_is_written_again(self, options: Options) -> None:
        before = state(self.content), state(self.site)
        again = build(options)
        assert (again.published.written, again.published.removed) == (0, 0)
        assert again.published.size == build(options).published.size
        assert (state(self.content), state(self.site)) == before

    def mend(self) -> None:
        """Content that cannot be published goes back to what could be."""
        self.restore(*self.good)
        for name in OVERRIDES:
            (self.theme / name).unlink(missing_ok=True)


@pytest.mark.hazard(66, 80)
def test_an_archive_that_changes(monkeypatch: pytest.MonkeyPatch, long: bool) -> None:
    for module, name in ((search_update, "_CHANGED_SHARE"), (search_update, "_ADDED_SHARE")):
        monkeypatch.setattr(module, name, 0)
    for module, few in (
        (rendering, "FEW"),
        (search_index, "_MANY"),
        (reading, "_MANY"),
        (new_digests, "_MUCH"),
    ):
        monkeypatch.setattr(module, few, 0)  # else one process does so little, whatever `jobs` says
    examples, steps = (1000, 40) if long else (25, 14)
    some = settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(ArchiveMachine, settings=some)

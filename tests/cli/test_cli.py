"""The command line, as scripts see it: exit codes, what goes where, and every mistake in one run."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from daybook.site.inventory import MARKER
from tests import warm
from tests.conftest import PYTHONPATH
from tests.made import digest_text, many_papers

Run = Callable[..., warm.Done]
URL = "https://reader.example/repo/"


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": PYTHONPATH, **more}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `daybook` in the test's folder."""

    return partial(warm.run, "daybook", cwd=tmp_path)


needs_digest = pytest.mark.usefixtures("digest")


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    place = tmp_path / "saved" / "mar-18.txt"
    place.parent.mkdir()
    place.write_text(digest_text("Mar 18", many_papers(3)), "utf-8")
    return place


def test_from_digest_to_checked_site(run: Run, digest: Path, tmp_path: Path) -> None:
    done = run("import", "saved", "--year", "2025")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(
        r"Imported 1 digest of 2025-03-18: 3 records = 3 new papers \+ 0 repeats \+ 0 rejected", done.stdout
    )
    done = run("build", "-b", URL)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(
        r"^Built site: 3 papers on 1 day, \d+ pages \(\d+ written\), 1 file of content changed, 0 warnings,",
        done.stdout,
    )  # the file is the map
    corrected = tmp_path / "content/digests/2025/mar-18.txt"
    assert corrected.read_bytes() == digest.read_bytes()
    corrected.write_bytes(digest.read_bytes().replace(b"We study", b"We weigh"))
    told = run("build", "-b", URL).stdout
    assert ", 4 files of content changed, " in told  # of 3 papers and a day, though none of them is new
    assert "of content" not in run("build", "-b", URL).stdout
    done = run("check", "-b", URL)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"Checked 3 papers on 1 day, \d+ files: 0 warnings, [0-9.]+ s\n$", done.stdout)


@needs_digest
def test_more_or_less_is_said(run: Run) -> None:
    assert run("import", "saved", "--year", "2025", "-q").stdout == ""
    assert run("build", "-q").stdout == ""
    quiet = run("build", "--quiet", "--clean")
    assert (quiet.stdout, quiet.stderr) == ("", "")  # the missing base_url is a note
    assert "note: no base_url" in run("build").stderr
    closing, changes, size = run("build", "-v").stdout.splitlines()
    assert closing.startswith("Built site: 3 papers on 1 day, ")
    assert re.fullmatch(r"  \d+ pages: 0 written, \d+ unchanged, 0 removed", changes)
    assert re.fullmatch(r"  \d+ files, .*, largest .*, fullest folder .*", size)
    assert "fullest folder" in run("build", "--timings").stdout
    assert "largest" in run("check", "-v").stdout


@needs_digest
def test_an_archive_is_counted(run: Run, tmp_path: Path) -> None:
    run("import", "saved", "--year", "2025")
    before = json.loads(run("stats", "--json").stdout)
    assert (before["papers"], before["days"], before["first_day"]) == (3, 1, "2025-03-18")
    assert (before["site_files"], before["digests"]) == (0, 1)
    run("build")
    site = [place for place in (tmp_path / "site").rglob("*") if place.is_file() and place.name[0] != "."]
    told = run("stats").stdout
    assert re.search(r"^papers +3\ndays +1 \(2025-03-18 to 2025-03-18\)\n", told)
    assert f"site           {len(site)} files, " in told
    after = json.loads(run("stats", "--json").stdout)
    assert after["site_bytes"] == sum(place.stat().st_size for place in site)
    assert {**after, "site_files": 0, "site_bytes": 0, "content_files": 0, "content_bytes": 0} == {
        **before,
        "content_files": 0,
        "content_bytes": 0,
    }


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_taught_the_commands(run: Run, shell: str) -> None:
    script = run("completion", shell).stdout
    assert "_DAYBOOK_COMPLETE" in script
    asked = {"_DAYBOOK_COMPLETE": "bash_complete", "COMP_WORDS": "daybook s", "COMP_CWORD": "1"}
    done = run(**asked)
    assert done.stdout.split() == ["plain,serve", "plain,stats"]


def test_help_is_in_order_of_use_and_loads_little(run: Run, tmp_path: Path) -> None:
    told = run("--help").stdout
    listed = re.findall(r"^  ([a-z]+)  ", told.partition("Commands:")[2], re.MULTILINE)
    places = [
        listed.index(name) for name in ("new", "import", "fetch", "enrich", "serve", "build", "rollback")
    ]
    assert places == sorted(places)
    for listing in (told, run("theme", "--help").stdout):
        assert "..." not in listing.partition("Commands:")[2]
    code = (
        "import sys; sys.argv = ['daybook', '--help']\nfrom daybook.cli import main\n"
        "try: main.main()\nexcept SystemExit: print('loaded', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = done.stdout.rpartition("\nloaded ")[2].split()
    own = {name for name in modules if name.startswith("daybook.") and not name.startswith("daybook.cli")}
    assert own <= {"daybook.problems", "daybook.text", "daybook.text.dates", "daybook.text.plain_text"}
    others = {
        "jinja2",
        "markdown",
        "yaml",
        "lunr",
        "urllib3",
        "pygments",
        "feedparser",
        "watchfiles",
        "asyncio",
    }
    assert not others & set(modules)
    assert 60 < len(modules) < 190


def test_a_command_loads_none_of_the_others(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['daybook', 'stats', '--help']\nfrom daybook.cli import main\n"
        "try: main.main()\nexcept SystemExit: print('loaded', *sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment(), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    modules = done.stdout.rpartition("\nloaded ")[2].split()
    assert "daybook.cli.stats" in modules
    assert not {"daybook.cli.build", "daybook.cli.import_digests", "daybook.cli.serve"} & set(modules)


def test_too_little_memory_for_a_library_is_told_as_such(tmp_path: Path) -> None:
    code = (
        "from daybook.cli import main\n"
        "def refuse(**_): raise ImportError('libarrays.so: failed to map segment from shared object')\n"
        "main.daybook.main = refuse\nmain.main()"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment(), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "Out of memory" in done.stderr


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted as Linux lists them")
def test_no_library_starts_a_thread(tmp_path: Path) -> None:
    code = (
        "import os, sys; sys.argv = ['daybook', '--version']\nfrom daybook.cli import main\n"
        "try: main.main()\nexcept SystemExit: import numpy; print(*os.listdir('/proc/self/task'))"
    )
    inherited = {name: value for name, value in environment().items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=inherited, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert len(done.stdout.splitlines()[-1].split()) == 1


def test_without_a_year_nothing_is_guessed(run: Run, digest: Path, tmp_path: Path) -> None:
    done = run("import", digest)
    assert done.returncode == 1
    assert "mar-18.txt:9: the day Mar 18 has no year; give --year" in done.stderr
    assert not (tmp_path / "content/papers").exists()
    assert run("import", digest, "--year", "2024").returncode == 0
    assert (tmp_path / "content/dates/2024-03-18.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--nonsense"], "--nonsense"),
        (["biuld"], "biuld"),
        (["import"], "PATHS"),
        (["import", "x", "--year", "soon"], "--year"),
        (["import", "x", "--year", "0"], "--year"),
        (["build", "-j", "0"], "-j"),
        (["build", "--theme-dir", "nowhere"], "nowhere"),
        (["build", "--content-dir", "nowhere"], "nowhere: there is no such content folder"),
        (["build", "-b", "not an address"], "--base-url: not an address is not an address"),
        (["build", "-o", "content"], "overlap"),
        (["build", "-o", "."], "overlap"),
        (["build", "-o", "saved"], "is not Daybook's: it holds mar-18.txt"),
        (["serve", "-p", "70000"], "-p"),
        (["check", "--content-dir", "nowhere"], "nowhere"),
    ],
    ids=" ".join,
)
def test_wrong_usage(run: Run, digest: Path, tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "content").mkdir()
    done = run(*arguments)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()
    assert digest.is_file()


def test_settings_are_named_all_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.toml").write_text('titel = "x"\nlanguage = 3\n', "utf-8")
    done = run("build")
    assert done.returncode == 2
    assert "content/site.toml:1: the setting `titel` is not known; did you mean `title`?" in done.stderr
    assert "content/site.toml:2: `language` is not a language tag" in done.stderr


def test_good_digests_are_kept_beside_bad_ones(run: Run, digest: Path, tmp_path: Path) -> None:
    (digest.parent / "empty.txt").write_bytes(b"")
    (digest.parent / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    done = run("import", "saved", "nowhere", "--year", "2025")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        "nowhere",
        "saved/bytes.txt",
        "saved/empty.txt",
    ]
    assert len(list((tmp_path / "content/papers").rglob("*.md"))) == 3
    assert run("build").returncode == 0


@needs_digest
def test_content_with_faults_publishes_nothing(run: Run, tmp_path: Path) -> None:
    run("import", "saved", "--year", "2025")
    assert run("build").returncode == 0
    before = (tmp_path / "site" / MARKER).read_bytes()
    (tmp_path / "content/papers/2025/open.md").write_text("---\ntitle: x\n", "utf-8")
    (tmp_path / "content/bad name.md").write_text("x\n", "utf-8")
    done = run("build")
    assert done.returncode == 1
    assert "open.md:1: front matter that never ends" in done.stderr
    assert "bad name.md: a page whose name cannot be an address" in done.stderr
    assert "Nothing was published." in done.stderr
    added = run("add", "--title", "A Moss Clock", "--day", "2025-03-19")
    assert (added.returncode, added.stderr.splitlines()[-1]) == (1, "Nothing was done.")
    assert (tmp_path / "site" / MARKER).read_bytes() == before


@needs_digest
def test_strict_takes_a_warning_for_an_error(run: Run, tmp_path: Path) -> None:
    run("import", "saved", "--year", "2025")
    page = next((tmp_path / "content/papers").rglob("*.md"))
    page.write_text(page.read_text("utf-8").replace("---\n", "---\ntagz: [a]\n", 1), "utf-8")
    done = run("build", "-b", URL)
    assert done.returncode == 0
    assert "warning: the key `tagz` is not known; did you mean `tags`?" in done.stderr
    assert "1 warning," in done.stdout
    done = run("build", "-b", URL, "--strict", "-o", "other")
    assert done.returncode == 1
    assert not (tmp_path / "other").exists()


@needs_digest
def test_a_check_names_what_a_build_warns_of_in_phrases(run: Run, tmp_path: Path) -> None:
    run("import", "saved", "--year", "2025")
    (tmp_path / "content/site.toml").write_text('[strings]\n"All dayz" = "x"\n', "utf-8")
    warning = 'content/site.toml:2: warning: "All dayz" of `[strings]` is not known'
    for command in ("build", "check"):
        assert warning in run(command, "-b", URL).stderr


@pytest.mark.hazard(31, "titles that command a terminal or a workflow")
def test_foreign_text_cannot_command_a_log(run: Run, tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    title = "::error file=x::y \u202e \x1b[31m"
    (tmp_path / "saved" / "::set-output::x.txt").write_text(
        "Mar 18\n\nA Title\n\nAn abstract" + " of it" * 20 + ".\n\n" + title + "\n", "utf-8"
    )
    done = run("import", "saved", "--year", "2025")
    assert done.returncode == 1
    assert not re.search(r"^::", done.stderr + done.stdout, re.MULTILINE)
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


@pytest.mark.hazard(41)
@needs_digest
def test_a_folder_where_a_file_should_be(run: Run, tmp_path: Path) -> None:
    run("import", "saved", "--year", "2025")
    (tmp_path / "content/site.toml").mkdir()
    done = run("build")
    assert done.returncode == 2
    assert "content/site.toml: Is a directory; put a file there" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.hazard(71)
@needs_digest
def test_a_disk_that_is_full(run: Run, tmp_path: Path) -> None:
    """A limit on the size of files stands in for it: a write fails in the middle."""
    run("import", "saved", "--year", "2025")
    assert run("build").returncode == 0
    before = {place: place.read_bytes() for place in (tmp_path / "site").rglob("*") if place.is_file()}
    (tmp_path / "content/about.md").write_text("word " * 20_000, "utf-8")
    limited = 'ulimit -f 40; exec "$0" -m daybook build --clean'
    done = subprocess.run(
        ["bash", "-c", limited, sys.executable],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "File too large; allow larger files (ulimit -f), then run it again\n" in done.stderr
    assert done.stderr.endswith("\nContent and site are whole: as they were, or new if ready.\n")
    assert {
        place: place.read_bytes() for place in (tmp_path / "site").rglob("*") if place.is_file()
    } == before
    assert run("build").returncode == 0


@pytest.mark.hazard(70, "interrupted or told to end")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(digest: Path, tmp_path: Path, run: Run, stop: signal.Signals) -> None:
    (digest.parent / "mar-19.txt").write_text(digest_text("Mar 19", many_papers(2000)), "utf-8")
    run("import", "saved", "--year", "2025")
    with subprocess.Popen(
        [sys.executable, "-m", "daybook", "build", "-j", "1"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        deadline = time.monotonic() + 60
        while not (tmp_path / ".site.daybook" / "changed").exists():
            assert time.monotonic() < deadline
            time.sleep(0.005)
        process.send_signal(stop)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "Interrupted; content and site are whole" in told
    assert "Traceback" not in told
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / ".site.daybook" / "changed").exists()


@needs_digest
def test_two_builds_at_once(tmp_path: Path, run: Run) -> None:
    run("import", "saved", "--year", "2025")
    command = [sys.executable, "-m", "daybook", "build", "--clean"]
    both = [
        subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    for process in both:
        told = process.communicate(timeout=60)[1]
        assert process.returncode == 0, told
    assert run("check").returncode == 0


def test_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    line = f"{sys.executable} -m daybook build --help | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] in ("0", "141")
    assert "Traceback" not in done.stderr


def test_version_and_help(run: Run) -> None:
    assert re.fullmatch(r"daybook, version [0-9.]+\n", run("--version").stdout)
    done = run("--help")
    assert done.returncode == 0
    for name in ("import", "build", "serve", "check"):
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE)

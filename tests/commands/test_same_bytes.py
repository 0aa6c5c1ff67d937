"""Same input, same bytes: on any locale, time zone, hash seed, umask and number of processes; anew or not."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.conftest import BASE_URL, PYTHONPATH, ROOT, Sample
from tests.made import digest_text, files_of, many_papers


def daybook(*arguments: object, python: str = sys.executable, umask: int = 0o022, **environment: str) -> None:
    """Run the command line in a process of its own."""
    done = subprocess.run(
        [python, "-W", "error::EncodingWarning", "-m", "tests.pooled", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNDEFAULTENCODING": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        umask=umask,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def turkish(folder: Path) -> dict[str, str]:
    """A Turkish locale that is no UTF-8: the machine's, or one made here; plain C where neither can be."""
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    if found := next((name for name in names if name.startswith("tr_TR") and "utf" not in name), None):
        return {"LC_ALL": found}
    if shutil.which("localedef") and Path("/usr/share/i18n/locales/tr_TR").exists():
        made = folder / "tr_TR.ISO-8859-9"
        command = ["localedef", "-i", "tr_TR", "-f", "ISO-8859-9", str(made)]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return {"LC_ALL": made.name, "LOCPATH": str(folder)}
    return {"LC_ALL": "C"}


SHUFFLED = """
import os, random

class Shuffled(list):
    def __enter__(self): return self
    def __exit__(self, *caught): pass
    def __next__(self):
        if not self: raise StopIteration
        return self.pop()
    def close(self): pass

def shuffled(function):
    def replaced(*given):
        entries = Shuffled(function(*given))
        random.Random(len(entries)).shuffle(entries)
        return entries
    return replaced

os.scandir, os.listdir = shuffled(os.scandir), shuffled(os.listdir)
"""
"""A ``sitecustomize`` that gives what is in a folder in another order."""


def machines(folder: Path) -> list[dict[str, str]]:
    """Machines to build on; the last one gives what is in a folder in another order."""
    (folder / "sitecustomize.py").write_text(SHUFFLED, "utf-8")
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", **plain},
        {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", **turkish(folder), **plain},
        {
            "SOURCE_DATE_EPOCH": "0",
            "PYTHONOPTIMIZE": "1",
            "LANG": "ar_EG",
            "HOME": "/nowhere",
            "PYTHONPATH": os.pathsep.join((str(folder), PYTHONPATH)),
        },
    ]


@pytest.mark.slow
@pytest.mark.hazard(77, "a wrong clock, or none")
@pytest.mark.hazard(78, "another locale, time zone, hash seed, umask, order of folders")
@pytest.mark.hazard(79, "another Python")
def test_on_any_machine(tmp_path: Path) -> None:
    """From digests to content to site, in a process and in a pool; a day has two pages.

    Other Pythons that have Daybook's dependencies may be named in PYTHONS, as in PATH.
    """
    (tmp_path / "machine").mkdir()
    others = [name for name in os.environ.get("PYTHONS", "").split(os.pathsep) if name]
    runs = [(sys.executable, machine) for machine in machines(tmp_path / "machine")]
    runs += [(name, runs[number % 4][1]) for number, name in enumerate(others, 1)]
    digests = tmp_path / "dïgests"
    digests.mkdir()
    papers = many_papers(150)
    (digests / "2025-03-18.txt").write_text(digest_text("Mar 18", papers[:130]), "utf-8")
    (digests / "2025-03-19.txt").write_text(digest_text("Mar 19", papers[120:]), "utf-8")
    results = []
    for number, (python, machine) in enumerate(runs):
        folder = tmp_path / str(number)
        umask = (0o022, 0o077, 0o000, 0o027)[number % 4]
        ran = partial(daybook, python=python, umask=umask, **machine)
        ran("import", digests, "--content-dir", folder / "content")
        jobs = 1 + number % 2
        command = (
            "build",
            "--content-dir",
            folder / "content",
            "-o",
            folder / "site",
            "-b",
            BASE_URL,
            "-j",
            jobs,
        )
        ran(*command)
        results.append((files_of(folder / "content"), files_of(folder / "site")))
        modes = {place.stat().st_mode & 0o777 for place in (folder / "site").rglob("*")}
        assert modes == {0o755, 0o644}
    assert len(results[0][1]) > 150
    for content, site in results[1:]:
        assert content == results[0][0]
        assert site == results[0][1]


def test_wherever_the_folders_are(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "a" / "b c"
    shutil.copytree(sample.content, deep / "content")
    monkeypatch.chdir(deep)
    build(Options(Path("content"), Path("../../out"), base_url=BASE_URL))
    assert files_of(tmp_path / "out") == files_of(sample.site)


def test_built_twice_and_anew(sample: Sample, tmp_path: Path) -> None:
    own = sample.copy(tmp_path)
    for clean in (False, True, False):
        build(Options(own.content, own.site, base_url=BASE_URL, clean=clean))
        assert files_of(own.site) == files_of(sample.site)


def edit(content: Path, rng: random.Random, number: int) -> None:
    """Something that a person or a digest may do to content."""
    papers = sorted((content / "papers").rglob("*.md"))
    days = sorted((content / "dates").glob("*.md"))
    page = rng.choice([*papers, *days])
    text = page.read_text("utf-8")
    match rng.randrange(6):
        case 0:
            page.write_text(f"{text}\nNote *{number}*.\n", "utf-8")
        case 1:
            page.write_text(text.replace("---\n", f"---\nnew{number}: x\n", 1), "utf-8")
        case 2 if page in papers:
            page.write_text(text.replace("<h1>", f"<h1>Corrected {number}: ", 1), "utf-8")
        case 3:
            day = f"2026-05-{7 + number:02}"
            papers_of_it = [*many_papers(number % 4 + 1), ("Editorial", f"Words of day {number}.")]
            place = content / f"digests/2026/{day}.txt"
            place.write_text(digest_text(f"May {7 + number}", papers_of_it), "utf-8")
        case 4:
            (content / f"page{number}.md").write_text(f"# P {number}\n", "utf-8")
        case _:
            settings = content / "site.toml"
            settings.write_text(f'title = "T {number}"\nbase_url = "{BASE_URL}"\n', "utf-8")


@pytest.mark.slow
def test_building_again_what_changed_comes_to_what_building_all_does(
    sample: Sample, tmp_path: Path, long: bool
) -> None:
    own = sample.copy(tmp_path)
    rng = random.Random(18)
    for number in range(150 if long else 12):
        for _ in range(rng.randrange(3)):
            edit(own.content, rng, number % 20)
        build(Options(own.content, own.site, base_url=BASE_URL))
        if number % 4 == 3:
            fresh = tmp_path / f"fresh{number}"
            build(Options(own.content, fresh, base_url=BASE_URL))
            assert files_of(own.site) == files_of(fresh)

"""`daybook new`: what an archive gets, what it never touches, and that the texts hold what they say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from daybook.cli.main import daybook
from daybook.cli.new import HOSTS
from daybook.commands.new import files, new, origin
from daybook.commands.new.new import FileState
from daybook.disk.lock import make_work_folder
from daybook.problems import UsageError
from daybook.settings import Lengths, Settings, read_settings
from tests.conftest import ROOT
from tests.program import COMMANDS

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def make(folder: Path, host: str = "none", *, sample: bool = False) -> dict[str, FileState]:
    """Make an archive and return the state of each file."""
    return {file.path: file.state for file in new.new(folder, host, sample=sample).files}


def uncommented(text: str) -> str:
    """Return settings with every line that is a setting in force."""
    return re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE)


def test_a_new_archive_has_what_it_needs_and_loads(tmp_path: Path) -> None:
    made = make(tmp_path / "quiet-papers")
    assert set(made) == {
        *(".gitattributes", ".gitignore", "README.md", "requirements.txt"),
        *("content/about.md", "content/site.toml"),
    }
    assert set(made.values()) == {FileState.NEW}
    text = (tmp_path / "quiet-papers/content/site.toml").read_bytes()
    assert read_settings("site.toml", text).title == "Quiet papers"


def test_every_setting_is_in_the_settings_file(tmp_path: Path) -> None:
    make(tmp_path / "papers")
    text = uncommented((tmp_path / "papers/content/site.toml").read_text("utf-8"))
    written = tomllib.loads(text)
    assert set(written) == set(Settings.__struct_fields__)
    for name, table in written.items():
        if name != "strings" and isinstance(table, dict):
            assert set(table) == set(Settings.__annotations__[name].__struct_fields__), name
    read_settings("site.toml", text.encode())
    with pytest.raises(UsageError):
        read_settings("site.toml", text.replace("language =", "langage =").encode())


def test_the_settings_file_says_of_lengths_what_the_guide_says(tmp_path: Path) -> None:
    make(tmp_path / "papers")
    written = [
        line.removeprefix("# ")
        for line in (tmp_path / "papers/content/site.toml").read_text("utf-8").splitlines()
    ]
    guide = (ROOT / ".github/docs/settings.md").read_text("utf-8").splitlines()
    names = Lengths.__struct_fields__
    lengths = [line.strip() for line in guide if line.strip().partition(" ")[0] in names]
    assert len(lengths) == len(names)
    assert [line for line in lengths if line not in written] == []


@pytest.mark.parametrize("name", ['a "b" \\c', "<i>&amp;", "日本", "---", "x" * 200, "$(id) `id`"])
def test_any_name_of_a_folder_gives_a_title(tmp_path: Path, name: str) -> None:
    make(tmp_path / name, "cloudflare")
    settings = read_settings("site.toml", (tmp_path / name / "content/site.toml").read_bytes())
    assert settings.title
    wrangler = tomllib.loads((tmp_path / name / "wrangler.toml").read_text("utf-8"))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wrangler["name"])


def test_the_sample_is_invented_and_small(tmp_path: Path) -> None:
    made = make(tmp_path / "papers", sample=True)
    digests = [path for path in made if path.startswith("content/digests/")]
    assert len(digests) == len([path for path in ROOT.glob("content/digests/*/*") if path.is_file()])
    assert sum((tmp_path / "papers" / path).stat().st_size for path in digests) < 120_000


@pytest.mark.parametrize("host", ["github", "gitlab", "cloudflare", "netlify"])
def test_a_host_is_added_to_an_archive_and_nothing_else_changes(tmp_path: Path, host: str) -> None:
    settings = tmp_path / "content/site.toml"
    settings.parent.mkdir()
    settings.write_text('title = "Ours"\n', "utf-8")
    (tmp_path / "README.md").write_text("Ours.\n", "utf-8")
    (tmp_path / ".gitignore").write_text("ours\n", "utf-8")
    made = make(tmp_path, host)
    assert made.pop(".gitignore") is FileState.OWN
    assert set(made.values()) == {FileState.NEW}
    assert len(made) > 2
    assert (tmp_path / ".gitignore").read_text("utf-8") == "ours\n"
    assert (tmp_path / "README.md").read_text("utf-8") == "Ours.\n"
    assert [*settings.parent.iterdir()] == [settings]
    assert settings.read_text("utf-8") == 'title = "Ours"\n'
    assert set(make(tmp_path, host).values()) == {FileState.SAME, FileState.OWN}


def test_what_an_earlier_version_wrote_is_renewed_unless_it_was_changed(tmp_path: Path) -> None:
    make(tmp_path, "netlify")
    for name in ("netlify.toml", "requirements.txt"):
        earlier = re.sub(rb"# daybook new: \w+\n", b"", (tmp_path / name).read_bytes()) + b"# earlier\n"
        (tmp_path / name).write_bytes(files._marked(earlier))
    (tmp_path / "requirements.txt").write_bytes((tmp_path / "requirements.txt").read_bytes() + b"numpy\n")
    made = {file.path: file for file in new.new(tmp_path, "netlify", sample=False).files}
    assert made["netlify.toml"].state is FileState.RENEWED
    assert "-# earlier" in made["netlify.toml"].difference.splitlines()
    assert "# earlier" not in (tmp_path / "netlify.toml").read_text("utf-8")
    assert made["requirements.txt"].state is FileState.OWN
    assert "-numpy" in made["requirements.txt"].difference.splitlines()
    assert (tmp_path / "requirements.txt").read_text("utf-8").endswith("numpy\n")


def test_a_checkout_with_other_line_ends_is_no_change(tmp_path: Path) -> None:
    make(tmp_path, "gitlab")
    place = tmp_path / ".gitlab-ci.yml"
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert make(tmp_path, "gitlab")[".gitlab-ci.yml"] is FileState.SAME


def test_what_cannot_be_an_archive_is_refused(tmp_path: Path) -> None:
    make(tmp_path / "papers")
    for folder in (tmp_path / "papers/content", tmp_path / "papers/content/digests/2025"):
        with pytest.raises(UsageError, match="inside the content folder"):
            make(folder)
    with pytest.raises(UsageError, match="the sample's papers are invented"):
        make(tmp_path / "papers", sample=True)
    with pytest.raises(UsageError, match="is a file"):
        make(tmp_path / "papers/README.md")


def test_policies_of_hosts_allow_what_pages_ask_for_and_no_frames() -> None:
    pages = "".join(place.read_text("utf-8") for place in sorted(ROOT.glob("theme/templates/*.html")))
    (asked,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', pages)
    wanted, given = (
        {name: set(values) for name, *values in map(str.split, policy.split(";"))}
        for policy in (asked, files.POLICY)
    )
    for name, values in wanted.items():
        if name.startswith(("require-", "trusted-")):
            continue
        allowed = given.get(name, given["default-src"])
        assert values <= allowed | {"'none'"}, name
    assert given["frame-ancestors"] == {"'none'"}
    assert "'unsafe-inline'" not in files.POLICY


def test_the_offered_hosts_are_those_with_files() -> None:
    folders = {place.name for place in (Path(files.__file__).parent / "texts").iterdir()}
    assert set(HOSTS) == (folders - {"archive"}) | {"none"}


def git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_git_sees_no_folder_of_work(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    make_work_folder(tmp_path / "content")
    make_work_folder(tmp_path / "site")
    git(tmp_path, "init", "--quiet")
    assert git(tmp_path, "status", "--porcelain", "--untracked-files=all") == ""
    (tmp_path / ".site.daybook/other").touch()
    (tmp_path / ".site.daybook/.gitignore").unlink()
    assert git(tmp_path, "status", "--porcelain", "-uall") == "?? .site.daybook/other\n"
    make_work_folder(tmp_path / "site")
    assert git(tmp_path, "status", "--porcelain", "-uall") == ""


def test_git_keeps_digests_as_they_came(tmp_path: Path) -> None:
    make(tmp_path)
    digest = tmp_path / "content/digests/2025/2025-03-18.txt"
    digest.parent.mkdir(parents=True)
    digest.write_bytes(b"one\r\ntwo\r\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "-c", "core.autocrlf=true", "add", "--all")
    digest.unlink()
    git(tmp_path, "-c", "core.autocrlf=true", "checkout", "--", ".")
    assert digest.read_bytes() == b"one\r\ntwo\r\n"
    assert b"\r" not in (tmp_path / "content/site.toml").read_bytes()


def release(folder: Path, **noted: str) -> origin.ProgramOrigin:
    (folder / "_release.json").write_text(json.dumps(noted), "utf-8")
    return origin.find_origin(folder)


def test_a_release_knows_its_repository(tmp_path: Path) -> None:
    found = release(tmp_path, version="1.2.0", repository="moss/daybook", commit=COMMIT)
    assert found.requirement == "daybook-papers==1.2.0"
    text = files.files_for("github", "papers", found)[".github/workflows/site.yml"].decode()
    assert f"uses: moss/daybook/.github/workflows/archive.yml@{COMMIT} # v1.2.0\n" in text
    assert ".github/workflows/archive.yml" not in files.files_for("github", "papers", found)


@pytest.mark.parametrize(
    "noted",
    [
        {"commit": "main", "repository": "moss/daybook"},
        {"commit": COMMIT, "version": "1\n- run: x"},
        {"commit": COMMIT, "url": "https://x/y z"},
        {"commit": 3},
    ],
)
def test_notes_that_are_no_origin_are_not_believed(tmp_path: Path, noted: dict[str, str]) -> None:
    assert release(tmp_path, **noted) == origin.ProgramOrigin()


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/moss/daybook.git", "moss/daybook"),
        ("https://github.com/moss/daybook", "moss/daybook"),
        ("https://code.example/moss/daybook", ""),
    ],
)
def test_what_pip_installed_from_a_repository_knows_it(url: str, repository: str) -> None:
    noted = {"url": url, "vcs_info": {"vcs": "git", "commit_id": COMMIT}}
    found = origin._installed(json.dumps(noted))
    assert found.repository == repository
    assert found.requirement == f"daybook-papers @ git+{url}@{COMMIT}"
    assert (
        origin._installed(json.dumps({**noted, "url": "https://u:secret@code.example/x"}))
        == origin.ProgramOrigin()
    )


def test_without_an_origin_the_workflow_itself_is_copied() -> None:
    made = files.files_for("github", "papers", origin.ProgramOrigin())
    unknown, known = origin.ProgramOrigin(), origin.ProgramOrigin("1.2.0", "o/daybook", COMMIT)
    texts = [files.files_for("archive", "papers", of)["requirements.txt"].decode() for of in (unknown, known)]
    assert ["Until then name a repository" in text for text in texts] == [True, False]
    called = yaml.safe_load(made[".github/workflows/site.yml"])["jobs"]["site"]["uses"]
    assert called.removeprefix("./") in made
    own = (ROOT / ".github/workflows/archive.yml").read_bytes()
    assert made[called.removeprefix("./")].startswith(own)


def test_the_command_tells_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(daybook, ["new", "papers", "--sample"]).output
    assert "new       papers/content/site.toml\n" in told
    assert re.search(r"new       papers/content/digests/ \(\d invented digests\)", told)
    assert told.endswith("Look at it with: cd papers && daybook serve\n")
    assert (
        CliRunner()
        .invoke(daybook, ["new", "our papers"])
        .output.endswith("cd 'our papers' && daybook serve\n")
    )
    (tmp_path / "papers/requirements.txt").write_text("ours\n", "utf-8")
    told = CliRunner().invoke(daybook, ["new", "papers", "--host", "gitlab"]).output
    assert "new       papers/.gitlab-ci.yml\n" in told
    assert "yours     papers/requirements.txt\n" in told
    assert "    -ours\n" in told
    assert told.splitlines()[-2:] == [
        "1 file of yours is as before.",
        "Commit these files and push them. The default branch is published by itself.",
    ]


def test_the_readme_of_an_archive_names_commands_that_there_are() -> None:
    text = (Path(files.__file__).parent / "texts/archive/README.md").read_text("utf-8")
    named = re.findall(r"(?:bin/)?daybook ([a-z]+)((?: (?:--[a-z-]+|[^\s`]+))*)", text)
    assert len(named) > 4
    for name, rest in named:
        if name == "stands":
            continue
        options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest.partition("&&")[0])) <= options, name


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is no archive, as the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", [["build"], ["check"], ["serve"], ["rollback"], ["enrich", "--online"]])
def test_a_folder_that_is_no_archive_is_told_of_new(outside: Path, words: list[str]) -> None:
    with pytest.raises(UsageError, match=r"no archive; `daybook new \.` makes an archive here"):
        CliRunner().invoke(daybook, words, standalone_mode=False, catch_exceptions=False)
    assert list(outside.iterdir()) == []


def test_an_import_that_makes_an_archive_says_so(outside: Path) -> None:
    shutil.copy(ROOT / "content/digests/2026/2026-04-28.txt", outside)
    done = CliRunner().invoke(daybook, ["import", "2026-04-28.txt"])
    assert done.exit_code == 0
    assert "There was no archive here: content/ is new. `daybook new .` adds settings" in done.output
    again = CliRunner().invoke(daybook, ["import", "2026-04-28.txt"])
    assert "There was no archive" not in again.output
    (outside / "README.md").write_text("Ours.\n", "utf-8")
    told = CliRunner().invoke(daybook, ["new", "."]).output
    assert "new       content/site.toml\n" in told
    assert "README.md" not in told
    assert "site.toml" not in CliRunner().invoke(daybook, ["new", "."]).output


def test_an_import_of_nothing_leaves_nothing(outside: Path) -> None:
    assert CliRunner().invoke(daybook, ["import", "nowhere"]).exit_code == 1
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("below", ["", "digests", "papers/2025"])
def test_nothing_is_imported_inside_content(
    outside: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    make(outside / "papers")
    folder = outside / "papers/content" / below
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    for words in (["import", "x"], ["fetch"], ["build"]):
        with pytest.raises(UsageError, match=r"inside the content folder .*; run the command in .*papers"):
            CliRunner().invoke(daybook, words, standalone_mode=False, catch_exceptions=False)
    assert not (folder / "content").exists()

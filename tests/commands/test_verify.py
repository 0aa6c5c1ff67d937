"""A site is compared with its record: no byte of it changes unnoticed, in a folder or at an address."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from daybook import __version__
from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.commands.verify.site_files import Answer, Folder, Served
from daybook.commands.verify.verify import MOST, verify
from daybook.problems import UsageError
from daybook.site.inventory import MARKER
from daybook.site.provenance import SiteOrigin, format_provenance, is_commit, read_provenance
from daybook.sources.client import RequestPolicy, ServiceError
from daybook.text.addresses import PROVENANCE
from tests import warm
from tests.hazards import tried
from tests.made import digest_text, many_papers
from tests.sources.fake_service import Answer as Sent
from tests.sources.fake_service import FakeService, run_service

BASE = "https://reader.example/repo/"
COMMIT = "a1" * 20


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small site that was built from a commit."""
    folder = tmp_path_factory.mktemp("verify")
    (folder / "2025-03-18.txt").write_text(digest_text("Mar 18", many_papers(2)), "utf-8")
    import_digests(folder / "content", [folder / "2025-03-18.txt"])
    build(Options(folder / "content", folder / "site", base_url=BASE, commit=COMMIT))
    return folder / "site"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "site"))


class Memory:
    """A site in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)

    def name(self, path: str) -> str:
        return path

    def read(self, path: str) -> bytes:
        return self.files[path]

    def read_all(self, paths: Sequence[str]) -> Iterator[tuple[str, Answer]]:
        return ((path, self.files[path]) for path in paths)


def test_the_record_names_every_file_that_hosts_serve(built: Path) -> None:
    record = read_provenance((built / PROVENANCE).read_bytes())
    assert record.origin == SiteOrigin(__version__, COMMIT, BASE)
    present = {place.relative_to(built).as_posix() for place in built.rglob("*") if place.is_file()}
    assert present - record.files.keys() == {MARKER, ".nojekyll", PROVENANCE}
    assert record.files["index.html"] == sha256((built / "index.html").read_bytes()).hexdigest()


def test_a_site_as_it_was_built_has_no_problems(site: Path) -> None:
    done = verify(Folder(site))
    assert not done.problems
    assert done.compared == len(done.record.files) > 20


def found(place: Memory) -> bool:
    """Return whether a change of a site is found."""
    try:
        return bool(verify(place).problems)
    except UsageError:
        return True


@pytest.mark.hazard(96, "a published file with a flipped bit")
def test_one_flipped_bit_in_a_thousand_tries_is_always_found(built: Path) -> None:
    record = read_provenance((built / PROVENANCE).read_bytes())
    small = {path: (built / path).read_bytes() for path in record.files}
    small = {path: data for path, data in small.items() if data and len(data) < 30_000}
    hashes = {path: sha256(data).hexdigest() for path, data in small.items()}
    files = {**small, PROVENANCE: format_provenance(record.origin, hashes)}
    assert not found(Memory(files))
    chosen = random.Random(19)
    tried("flipped bits in published files (failed: overlooked)", 1_000)
    for _ in range(1_000):
        path = chosen.choice([*files, PROVENANCE])
        data = bytearray(files[path])
        place = chosen.randrange(len(data))
        data[place] ^= 1 << chosen.randrange(8)
        assert found(Memory({**files, path: bytes(data)})), (path, place)


def test_each_byte_of_the_listing_counts(site: Path) -> None:
    listing = (site / MARKER).read_bytes()
    for place in range(0, len(listing), 97):
        data = bytearray(listing)
        data[place] ^= 1
        (site / MARKER).write_bytes(data)
        assert verify(Folder(site)).problems, place


def test_what_was_added_removed_or_hidden_is_named(site: Path) -> None:
    (site / "evil.html").write_text("x", "utf-8")
    (site / ".nojekyll").write_text("x", "utf-8")
    (site / "feed.xml").unlink()
    problems = {Path(problem.path).name: problem.what for problem in verify(Folder(site)).problems}
    assert problems == {
        "evil.html": "is no file of the build",
        ".nojekyll": "is not as it was built",
        "feed.xml": "cannot be had: No such file or directory",
    }


def test_a_record_from_elsewhere_counts_in_place_of_the_site_s(site: Path) -> None:
    true = (site / PROVENANCE).read_bytes()
    (site / "index.html").write_text("evil", "utf-8")
    record = read_provenance(true)
    forged = {**record.files, "index.html": sha256(b"evil").hexdigest()}
    (site / PROVENANCE).write_bytes(format_provenance(record.origin, forged))
    names = {Path(problem.path).name for problem in verify(Folder(site), true).problems}
    assert names >= {PROVENANCE, "index.html"}


def test_many_differences_are_counted(site: Path) -> None:
    for place in site.rglob("*.html"):
        place.write_text("x", "utf-8")
    for number in range(2 * MOST):
        (site / f"{number}.txt").write_text("x", "utf-8")
    problems = verify(Folder(site)).problems
    assert len(problems) <= 2 * MOST + 3
    assert any("more files differ" in problem.what for problem in problems)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b'{"files": {}}',
        format_provenance(SiteOrigin("1", "--upload-pack=x", BASE), {}),
        format_provenance(SiteOrigin("1", "", BASE), {"a": "0"}),
        format_provenance(SiteOrigin("1", "", BASE), {"a\n": "0" * 64}),
        format_provenance(SiteOrigin("1", "", BASE), {}) + b"\n",
        format_provenance(SiteOrigin("1", "", BASE), {}).replace(b"daybook 1", b"daybook 2"),
    ],
)
def test_what_is_no_record(data: bytes) -> None:
    with pytest.raises(UsageError, match="is not the record of a site"):
        verify(Memory({PROVENANCE: data}))


def test_names_of_commits() -> None:
    assert is_commit("") and is_commit(COMMIT) and is_commit("0" * 64)
    assert not any(map(is_commit, ("main", "a1b2c3", "A1" * 20, COMMIT + "\n", "-" * 40)))


HASTE = RequestPolicy(pause=0.0, tries=1, connect=5.0, read=5.0, total=9.0)


def serve(service: FakeService, site: Path) -> Served:
    for place in site.rglob("*"):
        if place.is_file():
            path = "/" + place.relative_to(site).as_posix().removesuffix("index.html")
            service.put(path, Sent(place.read_bytes()))
    return Served(f"{service.url}/", HASTE)


def test_a_site_as_it_is_served(site: Path) -> None:
    with run_service() as service:
        place = serve(service, site)
        assert not verify(place).problems
        service.put("/", Sent(b"evil"))
        service.put("/feed.xml", Sent(b"", 404))
        problems = {problem.path: problem.what for problem in verify(place).problems}
        assert problems == {
            f"{service.url}/": "is not as it was built",
            f"{service.url}/feed.xml": "cannot be had: has no such page (404)",
        }


def test_what_is_no_address_of_a_site() -> None:
    with pytest.raises(
        UsageError, match=r"^verify: ftp://moss\.example is not the address of a site; write it"
    ):
        Served("ftp://moss.example")


def test_a_site_that_is_gone_is_not_asked_for_every_file(site: Path) -> None:
    with run_service() as service:
        record = (site / PROVENANCE).read_bytes()
        service.put(f"/{PROVENANCE}", Sent(record))
        done = verify(Served(service.url, HASTE))
        assert done.compared == MOST + 1 < len(done.record.files)
        assert "files were not asked for" in done.problems[-1].what
        service.put(f"/{PROVENANCE}", Sent(b"", 500))
        with pytest.raises(UsageError, match="cannot be had: is out of order"):
            verify(Served(service.url, HASTE))
    with pytest.raises(ServiceError):
        Served(service.url, HASTE).read("x")


def daybook(folder: Path, *words: str) -> warm.Done:
    """Run the command in a folder."""
    return warm.run("daybook", *words, cwd=folder)


@pytest.mark.slow
def test_the_command_builds_the_commit_again(tmp_path: Path) -> None:
    (tmp_path / "2025-03-18.txt").write_text(digest_text("Mar 18", many_papers(2)), "utf-8")
    import_digests(tmp_path / "repo" / "content", [tmp_path / "2025-03-18.txt"])
    repo = tmp_path / "repo"
    (repo / "content/digests/2025/2025-03-19.json").write_text('[{"title": "Half of a', "utf-8")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-C", str(repo)]
    for words in (["init", "-q"], ["add", "content"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    commit = head.stdout.strip()
    assert daybook(repo, "build", "-q", "--commit", commit, "-b", BASE).returncode == 1  # with a site
    done = daybook(repo, "verify", "--rebuild")
    assert (done.returncode, commit[:12] in done.stdout + done.stderr) == (0, True), done.stderr
    page = min((repo / "content" / "papers").rglob("*.md"))
    page.write_text(page.read_text("utf-8") + "\nNot committed.\n", "utf-8")
    assert daybook(repo, "build", "-q", "--commit", commit, "-b", BASE).returncode == 1
    done = daybook(repo, "verify", "--rebuild")
    assert done.returncode == 1
    assert "is not what its commit gives" in done.stdout + done.stderr
    assert daybook(repo, "build", "--commit", "main").returncode == 2

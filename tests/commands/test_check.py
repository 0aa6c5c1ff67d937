"""`daybook check` accepts a valid site and reports every kind of damage to it."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.commands.check.check import CheckResult, check
from daybook.content.site_toml import load_settings
from daybook.disk import lock
from daybook.problems import Severity, UsageError
from daybook.site.inventory import MARKER
from tests.conftest import BASE_URL, Sample
from tests.hazards import tried
from tests.made import digest_text, many_papers

Mutation = Callable[[Path, random.Random], bool]
"""Damages a site; returns whether it could."""


def check_of(sample: Sample, base_url: str = BASE_URL) -> CheckResult:
    return check(sample.content, sample.site, load_settings(sample.content, base_url))


def errors(checked: CheckResult) -> list[str]:
    return [str(problem) for problem in checked.problems if problem.severity is Severity.ERROR]


def test_the_sample_has_no_problem(sample: Sample) -> None:
    assert [problem for problem in check_of(sample).problems if problem.severity > Severity.NOTE] == []


def listed(site: Path) -> list[str]:
    return [line[66:] for line in (site / MARKER).read_text("ascii").splitlines()]


def relist(site: Path) -> None:
    """Make the listing agree with the harm: what is wrong must be found by what it is."""
    lines = (
        f"{hashlib.sha256((site / path).read_bytes()).hexdigest()}  {path}\n"
        for path in listed(site)
        if (site / path).is_file()
    )
    (site / MARKER).write_text("".join(lines), "ascii")


def some(site: Path, rng: random.Random, *endings: str) -> Path:
    paths = [path for path in listed(site) if path.endswith(endings) and not path.startswith(".")]
    return site / rng.choice(paths)


def at_random(text: str, rng: random.Random, pattern: str) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return rng.choice(found) if found else None


def swap(pattern: str, to: str | Callable[[re.Match[str]], str], *endings: str) -> Mutation:
    """Put something else in the place of one match of a pattern, in one file."""

    def mutate(site: Path, rng: random.Random) -> bool:
        place = some(site, rng, *(endings or (".html",)))
        text = place.read_text("utf-8")
        match = at_random(text, rng, pattern)
        if match is None:
            return False
        new = to if isinstance(to, str) else to(match)
        place.write_bytes((text[: match.start()] + new + text[match.end() :]).encode())
        return True

    return mutate


def delete(site: Path, rng: random.Random) -> bool:
    some(site, rng, "").unlink()
    return True


def change_a_byte(site: Path, rng: random.Random) -> bool:
    place = some(site, rng, "")
    data = bytearray(place.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    place.write_bytes(data)
    return True


def rename(site: Path, rng: random.Random) -> bool:
    place = some(site, rng, ".json", ".js", ".css", "index.html")
    place.rename(place.with_name("x" + place.name))
    return True


def cut_short(site: Path, rng: random.Random) -> bool:
    place = some(site, rng, ".html", ".xml", ".json", ".css", ".js")
    data = place.read_bytes()
    place.write_bytes(data[: rng.randrange(len(data))])
    return True


def be_a_link(site: Path, rng: random.Random) -> bool:
    place = some(site, rng, "")
    other = site.parent / "elsewhere"
    shutil.move(place, other)
    place.symlink_to(other)
    return True


def add_a_page(site: Path, rng: random.Random) -> bool:
    folder = site / rng.choice(["papers/2026/invented", "dates/2026-01-01"])
    folder.mkdir(parents=True)
    shutil.copy(some(site, rng, ".html"), folder / "index.html")
    return True


def add_a_name_that_hosts_refuse(site: Path, rng: random.Random) -> bool:
    (site / rng.choice(["con", "aux.html", "é.txt", "a b.txt", "INDEX.HTML", "x" * 90])).write_bytes(b"x")
    return True


CHANGED: dict[str, Mutation] = {
    "a file deleted": delete,
    "a byte changed": change_a_byte,
    "a file renamed": rename,
    "a file cut short": cut_short,
    "a link in a file's place": be_a_link,
    "a page added": add_a_page,
    "a name that hosts refuse": add_a_name_that_hosts_refuse,
}
"""Damage done to a site after it was built."""

BUILT_SO: dict[str, Mutation] = {
    "a page lost": lambda site, rng: bool(some(site, rng, "index.html").unlink() or True),
    "a link to nowhere": swap(r'<a ([^>]*)href="(?!https?:|mailto:)[^"#]+"', '<a href="nowhere/"'),
    "a link out of the site": swap(r'href="(?!https?:|mailto:)[^"#]+"', 'href="../../../../../x"'),
    "a link from the host's root": swap(r'href="(?!https?:|mailto:)[^"#]+"', 'href="/dates/"'),
    "a link that runs": swap(r'<a ([^>]*)href="[^"]+"', '<a href="javascript:alert(1)"'),
    "a link without its scheme": swap(r'<a ([^>]*)href="[^"]+"', '<a href="//e.example/"'),
    "a dead anchor": swap(r'href="#[^"]+"', 'href="#nowhere"'),
    "an anchor's end gone": swap(r'id="main"', 'id="other"'),
    "a tag not closed": swap(r"</(?:a|p|li|h1|h2|ol|main|div|span|header|code)>", ""),
    "a tag not opened": swap(r"<(?:p|h1|h2|li|ol|div|main)\b[^>]*>", ""),
    "a script in the page": swap(r"</main>", "<script>alert(1)</script></main>"),
    "a script from elsewhere": swap(
        r"</head>", '<script type="module" src="https://e.example/"></script></head>'
    ),
    "a style in the page": swap(r"<p\b", '<p style="color:red"'),
    "a style sheet from elsewhere": swap(r"</head>", '<link rel="stylesheet" href="//e.example/"></head>'),
    "an image from elsewhere": swap(r"</main>", '<img src="https://e.example/a.png" alt=""></main>'),
    "a handler": swap(r"<(?:a|p|li)\b", lambda match: f'{match[0]} onclick="x()"'),
    "text that leaked as a tag": swap(r"(?<=>)[A-Z][a-z]+ ", lambda match: f"{match[0]}<b>"),
    "text that leaked as half a tag": swap(r"(?<=>)[A-Z][a-z]+ ", lambda match: f"{match[0]}<4.3% "),
    "text that leaked as an entity": swap(r"(?<=>)[A-Z][a-z]+ ", lambda match: f"{match[0]}& "),
    "a control character": swap(r"(?<=>)[A-Z][a-z]+ ", lambda match: f"{match[0]}\x0b"),
    "an id twice": swap(r"</main>", '<p id="main">x</p></main>'),
    "no policy": swap(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', ""),
    "a policy that allows too much": swap(r"script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    "a wrong canonical address": swap(r'rel="canonical" href="[^"]+', lambda match: match[0] + "x"),
    "no canonical address": swap(r'<link rel="canonical"[^>]*>\n', ""),
    "two first headings": swap(r"</main>", "<h1>x</h1></main>"),
    "no title": swap(r"<title>[^<]*</title>", ""),
    "no doctype": swap(r"^<!doctype html>", ""),
    "no language": swap(r'<html lang="[^"]*"', "<html"),
    "a frame": swap(r"</main>", '<iframe src="x"></iframe></main>'),
    "a page that sends elsewhere": swap(r"</head>", '<meta http-equiv="refresh" content="0;url=x"></head>'),
    "a quote lost": swap(r'="([^"]*)"', lambda match: match[0][:-1]),
    "XML cut short": swap(r"</(?:feed|urlset)>\s*$", "", ".xml"),
    "XML with a bare ampersand": swap(r"</(?:title|loc)>", lambda match: f"& {match[0]}", ".xml"),
    "a dead address in XML": swap(r"(?<=<loc>)[^<]+", BASE_URL + "nowhere/", "sitemap.xml"),
    "another site's address in XML": swap(r"(?<=<loc>)[^<]+", "https://e.example/", "sitemap.xml"),
    "a dead link in the feed": swap(
        r'href="https://reader[^"]+/papers/[^"]+', lambda m: m[0] + "x", "feed.xml"
    ),
    "the feed lost": lambda site, _: bool((site / "feed.xml").unlink() or True),
    "bytes that are not UTF-8": lambda site, rng: bool(
        (place := some(site, rng, ".html")).write_bytes(place.read_bytes().replace(b"<h1", b"\xff<h1", 1))
    ),
}
"""Damage by a broken theme or generator, with a listing that agrees."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A site of few pages, so that many can be harmed."""
    folder = tmp_path_factory.mktemp("small")
    made = Sample(folder / "content", folder / "site")
    (folder / "digests").mkdir()
    for day in (18, 19):
        text = digest_text(f"Mar {day}", many_papers(day - 15))
        (folder / "digests" / f"2025-03-{day}.txt").write_text(text, "utf-8")
    made.content.mkdir()
    import_digests(made.content, [folder / "digests"])
    (made.content / "about.md").write_text("# Why\n\nBecause[^1].\n\n[^1]: So.\n", "utf-8")
    built, checked = build(Options(made.content, made.site, base_url=BASE_URL)), check_of(made)
    assert (errors(checked), checked.size) == ([], built.published.size)
    return made


def test_a_dead_link_of_the_frame_is_told_once(small: Sample, tmp_path: Path) -> None:
    made = Sample(tmp_path / "content", tmp_path / "site")
    shutil.copytree(small.content, made.content)
    (made.content / "site.toml").write_text('title = "x"\nfoot = "[a](abut/) [b](about/)"\n', "utf-8")
    warned = build(Options(made.content, made.site, base_url=BASE_URL)).problems
    assert "`foot` leads to what is not there: abut/" in [problem.what for problem in warned]
    in_content, in_site = errors(check_of(made))
    assert re.search(r"site.toml:2: `foot` leads to what is not there: abut/", in_content)
    assert re.search(r"site: a dead link to abut/index.html on \d\d pages; correct `foot`", in_site)


CASES = [(name, False) for name in CHANGED] + [(name, True) for name in BUILT_SO]


@pytest.mark.slow
@pytest.mark.hazard(18)
@pytest.mark.parametrize(("name", "built"), CASES, ids=[name for name, _ in CASES])
def test_damage_is_reported(small: Sample, tmp_path: Path, long: bool, name: str, built: bool) -> None:
    """Each kind of harm, at two places; in all more than 2,000 with ``--long``."""
    rng = random.Random(name)
    times = 50 if long else 2
    for number in range(times):
        site = Path(shutil.copytree(small.site, tmp_path / str(number) / "site"))
        harmed = replace(small, site=site)
        for _ in range(100):
            if (BUILT_SO if built else CHANGED)[name](harmed.site, rng):
                break
        else:
            pytest.fail(f"nowhere to do it: {name}")
        if built:
            relist(harmed.site)
        found = errors(check_of(harmed))
        tried("harm done to a good site (failed: overlooked)", 1, int(not found))
        assert found, f"overlooked: {name}, number {number}"
        shutil.rmtree(tmp_path / str(number))


def test_number_of_cases() -> None:
    assert len(CASES) * 50 >= 2_000


def test_a_regenerated_listing_is_no_problem(sample: Sample, tmp_path: Path) -> None:
    same = sample.copy(tmp_path)
    relist(same.site)
    assert errors(check_of(same)) == []


def test_foreign_files_are_notes(sample: Sample, tmp_path: Path) -> None:
    harmed = sample.copy(tmp_path)
    for name, data in {"CNAME": b"reader.example", "google1.html": b"google", "x.xml": b"<x"}.items():
        (harmed.site / name).write_bytes(data)
    checked = check_of(harmed)
    assert errors(checked) == []
    notes = [Path(problem.path).name for problem in checked.problems if "is not Daybook's" in problem.what]
    assert sorted(notes) == ["CNAME", "google1.html", "x.xml"]


@pytest.mark.parametrize(
    ("checked_for", "message"),
    [
        (
            "https://elsewhere.example/",
            f"site: the site was built for {BASE_URL}, and is checked for https://elsewhere.example/;",
        ),
        (
            None,
            f"site: warning: no base_url is set, and absolute addresses begin with {BASE_URL};",
        ),
        (BASE_URL.replace("/repo", ""), f"site: the site was built for {BASE_URL}, and is checked for"),
    ],
)
def test_a_wrong_or_unset_base_url_is_one_problem(
    sample: Sample, tmp_path: Path, checked_for: str | None, message: str
) -> None:
    unset = sample.copy(tmp_path)
    settings = unset.content / "site.toml"
    settings.write_text(re.sub("(?m)^base_url.*\n", "", settings.read_text("utf-8")), "utf-8")
    checked = check(unset.content, unset.site, load_settings(unset.content, checked_for))
    (line,) = [str(one) for one in checked.problems if one.severity > Severity.NOTE]
    assert line.removeprefix(f"{tmp_path.as_posix()}/").startswith(message)


def test_a_site_built_without_a_base_url_is_one_warning(small: Sample, tmp_path: Path) -> None:
    build(Options(small.content, tmp_path / "site"))
    checked = check(small.content, tmp_path / "site", load_settings(small.content))
    (problem,) = [one for one in checked.problems if one.severity > Severity.NOTE]
    assert problem.severity is Severity.WARNING
    assert problem.what == "no base_url is set, and absolute addresses begin with http://127.0.0.1:8000/"


def test_a_check_waits_for_a_build_and_says_so(small: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = count(step=40)
    said: list[str] = []
    settings = load_settings(small.content, BASE_URL)
    for folder in (small.site, small.content):
        refused = pytest.raises(UsageError, match="held the lock")
        with lock.locked(lock.work_folder(folder) / "lock"), monkeypatch.context() as patched, refused:
            patched.setattr(lock.time, "monotonic", lambda: next(clock))
            check(small.content, small.site, settings, lambda what, _: said.append(what))
        assert "waiting for a build to end" in said
        said.clear()


def test_a_folder_without_a_site(sample: Sample, tmp_path: Path) -> None:
    found = errors(check_of(Sample(sample.content, tmp_path / "none")))
    assert len(found) == 1
    assert "holds no site" in found[0]


def test_content_missing_from_the_site(sample: Sample, tmp_path: Path) -> None:
    changed = sample.copy(tmp_path)
    (changed.content / "more.md").write_text("More.\n", "utf-8")
    paper = next((changed.content / "papers").rglob("*.md"))
    paper.unlink()
    found = errors(check_of(changed))
    assert any("more/index.html: is in content and not in the site" in line for line in found)
    assert any(f"{paper.stem}/index.html: is in the site and not in content" in line for line in found)


def test_days_whose_papers_are_all_gone_are_no_problem(tmp_path: Path) -> None:
    (tmp_path / "mar-18.txt").write_text(digest_text("Mar 18", many_papers(2)), "utf-8")
    bare = Sample(tmp_path / "content", tmp_path / "site")
    import_digests(bare.content, [tmp_path / "mar-18.txt"], GivenDates(2025))
    for page in (bare.content / "papers/2025").iterdir():
        page.unlink()
    build(Options(bare.content, bare.site, base_url=BASE_URL))
    assert (bare.site / "dates/2025-03-18/index.html").is_file()
    assert errors(check_of(bare)) == []


@pytest.mark.hazard(45)
def test_every_problem_of_content_in_one_run(sample: Sample, tmp_path: Path) -> None:
    changed = sample.copy(tmp_path)
    (changed.content / "Bad Name.md").write_text("x", "utf-8")
    (changed.content / "bytes.md").write_bytes(b"a\n\xff")
    (changed.content / "papers/2026/open.md").write_text("---\ntitle: x\n", "utf-8")
    (changed.content / "papers/2026/untitled.md").write_text("---\ntags: [a]\n---\n", "utf-8")
    (changed.content / "dates/2026-02-30.md").write_text("", "utf-8")
    (changed.content / "digests/empty.txt").write_bytes(b"")
    (changed.content / "link.md").symlink_to("about.md")
    found = errors(check_of(changed))
    for part in (
        "Bad Name.md: a page whose name cannot be an address",
        "bytes.md:2: is not UTF-8",
        "papers/2026/open.md:1: front matter that never ends",
        "papers/2026/untitled.md:1: a paper without a title",
        "dates/2026-02-30.md:1: a day's page whose name is not its day",
        "digests/empty.txt: is empty",
        "link.md: is a link, which is not followed",
    ):
        assert any(part in line for line in found), part


def test_what_follows_from_an_unreadable_page_is_not_reported(sample: Sample, tmp_path: Path) -> None:
    changed = sample.copy(tmp_path)
    with next(changed.content.glob("dates/*.md")).open("ab") as day:
        day.write(b"\xff\n")
    found = [problem for problem in check_of(changed).problems if problem.severity > Severity.NOTE]
    assert [problem.what for problem in found] == ["is not UTF-8"]


def test_overlapping_folders_are_refused_at_once(sample: Sample) -> None:
    settings = load_settings(sample.content, BASE_URL)
    for output in (sample.content, sample.content / "digests"):
        with pytest.raises(UsageError, match="overlap"):
            check(sample.content, output, settings)


def test_an_error_names_its_possible_origins(small: Sample, tmp_path: Path) -> None:
    changed = Sample(Path(shutil.copytree(small.content, tmp_path / "content")), tmp_path / "site")
    with (changed.content / "dates/2025-03-19.md").open("a", encoding="utf-8") as day:
        day.write("\n[gone](../../gone/) [also](#h-gone)\n")
    build(Options(changed.content, changed.site, base_url=BASE_URL))
    for path in ("months/2025-03/index.html", "about/index.html"):
        place = changed.site / path
        place.write_bytes(place.read_bytes().replace(b"</main>", b'<a href="gone/">x</a></main>'))
    relist(changed.site)
    remedies: dict[str, set[str]] = {}
    for problem in check_of(changed).problems:
        if problem.severity is Severity.ERROR:
            page = Path(problem.path).relative_to(tmp_path).as_posix()
            remedies.setdefault(page.removeprefix("site/"), set()).add(problem.remedy)
    day_file = "content/dates/2025-03-19.md or the template"
    first = "the notes of the newest day or the page's template"
    assert remedies == {
        "content/dates/2025-03-19.md": {"correct it, or add the page"},
        "dates/2025-03-19/index.html": {f"correct {day_file}, or add the page", f"correct {day_file}"},
        "index.html": {f"correct {first}, or add the page", f"correct {first}"},
        "months/2025-03/index.html": {"correct the page's template, or add the page"},
        "about/index.html": {"correct content/about.md or the template, or add the page"},
    }


def test_notes_of_every_kind_pass(sample: Sample, tmp_path: Path) -> None:
    """What Markdown can hold is valid in the page, so that the gate stops no honest note."""
    notes = (
        "# Top\n\n## Next\n\nA *b* **c** `d` [e](https://e.example 'a \"title\" < & >') <f@g.example>\n\n"
        "- one\n    - two\n\n        three\n\n1. a\n2. b\n\n> quote\n>\n> - list\n\n"
        "|a|b|\n|:-|-:|\n|1|2|\n\nTerm\n:   Meaning\n\nWord[^1] and[^é x].\n\n[^1]: Note.\n[^é x]: More.\n\n"
        "```python\nprint('<b>') & 1\n```\n\n    indented <code>\n\n* * *\n\nHTML\n\n*[HTML]: a \"b\"\n\n"
        "<details><summary>Sum <b>b</b></summary>\n\nbody\n\n</details>\n\n"
        "<kbd>x</kbd> a<sup>2</sup> <b>unclosed <i>crossed</b></i> &lt; &nbsp; & < > \\* {{ x }}\n\n"
        "![](../../assets/favicon.svg)\n"
    )
    changed = Sample(Path(shutil.copytree(sample.content, tmp_path / "content")), tmp_path / "site")
    (changed.content / "notes.md").write_text(notes.replace("../../", "../"), "utf-8")
    days = sorted((changed.content / "dates").glob("*.md"))
    for day in (days[0], days[-1]):  # the newest stands on the first page too
        day.write_text(day.read_text("utf-8") + "\n" + notes, "utf-8")
    build(Options(changed.content, changed.site, base_url=BASE_URL))
    assert errors(check_of(changed)) == []
    assert 'src="assets/favicon.svg"' in (changed.site / "index.html").read_text("utf-8")

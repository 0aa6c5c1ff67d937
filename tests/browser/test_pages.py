"""Each kind of page at all widths, with and without JavaScript: no errors, no foreign requests."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import html5lib
import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.content import imported
from tests.browser.watch import SIZES, sticks_out, until, watched
from tests.conftest import BASE_URL, Sample, Serve
from tests.made import HOSTILE, digest_text, many_papers

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def one_of_each(site: Path) -> dict[str, str]:
    """Return a path of each kind of page; the paper is the longest one."""
    papers = sorted((site / "papers").glob("*/*/index.html"), key=lambda place: place.stat().st_size)
    days = sorted(place.name for place in (site / "dates").iterdir() if place.is_dir())
    orders = sorted(place.relative_to(site).as_posix() for place in (site / "dates").glob("*/order/"))
    people, organisations, topics = (_below(site, folder) for folder in ("people", "organisations", "topics"))
    return {
        "home": "",
        "paper": papers[-1].parent.relative_to(site).as_posix() + "/",
        "short paper": papers[0].parent.relative_to(site).as_posix() + "/",
        "date": f"dates/{days[len(days) // 2]}/",
        "month": f"months/{days[0][:7]}/",
        "dates": "dates/",
        "weeks": "weeks/",
        "trending": "trending/",
        "map": "map/",
        "trending of a month": "trending/month/",
        "week": sorted((site / "weeks").glob("*/"))[0].relative_to(site).as_posix() + "/",
        "topics": "topics/",
        "trends": "trends/",
        **({"topic": f"{topics[-1]}/"} if topics else {}),
        "people": "people/",
        **({"person": f"{people[-1]}/"} if people else {}),
        **({"organisation": f"{organisations[0]}/"} if organisations else {}),
        "search": "search/",
        "missing": "nowhere/at/all/",
        **({"order": f"{orders[0]}/"} if orders else {}),
        **({"text": "about/"} if (site / "about").is_dir() else {}),
    }


def _below(site: Path, folder: str) -> list[str]:
    """Return the folders of pages below a folder, from the smallest page to the largest."""
    pages = sorted((site / folder).glob("*/index.html"), key=lambda place: (place.stat().st_size, place))
    return [place.parent.relative_to(site).as_posix() for place in pages]


@pytest.fixture(scope="module", params=["sample", "hostile"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the sample, or of an archive of hostile text."""
    if request.param == "sample":
        return request.getfixturevalue("sample").site  # type: ignore[no-any-return]
    return hostile_site(tmp_path_factory.mktemp("hostile")).site


def hostile_site(folder: Path) -> Sample:
    """Build a site of hostile titles, abstracts, tags, notes and settings."""
    made = Sample(folder / "content", folder / "site")
    (made.content / "digests/2025").mkdir(parents=True)
    papers = [(text[:300], f"{text} It ends.") for text in HOSTILE]
    text = digest_text("Mar 18", [*papers, *many_papers(3)])
    (made.content / "digests/2025/2025-03-18.txt").write_bytes(text.encode("utf-8"))
    (made.content / "site.toml").write_text("title = '<script>alert(1)</script> & \"days\"'\n", "utf-8")
    build(Options(made.content, made.site, base_url=BASE_URL))
    for number, page in enumerate(sorted((made.content / "papers").rglob("*.md"))):
        words = page.read_text("utf-8")
        short = [one for one in HOSTILE if len(one) < 1000]
        note = short[number % len(short)]
        tag = imported.escape(note[:60]).replace('"', "").replace("\\", "")
        words = words.replace("---\n", f'---\ntags: ["{tag}"]\n', 1)
        page.write_text(f"{words}\n{note}\n\n<img src=x onerror=alert(1)>\n\n`{note}`\n", "utf-8")
    build(Options(made.content, made.site, base_url=BASE_URL))
    return made


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("size", SIZES)
def test_each_kind_of_page_has_no_errors_and_fits(
    site: Path, serve: Serve, chromium: Browser, size: str, scripted: bool
) -> None:
    url = serve(site)
    with watched(chromium, size, java_script_enabled=scripted) as seen:
        seen.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        for kind, path in one_of_each(site).items():
            seen.page.goto(url + path, wait_until="load")
            if kind == "missing" or seen.page.locator("img[src=x]").count():  # as hostile notes have
                seen.errors[:] = [error for error in seen.errors if "404" not in error]
            assert seen.errors == [], kind
            assert seen.page.locator("h1:visible").count() == 1, kind
            assert seen.page.locator("main").inner_text().strip(), kind
            if scripted:
                assert sticks_out(seen.page) == [], kind
        assert seen.hosts == {urlsplit(url).netloc}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_site_can_be_walked(sample: Sample, serve: Serve, chromium: Browser, scheme: str) -> None:
    """Links lead through the site without JavaScript."""
    url = serve(sample.site)
    with watched(chromium, color_scheme=scheme, java_script_enabled=False) as seen:
        seen.page.goto(url)
        seen.page.locator(".ledger a").first.click()
        seen.page.wait_for_url("**/papers/**")
        seen.page.locator(".listed a").first.click()
        seen.page.wait_for_url("**/dates/**")
        seen.page.go_back()
        seen.page.locator("a.site").click()
        assert seen.page.url == url
        seen.page.goto(f"{url}nowhere/at/all/")
        seen.page.locator("a.site").click()
        assert seen.page.url == url
        assert [error for error in seen.errors if "404" not in error] == []
        assert seen.hosts == {urlsplit(url).netloc}


def test_every_page_is_linked(sample: Sample) -> None:
    site, seen, pending = sample.site, set[str](), ["index.html"]
    while pending:
        page = pending.pop()
        if page in seen or not page.endswith(".html"):
            continue
        seen.add(page)
        for href in re.findall(r'<a [^>]*href="([^"#?]+)', (site / page).read_text("utf-8")):
            target = (site / page).parent / href
            target = target / "index.html" if href.endswith(("/", ".")) else target
            if ":" not in href and target.is_file():
                pending.append(target.resolve().relative_to(site.resolve()).as_posix())
    pages = {place.relative_to(site).as_posix() for place in site.rglob("*.html")}
    assert pages - seen == {"404.html"}


def test_the_search_page_links_to_the_days_without_javascript(sample: Sample) -> None:
    """The page is parsed, as Playwright hides <noscript> even without JavaScript."""
    tree = html5lib.parse((sample.site / "search/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    (noscript,) = tree.iter("noscript")
    assert "Search needs JavaScript" in "".join(noscript.itertext())
    assert [link.get("href") for link in noscript.iter("a")] == ["../dates/"]


def test_chromium_takes_the_manifest_and_its_icons(sample: Sample, serve: Serve, chromium: Browser) -> None:
    url = serve(sample.site)
    with watched(chromium) as seen:
        seen.page.goto(f"{url}dates/")
        answer = seen.page.context.new_cdp_session(seen.page).send("Page.getAppManifest")
        assert answer["url"] == f"{url}manifest.json"
        assert answer["errors"] == []
        manifest = json.loads(answer["data"])
        for path in (*(icon["src"] for icon in manifest["icons"]), "favicon.ico", "apple-touch-icon.png"):
            assert seen.page.request.get(url + path).ok, path
        assert seen.errors == []


@pytest.mark.hazard(16)
def test_hostile_text_is_shown_unchanged(serve: Serve, chromium: Browser, tmp_path: Path) -> None:
    made = hostile_site(tmp_path)
    url = serve(made.site)
    with watched(chromium) as seen:
        seen.page.goto(f"{url}dates/2025-03-18/")
        shown = " ".join(seen.page.locator("main").inner_text().split())
        for text in (
            "<script>alert(1)</script>",
            "less than <4.3% on MMLU) compared to > the rest",
            "{{ 7 * 7 }}",
        ):
            assert text in shown
        assert seen.page.title().endswith('<script>alert(1)</script> & "days"')
        assert seen.page.evaluate("document.querySelectorAll('main img, main script, main svg').length") == 0


@pytest.mark.hazard(22)
def test_the_policy_is_in_force(sample: Sample, serve: Serve, chromium: Browser) -> None:
    """The control of the tests above: errors, the policy and wide elements are seen."""
    url = serve(sample.site)
    with watched(chromium) as seen:
        seen.page.goto(url)
        seen.page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'https://e.example/x.png'}))"
        )
        errors = until(seen.page, lambda: list(seen.errors), bool)
        assert any("Content Security Policy" in error for error in errors)
        seen.errors.clear()
        refused = seen.page.evaluate(
            "try { document.body.innerHTML = '<b>x</b>'; 'done' } catch (e) { e.name }"
        )
        assert refused == "TypeError"
        seen.page.evaluate("document.querySelector('h1').textContent = 'W'.repeat(400)")
        seen.page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
        assert sticks_out(seen.page) != []

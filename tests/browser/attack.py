"""A site of hostile texts without its security policy, and a browser that records whatever runs."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.conftest import BASE_URL

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TRIPWIRE = (Path(__file__).parent / "tripwire.js").read_text("utf-8")
POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\n")
_LOOKS = re.compile(r"<link rel=\"stylesheet\"[^>]*>\n")
"""Requests that would be repeated on each of a thousand pages, and that run nothing."""
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DAYS = 14
HARNESS = "harness.html"


def read(text: str) -> str:
    """Return text as it is shown: NFC, white space as single blanks, U+FFFD for forbidden characters."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("\ufffd", text)).split())


@dataclass(frozen=True)
class Target:
    """A paper as in its digest."""

    title: str
    abstract: str
    authors: list[str]
    keywords: list[str]
    organization: str
    url: str
    file: str
    """The digest's name."""
    number: int

    @property
    def day(self) -> str:
        return f"2025-03-{self.number % _DAYS + 1:02}"

    @property
    def record(self) -> str:
        values = {name: getattr(self, name) for name in ("title", "abstract", "authors", "organization")}
        addresses = {
            "arxiv": f"2503.{self.number:05}",
            "code": self.url,
            "project": "https://e.example/?q=" + self.url,
        }
        return json.dumps(
            {**values, **addresses, "date": self.day, "keywords": [*self.keywords, "everything"]}
        )


def target(number: int, texts: list[str]) -> Target:
    """Return a paper with the texts in every field, cut to what the field may hold."""

    def fitting(length: int) -> list[str]:
        return list(dict.fromkeys(filter(None, (read(text) for text in texts if len(read(text)) <= length))))

    name = _UNSEEN.sub("", " ".join(texts).replace("/", "\\").replace("\n", " ").replace("\r", " "))
    name = name.encode("utf-8", "replace")[:180].decode("utf-8", "ignore")
    return Target(
        title=" ".join(texts),
        abstract="\n\n".join(texts),
        authors=fitting(150),
        keywords=fitting(100),
        organization=next(iter(fitting(200)), ""),
        url=texts[0],
        file=f"2025-03-{number % _DAYS + 1:02} {number} {name}.jsonl",
        number=number,
    )


@dataclass(frozen=True)
class Attacked:
    """The site, and its papers by address."""

    site: Path
    papers: dict[str, Target]


def attacked(folder: Path, texts: list[str], together: int, base_url: str = BASE_URL) -> Attacked:
    """Build a site of papers with so many of the texts each, also in tags and links."""
    content, site = folder / "content", folder / "site"
    digests = content / "digests/2025"
    digests.mkdir(parents=True)
    packs = [texts[start : start + together] for start in range(0, len(texts), together)]
    targets = [target(number, pack) for number, pack in enumerate(packs)]
    for one in targets:
        (digests / one.file).write_text(one.record + "\n", "utf-8")
    found = import_digests(content, [])
    assert found.counts.papers == len(targets), [str(problem) for problem in found.problems[:3]]
    papers = {}
    for page in (content / "papers").rglob("*.md"):
        words = page.read_text("utf-8")
        number = int(re.findall(r"^arxiv: \"?2503\.([0-9]{5})", words, re.MULTILINE)[0])
        papers[f"{page.parent.name}/{page.stem}"] = targets[number]
        label = json.dumps(
            DIRECTIONS.sub("", read(next(iter(targets[number].authors), "x"))).replace("\x7f", ""),
            ensure_ascii=False,
        )
        links = f"links:\n- {{label: {label}, url: 'https://e.example/'}}\n"
        page.write_text(words.replace("---\n", f"---\ntags: [{label}]\n{links}", 1), "utf-8")
    build(Options(content, site, base_url=base_url))
    without_policy(site)
    return Attacked(site, papers)


def without_policy(site: Path) -> None:
    """Remove the policy from every page, and add an empty page that opens others in frames."""
    taken = 0
    for page in site.rglob("*.html"):
        text, count = POLICY.subn("", page.read_text("utf-8"))
        page.write_text(_LOOKS.sub("", text, count=1), "utf-8")
        taken += count
    assert taken == sum(1 for _ in site.rglob("*.html"))
    (site / HARNESS).write_text("<!doctype html><title>x</title><link rel=icon href=data:,>", "utf-8")


@dataclass
class Seen:
    """A page and the faults seen on it."""

    page: Page
    faults: list[str]
    """Console errors, exceptions, dialogs, requests to other hosts, and opened windows."""


@contextmanager
def tripwired(browser: Browser, url: str) -> Iterator[Seen]:
    """Open the empty page of a site in a browser that records whatever runs."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        opened.add_init_script(TRIPWIRE)
        seen = Seen(opened.new_page(), [])
        page, host = seen.page, urlsplit(url).netloc
        page.set_default_timeout(60_000)
        page.on("console", lambda said: seen.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: seen.faults.append(f"thrown: {error}"))
        page.on("dialog", lambda dialog: (seen.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        opened.on("page", lambda _: seen.faults.append("a window was opened"))
        page.on(
            "request",
            lambda request: (
                None
                if urlsplit(request.url).netloc in (host, "") or request.url.startswith("data:")
                else seen.faults.append(f"asked for {request.url[:100]}")
            ),
        )
        page.goto(url + HARNESS)
        yield seen
    finally:
        opened.close()


_VISIT = """async ([addresses, wide]) => {
  const all = (root, query) => [...root.querySelectorAll(query)].map((element) => element.textContent);
  async function visit(address) {
    const frame = await openFrame(address);
    const { contentWindow: view, contentDocument: page } = frame;
    const hits = view.tripped();
    view.probe(new URL(address, location.href).href);
    return { frame, hits, page };
  }
  const found = [];
  for (let start = 0; start < addresses.length; start += wide) {
    const open = await Promise.all(addresses.slice(start, start + wide).map(visit));
    await wait(20);
    for (const { frame, hits, page } of open) {
      found.push({
        hits,
        title: page.title,
        h1: all(page, "h1").join(),
        authors: all(page, ".authors li:not(.et-al)"),
        abstract: all(page, ".abstract p, .abstract li").join("\\n\\n"),
        facts: all(page, ".margin dd"),
        bibtex: all(page, "#bibtex").join(),
        cards: all(page, ".entry-title a"),
        hrefs: [...page.querySelectorAll(".entry-title a")].map((a) => a.getAttribute("href")),
        sources: all(page, ".source bdi"),
      });
      frame.remove();
    }
  }
  return found;
}"""


def visited(seen: Seen, addresses: list[str], wide: int = 8) -> list[dict[str, Any]]:
    """Open pages in frames and fire every event in them; return what ran and the texts shown."""
    return list(seen.page.evaluate(_VISIT, [addresses, wide]))


def in_address(text: str) -> str:
    """Escape text for the query or the hash of an address."""
    return quote(text, safe="", errors="replace")


def copy_of(site: Path, to: Path) -> Path:
    """Copy a site."""
    return Path(shutil.copytree(site, to))

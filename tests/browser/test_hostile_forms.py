"""Hostile strings in digests of each form, in Chromium without the policy: nothing runs."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.browser import hostile
from tests.browser.attack import tripwired, visited, without_policy
from tests.conftest import BASE_URL, Serve
from tests.hazards import tried

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Characters that no XML may have (XML 1.0, 2.2); those who write feeds leave them out."""

Record = tuple[str, str, str]
"""arXiv identifier, title, abstract."""


def rss(records: list[Record]) -> str:
    items = "".join(
        f"<item><title>{html.escape(title)}</title><link>https://arxiv.org/abs/{number}</link>"
        f"<description><![CDATA[{text.replace(']]>', '')}]]></description></item>"
        for number, title, text in records
    )
    items = _NOT_XML.sub("", items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Moss</title>{items}</channel></rss>'


def atom(records: list[Record]) -> str:
    entries = "".join(
        f'<entry><id>https://arxiv.org/abs/{number}</id><title type="html">{html.escape(title)}</title>'
        f'<summary type="html">{html.escape(text)}</summary>'
        f"<author><name>{html.escape(title[:90])}</name></author>"
        f'<link href="https://arxiv.org/abs/{number}"/></entry>'
        for number, title, text in records
    )
    head = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Moss</title>'
    return f"{head}{_NOT_XML.sub('', entries)}</feed>"


def bibtex(records: list[Record]) -> str:
    def plain(text: str) -> str:
        return text.replace("{", "").replace("}", "")

    return "\n".join(
        f"@article{{k{number}, title = {{{plain(title)}}}, abstract = {{{plain(text)}}},"
        f" eprint = {{{number}}},"
        " archiveprefix = {arXiv}, author = {Tarn, Ilse}}"
        for number, title, text in records
    )


def ris(records: list[Record]) -> str:
    return "".join(
        f"TY  - JOUR\nTI  - {title}\nAB  - {text}\nAU  - Tarn, Ilse\nDO  - 10.1000/{number}\nER  - \n\n"
        for number, title, text in records
    )


def pubmed(records: list[Record]) -> str:
    return "".join(
        f"PMID- {place}\nTI  - {title}\nAB  - {text}\nAID - 10.1000/{number} [doi]\n\n"
        for place, (number, title, text) in enumerate(records, 1)
    )


def table(records: list[Record]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["title", "abstract", "arxiv"])
    writer.writerows((title, text, number) for number, title, text in records)
    return file.getvalue()


def markdown(records: list[Record]) -> str:
    lines = (
        f"- [{title.replace('[', '(').replace(']', ')')}](https://arxiv.org/abs/{number})\n  {text}"
        for number, title, text in records
    )
    return "# Papers\n\n" + "\n".join(lines) + "\n"


FORMS: dict[str, Callable[[list[Record]], str]] = {
    "xml": rss,
    "atom": atom,
    "bib": bibtex,
    "ris": ris,
    "nbib": pubmed,
    "csv": table,
    "md": markdown,
}


@pytest.mark.hazard(17, 18)
def test_no_form_brings_a_script(tmp_path: Path, serve: Serve, chromium: Browser, long: bool) -> None:
    """Each text stands in its title and its abstract."""
    texts = [" ".join(text.split()) for text in hostile.public()[:: 1 if long else 24]]
    for day, (ending, write) in enumerate(FORMS.items(), 1):
        records = [
            (
                f"2503.{day}{place:04}",
                f"Moss {day} {place} {text}",
                f"We study {text} on moss, at some length.",
            )
            for place, text in enumerate(texts)
        ]
        (tmp_path / f"2025-03-{day:02}.{ending}").write_text(write(records), "utf-8")
    imported = import_digests(tmp_path / "content", sorted(tmp_path.glob("2025-*")))
    papers = imported.content.archive().papers
    by_day = Counter(item.day.day for paper in papers for item in paper.appearances)
    assert set(by_day) == set(range(1, len(FORMS) + 1)), [str(one) for one in imported.problems[:5]]
    assert sum(by_day.values()) > len(texts) * len(FORMS) * 19 // 20, by_day
    build(Options(tmp_path / "content", tmp_path / "site", base_url=BASE_URL))
    without_policy(tmp_path / "site")
    addresses = [f"papers/{paper.address}/" for paper in papers]
    with tripwired(chromium, serve(tmp_path / "site")) as seen:
        pages = visited(seen, [*addresses, "index.html", *(f"dates/2025-03-{day:02}/" for day in by_day)])
        assert [page["h1"] for page in pages if page["hits"]] == []
        assert seen.faults == []
    tried("pages with hostile strings, of other forms than JSON", len(pages))

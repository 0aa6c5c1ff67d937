"""A site of hostile text, and a page of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.content import imported
from tests.conftest import BASE_URL, Sample
from tests.made import HOSTILE, digest_text, many_papers

if TYPE_CHECKING:
    from pathlib import Path


WIDE = f"${' + '.join(f'x_{{{number}}}' for number in range(100, 125))}$"
"""A formula wider than a window."""


def one_of_each(site: Path) -> dict[str, str]:
    """Return a path of each kind of page; the paper is the longest one."""
    papers = sorted((site / "papers").glob("*/*/index.html"), key=lambda place: place.stat().st_size)
    days = sorted(place.name for place in (site / "dates").iterdir() if place.is_dir())
    orders, by_topic = (
        sorted(place.relative_to(site).as_posix() for place in (site / "dates").glob(f"*/{name}/"))
        for name in ("order", "topics")
    )
    people, organisations, topics, tags = (
        _below(site, folder) for folder in ("people", "organisations", "topics", "tags")
    )
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
        **({"day by topic": f"{by_topic[0]}/"} if by_topic else {}),
        **({"text": "about/"} if (site / "about").is_dir() else {}),
        **({"tags": "tags/", "tag": f"{tags[-1]}/"} if tags else {}),
    }


def _below(site: Path, folder: str) -> list[str]:
    """Return the folders of pages below a folder, from the smallest page to the largest."""
    pages = sorted((site / folder).glob("*/index.html"), key=lambda place: (place.stat().st_size, place))
    return [place.parent.relative_to(site).as_posix() for place in pages]


def hostile_site(folder: Path) -> Sample:
    """Build a site of hostile titles, abstracts, tags, notes and settings."""
    made = Sample(folder / "content", folder / "site")
    (made.content / "digests/2025").mkdir(parents=True)
    papers = [(text[:300], f"{text} It ends.") for text in HOSTILE]
    papers.append((f"On {WIDE}", f"It is {WIDE}. It ends."))
    text = digest_text("Mar 18", [*papers, *many_papers(3)])
    (made.content / "digests/2025/2025-03-18.txt").write_bytes(text.encode("utf-8"))
    (made.content / "site.toml").write_text("title = '<script>alert(1)</script> & \"days\"'\n", "utf-8")
    import_digests(made.content)
    for number, page in enumerate(sorted((made.content / "papers").rglob("*.md"))):
        words = page.read_text("utf-8")
        short = [one for one in HOSTILE if len(one) < 1000]
        note = short[number % len(short)]
        tag = imported.escape(note[:60]).replace('"', "").replace("\\", "")
        words = words.replace("---\n", f'---\ntags: ["{tag}"]\n', 1)
        page.write_text(f"{words}\n{note}\n\n<img src=x onerror=alert(1)>\n\n`{note}`\n", "utf-8")
    build(Options(made.content, made.site, base_url=BASE_URL))
    return made

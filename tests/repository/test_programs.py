"""What the page about programs says of a site's files and of the commands' JSON is so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from daybook.cli.main import daybook
from tests.conftest import ROOT, Sample

PAGE = (ROOT / ".github/docs/programs.md").read_text("utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| `")]
ADDRESSES = [address for row in ROWS for address in re.findall(r"`([^`]+)`", row[0])]
ATOM, URLS = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SPECIFIED = {
    "feed": {
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "icon",
        "favicon",
        "language",
        "items",
    },
    "item": {
        *(
            "id",
            "url",
            "external_url",
            "title",
            "content_html",
            "content_text",
            "language",
            "tags",
            "authors",
        ),
        *("date_published", "date_modified"),
    },
}
"""Names that JSON Feed 1.1 has."""


def files_at(site: Path, address: str) -> list[Path]:
    """Return the files of a site at an address of the page."""
    found = site.glob(re.sub(r"YEAR|SLUG|DAY", "*", address))
    return sorted(path for path in found if "DAY/DAY" not in address or path.stem == path.parent.name)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_is_there_in_its_form(sample: Sample, address: str) -> None:
    places = files_at(sample.site, address)
    assert places
    for place in places:
        if place.suffix == ".json":
            json.loads(place.read_bytes())
        elif place.suffix == ".xml":
            assert ElementTree.parse(place).getroot().tag in (f"{ATOM}feed", f"{URLS}urlset")
        else:
            starts = {".bib": "@", ".ris": "TY  - ", ".html": "<!doctype html>"}
            assert place.read_text("utf-8").startswith(starts[place.suffix])


@pytest.mark.parametrize("name", ["feed.json", "papers/feed.json"])
def test_feeds_in_json_have_the_names_of_their_specification(sample: Sample, name: str) -> None:
    feed = json.loads((sample.site / name).read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed.keys() <= SPECIFIED["feed"]
    assert feed["items"]
    for item in feed["items"]:
        assert item.keys() <= SPECIFIED["item"]
        assert {"id", "url", "title", "date_published"} <= item.keys()
        assert ("content_html" in item) != ("content_text" in item)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", item["date_modified"])
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", ["feed.xml", "papers/feed.xml", "topics/*/feed.xml"])
def test_feeds_in_atom_have_what_it_requires(sample: Sample, name: str) -> None:
    for place in sample.site.glob(name):
        feed = ElementTree.parse(place).getroot()
        ids = [
            feed.findtext(f"{ATOM}id"),
            *(entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")),
        ]
        assert len(set(ids)) == len(ids) > 1
        assert feed.find(f"{ATOM}author") is not None
        relations = [link.get("rel", "alternate") for link in feed.findall(f"{ATOM}link")]
        assert sorted(relations) == ["alternate", "self"]
        for part in (feed, *feed.iter(f"{ATOM}entry")):
            assert all(len(part.findall(f"{ATOM}{tag}")) == 1 for tag in ("id", "title", "updated"))
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", part.findtext(f"{ATOM}updated", ""))


def test_the_record_has_the_fields_of_the_page(sample: Sample) -> None:
    record = json.loads((sample.site / "provenance.json").read_bytes())
    example = PAGE.partition("## provenance.json")[2].partition("## ")[0]
    assert re.findall(r'^     "(\w+)":', example, re.MULTILINE) == list(record)


def test_commands_print_the_fields_of_the_page(sample: Sample) -> None:
    stats, check = re.findall(r"prints (.*?)(?:\.\n|: a list)", PAGE.partition("## Commands")[2], re.DOTALL)
    folders = ["--content-dir", str(sample.content), "--output-dir", str(sample.site)]
    printed = json.loads(CliRunner().invoke(daybook, ["stats", "--json", *folders]).stdout)
    assert re.findall(r"`(\w+)`", stats) == list(printed)
    # Checked for another address than it was built for, so that there is a problem.
    wrong = ["check", "--format", "json", *folders, "--base-url", "https://other.example/"]
    checked = json.loads(CliRunner().invoke(daybook, wrong).stdout)
    assert re.findall(r"`(\w+)`", check) == list(checked)
    named = re.search(r"a list with\n(.*?) of each\.", PAGE, re.DOTALL)
    assert named
    assert re.findall(r"`(\w+)`(?! or| \()", re.sub(r"\([^)]*\)", "", named[1])) == list(
        checked["problems"][0]
    )

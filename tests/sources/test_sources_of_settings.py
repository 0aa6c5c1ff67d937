"""Which services a fetch asks, and feeds at any address."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from daybook.commands.fetch.fetch import services
from daybook.problems import DaybookError
from daybook.sources.client import Client, ServiceError
from daybook.sources.feeds import WebFeed
from daybook.sources.service import find_service

FEED = b"<?xml version='1.0'?><rss><channel><item></item></channel></rss>"


@pytest.mark.parametrize(
    ("settings", "named", "by_day", "names"),
    [
        ("", None, False, ["hf"]),
        ('[fetch]\nsources = ["arxiv:cs.CL", "hf"]', None, False, ["arxiv:cs.CL", "hf"]),
        ('[fetch]\nsources = ["arxiv:cs.CL", "hf"]', None, True, ["hf"]),
        ('[fetch]\nsources = ["arxiv:cs.CL"]', None, True, ["arxiv:cs.CL"]),
        ('[fetch]\nsources = ["arxiv:cs.CL"]', "hf", False, ["hf"]),
        ('[fetch]\nsources = ["https://a.example/x.xml"]', None, False, ["https://a.example/x.xml"]),
    ],
)
def test_services(tmp_path: Path, settings: str, named: str | None, by_day: bool, names: list[str]) -> None:
    (tmp_path / "site.toml").write_text(settings, "utf-8")
    assert [service.name for service in services(tmp_path, named, only_by_day=by_day)] == names


def test_without_an_archive_the_usual_service_is_asked(tmp_path: Path) -> None:
    assert [service.name for service in services(tmp_path / "none", None, only_by_day=False)] == ["hf"]


class Fake:
    """A client that answers every request alike."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.paths: list[str] = []

    def get(self, path: str, *_: object) -> bytes:
        self.paths.append(path)
        return self.body


@pytest.mark.parametrize(
    ("url", "endpoint", "path", "suffix"),
    [
        ("https://a.example/x/feed.xml", "https://a.example", "/x/feed.xml", "-a-example-x-feed-xml.xml"),
        ("http://a.example:81?f=rss&n=2", "http://a.example:81", "/?f=rss&n=2", "-a-example-f-rss-n-2.xml"),
        (f"https://a.example/{'y' * 99}", "https://a.example", f"/{'y' * 99}", f"-a-example-{'y' * 38}.xml"),
    ],
)
def test_a_feed_is_asked_for_at_its_address(url: str, endpoint: str, path: str, suffix: str) -> None:
    feed, fake = WebFeed(url), Fake(FEED)
    assert feed.request_day(cast(Client, fake), date(2025, 3, 18)) == FEED
    assert (feed.endpoint, fake.paths, feed.file_suffix) == (endpoint, [path], suffix)


def test_what_is_no_feed_is_refused() -> None:
    feed = find_service("https://a.example/x")
    assert feed.request_day(cast(Client, Fake(b"<rss></rss>")), date(2025, 3, 18)) is None
    for body in (b"<html>", b"<rss><item>", b""):
        with pytest.raises(ServiceError):
            feed.request_day(cast(Client, Fake(body)), date(2025, 3, 18))
    with pytest.raises(DaybookError, match="is no source"):
        find_service("https://")

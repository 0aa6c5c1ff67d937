"""A build without a base URL says so, and what the last site was built for."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.commands.shared.base_url import unset_base_url
from daybook.problems import Severity
from daybook.settings import DEFAULT_BASE_URL
from daybook.site.provenance import SiteOrigin, format_provenance, recorded_base_url
from daybook.text.addresses import PROVENANCE

HASHES = {"index.html": "0" * 64}


@pytest.mark.parametrize(
    "base_url", ["https://example.org/", 'https://example.org/"a\\b"/', DEFAULT_BASE_URL]
)
def test_a_record_says_what_its_site_was_built_for(base_url: str) -> None:
    assert recorded_base_url(format_provenance(SiteOrigin("1", "", base_url), HASHES)) == base_url
    assert recorded_base_url(format_provenance(SiteOrigin("1", "", base_url), {})) == base_url


@pytest.mark.parametrize("data", [b"", b"{}", b'{\n "base_url": "https://example.org/",\n', b"\xff\x00"])
def test_no_record_says_nothing(data: bytes) -> None:
    assert recorded_base_url(data) == ""


def test_it_is_a_warning_once_a_site_was_built_for_another_address(tmp_path: Path) -> None:
    assert unset_base_url(Path("c"), tmp_path).severity is Severity.NOTE
    record = tmp_path / PROVENANCE
    record.write_bytes(format_provenance(SiteOrigin("1", "", DEFAULT_BASE_URL), HASHES))
    assert unset_base_url(Path("c"), tmp_path).severity is Severity.NOTE
    record.write_bytes(format_provenance(SiteOrigin("1", "", "https://example.org/"), HASHES))
    problem = unset_base_url(Path("c"), tmp_path)
    assert (problem.path, problem.severity) == ("c/site.toml", Severity.WARNING)
    assert "those of the last site with https://example.org/" in problem.what
    record.write_bytes(b'{\n "base_url": "\\x",\n "files": {')
    assert unset_base_url(Path("c"), tmp_path).severity is Severity.NOTE

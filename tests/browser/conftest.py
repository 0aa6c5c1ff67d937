"""Fixtures of the tests in a browser."""

from __future__ import annotations

import pytest

from tests.browser.sites import hostile_site
from tests.conftest import Sample, made_once


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Build an archive of hostile text once; no test changes it."""
    return made_once(tmp_path_factory, "hostile", hostile_site)

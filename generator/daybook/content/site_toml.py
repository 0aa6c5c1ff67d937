"""Load the settings of a content folder from its ``site.toml``."""

from __future__ import annotations

from pathlib import Path

from daybook.content.location import require_content
from daybook.disk.read import read_if_there
from daybook.settings import Settings, read_settings


def load_settings(content_dir: Path, base_url: str | None = None) -> Settings:
    """Return the settings; ``base_url`` overrides the file's. Raises UsageError with all mistakes."""
    require_content(content_dir)
    place = content_dir / "site.toml"
    return read_settings(place.as_posix(), read_if_there(place), base_url)

"""Load the settings of a content folder from its ``site.toml``."""

from pathlib import Path

from daybook.content.location import require_content
from daybook.disk.read import read_if_there
from daybook.settings import Settings, read_settings
from daybook.settings.toml import TomlFile


def settings_file(content_dir: Path) -> TomlFile:
    """Return the file of settings, empty if there is none."""
    place = content_dir / "site.toml"
    return TomlFile(place.as_posix(), read_if_there(place))


def load_settings(content_dir: Path, base_url: str | None = None) -> Settings:
    """Return the settings; ``base_url`` overrides the file's. Raises UsageError with all mistakes."""
    require_content(content_dir)
    file = settings_file(content_dir)
    return read_settings(file.path, file.data, base_url)

"""Which services a fetch asks: the one that a person names, or those of the settings."""

from __future__ import annotations

from pathlib import Path

from daybook.content.site_toml import load_settings
from daybook.sources.service import Service, find_service

_USUAL = "hf"


def services(content_dir: Path, named: str | None, *, only_by_day: bool) -> list[Service]:
    """Return the service ``named``, else those of ``[fetch]`` in the settings, else the usual one.

    Of several, ``only_by_day`` leaves out those that have only their newest day. Raises UsageError.
    """
    has_settings = named is None and (content_dir / "site.toml").is_file()
    wanted = load_settings(content_dir).fetch.sources if has_settings else ()
    found = [find_service(name) for name in ((named,) if named else wanted or (_USUAL,))]
    by_day = [service for service in found if service.by_day]
    return by_day if only_by_day and by_day else found

"""The look that the settings ask for: the accent, the icon and the logo; what cannot be used is refused."""

from __future__ import annotations

from msgspec.structs import replace

from daybook.commands.shared.own_files import OwnFiles
from daybook.content.site_toml import settings_file
from daybook.images.size import size_of
from daybook.pages.base.frame import Frame, LogoView
from daybook.problems import Problem, UsageError, did_you_mean, shown
from daybook.settings import Settings
from daybook.theme.accent import WeakColourError, with_accent
from daybook.theme.folder import Theme
from daybook.theme.icons import with_icon

_MOST_ICON = 64_000
_MOST_LOGO = 200_000
"""Bytes of a picture that every page shows."""


def with_look(theme: Theme, settings: Settings, own: OwnFiles) -> Theme:
    """Return the theme with the accent and the icon of the settings. Raises UsageError."""
    problems: list[Problem] = []
    if settings.accent:
        try:
            theme = with_accent(theme, settings.accent, settings.accent_dark)
        except WeakColourError as error:
            problems.append(_weak_colour(error, settings, own))
    if settings.icon:
        size = _picture_size("icon", settings.icon, own, _MOST_ICON)
        if isinstance(size, Problem):
            problems.append(size)
        else:
            theme = with_icon(theme, own.read(settings.icon) or b"", size)
    if problems:
        raise UsageError(problems)
    return theme


def with_logo(frame: Frame, settings: Settings, own: OwnFiles) -> Frame:
    """Return the frame with the logo of the settings. Raises UsageError if it cannot be shown."""
    logo = settings.logo
    if not logo.file:
        return frame
    size = _picture_size("logo.file", logo.file, own, _MOST_LOGO)
    dark = _picture_size("logo.dark", logo.dark, own, _MOST_LOGO) if logo.dark else None
    if isinstance(size, Problem) or isinstance(dark, Problem):
        raise UsageError([found for found in (size, dark) if isinstance(found, Problem)])
    view = LogoView(logo.file, logo.dark, *size, logo.label or settings.title)
    return replace(frame, site=replace(frame.site, logo=view))


def _weak_colour(error: WeakColourError, settings: Settings, own: OwnFiles) -> Problem:
    setting = "accent_dark" if error.palette == "dark" and settings.accent_dark else "accent"
    ratio = f"{error.ratio:.1f}:1 in the {error.palette} palette"
    what = f"`{setting}` is hard to read: its contrast is {ratio}"
    return _problem(setting, own, what, f"use one of 4.5:1 or more, such as {error.instead}")


def _picture_size(setting: str, path: str, own: OwnFiles, most: int) -> tuple[int, int] | Problem:
    """Return width and height of a picture; a problem if it is missing, damaged or over ``most`` bytes."""
    data = own.read(path)
    if data is None:
        remedy = did_you_mean(path, own.files, f"put it into {own.folder.as_posix()}/")
        return _problem(setting, own, f"`{setting}` names {shown(path)}, which is not there", remedy)
    if len(data) > most:
        what = f"`{setting}` has {len(data):,} bytes, on every page"
        return _problem(setting, own, what, f"make it smaller than {most:,}")
    size = size_of(data)
    return size or _problem(setting, own, f"`{setting}` is no picture that can be read", "save it again")


def _problem(setting: str, own: OwnFiles, what: str, remedy: str) -> Problem:
    """Return a problem at a line of `site.toml`, which is beside the folder of the archive's own files."""
    table, _, key = setting.rpartition(".")
    return settings_file(own.folder.parent).problem((key, table), what, remedy)

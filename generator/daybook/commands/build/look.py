"""The look that the settings ask for: the accent, the icon and the logo; what cannot be used is refused."""

from msgspec.structs import replace

from daybook.commands.shared.own_files import OwnFiles
from daybook.content.site_toml import settings_file
from daybook.images.size import size_of
from daybook.pages.base.frame import Frame, LogoView
from daybook.problems import Problem, UsageError, did_you_mean, shown
from daybook.settings import Settings
from daybook.theme.colours import WeakColourError, with_accent
from daybook.theme.folder import Theme
from daybook.theme.icons import with_icon

_MOST_BYTES = {"icon": 64_000, "logo.file": 200_000, "logo.dark": 200_000}
"""Of pictures that every page shows, by the settings that name them."""


def with_look(theme: Theme, settings: Settings, own: OwnFiles) -> Theme:
    """Return the theme with the accent and the icon of the settings. Raises UsageError."""
    problems: list[Problem] = []
    if settings.accent:
        try:
            theme = with_accent(theme, settings.accent, settings.accent_dark)
        except WeakColourError as error:
            problems.append(_weak_colour(error, settings, own))
    icon = _picture("icon", settings.icon, own, problems)
    if problems:
        raise UsageError(problems)
    return with_icon(theme, *icon) if icon else theme


def with_logo(frame: Frame, settings: Settings, own: OwnFiles) -> Frame:
    """Return the frame with the logo of the settings. Raises UsageError if it cannot be shown."""
    logo = settings.logo
    problems: list[Problem] = []
    picture = _picture("logo.file", logo.file, own, problems)
    _picture("logo.dark", logo.dark, own, problems)
    if problems:
        raise UsageError(problems)
    if picture is None:
        return frame
    _, size = picture
    view = LogoView(logo.file, logo.dark, *size, logo.label or settings.title)
    return replace(frame, site=replace(frame.site, logo=view))


def _weak_colour(error: WeakColourError, settings: Settings, own: OwnFiles) -> Problem:
    setting = "accent_dark" if error.palette == "dark" and settings.accent_dark else "accent"
    ratio = f"{error.ratio:.1f}:1 in the {error.palette} palette"
    what = f"`{setting}` is hard to read: its contrast is {ratio}"
    return _problem(setting, own, what, f"use one of 4.5:1 or more, such as {error.instead}")


def _picture(
    setting: str, path: str, own: OwnFiles, problems: list[Problem]
) -> tuple[bytes, tuple[int, int]] | None:
    """Return the picture that a setting names, if any, with its size; add a problem if it cannot be shown."""
    if not path:
        return None
    data, most = own.read(path), _MOST_BYTES[setting]
    size = size_of(data) if data else None
    if data is None:
        remedy = did_you_mean(path, own.files, f"put it into {own.folder.as_posix()}/")
        what = f"`{setting}` names {shown(path)}, which is not there"
    elif len(data) > most:
        what, remedy = f"`{setting}` has {len(data):,} bytes, on every page", f"make it smaller than {most:,}"
    elif size is None:
        what, remedy = f"`{setting}` is no picture that can be read", "save it again"
    else:
        return data, size
    problems.append(_problem(setting, own, what, remedy))
    return None


def _problem(setting: str, own: OwnFiles, what: str, remedy: str) -> Problem:
    """Return a problem at a line of `site.toml`, which is beside the folder of the archive's own files."""
    return settings_file(own.folder.parent).problem(tuple(setting.split(".")), what, remedy)

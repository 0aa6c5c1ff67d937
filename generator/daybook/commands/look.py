"""The look that the settings ask for: the accent, the icon and the logo."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from daybook.archive.importing import ImportResult
from daybook.commands.own_files import Added, OwnFiles, with_own
from daybook.commands.unknown_names import unknown_names
from daybook.disk.read import read_file
from daybook.images.size import size_of
from daybook.model import Archive
from daybook.pages.frame import Frame, LogoView
from daybook.problems import Problem, UsageError, did_you_mean, shown
from daybook.settings import Settings
from daybook.settings.toml import line_of
from daybook.theme.accent import WeakColourError, with_accent
from daybook.theme.folder import Theme
from daybook.theme.icons import with_icon

_MOST_ICON = 64_000
_MOST_LOGO = 200_000
"""Bytes of a picture that every page shows."""


class Look:
    """Applies settings to a theme and collects their problems."""

    def __init__(self, content_dir: Path, settings: Settings, own: OwnFiles) -> None:
        self.settings, self.own = settings, own
        self._place = content_dir / "site.toml"
        self.problems: list[Problem] = []

    def dressed(self, theme: Theme) -> Theme:
        """Return the theme with the accent and the icon of the settings. Raises UsageError."""
        settings = self.settings
        if settings.accent:
            try:
                theme = with_accent(theme, settings.accent, settings.accent_dark)
            except WeakColourError as error:
                key = "accent_dark" if error.palette == "dark" and settings.accent_dark else "accent"
                ratio = f"{error.ratio:.1f}:1 in the {error.palette} palette"
                what = f"`{key}` is hard to read: its contrast is {ratio}"
                self._report(key, "", what, f"use one of 4.5:1 or more, such as {error.instead}")
        if settings.icon and (size := self._size("icon", "", settings.icon, _MOST_ICON)):
            theme = with_icon(theme, self.own.read(settings.icon) or b"", size)
        if self.problems:
            raise UsageError(self.problems)
        return theme

    def with_logo(self, frame: Frame) -> Frame:
        """Return the frame with the logo of the settings. Raises UsageError if it cannot be shown."""
        logo = self.settings.logo
        if not logo.file:
            return frame
        size = self._size("file", "logo", logo.file, _MOST_LOGO)
        if logo.dark:
            self._size("dark", "logo", logo.dark, _MOST_LOGO)
        if self.problems or not size:
            raise UsageError(self.problems)
        view = LogoView(logo.file, logo.dark, *size, logo.label or self.settings.title)
        return replace(frame, site=replace(frame.site, logo=view))

    def completed(self, imported: ImportResult) -> tuple[Archive, Added]:
        """Return the archive of an import, and what its site has besides its pages."""
        content_dir, content = self._place.parent, imported.content
        archive, added = with_own(content.archive(), self.own, content_dir, imported.read)
        unknown = unknown_names(content_dir, self.settings, content.pages)
        return archive, replace(added, problems=(*added.problems, *unknown))

    def _size(self, key: str, table: str, path: str, most: int) -> tuple[int, int] | None:
        """Return the size of a picture; report one that is missing, damaged or too large."""
        name = f"{table}.{key}" if table else key
        data = self.own.read(path)
        if data is None:
            remedy = did_you_mean(path, self.own.files, f"put it into {self.own.folder.as_posix()}/")
            self._report(key, table, f"`{name}` names {shown(path)}, which is not there", remedy)
        elif len(data) > most:
            what = f"`{name}` has {len(data):,} bytes, on every page"
            self._report(key, table, what, f"make it smaller than {most:,}")
        elif (size := size_of(data)) is None:
            self._report(key, table, f"`{name}` is no picture that can be read", "save it again")
        else:
            return size
        return None

    def _report(self, key: str, table: str, what: str, remedy: str) -> None:
        line = line_of(read_file(self._place), key, table)
        self.problems.append(Problem(self._place.as_posix(), line, what, remedy))

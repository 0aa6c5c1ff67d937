"""Find the content folder, and names in it; refuse commands that need one, or would make one in another."""

from pathlib import Path

from daybook.problems import refusal

DIGESTS = "digests"
"""The folder of saved digests."""
PLACES = "map.txt"
"""The places of papers on the map."""
STATIC = "static"
"""The folder of files that are published at the site's root."""


MAKE_ONE = "`daybook new .` makes an archive here; or go to the archive's folder, or name --content-dir"


def content_around(folder: Path) -> Path | None:
    """Return the content folder that a folder is or is inside of; None if there is none."""
    place = folder.resolve()
    return next((above for above in (place, *place.parents) if _is_content(above)), None)


def require_content(content_dir: Path) -> None:
    """Raise UsageError if there is no content folder, which says how to come by one."""
    if content_dir.is_dir():
        return
    refuse_inside(content_dir)
    place = content_dir.as_posix()
    raise refusal(place, "there is no such content folder, so this is no archive", MAKE_ONE)


def refuse_inside(content_dir: Path) -> None:
    """Raise UsageError if a content folder that is to be made would be inside another."""
    outer = None if content_dir.is_dir() else content_around(content_dir.resolve().parent)
    if outer:
        remedy = f"run the command in {outer.parent.as_posix()}"
        what = f"this is inside the content folder {outer.as_posix()}"
        raise refusal(content_dir.as_posix(), what, remedy)


def _is_content(folder: Path) -> bool:
    """Return whether a folder holds digests and pages, or is called content and holds digests or settings."""
    has_digests = (folder / DIGESTS).is_dir()
    has_pages = (folder / "papers").is_dir() or (folder / "dates").is_dir()
    is_named = folder.name == "content" and (folder / "site.toml").is_file()
    return is_named or (has_digests and (has_pages or folder.name == "content"))

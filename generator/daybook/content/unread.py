"""Files of the content folder that nothing reads: mostly slips, each reported with where it belongs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from daybook.content.location import DIGESTS, PLACES, STATIC
from daybook.content.static_files import picture_of
from daybook.problems import Problem, Severity, nearest
from daybook.text.file_names import path_key
from daybook.text.plain_text import count

_TOML = ("site.toml", "topics.toml", "people.toml")
_READ = frozenset({*_TOML, PLACES, "removed.txt", "removed.toml"})
_FOLDERS = ("papers", "dates", DIGESTS, STATIC)
_APART = (f"{DIGESTS}/", f"{STATIC}/")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp")
_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdwn", ".md")
_IGNORED = ("~", "desktop.ini", "Thumbs.db")
"""At the end of the names of files that editors and Windows keep."""


def unread_files(content_dir: Path, paths: Sequence[str]) -> Iterator[Problem]:
    """Yield a warning for each file that nothing reads, and one for a folder of several."""
    known = set(paths)
    by_folder: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        is_read = path in _READ or path.endswith((".md", *_IGNORED)) or path.startswith(_APART)
        if not is_read and not ((found := picture_of(path)) and f"papers/{found[0]}.md" in known):
            top, _, rest = path.partition("/")
            by_folder[top if rest and top not in _FOLDERS else path.rpartition("/")[0]].append(path)
    for folder, unread in sorted(by_folder.items()):
        if folder and len(unread) > 1:
            what = f"holds {count(len(unread), 'file')} that nothing reads"
            remedy = _remedy(unread[0])
            yield _warning(f"{(content_dir / folder).as_posix()}/", what, remedy)
        else:
            for path in unread:
                yield _warning((content_dir / path).as_posix(), "nothing reads this file", _remedy(path))


def misplaced_settings(content_dir: Path) -> Iterator[Problem]:
    """Yield a warning for each file of settings beside the content folder, where nothing reads it."""
    for name in _TOML:
        place = content_dir.parent / name
        if place.is_file():
            remedy = f"move it to {(content_dir / name).as_posix()}"
            yield _warning(place.as_posix(), "nothing reads this file", remedy)


def alike_names(content_dir: Path, paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for each file whose path some systems take for another's."""
    seen: dict[str, str] = {}
    for path in paths:
        if (other := seen.setdefault(path_key(path), path)) is not path:
            what = f"differs from {other} only by case or accents, and Windows and macOS take them for one"
            yield _warning((content_dir / path).as_posix(), what, "rename one of the two")


def _remedy(path: str) -> str:
    name = path.rpartition("/")[2]
    lower = path_key(name)
    if lower in _READ or (near := nearest(name, _READ)):
        return f"name it {lower if lower in _READ else near}, in the content folder itself"
    if lower.endswith(_PICTURES):
        if path.startswith("papers/"):
            return "name it as the paper's page, as moss.png or moss.loop.png: .png, .jpg, .webp or .gif"
        return f"put it below {STATIC}/, as {STATIC}/figures/one.png, which is published as figures/one.png"
    if lower.endswith(_MARKDOWN):
        return f"name it {name.rpartition('.')[0]}.md"
    top = path.partition("/")[0]
    if top != path and (near := nearest(top, _FOLDERS)) and near != top:
        return f"move it below {near}/"
    return f"move it out of the content folder, or below {DIGESTS}/ if it is a digest"


def _warning(path: str, what: str, remedy: str) -> Problem:
    return Problem(path, 0, what, remedy, Severity.WARNING)

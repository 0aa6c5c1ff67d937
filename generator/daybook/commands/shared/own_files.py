"""Files of an archive's own that are published as they are, with the sizes of the pictures among them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.location import STATIC
from daybook.content.static_files import collisions, picture_of, static_files
from daybook.disk import cache
from daybook.disk.read import read_file
from daybook.disk.walk import FoundFile, Stat
from daybook.images.size import size_of
from daybook.model import Archive, Paper, Picture
from daybook.pages.base.kind import Page
from daybook.problems import InputError, Problem, Severity, shown
from daybook.settings.values import PICTURES
from daybook.site.limits import MOST_FILE_BYTES
from daybook.site.publication import Publication
from daybook.text import addresses
from daybook.theme.icons import FAVICON, TOUCH_ICON

_INSTEAD = frozenset({addresses.ROBOTS})
"""Files of the site that one of the archive's own replaces."""
_FILES = (FAVICON, TOUCH_ICON, addresses.PROVENANCE)
"""Files of the site at its root that are no pages."""


class OwnFiles(Struct, frozen=True):
    """The files of ``static/``."""

    folder: Path
    files: Mapping[str, FoundFile] = {}
    """By path in the site."""
    problems: Sequence[Problem] = ()

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if there is none."""
        return read_file(self.files[path].location) if path in self.files else None

    def images(self) -> tuple[Picture, ...]:
        """Return the pictures whose size can be read."""
        paths = (path for path in self.files if path.lower().endswith(PICTURES))
        sizes = ((path, size_of(read_file(self.files[path].location))) for path in paths)
        return tuple(Picture(path, *size) for path, size in sizes if size)


class Added(Struct, frozen=True):
    """The files of a site besides its pages: the archive's own, and pictures of papers."""

    own: OwnFiles
    files: Mapping[str, FoundFile]
    """All of them, by path in the site."""
    problems: Sequence[Problem]
    """Of the pictures."""

    @property
    def replaced(self) -> frozenset[str]:
        """The files that the site would have otherwise."""
        return _INSTEAD & self.own.files.keys()

    def refuse_collisions(self, pages: Iterable[Page]) -> None:
        """Raise InputError with each file of the archive's own at an address that the site needs."""
        of_site = {page.path for page in pages} if self.own.files else set()
        found = list(collisions(self.own.folder, self.own.files, {*of_site, *_FILES}))
        if found:
            raise InputError(found)


def find_own_files(content_dir: Path) -> OwnFiles:
    """Find the files of ``static/``."""
    found, problems = static_files(content_dir)
    return OwnFiles(content_dir / STATIC, {file.path: file for file in found}, problems)


def with_own(
    archive: Archive, own: OwnFiles, content_dir: Path, found: Mapping[str, Stat]
) -> tuple[Archive, Added]:
    """Return the archive with its pictures, and what its site has besides its pages.

    The pictures are those among the files ``found`` in the content folder, of papers that are shown.
    """
    others = sorted(path for path in found if not path.endswith(".md"))  # which most are
    named = [(path, place) for path in others if (place := picture_of(path))]
    known = {paper.address for paper in archive.papers} if named else set()
    files = dict(own.files)
    of_papers: dict[str, list[Picture]] = defaultdict(list)
    problems: list[Problem] = []
    for path, (address, name) in named:
        if address not in known:
            continue
        location = content_dir / path
        size = size_of(read_file(location)) if found[path][0] <= MOST_FILE_BYTES else None
        if size is None:
            remedy = f"save it again as PNG, JPEG, WebP or GIF of at most {MOST_FILE_BYTES:,} bytes"
            problems.append(Problem(location.as_posix(), 0, "is no picture that can be shown", remedy))
            continue
        shown_at = addresses.paper(address) + name
        files[shown_at] = FoundFile(path, str(location), found[path])
        of_papers[address].append(Picture(shown_at, *size))
    pictures = {address: tuple(some) for address, some in of_papers.items()}
    problems += _words_amiss(content_dir, archive.papers, pictures)
    return replace(archive, pictures=pictures, images=own.images()), Added(own, files, problems)


def _words_amiss(
    content_dir: Path, papers: Sequence[Paper], pictures: Mapping[str, Sequence[Picture]]
) -> Iterator[Problem]:
    """Yield a warning for each picture without words for those who cannot see it, and for words of none."""
    for paper in papers:
        if not (paper.picture_words or paper.address in pictures):
            continue
        words, place = dict(paper.picture_words), (content_dir / f"papers/{paper.address}.md").as_posix()
        names = [picture.path.rpartition("/")[2] for picture in pictures.get(paper.address, ())]
        for name in names:
            if not words.get(name) and name not in paper.notes_markdown:
                what = f"does not say what {name} shows, for those who cannot see it"
                remedy = f"add `pictures:` and below it `  {name}: its words`"
                yield Problem(place, 1, what, remedy, Severity.WARNING)
        for name in sorted(words.keys() - set(names)):
            what = f"`pictures` names what is not beside the page: {shown(name)}"
            yield Problem(place, 1, what, "put it there, or correct the name", Severity.WARNING)


def put_own_files(site: Publication, files: Mapping[str, FoundFile]) -> None:
    """Put files of the archive's own; one that did not change since the last build is not read."""
    for path, file in sorted(files.items()):
        key = cache.key(path, file.stat)
        if not site.reuse(path, key):
            site.put(path, read_file(file.location), key)

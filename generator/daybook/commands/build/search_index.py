"""The search index as a task of the pool: it is computed while the pages are rendered.

The files of the papers' records, most of the index, are not part of the task: sent from process to process,
they would be in memory several times.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from msgspec import Struct, msgpack

from daybook.archive.by_day import by_age
from daybook.commands.build.offers import find_offers
from daybook.commands.build.options import Options
from daybook.disk import cache
from daybook.insights import Insights
from daybook.model import Paper
from daybook.pages.base.kind import Hashes
from daybook.parallel.workers import ALONE, Workers, batches
from daybook.search.document import SearchDocument, indexed_document, search_document
from daybook.search.files import MANIFEST, Manifest, manifest_file, term_files
from daybook.search.lunr_index import lunr_index
from daybook.search.offers import offer_files
from daybook.search.records import FILES_IN_FOLDER, RECORDS, File, papers_in_file, record_files, record_paths
from daybook.search.remembered import SavedIndex, pack
from daybook.search.topics import TopicPapers, topic_files
from daybook.search.update import make_index
from daybook.site.publication import Publication

_MANY = 500
"""Papers from which on another process pays off."""
_BATCH = 1_000
"""Papers packed together: one pickle of all papers takes five times as long."""

_Packed = tuple[list[bytes], list[str], list[bytes]]


class _Papers(Struct, frozen=True):
    """Papers that are packed in batches, only when they are sent to another process, and unpacked as used."""

    papers: Iterable[Paper]
    addresses: list[str]
    keys: list[bytes]

    def pack(self) -> _Packed:
        """Return the papers in batches, their addresses and keys."""
        return [msgpack.encode(batch) for batch in batches(self.papers, _BATCH)], self.addresses, self.keys

    def __reduce__(self) -> tuple[Callable[..., "_Papers"], _Packed]:
        return _unpack, self.pack()

    def documents(self, saved: SavedIndex | None) -> Iterator[SearchDocument]:
        """Yield what is searched of each paper, with the texts of those that the saved index lacks.

        The saved index begins with the same papers.
        """
        known = saved.known_identifiers(self.keys) if saved else ()
        for paper, key, identifiers in zip_longest(self.papers, self.keys, known):
            if identifiers is None:
                yield search_document(paper, key)
            else:
                yield indexed_document(paper, key, identifiers)


def _unpack(packed: list[bytes], addresses: list[str], keys: list[bytes]) -> _Papers:
    papers = (paper for batch in _pop(packed) for paper in msgpack.decode(batch, type=list[Paper]))
    return _Papers(papers, addresses, keys)


def _pop(packed: list[bytes]) -> Iterator[bytes]:
    """Yield each batch and drop it: a large archive is not in memory twice."""
    packed.reverse()
    while packed:
        yield packed.pop()


class IndexTask:
    """The index of all papers; another process starts to compute it when this is made, if papers are many."""

    def __init__(
        self, papers: Sequence[Paper], hashes: Hashes, site: Publication, options: Options, workers: Workers
    ) -> None:
        self._site, self._progress, self._hashes = site, options.progress, hashes
        self._papers = sorted(papers, key=by_age)
        addresses = [paper.address for paper in self._papers]
        given = _Papers(self._papers, addresses, [hashes[address] for address in addresses])
        workers = workers if len(papers) > _MANY else ALONE
        file, stock, clean = site.work / "index", options.stock_index, options.clean
        if options.scheduler:
            self._result = _index_elsewhere(workers, given, file, stock, clean)
        else:
            self._result = workers.submit(_index, given, file, stock, clean)

    def put(self, insights: Insights, examples: Sequence[str] = (), *, weeks: bool = False) -> None:
        """Wait for the index and put its files, with topics, examples and what queries lead to."""
        self._progress("papers indexed", 0)
        files, manifest = self._result()
        manifest.examples, manifest.weeks = examples, weeks
        numbers = {paper.address: number for number, paper in enumerate(self._papers)}
        topics = insights.topics.topics if insights.topics else ()
        given = (TopicPapers(one.slug, one.name, one.short, one.papers) for one in topics)
        manifest.topics, of_topics = topic_files(given, numbers)
        offers = find_offers(insights, self._papers, self._site.work / "near")
        manifest.offers, of_offers = offer_files(offers)
        for path, content in (*files, *of_topics, *of_offers):
            self._site.put(path, content)
        outputs = self._site.last.outputs.items()
        last = {each.key: path.split("/")[2] for path, each in outputs if path.startswith(RECORDS)}
        in_file = papers_in_file(len(self._papers))
        in_folder = in_file * FILES_IN_FOLDER
        folders = [self._put_records(papers, in_file, last) for papers in batches(self._papers, in_folder)]
        self._site.put(*manifest_file(manifest, folders))

    def _put_records(self, papers: Sequence[Paper], in_file: int, last: Mapping[bytes, str]) -> str:
        """Put the records of a folder of papers, and return its name.

        ``last`` names the folders of the last site's files of records, by their cache keys.
        """
        key = cache.key(MANIFEST, in_file, [self._hashes[paper.address] for paper in papers])
        kept = record_paths(last[key], -(-len(papers) // in_file)) if key in last else []
        if kept and all(self._site.has(path, key) for path in kept):
            for path in kept:
                self._site.keep(path)
            return last[key]
        name, files = record_files(list(map(search_document, papers)), in_file)
        for path, content in files:
            self._site.put(path, content, key)
        return name


_Made = tuple[list[File], Manifest]
"""The files of terms, and the manifest that names them."""


def _index_elsewhere(
    workers: Workers, given: _Papers, file: Path, stock: bool, clean: bool
) -> Callable[[], _Made]:
    """Let a worker of a cluster compute the index: without files, it gets and returns what is remembered."""
    saved = _load(file, stock, clean)
    before = msgpack.encode(saved) if saved else b""
    result = workers.submit(_make_again, given.pack(), before, stock)

    def wait() -> _Made:
        made, index = result()
        cache.save(file, index)
        return made

    return wait


def _index(given: _Papers, file: Path, stock: bool, clean: bool) -> _Made:
    """Compute the files of terms from the last build's index unless ``clean``, and save the index."""
    made, packed = _make(given, _load(file, stock, clean), stock)
    cache.save(file, packed)
    return made


def _load(file: Path, stock: bool, clean: bool) -> SavedIndex | None:
    return None if clean or stock else cache.load(file, SavedIndex)


def _make(given: _Papers, saved: SavedIndex | None, stock: bool) -> tuple[_Made, SavedIndex]:
    saved = saved if saved and saved.begins(given.addresses) else None
    documents = given.documents(saved)
    papers = list(documents) if stock else documents  # else their texts are dropped once they are read
    index = make_index(papers, saved)
    files, manifest = term_files(index)
    if stock:
        files.append(("search/lunr.json", lunr_index(list(papers))))
    return (files, manifest), pack(index)


def _make_again(given: _Packed, saved: bytes, stock: bool) -> tuple[_Made, SavedIndex]:
    """Compute the index without using up what is given: Dask calls this again if a worker is lost."""
    papers, addresses, keys = given
    before = msgpack.decode(saved, type=SavedIndex) if saved else None
    return _make(_unpack(list(papers), addresses, keys), before, stock)

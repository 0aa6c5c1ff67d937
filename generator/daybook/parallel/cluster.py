"""An executor over an existing Dask cluster.

If a worker is lost, Dask gives its batches to another. Each batch checks the version of its worker, since
workers can join or change during a build.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

from daybook.disk import cache
from daybook.problems import UsageError, refusal

Result = TypeVar("Result")

_LARGE_GRAPHS = {"distributed.admin.large-graph-warning-threshold": "1 TB"}
"""Of how much data Dask warns: the worker that makes the index gets all papers. Data that workers hold
beforehand would be lost with them."""
_PATIENCE = 5
"""Seconds to wait for the scheduler."""


class Cluster(Executor):
    """Runs functions of this package on the cluster's workers."""

    def __init__(self, executor: Executor, width: int) -> None:
        self._executor = executor
        self.width = width
        """Number of functions that can run at once."""

    def submit(self, work: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Run ``work`` on a worker of this version."""
        return self._executor.submit(_run, cache.version(), work, *args, **kwargs)


@contextmanager
def connect(address: str) -> Iterator[Cluster]:
    """Connect to the scheduler at ``address``, such as ``tcp://10.0.0.1:8786``.

    Raises UsageError if there is none, if a worker has another version of Daybook, its libraries or Python,
    or if the cluster is lost before the block ends.
    """
    try:
        import dask
        import distributed
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        raise refusal("--scheduler", "Dask is not installed", "pip install 'daybook-papers[dask]'") from error
    try:
        new_client: Any = distributed.Client  # an untyped function
        client = new_client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as error:
        what = f"no Dask scheduler could be reached: {error}"
        remedy = "start one, and name it as it names itself, such as tcp://127.0.0.1:8786"
        raise refusal(address, what, remedy) from error
    try:
        with dask.config.set(_LARGE_GRAPHS):
            yield Cluster(client.get_executor(pure=False), _width(client, address))
    except (CancelledError, distributed.KilledWorker, CommClosedError) as error:
        remedy = "look at its logs and memory, or build without --scheduler"
        raise refusal(address, f"the cluster was lost: {error}", remedy) from error
    finally:
        client.close(timeout=_PATIENCE)


def _width(client: Any, address: str) -> int:
    """Return the cluster's number of threads. Raises UsageError if a worker has another version."""
    try:
        versions: dict[str, bytes] = client.run(_version)
    except Exception as error:  # any error of loading Daybook there
        remedy = "install this version of Daybook on every worker"
        raise refusal(address, f"a worker of the cluster cannot run Daybook: {error}", remedy) from error
    if not versions:
        raise refusal(address, "the cluster has no workers", "start one: dask worker ADDRESS")
    for worker, version in sorted(versions.items()):
        if version != cache.version():
            raise _other_version(worker)
    return sum(client.nthreads().values())


def _version() -> bytes:
    return cache.version()


def _run(version: bytes, work: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
    """Run ``work`` on this worker. Raises UsageError if it has another version."""
    if _version() != version:
        raise _other_version("a worker of the cluster")
    return work(*args, **kwargs)


def _other_version(worker: str) -> UsageError:
    what = "has another version of Daybook, of its libraries or of Python"
    return refusal(worker, what, "install the same on every worker, and start the workers again")

"""Asking a service on the web: politely, with patience that ends, and with a clear word where it fails.

One connection, a pause between requests, time-outs for connecting, for silence and for the whole answer, a
cap on its size. What may pass (429, 5xx, a broken connection) is asked for again after growing pauses;
``Retry-After`` (RFC 9110, section 10.2.3) is obeyed up to a minute. Nothing is followed to another host.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from msgspec import Struct

from daybook import __version__
from daybook.model import MOST_BYTES
from daybook.problems import Problem, UsageError, shown

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

_CHUNK = 64 * 1024
_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 60.0
_AGAIN = "fetch again later"
_CHECK = "check --endpoint"
_WORDS: Mapping[int, tuple[str, str]] = {
    400: ("does not understand the request (400)", "check the day and the source"),
    401: ("wants a login (401)", _CHECK),
    403: ("forbids it (403)", "try from another network, or later"),
    404: ("has no such page (404)", "check the source's name and --endpoint"),
    406: ("refuses to answer this program (406)", "wait some hours before you fetch again"),
    429: ("asks for fewer requests (429)", "wait an hour, then fetch again"),
}
_HOPELESS = frozenset({401, 403, 406, 429})
"""Statuses that the next request would be answered with as well."""


class Refusal(Exception):
    """A service gave no answer that can be used."""

    def __init__(self, what: str, remedy: str, *, final: bool = False) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy
        self.final = final
        """Whether there is no use in asking for anything else now."""


class _Passing(Exception):
    """What may be over at the next try; ``wait`` in seconds where the service named them."""

    def __init__(self, refusal: Refusal, wait: float = 0.0) -> None:
        super().__init__(refusal.what)
        self.refusal, self.wait = refusal, wait


class Manners(Struct, frozen=True):
    """How a service is asked; times in seconds."""

    pause: float
    """Between two requests."""
    tries: int = 4
    connect: float = 10.0
    silence: float = 30.0
    whole: float = 120.0
    most_bytes: int = MOST_BYTES


def check_endpoint(url: str) -> str:
    """Give a service's address without a slash at its end. Raises UsageError where it is none."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username is not None or parts.query or parts.fragment:
        what = f"{shown(url)} is not the address of a service"
        raise UsageError([Problem("--endpoint", 0, what, "write it like https://example.org")])
    return url.rstrip("/")


class Client:
    """A connection to one service."""

    def __init__(
        self,
        endpoint: str,
        manners: Manners,
        told: Callable[[str, int], None] = lambda _what, _done: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import urllib3

        self.endpoint, self._manners = endpoint, manners
        self._told, self._sleep = told, sleep
        self._asked = False
        self._pool = urllib3.PoolManager(
            num_pools=1,
            maxsize=1,
            block=True,
            retries=False,
            timeout=urllib3.Timeout(connect=manners.connect, read=manners.silence),
        )

    @property
    def host(self) -> str:
        """The service as messages name it."""
        return shown(urlsplit(self.endpoint).netloc)

    def close(self) -> None:
        """Let the connection go."""
        self._pool.clear()

    def get(self, path: str, query: Mapping[str, str], accept: str) -> bytes:
        """Give the body of the answer to a GET. Raises Refusal."""
        url = f"{self.endpoint}{path}" + (f"?{urlencode(query)}" if query else "")
        if self._asked:
            self._sleep(self._manners.pause)
        self._asked = True
        for tried in range(1, self._manners.tries):
            try:
                return self._follow(url, accept)
            except _Passing as passing:
                wait = min(max(passing.wait, 2.0 ** (tried - 1), self._manners.pause), _LONGEST_WAIT)
                self._told(f"{self.host} {passing.refusal.what}, waiting {wait:.0f} s", 0)
                self._sleep(wait)
        try:
            return self._follow(url, accept)
        except _Passing as passing:
            last = passing.refusal
            what = f"{last.what}, {self._manners.tries} times in a row"
            raise Refusal(what, last.remedy, final=last.final) from passing

    def _follow(self, url: str, accept: str) -> bytes:
        deadline = time.monotonic() + self._manners.whole
        headers = {
            "User-Agent": f"Daybook/{__version__} (archive of paper digests)",
            "Accept": accept,
            "Accept-Encoding": "gzip",
        }
        for _ in range(_MOST_REDIRECTS + 1):
            with _faults():
                response = self._pool.request(
                    "GET", url, headers=headers, redirect=False, preload_content=False
                )
                try:
                    if response.status not in _REDIRECTS:
                        return self._body(response, deadline)
                    url = self._next(url, response.headers.get("Location", ""))
                finally:
                    response.close()  # of a connection whose answer was not read to its end
                    response.release_conn()
        raise Refusal("sends in circles", _CHECK)

    def _next(self, url: str, location: str) -> str:
        """Where a redirect leads; to the same host, and never from https back to http."""
        try:
            there = urljoin(url, location)
            old, new = urlsplit(url), urlsplit(there)
        except ValueError as error:
            raise Refusal(f"sends on to no address: {shown(location)}", _CHECK) from error
        same = (new.scheme, new.netloc) == (old.scheme, old.netloc)
        if same or (new.scheme == "https" and new.hostname == old.hostname):
            return there
        what = f"sends on to another place, which is not followed: {shown(there)}"
        raise Refusal(what, "give that address as --endpoint, if you trust it", final=True)

    def _body(self, response: BaseHTTPResponse, deadline: float) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK, decode_content=True):  # whatever has come, so that time counts
            body += chunk
            if len(body) > self._manners.most_bytes:
                what = f"sends more than {self._manners.most_bytes:,} bytes"
                raise Refusal(what, "this is no day's digest; " + _CHECK)
            if time.monotonic() > deadline:
                what = f"sends too slowly: not done after {self._manners.whole:.0f} s"
                raise _Passing(Refusal(what, _AGAIN, final=True))
        if response.status == 200:
            return bytes(body)
        raise _refusal(response, bytes(body))


def _refusal(response: BaseHTTPResponse, body: bytes) -> Exception:
    """What an answer other than 200 is: one that may pass, or a refusal."""
    status = response.status
    unknown = f"is out of order ({status})" if status >= 500 else f"answers with status {status}"
    what, remedy = _WORDS.get(status, (unknown, _AGAIN))
    if said := _said(body):
        what += f" and says {said!r}"
    refusal = Refusal(what, remedy, final=status in _HOPELESS)
    return _Passing(refusal, _wait(response)) if status in _PASSING else refusal


def _said(body: bytes) -> str:
    """The words of an error in JSON, as the Hub and others send them."""
    try:
        value = json.loads(body[:10_000])
    except (ValueError, RecursionError):
        return ""
    words = value.get("error") if isinstance(value, dict) else None
    return shown(words) if isinstance(words, str) else ""


def _wait(response: BaseHTTPResponse) -> float:
    """Seconds that ``Retry-After`` asks for, as a number or a date; 0 where it says nothing one can use."""
    from urllib3.exceptions import InvalidHeader
    from urllib3.util import Retry

    try:
        return float(Retry().get_retry_after(response) or 0)
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what urllib3 raises into words."""
    from urllib3 import exceptions

    try:
        yield
    except exceptions.SSLError as error:
        what = f"shows a certificate that cannot be trusted: {shown(str(error))}"
        raise Refusal(what, "check --endpoint and this machine's clock", final=True) from error
    except exceptions.NameResolutionError as error:
        remedy = "check --endpoint and this machine's network"
        raise _Passing(Refusal("cannot be found by its name", remedy, final=True)) from error
    except (exceptions.NewConnectionError, exceptions.ConnectTimeoutError) as error:
        remedy = "check --endpoint and this machine's network"
        raise _Passing(Refusal("cannot be reached", remedy, final=True)) from error
    except exceptions.ReadTimeoutError as error:
        raise _Passing(Refusal("does not answer in time", _AGAIN, final=True)) from error
    except exceptions.DecodeError as error:
        raise Refusal("sends a damaged gzip stream", _AGAIN) from error
    except (exceptions.HTTPError, OSError) as error:
        raise _Passing(Refusal("breaks off in the middle of its answer", _AGAIN)) from error

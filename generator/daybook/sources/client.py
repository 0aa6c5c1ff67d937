"""HTTP client for one service.

Uses one connection with a pause between requests. One clock and one count of bytes bound each exchange as a
whole (`exchange`), and the body has a limit of its own. Requests that may succeed later (429, 5xx, a broken
connection) are repeated after growing pauses; ``Retry-After`` (RFC 9110, section 10.2.3) is respected up to a
minute, and a longer one is reported at once. Redirects to other hosts are not followed.
"""

import json
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3
from msgspec import Struct
from urllib3 import BaseHTTPResponse, exceptions
from urllib3.util import Retry

from daybook import __version__
from daybook.model import MOST_BYTES
from daybook.problems import refusal, shown
from daybook.progress import Progress, unseen
from daybook.sources.exchange import Exchange, TooMuchError, TooSlowError, open_pool

_MAX_REDIRECTS = 3
_RETRYABLE = frozenset({408, 429, 500, 502, 503, 504})
_MAX_WAIT = 60.0
_LONGEST = 10**9
"""Seconds; who asks for more may say so all the same."""
_OVERHEAD = 1_000_000
"""Bytes of an exchange in addition to those of a body: headers, sizes of chunks, redirects."""
_LATER = "fetch again later"
_CHECK = "check --endpoint"
_CHECK_NETWORK = "check --endpoint and this machine's network"
_STATUS_MESSAGES = {
    400: ("does not understand the request (400)", "check the day and the source"),
    401: ("requires a login (401)", _CHECK),
    403: ("forbids it (403)", "try from another network, or later"),
    404: ("has no such page (404)", "check the source's name and --endpoint"),
    406: ("refuses to answer this program (406)", "wait some hours before you fetch again"),
    429: ("asks for fewer requests (429)", "wait an hour, then fetch again"),
}
_FINAL = frozenset({401, 403, 406, 429})


class ServiceError(Exception):
    """A service gave no usable answer."""

    def __init__(self, what: str, remedy: str, *, final: bool = False, wait: float | None = None) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy
        self.final = final
        """Whether other requests would fail as well."""
        self.wait = wait
        """Seconds to wait at least before the request is repeated; None if that cannot help."""


class RequestPolicy(Struct, frozen=True):
    """Limits for requests to a service; times in seconds."""

    pause: float
    """Between two requests."""
    tries: int = 4
    connect: float = 10.0
    read: float = 30.0
    """Without receiving anything."""
    total: float = 120.0
    """For a whole answer."""
    max_bytes: int = MOST_BYTES


def check_endpoint(url: str, place: str = "--endpoint", named: str = "service") -> str:
    """Return the URL of a service without a trailing slash. Raises UsageError if it is not valid.

    ``place`` is where somebody gave it, and ``named`` what it is called there.
    """
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        valid = False
    if not valid or parts.username is not None or parts.query or parts.fragment:
        what = f"{shown(url)} is not the address of a {named}"
        raise refusal(place, what, "write it like https://example.org")
    return url.rstrip("/")


class Client:
    """A connection to one service."""

    def __init__(
        self,
        endpoint: str,
        policy: RequestPolicy,
        progress: Progress = unseen,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoint, self.progress = endpoint, progress
        self._policy, self._sleep = policy, sleep
        self._is_first = True
        self._exchange = Exchange(policy.total, policy.read, policy.max_bytes + _OVERHEAD)
        self._pool = open_pool(self._exchange, urllib3.Timeout(connect=policy.connect, read=policy.read))

    @property
    def host(self) -> str:
        """The service's host, for messages."""
        return shown(urlsplit(self.endpoint).netloc)

    def get(self, path: str, query: Mapping[str, str], accept: str) -> bytes:
        """Return the body of the answer to a GET request. Raises ServiceError."""
        url = f"{self.endpoint}{path}" + (f"?{urlencode(query)}" if query else "")
        if not self._is_first:
            self._sleep(self._policy.pause)
        self._is_first = False
        tried = 0
        while True:
            tried += 1
            try:
                return self._follow(url, accept)
            except (exceptions.HTTPError, OSError, ServiceError, TooMuchError, TooSlowError) as cause:
                error = cause if isinstance(cause, ServiceError) else _connection_error(cause, self._policy)
                if error.wait is None:
                    raise error from cause
                if tried == self._policy.tries:
                    what = error.what + (f", {tried} times in a row" if tried > 1 else "")
                    raise ServiceError(what, error.remedy, final=error.final) from cause
                wait = min(max(error.wait, 2.0 ** (tried - 1), self._policy.pause), _MAX_WAIT)
                self.progress(f"{self.host} {error.what}, waiting {wait:.0f} s", 0)
                self._sleep(wait)

    def _follow(self, url: str, accept: str) -> bytes:
        """Send a request and follow redirects."""
        self._exchange.begin()
        headers = {
            "User-Agent": f"Daybook/{__version__} (archive of paper digests)",
            "Accept": accept,
            "Accept-Encoding": "gzip",
        }
        for _ in range(_MAX_REDIRECTS + 1):
            response = self._pool.request("GET", url, headers=headers, redirect=False, preload_content=False)
            try:
                if not (location := response.get_redirect_location()):
                    return self._body(response)
                url = _redirect_target(url, location)
            finally:
                response.close()  # the answer may not have been read to its end
                response.release_conn()
        raise ServiceError("redirects in circles", _CHECK)

    def _body(self, response: BaseHTTPResponse) -> bytes:
        body = bytearray()
        while chunk := response.read1(64 * 1024, decode_content=True):  # does not wait for a whole chunk
            body += chunk
            if len(body) > self._policy.max_bytes:
                raise TooMuchError
        if response.status == 200:
            return bytes(body)
        raise _status_error(response, bytes(body))


def wrong_form(body: bytes, expected: str) -> ServiceError:
    """Make an error of an answer that is not of the expected form, such as ``JSON``."""
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return ServiceError(f"sends nothing instead of {expected}", _LATER)
    if start.startswith((b"<!doctype html", b"<html")):
        return ServiceError(f"sends an HTML page instead of {expected}", "look at it in a browser; " + _LATER)
    if start.startswith((b"[", b"{")) and expected == "JSON":
        return ServiceError("sends JSON that is cut short or damaged", _LATER)
    words = shown(body[:60].decode("utf-8", "replace"))
    return ServiceError(f"sends something else instead of {expected}: {words!r}", _CHECK)


def _redirect_target(url: str, location: str) -> str:
    """Return the URL of a redirect to the same host that does not go from https to http."""
    try:
        target = urljoin(url, location)
        old, new = urlsplit(url), urlsplit(target)
    except ValueError as error:
        raise ServiceError(f"redirects to an invalid address: {shown(location)}", _CHECK) from error
    same = (new.scheme, new.netloc) == (old.scheme, old.netloc)
    if same or (new.scheme == "https" and new.hostname == old.hostname):
        return target
    what = f"redirects to another host, which is not followed: {shown(target)}"
    raise ServiceError(what, "give that address as --endpoint, if you trust it", final=True)


def _status_error(response: BaseHTTPResponse, body: bytes) -> ServiceError:
    status = response.status
    unknown = f"is out of order ({status})" if status >= 500 else f"answers with status {status}"
    what, remedy = _STATUS_MESSAGES.get(status, (unknown, _LATER))
    if message := _error_message(body):
        what += f" and says {message!r}"
    wait = _retry_after(response) if status in _RETRYABLE else None
    if wait and wait > _MAX_WAIT:
        what += f" and to wait {_in_words(wait)}"
        return ServiceError(what, "fetch again after that", final=True)
    return ServiceError(what, remedy, final=status in _FINAL, wait=wait)


def _in_words(seconds: float) -> str:
    """Return a time as ``90 seconds``, ``5 minutes``, ``3 hours`` or ``2 days``, rounded up."""
    for size, word, least in ((86_400, "days", 172_800), (3_600, "hours", 7_200), (60, "minutes", 120)):
        if seconds >= least:
            return f"{min(seconds // size + (seconds % size > 0), 10_000):,.0f} {word}"
    return f"{seconds:,.0f} seconds"


def _error_message(body: bytes) -> str:
    """Return ``error`` of a JSON object, as the Hugging Face Hub and others send it, or an empty string."""
    try:
        value = json.loads(body[:10_000])
    except (ValueError, RecursionError):
        return ""
    message = value.get("error") if isinstance(value, dict) else None
    return shown(message) if isinstance(message, str) else ""


def _retry_after(response: BaseHTTPResponse) -> float:
    """Parse ``Retry-After``, a number of seconds or a date, into seconds; 0 if it is missing or not valid."""
    try:
        return float(Retry(retry_after_max=_LONGEST).get_retry_after(response) or 0)
    except (exceptions.InvalidHeader, ValueError, OverflowError):
        return 0.0


def _connection_error(error: Exception, policy: RequestPolicy) -> ServiceError:
    match error:
        case TooMuchError():
            what = f"sends more than {policy.max_bytes:,} bytes"
            return ServiceError(what, "this is no day's digest; " + _CHECK)
        case TooSlowError():
            what = f"sends too slowly: not done after {policy.total:g} s"
            return ServiceError(what, _LATER, final=True, wait=0.0)
        case exceptions.SSLError():
            what = f"has a certificate that cannot be trusted: {shown(str(error))}"
            return ServiceError(what, "check --endpoint and this machine's clock", final=True)
        case exceptions.NameResolutionError():
            return ServiceError("cannot be found by its name", _CHECK_NETWORK, final=True, wait=0.0)
        case exceptions.NewConnectionError() | exceptions.ConnectTimeoutError():
            return ServiceError("cannot be reached", _CHECK_NETWORK, final=True, wait=0.0)
        case exceptions.ReadTimeoutError():
            return ServiceError("does not answer in time", _LATER, final=True, wait=0.0)
        case exceptions.DecodeError():
            return ServiceError("sends a damaged gzip stream", _LATER)
        case _:
            return ServiceError("breaks off in the middle of its answer", _LATER, wait=0.0)

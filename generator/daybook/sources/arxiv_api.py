"""arXiv's query API (arXiv API User's Manual), whose terms of use allow one request in 3 seconds.

Answers are Atom feeds, which `daybook.digests.feeds.rss_atom` parses.
"""

from collections.abc import Sequence

from daybook.progress import Progress, unseen
from daybook.sources.client import Client, RequestPolicy, check_endpoint

ENDPOINT = "https://export.arxiv.org"
POLICY = RequestPolicy(pause=3.0)


def open_client(endpoint: str | None, progress: Progress = unseen) -> Client:
    """Return a connection to arXiv, or to another ``endpoint``. Raises UsageError if that is no address."""
    return Client(check_endpoint(endpoint or ENDPOINT), POLICY, progress)


def request_papers(client: Client, identifiers: Sequence[str]) -> bytes:
    """Request the papers with these arXiv identifiers. Raises ServiceError."""
    return _query(client, {"id_list": ",".join(identifiers), "max_results": str(len(identifiers))})


def request_title(client: Client, words: str) -> bytes:
    """Request papers whose title has these words as a phrase. Raises ServiceError."""
    return _query(client, {"search_query": f'ti:"{words}"', "max_results": "10"})


def _query(client: Client, query: dict[str, str]) -> bytes:
    return client.get("/api/query", query, "application/atom+xml")

"""Daily Papers of the Hugging Face Hub: ``GET /api/daily_papers?date=…``, an array of records."""

import json
from datetime import date
from typing import Any

from daybook.sources.client import Client, RequestPolicy, ServiceError, wrong_form

_PAGE_SIZE = 100
"""The service's limit on records in an answer."""
_MAX_PAGES = 10


class HuggingFace:
    """Daily Papers, by day."""

    name = "hf"
    endpoint = "https://huggingface.co"
    policy = RequestPolicy(pause=0.5)
    by_day = True
    file_suffix = ".json"

    def request_day(self, client: Client, day: date) -> bytes | None:
        """Return the array of a day; the arrays of several pages are joined, their records unchanged."""
        pages: list[bytes] = []
        seen: set[str] = set()
        for page in range(_MAX_PAGES):
            query = {"date": day.isoformat(), "limit": str(_PAGE_SIZE)} | ({"p": str(page)} if page else {})
            body = client.get("/api/daily_papers", query, "application/json")
            records = _records(body)
            new = {json.dumps(record, sort_keys=True) for record in records} - seen
            if new or not pages:
                pages.append(body)
                seen |= new
            # A service that counts its pages from 1 sends the first one twice.
            if len(records) < _PAGE_SIZE or (not new and page > 1) or not body.lstrip().startswith(b"["):
                break
        if not seen:
            return None
        if len(pages) == 1:
            return pages[0]
        return b"[" + b",".join(page.strip()[1:-1] for page in pages) + b"]"


def _records(body: bytes) -> list[Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise wrong_form(body, "JSON") from error
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        value = value["data"]
    if not isinstance(value, list):
        raise ServiceError("sends JSON that is no list of papers", "check --endpoint")
    return value

"""Read the files of records as the browser does."""

from __future__ import annotations

import json
from typing import Any

from daybook.text.slugs import hyphenated


def read_records(content: str | bytes) -> list[list[Any]]:
    """Return the records of a file, each with its address written out."""
    return [
        [
            f"{day[:4]}/{hyphenated(title)[:address]}" if isinstance(address, int) else address,
            title,
            day,
            *others,
        ]
        for address, title, day, *others in zip(*json.loads(content), strict=True)
    ]

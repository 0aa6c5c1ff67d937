"""Web pages that a browser saved as one file (MHTML), which has the form of a mail (RFC 2557)."""

import re

_SAVED = re.compile(rb"^(?:From: [<\"']?Saved by |Snapshot-Content-Location:)", re.MULTILINE)
_HEAD = 2_000


def is_web_archive(data: bytes) -> bool:
    """Return whether a file is a web page with its pictures, by its header."""
    return _SAVED.search(data[:_HEAD]) is not None


def page_in_archive(data: bytes) -> str:
    """Return the HTML of a saved page; empty if there is none."""
    from daybook.digests.mails.parts import parse_mail  # slow to load, rarely needed

    return next((part.text for part in parse_mail(data) or () if part.kind == "html"), "")

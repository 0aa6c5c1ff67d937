"""The site's own record of what it was made from, and of the SHA-256 of every published file.

`provenance.json` ends with a hash of all its bytes before, so that a change in it is found too. Files whose
names begin with a dot are not in it, as hosts do not serve them.
"""

import hashlib
import json
import re
from collections.abc import Mapping

from msgspec import Struct

from daybook.site.inventory import format_listing
from daybook.text.addresses import PROVENANCE

_BASE_URL = re.compile(rb'\n "base_url": ("[^\n]*"),\n "files": {')
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|")
_END = re.compile(rb' "sha256": "([0-9a-f]{64})"\n}\n\Z')
_HASH = re.compile(r"[0-9a-f]{64}")
_PATH = re.compile(r"[!-~]{1,1000}")


class SiteOrigin(Struct, frozen=True):
    """The program, the commit and the address that a site was made with."""

    version: str
    """Of Daybook."""
    commit: str
    """Of the repository that holds content; empty if it was not stated."""
    base_url: str


class SiteRecord(Struct, frozen=True):
    origin: SiteOrigin
    files: Mapping[str, str]
    """The SHA-256 of each file by path."""
    sha256: str
    """Of the record itself, its end left out."""


def is_recorded(path: str) -> bool:
    """Return whether a file of a site is in its record."""
    return path != PROVENANCE and not path.startswith(".") and "/." not in path


def is_commit(text: str) -> bool:
    """Return whether a text is the full name of a commit, or empty."""
    return _COMMIT.fullmatch(text) is not None


def format_provenance(origin: SiteOrigin, hashes: Mapping[str, str]) -> bytes:
    """Return the record of a site, given the SHA-256 of each of its files."""
    head = {"generator": f"daybook {origin.version}", "commit": origin.commit, "base_url": origin.base_url}
    lines = [f' "{key}": {json.dumps(value)},\n' for key, value in head.items()]
    kept = sorted(filter(is_recorded, hashes))
    files = ",\n".join(f'  "{path}": "{hashes[path]}"' for path in kept)
    text = f'{{\n{"".join(lines)} "files": {{\n{files}\n }},\n'.encode("ascii")
    return text + f' "sha256": "{hashlib.sha256(text).hexdigest()}"\n}}\n'.encode("ascii")


def read_provenance(data: bytes) -> SiteRecord:
    """Parse a record. Raises ValueError if it is none, or is not as Daybook writes it, to the last byte."""
    end = _END.search(data)
    if end is None or hashlib.sha256(data[: end.start()]).hexdigest() != end[1].decode():
        raise ValueError("is not the record of a site, or was changed")
    record = json.loads(data)
    name, _, version = record["generator"].partition(" ")
    origin = SiteOrigin(version, record["commit"], record["base_url"])
    files = record["files"]
    valid = name == "daybook" and is_commit(origin.commit)
    valid &= all(_PATH.fullmatch(path) and _HASH.fullmatch(sha256) for path, sha256 in files.items())
    if not valid or format_provenance(origin, files) != data:
        raise ValueError("is not as Daybook writes the record of a site")
    return SiteRecord(origin, files, end[1].decode())


def recorded_base_url(data: bytes) -> str:
    """Return the base URL that a record states, without a look at its files; empty if it is no record."""
    found = _BASE_URL.search(data)
    return str(json.loads(found[1])) if found else ""


def listing_of(provenance: SiteRecord, data: bytes, hidden: Mapping[str, str]) -> bytes:
    """Return the listing that a site with a record, given with its bytes, and with hidden files has."""
    own = {PROVENANCE: hashlib.sha256(data).hexdigest()}
    return format_listing({**provenance.files, **own, **hidden})

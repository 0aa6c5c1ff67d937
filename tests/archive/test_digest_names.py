"""The names of the copies of digests that an archive keeps."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from daybook.archive.digest_names import digest_name
from daybook.archive.importing import import_digests
from daybook.model import Digest, Entry

ENTRY = Entry(date(2025, 3, 18), "Moss", "", 1, 1)
DIGEST = Digest("", "0123456789abcdef" * 4, (ENTRY,))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("2025-03-18.TXT", "2025/2025-03-18.txt"),
        ("Digest vom 18. März.txt", "2025/digest-vom-18.-marz.txt"),
        ("日报.json", "2025/ribao.json"),
        ("…", "2025/0123456789ab"),
        ("con.eml", "2025/con-digest.eml"),
        (f"{'a' * 80}.bib", f"2025/{'a' * 60}.bib"),
    ],
)
def test_a_name_is_valid_everywhere_and_says_what_the_file_was_called(name: str, kept: str) -> None:
    assert digest_name(DIGEST, name, set()) == kept


def test_a_taken_name_gets_a_number() -> None:
    taken = {"2025/a.txt", "2025/a-2.txt"}
    assert digest_name(DIGEST, "a.txt", taken) == "2025/a-3.txt"


def test_a_name_without_a_letter_is_the_hash_of_the_file(tmp_path: Path) -> None:
    given, content = tmp_path / "….json", tmp_path / "content"
    given.write_text('[{"title": "Moss", "doi": "10.1234/moss", "date": "2025-03-18"}]', "utf-8")
    content.mkdir()
    sha256 = hashlib.sha256(given.read_bytes()).hexdigest()
    [digest] = import_digests(content, [given]).content.days[date(2025, 3, 18)].digests
    assert (digest.path, digest.sha256) == (f"2025/{sha256[:12]}.json", sha256)

"""`daybook fetch` as a person and a workflow run it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import warm
from tests.conftest import PYTHONPATH
from tests.sources.fake_service import Answer, FakeService, day_of, record

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-02-03"


def start(folder: Path, *words: str, endpoint: str = "") -> subprocess.Popen[str]:
    """Start the command in a folder."""
    environment = {
        **os.environ,
        "PYTHONPATH": PYTHONPATH,
        "PYTHONHASHSEED": "0",
        "DAYBOOK_ENDPOINT": endpoint,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "daybook", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def daybook(folder: Path, *words: str, endpoint: str = "") -> tuple[int, str, str]:
    """Run the command to its end: exit code, output, errors."""
    done = warm.run("daybook", *words, cwd=folder, DAYBOOK_ENDPOINT=endpoint)
    return done.returncode, done.stdout, done.stderr


def test_a_day(tmp_path: Path, running: FakeService) -> None:
    running.put(DAY, Answer(day_of(DAY, 1, 2)))
    code, out, err = daybook(tmp_path, "fetch", DAY, "--endpoint", running.url)
    assert (code, err) == (0, "")
    assert out.startswith(
        "Fetched hf: 1 day requested (1 new), 2 records = 2 new papers + 0 repeats + 0 rejected"
    )
    assert (tmp_path / f"content/digests/2026/{DAY}.json").is_file()
    code, out, _ = daybook(tmp_path, "fetch", DAY, endpoint=running.url)
    assert code == 0
    assert "(1 as saved before), 0 records" in out


def test_without_a_day_the_newest_is_fetched(tmp_path: Path, running: FakeService) -> None:
    yesterday = (datetime.now(UTC).date() - timedelta(1)).isoformat()
    running.put(yesterday, Answer(day_of(yesterday, 1)))
    code, out, _ = daybook(tmp_path, "fetch", endpoint=running.url)
    assert code == 0
    assert "1 new" in out
    assert f"{yesterday}.json" in {path.name for path in (tmp_path / "content/digests").rglob("*.json")}


def test_problems_are_printed_and_other_days_fetched(tmp_path: Path, running: FakeService) -> None:
    running.put("2026-02-03", Answer(b"<html>"))
    running.put("2026-02-04", Answer(day_of("2026-02-04", 1)))
    code, out, err = daybook(tmp_path, "fetch", "2026-02-03..2026-02-05", endpoint=running.url)
    assert code == 1
    assert "hf 2026-02-03" in err
    assert "sends an HTML page instead of JSON" in err
    assert "(1 new; 1 no papers; 1 failed), 1 record = 1 new paper" in out
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-02-30"], "2026-02-30 is no day"),
        (["2026-02-03", "--since", "2026-02-01"], "give one of the two"),
        (["2199-01-01"], "is still to come"),
        (["--source", "web"], "web is no source"),
        ([DAY, "--source", "arxiv:cs.CL"], "cannot be asked for certain days"),
        (["--endpoint", "ftp://x"], "is not the address of a service"),
    ],
)
def test_wrong_usage(tmp_path: Path, words: list[str], said: str) -> None:
    code, out, err = daybook(tmp_path, "fetch", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert not (tmp_path / "content").exists()


@pytest.mark.hazard(31)
def test_the_summary_is_appended_and_escaped(tmp_path: Path, running: FakeService) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:y) `z` @team #1 | ::error::no \x1b[2J"
    sound = record(1, DAY)
    sound["paper"]["title"] = hostile
    running.put(DAY, Answer(json.dumps([sound, *[record(n, DAY) for n in range(2, 150)]]).encode()))
    running.put("2026-02-04", Answer(b"{}"))
    file = tmp_path / "summary.md"
    file.write_text("Before.\n", encoding="utf-8")
    code, _, _ = daybook(
        tmp_path, "fetch", "2026-02-03..2026-02-04", "--summary", "summary.md", endpoint=running.url
    )
    text = file.read_text(encoding="utf-8")
    assert code == 1
    assert text.startswith("Before.\n## Fetched digests\n")
    assert f"| {DAY} | 149 | 149 | new |" in text
    assert "| 2026-02-04 | 0 | 0 | failed |" in text
    assert "… and 49 more" in text
    assert "sends JSON that is no list" in text
    new = text[text.index("### New") :].splitlines()[2]
    assert new.startswith("- &#60;script&#62;alert&#40;1&#41;&#60;&#47;script&#62; &#91;x&#93;")
    assert not set("<>[]`@|\\\x1b") & set(new)


def test_interrupt(tmp_path: Path, running: FakeService) -> None:
    running.put(DAY, Answer(day_of(DAY, 1)))
    running.put("2026-02-04", Answer(b"[]", silent=30))
    process = start(tmp_path, "fetch", "2026-02-03..2026-02-04", endpoint=running.url)
    waited = time.monotonic() + 60
    while len(running.requests) < 2 and time.monotonic() < waited:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Interrupted" in err
    assert "Traceback" not in err
    assert (tmp_path / f"content/digests/2026/{DAY}.json").is_file()
    code, out, _ = daybook(tmp_path, "fetch", DAY, endpoint=running.url)
    assert code == 0
    assert "1 as saved before), 1 record = 1 new paper" in out


def test_building_needs_neither_urllib3_nor_readers_of_digests() -> None:
    """Only fetch and enrich load the HTTP client, only a new digest the readers: each takes 0.1 s."""
    loaded = "{'urllib3', 'daybook.digests'} & sys.modules.keys()"
    code = f"import sys, daybook.cli.main, daybook.commands.build.stages; print(*{loaded})"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    assert ran.stdout.split() == []

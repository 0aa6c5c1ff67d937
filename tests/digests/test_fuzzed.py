"""The fuzzed readers take damaged inputs, and all inputs that once broke one."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.digests.test_hostile_digests  # noqa: F401 (targets load it; within a test of `given` it may not be)
from tests.effort import Cases, run_limited
from tests.fuzz import DIGESTS, FOUND, READERS, target

KEPT = sorted(place for place in FOUND.rglob("*") if place.is_file())


@pytest.mark.parametrize("reader", READERS)
def test_the_first_inputs(reader: str) -> None:
    fuzzed = target(reader)
    assert fuzzed.seeds
    for data in (*fuzzed.seeds, b"", b"\0", b"\xff" * 40, *(seed[:200] for seed in fuzzed.seeds)):
        fuzzed.read(data)


NAMES = {name.replace(" ", "-"): name for name in READERS}


def kept_inputs() -> Cases:
    for place in KEPT:
        yield place.name, partial(target(NAMES[place.parent.name]).read, place.read_bytes())


def test_kept_inputs() -> None:
    assert {place.parent.name for place in KEPT} <= NAMES.keys()
    unnamed = [place.name for place in KEPT if place.name.startswith(("crash-", "timeout-", "oom-"))]
    assert unnamed == [], "give it a name that says what it is"
    assert run_limited(kept_inputs) == len(KEPT)


def test_every_form_of_digest_is_fuzzed() -> None:
    from daybook.digests import readers

    assert {form.__name__.rpartition(".")[2] for form in readers()} == set(DIGESTS)


def test_a_reader_that_raises_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daybook.digests.bibliographies.ris.read", lambda _file: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        target("ris").read(b"TY  - JOUR\n")


@pytest.mark.parametrize("reader", READERS)
@given(choices=st.data())
def test_damaged_inputs(reader: str, choices: st.DataObject) -> None:
    """As atheris does for longer: remove pieces, repeat them, and insert any bytes."""
    fuzzed = target(reader)
    data = choices.draw(st.sampled_from(fuzzed.seeds))
    for _ in range(choices.draw(st.integers(1, 3))):
        start = choices.draw(st.integers(0, len(data)))
        gone = choices.draw(st.sampled_from([0, 1, 2, 10, 200]))
        again = choices.draw(st.sampled_from([b"", data[start : start + 60] * 3]))
        data = data[:start] + choices.draw(st.binary(max_size=6)) + again + data[start + gone :]
    fuzzed.read(data)

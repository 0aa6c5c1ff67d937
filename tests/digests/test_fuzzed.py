"""What fuzzing found once stays found: each kept input is read, and the targets see what is wrong."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import DIGESTS, FOUND, READERS, SlowError, Target, target

KEPT = sorted(place for place in FOUND.rglob("*") if place.is_file())


@pytest.mark.parametrize("reader", READERS)
def test_the_first_inputs(reader: str) -> None:
    aim = target(reader)
    assert aim.seeds
    for data in (*aim.seeds, b"", b"\0", b"\xff" * 40, *(seed[:200] for seed in aim.seeds)):
        aim(data)


def test_what_was_found() -> None:
    named = {name.replace(" ", "-"): name for name in READERS}
    assert {place.parent.name for place in KEPT} <= named.keys()
    unnamed = [place.name for place in KEPT if place.name.startswith(("crash-", "timeout-", "oom-"))]
    assert unnamed == [], "give it a name that says what it is"
    for place in KEPT:
        target(named[place.parent.name])(place.read_bytes())


def test_every_form_of_digest_is_fuzzed() -> None:
    from daybook.digests import READERS as FORMS

    assert {form.__name__.rpartition(".")[2] for form in FORMS} == set(DIGESTS)


def test_a_reader_that_fails_or_takes_its_time_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The controls."""

    def slow(_data: bytes) -> None:
        monkeypatch.setattr(time, "process_time", lambda: 10.0**9)

    with pytest.raises(SlowError):
        Target(slow, ())(b"x")
    monkeypatch.undo()
    monkeypatch.setattr("daybook.digests.ris.read", lambda _file: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        target("ris")(b"TY  - JOUR\n")


@pytest.mark.parametrize("reader", READERS)
@given(choices=st.data())
def test_damaged_inputs(reader: str, choices: st.DataObject) -> None:
    """What atheris does for longer, in short: pieces taken out, put in twice, and any bytes put in."""
    aim = target(reader)
    data = choices.draw(st.sampled_from(aim.seeds))
    for _ in range(choices.draw(st.integers(1, 3))):
        start = choices.draw(st.integers(0, len(data)))
        gone = choices.draw(st.sampled_from([0, 1, 2, 10, 200]))
        again = choices.draw(st.sampled_from([b"", data[start : start + 60] * 3]))
        data = data[:start] + choices.draw(st.binary(max_size=6)) + again + data[start + gone :]
    aim(data)

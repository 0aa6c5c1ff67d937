"""What a page is made from: it changes with whatever its job holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import astuple, fields, replace

from daybook.disk import cache
from daybook.model import Paper, TextPage
from daybook.pages.jobs import Job, RemovedJob, SitemapIndexJob, made_from
from daybook.pages.plan import Plan
from tests.made import archive, paper

GIVEN = replace(
    archive(
        *(
            paper(f"2025/{name}", name, days=[f"2025-0{3 + place % 2}-18"])
            for place, name in enumerate("abcde")
        )
    ),
    pages=(TextPage("about", "About", ""),),
)
JOBS = [*Plan(GIVEN).jobs(), RemovedJob("2025/gone"), SitemapIndexJob(("sitemap-1.xml",))]


def papers_in(value: Any) -> Iterator[Paper]:
    if isinstance(value, Paper):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from papers_in(astuple(value))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from papers_in(item)


def key_of(job: Job) -> bytes:
    names = {each.address: cache.key(each) for each in papers_in(job)}
    return cache.key(made_from(job, names))


def others(value: Any) -> Iterator[Any]:
    """The value with one thing in it changed, whatever it is, each way once."""
    if isinstance(value, msgspec.Struct):
        for field in fields(value):
            if not (isinstance(value, Paper) and field.name == "address"):
                for other in others(getattr(value, field.name)):
                    yield replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        if len({type(item) for item in value}) < 2:  # a list, of which there can be more
            yield (*value, *value) if value else (0,)
        for place, item in enumerate(value):
            yield from ((*value[:place], other, *value[place + 1 :]) for other in others(item))
    elif isinstance(value, str):
        yield value + "x"
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, int):
        yield value + 1
    else:
        assert value is None
        yield date(1991, 1, 1)


@pytest.mark.parametrize("kind", get_args(Job), ids=lambda kind: kind.__name__)
def test_whatever_changes_in_a_job_changes_what_its_page_is_made_from(kind: type) -> None:
    found = [job for job in JOBS if type(job) is kind]
    assert found
    for job in found:
        changed = [key_of(other) for other in others(job)]
        assert key_of(job) not in changed
        assert len(set(changed)) >= len(fields(job))


def test_papers_stand_by_their_names_alone() -> None:
    """Else each would be looked at for every page it is on."""
    names = {each.address: b"name" for each in GIVEN.papers}
    for job in JOBS:
        assert not list(papers_in(made_from(job, names)))

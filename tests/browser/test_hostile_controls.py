"""The controls of the hostile strings: each kind of harm is seen when it is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from daybook.theme import templates
from tests.browser import hostile
from tests.browser.attack import attacked, tripwired, visited
from tests.browser.test_hostile import faults_of
from tests.hazards import tried

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.conftest import Serve

pytestmark = pytest.mark.browser

Harmful = Callable[[str], str]


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Harmful:
    """Return a function that writes a page with some markup, and returns the URL of its site."""
    site = attacked(tmp_path_factory.mktemp("harmful"), ["one"], 1).site
    url = serve(site)

    def write(markup: str) -> str:
        (site / "control.html").write_text(f"<!doctype html><title>x</title><p>{markup}</p>", "utf-8")
        return url

    return write


@pytest.mark.hazard(17)
@pytest.mark.parametrize(
    ("kind", "harm"),
    [
        ("call", "<script>alert(1)</script>"),
        ("call", "<img src=x onerror=confirm(1)>"),
        ("call", "<b onpointerenter=tripwire()>x</b>"),
        ("call", "<a href='java\tscript:print()'>x</a>"),
        ("error", "<script>throw 1</script>"),
        ("rejection", "<script>Promise.reject(1)</script>"),
        ("load", "<img src=nowhere.png>"),
        ("element", "<iframe></iframe>"),
        ("element", "<svg></svg>"),
        ("element", "<script src=x.js></script>"),
        ("element", "<script type='application/ld+json'>x</script>"),
        ("attribute", "<p style='color:red'>x"),
        ("attribute", "<p onx=1>x"),
        ("address", "<a href=' \x01data:text/html,x'>x</a>"),
        ("address", "<a href='data:text/html,x' download=x>x</a>"),
        ("address", "<form action=javascript:x></form>"),
        ("navigation", "<script>history.replaceState(0, '', 'elsewhere')</script>"),
    ],
)
def test_harm_is_seen(harmful: Harmful, chromium: Browser, kind: str, harm: str) -> None:
    """The control: each kind of harm is seen."""
    with tripwired(chromium, harmful(harm)) as seen:
        (page,) = visited(seen, ["control.html"])
    tried("pages that do run something, as a control (failed: not seen)", 1, int(not page["hits"]))
    assert any(hit.startswith(f"{kind}: ") for hit in page["hits"]), page["hits"]


@pytest.mark.hazard(32)
@pytest.mark.parametrize(
    ("fault", "harm"),
    [
        ("asked for", "<img src='http://127.0.0.2:9/x.png'>"),
        ("asked for", "<script>fetch('http://127.0.0.2:9/')</script>"),
        ("thrown", "<script>throw 1</script>"),
    ],
)
def test_requests_and_errors_are_seen(harmful: Harmful, chromium: Browser, fault: str, harm: str) -> None:
    with tripwired(chromium, harmful(harm)) as seen:
        visited(seen, ["control.html"])
    assert any(found.startswith(fault) for found in seen.faults), seen.faults


def test_a_site_without_escaping_is_seen(
    tmp_path: Path, serve: Serve, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of all: the same strings in templates that do not escape."""
    monkeypatch.setattr(templates, "_environment", templates._environment.__wrapped__)
    monkeypatch.setattr(templates, "_Environment", partial(_Careless, templates._Environment))
    made = attacked(tmp_path, hostile.grammar(48), 1, "https://careless.example/repo/")
    with tripwired(chromium, serve(made.site)) as seen:
        pages = visited(seen, [f"papers/{address}/" for address in made.papers])
    ran = [page for page in pages if any(hit.startswith(("call", "error")) for hit in page["hits"])]
    misread = [
        page for page, paper in zip(pages, made.papers.values(), strict=True) if faults_of(page, paper)
    ]
    assert len(ran) > 10
    assert len(misread) > 25
    assert seen.faults


def _Careless(environment: Any, **settings: Any) -> Any:
    return environment(**{**settings, "autoescape": False})

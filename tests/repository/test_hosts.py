"""The pages about hosts: one for each, with valid configurations, by which nginx and Caddy serve a site."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from daybook.cli.new import HOSTS
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.commands.new.files import POLICY
from tests.conftest import ROOT

PAGES = ROOT / ".github" / "docs" / "hosts"
TOPICS = ("Sub-path", "404", "Compression", "Caching", "eaders")
FOR_EVER = "public, max-age=31536000, immutable"


def block(page: str, language: str) -> str:
    """Return the first code of a language on a page."""
    found = re.search(
        rf"^```{language}\n(.*?)^```$", (PAGES / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found, language
    return found[1]


def test_every_host_has_a_page_that_says_it_all() -> None:
    names = {place.stem for place in PAGES.glob("*.md")} - {"README"}
    assert names == set(HOSTS) - {"none"} | {"nginx-caddy", "object-store"}
    listed = (PAGES / "README.md").read_text("utf-8")
    for name in sorted(names):
        text = (PAGES / f"{name}.md").read_text("utf-8")
        assert f"]({name}.md)" in listed
        assert [topic for topic in TOPICS if topic not in text] == [], name
        assert (f"daybook new . --host {name}" in text) == (name in HOSTS)


def test_the_object_store_gets_valid_configuration(tmp_path: Path) -> None:
    policy = json.loads(block("object-store.md", "json"))["SecurityHeadersConfig"]
    assert policy["ContentSecurityPolicy"]["ContentSecurityPolicy"] == POLICY
    (tmp_path / "upload.sh").write_text(block("object-store.md", "sh"), "utf-8")
    subprocess.run(["bash", "-n", tmp_path / "upload.sh"], check=True)


@dataclass(frozen=True)
class Answer:
    """An answer of a server."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path; do not follow redirections."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Host": "papers.example.org", **sent})
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        body = answer.read()
        connection.close()
        return Answer(answer.status, found, body)


def free_port() -> int:
    """Return a port that nothing listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[Server]:
    """Run a server until the block ends."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, process.stdout and process.stdout.read()
                time.sleep(0.05)
            yield Server(port)
        finally:
            process.terminate()


def tool(name: str) -> str:
    """Return the path of a server, which Debian has as a package."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if not found:
        pytest.skip(f"{name} is not installed (Debian: the package {name})")
    return found


@contextmanager
def nginx(folder: Path, site: Path) -> Iterator[Server]:
    """Serve a site by the configuration for nginx, after its own check of it."""
    port = free_port()
    text = block("nginx-caddy.md", "nginx").replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = text.replace("/srv/papers/", f"{site}/")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off;\n{temporary}{text} }}\n",
        "utf-8",
    )
    # As root, its workers would be of another user, who may not enter a folder of tests.
    command = [tool("nginx"), "-p", str(folder), "-c", str(config), "-g", "master_process off;"]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with running(command, port) as server:
        yield server


@contextmanager
def caddy(folder: Path, site: Path) -> Iterator[Server]:
    """Serve a site by the configuration for Caddy, after its own check of it."""
    port = free_port()
    text = block("nginx-caddy.md", "caddyfile").replace("papers.example.org {", f"http://:{port} {{")
    config = folder / "Caddyfile"
    config.write_text("{\n\tadmin off\n}\n" + text.replace("/srv/papers", str(site)), "utf-8")
    given = ["--config", str(config), "--adapter", "caddyfile"]
    subprocess.run([tool("caddy"), "validate", *given], check=True, capture_output=True)
    with running([tool("caddy"), "run", *given], port) as server:
        yield server


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample for a sub-path."""
    folder = tmp_path_factory.mktemp("served")
    content = Path(shutil.copytree(ROOT / "content", folder / "content"))
    build(Options(content, folder / "site", base_url="https://papers.example.org/papers/"))
    return folder / "site"


@pytest.mark.slow
@pytest.mark.parametrize("serve", [nginx, caddy])
def test_a_server_serves_the_site_as_it_should(
    tmp_path: Path, site: Path, serve: Callable[[Path, Path], contextmanager[Server]]
) -> None:
    with serve(tmp_path, site) as server:
        home = server.get("/papers/")
        assert (home.status, home.body) == (200, (site / "index.html").read_bytes())
        assert server.get("/papers").headers["location"] == "/papers/"
        assert server.get("/").headers["location"] == "/papers/"
        day = min(place.parent.name for place in site.glob("dates/????-??-??/index.html"))
        assert server.get(f"/papers/dates/{day}").headers["location"].endswith(f"/papers/dates/{day}/")
        missing = server.get("/papers/no/such/page/")
        assert (missing.status, missing.body) == (404, (site / "404.html").read_bytes())
        style = re.search(rb'href="(assets/style\.css\?v=\w+)"', home.body)
        assert style
        assets = server.get(f"/papers/{style[1].decode()}", Accept_Encoding="gzip")
        assert gzip.decompress(assets.body) == (site / "assets/style.css").read_bytes()
        shard = next(place for place in sorted(site.glob("search/*/*.json"))).relative_to(site).as_posix()
        for answer in (assets, server.get(f"/papers/{shard}")):
            assert (answer.status, answer.headers["cache-control"]) == (200, FOR_EVER)
        for path in ("/papers/", "/papers/search/index.json", "/papers/feed.xml"):
            assert server.get(path).headers["cache-control"] == "no-cache", path
        assert "immutable" not in server.get("/papers/assets/lost.js?v=0123456789").headers.get(
            "cache-control", ""
        )
        for answer in (home, missing, assets):
            assert answer.headers["content-security-policy"] == POLICY
            assert answer.headers["x-content-type-options"] == "nosniff"
        again = server.get("/papers/", If_None_Match=home.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert home.headers["content-type"].lower() == "text/html; charset=utf-8"
        script = server.get("/papers/assets/js/site.js?v=1")
        assert re.match(r"(application|text)/javascript", script.headers["content-type"])

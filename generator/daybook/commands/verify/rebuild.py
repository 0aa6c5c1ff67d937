"""Build the commit that a site states again, from git's copy of it, to compare the two sites."""

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from daybook.problems import refusal, shown
from daybook.site.provenance import SiteOrigin
from daybook.text.addresses import PROVENANCE


@contextmanager
def rebuilt(origin: SiteOrigin, repository: Path, content: str) -> Iterator[bytes]:
    """Yield the record of a site built again from a commit of a repository, given its folder of content.

    The commit's own generator is used, if it holds one. Raises UsageError if that fails.
    """
    if not origin.commit:
        raise refusal("verify", "the site states no commit", "build it with `--commit`")
    with TemporaryDirectory(prefix="daybook-") as folder:
        root = Path(folder)
        archive = _run(["git", "archive", "--format=tar", origin.commit], repository)
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(root / "commit", filter="data")
        own = root / "commit" / "generator"
        paths = [str(own)] if (own / "daybook").is_dir() else [path for path in sys.path if path]
        command = [sys.executable, "-m", "daybook", "build", "--clean", "--commit", origin.commit]
        command += ["--content-dir", content, "--output-dir", str(root / "site")]
        command += ["--base-url", origin.base_url]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        _run(command, root / "commit", environment, makes=root / "site" / PROVENANCE)
        yield (root / "site" / PROVENANCE).read_bytes()


def _run(
    command: list[str], folder: Path, environment: dict[str, str] | None = None, makes: Path | None = None
) -> bytes:
    """Return what a command prints. Raises UsageError if it fails.

    A build ends with 1 after it made a site, if a digest cannot be read: then it makes a file.
    """
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        what = f"{command[0]} cannot be run: {error.strerror}"
        raise refusal(folder.as_posix(), what, "install it") from error
    if done.returncode and not (done.returncode == 1 and makes and makes.is_file()):
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        last = shown(lines[-1] if lines else f"exit code {done.returncode}")
        what = f"the commit cannot be built again: {last}"
        raise refusal(folder.as_posix(), what, "fetch it with git, or build it by hand")
    return done.stdout

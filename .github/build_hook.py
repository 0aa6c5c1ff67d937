"""What the wheel gets besides files of the repository: a list of its libraries, and what a release came from.

hatchling runs this (`pyproject.toml`). The list is an SBOM in the form CycloneDX 1.6, in the wheel's
``.dist-info/sboms/`` (PEP 770): the libraries and versions of `requirements.txt`, with the hashes that pip
checks. The same input gives the same bytes: it has no time and no serial number.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PIN = re.compile(r"^([\w.-]+)==([\w.+!-]+)(.*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_RELEASE = {"repository": "DAYBOOK_RELEASE_REPOSITORY", "commit": "DAYBOOK_RELEASE_COMMIT"}
"""For each field, the environment variable that the workflow of a release sets."""


class Hook(BuildHookInterface[Any]):
    """Adds both files to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files into the folder of the wheel, to be removed again by `finalize`."""
        if version == "editable":
            return
        self._made = Path(self.directory) / "made"
        self._made.mkdir(parents=True, exist_ok=True)
        pins = (Path(self.root) / ".github" / "requirements.txt").read_text(encoding="utf-8")
        sbom = self._made / "daybook-papers.cdx.json"
        found = bill_of_materials(self.metadata.name, self.metadata.version, pins)
        sbom.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        build_data["sbom_files"].append(str(sbom))
        noted = {key: os.environ[name] for key, name in _RELEASE.items() if name in os.environ}
        if noted:
            release = self._made / "_release.json"
            text = json.dumps({"version": self.metadata.version, **noted})
            release.write_text(text + "\n", encoding="utf-8")
            build_data["force_include"][str(release)] = "daybook/_release.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what `initialize` wrote."""
        if version == "editable":
            return
        for place in self._made.iterdir():
            place.unlink()
        self._made.rmdir()


def bill_of_materials(name: str, version: str, pins: str) -> dict[str, Any]:
    """Return the SBOM of a version whose libraries are pinned as in a requirements file with hashes."""
    libraries = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{library}@{pinned}",
            "name": library,
            "version": pinned,
            "purl": f"pkg:pypi/{library}@{pinned}",
            "externalReferences": [
                {"type": "distribution", "url": f"pkg:pypi/{library}@{pinned}", "hashes": hashes}
            ],
        }
        for library, pinned, rest in _PIN.findall(pins.replace("\\\n", " "))
        for hashes in [[{"alg": "SHA-256", "content": content} for content in _HASH.findall(rest)]]
    ]
    own = f"pkg:pypi/{name}@{version}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": name,
                "version": version,
                "purl": own,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": libraries,
        "dependencies": [{"ref": own, "dependsOn": [each["bom-ref"] for each in libraries]}],
    }

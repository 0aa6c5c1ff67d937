"""What the parts of a built site cost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.site.costs import Cost, costs


def costs_of(output_dir: Path) -> Sequence[Cost]:
    """Return what each part costs that `leave_out` can name, from the one that readers miss least."""
    sizes = {file.path: file.size for file in find_files(output_dir)[0]}
    return costs(sizes, lambda path: read_file(output_dir / path))

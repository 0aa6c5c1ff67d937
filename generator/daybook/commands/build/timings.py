"""Seconds, items and peak memory of each stage of a run."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct, field

if sys.platform != "win32":
    import resource


class Stage(Struct):
    name: str
    items: int
    """Set when it begins, or while it runs."""
    seconds: float = 0.0
    memory: int = 0
    """Peak memory in bytes of this process or of its largest ended child; 0 if unknown."""


class Timings(Struct):
    """The stages of a run in order."""

    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str, items: int = 0) -> Iterator[Stage]:
        """Measure the block as a stage."""
        stage = Stage(name, items)
        started = time.perf_counter()
        yield stage
        stage.seconds, stage.memory = time.perf_counter() - started, peak_memory()
        self.stages.append(stage)

    def table(self) -> str:
        """Return the stages as a table in plain text."""
        lines = [f"{'stage':<22}{'seconds':>9}{'items':>10}{'a second':>11}{'peak MB':>9}"]
        for stage in self.stages:
            rate = f"{stage.items / stage.seconds:,.0f}" if stage.items and stage.seconds else ""
            items = f"{stage.items:,}" if stage.items else ""
            memory = f"{stage.memory / 1e6:,.0f}" if stage.memory else ""
            lines.append(f"{stage.name:<22}{stage.seconds:>9.2f}{items:>10}{rate:>11}{memory:>9}")
        lines.append(f"{'all':<22}{sum(stage.seconds for stage in self.stages):>9.2f}")
        return "\n".join(lines)


def peak_memory() -> int:
    """Return the peak memory of this process or of its largest ended child, in bytes (getrusage(2))."""
    if sys.platform == "win32":
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    peaks = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return unit * max(peak.ru_maxrss for peak in peaks)

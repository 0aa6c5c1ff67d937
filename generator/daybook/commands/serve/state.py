"""The state of builds, which browsers get over a stream of server-sent events."""

import json
import threading
from collections.abc import Mapping

from msgspec import Struct, field

_HEARTBEAT = 15.0
"""Seconds between comments on an idle stream."""


class State(Struct):
    """The number of the build that pages should show, and what is wrong with the next."""

    build: int = 0
    fault: str = ""
    version: int = 0
    """Counts changes: a stream that has sent this version has nothing to send."""
    previews: Mapping[str, bytes] = field(default_factory=dict)
    """Pages to serve in place of the site's, by path, until the next build ends."""
    is_over: bool = False
    """Whether the server ends, and its streams with it: browsers then ask the next one."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def update(self, fault: str, *, is_built: bool) -> None:
        """Set the fault, count a build, and wake all streams."""
        with self.changed:
            self.fault = fault
            self.build += is_built
            self.version += 1
            self.changed.notify_all()

    def end(self) -> None:
        """End all streams."""
        self.is_over = True
        self.update(self.fault, is_built=False)

    def next_event(self, last: int) -> tuple[int, bytes]:
        """Wait for a version after ``last``; return it with the event, or with a comment after a while."""
        with self.changed:
            if not self.changed.wait_for(lambda: self.version != last, _HEARTBEAT):
                return self.version, b": still here\n\n"
            state = json.dumps({"build": self.build, "fault": self.fault})
            return self.version, f"event: state\ndata: {state}\n\n".encode()

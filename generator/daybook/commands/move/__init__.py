"""Move a digest to another day: its papers are listed there, and the old day's address sends readers on."""

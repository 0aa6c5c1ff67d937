"""Daybook's tests. `python3 -m tests` runs all of them."""

"""Tests of daybook.digests.markdown."""

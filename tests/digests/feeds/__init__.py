"""Tests of daybook.digests.feeds."""

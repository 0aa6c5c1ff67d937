"""Tests of daybook.digests.newsletters."""

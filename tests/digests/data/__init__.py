"""Tests of daybook.digests.data."""

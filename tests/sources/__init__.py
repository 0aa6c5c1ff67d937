"""Tests of daybook.sources."""

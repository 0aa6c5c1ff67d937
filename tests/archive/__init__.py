"""Tests of daybook.archive."""

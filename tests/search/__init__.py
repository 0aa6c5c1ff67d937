"""Tests of daybook.search."""

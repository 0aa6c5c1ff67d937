"""Tests of daybook.disk."""

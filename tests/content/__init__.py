"""Tests of daybook.content."""

"""Tests of daybook.insights."""

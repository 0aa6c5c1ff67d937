"""Tests of daybook.cli."""

"""Tests of daybook.parallel."""

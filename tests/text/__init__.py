"""Tests of daybook.text."""

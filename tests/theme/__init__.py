"""Tests of daybook.theme."""

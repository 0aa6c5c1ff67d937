"""Tests of daybook.commands."""

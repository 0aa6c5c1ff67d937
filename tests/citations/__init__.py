"""Tests of daybook.citations."""

"""Tests of daybook.site."""

"""Tests of daybook.pages.base."""
